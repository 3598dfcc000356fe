"""Words of a translation without a counterpart: one thing told of another, seen by a model.

In a faithful translation nearly every word has one that is near it in meaning. Where each side has
a word that is near nothing on the other one, and the two texts come nearer without them, the two
stand for one another: "temple", "banco".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.kinds import DifferenceKind, MatchKind
from service.domain.matching.alignment import read_spots, span_of
from service.domain.matching.wordclasses import WordClass
from service.domain.model import Comparison, Difference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.matching.alignment import Spot
    from service.domain.model import Rendering

FARTHEST: Final = 0.43
"""A word whose nearest words on the other side are further away has no counterpart there."""

LEAST_RISE: Final = 0.05
"""By so much two translations come nearer when words that speak of two things are taken out.

With both limits, of 90 true translations four raised an alarm, of 60 written ones none.
"""

_MOST_WORDS: Final = 40
_LONGEST_PHRASE: Final = 3


class Words(NamedTuple):
    """What is asked of one side: its telling words, and the phrases that may answer the others."""

    spots: tuple[Spot, ...]
    phrases: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """The telling words as text."""
        return [spot.word for spot in self.spots]


def open_counterparts(a: Rendering, b: Rendering, comparison: Comparison) -> list[Words]:
    """Returns the words of both sides of a calm translation; nothing where none need be weighed."""
    if comparison.match.kind is not MatchKind.TRANSLATION or comparison.alarms:
        return []
    sides = [_read(side) for side in (a, b)]
    useful = all(side.spots and len(side.spots) <= _MOST_WORDS for side in sides)
    return sides if useful else []


def _read(side: Rendering) -> Words:
    spots = read_spots(side.text, side.language)
    words = [spot.word for spot in spots]
    phrases = [
        " ".join(words[at : at + length])
        for length in range(1, _LONGEST_PHRASE + 1)
        for at in range(len(words) - length + 1)
    ]
    telling = tuple(spot for spot in spots if spot.word_class is WordClass.CONTENT)
    return Words(telling, tuple(dict.fromkeys(phrases)))


def find_lonely(side: Words, nearness: Sequence[float]) -> Spot | None:
    """Returns the word with the farthest counterpart, if it is too far away to be one.

    Args:
        side: the words.
        nearness: for each of them the cosine of the nearest phrase of the other side.
    """
    least, spot = min(zip(nearness, side.spots, strict=True), key=lambda one: one[0])
    return spot if round(least, 2) <= FARTHEST else None


def without(text: str, spot: Spot) -> str:
    """Returns the text without a word."""
    return text[: spot.start] + text[spot.end :]


def weigh_counterparts(
    comparison: Comparison, texts: tuple[str, str], lonely: tuple[Spot, Spot], rise: float
) -> Comparison:
    """Returns the comparison with an alarm where the lonely words speak of two things.

    Args:
        comparison: of a translation.
        texts: the two texts.
        lonely: a word of each without a counterpart.
        rise: how much higher the cosine is without the two words.
    """
    if round(rise, 3) < LEAST_RISE:
        return comparison
    spans = span_of(texts[0], lonely[:1]), span_of(texts[1], lonely[1:])
    reason = f'"{lonely[0].word}" and "{lonely[1].word}" have no counterpart on the other side'
    found = Difference(DifferenceKind.WORD_CHOICE, *spans, changes_meaning=True, reason=reason)
    differences = (*comparison.differences, found)
    return Comparison(comparison.match, differences, (found,))
