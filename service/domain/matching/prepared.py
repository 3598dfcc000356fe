"""What judging needs of one text, computed once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from service.domain.matching.forms import (
    CLOSE_BRACKET,
    ELLIPSIS,
    NUMBER_SIGN,
    OPEN_BRACKET,
    read_words,
    stem,
    strip_marks,
)
from service.domain.matching.rarity import INFORMATIVE_BITS, MOST_BITS, rarity
from service.domain.text.normalise import fold
from service.domain.text.tokens import wording_key

_COMMON_BITS: Final = 5.0
_LEAST_WEIGHT: Final = 0.02
_CAPITALISED: Final = re.compile(r"(?<![.!?¡¿\"“«:\s])[ ]+([^\W\d_a-zß-öø-ÿ][^\W\d_]+)")
_LEAST_LITTLE: Final = 0.2
_CACHED: Final = 8_192
_CACHED_FOLDS: Final = 8_192
_CACHED_WORDS: Final = 131_072
_SIGNS: Final = frozenset({ELLIPSIS, OPEN_BRACKET, CLOSE_BRACKET})


INFORMATIVE_WEIGHT: Final = 0.285
"""From this weight a word says something: that of ``INFORMATIVE_BITS``, rounded down."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text taken apart for comparing; positions count the words without signs.

    Attributes:
        words: comparable words, numbers as "#10".
        stems: the same words without their endings.
        weights: rarity of each word, 0.02 (in every sentence) to 1.0 (in hardly any).
        weight_of: stem to the weight of its rarest form here.
        mass: sum of ``weight_of``.
        informative: how many distinct stems are rare enough to say something.
        length: the same, but 0 of a mere label: names, offices and titles are rare words, and yet
            "Minister Ana Ruiz of Toledo" is no utterance that somebody repeats.
        segments: stretches ``[start, end)`` of ``words`` between ellipses and editors' brackets.
        laid_out: the words of the segments, with blanks around each and a bar between segments.
        has_gaps: whether an ellipsis or a bracket stands inside.
        numbers: the values that occur.
    """

    text: str
    language: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    weights: tuple[float, ...]
    weight_of: dict[str, float]
    mass: float
    informative: int
    length: int
    segments: tuple[tuple[int, int], ...]
    laid_out: str
    has_gaps: bool
    numbers: frozenset[str]

    @property
    def folded(self) -> str:
        """The text in folded form."""
        return folded(self.text)

    @property
    def names(self) -> frozenset[str]:
        """Capitalised words within sentences, folded, without diacritics."""
        return frozenset(strip_marks(name.lower()) for name in _CAPITALISED.findall(self.text))


@lru_cache(maxsize=_CACHED)
def prepare(text: str, language: str) -> Prepared:
    """Returns the text taken apart; the answer is cached and must not be changed."""
    return prepare_keyed(text, language, wording_key(text))


@lru_cache(maxsize=_CACHED)
def prepare_keyed(text: str, language: str, key: str) -> Prepared:
    """Returns ``prepare(text, language)`` of a text whose ``wording_key`` is known."""
    forms = read_words(key.split(), language)
    words, segments = _split_segments(forms)
    read = [_read_word(word, language) for word in words]
    weight_of: dict[str, float] = {}
    telling: set[str] = set()
    for found, weight, tells in read:
        if weight > weight_of.get(found, 0.0):
            weight_of[found] = weight
        if tells:
            telling.add(found)
    informative = len(telling)
    return Prepared(
        text=text,
        language=language,
        words=tuple(words),
        stems=tuple([found for found, _, _ in read]),
        weights=tuple([weight for _, weight, _ in read]),
        weight_of=weight_of,
        mass=sum(weight_of.values()),
        informative=informative,
        length=0 if _is_label(read) else informative,
        segments=segments,
        laid_out=f" {' | '.join([' '.join(words[start:end]) for start, end in segments])} ",
        has_gaps=len(segments) > 1 or OPEN_BRACKET in forms,
        numbers=frozenset([word for word in words if word[0] == NUMBER_SIGN]),
    )


@lru_cache(maxsize=_CACHED_FOLDS)
def folded(text: str) -> str:
    """Returns ``fold(text)``, cached."""
    return fold(text)


@lru_cache(maxsize=_CACHED_WORDS)
def _read_word(word: str, language: str) -> tuple[str, float, bool]:
    """Returns the stem of a word, its weight, and whether it is rare enough to say something."""
    bits = rarity(word.removeprefix(NUMBER_SIGN), language)
    weight = max(_LEAST_WEIGHT, (bits - _COMMON_BITS) / (MOST_BITS - _COMMON_BITS))
    return stem(word, language), weight, bits >= INFORMATIVE_BITS


def _is_label(read: list[tuple[str, float, bool]]) -> bool:
    """Whether there are hardly any little words, without which nobody speaks a sentence."""
    return sum([not tells for _, _, tells in read]) < _LEAST_LITTLE * len(read)


def _split_segments(forms: list[str]) -> tuple[list[str], tuple[tuple[int, int], ...]]:
    """Returns the words without signs and the stretches between ellipses and bracketed words.

    Bracketed words stay among the words, but in no segment: the editor wrote them.
    """
    if _SIGNS.isdisjoint(forms):
        plain = forms if "".join(forms).isalnum() else [form for form in forms if _is_word(form)]
        return plain, ((0, len(plain)),) if plain else ()
    words: list[str] = []
    segments: list[tuple[int, int]] = []
    start, bracketed = 0, False
    for form in forms:
        if form in _SIGNS:
            if not bracketed and len(words) > start:
                segments.append((start, len(words)))
            start = len(words)
            bracketed = form == OPEN_BRACKET or (bracketed and form == ELLIPSIS)
        elif _is_word(form):
            words.append(form)
    if len(words) > start:  # an unclosed bracket hides nothing
        segments.append((start, len(words)))
    return words, tuple(segments)


def _is_word(form: str) -> bool:
    return form[0].isalnum() or form[0] == NUMBER_SIGN or form == "%"
