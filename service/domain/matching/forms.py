"""Words brought to one comparable form: short forms opened, numbers read, endings cut."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

import Stemmer  # type: ignore[import-not-found,unused-ignore]  # it has no type hints

from service.domain.matching.lexicon import (
    AMBIGUOUS_NUMBERS,
    CONTRACTION_ENDINGS,
    CONTRACTIONS,
    IRREGULAR_EN,
    IRREGULAR_ES,
    NUMBER_WORDS,
    PHRASES,
    SCALES,
    SPELLINGS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

ELLIPSIS: Final = "…"
OPEN_BRACKET: Final = "["
CLOSE_BRACKET: Final = "]"
NUMBER_SIGN: Final = "#"
_CURRENCY: Final = frozenset("$€£")
_DIGITS: Final = re.compile(r"\d[\d.,]*\Z")
_SHORT_SCALE: Final = re.compile(r"(\d[\d.,]*)(k|m|bn|b|tn)\Z")
_SHORT_SCALES: Final = {"k": 1_000, "m": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_GROUPED: Final = {",": re.compile(r"\d{1,3}(,\d{3})+\Z"), ".": re.compile(r"\d{1,3}(\.\d{3})+\Z")}
_PERCENT_WORDS: Final = {"en": ("per", "cent"), "es": ("por", "ciento")}
_LINKS: Final = {"en": "and", "es": "y"}
_LARGE: Final = 1_000
_MIN_STEM: Final = 3
_STEMMERS: Final = {
    "de": Stemmer.Stemmer("german", 0),
    "en": Stemmer.Stemmer("english", 0),
    "es": Stemmer.Stemmer("spanish", 0),
    "fr": Stemmer.Stemmer("french", 0),
    "it": Stemmer.Stemmer("italian", 0),
    "pt": Stemmer.Stemmer("portuguese", 0),
}
"""Without their own cache of words: ``stem`` has one."""

_STEMMING: Final = Lock()  # a stemmer serves one thread at a time
_IRREGULAR: Final = {"en": IRREGULAR_EN, "es": IRREGULAR_ES}


class Form(NamedTuple):
    """One comparable word: ``word`` stands for the tokens ``first`` to ``last``, inclusive.

    Numbers are written ``#`` and the value ("#10000"), whatever their spelling in the text.
    """

    word: str
    first: int
    last: int


def read_forms(tokens: Sequence[str], language: str) -> list[Form]:
    """Returns the comparable forms of folded tokens, in order.

    "won't" gives "will", "not"; "ten thousand", "10,000" and "10k" give "#10000"; a possessive
    ending is dropped; hyphenated words are taken apart. Signs ("…", "[", "]", "%") stay.
    """
    if _are_plain(tokens, language):
        return [Form(token, index, index) for index, token in enumerate(tokens)]
    pieces = [(word, index) for index, token in enumerate(tokens) for word in _open(token)]
    return _read_numbers(_join_phrases(pieces, language), language)


def read_words(tokens: Sequence[str], language: str) -> list[str]:
    """Returns the words of ``read_forms(tokens, language)``, sooner."""
    if _are_plain(tokens, language):
        return list(tokens)
    opened = [word for token in tokens for word in _open(token)]
    if _are_plain(opened, language):
        return opened
    return [form.word for form in read_forms(tokens, language)]


def _are_plain(tokens: Sequence[str], language: str) -> bool:
    """Whether every token stands for itself."""
    return _special_words(language).isdisjoint(tokens) and "".join(tokens).isalpha()


@lru_cache(maxsize=65_536)
def _may_be_special(word: str, language: str) -> bool:
    return word[0].isdigit() or word in _CURRENCY or word in _special_words(language)


@lru_cache(maxsize=64)
def _special_words(language: str) -> frozenset[str]:
    """Returns the words that may be read as something else than themselves."""
    return frozenset(
        {"percent", _PERCENT_WORDS.get(language, ("", ""))[0]}
        | CONTRACTIONS.keys()
        | SPELLINGS.keys()
        | NUMBER_WORDS.get(language, {}).keys()
        | SCALES.get(language, {}).keys()
        | {first for first, _ in PHRASES.get(language, {})}
    )


def _join_phrases(pieces: list[tuple[str, int]], language: str) -> list[tuple[str, int]]:
    """Returns the pieces with two-word spellings replaced: "EE. UU." by "Estados Unidos"."""
    phrases = PHRASES.get(language)
    if phrases is None:
        return pieces
    found = list(pieces)
    for at in range(len(found) - 1):
        replaced = phrases.get((found[at][0], found[at + 1][0]))
        if replaced is not None:
            found[at : at + 2] = [
                (replaced[0], found[at][1]),
                (replaced[1], found[at + 1][1]),
            ]
    return [piece for piece in found if piece[0]]


@lru_cache(maxsize=65_536)
def _open(token: str) -> tuple[str, ...]:
    """Returns the words that a token stands for."""
    if token in CONTRACTIONS:
        return CONTRACTIONS[token]
    if token.isalpha() or len(token) == 1:
        return (SPELLINGS.get(token, token),)
    if token[0].isdigit():
        return (token,)
    if "-" in token:
        return tuple(word for part in token.split("-") if part for word in _open(part))
    for ending, word in CONTRACTION_ENDINGS.items():
        if token.endswith(ending) and len(token) > len(ending):
            return (token.removesuffix(ending), word)
    token = token.removesuffix("'s").strip("'") or token
    return (SPELLINGS.get(token, token),)


def _read_numbers(pieces: list[tuple[str, int]], language: str) -> list[Form]:
    if not any(_may_be_special(word, language) for word, _ in pieces):
        return [Form(word, at, at) for word, at in pieces]
    simple = NUMBER_WORDS.get(language, {})
    scales = SCALES.get(language, {})
    percent = _PERCENT_WORDS.get(language, ("", ""))
    special = _special_words(language)
    forms: list[Form] = []
    at = 0
    while at < len(pieces):
        word, first = pieces[at]
        if word not in special and word[0].isalpha():
            forms.append(Form(word, first, first))
            at += 1
            continue
        if word[0].isdigit() or word in simple or word in scales:
            value, stop = _number_at(pieces, at, language)
            if value is not None:
                forms.append(Form(f"{NUMBER_SIGN}{value:.12g}", first, pieces[stop - 1][1]))
                at = stop
                continue
        if word == "percent" or (word == percent[0] and _word(pieces, at + 1) == percent[1]):
            step = 1 if word == "percent" else 2
            forms.append(Form("%", first, pieces[at + step - 1][1]))
            at += step
            continue
        if word not in _CURRENCY:  # the sign stands before or after its number: no word order
            forms.append(Form(word, first, first))
        at += 1
    return forms


def _word(pieces: list[tuple[str, int]], at: int) -> str:
    return pieces[at][0] if at < len(pieces) else ""


def _number_at(pieces: list[tuple[str, int]], at: int, language: str) -> tuple[float | None, int]:
    """Returns the value of the number that starts here and the index after it."""
    simple = NUMBER_WORDS.get(language, {})
    scales = SCALES.get(language, {})
    total, current, seen, spelled, stop = 0.0, 0.0, False, True, at
    while stop < len(pieces):
        word = pieces[stop][0]
        digits = _digits_value(word, language) if word[0].isdigit() else None
        if digits is not None and not seen:
            current, seen, spelled = digits, True, False
        elif word in simple and spelled and _may_follow(current, simple[word], seen=seen):
            current, seen = current + simple[word], True
        elif word in scales:
            scaled = (current or 1.0) * scales[word]
            seen = True
            if scales[word] >= _LARGE:
                total, current = total + scaled, 0.0
            else:
                current = scaled
        elif word == _LINKS.get(language) and spelled and _word(pieces, stop + 1) in simple:
            if not _may_follow(current, simple[_word(pieces, stop + 1)], seen=seen):
                break
        else:
            break
        stop += 1
    alone = stop == at + 1 and pieces[at][0] in AMBIGUOUS_NUMBERS
    if stop == at or (alone and not _is_ratio(pieces, stop)):
        return None, at
    return total + current, stop


def _is_ratio(pieces: list[tuple[str, int]], at: int) -> bool:
    """Whether "in three" goes on here: "one in three" is a figure, "one thing" is none."""
    following = _word(pieces, at + 1)
    return _word(pieces, at) == "in" and (
        following in NUMBER_WORDS["en"] or following[:1].isdigit()
    )


def _may_follow(current: float, value: int, *, seen: bool) -> bool:
    """Whether a simple number word continues the number read so far ("twenty" + "five")."""
    if not seen:
        return True
    return current % (10 if value < 10 else 100) == 0 and current != 0 and current > value  # noqa: PLR2004  decimal places


def _digits_value(word: str, language: str) -> float | None:
    scale = 1.0
    short = _SHORT_SCALE.match(word)
    if short:
        word, scale = short[1], _SHORT_SCALES[short[2]]
    if not _DIGITS.match(word):
        return None
    thousands, decimal = (",", ".") if language == "en" else (".", ",")
    if _GROUPED[thousands].match(word):
        word = word.replace(thousands, "")
    elif _GROUPED[decimal].match(word) and (word.count(decimal) > 1 or word.endswith("000")):
        word = word.replace(decimal, "")  # the other house style: 10.000 in English
    word = word.replace(decimal, ".") if word.count(decimal) == 1 else word
    try:
        return float(word) * scale
    except ValueError:
        return None


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """Returns a form shared by the inflections of a word, without diacritics.

    Snowball's stemmers, after a table of irregular forms in English and Spanish; in languages
    without a stemmer here only diacritics and plural endings go. Numbers and signs stay.
    """
    if not word[0].isalpha():
        return word
    stemmer = _STEMMERS.get(language)
    if stemmer is None:
        plain = strip_marks(word)
        return plain.rstrip("s") if len(plain) > _MIN_STEM + 1 else plain
    regular = _IRREGULAR.get(language, {}).get(word, word)
    with _STEMMING:
        found = strip_marks(str(stemmer.stemWord(regular))) or word
    if language == "es" and len(found) > _MIN_STEM:
        # Snowball leaves the endings of short words: "arma", "armas"
        shorter = found.removesuffix("s")
        shorter = shorter[:-1] if shorter[-1] in "aeo" else shorter
        return shorter if len(shorter) >= _MIN_STEM else found
    return found


def strip_marks(word: str) -> str:
    """Returns the word without diacritics: "José" gives "Jose"."""
    if word.isascii():
        return word
    split = unicodedata.normalize("NFD", word)
    return "".join(char for char in split if not unicodedata.combining(char))
