"""Who is named in an article, and whom a surname, a pronoun or a title stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.domain.extraction.first_names import gender_of
from service.domain.extraction.name_runs import GENITIVES
from service.domain.extraction.phrases import Phrase, Phrases, bare, is_possessive
from service.domain.text.lexicon import word_set
from service.domain.text.names import NameRelation, compare_names, fold_name, title_words

if TYPE_CHECKING:
    from service.domain.extraction.reading import Reading

_MALE_TITLES = word_set("mr sr señor don king prince monsieur herr signor congressman chairman")
_FEMALE_TITLES = word_set(
    "mrs ms miss sra señora doña queen princess presidenta ministra senadora congresswoman"
    " chairwoman spokeswoman portavoza vocera alcaldesa gobernadora jueza frau signora madame"
)
_SHORT_TITLES = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "sec": "secretary",
    "pres": "president",
    "amb": "ambassador",
}
_LOOK_BACK = 6
# "el presidente de la Junta de Andalucía, Ana Roa": how far before a name its title may stand.
_TITLE_BACK = 9
# What stands before names and is no part of them, beyond what names are compared without.
_FRONT = word_set(
    "reuters afp efe ansa dpa lusa ap reverendo padre pastor inspector inspectora comisario"
    " comisaria profesor profesora capitan sargento teniente entrenador cabo magistrado magistrada"
    " docteur professeur maitre soeur pere abbe doutor doutora professor professora frei irma"
    " delegado delegada dottore dottoressa avvocato ingegnere professore suor don donna onorevole"
    " pater schwester bischof kardinal staatsanwalt trainer oberburgermeister burgermeister"
    " coach detective pastor deputy constable"
)
_FRONT_FRENCH = word_set("m mm me dr pr")
_COMPOUND = ("minister", "ministerin", "prasident", "prasidentin", "kanzler", "kanzlerin", "chef")
_FROM = ["angaben", "von"]
# As in: Sen. Ana Torres (R-Ky.)
_PARTY = re.compile(r"[RDI]-[A-Z]")
_SAINTS = word_set("san santa santo são saint st")
_NAMESAKES = 40
_AHEAD = 10
_ACRONYM = 3
_COMPATIBLE = frozenset({NameRelation.SAME, NameRelation.COMPATIBLE})


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


class People:
    """The names of one article."""

    def __init__(self, reading: Reading, phrases: Phrases) -> None:
        """Collects the names in order of place; O(words)."""
        self.reading = reading
        self.phrases = phrases
        self.persons: list[Person] = []
        self._by_name: dict[str, Person] = {}
        self._by_word: dict[str, list[Person]] = {}
        self._held: dict[str, list[Held]] = {}
        lexicon = reading.lexicon
        self.articles = lexicon.determiners - lexicon.prepositions
        self.front = _FRONT | (_FRONT_FRENCH if lexicon.language == "fr" else frozenset())
        self.descriptions = lexicon.roles - lexicon.bodies - lexicon.documents - lexicon.titles
        self._full_names: dict[str, str] = {}
        self._by_initials: dict[str, str] = {}
        # What a run of capitals was read as: its name, the name's words, the titles in front.
        self._runs: dict[str, tuple[str, list[str], list[str]]] = {}
        self._collect()
        self._full_names.clear()

    def full_name(self, name: str) -> str:
        """Returns the most usual longer form of a name in this article, else the name itself."""
        if name not in self._full_names:
            long = self._by_initials.get(name) if len(name) >= _ACRONYM else None
            self._full_names[name] = long or self._find_full_name(name)
        return self._full_names[name]

    def _find_full_name(self, name: str) -> str:
        folded = fold_name(name).split()
        if not folded:
            return name
        own = self.person_named(name)
        gender = own.gender if own is not None else None
        candidates = [
            person
            for person in self._by_word.get(folded[-1], [])[:_NAMESAKES]
            if compare_names(person.name, name) in _COMPATIBLE
            and (gender is None or person.gender in {None, gender})
        ]
        if not candidates:
            return name
        best = max(
            candidates,
            key=lambda person: (" " in person.name, len(person.places) > 1, -person.places[0]),
        )
        if "jr" not in folded:
            best = self._elder(best, candidates)
        return best.name if len(fold_name(best.name).split()) >= len(folded) else name

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
        if person.gender:
            return True
        words = [bare(word.lower()) for word in person.name.split()]
        if any(word in self.reading.lexicon.impersonal for word in words):
            return False
        if person.titles:
            return True
        return len(words) > 1 and person.after_article * 2 <= len(person.places)

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
        place = self._place_words(first, phrase.last)
        if place:
            return self._written(first + place, phrase.last)
        if before in lexicon.prepositions:
            return None
        run = words[first : phrase.last]
        folded = [fold_word(word.text) for word in run]
        skipped = self._titles_in(folded)
        if len(run) - skipped == 1 and folded[-1] in lexicon.titles:
            return None
        if lexicon.capital_nouns and (
            words[first + skipped].lower in lexicon.roles
            or (first > phrase.first and first + 1 == phrase.last)
        ):
            return None
        return self._written(first + skipped, phrase.last)

    def _titles_in(self, folded: list[str]) -> int:
        """How many words at the front of a run are titles, or no part of the name that follows."""
        folded = [fold_name(word) for word in folded]
        first = next((at for at, word in enumerate(folded) if gender_of(word) is not None), 0)
        before = folded[first - 1] if 0 < first < len(folded) - 1 else ""
        if before and (
            before in self.front or before.endswith(_COMPOUND) or folded[first - 2 : first] == _FROM
        ):
            return first
        if len(folded) > 1 and folded[0] in self.front:
            return 1 + title_words(folded[1:])
        return title_words(folded)

    def _place_words(self, first: int, last: int) -> int:
        """How many words of a run are what a title is of: "primer ministro de Fiyi Juan Roa"."""
        words = self.reading.words
        at = first - 1
        while at > 0 and words[at].lower in self.articles:
            at -= 1
        if at < 0 or words[at].lower not in GENITIVES or not self.phrases.is_glued(first):
            return 0
        known = [gender_of(fold_name(word.text)) is not None for word in words[first:last]]
        if True not in known[1:-1] or known[0]:
            return 0
        size = known.index(True)
        return 0 if words[first + size - 1].lower in _SAINTS else size

    def _written(self, first: int, last: int) -> str:
        """Returns the words ``[first, last)`` as written, without a genitive at the end."""
        words = self.reading.words
        return " ".join(bare(self.reading.text[words[first].start : words[last - 1].end]).split())

    def _collect(self) -> None:
        done = 0
        count = len(self.reading.words)
        for index in self.phrases.capital_places:
            if index < done or not self.phrases.is_name(index):
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
        if " " in person.name:
            initials = "".join(word[0] for word in person.name.split() if word[0].isupper())
            self._by_initials.setdefault(initials, person.name)

    def _add(self, first: int, last: int) -> None:
        first += self._place_words(first, last)
        words = self.reading.words[first:last]
        run = self.reading.text[words[0].start : words[-1].end]
        if run not in self._runs:
            folded = [fold_word(word.text) for word in words]
            skipped = self._titles_in(folded)
            name = self._written(first + skipped, last)
            self._runs[run] = name, fold_name(name).split(), folded[:skipped]
        name, keys, in_front = self._runs[run]
        if not keys or _PARTY.match(name):
            return
        skipped = len(in_front)
        person = self._known(name, keys)
        person.places.append(words[min(skipped, len(words) - 1)].start)
        before = self.reading.words[first - 1].lower if first else ""
        person.after_article += skipped == 0 and before in self.reading.lexicon.determiners
        own = {_SHORT_TITLES.get(word, word) for word in in_front}
        if "vice" in own:
            own -= {"president", "presidente", "presidenta"}
        titles = own | self._titles_before(first) | self._titles_after(last)
        self._hold(person, words[0].start, titles, frozenset(in_front))
        self._describe(person, first, last)
        person.sir += bool(titles & _MALE_TITLES)
        person.madam += bool(titles & _FEMALE_TITLES)

    def _hold(self, person: Person, place: int, titles: set[str], run: frozenset[str]) -> None:
        known = self.reading.lexicon.titles
        person.titles |= titles & (known | _MALE_TITLES | _FEMALE_TITLES)
        adjectives = run - known
        for title in titles & known:
            self._held.setdefault(title, []).append(Held(place, person, adjectives))

    def _describe(self, person: Person, first: int, last: int) -> None:
        """Notes what a person is called before the name or behind it: "a former guerrilla"."""
        words = self.reading.words
        place = words[first].start
        before = words[first - 1].lower if first and self.phrases.is_glued(first) else ""
        found = {before} & self.descriptions
        if last < len(words) and words[last].gap.strip() == ",":
            for at in range(last, min(len(words), last + _LOOK_BACK)):
                if at > last and not words[at].gap.isspace():
                    break
                if words[at].lower in self.descriptions:
                    found.add(words[at].lower)
        for word in sorted(found):
            self._held.setdefault(word, []).append(Held(place, person, frozenset()))

    def _titles_before(self, first: int) -> set[str]:
        """Titles that lead to a name: "el presidente de Colombia, Gustavo Petro"."""
        words, lexicon = self.reading.words, self.reading.lexicon
        governor = first - 1
        while governor > 0 and words[governor].lower in self.articles:
            governor -= 1
        governed = governor >= 0 and words[governor].lower in lexicon.prepositions
        if governed and not words[first].gap.strip():
            return set()
        for at in range(first - 1, max(-1, first - _TITLE_BACK), -1):
            gap = words[at + 1].gap.strip()
            if gap and not (gap == "," and at == first - 1):
                break
            lower = words[at].lower
            if lower in lexicon.titles:
                return {lower}
            linked = lower in lexicon.prepositions or lower in lexicon.determiners
            if not (linked or self.phrases.is_name(at)):
                break
        return set()

    def _titles_after(self, last: int) -> set[str]:
        """Titles in a short apposition: "Gustavo Petro, the Colombian president,"."""
        words = self.reading.words
        found: set[str] = set()
        if last < len(words) and words[last].gap.strip() == ",":
            for at in range(last, min(len(words), last + _LOOK_BACK)):
                if at > last and words[at].gap.strip():
                    break
                if words[at].lower in self.reading.lexicon.titles:
                    found.add(words[at].lower)
        return found

    def _known(self, name: str, keys: list[str]) -> Person:
        known = self._by_name.get(name)
        if known is not None:
            return known
        person = Person(name, gender=gender_of(keys[0]) if len(keys) > 1 else None)
        self.persons.append(person)
        self._by_name[name] = person
        for key in set(keys[1:] if len(keys) > 1 else keys):
            self._by_word.setdefault(key, []).append(person)
        return person


def fold_word(text: str) -> str:
    """Returns one word of a name as titles are listed: lower case, no dots, no genitive."""
    return bare(text.lower()).replace(".", "")


def owner_inside(people: People, phrase: Phrase) -> str | None:
    """Returns the name in the genitive that a phrase begins with: "Trump's warnings"."""
    for index in range(phrase.first, phrase.last):
        if is_possessive(people.reading.words[index].text) and people.phrases.is_name(index):
            return people.name_inside(Phrase(phrase.first, index + 1))
    return None
