"""Whose words a marked stretch holds: patterns around cues, each with a measured confidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.extraction.phrases import Phrase, Phrases, is_possessive
from service.domain.extraction.reading import MASK
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.marks import Stretch
    from service.domain.extraction.reading import Reading

# Share of right speakers per pattern on development news; see the evaluation's reliability table.
CONFIDENCE = {
    "after": 0.97,
    "after_inverted": 0.97,
    "according": 0.9,
    "before": 0.93,
    "embedded": 0.8,
    "participle": 0.8,
    "noun": 0.6,
    "heading": 0.85,
    "passive": 0.8,
    "later": 0.8,
    "continued": 0.93,
    "chain": 0.75,
    "signed": 0.97,
    "clause": 0.85,
    "complement": 0.7,
    "clause_before": 0.9,
    "sentence": 0.4,
    "none": 0.0,
}
_AFTER_WORDS = 16
_BEFORE_WORDS = 40
_MAKER_WORDS = 6
_HEADING_WORDS = 8
_JOINED = re.compile(rf"^[\s,\-–—{MASK}”\"’]*$")
_ENDS_CLAUSE = (",", ".", "!", "?", "…", "—", "–", "-")
_SPEECH_MOODS = frozenset({"finite", "perfect"})
_POSSESSIVES = word_set("his her their its su sus my our sua seu son sa ses")
_BE = word_set("was were been being is are be fue fueron sido siendo es son era")
_PLACE_PREPOSITIONS = frozenset(["in", "at", "on", "to", "en", "a"])
_PLURAL_PRONOUNS = word_set("they we i you who some many most others")
_BY = frozenset(["by", "por"])
_QUOTED_AS = frozenset(["as"])


@dataclass(frozen=True, slots=True)
class Found:
    """The cue and the speaker's phrase of one stretch, as word places, and the rule."""

    pattern: str
    cue: int | None = None
    subject: Phrase | None = None


NOTHING = Found("none")


class Attributor:
    """Applies the patterns to one reading."""

    def __init__(self, reading: Reading, phrases: Phrases) -> None:
        """Keeps the reading and its phrases."""
        self.reading = reading
        self.phrases = phrases
        self.words = reading.words
        self.lexicon = reading.lexicon

    def attribute(self, stretch: Stretch, following: Stretch | None) -> Found:
        """Returns who is said to have said a stretch, judged by its own sentence."""
        reading = self.reading
        start = reading.word_at_or_after(stretch.outer.start)
        sentence = reading.sentences[reading.sentence_at(stretch.outer.start)]
        found = self._after(stretch, following)
        if found is not None and found.subject is not None and found.pattern != "according":
            return found
        before = self._before(stretch, sentence.first, start)
        if before is not None and before.subject is not None:
            return before
        return found or self._later(stretch) or before or NOTHING

    def _later(self, stretch: Stretch) -> Found | None:
        """A cue that closes the sentence: "The plan was “dead” in the House, Petro said."."""
        reading = self.reading
        low = reading.word_at_or_after(stretch.outer.end)
        high = reading.sentences[reading.sentence_at(stretch.outer.end - 1)].last
        for cue in range(low, high):
            if not (self.is_speech(cue) and self.is_verb(cue, low)):
                continue
            if "," in self.words[cue].gap:
                return Found("later", cue, self.inverted(cue, high))
            opens = next(
                (at for at in range(cue, max(low, cue - 6), -1) if "," in self.words[at].gap), None
            )
            subject = self.phrases.starting_at(opens, cue) if opens is not None else None
            if subject is not None and self._leads_to(subject, cue, closed=False):
                return Found("later", cue, subject)
        return None

    def _after(self, stretch: Stretch, following: Stretch | None) -> Found | None:
        reading = self.reading
        low = reading.word_at_or_after(stretch.outer.end)
        if low >= len(self.words):
            return None
        ends = reading.text[stretch.end - 1]
        sentence = reading.sentences[reading.sentence_at(stretch.outer.end - 1)]
        high = sentence.last
        if low >= high and ends in "?!…":
            later = reading.sentence_at(self.words[low].start)
            if reading.sentences[later].paragraph == sentence.paragraph:
                high = reading.sentences[later].last
        if following is not None:
            high = min(high, reading.word_at_or_after(following.outer.start))
        between = reading.masked[stretch.outer.end : self.words[low].start]
        if low >= high or not _JOINED.match(between):
            return None
        closed = ends in _ENDS_CLAUSE or between.strip()[:1] in {",", "—", "–"}
        if not closed and sentence.start < stretch.outer.start:
            return None
        return self._after_words(low, min(high, low + _AFTER_WORDS), closed=closed)

    def _after_words(self, low: int, high: int, *, closed: bool) -> Found | None:
        agent = self.according(low, high)
        if agent is not None:
            return agent
        first = low
        while first < high and (
            self.phrases.is_between(first) or self.words[first].lower in {"as", "como"}
        ):
            first += 1
        limit = high if closed else min(high, first + 5)
        for cue in range(first, limit):
            if not (self.is_speech(cue) and self.is_verb(cue, first)):
                continue
            if cue == first:
                subject = self.inverted(cue, high)
                return Found("after_inverted", cue, subject)
            subject = self.phrases.starting_at(first, cue)
            if subject is None or not self._leads_to(subject, cue, closed=closed):
                return None
            return Found("after", cue, subject)
        return None

    def _leads_to(self, subject: Phrase, cue: int, *, closed: bool) -> bool:
        """Whether only adverbs, or an apposition between commas, part a subject and its cue."""
        rest = range(subject.last, cue)
        if all(self.phrases.is_between(at) for at in rest):
            return True
        if rest and self.phrases.is_name(rest[-1]) and all(
            self.phrases.is_glued(at) and self._lengthens_name(at) for at in rest
        ):
            return True
        opens = self.words[subject.last].gap.strip()[:1]
        return closed and opens in {",", "—", "–", "("} and bool(self.words[cue].gap.strip())

    def _lengthens_name(self, index: int) -> bool:
        """Whether a word may stand inside a long name: "the Fish and Wildlife Service"."""
        lower = self.words[index].lower
        return self.phrases.is_name(index) or lower in {"and", "of", "for", "the", "y", "de", "la"}

    def is_speech(self, index: int) -> bool:
        """Whether the word is a finite form of a cue verb."""
        cue = self.lexicon.cues.get(self.words[index].lower)
        return (
            cue is not None
            and (
                cue.mood in _SPEECH_MOODS or (cue.mood == "infinitive" and self._may_invert(index))
            )
            and not cue.weak
            and not self.words[index].capital
            and self._has_particle(index)
        )

    def _may_invert(self, index: int) -> bool:
        """Whether a bare form is a plural present here, also before its subject."""
        if not index:
            return False
        gap = self.words[index].gap
        return "," in gap or MASK in gap or self._is_present(index)

    def _has_particle(self, index: int) -> bool:
        particle = self.lexicon.cues[self.words[index].lower].particle
        following = self.words[index + 1].lower if index + 1 < len(self.words) else ""
        return particle is None or particle == following

    def inverted(self, cue: int, high: int) -> Phrase | None:
        """Returns the subject that follows its cue: "said Petro", "dijo el presidente"."""
        at = cue + 1
        while at < high and self.phrases.is_between(at) and self.phrases.is_glued(at):
            at += 1
        if at >= high or not self.phrases.is_glued(at):
            return None
        if self.words[at].lower in self.lexicon.prepositions:
            return None
        return self.phrases.starting_at(at, high)

    def according(self, low: int, high: int) -> Found | None:
        """Returns whom an "according to" at this word names, if one stands there."""
        for phrase in self.lexicon.according:
            size = len(phrase)
            if tuple(word.lower for word in self.words[low : low + size]) != phrase:
                continue
            if low + size >= high:
                continue
            subject = self.phrases.starting_at(low + size, high)
            if subject is not None:
                return Found("according", low, subject)
        return None

    def _before(self, stretch: Stretch, low: int, high: int) -> Found | None:
        if high <= low:
            return None
        between = self.reading.masked[self.words[high - 1].end : stretch.outer.start].strip()
        weak: Found | None = None
        for cue in range(high - 1, max(low, high - _BEFORE_WORDS) - 1, -1):
            entry = self.lexicon.cues.get(self.words[cue].lower)
            if entry is None or (entry.weak and weak is not None):
                continue
            found = self._governs(stretch, cue, low, high)
            if found is None:
                continue
            if between.endswith((":", ",")) and found.pattern == "embedded":
                found = Found("before", found.cue, found.subject)
            if not entry.weak or cue == high - 1:
                return found
            weak = found
        if weak is not None:
            return weak
        return self._without_verb(between, low, high)

    def _governs(self, stretch: Stretch, cue: int, low: int, high: int) -> Found | None:
        """Returns the cue with its speaker if it can govern a stretch that starts at ``high``."""
        if not self.is_verb(cue, low):
            return self.owned_noun(cue, low)
        passive = self._passive_agent(stretch, cue) if cue >= high - 2 else None
        if passive is not None:
            return passive
        return None if self.is_passive(cue, low) else self.with_subject(cue, low, high)

    def _without_verb(self, between: str, low: int, high: int) -> Found | None:
        if between.endswith(":") and high - low <= _HEADING_WORDS:
            return Found("heading", None, self.phrases.ending_at(high - 1, low))
        for at in range(low, high):
            agent = self.according(at, high)
            if agent is not None:
                return agent
        for cue in range(high - 1, low - 1, -1):
            entry = self.lexicon.cues.get(self.words[cue].lower)
            if entry is not None:
                owner = self._owner(self.phrases.ending_at(cue, low))
                if owner is not None:
                    return Found("noun", cue, owner)
        return None

    def owned_noun(self, cue: int, low: int) -> Found | None:
        """Reads "Petro's promise to seek “…”": a noun with its owner that opens a clause."""
        opens = self.words[cue + 1].lower if cue + 1 < len(self.words) else ""
        marked = opens in {"of", "about", "de"} and MASK in self._gap_after(cue + 1)
        if not (marked or opens in {"to", "that", "que"}) or not self.phrases.is_glued(cue + 1):
            return None
        owner = self._owner(self.phrases.ending_at(cue, low))
        return Found("noun", cue, owner) if owner is not None else None

    def _gap_after(self, index: int) -> str:
        return self.words[index + 1].gap if index + 1 < len(self.words) else ""

    def is_verb(self, index: int, low: int) -> bool:
        """Whether a cue form is used as a verb here, judged by the word before it."""
        entry = self.lexicon.cues[self.words[index].lower]
        if entry.mood == "noun" or (self.words[index].capital and index > low):
            return False
        if not self._has_particle(index):
            return False
        if index == low or not self.phrases.is_glued(index):
            return True
        before = self.words[index - 1]
        if before.lower in self.lexicon.determiners or is_possessive(before.text):
            return before.lower in self.lexicon.pronouns
        if entry.noun_too and entry.mood == "finite" and not self._may_be_subject(index - 1):
            return False
        if entry.mood == "infinitive":
            return before.lower == "to" or self._is_present(index)
        return not self._goes_on_doing(index)

    def _goes_on_doing(self, index: int) -> bool:
        """Whether "continued to rise" stands here, which reports no speech."""
        following = self.words[index + 1].lower if index + 1 < len(self.words) else ""
        lemma = self.lexicon.cues[self.words[index].lower].lemma
        return lemma in {"continue", "begin"} and following == "to"

    def _is_present(self, index: int) -> bool:
        """Whether a bare form is a plural present: "aides say", "they argue", "did not say"."""
        before = self.words[index - 1]
        return self.phrases.is_between(index - 1) or (
            not is_possessive(before.text)
            and (
                before.lower in _PLURAL_PRONOUNS
                or (before.lower.endswith("s") and not before.lower.endswith("ss"))
                or before.lower in {"people", "police", "women", "men"}
            )
        )

    def _may_be_subject(self, index: int) -> bool:
        lower = self.words[index].lower
        return (
            self.phrases.is_name(index)
            or self.phrases.is_between(index)
            or lower in self.lexicon.pronouns
            or lower in self.lexicon.roles
            or lower in self.lexicon.relatives
            or lower in self.lexicon.conjunctions
        )

    def with_subject(self, cue: int, low: int, high: int) -> Found | None:
        """Returns the cue with its subject, looked for on both sides within ``[low, high)``."""
        mood = self.lexicon.cues[self.words[cue].lower].mood
        if mood == "participle":
            subject = self._participle_subject(cue, low)
            return Found("participle", cue, subject) if subject else None
        subject = self.subject_of(cue, low)
        if subject is None:
            subject = self.inverted(cue, high)
        return Found("embedded", cue, subject) if subject or self.lexicon.subject_optional else None

    def is_passive(self, cue: int, low: int) -> bool:
        """Whether a form of "be" stands before a past form."""
        entry = self.lexicon.cues[self.words[cue].lower]
        if entry.mood == "participle":
            return False
        at = cue - 1
        while at > low and self.phrases.is_between(at) and self.words[at].lower not in _BE:
            at -= 1
        return at >= low and self.words[at].lower in _BE

    def _passive_agent(self, stretch: Stretch, cue: int) -> Found | None:
        low = self.reading.word_at_or_after(stretch.outer.end)
        if low + 1 >= len(self.words) or self.words[low].lower not in _BY:
            return None
        if self.reading.masked[stretch.outer.end : self.words[low].start].strip():
            return None
        return Found("passive", cue, self.phrases.starting_at(low + 1, len(self.words)))

    def subject_of(self, cue: int, low: int) -> Phrase | None:
        """Returns the subject of a finite cue, looked for to its left."""
        at = cue - 1
        while at >= low and (
            self.phrases.is_between(at) or (self.words[at].lower == "to" and at > low)
        ):
            if "," in self.words[at + 1].gap:
                break
            at -= 1
        if at >= low and "," not in self.words[at + 1].gap:
            at = self._skip_aside(at, low)
        if at < low:
            return None
        lower = self.words[at].lower
        if lower in self.lexicon.relatives:
            return self.phrases.ending_at(at - 1, low) if at > low else None
        if lower in self.lexicon.conjunctions:
            return self._shared_subject(at, low)
        gap = self.words[at + 1].gap
        if any(mark in gap for mark in ",—–()") or MASK in gap:
            return self.phrases.first_subject(self._clause_start(at, low), at + 1)
        return self._subject_ending(at, low)

    def _skip_aside(self, at: int, low: int) -> int:
        """Skips "on Thursday", "in the past", "this week" between a subject and its verb."""
        first = at
        while first > low and self._is_time(first) and self.phrases.is_glued(first):
            first -= 1
        if first == at and not (at >= low and self._is_time(at)):
            return at
        if self.words[first].lower in self.lexicon.determiners:
            first -= 1
        if first >= low and self.words[first].lower in self.lexicon.prepositions:
            first -= 1
        while first >= low and self.phrases.is_between(first):
            first -= 1
        return first if first >= low else at

    def _is_time(self, index: int) -> bool:
        word = self.words[index]
        return word.lower in self.lexicon.times or word.text.isdigit()

    def _subject_ending(self, at: int, low: int) -> Phrase | None:
        lower = self.words[at].lower
        if lower in self.lexicon.pronouns:
            return Phrase(at, at + 1)
        if lower in self.lexicon.prepositions:
            return self.phrases.first_subject(low, at)
        if lower in self.lexicon.subordinators:
            return None
        phrase = self.phrases.ending_at(at, low)
        return phrase if self._may_speak(phrase) else None

    def _may_speak(self, phrase: Phrase) -> bool:
        """Whether a phrase can be a speaker: not one bare lower-case word that is no plural."""
        if phrase.last - phrase.first > 1:
            last = self.words[phrase.last - 1]
            return (
                last.capital
                or last.lower in self.lexicon.roles
                or last.lower in self.lexicon.documents
                or last.lower.endswith("s")
                or not self.phrases.is_name(phrase.first)
                or any(is_possessive(w.text) for w in self.words[phrase.first : phrase.last])
            )
        word = self.words[phrase.first]
        return (
            (self.phrases.is_name(phrase.first) or word.lower in self.lexicon.roles)
            or (word.lower.endswith("s") and not word.capital)
            or word.lower in self.lexicon.determiners
        )

    def _shared_subject(self, conjunction: int, low: int) -> Phrase | None:
        for at in range(conjunction - 1, low, -1):
            if self.is_speech(at) and self.is_verb(at, low):
                return self.subject_of(at, low)
        return self.phrases.first_subject(low, conjunction)

    def _clause_start(self, at: int, low: int) -> int:
        """The first word after the last full break to the left of ``at``."""
        while at > low and not any(mark in self.words[at].gap for mark in ";:" + MASK):
            at -= 1
        return at

    def _participle_subject(self, cue: int, low: int) -> Phrase | None:
        before = cue - 1
        if before < low:
            return None
        if self.words[before].lower in _QUOTED_AS and before - 1 >= low:
            return self.subject_of(before - 1, low)
        noun = self.lexicon.cues.get(self.words[before].lower)
        if noun is not None and self.phrases.is_glued(cue) and not self.is_verb(before, low):
            phrase = self.phrases.ending_at(before, low)
            return self._owner(phrase) or self._maker(phrase.first - 1, low)
        if self.phrases.is_glued(cue) and self.phrases.is_name(before):
            phrase = self.phrases.ending_at(before, low)
            place = phrase.first > low and self.words[phrase.first - 1].lower in _PLACE_PREPOSITIONS
            if not place:
                return phrase
        for at in range(before, low, -1):
            if self.is_speech(at) and self.is_verb(at, low):
                subject = self.subject_of(at, low) or self.inverted(at, cue)
                if subject is not None and not self._is_subordinate(subject, low):
                    return subject
        return self.phrases.first_subject(self._after_colon(cue, low), cue)

    def _is_subordinate(self, subject: Phrase, low: int) -> bool:
        """Whether the clause of this subject hangs on a conjunction: "as he has alleged"."""
        if subject.first <= low:
            return False
        before = self.words[subject.first - 1].lower
        return before in self.lexicon.subordinators or before in self.lexicon.that

    def _after_colon(self, at: int, low: int) -> int:
        while at > low and not any(mark in self.words[at].gap for mark in ";:"):
            at -= 1
        return at

    def _maker(self, at: int, low: int) -> Phrase | None:
        """Who "made inflammatory remarks": the nearest name or pronoun to the left."""
        for index in range(at, max(low, at - _MAKER_WORDS) - 1, -1):
            if self.words[index].lower in self.lexicon.pronouns - self.lexicon.determiners:
                return Phrase(index, index + 1)
            if self.phrases.is_name(index):
                return self.phrases.ending_at(index, low)
        return self.phrases.first_subject(low, at + 1)

    def _owner(self, phrase: Phrase) -> Phrase | None:
        """Whose comments: the possessor inside a phrase."""
        for at in range(phrase.last - 1, phrase.first - 1, -1):
            word = self.words[at]
            if word.lower in _POSSESSIVES:
                return Phrase(at, at + 1)
            if is_possessive(word.text):
                return Phrase(self.phrases.name_left(at, phrase.first), at + 1)
        return None
