"""A wording as a few bytes: enough to tell how much of its words another shares.

Of the wordings that meet by a key most share too little to be the same statement. What they share
is found here without taking either text apart, thousands at once.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from service.domain.matching.prepared import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_ENTRY: Final = np.dtype([("stem", "<u4"), ("weight", "<f4")])
_STEM_BYTES: Final = 4
_ROUNDING: Final = 1e-4
"""Weights are kept as 32-bit floats; a share may come out too large by this, never too small."""


def outline(text: str, language: str) -> bytes:
    """Returns the distinct stems of a wording as 32-bit hashes with their weights.

    Eight bytes a stem, ascending by hash, little-endian; the same bytes on every machine. Two
    stems with one hash, one pair in four billion, count as one. Empty for a text without words.
    """
    weight_of = prepare(text, language).weight_of
    entries = np.empty(len(weight_of), dtype=_ENTRY)
    entries["stem"] = [_stem_hash(stem) for stem in weight_of]
    entries["weight"] = list(weight_of.values())
    entries.sort(order="stem")
    return entries.tobytes()


def shared_portions(own: bytes, others: Sequence[bytes]) -> NDArray[np.float64]:
    """Returns for each of the others how much of the lighter of the two both share.

    That is the sum of the weights of their common stems over the smaller sum of weights: 0.0, or
    not less than what judging finds in the two texts, and at most 1.0. One that is empty shares
    nothing. All are of one language.

    Args:
        own: the outline of one wording.
        others: those of wordings that it meets.
    """
    mine = np.frombuffer(own, dtype=_ENTRY)
    ends = np.cumsum([len(other) // _ENTRY.itemsize for other in others], dtype=np.intp)
    if not mine.size or not len(others) or not ends[-1]:
        return np.zeros(len(others))
    theirs = np.frombuffer(b"".join(others), dtype=_ENTRY)
    place = np.minimum(np.searchsorted(mine["stem"], theirs["stem"]), mine.size - 1)
    is_common = mine["stem"][place] == theirs["stem"]
    common = np.where(is_common, np.minimum(mine["weight"][place], theirs["weight"]), 0.0)
    shared = _sums(common, ends)
    lighter = np.minimum(_sums(theirs["weight"], ends), mine["weight"].sum(dtype=np.float64))
    portions = np.divide(shared, lighter, out=np.zeros(len(others)), where=lighter > 0.0)
    return np.where(portions > 0.0, np.minimum(1.0, portions + _ROUNDING), 0.0)


def _sums(
    values: NDArray[np.float32] | NDArray[np.float64], ends: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Returns the sum of each stretch of the values, the stretches given by their ends."""
    running = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    return np.diff(running[ends], prepend=0.0)


@lru_cache(maxsize=262_144)
def _stem_hash(stem: str) -> int:
    """Returns 32 bits of the BLAKE2b hash."""
    data = stem.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=_STEM_BYTES).digest())
