"""Names of people and bodies: one folded form, and whether two may name the same one."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_TITLES = word_set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady president vice vicepresident premier"
    " chancellor minister secretary senator sen representative rep congressman congresswoman"
    " governor gov mayor ambassador amb judge justice attorney sheriff chief general gen colonel"
    " col lt lieutenant captain capt sgt sergeant admiral adm commander cmdr commissioner pope"
    " king queen prince princess father fr rev reverend bishop archbishop cardinal rabbi imam"
    " chairman chairwoman chair ceo director spokesman spokeswoman spokesperson leader speaker"
    " lawmaker deputy candidate coach officer detective"
    " señor senor señora senora señorita sr sra srta don doña dona dra lic presidente presidenta"
    " vicepresidente vicepresidenta expresidente expresidenta ministro ministra exministro"
    " exministra canciller secretario secretaria senador senadora exsenador exsenadora diputado"
    " diputada gobernador gobernadora alcalde alcaldesa embajador embajadora juez jueza fiscal"
    " procurador procuradora defensor almirante coronel capitan comandante papa rey reina"
    " portavoz vocero vocera director directora candidato candidata lider congresista"
    " representante abogado abogada periodista"
    " monsieur madame mademoiselle mme mlle ministre chancelier premiere depute maire roi reine"
    " herr frau bundeskanzler bundeskanzlerin bundesprasident kanzler kanzlerin prasident"
    " prasidentin ministerin papst konig sprecher sprecherin"
    " signor signora dottor dott onorevole ministra sindaco senatore prefeito deputado"
    " senhor senhora"
)
_TITLES_FOLDED = frozenset(
    "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c))
    for title in _TITLES
)
_BEFORE_TITLES = 4
BODIES = word_set(
    "department ministry office party council committee court house agency motors electric mills"
    " dynamics assembly association union service bank group company corporation institute"
    " university news press staff team campaign league"
)
_OF = word_set("of de del della du der des do da di for")
_ARTICLES = word_set("the la el los las le les")
_TWO_WORD_PLACES = frozenset(
    {"united states", "estados unidos", "united kingdom", "reino unido", "saudi arabia"}
)
SUFFIXES = word_set("jr ii iii iv")
PARTICLES = word_set("de del la las los da do dos das von van der den di al el bin")
_NICKNAMES = {
    nickname: full
    for full, nicknames in {
        "joseph": "joe joey",
        "william": "bill will billy",
        "robert": "bob rob bobby",
        "charles": "chuck charlie",
        "michael": "mike",
        "james": "jim jimmy jamie",
        "thomas": "tom",
        "richard": "rick dick",
        "edward": "ed ted",
        "anthony": "tony",
        "christopher": "chris",
        "daniel": "dan danny",
        "david": "dave",
        "donald": "don",
        "elizabeth": "liz beth betsy",
        "katherine": "kate kathy",
        "matthew": "matt",
        "patricia": "pat",
        "samuel": "sam",
        "steven": "steve stephen",
        "timothy": "tim",
        "andrew": "andy drew",
        "benjamin": "ben",
        "bernard": "bernie",
        "francisco": "pancho paco",
        "jose": "pepe",
        "peter": "pete",
        "ronald": "ron",
        "lawrence": "larry",
        "nicholas": "nick",
        "gregory": "greg",
        "jeffrey": "jeff",
        "kenneth": "ken",
        "philip": "phil",
    }.items()
    for nickname in nicknames.split()
}
_GENITIVE = re.compile(r"['’]s\b")
_APOSTROPHE = re.compile(r"['’]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_NAME_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"\(([^\W\d_]{2,8})\)\s*$")
_AFTER_NAME = re.compile(
    r"""(?:\s*(?:[,(]\s*[rdil][-–][^\W\d_][^\W\d_.]*\.?(?:\s?[^\W\d_]+\.?){0,2}\)?
    |,\s*(?:m\.?d|ph\.?d|j\.?d|d\.?d\.?s|d\.?o|r\.?n|m\.?b\.?a|m\.?p\.?h|esq|mp|mep|obe|cbe)
    )\.?)+\s*$""",
    re.VERBOSE,
)
"""Party and state ("R-S.C."), degrees ("M.D."): they stand behind a name and are none."""
_COUNTRIES = word_set("us usa uk eu un")
_ONE_WAY = {"junior": "jr"}
_SPELLED_ENDS = re.compile(r"(?:yy|iy|ij|yi|y|i|j)$")
_LONG_ENOUGH = 5
_AND = word_set("and y et e und")
_TWO = 2


class NameRelation(StrEnum):
    """What two names say of the persons behind them."""

    SAME = "same"
    COMPATIBLE = "compatible"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


@lru_cache(maxsize=16384)
def fold_name(name: str) -> str:
    """Returns a name in lower case, without accents, punctuation, possessive and titles.

    Initials, particles and suffixes ("jr") stay. A title alone stays as it is, since nothing else
    is left to compare: "U.S. President Donald J. Trump" gives "donald j trump". Initials in front
    are one word ("J. D. Vance" gives "jd vance"), those within stand apart. "the" in front of two
    words or more goes, and so do a body's acronym, a degree, and party and state behind a name.
    Folding twice changes nothing.
    """
    folded = _fold_once(name)
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def _fold_once(name: str) -> str:
    plain = name.lower() if name.isascii() else _without_accents(name)
    if plain.replace(" ", "").isalnum():  # most names hold nothing that could be left out
        return _fold_words(plain.split(), frozenset())
    plain = _APOSTROPHE.sub("", _GENITIVE.sub("", plain))
    if "(" in plain or "," in plain:
        plain = _AFTER_NAME.sub("", _without_acronym(plain)) or plain
    dotted = {match.replace(".", "") for match in _DOTTED.findall(plain)} - _COUNTRIES
    plain = _DOTTED.sub(lambda match: match[0].replace(".", "") + " ", plain)
    return _fold_words(_NAME_WORD.findall(plain), dotted)


def _without_accents(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))


def _fold_words(found: list[str], dotted: AbstractSet[str]) -> str:
    words = [_ONE_WAY.get(word, word) for word in found]
    words = words[title_words(words) :]
    if len(words) > _TWO and words[0] == "the":
        words = words[1:]
    return " ".join(_set_initials(words, dotted))


def _without_acronym(plain: str) -> str:
    """Returns a folded name without "(EPA)" behind it, if those are the first letters of it."""
    match = _ACRONYM.search(plain)
    if match is None:
        return plain
    before = plain[: match.start()]
    letters = "".join(w[0] for w in _NAME_WORD.findall(before) if w not in _OF | _ARTICLES | _AND)
    return before if letters.endswith(match[1]) else plain


def _set_initials(words: list[str], dotted: AbstractSet[str]) -> list[str]:
    """Returns the words with initials in front as one word and those within each as its own."""
    front = next((at for at, word in enumerate(words) if len(word) > 1), len(words))
    if _TWO <= front < len(words):
        words = ["".join(words[:front]), *words[front:]]
    if not dotted:
        return words
    inner = words[1:-1]
    split = [part for word in inner for part in (word if word in dotted else (word,))]
    return [*words[:1], *split, *words[max(1, len(words) - 1) :]]


@lru_cache(maxsize=65536)
def compare_names(a: str | None, b: str | None) -> NameRelation:
    """Returns whether two names may belong to one person or body.

    ``SAME``: equal when folded. ``COMPATIBLE``: one is a shorter form of the other (surname,
    initials, nickname, second surname). ``UNKNOWN``: one is missing, or a given name stands alone.
    Symmetric.
    """
    left = _keys(a)
    right = _keys(b)
    if not left or not right:
        return NameRelation.UNKNOWN
    if left == right:
        return NameRelation.SAME
    alone = 1 in {len(left), len(right)}
    if not alone and SUFFIXES.intersection(left) != SUFFIXES.intersection(right):
        return NameRelation.UNKNOWN if left[0] == right[0] else NameRelation.DIFFERENT
    short, long = sorted((left, right), key=lambda keys: (len(keys), keys))
    if len(short) == 1:
        return _compare_single(short[0], long)
    if _lies_within(short, long):
        return NameRelation.COMPATIBLE
    return NameRelation.DIFFERENT


@lru_cache(maxsize=16384)
def _keys(name: str | None) -> tuple[str, ...]:
    if name is None:
        return ()
    words = fold_name(name).split()
    return tuple(word for word in words if word not in PARTICLES) or tuple(words)


def _compare_single(word: str, long: tuple[str, ...]) -> NameRelation:
    if len(long) == 1:
        same = _same_word(word, long[0])
        return NameRelation.COMPATIBLE if same else NameRelation.DIFFERENT
    # an initial is no surname: "Ryan" is not "Lindsey R."
    if len(word) > 1 and any(len(other) > 1 and _same_word(word, other) for other in long[1:]):
        return NameRelation.COMPATIBLE
    return NameRelation.UNKNOWN if _same_word(word, long[0]) else NameRelation.DIFFERENT


def _lies_within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of ``short`` stand in ``long`` in the same order."""
    at = 0
    for word in short:
        while at < len(long) and not _same_word(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def _same_word(a: str, b: str) -> bool:
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if _NICKNAMES.get(a, a) == _NICKNAMES.get(b, b):
        return True
    stem_a, stem_b = _SPELLED_ENDS.sub("", a), _SPELLED_ENDS.sub("", b)
    return stem_a == stem_b and len(stem_a) >= _LONG_ENOUGH


def title_words(words: list[str]) -> int:
    """Returns how many words at the front of a name are titles: 2 in "U.S. President Petro".

    ``words`` are folded, without punctuation. Never all of them, nor all but a suffix: Martin
    Luther King Jr. is no king.
    """
    skipped = 0
    while True:
        at = skipped
        for word in words[skipped : skipped + _BEFORE_TITLES]:
            at += 1
            if word in _TITLES_FOLDED:
                break
        else:
            return skipped
        after = at + _place_words(words[at:])
        if SUFFIXES.issuperset(words[after:]) or words[after] in BODIES or words[after] in _OF:
            return skipped
        skipped = after


def _place_words(words: list[str]) -> int:
    """How many words "of (the) Somewhere" takes after a title, if a name follows it."""
    if not words or words[0] not in _OF:
        return 0
    size = 2 if words[1:2] and words[1] in _ARTICLES else 1
    size += 2 if " ".join(words[size : size + 2]) in _TWO_WORD_PLACES else 1
    return size if size < len(words) else 0
