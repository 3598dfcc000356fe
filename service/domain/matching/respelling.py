"""Slips of the pen: a word that no dictionary knows, spelt almost like one that stands there."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.matching.rarity import MOST_BITS, rarity
from service.domain.matching.similarity import character_ratio
from service.domain.text.tokens import tokenise, words

if TYPE_CHECKING:
    from collections.abc import Collection

    from service.domain.model import Rendering

_MIN_LETTERS: Final = 5
_ALIKE: Final = 0.8
_MOST_EXTRA: Final = 2
_MOST_WORDS: Final = 300
_CACHED: Final = 8_192
_LANGUAGES: Final = frozenset({"en", "es", "fr", "pt", "de", "it"})


def is_misspelt(a: str, b: str, language: str) -> bool:
    """Returns whether one of two folded words is the other, misspelt.

    One of them must be a word that the language knows and the other none: two words, or two rare
    names, are never one another's misspelling.
    """
    return _is_slip(a, b, language) or _is_slip(b, a, language)


def respell(a: Rendering, b: Rendering) -> tuple[Rendering, Rendering]:
    """Returns the two, each with its misspelt words written as the other side has them.

    Both come back as they are where nothing is misspelt. Symmetric.
    """
    if a.language != b.language or a.language not in _LANGUAGES:
        return a, b
    mine, others = _read(a.text, a.language), _read(b.text, b.language)
    if max(len(mine.words), len(others.words)) > _MOST_WORDS:
        return a, b
    only_a, only_b = mine.words - others.words, others.words - mine.words
    # taking a text apart to write it anew costs most: hardly any has a word that nobody knows
    return (
        _written_as(a, only_b) if _has_slip(mine, only_b, a.language) else a,
        _written_as(b, only_a) if _has_slip(others, only_a, b.language) else b,
    )


class _Read(NamedTuple):
    """The words of a text, and those of them that may be slips: the language knows them not."""

    words: frozenset[str]
    unknown: tuple[str, ...]


@lru_cache(maxsize=_CACHED)
def _read(text: str, language: str) -> _Read:
    found = frozenset(words(text))
    return _Read(found, tuple(sorted(word for word in found if _is_unknown(word, language))))


def _has_slip(read: _Read, known: Collection[str], language: str) -> bool:
    return any(_is_slip(word, other, language) for word in read.unknown for other in known)


def _written_as(rendering: Rendering, known: Collection[str]) -> Rendering:
    parts: list[str] = []
    at = 0
    for token in tokenise(rendering.text):
        slips = [
            (character_ratio(token.folded, word), word)
            for word in known
            if token.is_word and _is_slip(token.folded, word, rendering.language)
        ]
        if slips:
            parts += (rendering.text[at : token.start], max(slips)[1])
            at = token.end
    return replace(rendering, text="".join(parts) + rendering.text[at:]) if parts else rendering


def _is_slip(slip: str, word: str, language: str) -> bool:
    return (
        slip[0] == word[0]
        and len(slip) >= _MIN_LETTERS
        and abs(len(slip) - len(word)) <= _MOST_EXTRA
        and slip != word
        and slip.isalpha()
        and word.isalpha()
        and character_ratio(slip, word) >= _ALIKE
        and _is_unknown(slip, language)
        and rarity(word, language) < MOST_BITS
    )


def _is_unknown(word: str, language: str) -> bool:
    return len(word) >= _MIN_LETTERS and word.isalpha() and rarity(word, language) >= MOST_BITS
