"""Wordings that the index does not hold yet, searched in memory."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# what service.domain.text.tokens.wording_key keeps beside words
_SIGNS = frozenset("…[](){}%$€£")
# BM25 as in tantivy, so that scores can be compared; the mean length is that of news quotations
_K1 = 1.2
_B = 0.75
_MEAN_WORDS = 18.0


def index_words(key: str) -> list[str]:
    """Returns the words of a wording's key that are indexed, in order."""
    return [word for word in key.split() if word not in _SIGNS]


class Segment:
    """The new wordings of one transaction, as an inverted list.

    ``durable`` turns true once the transaction cannot be lost any more; before, the index must
    not take them over. ``sequence`` is the last change of the transaction.
    """

    __slots__ = ("_holders", "_words", "durable", "keys", "rows", "sequence")

    def __init__(self) -> None:
        """Begins empty."""
        self.rows: list[int] = []
        self.keys: list[str] = []
        self.durable = False
        self.sequence = 0
        self._words: list[list[str]] = []
        self._holders: dict[str, list[int]] = defaultdict(list)

    @property
    def last_row(self) -> int:
        """The highest row, 0 when there is none."""
        return self.rows[-1] if self.rows else 0

    def __len__(self) -> int:
        """Returns how many wordings it holds."""
        return len(self.rows)

    def add(self, row: int, key: str) -> None:
        """Takes in a wording with a row number higher than all before."""
        words = index_words(key)
        position = len(self.rows)
        self._words.append(words)
        for word in set(words):
            self._holders[word].append(position)
        self.keys.append(" ".join(words))
        self.rows.append(row)

    def count(self, word: str) -> int:
        """Returns how many of its wordings hold the word."""
        holders = self._holders.get(word)
        return len(holders) if holders else 0

    def near(self, word: str) -> list[str]:
        """Returns its words that are one letter away from a word of three letters or more."""
        shortest, longest = len(word) - 1, len(word) + 1
        first, last = word[0], word[-1]
        # one edit cannot touch both ends: that rules most words out without a call
        return [
            other
            for other in self._holders
            if shortest <= len(other) <= longest
            and (other[0] == first or other[-1] == last)
            and is_within_one_edit(word, other)
        ]

    def with_phrase(self, words: Sequence[str]) -> list[int]:
        """Returns the rows that hold the words side by side, shortest wording first."""
        rarest = min((self._holders.get(word, []) for word in words), key=len, default=[])
        phrase = f" {' '.join(words)} "
        found = [
            (len(self._words[position]), self.rows[position])
            for position in rarest
            if phrase in f" {self.keys[position]} "
        ]
        return [row for _, row in sorted(found)]

    def scored(self, weights: Iterable[tuple[str, float]]) -> dict[int, float]:
        """Returns BM25 scores of the rows that hold any of the words; ``weights`` are idf."""
        scores: dict[int, float] = defaultdict(float)
        for word, weight in weights:
            for position in self._holders.get(word, ()):
                words = self._words[position]
                often = words.count(word)
                length = _K1 * (1 - _B + _B * len(words) / _MEAN_WORDS)
                scores[self.rows[position]] += weight * often * (_K1 + 1) / (often + length)
        return scores


def is_within_one_edit(a: str, b: str) -> bool:
    """Returns whether one letter left out, put in, changed or swapped with the next leads to b."""
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    if len(longer) - len(shorter) > 1:
        return False
    same = 0
    while same < len(shorter) and shorter[same] == longer[same]:
        same += 1
    rest, other = shorter[same:], longer[same:]
    if len(rest) < len(other):
        return rest == other[1:]
    swapped = other[1::-1] + other[2:]
    return rest[1:] == other[1:] or rest == swapped


def inverse_frequency(holders: int, wordings: int) -> float:
    """Returns the BM25 weight of a word that ``holders`` of ``wordings`` hold."""
    return math.log(1.0 + (wordings - holders + 0.5) / (holders + 0.5))
