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
    read_forms,
    stem,
    strip_marks,
)
from service.domain.matching.rarity import INFORMATIVE_BITS, MOST_BITS, rarity
from service.domain.text.normalise import fold
from service.domain.text.tokens import wording_key

_COMMON_BITS: Final = 5.0
_LEAST_WEIGHT: Final = 0.02
_CAPITALISED: Final = re.compile(r"(?<![.!?¡¿\"“«:\s])[ ]+([^\W\d_a-zß-öø-ÿ][^\W\d_]+)")
_CACHED: Final = 8_192
_CACHED_FOLDS: Final = 32_768


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text taken apart for comparing; positions count the words without signs.

    Attributes:
        folded: the text in folded form.
        words: comparable words, numbers as "#10".
        stems: the same words without their endings.
        weights: rarity of each word, 0.02 (in every sentence) to 1.0 (in hardly any).
        weight_of: stem to the weight of its rarest form here.
        mass: sum of ``weight_of``.
        informative: how many distinct stems are rare enough to say something.
        segments: stretches ``[start, end)`` of ``words`` between ellipses and editors' brackets.
        has_gaps: whether an ellipsis or a bracket stands inside.
        numbers: the values that occur.
        names: capitalised words within sentences, folded, without diacritics.
    """

    text: str
    language: str
    folded: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    weights: tuple[float, ...]
    weight_of: dict[str, float]
    mass: float
    informative: int
    segments: tuple[tuple[int, int], ...]
    has_gaps: bool
    numbers: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=_CACHED_FOLDS)
def folded(text: str) -> str:
    """Returns ``fold(text)``, cached."""
    return fold(text)


@lru_cache(maxsize=_CACHED)
def prepare(text: str, language: str) -> Prepared:
    """Returns the text taken apart; the answer is cached and must not be changed."""
    forms = [form.word for form in read_forms(wording_key(text).split(), language)]
    words, segments = _split_segments(forms)
    stems = tuple(stem(word, language) for word in words)
    bits = tuple(rarity(word.removeprefix(NUMBER_SIGN), language) for word in words)
    weights = tuple(_weight(rarity_bits) for rarity_bits in bits)
    weight_of: dict[str, float] = {}
    for found, weight in zip(stems, weights, strict=True):
        weight_of[found] = max(weight, weight_of.get(found, 0.0))
    return Prepared(
        text=text,
        language=language,
        folded=folded(text),
        words=tuple(words),
        stems=stems,
        weights=weights,
        weight_of=weight_of,
        mass=sum(weight_of.values()),
        informative=len(
            {found for found, size in zip(stems, bits, strict=True) if size >= INFORMATIVE_BITS}
        ),
        segments=segments,
        has_gaps=len(segments) > 1 or OPEN_BRACKET in forms,
        numbers=frozenset(word for word in words if word.startswith(NUMBER_SIGN)),
        names=frozenset(strip_marks(name.lower()) for name in _CAPITALISED.findall(text)),
    )


def _weight(bits: float) -> float:
    return max(_LEAST_WEIGHT, (bits - _COMMON_BITS) / (MOST_BITS - _COMMON_BITS))


def _split_segments(forms: list[str]) -> tuple[list[str], tuple[tuple[int, int], ...]]:
    """Returns the words without signs and the stretches between ellipses and bracketed words.

    Bracketed words stay among the words, but in no segment: the editor wrote them.
    """
    words: list[str] = []
    segments: list[tuple[int, int]] = []
    start, bracketed = 0, False
    for form in forms:
        if form in {ELLIPSIS, OPEN_BRACKET, CLOSE_BRACKET}:
            if not bracketed and len(words) > start:
                segments.append((start, len(words)))
            start = len(words)
            bracketed = form == OPEN_BRACKET or (bracketed and form == ELLIPSIS)
        elif form[0].isalnum() or form[0] == NUMBER_SIGN or form == "%":
            words.append(form)
    if len(words) > start:  # an unclosed bracket hides nothing
        segments.append((start, len(words)))
    return words, tuple(segments)
