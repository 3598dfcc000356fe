"""A name as an article writes it, and the titles that are given to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.domain.text.lexicon import word_set

MALE_TITLES = word_set("mr sr señor don king prince monsieur herr signor congressman chairman")
FEMALE_TITLES = word_set(
    "mrs ms miss sra señora doña queen princess presidenta ministra senadora congresswoman"
    " chairwoman spokeswoman portavoza vocera alcaldesa gobernadora jueza frau signora madame"
)
SHORT_TITLES = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "sec": "secretary",
    "pres": "president",
    "amb": "ambassador",
}


@dataclass(slots=True)
class Person:
    """One name as the article writes it: where it stands, the titles it was given.

    ``words`` are those of the name as titles are listed.
    """

    name: str
    words: tuple[str, ...] = ()
    places: list[int] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    gender: str | None = None
    after_article: int = 0
    sir: int = 0
    madam: int = 0


@dataclass(frozen=True, slots=True)
class NameRun:
    """What a run of capitals was read as, wherever it stands in an article.

    ``keys`` are the folded words of the name, none where it names nobody; ``skipped`` counts the
    words before the name, ``titles`` are those among them, spelled out, ``adjectives`` the others.
    ``placed``: it is a country or a body alone.
    """

    name: str
    keys: tuple[str, ...]
    skipped: int
    titles: frozenset[str]
    adjectives: frozenset[str]
    placed: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A title given to a person at a place, with the adjectives and places around it."""

    place: int
    person: Person
    adjectives: frozenset[str]
