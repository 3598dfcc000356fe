"""Two renderings side by side: what they are to each other and how their words differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.domain.matching.differences import find_differences
from service.domain.matching.guards import find_possible_changes
from service.domain.matching.judge import explain, judge
from service.domain.matching.semantic import join_meaning, judge_semantic
from service.domain.model import Comparison, MatchKind

if TYPE_CHECKING:
    from service.domain.model import Difference, Match, Rendering

_BY_MEANING: Final = frozenset({MatchKind.PARAPHRASE, MatchKind.TRANSLATION})


def compare(a: Rendering, b: Rendering, cosine: float | None = None) -> Comparison:
    """Returns the match of two renderings with every difference that leads from a to b.

    Renderings that have too little in common are not aligned: they differ altogether. Where the
    cosine of their vectors is given, such a pair may still turn out a paraphrase or a translation,
    as a suggestion; then only figures and denials are compared.
    """
    match = judge(a, b)
    if match.kind is MatchKind.DIFFERENT:
        if a.language == b.language:
            match = replace(match, features=explain(a, b))
        if cosine is not None:
            match = join_meaning(match, judge_semantic(a, b, cosine, asked=True))
    differences = _find(a, b, match)
    return Comparison(match, differences, tuple(d for d in differences if d.changes_meaning))


def _find(a: Rendering, b: Rendering, match: Match) -> tuple[Difference, ...]:
    if match.kind is MatchKind.DIFFERENT:
        return ()
    if match.kind in _BY_MEANING:
        return find_possible_changes(a.text, b.text, a.language, b.language)
    return find_differences(
        a.text, b.text, a.language, b.language, reported=a.reported or b.reported
    )
