"""Vectors of the wordings of one language, and the search among them.

Few are all compared. Among many a search takes two steps: short codes, which fit into a fraction
of the memory that vectors take, tell the few rows that are worth comparing; these are compared.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import numpy as np

from service.semantic.encoder import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Codes = NDArray[np.uint64]
    Rows = NDArray[np.intp]
    Distances = NDArray[np.uint16]

DECIMALS: Final = 3
COMPARED: Final = 1_500
"""So many rows of a language are compared in the second step, and all as near as the last."""

_LOOKED_AT: Final = 20_000
"""So many rows are left after the first half of the code."""

_BLOCK: Final = 16_384
_WORD_BITS: Final = 64
_WORDS: Final = DIMENSIONS // _WORD_BITS
_FIRST_WORDS: Final = _WORDS // 2
_TOGETHER: Final = 8
"""Queries that share one reading of the codes; each holds two bytes for every row meanwhile."""

_MANTISSA_GROWS: Final = 23 - 10
_BIAS_GROWS: Final = np.float32(2.0 ** (127 - 15))
_WITHOUT_COPIED_SIGN: Final = np.uint32(0x8FFF_E000).astype(np.int32)
"""Widened by its sign, a half has the sign in four bits: one stays."""

_UNCHECKED: Final = "clip"
"""Has NumPy write into what it is given; with checks it writes elsewhere first, and copies."""

_SAMPLED: Final = 64
_HALF_A_STEP: Final = 0.5 * 10**-DECIMALS


class Near(NamedTuple):
    """Rows with their cosines to a query, rounded to ``DECIMALS``; in no order."""

    rows: Rows
    cosines: Floats


class Shard(Protocol):
    """Vectors in rows; one thread adds, any number search meanwhile."""

    def __len__(self) -> int:
        """Returns how many rows there are."""

    def add(self, vectors: Floats) -> None:
        """Adds rows ``(n, DIMENSIONS)`` behind the others."""

    def get(self, rows: Rows) -> Floats:
        """Returns the vectors of rows, in their order: ``(len(rows), DIMENSIONS)``."""

    def nearest(self, vectors: Floats, *, limit: int, least: float) -> list[Near]:
        """Returns for each vector the ``limit`` nearest rows, and all as near as the last.

        None of them is further away than the cosine ``least``.
        """


class ExactShard:
    """Every row is compared: 2 KiB for each, 20 ms of one core for a search over 100,000."""

    def __init__(self) -> None:
        """Holds nothing yet."""
        self._blocks: list[Floats] = []
        self._count = 0

    def __len__(self) -> int:
        """See Shard."""
        return self._count

    def add(self, vectors: Floats) -> None:
        """See Shard.add."""
        for block, row, part in _iter_parts(self._count, vectors):
            if block == len(self._blocks):
                self._blocks.append(np.zeros((_BLOCK, DIMENSIONS), dtype=np.float32))
            self._blocks[block][row : row + len(part)] = part
            self._count += len(part)  # last: a search reads the count first

    def get(self, rows: Rows) -> Floats:
        """See Shard.get."""
        found = np.empty((len(rows), DIMENSIONS), dtype=np.float32)
        for place, row in enumerate(rows.tolist()):
            found[place] = self._blocks[row // _BLOCK][row % _BLOCK]
        return found

    def nearest(self, vectors: Floats, *, limit: int, least: float) -> list[Near]:
        """See Shard.nearest."""
        found: list[list[Near]] = [[] for _ in range(len(vectors))]
        for start, block in self.parts():
            cosines = vectors @ block.T
            for query, near in enumerate(cosines):
                rows = np.flatnonzero(near >= least - _HALF_A_STEP)
                found[query].append(Near(rows + start, near[rows]))
        return [_best(each, limit, least) for each in found]

    def parts(self) -> Iterator[tuple[int, Floats]]:
        """Yields all rows in stretches, each with the number of its first row."""
        count = self._count
        for start, block in zip(range(0, count, _BLOCK), self._blocks, strict=False):
            yield start, block[: count - start]


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows in half precision, which loses nothing of them, and their codes.

    Of the first words all rows are read, so they lie word by word; of the rest a few, row by row.
    """

    vectors: NDArray[np.float16]
    first: Codes
    rest: Codes

    @classmethod
    def empty(cls) -> _Block:
        return cls(
            np.zeros((_BLOCK, DIMENSIONS), dtype=np.float16),
            np.zeros((_FIRST_WORDS, _BLOCK), dtype=np.uint64),
            np.zeros((_BLOCK, _WORDS - _FIRST_WORDS), dtype=np.uint64),
        )


class CodedShard:
    """Rows are chosen by their codes before they are compared.

    1.1 KiB for each row; about 10 ms of one core for a search over a million. What is found is the
    same in any order of the rows, and of the ten nearest of all rows it misses one in a hundred.
    """

    def __init__(self) -> None:
        """Holds nothing yet."""
        self._blocks: list[_Block] = []
        self._count = 0

    @classmethod
    def of(cls, shard: ExactShard) -> CodedShard:
        """Returns the same rows with their codes."""
        made = cls()
        for _, part in shard.parts():
            made.add(part)
        return made

    def __len__(self) -> int:
        """See Shard."""
        return self._count

    def add(self, vectors: Floats) -> None:
        """See Shard.add."""
        for block, row, part in _iter_parts(self._count, vectors):
            if block == len(self._blocks):
                self._blocks.append(_Block.empty())
            codes, into, rows = to_codes(part), self._blocks[block], slice(row, row + len(part))
            into.vectors[rows] = part
            into.first[:, rows] = codes[:, :_FIRST_WORDS].T
            into.rest[rows] = codes[:, _FIRST_WORDS:]
            self._count += len(part)  # last: a search reads the count first

    def get(self, rows: Rows) -> Floats:
        """See Shard.get."""
        found = np.empty((len(rows), DIMENSIONS), dtype=np.float16)
        for place, row in enumerate(rows.tolist()):
            found[place] = self._blocks[row // _BLOCK].vectors[row % _BLOCK]
        return _widen(found)

    def nearest(self, vectors: Floats, *, limit: int, least: float) -> list[Near]:
        """See Shard.nearest; of the nearest a few may be missed."""
        count = self._count
        found: list[Near] = []
        if not count:
            return [_best([], limit, least) for _ in vectors]
        for start in range(0, len(vectors), _TOGETHER):
            asked = vectors[start : start + _TOGETHER]
            codes = to_codes(asked)
            first = self._distances(codes, count)
            for vector, code, distances in zip(asked, codes, first, strict=True):
                rows = self._choose(code, distances)
                near = Near(rows, self._read(rows) @ vector)
                found.append(_best([near], limit, least))
        return found

    def _distances(self, codes: Codes, count: int) -> Distances:
        """Returns in how many bits of the first words each row differs: ``(len(codes), count)``."""
        found = np.zeros((len(codes), count), dtype=np.uint16)
        differing = np.empty(_BLOCK, dtype=np.uint64)
        bits = np.empty(_BLOCK, dtype=np.uint8)
        for start, block in zip(range(0, count, _BLOCK), self._blocks, strict=False):
            size = min(_BLOCK, count - start)
            for query, code in enumerate(codes):
                into = found[query, start : start + size]
                for word in range(_FIRST_WORDS):
                    # into memory that is there already: making it costs more than counting
                    np.bitwise_xor(block.first[word, :size], code[word], out=differing[:size])
                    np.bitwise_count(differing[:size], out=bits[:size])
                    np.add(into, bits[:size], out=into)
        return found

    def _choose(self, code: Codes, first: Distances) -> Rows:
        """Returns the rows that are nearest by their codes, ascending."""
        rows = _closest(first, _LOOKED_AT)
        rest = np.empty((len(rows), _WORDS - _FIRST_WORDS), dtype=np.uint64)
        for block, at, into in self._iter_blocks(rows):
            np.take(block.rest, at, axis=0, out=rest[into], mode=_UNCHECKED)
        distances = first[rows]
        for bits in np.bitwise_count(rest ^ code[_FIRST_WORDS:]).T:
            distances += bits
        return rows[_closest(distances, COMPARED)]

    def _read(self, rows: Rows) -> Floats:
        found = np.empty((len(rows), DIMENSIONS), dtype=np.float16)
        for block, at, into in self._iter_blocks(rows):
            np.take(block.vectors, at, axis=0, out=found[into], mode=_UNCHECKED)
        return _widen(found)

    def _iter_blocks(self, rows: Rows) -> Iterator[tuple[_Block, Rows, slice]]:
        """Yields the blocks that hold these ascending rows, with their places there and here."""
        blocks = rows[-1] // _BLOCK + 1
        cuts = np.searchsorted(rows, np.arange(blocks + 1) * _BLOCK).tolist()
        for number, (start, stop) in enumerate(pairwise(cuts)):
            if start < stop:
                yield self._blocks[number], rows[start:stop] - number * _BLOCK, slice(start, stop)


def to_codes(vectors: Floats) -> Codes:
    """Returns the codes of vectors: ``(len(vectors), 8)``, one bit for each dimension.

    A bit tells the sign along one axis of a fixed turn of the space. Vectors at an angle differ in
    about that share of the bits which the angle is of half a turn.
    """
    signs = vectors @ _turn() > 0.0
    return np.packbits(signs, axis=1).view(np.uint64)


@cache
def _turn() -> Floats:
    """Returns a turn that mixes all dimensions: two rounds of random signs and Hadamard's matrix.

    Its numbers are whole, so that they are the same on every machine; only signs are read.
    Source: Ailon and Chazelle, The Fast Johnson-Lindenstrauss Transform, 2009.
    """
    hadamard = np.ones((1, 1), dtype=np.float32)
    while len(hadamard) < DIMENSIONS:
        hadamard = np.block([[hadamard, hadamard], [hadamard, -hadamard]])
    noise = np.frombuffer(hashlib.shake_256(b"signs").digest(2 * DIMENSIONS // 8), dtype=np.uint8)
    signs = np.where(np.unpackbits(noise) > 0, 1.0, -1.0).astype(np.float32).reshape(2, DIMENSIONS)
    turned: Floats = ((signs[0][:, None] * hadamard) * signs[1]) @ hadamard
    return turned


def _widen(halves: NDArray[np.float16]) -> Floats:
    """Returns finite numbers in single precision; ``astype`` takes seven times as long."""
    wide = halves.view(np.int16).astype(np.int32)
    wide <<= _MANTISSA_GROWS
    wide &= _WITHOUT_COPIED_SIGN
    found = wide.view(np.float32)
    found *= _BIAS_GROWS
    return found


def _closest(distances: Distances, wanted: int) -> Rows:
    """Returns the places of the smallest distances: so many, and all as small as the last."""
    if len(distances) <= wanted:
        return np.arange(len(distances), dtype=np.intp)
    sample = np.sort(distances[::_SAMPLED])
    bound = int(sample[min(len(sample) - 1, wanted // _SAMPLED)])
    while np.count_nonzero(distances <= bound) < wanted:
        bound += 1
    while bound and np.count_nonzero(distances <= bound - 1) >= wanted:
        bound -= 1
    return np.flatnonzero(distances <= bound)


def _best(parts: Sequence[Near], limit: int, least: float) -> Near:
    if not parts:
        return Near(np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.float32))
    rows = np.concatenate([part.rows for part in parts])
    cosines = np.round(np.concatenate([part.cosines for part in parts]), DECIMALS)
    if len(cosines) > limit:
        least = max(least, float(np.partition(cosines, -limit)[-limit]))
    enough = cosines >= least
    return Near(rows[enough], cosines[enough])


def _iter_parts(count: int, vectors: Floats) -> Iterator[tuple[int, int, Floats]]:
    """Yields block, row in it and vectors, so that no part goes over the end of a block."""
    done = 0
    while done < len(vectors):
        block, row = divmod(count + done, _BLOCK)
        part = vectors[done : done + _BLOCK - row]
        yield block, row, part
        done += len(part)
