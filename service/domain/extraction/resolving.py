"""From the words that name a speaker to the person or body that they stand for."""

from __future__ import annotations

from itertools import islice

from service.domain.extraction.anaphora import asked_before, named_after
from service.domain.extraction.appositions import places_behind
from service.domain.extraction.epithets import (
    AGENCIES,
    EPITHETS,
    INDEFINITE,
    LETTERS,
    THINKERS_OPEN,
    WORDS_OF,
)
from service.domain.extraction.people import (
    Person,
    owner_inside,
)
from service.domain.extraction.phrases import Phrase, is_possessive
from service.domain.extraction.reading import MASK
from service.domain.extraction.referents import Referents, Resolved
from service.domain.text.lexicon import word_set

_SENTENCES_BACK = 4
# Verbs whose "se" is their subject's own; that of any other makes the report nobody's.
_OWN_SE = word_set(
    "quejar preguntar lamentar comprometer referir pronunciar disculpar interrogar declarar"
    " confesar definir describir considerar proclamar calificar sincerar reafirmar ratificar negar"
)
_HAVE_MANY = frozenset({"han", "habían", "habrían"})
_SUBJECT_BONUS = 0.8
_NEAR_SUBJECT_BONUS = 1.6
_SPEAKER_BONUS = 0.9
_BODY_PRONOUNS = frozenset({"it", "its", "they", "their"})
_GOES_ON_BONUS = 3.3
_NAMED_BONUS = 0.9
_RECEIVING = frozenset({"to", "about", "against", "on"})
_MADE_BY = frozenset({"by", "from"})
_MAKER_WORDS = 8
_ASKED_BONUS = 2.2
_TAG_BONUS = 0.8
_GOES_ON = word_set("add continue conclude agregar añadir continuar proseguir concluir") | {
    "went on"
}


class Resolver(Referents):
    """Resolves phrases of one reading; told who spoke last as it goes along."""

    def resolve(self, phrase: Phrase, lemma: str | None = None) -> Resolved:
        """Returns whom a phrase names; a name of None is honest ignorance.

        ``lemma`` is that of the cue: who "added" is who spoke before. Where somebody spoke of whom
        nothing more is known is remembered.
        """
        resolved = self._resolve_phrase(phrase, lemma)
        if resolved.name is None and lemma is not None and self._is_someone(phrase):
            self.unknown_place = self.reading.words[phrase.first].start
        return resolved

    def _is_someone(self, phrase: Phrase) -> bool:
        """Whether a phrase stands for somebody at all, and is no misread noun."""
        words = self.reading.words[phrase.first : phrase.last]
        lexicon = self.reading.lexicon
        return any(
            word.capital
            or word.lower in lexicon.roles
            or word.lower in lexicon.titles
            or word.lower in lexicon.pronouns
            or word.lower in EPITHETS
            for word in words
        )

    def _resolve_phrase(self, phrase: Phrase, lemma: str | None) -> Resolved:
        words = self.reading.words[phrase.first : phrase.last]
        lexicon = self.reading.lexicon
        if len(words) == 1 and words[0].lower in self.pronouns:
            return self._resolve_pronoun(phrase.first, lemma)
        agency = len(words) == 1 and words[0].capital and words[0].lower in AGENCIES
        name = words[0].text if agency else self.people.name_inside(phrase)
        bare_name = name is None or name[0].islower() or (" " not in name and not agency)
        apposed = self._apposed_name(phrase) if bare_name else None
        if apposed is not None:
            return Resolved(self.people.full_name(apposed), "name")
        if name is not None:
            full = self.people.full_name(name, self.people.gender_in(phrase))
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
        if self._is_plural(cue):
            speaker = self.people.person_named(self.last_speaker)
            body = near and speaker is not None and not self.people.is_person(speaker)
            return Resolved(self.last_speaker if body else None, "implied", 0.8)
        if near and self._same_paragraph(at):
            return Resolved(self.last_speaker, "implied", 0.9)
        since = max(self.last_place, self.unknown_place) if near else self.unknown_place
        return self._spoken_of_since(at, since) or self._speaking_still(at, near=near)

    def _is_plural(self, cue: int) -> bool:
        """Whether several are the subject that a Spanish verb leaves out: "dijeron"."""
        words = self.reading.words
        entry = self.reading.lexicon.cues.get(words[cue].lower)
        if self.reading.lexicon.language != "es" or entry is None:
            return False
        many = cue > 0 and words[cue - 1].lower in _HAVE_MANY
        return many or (entry.mood == "finite" and words[cue].lower.endswith("n"))

    def _spoken_of_since(self, at: int, since: int) -> Resolved | None:
        """Who has become the subject, or been introduced, after the last words were said."""
        subject = self._subject_before(at, None, since)
        described = self._described_before(at) if subject is None else None
        if described is not None:
            return Resolved(None, "implied", 0.8, described)
        introduced = self.salience.introduced_between(since, at) if since > 0 else set()
        if subject is None and len(introduced) == 1:
            subject = introduced.pop()
        return None if subject is None else Resolved(subject, "implied", 0.85)

    def _speaking_still(self, at: int, *, near: bool) -> Resolved:
        if self.unknown_place >= 0 and self._apart(at, self.unknown_place) <= 1:
            return Resolved(None, "implied")
        if near:
            return Resolved(self.last_speaker, "implied", 0.9)
        return Resolved(self.salience.clearly(at, None), "implied", 0.6)

    def _described_before(self, at: int) -> Phrase | None:
        """Someone without a name who is the subject of the sentence before: "una vecina"."""
        reading = self.reading
        number = reading.sentence_at(at) - 1
        if number < 0 or self.unknown_place >= reading.sentences[number].start:
            return None
        sentence = reading.sentences[number]
        subject = self.phrases.first_subject(sentence.first, sentence.last)
        if subject is None or self._resolve_title(subject).name is not None:
            return None
        words = reading.words[subject.first : subject.last]
        known = self.people.descriptions | reading.lexicon.titles
        called = any(word.lower in known for word in words) and words[0].lower in INDEFINITE
        return subject if called else None

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

    def _resolve_pronoun(self, index: int, lemma: str | None) -> Resolved:
        lower = self.reading.words[index].lower
        lexicon = self.reading.lexicon
        gender = "m" if lower in lexicon.he else "f" if lower in lexicon.she else None
        at = self.reading.words[index].start
        if gender is None:
            return Resolved(self._body_before(lower, at), "pronoun", 0.7)
        subject = self._subject_before(at, gender)
        told = named_after(self.people, index)
        scores = {name: score for score, name in self.salience.rank(at, gender) if name not in told}
        if subject in scores:
            near = self._is_subject_near(subject, at)
            scores[subject] += _NEAR_SUBJECT_BONUS if near else _SUBJECT_BONUS
        asked = asked_before(self.people, at)
        if asked is not None and asked[0] in scores and self.last_place < at:
            scores[asked[0]] += _ASKED_BONUS
        goes_on = lemma in _GOES_ON
        if self.last_speaker in scores and (goes_on or self._is_near(at)):
            scores[self.last_speaker] += _GOES_ON_BONUS if goes_on else _SPEAKER_BONUS
            if self._tags_at_once(index):
                # Whoever has just asked gets an answer.
                answers = self.last_asked and not goes_on
                scores[self.last_speaker] += -_ASKED_BONUS if answers else _TAG_BONUS
        for name in self._named_just_before(at):
            if name in scores:
                scores[name] += _NAMED_BONUS
        if not scores:
            return Resolved(None if subject in told else subject, "pronoun", 0.6)
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 2.0
        return Resolved(ranked[0][0], "pronoun", 0.96 if margin >= 1.0 else 0.82)

    def _is_subject_near(self, name: str, at: int) -> bool:
        """Whether someone, taken for a person for good reasons, is named a sentence before."""
        reading = self.reading
        number = reading.sentence_at(at) - 1
        while number > 0 and not self._holds_words(number):
            number -= 1
        start = reading.sentences[max(0, number)].start
        return self.people.is_evident(name) and name in self.salience.named_between(start, at)

    def _tags_at_once(self, index: int) -> bool:
        """Whether a pronoun follows marked words, and no sentence stands before these since."""
        reading = self.reading
        here = reading.sentence_at(reading.words[index].start)
        if MASK not in reading.words[index].gap or reading.sentences[here].first < index:
            return False
        number = here - 1
        while number > 0 and here - number < _SENTENCES_BACK and not self._holds_words(number):
            number -= 1
        before = reading.sentences[max(0, number)]
        return before.start <= self.last_place

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

    def _subject_before(self, at: int, gender: str | None, since: int = -1) -> str | None:
        """The person who is the subject of this sentence or, over pronouns, of one before.

        Looks no further back than behind the sentence that holds ``since``.
        """
        reading = self.reading
        number = reading.sentence_at(at)
        stop = min(reading.sentence_at(since), number - 1) if since >= 0 else -1
        spoken = (k for k in range(number, stop, -1) if k == number or self._holds_words(k))
        for sentence in islice(spoken, _SENTENCES_BACK):
            found = reading.sentences[sentence]
            limit = min(found.last, reading.word_at_or_after(at))
            subject = self._thinker(found.first, limit)
            subject = subject or self.phrases.first_subject(found.first, limit)
            if subject is None:
                continue
            person = self._person_of(subject)
            if person is not None and (gender is None or person.gender in {None, gender}):
                return person.name
            opens = reading.words[subject.first].lower
            if opens not in reading.lexicon.pronouns and opens not in reading.lexicon.possessives:
                break
        return None

    def _holds_words(self, sentence: int) -> bool:
        """Whether a sentence is no part of a quotation alone."""
        found = self.reading.sentences[sentence]
        return found.last > found.first

    def _thinker(self, low: int, high: int) -> Phrase | None:
        """Whom "Para Torres, ..." or "Según Torres, ..." names at the head of a sentence."""
        words = self.reading.words
        if low + 1 >= high or words[low].lower not in THINKERS_OPEN:
            return None
        phrase = self.phrases.starting_at(low + 1, high)
        ends = phrase is not None and phrase.last < high and "," in words[phrase.last].gap
        return phrase if ends else None

    def _person_of(self, phrase: Phrase) -> Person | None:
        name = self.people.name_inside(phrase) or self._apposed_name(phrase)
        name = name or owner_inside(self.people, phrase)
        if name is None:
            name = self._resolve_title(phrase).name
        if name is None:
            return None
        person = self.people.person_named(self.people.full_name(name))
        return person if person is not None and self.people.may_be_person(person) else None

    def _apposed_name(self, phrase: Phrase) -> str | None:
        """The name beside a description: "Colorado’s attorney general, John Suthers,"."""
        words = self.reading.words
        opens = words[phrase.first]
        owned = opens.lower in self.reading.lexicon.determiners or is_possessive(opens.text)
        if not owned and not any(
            words[index].lower in self.reading.lexicon.roles
            for index in range(phrase.first, phrase.last)
        ):
            return None
        places = places_behind(self.phrases, phrase)
        return next((name for at in places if (name := self._name_closed(at)) is not None), None)

    def _name_closed(self, at: int) -> str | None:
        """The person's name that starts with this word and ends at a sign."""
        words = self.reading.words
        if not self.phrases.is_name(at):
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
        if is_possessive(words[phrase.last - 1].text):
            return Resolved(None, "document", 0.8)  # "a statement from Ana Roa's office"
        if owner is None and self.phrases.is_name(phrase.last - 1):
            first = self.phrases.name_left(phrase.last - 1, phrase.first)
            to_him = first > phrase.first and words[first - 1].lower in _RECEIVING
            owner = None if to_him else self.people.name_inside(Phrase(first, phrase.last))
        owner = owner or self._maker_behind(phrase.last)
        if owner is not None:
            return Resolved(self.people.full_name(owner), "document", 0.8)
        personal = any(words[at].lower in LETTERS for at in range(phrase.first, phrase.last))
        near = personal and self._is_near(words[phrase.first].start)
        return Resolved(self.last_speaker if near else None, "document", 0.6)

    def _maker_behind(self, at: int) -> str | None:
        """Whose statement it is by what follows: "by Ana Roa", "released by the Alpine Trust"."""
        words = self.reading.words
        if at + 2 >= len(words) or self.reading.lexicon.language != "en":
            return None
        at += words[at].lower.endswith("ed") and words[at + 1].lower == "by"
        named = at + 1 + (words[at + 1].lower in self.reading.lexicon.determiners)
        glued = all(self.phrases.is_glued(place) for place in range(at, min(named + 1, len(words))))
        if words[at].lower not in _MADE_BY or not glued or not self.phrases.is_name(named):
            return None
        last = self.phrases.name_right(named, min(len(words), named + _MAKER_WORDS))
        return self.people.name_inside(Phrase(named, last))
