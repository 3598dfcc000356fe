"""Who is named in an article, and whom a surname, a pronoun or a title stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.domain.extraction.first_names import gender_of
from service.domain.extraction.phrases import Phrase, Phrases, bare, is_possessive
from service.domain.text.names import NameRelation, compare_names, fold_name, title_words

if TYPE_CHECKING:
    from service.domain.extraction.reading import Reading

_SENTENCES_BACK = 4
_MALE_TITLES = frozenset({"mr", "sr", "señor", "don", "king", "prince", "monsieur", "herr"})
_FEMALE_TITLES = frozenset(
    {"mrs", "ms", "miss", "sra", "señora", "doña", "queen", "presidenta", "ministra", "senadora"}
)


@dataclass(slots=True)
class Person:
    """One name of the article: its fullest form, where it stands, the titles it was given."""

    name: str
    places: list[int] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a phrase was resolved to; ``how`` is name, surname, pronoun, title or none."""

    name: str | None
    how: str


class People:
    """The names of one article."""

    def __init__(self, reading: Reading, phrases: Phrases) -> None:
        """Collects the names in order of place; O(words)."""
        self.reading = reading
        self.phrases = phrases
        self.last_place = 0
        self.persons: list[Person] = []
        self._by_word: dict[str, list[Person]] = {}
        self._by_title: dict[str, list[tuple[int, Person, frozenset[str]]]] = {}
        self._collect()

    def resolve(self, phrase: Phrase, last_speaker: str | None) -> Resolved:
        """Returns whom a phrase names; ``last_speaker`` is who spoke before it."""
        reading = self.reading
        words = reading.words[phrase.first : phrase.last]
        lexicon = reading.lexicon
        if len(words) == 1 and words[0].lower in lexicon.pronouns | lexicon.possessives:
            return self._resolve_pronoun(phrase.first, last_speaker)
        name = self._name_inside(phrase)
        if name is not None:
            full = self.full_name(name)
            return Resolved(full, "name" if full == name else "surname")
        return self._resolve_title(phrase, last_speaker)

    def implied(self, at: int, last_speaker: str | None) -> Resolved:
        """Returns who is meant where the language leaves the subject out."""
        if last_speaker is not None and self._is_near(at):
            return Resolved(last_speaker, "implied")
        person = self._subject_before(at, None)
        name = self.full_name(person.name) if person else last_speaker
        return Resolved(name, "implied")

    def full_name(self, name: str) -> str:
        """Returns the most usual longer form of a name in this article, else the name itself."""
        folded = fold_name(name).split()
        if not folded:
            return name
        candidates = [
            person
            for person in self._by_word.get(folded[-1], [])
            if compare_names(person.name, name) in {NameRelation.SAME, NameRelation.COMPATIBLE}
        ]
        if not candidates:
            return name
        best = max(
            candidates,
            key=lambda person: (" " in person.name, len(person.places), len(person.name)),
        )
        return best.name if len(fold_name(best.name).split()) >= len(folded) else name

    def _collect(self) -> None:
        reading, phrases = self.reading, self.phrases
        index = 0
        count = len(reading.words)
        while index < count:
            if not phrases.is_name(index):
                index += 1
                continue
            last = phrases.name_right(index, count)
            self._add(index, last)
            index = last

    def _add(self, first: int, last: int) -> None:
        words = self.reading.words[first:last]
        folded = [fold_name_word(word.text) for word in words]
        skipped = title_words(folded)
        kept = [bare(word.text) for word in words[skipped:]]
        name = " ".join(kept)
        keys = fold_name(name).split()
        if not keys:
            return
        person = self._known(name, keys)
        person.places.append(words[skipped].start if skipped < len(words) else words[0].start)
        titles = set(folded[:skipped])
        before = self.reading.words[first - 1].lower if first else ""
        if before in self.reading.lexicon.titles and self.phrases.is_glued(first):
            titles.add(before)
        titles |= self._apposed_titles(last)
        adjectives = frozenset(folded[:skipped]) - titles.intersection(self.reading.lexicon.titles)
        for title in titles & self.reading.lexicon.titles:
            self._by_title.setdefault(title, []).append((words[0].start, person, adjectives))
        person.titles |= titles
        if titles & _MALE_TITLES:
            person.gender = "m"
        elif titles & _FEMALE_TITLES:
            person.gender = "f"

    def _apposed_titles(self, last: int) -> set[str]:
        """Titles in a short apposition: "Gustavo Petro, the Colombian president,"."""
        words = self.reading.words
        found: set[str] = set()
        if last < len(words) and words[last].gap.strip() == ",":
            for word in words[last : last + 5]:
                if word is not words[last] and "," in word.gap:
                    break
                if word.lower in self.reading.lexicon.titles:
                    found.add(word.lower)
        return found

    def _known(self, name: str, keys: list[str]) -> Person:
        for person in self._by_word.get(keys[-1], []):
            if person.name == name:
                return person
        person = Person(name, gender=gender_of(keys[0]) if len(keys) > 1 else None)
        self.persons.append(person)
        for key in set(keys[1:] if len(keys) > 1 else keys):
            self._by_word.setdefault(key, []).append(person)
        return person

    def _name_inside(self, phrase: Phrase) -> str | None:
        """Returns the name that heads a phrase, without titles, or None for a description."""
        words = self.reading.words
        index = phrase.last - 1
        if not self.phrases.is_name(index):
            return None
        first = self.phrases.name_left(index, phrase.first)
        governed = (
            first > phrase.first and words[first - 1].lower in self.reading.lexicon.prepositions
        )
        if governed:
            return None
        run = words[first : phrase.last]
        folded = [fold_name_word(word.text) for word in run]
        kept = [bare(word.text) for word in run[title_words(folded) :]]
        if len(kept) == 1 and folded[-1] in self.reading.lexicon.titles:
            return None
        return " ".join(kept)

    def _resolve_pronoun(self, index: int, last_speaker: str | None) -> Resolved:
        lower = self.reading.words[index].lower
        lexicon = self.reading.lexicon
        wanted = "m" if lower in lexicon.he else "f" if lower in lexicon.she else None
        last = self._person_named(last_speaker)
        if wanted is None:
            body = last is not None and not last.gender and lower in {"it", "its"}
            return Resolved(last_speaker if body else None, "pronoun")
        at = self.reading.words[index].start
        person = self._subject_before(at, wanted)
        if person is None and last is not None and last.gender in {None, wanted}:
            person = last
        if person is None:
            person = self._nearest(at, wanted)
        return Resolved(self.full_name(person.name) if person else None, "pronoun")

    def _person_named(self, name: str | None) -> Person | None:
        if name is None:
            return None
        keys = fold_name(name).split()
        return next((p for p in self._by_word.get(keys[-1], []) if p.name == name), None)

    def _subject_before(self, at: int, gender: str | None) -> Person | None:
        """The subject of this sentence, before the place, or of the sentence before it."""
        reading = self.reading
        number = reading.sentence_at(at)
        for sentence in range(number, max(-1, number - _SENTENCES_BACK), -1):
            found = reading.sentences[sentence]
            limit = min(found.last, reading.word_at_or_after(at))
            subject = self.phrases.first_subject(found.first, limit)
            if subject is None:
                continue
            person = self._person_of(subject)
            if person is not None and (gender is None or person.gender in {None, gender}):
                return person
            if reading.words[subject.first].lower not in self.reading.lexicon.pronouns:
                break
        return None

    def _person_of(self, phrase: Phrase) -> Person | None:
        name = self._name_inside(phrase) or self._owner_inside(phrase)
        if name is None:
            name = self._resolve_title(phrase, None).name
        if name is None:
            return None
        person = self._person_named(self.full_name(name))
        return person if person is not None and is_personal(person) else None

    def _owner_inside(self, phrase: Phrase) -> str | None:
        """Returns the name in the genitive that a phrase begins with: "Trump's warnings"."""
        for index in range(phrase.first, phrase.last):
            if is_possessive(self.reading.words[index].text) and self.phrases.is_name(index):
                return self._name_inside(Phrase(phrase.first, index + 1))
        return None

    def _nearest(self, at: int, gender: str) -> Person | None:
        best: tuple[int, Person] | None = None
        for person in self.persons:
            if person.gender not in {None, gender} or not is_personal(person):
                continue
            place = max((place for place in person.places if place < at), default=-1)
            if place >= 0 and (best is None or place > best[0]):
                best = (place, person)
        return best[1] if best else None

    def _resolve_title(self, phrase: Phrase, last_speaker: str | None) -> Resolved:
        words = self.reading.words[phrase.first : phrase.last]
        lexicon = self.reading.lexicon
        head = next((word.lower for word in words if word.lower in lexicon.titles), None)
        if head is None:
            if words[-1].lower in lexicon.documents:
                near = self._is_near(words[0].start)
                return Resolved(last_speaker if near else None, "document")
            return Resolved(self._body(phrase), "body")
        at = words[0].start
        holders = self._by_title.get(head, [])
        names = list(dict.fromkeys(self.full_name(person.name) for _, person, _ in holders))
        wanted = {fold_name_word(word.text) for word in words if word.capital} - {head, "the"}
        fitting = [
            self.full_name(person.name) for _, person, adjectives in holders if adjectives & wanted
        ]
        if fitting:
            return Resolved(fitting[-1], "title")
        if wanted:
            # "the Colombian president" is not the one introduced as "U.S. President".
            names = [
                self.full_name(person.name) for _, person, adjectives in holders if not adjectives
            ] or names
            names = list(dict.fromkeys(names))
        if len(names) > 1:
            subject = self._subject_of_sentence_before(at)
            for name in (subject, last_speaker):
                if name in names:
                    return Resolved(name, "title")
        earlier = [self.full_name(person.name) for place, person, _ in holders if place < at]
        earlier = [name for name in earlier if name in names]
        return Resolved(earlier[-1] if earlier else (names[0] if names else None), "title")

    def _is_near(self, at: int) -> bool:
        """Whether the last speaker spoke in this paragraph or the one before."""
        paragraph_at = self.reading.paragraph_at
        return paragraph_at(at) - paragraph_at(self.last_place) <= 1

    def _subject_of_sentence_before(self, at: int) -> str | None:
        reading = self.reading
        number = reading.sentence_at(at) - 1
        if number < 0:
            return None
        sentence = reading.sentences[number]
        subject = self.phrases.first_subject(sentence.first, sentence.last)
        name = self._name_inside(subject) if subject else None
        return self.full_name(name) if name else None

    def _body(self, phrase: Phrase) -> str | None:
        """Returns the body that a phrase names ("the Trump administration", "the ministry")."""
        words = self.reading.words
        first = phrase.first
        if words[first].lower in self.reading.lexicon.determiners:
            first += 1
        if first >= phrase.last:
            return None
        head = words[phrase.last - 1]
        if words[first].capital and head.lower in self.reading.lexicon.bodies:
            return self.reading.text[words[first].start : head.end]
        matches = [person for person in self._by_word.get(head.lower, []) if " " in person.name]
        return matches[-1].name if matches and first > phrase.first else None


def fold_name_word(text: str) -> str:
    """Returns one word of a name as titles are listed: lower case, no dots, no genitive."""
    return bare(text.lower()).replace(".", "")


def is_personal(person: Person) -> bool:
    """Whether a name looks like a person's: a known first name, a title, or two plain words."""
    return bool(person.gender or person.titles or " " in person.name)
