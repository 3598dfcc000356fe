"""The keys of many wordings at once, as the record files them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_WORD = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class FiledKeys:
    """Link keys of up to 64 bits as SQLite's signed integers, each once for each wording.

    ``owners`` are the places of the wordings among ``numbers``; ascending by owner, then by key.
    """

    numbers: NDArray[np.int64]
    owners: NDArray[np.intp]
    keys: NDArray[np.int64]

    @classmethod
    def of(cls, numbers: Sequence[int], link_keys: Sequence[Sequence[int]]) -> FiledKeys:
        """Returns the keys of wordings, given with the numbers of their rows."""
        sizes = [len(keys) for keys in link_keys]
        words = (key & _WORD for key in chain.from_iterable(link_keys))
        keys = np.fromiter(words, dtype=np.uint64, count=sum(sizes)).view(np.int64)
        owners = np.repeat(np.arange(len(sizes)), sizes)
        order = np.lexsort((keys, owners))
        keys, owners = keys[order], owners[order]
        is_first = np.ones(len(keys), dtype=np.bool_)
        is_first[1:] = (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])
        return cls(np.array(numbers, dtype=np.int64), owners[is_first], keys[is_first])

    def packed(self) -> Iterator[bytes]:
        """Yields the keys of each wording as ``rows.to_keys`` packs them."""
        ends = np.searchsorted(self.owners, np.arange(len(self.numbers) + 1)).tolist()
        data = self.keys.astype("<i8").tobytes()
        return (data[8 * start : 8 * end] for start, end in pairwise(ends))

    def rows(self) -> Iterator[tuple[int, int]]:
        """Yields key and wording in the order of the tree, which touches each page once."""
        numbers = self.numbers[self.owners]
        order = np.lexsort((numbers, self.keys))
        return zip(self.keys[order].tolist(), numbers[order].tolist(), strict=True)
