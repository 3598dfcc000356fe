"""From the words that name a speaker to the person or body that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.extraction.epithets import (
    BODIES,
    EPITHETS,
    INDEFINITE,
    LETTERS,
    THINKERS_OPEN,
    WORDS_OF,
)
from service.domain.extraction.people import (
    Held,
    People,
    Person,
    Salience,
    fold_word,
    owner_inside,
)
from service.domain.extraction.phrases import Phrase, Phrases
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.reading import Reading

_SENTENCES_BACK = 4
_NEAR_SENTENCES = 3
# Verbs whose "se" is their subject's own; that of any other makes the report nobody's.
_OWN_SE = word_set("quejar preguntar lamentar comprometer referir pronunciar disculpar interrogar")
_SUBJECT_BONUS = 0.8
_SPEAKER_BONUS = 0.9
_BODY_PRONOUNS = frozenset({"it", "its", "they", "their"})
_GOES_ON_BONUS = 2.5
_NAMED_BONUS = 0.9
_GOES_ON = word_set("add continue conclude agregar añadir continuar proseguir concluir") | {
    "went on"
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a phrase was resolved to, by which rule, and how sure that is (0.0-1.0)."""

    name: str | None
    how: str
    sureness: float = 1.0


class Resolver:
    """Resolves phrases of one reading; told who spoke last as it goes along."""

    def __init__(self, reading: Reading, phrases: Phrases, people: People) -> None:
        """Keeps the reading and its names."""
        self.reading = reading
        self.phrases = phrases
        self.people = people
        self.salience = Salience(people)
        self.last_speaker: str | None = None
        self.last_place = 0
        self.unknown_place = -1
        # Where every line is a paragraph, the next paragraph is but the next sentence.
        self.lines = "\n\n" not in reading.text

    def remember(self, name: str | None, at: int) -> None:
        """Notes who has just spoken."""
        if name is not None:
            self.last_speaker = name
            self.last_place = at
            self.unknown_place = -1

    def resolve(self, phrase: Phrase, lemma: str | None = None) -> Resolved:
        """Returns whom a phrase names; a name of None is honest ignorance.

        ``lemma`` is that of the cue: who "added" is who spoke before. Where somebody spoke of whom
        nothing more is known is remembered.
        """
        resolved = self._resolve_phrase(phrase, lemma)
        if resolved.name is None and lemma is not None:
            self.unknown_place = self.reading.words[phrase.first].start
        return resolved

    def _resolve_phrase(self, phrase: Phrase, lemma: str | None) -> Resolved:
        words = self.reading.words[phrase.first : phrase.last]
        lexicon = self.reading.lexicon
        if len(words) == 1 and words[0].lower in lexicon.pronouns | lexicon.possessives:
            return self._resolve_pronoun(phrase.first, lemma)
        apposed = self._apposed_name(phrase)
        if apposed is not None:
            return Resolved(self.people.full_name(apposed), "name")
        name = self.people.name_inside(phrase)
        if name is not None:
            full = self.people.full_name(name)
            return Resolved(full, "name" if full == name else "surname")
        if words[-1].lower in lexicon.documents or self._governs_name(phrase):
            return self._resolve_document(phrase)
        if any(word.lower in WORDS_OF for word in words):
            owner = owner_inside(self.people, phrase)
            if owner is not None:
                return Resolved(self.people.full_name(owner), "document", 0.8)
        return self._resolve_title(phrase)

    def implied(self, cue: int) -> Resolved:
        """Returns who is meant where the language leaves the subject of a cue out."""
        at = self.reading.words[cue].start
        if self._is_nobodys(cue):
            return Resolved(None, "impersonal")
        near = self.last_speaker is not None and self._is_near(at)
        if near and self._same_paragraph(at):
            return Resolved(self.last_speaker, "implied", 0.9)
        since = max(self.last_place, self.unknown_place) if near else self.unknown_place
        subject = self._subject_before(at, None, since)
        introduced = self.salience.introduced_between(since, at) if since > 0 else set()
        if subject is None and len(introduced) == 1:
            subject = introduced.pop()
        if subject is not None:
            return Resolved(subject, "implied", 0.85)
        if self.unknown_place >= 0 and self._apart(at, self.unknown_place) <= 1:
            return Resolved(None, "implied")
        if near:
            return Resolved(self.last_speaker, "implied", 0.9)
        ranked = self.salience.rank(at, None)
        return Resolved(ranked[0][1] if ranked else self.last_speaker, "implied", 0.6)

    def _is_nobodys(self, cue: int) -> bool:
        """Whether "se" makes a report impersonal: "se informó que", "tal como se dijo"."""
        words = self.reading.words
        before = words[cue - 1].lower if cue else ""
        entry = self.reading.lexicon.cues.get(words[cue].lower)
        if before != "se" and not (before in self.reading.lexicon.auxiliaries and cue > 1):
            return False
        if before != "se":
            before = words[cue - 2].lower
        return before == "se" and entry is not None and entry.lemma not in _OWN_SE

    def _same_paragraph(self, at: int) -> bool:
        return self._apart(at, self.last_place) == 0

    def _apart(self, at: int, place: int) -> int:
        """How many paragraphs lie between two places."""
        return self.reading.paragraph_at(at) - self.reading.paragraph_at(place)

    def _resolve_pronoun(self, index: int, lemma: str | None) -> Resolved:
        lower = self.reading.words[index].lower
        lexicon = self.reading.lexicon
        gender = "m" if lower in lexicon.he else "f" if lower in lexicon.she else None
        at = self.reading.words[index].start
        if gender is None:
            return Resolved(self._body_before(lower, at), "pronoun", 0.7)
        subject = self._subject_before(at, gender)
        scores = {name: score for score, name in self.salience.rank(at, gender)}
        if subject in scores:
            scores[subject] += _SUBJECT_BONUS
        goes_on = lemma in _GOES_ON
        if self.last_speaker in scores and (goes_on or self._is_near(at)):
            scores[self.last_speaker] += _GOES_ON_BONUS if goes_on else _SPEAKER_BONUS
        for name in self._named_just_before(at):
            if name in scores:
                scores[name] += _NAMED_BONUS
        if not scores:
            return Resolved(subject, "pronoun", 0.6)
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 2.0
        return Resolved(ranked[0][0], "pronoun", 0.95 if margin >= 1.0 else 0.8)

    def _named_just_before(self, at: int) -> set[str]:
        """Who is named in the sentence before this one, if it is of the same paragraph."""
        reading = self.reading
        number = reading.sentence_at(at)
        if number == 0:
            return set()
        before = reading.sentences[number - 1]
        if before.paragraph != reading.sentences[number].paragraph:
            return set()
        return self.salience.named_between(before.start, before.end)

    def _body_before(self, pronoun: str, at: int) -> str | None:
        """Whom "it" stands for: the last speaker, if near and no person."""
        if pronoun not in _BODY_PRONOUNS or not self._is_near(at):
            return None
        person = self.people.person_named(self.last_speaker)
        is_body = person is None or not self.people.is_person(person)
        return self.last_speaker if is_body else None

    def _is_near(self, at: int) -> bool:
        """Whether the last speaker spoke in this paragraph, the one before, or just now."""
        if self._apart(at, self.last_place) <= 1:
            return True
        if not self.lines:
            return False
        sentence_at = self.reading.sentence_at
        return sentence_at(at) - sentence_at(self.last_place) <= _NEAR_SENTENCES

    def _subject_before(self, at: int, gender: str | None, since: int = -1) -> str | None:
        """The person who is the subject of this sentence or, over pronouns, of one before.

        Looks no further back than behind the sentence that holds ``since``.
        """
        reading = self.reading
        number = reading.sentence_at(at)
        stop = max(-1, number - _SENTENCES_BACK)
        if since >= 0:
            stop = max(stop, min(reading.sentence_at(since), number - 1))
        for sentence in range(number, stop, -1):
            found = reading.sentences[sentence]
            limit = min(found.last, reading.word_at_or_after(at))
            subject = self._thinker(found.first, limit)
            subject = subject or self.phrases.first_subject(found.first, limit)
            if subject is None:
                continue
            person = self._person_of(subject)
            if person is not None and (gender is None or person.gender in {None, gender}):
                return person.name
            if reading.words[subject.first].lower not in reading.lexicon.pronouns:
                break
        return None

    def _thinker(self, low: int, high: int) -> Phrase | None:
        """Whom "Para Torres, ..." or "Según Torres, ..." names at the head of a sentence."""
        words = self.reading.words
        if low + 1 >= high or words[low].lower not in THINKERS_OPEN:
            return None
        phrase = self.phrases.starting_at(low + 1, high)
        ends = phrase is not None and phrase.last < high and "," in words[phrase.last].gap
        return phrase if ends else None

    def _person_of(self, phrase: Phrase) -> Person | None:
        name = self.people.name_inside(phrase) or owner_inside(self.people, phrase)
        if name is None:
            name = self._apposed_name(phrase) or self._resolve_title(phrase).name
        if name is None:
            return None
        person = self.people.person_named(self.people.full_name(name))
        return person if person is not None and self.people.is_person(person) else None

    def _apposed_name(self, phrase: Phrase) -> str | None:
        """The name beside a description: "Colorado’s attorney general, John Suthers,"."""
        words = self.reading.words
        at = phrase.last
        if at >= len(words) or words[at].gap.strip() != "," or not self.phrases.is_name(at):
            return None
        if words[phrase.first].lower not in self.reading.lexicon.determiners and not any(
            words[index].lower in self.reading.lexicon.roles
            for index in range(phrase.first, phrase.last)
        ):
            return None
        last = self.phrases.name_right(at, len(words))
        ends = last >= len(words) or words[last].gap.strip()[:1] in {",", ".", "—", "–", "("}
        if not ends:
            return None
        name = self.people.name_inside(Phrase(at, last))
        person = self.people.person_named(name)
        return name if person is not None and self.people.is_person(person) else None

    def _governs_name(self, phrase: Phrase) -> bool:
        words = self.reading.words
        return any(
            words[at].lower in self.reading.lexicon.documents
            for at in range(phrase.first, phrase.last)
        )

    def _resolve_document(self, phrase: Phrase) -> Resolved:
        """Whose letter or statement it is: its owner or sender, else who spoke just before."""
        words = self.reading.words
        owner = owner_inside(self.people, phrase)
        if owner is None and self.phrases.is_name(phrase.last - 1):
            first = self.phrases.name_left(phrase.last - 1, phrase.first)
            owner = self.people.name_inside(Phrase(first, phrase.last))
        if owner is not None:
            return Resolved(self.people.full_name(owner), "document", 0.8)
        personal = any(words[at].lower in LETTERS for at in range(phrase.first, phrase.last))
        near = personal and self._is_near(words[phrase.first].start)
        return Resolved(self.last_speaker if near else None, "document", 0.7)

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
        return Resolved(self._choose_holder(fitting or held, words[0].start), "title", 0.85)

    def _resolve_description(self, phrase: Phrase) -> Resolved:
        """Whom "the former guerrilla" or "the company" means: who was called so, or spoke last."""
        words = self.reading.words[phrase.first : phrase.last]
        at = words[0].start
        body = self._body(phrase)
        if body is not None:
            return Resolved(body, "body", 0.9)
        lexicon = self.reading.lexicon
        definite = words[0].lower in lexicon.determiners - INDEFINITE - lexicon.possessives
        if not definite and words[0].lower not in EPITHETS:
            return Resolved(None, "body")
        heads = [word.lower for word in words[1:] or words if not word.capital]
        called = [entry for head in heads for entry in self.people.holders(head, at)]
        names = {self.people.full_name(entry.person.name) for entry in called if entry.place < at}
        if len(names) == 1:
            return Resolved(names.pop(), "described", 0.85)
        if not names and any(head in EPITHETS for head in heads):
            return Resolved(self._person_in_mind(at), "epithet", 0.8)
        if any(head in BODIES for head in heads):
            return Resolved(self._body_in_mind(at), "body", 0.75)
        return Resolved(None, "body")

    def _person_in_mind(self, at: int) -> str | None:
        """The person who spoke just before, else the only one named so far."""
        person = self.people.person_named(self.last_speaker)
        if self._is_near(at) and person is not None and self.people.may_be_person(person):
            return self.last_speaker
        return self.salience.only_one_before(at)

    def _body_in_mind(self, at: int) -> str | None:
        """The body that spoke just before, else the subject of the sentence before."""
        person = self.people.person_named(self.last_speaker)
        if self._is_near(at) and person is not None and not self.people.is_person(person):
            return self.last_speaker
        name = self._subject_of_sentence_before(at)
        found = self.people.person_named(name)
        return name if found is not None and not self.people.is_person(found) else None

    def _choose_holder(self, held: list[Held], at: int) -> str | None:
        names = list(dict.fromkeys(self.people.full_name(entry.person.name) for entry in held))
        if not names:
            person = self.people.person_named(self.last_speaker)
            untitled = person is not None and not person.titles
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
        if words[first].capital and head.lower in self.reading.lexicon.bodies:
            return self.reading.text[words[first].start : head.end]
        if first == phrase.first:
            return None
        matches = [person for person in self.people.named_with(head.lower) if " " in person.name]
        return matches[-1].name if matches else None
