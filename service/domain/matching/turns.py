"""Two clauses in turned order: "if it rains, we stay", "we stay if it rains"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.matching.alignment import read_spots
from service.domain.matching.similarity import common_words
from service.domain.matching.wordclasses import is_condition
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.matching.alignment import Spot

_MOST_WORDS: Final = 60
_LEAST_WORDS: Final = 3
_GAINED: Final = 3
_COVERED: Final = 0.7
_SENTENCE_ENDS: Final = frozenset(".!?;:…")
_TIMES: Final = {
    "en": word_set("when because while although though since before after once as"),
    "es": word_set("cuando porque mientras aunque como antes después apenas"),
}


class Turn(NamedTuple):
    """Where the two clauses of each text meet: code points into a and into b."""

    at_a: int
    at_b: int


def find_turn(a: str, b: str, language: str) -> Turn | None:
    """Returns where two sentences part if each begins with what the other ends with; or None.

    Only a clause of condition, time or cause moves so: what stands in its halves is compared half
    by half then. Swapping the texts swaps the two places.
    """
    spots_a, spots_b = read_spots(a, language), read_spots(b, language)
    sizes = len(spots_a), len(spots_b)
    if not 2 * _LEAST_WORDS <= min(sizes) <= max(sizes) <= _MOST_WORDS:
        return None
    if not (_opens(spots_a[0], language) or _opens(spots_b[0], language)):
        return None  # see _leads
    keys_a, keys_b = [s.key for s in spots_a], [s.key for s in spots_b]
    straight = common_words(keys_a, keys_b)
    if straight > min(sizes) - _GAINED:
        return None
    seams_a, seams_b = _seams(a, spots_a, language), _seams(b, spots_b, language)
    best = max(
        (
            (
                common_words(keys_a[:i], keys_b[j:]) + common_words(keys_a[i:], keys_b[:j]),
                -i - j,
                i,
                j,
            )
            for i in seams_a
            for j in seams_b
            if _leads(spots_a, spots_b, i, j, language)
        ),
        default=None,
    )
    if best is None or best[0] < max(straight + _GAINED, _COVERED * min(sizes)):
        return None
    return Turn(spots_a[best[2]].start, spots_b[best[3]].start)


def _seams(text: str, spots: Sequence[Spot], language: str) -> list[int]:
    """Returns the numbers of words with which a clause may begin inside a sentence."""
    if any(
        char in _SENTENCE_ENDS
        for left, right in pairwise(spots)
        for char in text[left.end : right.start]
    ):
        return []
    return [
        at
        for at in range(_LEAST_WORDS, len(spots) - _LEAST_WORDS + 1)
        if "," in text[spots[at - 1].end : spots[at].start] or _opens(spots[at], language)
    ]


def _opens(spot: Spot, language: str) -> bool:
    return is_condition(spot.word, language) or spot.word in _TIMES.get(language, frozenset())


def _leads(a: Sequence[Spot], b: Sequence[Spot], i: int, j: int, language: str) -> bool:
    """Whether the clause that moved is a subordinate one on both sides."""
    return (_opens(a[0], language) and _opens(b[j], language)) or (
        _opens(b[0], language) and _opens(a[i], language)
    )
