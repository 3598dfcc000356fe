"""A name as an article writes it, and the titles that are given to it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Person:
    """One name as the article writes it: where it stands, the titles it was given."""

    name: str
    places: list[int] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    gender: str | None = None
    after_article: int = 0
    sir: int = 0
    madam: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """A title given to a person at a place, with the adjectives and places around it."""

    place: int
    person: Person
    adjectives: frozenset[str]
