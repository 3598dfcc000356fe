"""Two renderings side by side: what they are to each other and how their words differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.domain.matching.differences import find_differences
from service.domain.matching.guards import find_possible_changes
from service.domain.matching.judge import explain, judge
from service.domain.matching.meaning import judge_meaning
from service.domain.model import Comparison, MatchKind

if TYPE_CHECKING:
    from service.domain.matching.meaning import MeaningModel
    from service.domain.model import Difference, Match, Rendering

_BY_MEANING: Final = frozenset({MatchKind.PARAPHRASE, MatchKind.TRANSLATION})


def compare(a: Rendering, b: Rendering, meaning: MeaningModel | None = None) -> Comparison:
    """Returns the match of two renderings with every difference that leads from a to b.

    Renderings that have too little in common are not aligned: they differ altogether. With a model
    of meaning such a pair may still turn out a paraphrase or a translation, as a suggestion; then
    only figures and denials are compared.
    """
    match = judge(a, b)
    if match.kind is MatchKind.DIFFERENT:
        if a.language == b.language:
            match = replace(match, features=explain(a, b))
        if meaning is not None:
            match = _by_meaning(a, b, match, meaning)
    differences = _find(a, b, match)
    return Comparison(match, differences, tuple(d for d in differences if d.changes_meaning))


def _by_meaning(a: Rendering, b: Rendering, match: Match, meaning: MeaningModel) -> Match:
    left, right = meaning.encode([a.text, b.text])
    found = judge_meaning(a, b, float(left @ right))
    features = match.features + found.features
    if found.kind is MatchKind.DIFFERENT:
        return replace(match, features=features)
    return replace(found, features=features)


def _find(a: Rendering, b: Rendering, match: Match) -> tuple[Difference, ...]:
    if match.kind is MatchKind.DIFFERENT:
        return ()
    if match.kind in _BY_MEANING:
        return find_possible_changes(a.text, b.text, a.language, b.language)
    return find_differences(
        a.text, b.text, a.language, b.language, reported=a.reported or b.reported
    )
