"""Holding two wordings against each other without keeping anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.domain.errors import InputError
from service.domain.kinds import Bond, MatchKind, MatchStatus
from service.domain.matching.choices import open_choices, open_denial, weigh_choices, weigh_denial
from service.domain.matching.compare import compare
from service.domain.matching.counterparts import (
    find_lonely,
    open_counterparts,
    weigh_counterparts,
    without,
)
from service.domain.matching.unmarked import read_as_report
from service.usecases.ingest import check_text

if TYPE_CHECKING:
    from service.domain.model import Comparison, Rendering
    from service.semantic.index import SemanticIndex
    from service.usecases.config import Limits


def compare_wordings(
    a: Rendering,
    b: Rendering,
    *,
    limits: Limits,
    semantic: SemanticIndex | None = None,
    is_form_told: bool = False,
) -> Comparison:
    """Returns how b relates to a, with every difference; stores nothing.

    With ``semantic``, renderings without common words may turn out translations or paraphrases, and
    words that stand for others are weighed: those far apart in meaning make an alarm. So is a
    denial on one side of two free wordings, and a word without a counterpart in a translation.
    Unless ``is_form_told``, one that reads like a report is taken for one.

    Raises:
        InputError: one of the texts is missing, too long, or no text; ``field`` names it.
    """
    for side, rendering in (("a", a), ("b", b)):
        try:
            check_text(rendering.text, field="text", limit=limits.max_query_chars)
        except InputError as error:
            error.field = f"{side}.text"
            raise
    taken = None if is_form_told else read_as_report(a, b)
    first, second = taken or (a, b)
    comparison = compare(first, second) if semantic is None else _weigh(first, second, semantic)
    return _doubt(comparison) if taken else comparison


def _doubt(comparison: Comparison) -> Comparison:
    """Returns it as a suggestion at most: that one side is a report is only how it reads."""
    match = comparison.match
    if match.status is not MatchStatus.CONFIRMED or match.kind is not MatchKind.REPORTED:
        return comparison
    reason = f"{match.reason}; one reads like a report"
    unsure = replace(match, status=MatchStatus.SUGGESTED, bond=Bond.NONE, reason=reason)
    return replace(comparison, match=unsure)


def _weigh(a: Rendering, b: Rendering, semantic: SemanticIndex) -> Comparison:
    cosine = semantic.cosine(a.text, b.text)
    comparison = compare(a, b, cosine)
    if choices := open_choices(a, b, comparison):
        comparison = weigh_choices(comparison, a.language, semantic.cosines(choices))
    if denial := open_denial(a, b, comparison):
        difference, affirmed = denial
        comparison = weigh_denial(comparison, difference, semantic.cosine(*affirmed) - cosine)
    sides = open_counterparts(a, b, comparison)
    if not sides:
        return comparison
    first, second = sides
    left = find_lonely(first, semantic.nearest_of(first.words, second.phrases))
    right = find_lonely(second, semantic.nearest_of(second.words, first.phrases)) if left else None
    if left is None or right is None:
        return comparison
    rise = semantic.cosine(without(a.text, left), without(b.text, right)) - cosine
    return weigh_counterparts(comparison, (a.text, b.text), (left, right), rise)
