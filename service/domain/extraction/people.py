"""Who is named in an article, and whom a surname, a pronoun or a title stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from service.domain.extraction.first_names import gender_of
from service.domain.extraction.name_runs import GENITIVES
from service.domain.extraction.naming import (
    KINDS,
    NO_SPEAKERS,
    PLACE_STARTS,
    PLACES,
    Naming,
    callings_of,
    fold_word,
    is_family_first,
)
from service.domain.extraction.persons import (
    FEMALE_TITLES,
    MALE_TITLES,
    SHORT_TITLES,
    Held,
    NameRun,
    Person,
)
from service.domain.extraction.phrases import Phrase, Phrases, bare, is_possessive
from service.domain.text.names import BODIES, NameRelation, compare_names, fold_name

if TYPE_CHECKING:
    from service.domain.extraction.reading import Reading, Word

__all__ = ["Held", "People", "Person", "fold_word", "owner_inside"]

_NO_TITLES = frozenset[str]()
_LOOK_BACK = 6
# "el presidente de la Junta de Andalucía, Ana Roa": how far before a name its title may stand.
_TITLE_BACK = 9
# As in: Sen. Ana Torres (R-Ky.)
_PARTY = re.compile(r"[RDI]-[A-Z]")
_BODY_ENDS = BODIES - {"mills", "house"}
_HOME = frozenset({"of", "from"})
# In a heading a surname often opens the sentence.
_HEADING_SENTENCES = 2
_NAMESAKES = 40
_AHEAD = 10
_ACRONYM = 3
_COMPATIBLE = frozenset({NameRelation.SAME, NameRelation.COMPATIBLE})


class People(Naming):
    """The names of one article."""

    def __init__(self, reading: Reading, phrases: Phrases) -> None:
        """Collects the names in order of place; O(words)."""
        super().__init__(reading, phrases)
        self.persons: list[Person] = []
        self._by_name: dict[str, Person] = {}
        self._by_word: dict[str, list[Person]] = {}
        self._held: dict[str, list[Held]] = {}
        lexicon = reading.lexicon
        self.descriptions, self._known_titles = callings_of(lexicon.language)
        self._full_names: dict[tuple[str, str | None], str] = {}
        self._by_first: dict[str, list[Person]] = {}
        self._by_initials: dict[str, str] = {}
        self._runs: dict[str, NameRun] = {}
        self._collect()
        self._full_names.clear()

    def full_name(self, name: str, gender: str | None = None) -> str:
        """Returns the most usual longer form of a name in this article, else the name itself.

        ``gender`` ("m" or "f") is what a title before the name tells: Mrs. Roa is not Luis Roa.
        """
        key = name, gender
        if key not in self._full_names:
            long = self._by_initials.get(name) if len(name) >= _ACRONYM else None
            self._full_names[key] = long or self._find_full_name(name, gender)
        return self._full_names[key]

    def _find_full_name(self, name: str, gender: str | None) -> str:
        folded = fold_name(name).split()
        if not folded:
            return name
        own = self.person_named(name)
        if gender is None and own is not None:
            gender = own.gender
        candidates = [
            person
            for person in self._by_word.get(folded[-1], [])[:_NAMESAKES]
            if compare_names(person.name, name) in _COMPATIBLE
            and (gender is None or person.gender in {None, gender})
        ]
        if not any(" " in person.name for person in candidates):
            return self._by_given_name(folded) or name
        best = max(
            candidates,
            key=lambda person: (" " in person.name, len(person.places) > 1, -person.places[0]),
        )
        if "jr" not in folded:
            best = self._elder(best, candidates)
        return best.name if len(fold_name(best.name).split()) >= len(folded) else name

    def _by_given_name(self, folded: list[str]) -> str | None:
        """The one person whose first name stands alone, or whose family name comes first."""
        if len(folded) > 1:
            return None
        found = {person.name: person for person in self._by_first.get(folded[0], [])}
        named = [one for one in found.values() if self.is_person(one)]
        longest = max(named, key=lambda one: len(one.name.split()), default=None)
        if longest is None or any(
            compare_names(one.name, longest.name) not in _COMPATIBLE for one in named
        ):
            return None
        given = gender_of(folded[0]) is not None
        return longest.name if given or is_family_first(longest.name) else None

    def _elder(self, best: Person, candidates: list[Person]) -> Person:
        """The father, where a son of the same first name is named too."""
        first, last = fold_name(best.name).split()[0], fold_name(best.name).split()[-1]
        if last != "jr":
            return best
        elders = (
            person
            for person in candidates
            if " " in person.name
            and fold_name(person.name).split()[0] == first
            and fold_name(person.name).split()[-1] != "jr"
        )
        return next(elders, best)

    def gender_in(self, phrase: Phrase) -> str | None:
        """Returns what a title in a phrase tells: "f" for "Mrs. Roa"; None for "Senator Roa"."""
        titles = {fold_word(word.text) for word in self.reading.words[phrase.first : phrase.last]}
        if titles & MALE_TITLES:
            return "m"
        return "f" if titles & FEMALE_TITLES else None

    def person_named(self, name: str | None) -> Person | None:
        """Returns the entry of exactly this name."""
        return self._by_name.get(name) if name else None

    def holders(self, title: str, at: int) -> list[Held]:
        """Returns who was given this title near a place, in order of place."""
        held = self._held.get(title, [])
        here = bisect_left(held, at, key=lambda entry: entry.place)
        return held[max(0, here - _NAMESAKES) : here + _AHEAD]

    def named_with(self, word: str) -> list[Person]:
        """Returns the names that hold this lower-case word."""
        return self._by_word.get(word, [])

    def is_person(self, person: Person) -> bool:
        """Whether a name is taken for a person's."""
        words = person.words
        titled = person.sir + person.madam > 0
        if len(words) > 1 and not titled and (words[0] in PLACE_STARTS or words[-1] in _BODY_ENDS):
            return False
        if person.gender:
            return True
        if not self.reading.lexicon.impersonal.isdisjoint(words):
            return False
        if person.titles:
            return True
        return len(words) > 1 and person.after_article * 2 <= len(person.places)

    def is_evident(self, name: str) -> bool:
        """Whether more than two capitals tell that a full name is a person's.

        A first name, a title, or the surname that stands alone elsewhere.
        """
        person = self.person_named(name)
        if person is None:
            return False
        alone = self.person_named(person.name.split()[-1])
        return bool(person.gender or person.titles or alone is not None)

    def may_be_person(self, person: Person) -> bool:
        """Whether a name is a person's, or at least no body's as far as it can be seen."""
        if self.is_person(person):
            return True
        plain = " " not in person.name and not person.name.isupper() and not person.after_article
        plain = plain and person.name in self.phrases.inner_capitals
        return plain and bare(person.name.lower()) not in self.reading.lexicon.impersonal

    def name_inside(self, phrase: Phrase) -> str | None:
        """Returns the name that heads a phrase, without titles, or None for a description."""
        words = self.reading.words
        index = phrase.last - 1
        if not self.phrases.is_name(index):
            return None
        first = self.phrases.name_left(index, phrase.first)
        at = first - 1
        lexicon = self.reading.lexicon
        while at > phrase.first and words[at].lower in self.articles:
            at -= 1
        before = words[at].lower if at > phrase.first else ""
        place = self.place_words(first, phrase.last)
        if place:
            return self.written(first + place, phrase.last)
        if before in lexicon.prepositions:
            return self._head_name(phrase.first, at)
        run = words[first : phrase.last]
        folded = [fold_word(word.text) for word in run]
        skipped = self.titles_in(folded)
        alone = len(run) - skipped == 1 and folded[-1] in lexicon.titles
        if alone or (not skipped and self._is_office(run)):
            return None
        if lexicon.capital_nouns and (
            words[first + skipped].lower in lexicon.roles
            or (first > phrase.first and first + 1 == phrase.last)
        ):
            return None
        name = self.written(first + skipped, phrase.last)
        nobody = self.english and self._names_nobody(name, phrase.last - 1)
        return None if nobody else name

    def _names_nobody(self, name: str, index: int) -> bool:
        """Whether a run is a place, a title or a people, or a plural that opens a sentence."""
        words = fold_word(name).split()
        if NO_SPEAKERS.issuperset(words) or words[-1] in SHORT_TITLES:
            return True
        plural = len(words) == 1 and words[0].endswith("s") and not words[0].endswith("ss")
        opens = index in self.phrases.openings and not self.phrases.is_known(index)
        opens = opens and len(self.reading.sentences) > _HEADING_SENTENCES
        common = (plural and opens) or KINDS.issuperset(words)
        return common and not any(" " in one.name for one in self._by_word.get(words[-1], []))

    def _is_office(self, run: list[Word]) -> bool:
        """Whether a run is a title with what it is for: "Ministro de Energía de Fiyi"."""
        lexicon = self.reading.lexicon
        titled = run[0].lower in lexicon.titles or run[0].lower in self.descriptions
        linked = any(word.lower in GENITIVES and not word.capital for word in run)
        return lexicon.conjunction_only and titled and linked

    def _head_name(self, first: int, at: int) -> str | None:
        """The person before "of Ohio" or "from Ohio", when these words do not belong to a name."""
        lower = self.reading.words[at].lower
        if lower not in _HOME or not self.phrases.is_name(at - 1):
            return None
        name = self.name_inside(Phrase(first, at))
        person = self.person_named(name)
        return name if person is not None and self.is_person(person) else None

    def _collect(self) -> None:
        done = 0
        count = len(self.reading.words)
        for index in self.phrases.capital_places:
            if index < done or not self.phrases.is_name(index) or self.phrases.is_loud(index):
                continue
            done = self.phrases.name_right(index, count)
            self._add(index, done)
        for person in self.persons:
            self._settle(person)

    def _settle(self, person: Person) -> None:
        """Takes the gender of the titles; of a bare surname only if most mentions bear one.

        Where "Mrs. Trump" stands once among many a "Trump", the others are not her.
        """
        least = 1 if " " in person.name else (len(person.places) + 1) // 2
        if person.sir >= max(person.madam, least):
            person.gender = "m"
        elif person.madam >= least:
            person.gender = "f"
        elif person.gender is None and " " not in person.name:
            alone = len(self._by_word.get(fold_name(person.name), [])) == 1
            lower = bare(person.name.lower())
            placed = lower in PLACES or lower in self.no_persons
            person.gender = gender_of(fold_name(person.name)) if alone and not placed else None
        if " " in person.name:
            initials = "".join(word[0] for word in person.name.split() if word[0].isupper())
            self._by_initials.setdefault(initials, person.name)

    def _add(self, first: int, last: int) -> None:
        first += self.place_words(first, last)
        words = self.reading.words
        place = words[first].start
        written = self.reading.text[place : words[last - 1].end]
        run = self._runs.get(written)
        if run is None:
            run = self._runs[written] = self._read_run(first, last)
        if not run.keys:
            return
        person = self._by_name.get(run.name) or self._introduce(run)
        person.places.append(words[min(first + run.skipped, last - 1)].start)
        before = words[first - 1].lower if first else ""
        person.after_article += not run.skipped and before in self.reading.lexicon.determiners
        titles = run.titles | self._titles_before(first)
        behind = last < len(words) and words[last].gap.strip() == ","
        if behind and not run.placed:
            titles |= self._titles_after(last)
        if titles:
            self._hold(person, place, titles, run.adjectives)
        self._describe(person, first, last, behind=behind)

    def _read_run(self, first: int, last: int) -> NameRun:
        """Reads a run of capitals that has not stood in the article before."""
        lexicon = self.reading.lexicon
        folded = [fold_word(word.text) for word in self.reading.words[first:last]]
        skipped = self.titles_in(folded)
        name = self.written(first + skipped, last)
        keys = tuple(fold_name(name).split())
        nobody = _PARTY.match(name) or (self.english and NO_SPEAKERS.issuperset(keys))
        titles = frozenset(SHORT_TITLES.get(word, word) for word in folded[:skipped])
        if "vice" in titles:
            titles -= {"president", "presidente", "presidenta"}
        adjectives = frozenset(folded[:skipped]) - lexicon.titles
        # "con China, el embajador dijo": what follows a country or a body is not its title.
        placed = lexicon.impersonal.issuperset(folded)
        return NameRun(name, () if nobody else keys, skipped, titles, adjectives, placed)

    def _hold(
        self, person: Person, place: int, titles: frozenset[str], adjectives: frozenset[str]
    ) -> None:
        person.titles |= titles & self._known_titles
        for title in titles & self.reading.lexicon.titles:
            self._held.setdefault(title, []).append(Held(place, person, adjectives))
        person.sir += not titles.isdisjoint(MALE_TITLES)
        person.madam += not titles.isdisjoint(FEMALE_TITLES)

    def _describe(self, person: Person, first: int, last: int, *, behind: bool) -> None:
        """Notes what a person is called before the name or behind it: "a former guerrilla".

        ``behind``: a comma follows the name.
        """
        words = self.reading.words
        found: set[str] = set()
        if first and words[first - 1].lower in self.descriptions and self.phrases.is_glued(first):
            found.add(words[first - 1].lower)
        for at in range(last, min(len(words), last + _LOOK_BACK) if behind else last):
            if at > last and not words[at].gap.isspace():
                break
            if words[at].lower in self.descriptions:
                found.add(words[at].lower)
        for word in sorted(found):
            self._held.setdefault(word, []).append(Held(words[first].start, person, frozenset()))

    def _titles_before(self, first: int) -> frozenset[str]:
        """Titles that lead to a name: "el presidente de Colombia, Gustavo Petro"."""
        words, lexicon = self.reading.words, self.reading.lexicon
        parted = words[first].gap.strip()
        if not first or parted not in {"", ","} or not self._may_lead(first - 1):
            return _NO_TITLES
        governor = first - 1
        while governor > 0 and words[governor].lower in self.articles:
            governor -= 1
        governed = governor >= 0 and words[governor].lower in lexicon.prepositions
        if governed and not parted:
            return _NO_TITLES
        for at in range(first - 1, max(-1, first - _TITLE_BACK), -1):
            gap = words[at + 1].gap.strip()
            if gap and not (gap == "," and at == first - 1):
                break
            lower = words[at].lower
            if lower in lexicon.titles:
                return frozenset({lower})
            if not self._may_lead(at):
                break
        return _NO_TITLES

    def _may_lead(self, at: int) -> bool:
        """Whether a word is a title, or may stand between one and the name behind it."""
        lower, lexicon = self.reading.words[at].lower, self.reading.lexicon
        linked = lower in lexicon.prepositions or lower in lexicon.determiners
        return linked or lower in lexicon.titles or self.phrases.is_name(at)

    def _titles_after(self, last: int) -> set[str]:
        """Titles in an apposition behind a comma: "Gustavo Petro, the Colombian president,"."""
        words = self.reading.words
        found: set[str] = set()
        for at in range(last, min(len(words), last + _LOOK_BACK)):
            if at > last and words[at].gap.strip():
                break
            if words[at].lower in self.reading.lexicon.titles:
                found.add(words[at].lower)
        return found

    def _introduce(self, run: NameRun) -> Person:
        """Notes a name that stands here for the first time."""
        name, keys = run.name, run.keys
        words = tuple(fold_word(word) for word in name.split())
        person = Person(name, words, gender=gender_of(keys[0]) if len(keys) > 1 else None)
        self.persons.append(person)
        self._by_name[name] = person
        for key in set(keys[1:] if len(keys) > 1 else keys):
            self._by_word.setdefault(key, []).append(person)
        if len(keys) > 1:
            self._by_first.setdefault(keys[0], []).append(person)
        return person


def owner_inside(people: People, phrase: Phrase) -> str | None:
    """Returns the name in the genitive that a phrase begins with: "Trump's warnings"."""
    for index in range(phrase.first, phrase.last):
        if is_possessive(people.reading.words[index].text) and people.phrases.is_name(index):
            return people.name_inside(Phrase(phrase.first, index + 1))
    return None
