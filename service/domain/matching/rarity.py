"""How rare words are in a language at large, from a table that never changes at run time.

Rarity never comes from the texts that are stored: keys and scores must not depend on what
arrived before.
"""

from __future__ import annotations

from functools import lru_cache
from math import log2
from threading import Lock
from typing import TYPE_CHECKING, Final

import wordfreq

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_BITS: Final = 26.0
"""Rarity of a word that the table does not know: one word in some 70 million."""

INFORMATIVE_BITS: Final = 11.0
"""From this rarity a word says something: "weapon" does, "people" and "want" do not."""

_TABLED: Final = frozenset(wordfreq.available_languages("best"))
_BITS_PER_LETTER: Final = 2.6
_MOST_LETTERS: Final = 10
_SMALL_BITS: Final = 8.0


_tables: dict[str, dict[str, float]] = {}
_loading = Lock()


def _table(language: str) -> dict[str, float]:
    """The table of a language; threads that want it first wait for one that loads it."""
    table = _tables.get(language)
    if table is None:
        with _loading:
            table = _tables.get(language)
            if table is None:
                table = _tables[language] = wordfreq.get_frequency_dict(language, wordlist="best")
    return table


@lru_cache(maxsize=65_536)
def rarity(word: str, language: str) -> float:
    """Returns the information content of a folded word in bits, 0.0 to ``MOST_BITS``.

    Digits count as rare as their number of figures makes them. In a language without a table the
    length of the word stands in for its rarity.

    Args:
        word: folded, without blanks.
        language: two-letter code.
    """
    if not word:
        return 0.0
    if word[0].isdigit():
        return min(MOST_BITS, _SMALL_BITS + _BITS_PER_LETTER * len(word))
    if language not in _TABLED:
        return min(MOST_BITS, _BITS_PER_LETTER * min(len(word), _MOST_LETTERS))
    share = _table(language).get(word, 0.0)
    return min(MOST_BITS, -log2(share)) if share > 0.0 else MOST_BITS


def informative(words: Iterable[str], language: str) -> int:
    """Returns how many distinct words are rare enough to say something (``INFORMATIVE_BITS``)."""
    return sum(1 for word in set(words) if rarity(word, language) >= INFORMATIVE_BITS)
