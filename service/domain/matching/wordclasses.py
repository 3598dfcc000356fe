"""The words whose change may turn a sentence round: negation, modality, qualifiers, numbers."""

from __future__ import annotations

from enum import StrEnum
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
    en="not no never none nobody nothing neither nor nowhere hardly",
    es="no nunca jamás nadie nada ningún ninguno ninguna tampoco ni",
)
MODALS: Final = _sets(
    en="will would can could may might must shall should ought",
    es="puede pueden puedo podemos podría podrían podrá podrán debe deben debo debemos debería "
    "deberían deberá deberán",
)
QUALIFIERS: Final = _sets(
    en="if unless only except until without provided whether almost nearly barely some most all "
    "every always sometimes often rarely perhaps maybe probably possibly allegedly reportedly "
    "apparently likely unlikely many few several both half alleged partly fully entirely",
    es="si sólo solo solamente únicamente excepto salvo hasta sin casi apenas algunos algunas "
    "algún todos todas todo toda cada siempre quizás quizá probablemente posiblemente tal vez "
    "presunto presunta presuntamente supuestamente muchos muchas pocos pocas varios varias ambos "
    "parcialmente totalmente mayoría",
)
CONDITIONS: Final = _sets(
    en="if unless only except until without provided whether",
    es="si sólo solo solamente únicamente excepto salvo sin",
)
"""The qualifiers that make an alarm even where they go with a whole clause."""

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
    "which who whom whose what when where why how because since about into over up down out off",
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

_NONE: Final[frozenset[str]] = frozenset()
_CONDITIONAL_ENDINGS: Final = ("ría", "rías", "ríamos", "ríais", "rían")
_FUTURE_ENDINGS: Final = ("ré", "rás", "rá", "remos", "réis", "rán")
_PAST_ENDINGS: Final = ("ó", "aron", "ieron", "aba", "aban", "ía", "ían", "é", "í", "aste", "iste")
_PAST_EN: Final = word_set(
    "was were had did went said got made knew thought took saw came gave found told became left "
    "felt brought began kept held wrote stood heard meant met ran paid sat spoke led grew lost "
    "fell sent built understood drew broke spent rose drove bought wore chose swore fought won "
    "taught caught dealt sold stole threw shook forgot forgave froze hid lied died sang sank "
    "struck tore woke ate flew sought shot stuck arose bore bound"
)


def classify(word: str, language: str, *, is_name: bool = False) -> WordClass:
    """Returns the class of a comparable word; ``is_name`` says that it is written as a name."""
    if word.startswith(NUMBER_SIGN):
        return WordClass.NUMBER
    for word_class, lists in _LISTS:
        if word in lists.get(language, _NONE):
            return word_class
    return WordClass.NAME if is_name else WordClass.CONTENT


def is_condition(word: str, language: str) -> bool:
    """Returns whether the word opens or limits a condition ("if", "unless", "only")."""
    return word in CONDITIONS.get(language, _NONE)


def verb_form(word: str, language: str) -> VerbForm:
    """Returns the form that the ending of a verb shows; the caller knows that it is a verb."""
    if language == "en":
        past = word in _PAST_EN or (word.endswith("ed") and word not in IRREGULAR_EN)
        return VerbForm.PAST if past else VerbForm.OTHER
    if language == "es":
        if word.endswith(_CONDITIONAL_ENDINGS):
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
