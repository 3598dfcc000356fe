"""Whether "que" behind a verb of speech opens what was said, in Romance languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.epithets import BODIES, EPITHETS, INDEFINITE
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.phrases import Phrases

# "antes de que", "para que", "más que": no clause that anybody reported.
_OTHER_THAN_SAID = word_set(
    "antes después para sin hasta desde mientras ya puesto siempre tal tan tanto tanta más menos"
    " mejor peor mayor menor lo la los las el al por igual aunque así avant après pour sans jusqu'"
    " plus moins tandis alors bien antes depois para sem até mais menos prima dopo senza finché"
    " più meno ancora dato"
)
_OPENS_OTHER = word_set(
    "antes después pesar pese fin caso debido gracias efecto hecho avant fin condition depois fim"
    " prima dopo fatto"
)
_OF = word_set("de a en d' di em")
# What stands in front of a clause as its question word, and only soon behind the verb.
_QUESTIONS = word_set("si cómo por se come comment")
_SOON = 3
# "solicitó un informe sobre las causas que": what is asked for, not who speaks.
_ABOUT = word_set("sobre acerca sur su")
_WHY = word_set("qué quoi quê")
# Nobody in particular says what follows: "cabe destacar que".
_IMPERSONAL = word_set("cabe cabría conviene convendría toca basta cabe importa faut vale resta")
_HAS_TO = (("hay", "que"), ("habría", "que"), ("es", "de"), ("il", "faut"), ("há", "que"))


def may_reach(phrases: Phrases, cue: int, that: int) -> bool:
    """Whether the conjunction at ``that`` opens what the verb at ``cue`` reports.

    Between them may stand the subject, adverbs, times, places and who was told; an object makes it
    a relative pronoun: "ordenó la retirada de los menores que".
    """
    words, lexicon = phrases.words, phrases.lexicon
    lower = words[that].lower
    if lower in _QUESTIONS:
        why = lower != "por" or (that + 1 < len(words) and words[that + 1].lower in _WHY)
        if not why or that - cue > _SOON:
            return False
    if that == cue + 1:
        return True
    before = words[that - 1].lower
    if before in _OTHER_THAN_SAID or "," in words[that].gap:
        return False
    if before in _OF and words[that - 2].lower in _OPENS_OTHER and that - 2 > cue:
        return False
    inner = range(cue + 1, that)
    if any(words[at].lower in lexicon.that or words[at].lower in lexicon.relatives for at in inner):
        return False
    return not _takes_object(phrases, cue + 1, that)


def _takes_object(phrases: Phrases, first: int, that: int) -> bool:
    """Whether a noun that cannot speak follows the verb without a preposition."""
    words, lexicon = phrases.words, phrases.lexicon
    articles = lexicon.determiners - lexicon.prepositions
    at = first
    while at < that and phrases.is_between(at) and words[at].lower not in articles:
        at += 1
    if at >= that or words[at].lower in lexicon.prepositions:
        return False
    if words[at].lower in INDEFINITE or words[at].text.isdigit():
        return not _may_speak(phrases, at + 1, that)
    if words[at].lower in lexicon.times:
        return False
    return not _may_speak(phrases, at, that)


def _may_speak(phrases: Phrases, first: int, that: int) -> bool:
    """Whether a name, a person, a body, a document or a time heads the words from here."""
    words, lexicon = phrases.words, phrases.lexicon
    for at in range(first, that):
        lower = words[at].lower
        if at > first and lower in lexicon.prepositions:
            return False
        if phrases.is_name(at) or lower in lexicon.pronouns - lexicon.determiners:
            return True
        if lower in lexicon.documents:
            return not any(words[k].lower in _ABOUT for k in range(at + 1, that))
        known = (lexicon.roles, lexicon.bodies, lexicon.times)
        if any(lower in group for group in known) or lower in EPITHETS or lower in BODIES:
            return True
    return False


def is_impersonal(phrases: Phrases, cue: int) -> bool:
    """Whether an infinitive is said of nobody: "cabe destacar que", "hay que recordar que"."""
    words = phrases.words
    if cue < 1 or not phrases.is_glued(cue):
        return False
    if words[cue - 1].lower in _IMPERSONAL:
        return True
    return cue > 1 and (words[cue - 2].lower, words[cue - 1].lower) in _HAS_TO
