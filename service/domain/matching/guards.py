"""What can be told apart without laying two texts side by side: figures, names, opposites, denial.

For two languages, and for two texts that say a thing in other words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.kinds import DifferenceKind
from service.domain.matching.alignment import read_spots, span_of
from service.domain.matching.concept_tables import MONTHS_WRITTEN_LIKE_WORDS, SAME_FIGURES, TIMES
from service.domain.matching.concepts import Pole, find_places, member_of, place_of, poles_of
from service.domain.matching.denial import DENIALS, find_denial, is_answered, is_denied
from service.domain.matching.forms import NUMBER_SIGN, strip_marks
from service.domain.matching.prepared import prepare
from service.domain.matching.rarity import rarity
from service.domain.matching.similarity import common_words
from service.domain.matching.wordclasses import WordClass
from service.domain.model import Difference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.domain.matching.alignment import Spot
    from service.domain.matching.prepared import Prepared
    from service.domain.model import TextSpan

_SIMILAR_LENGTH: Final = 0.7
_HANDFUL: Final = 5
_SAYS_AS_MUCH: Final = 0.6
_NAME_BITS: Final = 13.0
_ALIKE_BITS: Final = 4.0
_CLOSE: Final = 0.55
"""Below this share of common words two texts are worded freely: a denial there denies anything."""

_CLOSE_IF_SHORT: Final = 0.5
_SHORT: Final = 8


class Side(NamedTuple):
    """One of the two texts, read: its words at their places."""

    text: str
    language: str
    spots: tuple[Spot, ...]


def find_possible_changes(
    a: str, b: str, language_a: str, language_b: str
) -> tuple[Difference, ...]:
    """Returns what does not agree: figures, names, opposites, and a denial of one side.

    A figure that one side lacks is an alarm where the other side has another figure instead, or
    where it is more than five and both are of similar length; a short rendering may leave it out.
    Places, days, ordinals and the like clash where each side names some and they have none in
    common; so do the two ends of an axis ("won", "perdió"), a denial turning the end round. Whether
    a denial stands on one side only is told for English and Spanish, not where that side says much
    more, and in one language not where the two have few words in common: other words may say the
    same thing without one. Names are compared where each side has one that the other lacks and that
    is about as frequent in both languages, so that it is written alike in both; within one language
    that is no alarm.
    """
    first = Side(a, language_a, read_spots(a, language_a))
    second = Side(b, language_b, read_spots(b, language_b))
    found = _find_figures(first, second)
    found += _find_names(first, second)
    found += _find_members(first, second)
    found += _find_opposites(first, second)
    if not any(difference.kind is DifferenceKind.NEGATION for difference in found):
        found += _find_denial(first, second)
    return tuple(found)


def _find_figures(a: Side, b: Side) -> list[Difference]:
    mine, others = _figures(a), _figures(b)
    known_a, known_b = (
        _values(mine) | _words_for_figures(a),
        _values(others) | _words_for_figures(b),
    )
    left = [spot for spot, values in mine if values.isdisjoint(known_b)]
    right = [spot for spot, values in others if values.isdisjoint(known_a)]
    lengths = sorted((len(a.spots), len(b.spots)))
    similar = lengths[0] >= _SIMILAR_LENGTH * lengths[1]
    found: list[Difference] = []
    for index in range(max(len(left), len(right))):
        span_a = span_of(a.text, left[index : index + 1])
        span_b = span_of(b.text, right[index : index + 1])
        both = span_a is not None and span_b is not None
        alone = (left[index:] + right[index:])[0]
        alarm = both or (similar and _is_large(alone))
        found.append(_difference(DifferenceKind.NUMBER, span_a, span_b, alarm=alarm))
    return found


def _figures(side: Side) -> list[tuple[Spot, set[str]]]:
    """Returns the figures with their values: "two decades" are 2 and 20."""
    times = TIMES.get(side.language, {})
    found: list[tuple[Spot, set[str]]] = []
    for at, spot in enumerate(side.spots):
        if not spot.word.startswith(NUMBER_SIGN):
            continue
        values = {spot.word}
        unit = side.spots[at + 1].word if at + 1 < len(side.spots) else ""
        if unit in times:
            value = float(spot.word.removeprefix(NUMBER_SIGN)) * times[unit]
            values.add(f"{NUMBER_SIGN}{value:.12g}")
        found.append((spot, values))
    return found


def _is_large(figure: Spot) -> bool:
    """Whether a figure is more than a handful: "both of them" may stand for two."""
    return float(figure.word.removeprefix(NUMBER_SIGN)) > _HANDFUL


def _values(figures: Sequence[tuple[Spot, set[str]]]) -> set[str]:
    return {value for _, values in figures for value in values}


def _words_for_figures(side: Side) -> set[str]:
    words = SAME_FIGURES.get(side.language, {})
    return {words[spot.word] for spot in side.spots if spot.word in words}


def _find_names(a: Side, b: Side) -> list[Difference]:
    """Returns the first place, or else the first other name, that stands in another's place."""
    places_a, places_b = find_places(a.spots, a.language), find_places(b.spots, b.language)
    if clash := _clash(a, b, places_a, places_b):
        return [_difference(DifferenceKind.NAME, *clash, alarm=True)]
    only_a, only_b = _foreign_names(a, b), _foreign_names(b, a)
    if only_a and only_b:
        spans = span_of(a.text, only_a[:1]), span_of(b.text, only_b[:1])
        # of one language both may be named, and each text leave one out
        return [_difference(DifferenceKind.NAME, *spans, alarm=a.language != b.language)]
    return []


def _clash(
    a: Side, b: Side, mine: Mapping[int, Spot], others: Mapping[int, Spot]
) -> tuple[TextSpan | None, TextSpan | None] | None:
    """Returns where each side first names what the other does not, if both do."""
    left = [spot for key, spot in mine.items() if key not in others]
    right = [spot for key, spot in others.items() if key not in mine]
    if not left or not right:
        return None
    return span_of(a.text, left[:1]), span_of(b.text, right[:1])


def _foreign_names(side: Side, other: Side) -> list[Spot]:
    """Returns the names that the other side lacks, though its language writes them alike."""
    known = {strip_marks(spot.word) for spot in other.spots}
    found: list[Spot] = []
    for spot in side.spots:
        plain = strip_marks(spot.word)
        if spot.word_class is not WordClass.NAME or plain in known:
            continue
        if place_of(spot.word, side.language) is not None:
            continue
        here = min(rarity(spot.word, side.language), rarity(plain, side.language))
        there = min(rarity(spot.word, other.language), rarity(plain, other.language))
        if here >= _NAME_BITS and abs(here - there) <= _ALIKE_BITS:
            found.append(spot)
    return found


def _find_members(a: Side, b: Side) -> list[Difference]:
    """Returns the members of a closed set that exclude one another: "lunes", "Tuesday"."""
    mine, others = _hard_members(a), _hard_members(b)
    found: list[Difference] = []
    for group in sorted(mine.keys() & others.keys()):
        if mine[group].keys().isdisjoint(others[group]):
            clash = _clash(a, b, mine[group], others[group])
            kind = next(iter(mine[group].values())), next(iter(others[group].values()))
            member = member_of(kind[0].word, a.language)
            if clash and member:
                found.append(_difference(member.kind, *clash, alarm=True))
    return found


def _hard_members(side: Side) -> dict[int, dict[int, Spot]]:
    found: dict[int, dict[int, Spot]] = {}
    for spot in side.spots:
        member = member_of(spot.word, side.language)
        if spot.word in MONTHS_WRITTEN_LIKE_WORDS and side.language == "en":
            written = side.text[spot.start].isupper() and spot.start > 0
            months = member_of("june", "en")
            is_month = member is not None and months is not None and member.group == months.group
            if written != is_month:
                continue
        if member is not None and member.is_hard:
            found.setdefault(member.group, {}).setdefault(member.number, spot)
    return found


def _find_opposites(a: Side, b: Side) -> list[Difference]:
    """Returns the first two words that stand at the two ends of one axis."""
    mine, others = _poles(a), _poles(b)
    for pole, named in mine.items():
        if pole.other in others and pole not in others and pole.other not in mine:
            spans = span_of(a.text, [named.spot]), span_of(b.text, [others[pole.other].spot])
            return [_difference(DifferenceKind.NEGATION, *spans, alarm=True)]
    return []


class _Named(NamedTuple):
    """The word that names the end of an axis; a denied word names the other end."""

    spot: Spot
    denied: bool


def _poles(side: Side) -> dict[Pole, _Named]:
    found: dict[Pole, _Named] = {}
    for at, spot in enumerate(side.spots):
        poles = [pole for pole in poles_of(spot.key, side.language) if pole.is_hard]
        if poles:
            denied = is_denied(side.spots, at, side.language)
            for pole in sorted(poles):
                found.setdefault(pole.other if denied else pole, _Named(spot, denied))
    return found


def _deny_alike(a: Side, b: Side) -> bool:
    """Whether what one denies the other says by the opposite: "did not win", "lost"."""
    mine, others = _poles(a), _poles(b)
    return any(mine[pole].denied != others[pole].denied for pole in mine.keys() & others.keys())


def find_one_denial(a: str, b: str, language_a: str, language_b: str) -> Difference | None:
    """Returns the denial that stands on one side only, if the other side says as much without one.

    Told for English and Spanish. The other side may deny in other words ("refused", "the largest
    ever"), or by the opposite ("did not win", "lost"): then there is none.
    """
    first = Side(a, language_a, read_spots(a, language_a))
    second = Side(b, language_b, read_spots(b, language_b))
    return _one_denial(first, second)


def _one_denial(a: Side, b: Side) -> Difference | None:
    if a.language not in DENIALS or b.language not in DENIALS:
        return None
    denial_a, denial_b = find_denial(a.spots, a.language), find_denial(b.spots, b.language)
    if (denial_a is None) == (denial_b is None):
        return None
    denying, other = (a, b) if denial_a is not None else (b, a)
    if is_answered(other.spots, other.language) or _deny_alike(a, b):
        return None
    left, right = prepare(denying.text, denying.language), prepare(other.text, other.language)
    if right.mass < _SAYS_AS_MUCH * left.mass:  # a short rendering may end before it
        return None
    spans = (
        span_of(a.text, [denial_a] if denial_a else []),
        span_of(b.text, [denial_b] if denial_b else []),
    )
    return _difference(DifferenceKind.NEGATION, *spans, alarm=True)


def _find_denial(a: Side, b: Side) -> list[Difference]:
    found = _one_denial(a, b)
    if found is None:
        return []
    if a.language == b.language and not are_close(
        prepare(a.text, a.language), prepare(b.text, b.language)
    ):
        return []
    return [found]


def are_close(a: Prepared, b: Prepared) -> bool:
    """Returns whether two texts of one language share so many words that a denial denies the same.

    Of pairs written to turn a sentence round all did, of free rewordings none.
    """
    words = len(a.stems) + len(b.stems)
    close = _CLOSE_IF_SHORT if words <= _SHORT else _CLOSE
    return bool(words) and 2 * common_words(a.stems, b.stems) >= close * words


def _difference(
    kind: DifferenceKind, a: TextSpan | None, b: TextSpan | None, *, alarm: bool
) -> Difference:
    words = [f'"{span.exact}"' for span in (a, b) if span]
    if len(words) > 1:
        reason = " against ".join(words)
    else:
        reason = f"{words[0]} stands only in the {'first' if a else 'second'} wording"
    return Difference(kind, a, b, changes_meaning=alarm, reason=reason if alarm else None)
