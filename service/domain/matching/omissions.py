"""What it means that words stand on one side only: a cut, a shortening, or a lost "not"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.matching.alignment import span_of
from service.domain.matching.wordclasses import WordClass, is_condition
from service.domain.model import Difference, DifferenceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from service.domain.matching.alignment import Spot

_SMALL: Final = 4
_CLAUSE_ENDS: Final = frozenset(",;:.!?—–()")
_SENTENCE_ENDS: Final = frozenset(".!?")
_MILD_WHEN_REPORTED: Final = frozenset({"will", "would", "had"})
_SPECIAL: Final = {
    WordClass.NEGATION: DifferenceKind.NEGATION,
    WordClass.MODALITY: DifferenceKind.MODALITY,
    WordClass.QUALIFIER: DifferenceKind.QUALIFIER,
    WordClass.NUMBER: DifferenceKind.NUMBER,
}


class Gap(NamedTuple):
    """Words of one text that the other lacks, and the words around them that both have.

    ``before`` and ``after`` are None at the ends of what the two texts share: there the words
    were cut off, not taken out. ``in_first`` says which of the two texts has them.
    """

    text: str
    language: str
    spots: tuple[Spot, ...]
    before: Spot | None
    after: Spot | None
    in_first: bool
    reported: bool

    @property
    def at_end(self) -> bool:
        """Whether the words were cut off at the beginning or the end."""
        return self.before is None or self.after is None


def left_out(gap: Gap) -> list[Difference]:
    """Returns the differences that words on one side only make.

    Alarms: a negation in a clause that both sides have in part; a condition in such a sentence;
    in a short gap also other qualifiers and, inside the text, figures and modal verbs.
    """
    telling = [spot for spot in gap.spots if _is_telling(gap, spot)]
    if len(gap.spots) > _SMALL:
        kind = _SPECIAL[telling[0].word_class] if telling else _kind(gap)
        return [_difference(gap, kind, gap.spots, telling[:1])]
    found = [_difference(gap, _SPECIAL[spot.word_class], (spot,), [spot]) for spot in telling]
    names = [spot for spot in gap.spots if spot.word_class is WordClass.NAME]
    found += [_difference(gap, DifferenceKind.NAME, (spot,), []) for spot in names]
    rest = tuple(spot for spot in gap.spots if spot not in telling and spot not in names)
    if rest:
        found.append(_difference(gap, _kind(gap), rest, []))
    return found


def _is_telling(gap: Gap, spot: Spot) -> bool:
    if gap.reported and spot.word in _MILD_WHEN_REPORTED:
        return False
    if spot.word_class is WordClass.NEGATION:
        return spot in _reach(gap, _CLAUSE_ENDS)
    if is_condition(spot.word, gap.language):
        return spot in _reach(gap, _SENTENCE_ENDS)
    if len(gap.spots) > _SMALL or spot.word_class not in _SPECIAL:
        return False
    return spot.word_class is WordClass.QUALIFIER or not gap.at_end


def _reach(gap: Gap, stops: frozenset[str]) -> set[Spot]:
    """Returns the words that no stop parts from a word that both sides have."""
    return {*_walk(gap, stops, forward=True), *_walk(gap, stops, forward=False)}


def _walk(gap: Gap, stops: frozenset[str], *, forward: bool) -> Iterator[Spot]:
    last = gap.before if forward else gap.after
    if last is None:
        return
    between: Callable[[Spot, Spot], str] = (
        (lambda one, other: gap.text[one.end : other.start])
        if forward
        else (lambda one, other: gap.text[other.end : one.start])
    )
    for spot in gap.spots if forward else reversed(gap.spots):
        if any(char in stops for char in between(last, spot)):
            return
        yield spot
        last = spot


def _kind(gap: Gap) -> DifferenceKind:
    return DifferenceKind.OMISSION if gap.in_first else DifferenceKind.INSERTION


def _difference(
    gap: Gap, kind: DifferenceKind, spots: tuple[Spot, ...], telling: list[Spot]
) -> Difference:
    span = span_of(gap.text, spots)
    reason = None
    if telling:
        word = gap.text[telling[0].start : telling[0].end]
        reason = f'"{word}" stands only in the {"first" if gap.in_first else "second"} wording'
    return Difference(
        kind,
        span if gap.in_first else None,
        None if gap.in_first else span,
        changes_meaning=reason is not None,
        reason=reason,
    )
