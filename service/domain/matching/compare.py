"""Two renderings side by side: what they are to each other and how their words differ."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from service.domain.kinds import Bond, DifferenceKind, MatchKind, MatchStatus
from service.domain.matching.differences import find_differences
from service.domain.matching.guards import are_close, find_possible_changes
from service.domain.matching.judge import explain, judge
from service.domain.matching.prepared import prepare
from service.domain.matching.respelling import respell
from service.domain.matching.semantic import join_meaning, judge_semantic
from service.domain.matching.similarity import common_words
from service.domain.model import Comparison

if TYPE_CHECKING:
    from service.domain.model import Difference, Match, Rendering

_ALIKE: Final = 0.5
_CACHED: Final = 1_024
_BY_MEANING: Final = frozenset({MatchKind.PARAPHRASE, MatchKind.TRANSLATION})


@lru_cache(maxsize=_CACHED)
def compare(a: Rendering, b: Rendering, cosine: float | None = None) -> Comparison:
    """Returns the match of two renderings with every difference that leads from a to b.

    Who compares two renderings wants to see how they differ, whatever the rule makes of them; only
    where fewer than half of the words align they differ altogether. The answer is cached. Where the
    cosine of their vectors is given, such a pair may still turn out a paraphrase or a translation,
    as a suggestion; unless most of its words align, only what ``find_possible_changes`` tells is
    compared then.
    """
    return _lay_side_by_side(a, b, _judge_words(a, b), cosine)


@lru_cache(maxsize=_CACHED)
def relate(a: Rendering, b: Rendering, cosine: float | None = None) -> Comparison | None:
    """Returns ``compare(a, b, cosine)``, or None where the two turn out different.

    Of what a search brings up most is: that it is different is all there is to know then, and why
    need not be told.
    """
    match = _judge_words(a, b)
    if match.kind is MatchKind.DIFFERENT:
        by_meaning = None if cosine is None else judge_semantic(a, b, cosine, asked=True)
        if by_meaning is None or by_meaning.status is MatchStatus.REJECTED:
            return None
    return _lay_side_by_side(a, b, match, cosine)


def _judge_words(a: Rendering, b: Rendering) -> Match:
    match = judge(a, b)
    return _judge_respelt(a, b, match) if match.kind is MatchKind.DIFFERENT else match


def _lay_side_by_side(a: Rendering, b: Rendering, match: Match, cosine: float | None) -> Comparison:
    if match.kind is MatchKind.DIFFERENT:
        if a.language == b.language:
            match = replace(match, features=explain(a, b))
        if cosine is not None:
            match = join_meaning(match, judge_semantic(a, b, cosine, asked=True))
    differences = _find(a, b, match)
    return Comparison(match, differences, tuple(d for d in differences if d.changes_meaning))


def _judge_respelt(a: Rendering, b: Rendering, match: Match) -> Match:
    """Returns what the two are to each other but for words that one of them misspells."""
    first, second = respell(a, b)
    if (first, second) == (a, b):
        return match
    again = judge(first, second)
    if again.status is MatchStatus.REJECTED:
        return match
    kind = again.kind if again.kind is MatchKind.CONTAINS else MatchKind.REWORDED
    reason = f"misspelt words apart: {again.reason}"
    return replace(again, kind=kind, status=MatchStatus.SUGGESTED, bond=Bond.NONE, reason=reason)


def _find(a: Rendering, b: Rendering, match: Match) -> tuple[Difference, ...]:
    by_meaning = match.kind in _BY_MEANING
    if match.kind is MatchKind.DIFFERENT and not _are_alike(a, b):
        return ()
    possible = find_possible_changes(a.text, b.text, a.language, b.language) if by_meaning else ()
    if by_meaning and not _are_close(a, b):
        return possible
    found = find_differences(
        a.text, b.text, a.language, b.language, reported=a.reported or b.reported
    )
    if not by_meaning:
        return found
    # who says a thing in other words also joins sentences and leaves some out
    calm = tuple(
        replace(d, changes_meaning=False, reason=None) if d.kind is DifferenceKind.SPLICE else d
        for d in found
    )
    return calm if any(d.changes_meaning for d in calm) else (*calm, *possible)


def _are_close(a: Rendering, b: Rendering) -> bool:
    return a.language == b.language and are_close(
        prepare(a.text, a.language), prepare(b.text, b.language)
    )


def _are_alike(a: Rendering, b: Rendering) -> bool:
    """Whether half of the words of both stand in the same order on the other side."""
    if a.language != b.language:
        return False
    mine, others = prepare(a.text, a.language).stems, prepare(b.text, b.language).stems
    return bool(mine) and 2 * common_words(mine, others) >= _ALIKE * (len(mine) + len(others))
