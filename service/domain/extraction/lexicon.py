"""What attribution needs to know of a language; one table per language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.domain.kinds import Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from service.domain.extraction.frames import Frame


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a word that introduces speech.

    ``mood``: "finite", "participle" (saying, diciendo), "infinitive" or "noun" (remarks).
    ``takes_clause``: a clause may follow it. ``noun_too``: the same form is also a plain noun.
    ``particle``: the word that must follow ("went on"). ``weak``: a verb of thought or stance,
    which gives way to any verb of speech in its sentence.
    """

    lemma: str
    stance: Stance
    mood: str
    takes_clause: bool = True
    noun_too: bool = False
    particle: str | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The closed classes and cue forms of one language, all in lower case.

    ``subject_optional``: a verb may stand without its subject. ``conjunction_only``: a reported
    clause needs a conjunction ("que"). ``comma_clause``: it may follow a comma (German).
    ``capital_nouns``: a capital does not make a name. ``frames``: words that are no cues of speech,
    with the complements that say what somebody thinks, wants or stands for. ``light_verbs`` carry
    a noun that has a frame ("expressed concern about").

    Made of the others: ``pronouns`` that may be a speaker, ``linking`` words that open a phrase or
    a clause, ``closed`` words that are no part of a noun phrase, ``untitled`` roles that are no
    titles.
    """

    language: str
    cues: dict[str, Cue]
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    other_pronouns: frozenset[str]
    relatives: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    subordinators: frozenset[str]
    between: frozenset[str]
    auxiliaries: frozenset[str]
    that: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    roles: frozenset[str]
    titles: frozenset[str]
    documents: frozenset[str]
    bodies: frozenset[str]
    times: frozenset[str]
    impersonal: frozenset[str]
    possessives: frozenset[str]
    not_names: frozenset[str]
    title_words: frozenset[str]
    nickname_words: frozenset[str]
    motto_words: frozenset[str]
    scare_words: frozenset[str]
    to_verbs: frozenset[str]
    object_to_verbs: frozenset[str]
    object_verbs: frozenset[str]
    frames: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)
    light_verbs: frozenset[str] = frozenset()
    subject_optional: bool = False
    conjunction_only: bool = False
    comma_clause: bool = False
    capital_nouns: bool = False
    pronouns: frozenset[str] = field(init=False)
    linking: frozenset[str] = field(init=False)
    closed: frozenset[str] = field(init=False)
    untitled: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Joins the classes that are asked for together; done once, for each word is asked for."""
        pronouns = self.he | self.she | self.they | self.other_pronouns
        linking = self.prepositions | self.conjunctions | self.that
        closed = linking | self.subordinators | self.between | self.relatives | pronouns
        object.__setattr__(self, "pronouns", pronouns)
        object.__setattr__(self, "linking", linking)
        object.__setattr__(self, "closed", closed)
        object.__setattr__(self, "untitled", self.roles - self.titles)


STANCES = {
    "neutral": Stance.NEUTRAL,
    "claims": Stance.CLAIMS,
    "denies": Stance.DENIES,
    "admits": Stance.ADMITS,
    "warns": Stance.WARNS,
    "promises": Stance.PROMISES,
    "orders": Stance.ORDERS,
    "asks": Stance.ASKS,
    "jokes": Stance.JOKES,
    "believes": Stance.BELIEVES,
    "wants": Stance.WANTS,
}


def make_cues(
    verbs: dict[str, str],
    nouns: dict[str, str],
    irregular: dict[str, str],
    regular: Callable[[str], tuple[str, str, str]],
    mark_only: frozenset[str] = frozenset(),
) -> dict[str, Cue]:
    """Returns the cue forms of a language.

    ``verbs`` and ``nouns`` list lemmas by stance. ``irregular`` gives "finite forms|gerund|past
    participle" of a lemma, ``regular`` makes the same three for any other. A form listed earlier
    keeps its first reading. Lemmas in ``mark_only`` introduce marked words but no clause.
    """
    cues: dict[str, Cue] = {}
    for name, lemmas in nouns.items():
        for noun in lemmas.split():
            cues[noun] = Cue(noun, STANCES[name], "noun", takes_clause=False)
    for name, lemmas in verbs.items():
        for lemma in lemmas.split():
            given = irregular.get(lemma)
            finite, gerund, past = given.split("|") if given else regular(lemma)
            forms = [(form, "finite") for form in finite.split()]
            forms += [(gerund, "participle"), (past, "perfect"), (lemma, "infinitive")]
            for form, mood in forms:
                stance = STANCES[name]
                weak = stance is Stance.BELIEVES
                cues.setdefault(form, Cue(lemma, stance, mood, lemma not in mark_only, weak=weak))
    return cues
