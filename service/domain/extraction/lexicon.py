"""What attribution needs to know of a language; one table per language."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.model import Stance


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a word that introduces speech.

    ``mood``: "finite", "participle" (saying, diciendo), "infinitive" or "noun" (remarks).
    ``takes_clause``: a clause may follow it. ``noun_too``: the same form is also a plain noun.
    ``particle``: the word that must follow ("went on"). ``weak``: a verb of thought or stance, which
    gives way to any verb of speech in its sentence.
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
    """The closed classes and cue forms of one language, all in lower case."""

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
    attitudes: frozenset[str]
    subject_optional: bool = False

    @property
    def pronouns(self) -> frozenset[str]:
        """Every pronoun that may be a speaker."""
        return self.he | self.she | self.they | self.other_pronouns


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
}
