"""A wording as a few bytes: enough to tell how much of its words another shares.

Of the wordings that meet by a key most share too little to be the same statement. What they share
is found here without taking either text apart, thousands at once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from service.domain.matching.prepared import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_ENTRY: Final = np.dtype([("stem", "<u4"), ("weight", "<f4")])
_STEM_BYTES: Final = 4
_PAIRS: Final = 8_192
"""So many pairs are looked at together, which bounds the memory."""

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


def shared_portions(
    outlines: Sequence[bytes], mine: NDArray[np.intp], theirs: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Returns for each pair of outlines how much of the lighter of the two both share.

    That is the sum of the weights of their common stems over the smaller sum of weights: 0.0, or
    not less than what judging finds in the two texts, and at most 1.0. One that is empty shares
    nothing. All are of one language. Costs about a microsecond a pair, most of it memory.

    Args:
        outlines: those of all wordings that are in a pair.
        mine: for each pair the place of the first among the outlines.
        theirs: for each pair the place of the second.
    """
    drawn = _Drawn.of(outlines)
    parts = [
        drawn.portions(mine[start : start + _PAIRS], theirs[start : start + _PAIRS])
        for start in range(0, len(mine), _PAIRS)
    ]
    return np.concatenate(parts) if parts else np.zeros(0)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Many outlines behind one another: entry ``starts[n]`` is the first of the n-th."""

    entries: NDArray[np.void]
    starts: NDArray[np.intp]
    sizes: NDArray[np.intp]
    masses: NDArray[np.float64]

    @classmethod
    def of(cls, outlines: Sequence[bytes]) -> _Drawn:
        entries = np.frombuffer(b"".join(outlines), dtype=_ENTRY)
        sizes = np.array([len(each) // _ENTRY.itemsize for each in outlines], dtype=np.intp)
        owners = np.repeat(np.arange(len(sizes)), sizes)
        masses = _sums(owners, entries["weight"], len(sizes))
        return cls(entries, np.cumsum(sizes) - sizes, sizes, masses)

    def portions(self, mine: NDArray[np.intp], theirs: NDArray[np.intp]) -> NDArray[np.float64]:
        """Looks the stems of the second of each pair up among those of the first."""
        firsts, ranks = np.unique(mine, return_inverse=True)
        held = self._entries_of(firsts)
        if not held.size:
            return np.zeros(len(mine))
        # stems ascend within an outline, so these numbers do throughout
        numbers = self._numbered(held, np.repeat(np.arange(len(firsts)), self.sizes[firsts]))
        asked = self._entries_of(theirs)
        pairs = np.repeat(np.arange(len(theirs)), self.sizes[theirs])
        wanted = self._numbered(asked, ranks[pairs])
        place = np.minimum(np.searchsorted(numbers, wanted), numbers.size - 1)
        is_common = np.flatnonzero(numbers[place] == wanted)
        common = np.minimum(
            self.entries["weight"][held[place[is_common]]],
            self.entries["weight"][asked[is_common]],
        )
        shared = _sums(pairs[is_common], common, len(mine))
        lighter = np.minimum(self.masses[mine], self.masses[theirs])
        portions = np.divide(shared, lighter, out=np.zeros(len(mine)), where=lighter > 0.0)
        return np.where(portions > 0.0, np.minimum(1.0, portions + _ROUNDING), 0.0)

    def _entries_of(self, outlines: NDArray[np.intp]) -> NDArray[np.intp]:
        """Returns the places of the entries of these outlines, one outline after another."""
        sizes = self.sizes[outlines]
        shifts = np.repeat(self.starts[outlines] - (np.cumsum(sizes) - sizes), sizes)
        places: NDArray[np.intp] = np.arange(len(shifts), dtype=np.intp) + shifts
        return places

    def _numbered(self, places: NDArray[np.intp], ranks: NDArray[np.intp]) -> NDArray[np.uint64]:
        """Returns a number for each entry that tells its stem and the rank of its outline."""
        stems = self.entries["stem"][places].astype(np.uint64)
        return (ranks.astype(np.uint64) << np.uint64(32)) | stems


def _sums(owners: NDArray[np.intp], values: NDArray[np.float32], count: int) -> NDArray[np.float64]:
    """Returns the sum of the values of each owner, in their order."""
    return np.bincount(owners, weights=values, minlength=count).astype(np.float64)


@lru_cache(maxsize=262_144)
def _stem_hash(stem: str) -> int:
    """Returns 32 bits of the BLAKE2b hash."""
    data = stem.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=_STEM_BYTES).digest())
