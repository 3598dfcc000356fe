"""The words whose change may turn a sentence round: negation, modality, qualifiers, numbers."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from service.domain.matching.forms import NUMBER_SIGN
from service.domain.matching.lexicon import IRREGULAR_EN
from service.domain.text.lexicon import word_set


class WordClass(StrEnum):
    """What a word does in a sentence, as far as differences care."""

    NEGATION = "negation"
    MODALITY = "modality"
    QUALIFIER = "qualifier"
    NUMBER = "number"
    NAME = "name"
    PRONOUN = "pronoun"
    FUNCTION = "function"
    CONTENT = "content"


class VerbForm(StrEnum):
    """The form of a verb as far as its ending tells."""

    FUTURE = "future"
    CONDITIONAL = "conditional"
    PAST = "past"
    OTHER = "other"


def _sets(**languages: str) -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in languages.items()}


NEGATIONS: Final = _sets(
    en="not no never none nobody nothing neither nowhere hardly",
    es="no nunca jamás nadie nada ningún ninguno ninguna tampoco",
)
MODALS: Final = _sets(
    en="will would can could may might must shall should ought",
    es="puede pueden puedo podemos podría podrían podrá podrán debe deben debo debemos debería "
    "deberían deberá deberán",
)
QUALIFIERS: Final = _sets(
    en="if unless only except until without provided whether almost nearly barely some most all "
    "every always sometimes often rarely perhaps maybe probably possibly allegedly reportedly "
    "apparently likely unlikely many few several both alleged partly fully entirely",
    es="si sólo solo solamente únicamente excepto salvo hasta sin casi apenas algunos algunas "
    "algún todos todas todo toda cada siempre quizás quizá probablemente posiblemente "
    "presunto presunta presuntamente supuestamente muchos muchas pocos pocas varios varias ambos "
    "parcialmente totalmente mayoría",
)
CONDITIONS: Final = _sets(
    en="if unless only except until provided whether",
    es="si sólo solo solamente únicamente excepto salvo",
)
"""The qualifiers that make an alarm even where they go with a whole clause."""

LIMITING: Final = _sets(
    en="if unless only except until provided whether almost nearly barely some most sometimes "
    "rarely few perhaps maybe probably possibly allegedly reportedly apparently likely unlikely "
    "alleged partly half",
    es="si sólo solo solamente únicamente excepto salvo hasta casi apenas algunos algunas algún "
    "quizás quizá probablemente posiblemente presunto presunta presuntamente supuestamente pocos "
    "pocas parcialmente mayoría",
)
"""The qualifiers without which a sentence says more than it did: dropping one is an alarm."""

PRONOUNS: Final = _sets(
    en="i me my mine myself we us our ours ourselves you your yours he him his himself she her "
    "hers it its they them their theirs themselves this that these those here there now then",
    es="yo me mi mis mí nosotros nos nuestro nuestra nuestros nuestras tú tu tus te usted "
    "ustedes él ella ello su sus se le les lo la los las ellos ellas este esta estos estas ese esa "
    "eso esto aquel aquella aquí allí ahí ahora entonces",
)
FUNCTION_WORDS: Final = _sets(
    en="a an the and or but of to in on at by for from with as than so be is are was were been "
    "being am have has had do does did again once also too very just even though although that "
    "which who whom whose what when where why how because since about into over up down out off "
    "mr mrs ms dr sir",
    es="un una unos unas el y e o u pero de del a al en por para con como que qué quien cuando "
    "donde porque pues desde sobre entre muy también ya más aunque ha he han había haber ser es "
    "son era fue está están estaba",
)
MODAL_BASES: Final = {"would": "will", "could": "can", "might": "may"}
BACK_SHIFTS: Final = frozenset(
    {("will", "would"), ("can", "could"), ("may", "might"), ("shall", "should"),
     ("shall", "would"), ("must", "had")}
)  # fmt: skip
"""What reported speech makes of a modal verb without changing what was said."""

VAGUE_NUMBERS: Final = _sets(
    en="dozens scores hundreds thousands millions billions half third quarter twice double triple",
    es="decenas docenas cientos centenares miles mitad tercio doble triple",
)
"""Counts without a figure; one for another changes as much as a figure does."""

_NONE: Final[frozenset[str]] = frozenset()

_FAILING: Final = word_set(
    "fail fails failed failing refuse refuses refused refusing decline "
    "declines declined neglect neglects neglected"
)
_DENYING: Final = word_set("deny denies denied denying negó niega niegan negaron negaba")
_WHAT_IS_DENIED: Final = word_set("that having haber que")
_STOPPING: Final = word_set("stop stops stopped stopping")
_REFUSING: Final = word_set("negó niega niegan negaron rehúsa rehusó negarse niego")
_CEASING: Final = word_set("dejó dejaron deja dejan dejará dejaron")

_CONDITIONAL: Final = re.compile(r"(?:[aei]|[dbr])ría(?:s|mos|is|n)?\Z")
_IMPERFECT: Final = word_set("quería querías queríamos querían")
_FUTURE_ENDINGS: Final = ("ré", "rás", "rá", "remos", "réis", "rán")
_PAST_ENDINGS: Final = (
    "ó",
    "aron",
    "ieron",
    "aba",
    "aban",
    "ábamos",
    "ía",
    "ían",
    "íamos",
    "é",
    "í",
    "aste",
    "iste",
)
_PAST_EN: Final = word_set(
    "was were had did went said got made knew thought took saw came gave found told became left "
    "felt brought began kept held wrote stood heard meant met ran paid sat spoke led grew lost "
    "fell sent built understood drew broke spent rose drove bought wore chose swore fought won "
    "taught caught dealt sold stole threw shook forgot forgave froze hid lied died sang sank "
    "struck tore woke ate flew sought shot stuck arose bore bound"
)


@lru_cache(maxsize=65_536)
def classify(word: str, language: str, *, is_name: bool = False) -> WordClass:
    """Returns the class of a comparable word; ``is_name`` says that it is written as a name."""
    if word.startswith(NUMBER_SIGN) or word in VAGUE_NUMBERS.get(language, _NONE):
        return WordClass.NUMBER
    for word_class, lists in _LISTS:
        if word in lists.get(language, _NONE):
            return word_class
    return WordClass.NAME if is_name else WordClass.CONTENT


def is_denying_verb(before: str, word: str, after: str) -> bool:
    """Returns whether a verb does the work of "not": "failed to pay", "se negó a pagar"."""
    return (
        (word in _FAILING and after == "to")
        or (word in _DENYING and (after in _WHAT_IS_DENIED or after.endswith("ing")))
        or (word in _CEASING and after == "de")
        or (word in _REFUSING and after == "a")
        or (word == "short" and before in _STOPPING)
    )


def is_condition(word: str, language: str) -> bool:
    """Returns whether the word opens or limits a condition ("if", "unless", "only")."""
    return word in CONDITIONS.get(language, _NONE)


def verb_form(word: str, language: str) -> VerbForm:
    """Returns the form that the ending of a verb shows; the caller knows that it is a verb."""
    if language == "en":
        past = word in _PAST_EN or (word.endswith("ed") and word not in IRREGULAR_EN)
        return VerbForm.PAST if past else VerbForm.OTHER
    if language == "es":
        if _CONDITIONAL.search(word) and word not in _IMPERFECT:
            return VerbForm.CONDITIONAL
        if word.endswith(_FUTURE_ENDINGS):
            return VerbForm.FUTURE
        if word.endswith(_PAST_ENDINGS):
            return VerbForm.PAST
    return VerbForm.OTHER


_LISTS: Final = (
    (WordClass.NEGATION, NEGATIONS),
    (WordClass.MODALITY, MODALS),
    (WordClass.QUALIFIER, QUALIFIERS),
    (WordClass.PRONOUN, PRONOUNS),
    (WordClass.FUNCTION, FUNCTION_WORDS),
)
