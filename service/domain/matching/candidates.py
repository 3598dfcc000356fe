"""Keys by which wordings worth judging find one another, without a search.

Two wordings are worth judging when they share a key. The keys of a wording depend on nothing but
its words and a fixed table of word frequencies: the same articles give the same pairs in any order.
"""

from __future__ import annotations

import hashlib
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

from service.domain.matching.prepared import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.domain.matching.prepared import Prepared

RAREST: Final = 6
"""All pairs of so many of the rarest words are keys."""

_INFORMATIVE_WEIGHT: Final = 0.285
_PAIR_WEIGHT: Final = 0.75
_KEY_BITS: Final = 63


def link_keys(text: str, language: str) -> tuple[int, ...]:
    """Returns the keys of a wording: positive 63-bit integers, ascending, each once.

    Keys are all pairs of the six rarest distinct stems, so that long wordings meet although some
    words differ; pairs of neighbouring rare stems, so that a fragment meets what contains it; the
    single stem where there is but one rare one; and the whole wording where there is none. A text
    without words has no keys.
    """
    prepared = prepare(text, language)
    if not prepared.words:
        return ()
    return tuple(sorted({_key(language, part) for part in _iter_parts(prepared)}))


def _iter_parts(prepared: Prepared) -> Iterator[tuple[str, ...]]:
    weight_of = prepared.weight_of
    rare = sorted(
        (found for found, weight in weight_of.items() if weight >= _INFORMATIVE_WEIGHT),
        key=lambda found: (-weight_of[found], found),
    )
    for first, second in combinations(sorted(rare[:RAREST]), 2):
        yield (first, second)
    chain = [found for found in prepared.stems if weight_of[found] >= _INFORMATIVE_WEIGHT]
    for first, second in pairwise(chain):
        if first != second and weight_of[first] + weight_of[second] >= _PAIR_WEIGHT:
            yield (first, second) if first < second else (second, first)
    if len(rare) == 1:
        yield (rare[0],)
    if len(rare) <= 1:
        yield ("", *prepared.stems)


def _key(language: str, part: tuple[str, ...]) -> int:
    text = "\0".join((language, *part))
    made = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return (int.from_bytes(made) >> (64 - _KEY_BITS)) or 1
