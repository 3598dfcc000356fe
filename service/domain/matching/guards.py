"""What can be told apart without laying two texts side by side: figures, names and denial.

For two languages, and for two texts that say a thing in other words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.domain.kinds import DifferenceKind
from service.domain.matching.alignment import read_spots, span_of
from service.domain.matching.forms import NUMBER_SIGN, strip_marks
from service.domain.matching.prepared import prepare
from service.domain.matching.rarity import rarity
from service.domain.matching.wordclasses import WordClass
from service.domain.model import Difference
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.matching.alignment import Spot
    from service.domain.model import TextSpan

_DENIALS: Final = {
    "en": word_set("not no never none nobody nothing neither nowhere without"),
    "es": word_set("no nunca nadie nada ningún ninguno ninguna tampoco ni sin"),
}
_SIMILAR_LENGTH: Final = 0.7
_SAYS_AS_MUCH: Final = 0.6
_NAME_BITS: Final = 13.0
_ALIKE_BITS: Final = 4.0


def find_possible_changes(
    a: str, b: str, language_a: str, language_b: str
) -> tuple[Difference, ...]:
    """Returns figures that do not agree, names in each other's place, and a denial of one side.

    A figure that one side lacks is an alarm where the other side has another figure instead, or
    where both are of similar length; a short rendering may leave it out. Whether a denial stands
    on one side only is told for English and Spanish, and not where that side says much more;
    other words may say the same thing without one, so it is a possible change. Names are compared
    where each side has one that the other lacks and that is about as frequent in both languages:
    so it is written alike in both.
    """
    spots_a, spots_b = read_spots(a, language_a), read_spots(b, language_b)
    found = _find_figures(a, b, spots_a, spots_b)
    only_a = _foreign_names(spots_a, spots_b, language_a, language_b)
    only_b = _foreign_names(spots_b, spots_a, language_b, language_a)
    if only_a and only_b:
        spans = span_of(a, only_a[:1]), span_of(b, only_b[:1])
        found.append(_difference(DifferenceKind.NAME, *spans, alarm=True))
    denial_a = _first_denial(spots_a, language_a)
    denial_b = _first_denial(spots_b, language_b)
    known = language_a in _DENIALS and language_b in _DENIALS
    masses = prepare(a, language_a).mass, prepare(b, language_b).mass
    denying, other = masses if denial_a is not None else masses[::-1]
    told = other >= _SAYS_AS_MUCH * denying  # a short rendering may end before it
    if known and told and (denial_a is None) != (denial_b is None):
        span_a = span_of(a, [denial_a] if denial_a else [])
        span_b = span_of(b, [denial_b] if denial_b else [])
        found.append(_difference(DifferenceKind.NEGATION, span_a, span_b, alarm=True))
    return tuple(found)


def _find_figures(
    a: str, b: str, spots_a: Sequence[Spot], spots_b: Sequence[Spot]
) -> list[Difference]:
    mine = [spot for spot in spots_a if spot.word.startswith(NUMBER_SIGN)]
    others = [spot for spot in spots_b if spot.word.startswith(NUMBER_SIGN)]
    left = [spot for spot in mine if spot.word not in {other.word for other in others}]
    right = [spot for spot in others if spot.word not in {other.word for other in mine}]
    lengths = sorted((len(spots_a), len(spots_b)))
    similar = lengths[0] >= _SIMILAR_LENGTH * lengths[1]
    found: list[Difference] = []
    for index in range(max(len(left), len(right))):
        span_a = span_of(a, left[index : index + 1])
        span_b = span_of(b, right[index : index + 1])
        alarm = similar or (span_a is not None and span_b is not None)
        found.append(_difference(DifferenceKind.NUMBER, span_a, span_b, alarm=alarm))
    return found


def _foreign_names(
    spots: Sequence[Spot], others: Sequence[Spot], language: str, other_language: str
) -> list[Spot]:
    """Returns the names that the other side lacks, though its language writes them alike."""
    known = {strip_marks(other.word) for other in others}
    found: list[Spot] = []
    for spot in spots:
        plain = strip_marks(spot.word)
        if spot.word_class is not WordClass.NAME or plain in known:
            continue
        here = min(rarity(spot.word, language), rarity(plain, language))
        there = min(rarity(spot.word, other_language), rarity(plain, other_language))
        if here >= _NAME_BITS and abs(here - there) <= _ALIKE_BITS:
            found.append(spot)
    return found


def _first_denial(spots: Sequence[Spot], language: str) -> Spot | None:
    denials = _DENIALS.get(language, frozenset())
    return next((spot for spot in spots if spot.word in denials), None)


def _difference(
    kind: DifferenceKind, a: TextSpan | None, b: TextSpan | None, *, alarm: bool
) -> Difference:
    words = [f'"{span.exact}"' for span in (a, b) if span]
    if len(words) > 1:
        reason = " against ".join(words)
    else:
        reason = f"{words[0]} stands only in the {'first' if a else 'second'} wording"
    return Difference(kind, a, b, changes_meaning=alarm, reason=reason if alarm else None)
