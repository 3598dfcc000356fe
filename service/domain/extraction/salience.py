"""Who is being talked about at a place of an article."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.domain.extraction.people import People

_LATEST = 80
_OFTEN = 8
_CLEARLY = 0.5


class Salience:
    """Who is being talked about at a place, for pronouns; looks at the latest mentions only."""

    def __init__(self, people: People) -> None:
        """Gathers the mentions of each person under the fullest name; O(n log n) in names."""
        self.people = people
        self.places: dict[str, list[int]] = {}
        self.genders: dict[str, str | None] = {}
        for person in people.persons:
            name = people.full_name(person.name)
            full = people.person_named(name) or person
            if people.is_person(full) or people.is_person(person):
                self.places.setdefault(name, []).extend(person.places)
                known = self.genders.get(name)
                self.genders[name] = known or full.gender or person.gender
        for places in self.places.values():
            places.sort()
        self.mentions = sorted((at, name) for name, places in self.places.items() for at in places)
        self._mention_places = [at for at, _ in self.mentions]

    def _latest(self, at: int) -> set[str]:
        """Who is named among the latest mentions before a place."""
        last = bisect_left(self._mention_places, at)
        return {name for _, name in self.mentions[max(0, last - _LATEST) : last]}

    def named_between(self, start: int, end: int) -> set[str]:
        """Returns who is named in ``[start, end)``, the latest if they are many."""
        first = bisect_left(self._mention_places, start)
        last = bisect_left(self._mention_places, end)
        return {name for _, name in self.mentions[max(first, last - _LATEST) : last]}

    def introduced_between(self, start: int, end: int) -> set[str]:
        """Returns who is named for the first time in ``[start, end)``."""
        return {name for name in self.named_between(start, end) if self.places[name][0] >= start}

    def only_one_before(self, at: int) -> str | None:
        """Returns the one person named before a place, None if there are others."""
        named = self._latest(at)
        return named.pop() if len(named) == 1 else None

    def clearly(self, at: int, gender: str | None) -> str | None:
        """Returns who is spoken of at a place, None where two of them may be."""
        ranked = self.rank(at, gender)
        if len(ranked) == 1 or (ranked and ranked[0][0] - ranked[1][0] >= _CLEARLY):
            return ranked[0][1]
        return None

    def rank(self, at: int, gender: str | None) -> list[tuple[float, str]]:
        """Returns those who may be meant by a pronoun of this gender, best first.

        A score grows with how often and how near before the place a person was named.
        """
        reading = self.people.reading
        paragraph = reading.paragraph_at(at)
        ranked: list[tuple[float, str]] = []
        for name in self._latest(at):
            if gender and self.genders[name] not in {None, gender}:
                continue
            places = self.places[name]
            before = bisect_left(places, at)
            away = paragraph - reading.paragraph_at(places[before - 1])
            score = 1.0 / (1 + away) + min(before, _OFTEN) / _OFTEN
            score += 0.4 if gender and self.genders[name] == gender else 0.0
            ranked.append((score, name))
        return sorted(ranked, key=lambda pair: (-pair[0], pair[1]))
