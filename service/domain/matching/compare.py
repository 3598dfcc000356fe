"""Two renderings side by side: what they are to each other and how their words differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.domain.matching.differences import find_differences
from service.domain.matching.judge import explain, judge
from service.domain.model import Comparison, MatchKind

if TYPE_CHECKING:
    from service.domain.model import Rendering


def compare(a: Rendering, b: Rendering) -> Comparison:
    """Returns the match of two renderings with every difference that leads from a to b.

    Renderings that have too little in common are not aligned: they differ altogether.
    """
    match = judge(a, b)
    if match.kind is MatchKind.DIFFERENT:
        if a.language == b.language:
            match = replace(match, features=explain(a, b))
        return Comparison(match, (), ())
    differences = find_differences(
        a.text, b.text, a.language, b.language, reported=a.reported or b.reported
    )
    return Comparison(match, differences, tuple(d for d in differences if d.changes_meaning))
