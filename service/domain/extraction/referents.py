"""Titles, descriptions and bodies: whom "the president" or "the company" means where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.extraction.epithets import (
    AGED,
    BODIES,
    EPITHETS,
    HERS,
    HIS,
    INDEFINITE,
    VOICES,
)
from service.domain.extraction.people import Held, People, Person, fold_word
from service.domain.extraction.phrases import Phrase, is_possessive
from service.domain.extraction.salience import Salience

if TYPE_CHECKING:
    from service.domain.extraction.phrases import Phrases
    from service.domain.extraction.reading import Reading

_NEAR_SENTENCES = 3
# Of these there is one at a time, known to every reader.
_ONE_AT_A_TIME = frozenset({"president", "pope", "king", "queen", "chancellor", "premier"})
# How sure a description is of which no name is known.
_UNRESOLVED = 0.68


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a phrase was resolved to, by which rule, and how sure that is (0.0-1.0).

    ``phrase`` is where the speaker is named whom the sentence itself leaves out.
    """

    name: str | None
    how: str
    sureness: float = 1.0
    phrase: Phrase | None = None


class Referents:
    """Resolves descriptions in one reading; told who spoke last as it goes along."""

    def __init__(self, reading: Reading, phrases: Phrases, people: People) -> None:
        """Keeps the reading and its names."""
        self.reading = reading
        self.phrases = phrases
        self.people = people
        self.salience = Salience(people)
        self.last_speaker: str | None = None
        self.last_place = 0
        self.last_asked = False
        self.unknown_place = -1
        lexicon = reading.lexicon
        self.pronouns = lexicon.pronouns | lexicon.possessives
        self.definite = lexicon.determiners - INDEFINITE - lexicon.possessives
        # Where every line is a paragraph, the next paragraph is but the next sentence.
        self.lines = "\n\n" not in reading.text

    def remember(self, name: str | None, at: int, *, asked: bool = False) -> None:
        """Notes who has just spoken; ``asked``: with a question, that somebody may answer."""
        if name is not None:
            self.last_asked = asked
            self.last_speaker = name
            self.last_place = at
            self.unknown_place = -1

    def _same_paragraph(self, at: int) -> bool:
        return self._apart(at, self.last_place) == 0

    def _apart(self, at: int, place: int) -> int:
        """How many paragraphs lie between two places."""
        return self.reading.paragraph_at(at) - self.reading.paragraph_at(place)

    def _is_near(self, at: int) -> bool:
        """Whether the last speaker spoke in this paragraph, the one before, or just now."""
        if self._apart(at, self.last_place) <= 1:
            return True
        if not self.lines:
            return False
        sentence_at = self.reading.sentence_at
        return sentence_at(at) - sentence_at(self.last_place) <= _NEAR_SENTENCES

    def _resolve_title(self, phrase: Phrase) -> Resolved:
        words = self.reading.words[phrase.first : phrase.last]
        lexicon = self.reading.lexicon
        head = next((word.lower for word in words if word.lower in lexicon.titles), None)
        if head is None:
            return self._resolve_description(phrase)
        bare_title = words[0].lower not in lexicon.determiners and not words[0].capital
        if bare_title or words[0].lower in INDEFINITE:
            return Resolved(None, "title")
        held = self.people.holders(head, words[0].start)
        wanted = {fold_word(word.text) for word in words if word.capital} - {head, "the"}
        fitting = [entry for entry in held if entry.adjectives & wanted]
        if wanted and not fitting:
            # "the Colombian president" is not the one introduced as "U.S. President".
            fitting = [entry for entry in held if not entry.adjectives]
        at = words[0].start
        owned = is_possessive(words[0].text) or words[0].lower in lexicon.possessives
        if lexicon.language == "en" and head not in _ONE_AT_A_TIME and not owned:
            return Resolved(self._holder_near(fitting or held, at), "title", 0.8)
        chosen = self._choose_holder(fitting or held, at, _gender_of(words[0].lower))
        return Resolved(chosen, "title", 0.8)

    def _holder_near(self, held: list[Held], at: int) -> str | None:
        """Who of several that may bear a title is being spoken of: the subject, or who spoke.

        There are many senators: one who was named far above is not meant.
        """
        names = [self.people.full_name(entry.person.name) for entry in held if entry.place < at]
        start = self.reading.paragraphs[max(0, self.reading.paragraph_at(at) - 1)].start
        near = self.salience.named_between(start, at)
        subject = self.people.person_named(self._subject_of_sentence_before(at))
        spoken = self.last_speaker if self._is_near(at) else None
        about = subject.name if subject is not None and self.people.is_person(subject) else None
        for name in (about, spoken, *reversed(names)):
            if name is not None and name in names and name in near:
                return name
        speaker = self.people.person_named(spoken)
        named = speaker is not None and self.people.may_be_person(speaker)
        later = {self.people.full_name(entry.person.name) for entry in held}
        introduced = later.pop() if not names and len(later) == 1 else None
        return about or (spoken if named else self.salience.only_one_before(at) or introduced)

    def _resolve_description(self, phrase: Phrase) -> Resolved:
        """Whom "the former guerrilla" or "the company" means: who was called so, or spoke last."""
        words = self.reading.words[phrase.first : phrase.last]
        at = words[0].start
        body = self._body(phrase) or self._voice_of(phrase)
        if body is not None:
            return Resolved(body, "body", 0.9)
        definite = words[0].lower in self.definite
        if not definite and words[0].lower not in EPITHETS:
            return Resolved(None, "body", _UNRESOLVED)
        heads = [word.lower for word in words[1:] or words if not word.capital]
        called = [entry for head in heads for entry in self.people.holders(head, at)]
        names = {self.people.full_name(entry.person.name) for entry in called if entry.place < at}
        if len(names) == 1:
            return Resolved(names.pop(), "described", 0.85)
        if not names and any(head in EPITHETS or head.endswith(AGED) for head in heads):
            in_mind = self._person_in_mind(at, _gender_of(words[0].lower))
            return Resolved(in_mind, "epithet", 0.8)
        if any(head in BODIES for head in heads):
            return Resolved(self._body_in_mind(at), "body", 0.75)
        return Resolved(None, "body", _UNRESOLVED)

    def _voice_of(self, phrase: Phrase) -> str | None:
        """Whose website or account a phrase names: "the Alpine Trust website"."""
        words = self.reading.words
        first = phrase.first + (words[phrase.first].lower in self.reading.lexicon.determiners)
        if words[phrase.last - 1].lower not in VOICES or not self.phrases.is_name(first):
            return None
        if words[first].lower in self.reading.lexicon.impersonal and first + 2 == phrase.last:
            return None  # "the Twitter account"
        name = self.people.name_inside(Phrase(first, self.phrases.name_right(first, phrase.last)))
        return self.people.full_name(name) if name is not None else None

    def _person_in_mind(self, at: int, gender: str | None) -> str | None:
        """The person who spoke just before, else who is clearly spoken of."""
        person = self.people.person_named(self.last_speaker)
        if (
            self._is_near(at)
            and person is not None
            and self.people.may_be_person(person)
            and (gender is None or person.gender in {None, gender})
        ):
            return self.last_speaker
        return self.salience.clearly(at, gender)

    def _body_in_mind(self, at: int) -> str | None:
        """The body that spoke just before, else the subject of the sentence before."""
        person = self.people.person_named(self.last_speaker)
        if self._is_near(at) and person is not None and not self.people.is_person(person):
            return self.last_speaker
        name = self._subject_of_sentence_before(at)
        found = self.people.person_named(name)
        return name if found is not None and not self.people.is_person(found) else None

    def _choose_holder(self, held: list[Held], at: int, gender: str | None) -> str | None:
        names = list(dict.fromkeys(self.people.full_name(entry.person.name) for entry in held))
        if not names:
            spoken_of = self.people.person_named(self._subject_of_sentence_before(at))
            untitled = self._untitled(spoken_of, gender)
            if spoken_of is not None and untitled and self.people.is_person(spoken_of):
                return spoken_of.name
            person = self.people.person_named(self.last_speaker)
            untitled = self._untitled(person, gender)
            if person is not None and untitled and self.people.may_be_person(person):
                return self.last_speaker if self._is_near(at) else None
            return self.salience.only_one_before(at)
        if len(names) == 1:
            return names[0]
        subject = self._subject_of_sentence_before(at)
        for name in (subject, self.last_speaker):
            if name in names:
                return name
        earlier = [self.people.full_name(e.person.name) for e in held if e.place < at]
        return earlier[-1] if earlier else names[0]

    def _untitled(self, person: Person | None, gender: str | None) -> bool:
        """Whether a title may be meant of somebody who was given none so far."""
        fits = person is not None and (gender is None or person.gender in {None, gender})
        return person is not None and fits and not person.titles

    def _subject_of_sentence_before(self, at: int) -> str | None:
        reading = self.reading
        number = reading.sentence_at(at) - 1
        if number < 0:
            return None
        sentence = reading.sentences[number]
        subject = self.phrases.first_subject(sentence.first, sentence.last)
        name = self.people.name_inside(subject) if subject else None
        return self.people.full_name(name) if name else None

    def _body(self, phrase: Phrase) -> str | None:
        """Returns the body that a phrase names ("the Trump administration", "the ministry")."""
        words = self.reading.words
        first = phrase.first
        if words[first].lower in self.reading.lexicon.determiners:
            first += 1
        if first >= phrase.last:
            return None
        head = words[phrase.last - 1]
        unnamed = first + 1 < phrase.last and words[first].lower in self.people.descriptions
        if words[first].capital and head.lower in self.reading.lexicon.bodies and not unnamed:
            return self.reading.text[words[first].start : head.end]
        if first == phrase.first or head.capital:
            return None
        matches = [person for person in self.people.named_with(head.lower) if " " in person.name]
        return matches[-1].name if matches else None


def _gender_of(article: str) -> str | None:
    """Which gender an article or a demonstrative tells of: "el", "esta"."""
    return "m" if article in HIS else "f" if article in HERS else None
