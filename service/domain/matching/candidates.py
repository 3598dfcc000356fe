"""Keys by which wordings worth judging find one another, without a search.

Two wordings are worth judging when they share a key. The keys of a wording depend on nothing but
its words and a fixed table of word frequencies: the same articles give the same pairs in any order.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from service.domain.matching.prepared import INFORMATIVE_WEIGHT, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from service.domain.matching.prepared import Prepared

RAREST: Final = 6
"""All pairs of so many of the rarest words are keys."""

_PAIR_WEIGHT: Final = 0.75
_KEY_BITS: Final = 63
_WORD: Final = (1 << 64) - 1
_MULTIPLIER: Final = 0x9E3779B97F4A7C15
"""2^64 over the golden ratio, odd: Knuth, The Art of Computer Programming 3, 6.4."""


FEW: Final = 4
"""A wording with so few rare stems may be a fragment and seeks what contains it."""

_TAG: Final = 3
"""The two lowest bits of a key say who may meet by it."""

_WEAK, _SEEKS, _HOLDS, _STRONG = 0, 1, 2, 3
_PARTNER: Final = {_WEAK: _WEAK, _SEEKS: _HOLDS, _HOLDS: _SEEKS, _STRONG: _STRONG}
STRONG_WEIGHT: Final = 1.05
"""A pair of stems as rare as this together is enough to meet by."""


def link_keys(text: str, language: str) -> tuple[int, ...]:
    """Returns the keys of a wording: positive 63-bit integers, ascending, each once.

    Two wordings meet by keys whose partners (``partner_key``) the other has: by one strong key, or
    by two weak ones (``is_weak``). Most keys are their own partners: all pairs of the six rarest
    distinct stems, so that long wordings meet although some words differ; pairs of neighbouring
    rare stems, so that a fragment meets what contains it; the single stem where there is but one
    rare one; and the whole wording where there is none. A wording with few rare stems also seeks
    its two rarest neighbouring words, and every wording holds its own: so "a sick man" meets the
    sentence that it was cut from, and two sentences do not meet for two words. A text without
    words has no keys.
    """
    prepared = prepare(text, language)
    if not prepared.words:
        return ()
    keys = {_key(language, part, _strength(prepared, part)) for part in _iter_parts(prepared)}
    neighbours = _neighbouring(prepared)
    keys |= {_key(language, ("+", *part), _HOLDS) for part in neighbours}
    if neighbours and len(set(_rare(prepared))) <= FEW:
        weight_of = prepared.weight_of
        sought = max(neighbours, key=lambda part: (weight_of[part[0]] + weight_of[part[1]], part))
        keys.add(_key(language, ("+", *sought), _SEEKS))
    return tuple(sorted(keys))


def partner_key(key: int) -> int:
    """Returns the key that a wording must have to be met by this one; its own inverse."""
    return (key & ~_TAG) | _PARTNER[key & _TAG]


def is_weak(key: int) -> bool:
    """Returns whether sharing this key alone is not enough to meet: it takes two weak ones."""
    return key & _TAG == _WEAK


def partner_keys(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Returns ``partner_key`` of each key."""
    tags = keys & _TAG
    return np.where((tags == _SEEKS) | (tags == _HOLDS), keys ^ (_SEEKS ^ _HOLDS), keys)


def are_weak(keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Returns ``is_weak`` of each key."""
    weak: NDArray[np.bool_] = np.equal(keys & _TAG, _WEAK)
    return weak


def _strength(prepared: Prepared, part: tuple[str, ...]) -> int:
    if len(part) != 2 or "" in part:  # noqa: PLR2004  single words and whole wordings
        return _STRONG
    first, second = part
    weight = prepared.weight_of[first] + prepared.weight_of[second]
    return _STRONG if weight >= STRONG_WEIGHT else _WEAK


def _rare(prepared: Prepared) -> list[str]:
    weight_of = prepared.weight_of
    return [found for found in prepared.stems if weight_of[found] >= INFORMATIVE_WEIGHT]


def _neighbouring(prepared: Prepared) -> list[tuple[str, str]]:
    """Returns neighbouring stems of which one at least is rare, in their order, each once."""
    weight_of = prepared.weight_of
    return list(
        dict.fromkeys(
            (first, second)
            for first, second in pairwise(prepared.stems)
            if max(weight_of[first], weight_of[second]) >= INFORMATIVE_WEIGHT
        )
    )


def _iter_parts(prepared: Prepared) -> Iterator[tuple[str, ...]]:
    weight_of = prepared.weight_of
    rare = sorted(
        (found for found, weight in weight_of.items() if weight >= INFORMATIVE_WEIGHT),
        key=lambda found: (-weight_of[found], found),
    )
    for first, second in combinations(sorted(rare[:RAREST]), 2):
        yield (first, second)
    for first, second in pairwise(_rare(prepared)):
        if first != second and weight_of[first] + weight_of[second] >= _PAIR_WEIGHT:
            yield (first, second) if first < second else (second, first)
    if len(rare) == 1:
        yield (rare[0],)
    if len(rare) <= 1:
        yield ("", *prepared.stems)


def _key(language: str, part: tuple[str, ...], tag: int) -> int:
    mixed = _word_hash(language)
    for word in part:
        mixed = ((mixed ^ _word_hash(word)) * _MULTIPLIER) & _WORD
        mixed ^= mixed >> 29
    return ((mixed >> (64 - _KEY_BITS)) & ~_TAG | tag) or _TAG + 1


@lru_cache(maxsize=262_144)
def _word_hash(word: str) -> int:
    """Returns 64 bits of the BLAKE2b hash: hashing words once is cheaper than hashing each pair."""
    return int.from_bytes(
        hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    )
