"""What it means that words stand on one side only: a cut, a shortening, or a lost "not"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.kinds import DifferenceKind
from service.domain.matching.alignment import span_of
from service.domain.matching.wordclasses import (
    LIMITING,
    VerbForm,
    WordClass,
    is_condition,
    verb_form,
)
from service.domain.model import Difference
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from service.domain.matching.alignment import Spot
    from service.domain.matching.similarity import Block

_SMALL: Final = 4
_LONG_KEPT: Final = 7
_SHORT_KEPT: Final = 2
_SUBJECTS_AND_VERBS: Final = word_set(
    "i we you he she it they there who am is are was were be have has had do does did"
)
_COORDINATORS: Final = word_set("and but or so y e pero o u sino")
_CLAUSE_ENDS: Final = frozenset(",;:.!?—–()")
_SENTENCE_ENDS: Final = frozenset(".!?")
_MILD_WHEN_REPORTED: Final = frozenset({"will", "would", "had", "whether"})
_SPECIAL: Final = {
    WordClass.NEGATION: DifferenceKind.NEGATION,
    WordClass.MODALITY: DifferenceKind.MODALITY,
    WordClass.QUALIFIER: DifferenceKind.QUALIFIER,
    WordClass.NUMBER: DifferenceKind.NUMBER,
}


class Gap(NamedTuple):
    """Words of one text that the other lacks, and the words around them that both have.

    ``before`` and ``after`` are None at the ends of what the two texts share: there the words
    were cut off, not taken out. ``kept`` are the words that both have. ``in_first``
    says which of the two texts has the gap's words.
    """

    text: str
    language: str
    spots: tuple[Spot, ...]
    before: Spot | None
    after: Spot | None
    kept: tuple[Spot, ...]
    in_first: bool
    reported: bool

    @property
    def at_end(self) -> bool:
        """Whether the words were cut off at the beginning or the end."""
        return self.before is None or self.after is None

    @property
    def keeps_clause(self) -> bool:
        """Whether what both have says something that the gap's words could turn round."""
        if len(self.kept) >= _LONG_KEPT:
            return True
        if self.language != "en":
            return len(self.kept) >= _SHORT_KEPT
        return any(
            spot.word in _SUBJECTS_AND_VERBS
            or spot.word_class is WordClass.MODALITY
            or verb_form(spot.word, "en") is VerbForm.PAST
            for spot in self.kept
        )


def find_kept(a: Sequence[Spot], b: Sequence[Spot], blocks: Sequence[Block]) -> tuple[Spot, ...]:
    """Returns the words of a that b has too, and modal verbs that others answer in their place."""
    kept: list[Spot] = []
    for block in blocks:
        mine, others = a[block.a_start : block.a_end], b[block.b_start : block.b_end]
        if block.tag == "equal":
            kept += mine
        elif any(spot.word_class is WordClass.MODALITY for spot in others):
            kept += [spot for spot in mine if spot.word_class is WordClass.MODALITY]
    return tuple(kept)


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
    mild = gap.reported and spot.word in _MILD_WHEN_REPORTED
    if mild or (gap.at_end and not gap.keeps_clause):
        return False
    if spot.word_class is WordClass.NEGATION:
        return spot in _reach(gap, _CLAUSE_ENDS)
    if spot.word_class is WordClass.QUALIFIER and is_condition(spot.word, gap.language):
        return spot in _reach(gap, _SENTENCE_ENDS) and not _is_closed_clause(gap, spot)
    return len(gap.spots) <= _SMALL and _is_telling_word(gap, spot)


def _is_telling_word(gap: Gap, spot: Spot) -> bool:
    if spot.word_class is WordClass.QUALIFIER:
        return spot.word in LIMITING.get(gap.language, frozenset())
    return spot.word_class in _SPECIAL and not gap.at_end


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
    if forward and _adds_clause(gap):
        return
    for spot in gap.spots if forward else reversed(gap.spots):
        if any(char in stops for char in between(last, spot)):
            return
        yield spot
        last = spot


def _adds_clause(gap: Gap) -> bool:
    """Whether the words open a main clause of their own: "and we did not pay"."""
    words = [spot.word for spot in gap.spots]
    if len(words) <= _SMALL or words[0] not in _COORDINATORS:
        return False
    limits = any(is_condition(word, gap.language) for word in words[1:3])
    stretch = gap.text[gap.spots[0].end : gap.spots[-1].end]
    return not limits or "," in stretch


def _is_closed_clause(gap: Gap, spot: Spot) -> bool:
    """Whether a condition hangs on a main clause before it and ends before the next one.

    "It may open, unless it storms, and" says nothing of what follows; "if it storms, it will
    close, and" does.
    """
    if gap.before is not None or gap.spots[-1].word not in _COORDINATORS:
        return False
    at = gap.spots.index(spot)
    closing = gap.text[spot.end : gap.spots[-1].start]
    start = max(gap.text.rfind(end, 0, spot.start) for end in _SENTENCE_ENDS) + 1
    before = [each for each in gap.spots[:at] if each.start >= start]
    return len(before) >= _SHORT_KEPT and "," in closing and "," in gap.text[start : spot.start]


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
