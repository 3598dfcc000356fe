"""Whose words a marked stretch holds: patterns around cues, each with a measured confidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.domain.extraction.epithets import THINKERS_OPEN
from service.domain.extraction.marks import Stretch
from service.domain.extraction.patterns import CONFIDENCE, NOTHING, Found
from service.domain.extraction.reading import MASK
from service.domain.extraction.tags import Tags
from service.domain.model import Span
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.phrases import Phrase
    from service.domain.extraction.reading import Sentence

__all__ = ["CLOSING", "CONFIDENCE", "NOTHING", "Attributor", "Found"]

_BEFORE_WORDS = 40
_SENTENCE_WORDS = 120
_HEADING_WORDS = 8
_LED_IN_CHARS = 8
_REST_CHARS = 3000
_SIGNED_CHARS = 120
_SIGNED_WORDS = 12
_SIGNED = re.compile(r"[.,]?\s{0,3}(?:[—–―]|--?)\s?(?P<name>[^\n—–―\u00a4]{2,100}?)[.\s]*(?:\n|$)")
CLOSING = re.compile('[”"»]')
_BY = word_set("by por par da dal dalla von vom")
# What somebody gives or has where his words follow a colon.
_SPEECH_WORDS = word_set(
    "lines line case point argument advice joke jokes refrain mantra verdict rebuke apology retort"
    " lecture toast prayer caption headline voice mail chant call plea pitch appeal quote quotation"
    " explanation assessment take following"
)
_PUT_IT = (["put", "it"], ["puts", "it"])


class Attributor(Tags):
    """Applies the patterns to one reading."""

    def attribute(self, stretch: Stretch, following: Stretch | None) -> Found:
        """Returns who is said to have said a stretch, judged by its own sentence."""
        reading = self.reading
        start = reading.word_at_or_after(stretch.outer.start)
        sentence = reading.sentences[reading.sentence_at(stretch.outer.start)]
        found = self._signature(stretch) or self.after(stretch, following)
        found = found or self.taken_up(stretch)
        if found is not None and start > sentence.first and self.stands_alone(start - 1, start):
            found = None  # se declaró “inocente”, informó la cadena
        led_in = self._led_in(stretch, start, sentence)
        if found is not None and found.subject is not None and found.pattern != "according":
            return led_in or found
        low = max(sentence.first, start - _SENTENCE_WORDS)
        before = self._before(stretch, low, start)
        if start <= sentence.first:
            before = self._announced(stretch)
        if before is not None and before.subject is not None:
            return before
        if before is not None and found is None and self.stands_alone(before.cue, start):
            return before
        if found is None and stretch.unbalanced:
            found = self._after_rest(stretch, following)
        return found or self._later(stretch) or before or self._opening(stretch) or NOTHING

    def _led_in(self, stretch: Stretch, start: int, sentence: Sentence) -> Found | None:
        """Who speaks by the colon before a whole sentence, whatever the next sentence tells.

        As in: Roa answered: “Who knows?” Her critics asked more.
        """
        text = self.reading.text
        whole = text[stretch.end - 1] in ".?!…" and start > sentence.first
        if (
            not whole
            or self.reading.masked[
                max(0, stretch.outer.start - _LED_IN_CHARS) : stretch.outer.start
            ].rstrip()[-1:]
            != ":"
        ):
            return None
        before = self._before(stretch, max(sentence.first, start - _SENTENCE_WORDS), start)
        told = before is not None and before.subject is not None and before.pattern == "before"
        return before if told else None

    def _signature(self, stretch: Stretch) -> Found | None:
        """Reads “Never again.” — Ana Torres, 25, of Cali: a line that ends with who said it."""
        masked = self.reading.masked
        match = _SIGNED.match(masked, stretch.outer.end, stretch.outer.end + _SIGNED_CHARS)
        if match is None:
            return None
        low = self.reading.word_at_or_after(match.start("name"))
        high = self.reading.word_at_or_after(match.end("name"))
        if low >= high or high - low > _SIGNED_WORDS or not self.words[low].capital:
            return None
        if any(self.is_speech(at) for at in range(low + 1, high)):
            return None
        return Found("signature", None, self.phrases.starting_at(low, high))

    def _opening(self, stretch: Stretch) -> Found | None:
        """Whose clause a gerund depends on: "Calling it “a lie,” Roa left the room"."""
        reading = self.reading
        sentence = reading.sentences[reading.sentence_at(stretch.outer.start)]
        start = reading.word_at_or_after(stretch.outer.start)
        governed = (
            sentence.first < start and self.words[sentence.first].lower in self.lexicon.prepositions
        )
        cue = sentence.first + governed
        entry = self.lexicon.cues.get(self.words[cue].lower) if cue < start else None
        if entry is None or entry.mood != "participle":
            return None
        low = reading.word_at_or_after(stretch.outer.end)
        for at in range(low, min(sentence.last, low + _BEFORE_WORDS)):
            closed = at == low and reading.text[stretch.end - 1] == ","
            before = self.words[at - 1].end if at > low else stretch.outer.end
            if closed or "," in reading.text[before : self.words[at].start]:
                return Found("opening", cue, self.phrases.starting_at(at, sentence.last))
        return None

    def _after_rest(self, stretch: Stretch, following: Stretch | None) -> Found | None:
        """What follows the closing mark of a stretch that was ended where its line ends."""
        masked, low = self.reading.masked, stretch.outer.end
        high = min(following.outer.start if following else len(masked), low + _REST_CHARS)
        closing = CLOSING.search(masked, low, high)
        if closing is None:
            return None
        outer = Span(stretch.outer.start, closing.end())
        return self.after(
            Stretch(stretch.start, closing.start(), outer, stretch.depth, stretch.mark), following
        )

    def _announced(self, stretch: Stretch) -> Found | None:
        """A sentence before it that ends with a colon: "Petro told the square:" and a new line."""
        reading = self.reading
        number = reading.sentence_at(stretch.outer.start) - 1
        if number < 0:
            return None
        before = reading.sentences[number]
        if reading.text[before.end - 1] != ":":
            return None
        low = max(before.first, before.last - _SENTENCE_WORDS)
        return self._before(stretch, low, before.last)

    def reporting(self, sentence: Sentence, stretch: Stretch) -> Found:
        """Returns who speaks in a sentence without marks: "Roa criticised the plan. “Bad.”."""
        if self.reading.stretches_between(sentence.start, stretch.outer.start):
            return NOTHING
        high = sentence.last
        for cue in range(high - 1, max(sentence.first, high - _SENTENCE_WORDS) - 1, -1):
            entry = self.lexicon.cues.get(self.words[cue].lower)
            if entry is None or entry.mood not in {"finite", "infinitive"}:
                continue
            if self.is_verb(cue, sentence.first) and not self.is_passive(cue, sentence.first):
                found = self.with_subject(cue, sentence.first, high)
                if found is not None and found.subject is not None:
                    return Found("reported", None, found.subject)
        return NOTHING

    def _later(self, stretch: Stretch) -> Found | None:
        """A cue that closes the sentence: "The plan was “dead” in the House, Petro said."."""
        reading = self.reading
        low = reading.word_at_or_after(stretch.outer.end)
        high = reading.sentences[reading.sentence_at(stretch.outer.end - 1)].last
        for cue in range(low, min(high, low + _SENTENCE_WORDS)):
            if not (self.is_speech(cue) and self.is_verb(cue, low)):
                continue
            if "," in self.words[cue].gap:
                return Found("later", cue, self.inverted(cue, high))
            opens = next(
                (at for at in range(cue, max(low, cue - 6), -1) if "," in self.words[at].gap), None
            )
            subject = self.phrases.starting_at(opens, cue) if opens is not None else None
            if subject is not None and self.leads_to(subject, cue):
                return Found("later", cue, subject)
        return None

    def _before(self, stretch: Stretch, low: int, high: int) -> Found | None:
        if high <= low:
            return None
        between = self.reading.masked[self.words[high - 1].end : stretch.outer.start].strip()
        put = self._put_so(between, low, high)
        if put is not None:
            return put
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

    def _put_so(self, between: str, low: int, high: int) -> Found | None:
        """Reads "as Ana Roa put it, “…”"."""
        cue = high - 2
        said = [word.lower for word in self.words[max(low, cue) : high]]
        if between[:1] not in {",", ":"} or said not in _PUT_IT or cue <= low:
            return None
        subject = self.subject_of(cue, low)
        return Found("before", cue, subject) if subject is not None else None

    def _governs(self, stretch: Stretch, cue: int, low: int, high: int) -> Found | None:
        """Returns the cue with its speaker if it can govern a stretch that starts at ``high``."""
        if self._is_aside(cue):
            return None
        if not self.is_verb(cue, low) and not self._closes(stretch, cue, high):
            return self.owned_noun(cue, low)
        passive = None
        if cue >= high - 2 and self.may_be_passive(cue):
            passive = self._passive_agent(stretch, cue)
        if passive is not None:
            return passive
        if self.is_passive(cue, low):
            agent = self.agent_behind(cue, high)
            return Found("passive", cue, agent) if agent is not None else None
        return self.with_subject(cue, low, high)

    def _is_aside(self, cue: int) -> bool:
        """Whether the writer speaks of quoting: "Roa said, and I quote, “…”"."""
        lower = [word.lower for word in self.words[max(0, cue - 1) : cue + 1]]
        return lower == ["i", "quote"]

    def _closes(self, stretch: Stretch, cue: int, high: int) -> bool:
        """Whether a word that may be a noun ends the clause as its verb: "the site notes:"."""
        entry = self.lexicon.cues[self.words[cue].lower]
        if cue < high - 1 or not entry.noun_too or entry.mood != "finite":
            return False
        colon = self.reading.masked[self.words[cue].end : stretch.outer.start].strip() == ":"
        return colon and self._ends_noun(cue - 1)

    def _ends_noun(self, index: int) -> bool:
        """Whether a noun that something stands before ends here: "the Alpine Trust website"."""
        if index < 1 or not self.phrases.is_glued(index):
            return False
        lower = self.words[index].lower
        opens = self.words[self.phrases.ending_at(index, max(0, index - _HEADING_WORDS)).first]
        plain = lower not in self.lexicon.closed | self.lexicon.determiners
        return plain and (opens.capital or opens.lower in self.lexicon.determiners)

    def _without_verb(self, between: str, low: int, high: int) -> Found | None:
        if between.endswith(":") and high - low <= _HEADING_WORDS:
            about = low + 1 < high and self.words[low + 1].lower in {"on", "sobre", "sur", "su"}
            if about and self.phrases.is_name(low):
                return Found("heading", None, self.phrases.ending_at(low, low))
            return self._heading(low, high)
        labelled = self._before_colon(low, high) if between.endswith(":") else None
        agents = (self.according(at, high) for at in range(low, high))
        found = labelled or next(filter(None, agents), None) or self._thinker(low, high)
        if found is not None:
            return found
        for cue in range(high - 1, low - 1, -1):
            entry = self.lexicon.cues.get(self.words[cue].lower)
            if entry is not None:
                owner = self.owner(self.phrases.ending_at(cue, low))
                if owner is not None:
                    return Found("noun", cue, owner)
        return None

    def _before_colon(self, low: int, high: int) -> Found | None:
        """Reads "Roa released this statement:", "More from Ana Roa:", "A new tone - Ana Roa:"."""
        if self.lexicon.language != "en":
            return None
        if self.phrases.is_name(high - 1):
            name = self.phrases.ending_at(high - 1, low)
            opens = self.words[name.first].gap.strip()[-1:]
            governor = self.words[name.first - 1].lower if name.first > low else ""
            if opens in {"-", "–", "—"} or governor == "from":
                return Found("heading", None, name)
        subject = self.phrases.first_subject(low, high)
        if subject is None or not self.may_act(subject):
            return None
        said = any(self._is_speech_word(at) for at in range(subject.last, high))
        return Found("colon", None, subject) if said else None

    def _is_speech_word(self, index: int) -> bool:
        """Whether a word tells that something is said or written: a statement, a question."""
        lower = self.words[index].lower
        entry = self.lexicon.cues.get(lower)
        return entry is not None or lower in self.lexicon.documents or lower in _SPEECH_WORDS

    def _thinker(self, low: int, high: int) -> Found | None:
        """Reads "Para Ana Torres, “…”": by whose name a sentence opens that goes on in marks."""
        if low + 1 >= high or self.words[low].lower not in THINKERS_OPEN:
            return None
        subject = self.phrases.starting_at(low + 1, high)
        if subject is None or not self.phrases.is_name(subject.last - 1):
            return None
        ends = subject.last == high or self._closes_opinion(subject)
        return Found("thinker", low, subject) if ends else None

    def _closes_opinion(self, subject: Phrase) -> bool:
        """Whether a comma ends "Para Ana Torres, " and no country or body is meant."""
        names = self.words[self.phrases.name_left(subject.last - 1, subject.first) : subject.last]
        body = any(word.lower in self.lexicon.impersonal for word in names)
        after = self.words[subject.last]
        verb = after.lower in self.lexicon.auxiliaries | self.lexicon.determiners
        named = subject.last - subject.first > 1 and self.lexicon.language != "en"
        return not body and (after.gap.strip() == "," or (verb and named and after.gap == " "))

    def _heading(self, low: int, high: int) -> Found | None:
        """Reads "Roa:", and "Roa lo tiene claro:" as well."""
        phrase = self.phrases.ending_at(high - 1, low)
        if self.names_topic(low, high):
            return None
        whole = phrase.first == low and self.phrases.is_name(phrase.last - 1)
        if whole:
            return Found("heading", None, phrase)
        first = self.phrases.first_subject(low, high)
        if self.lexicon.language == "en":
            able = (one for one in (first, phrase) if one is not None and self.may_act(one))
            return next((Found("heading", None, one) for one in able), None)
        if first is not None and phrase.first == low and first.last == low + 1:
            first = None  # one word in front may be any word with a capital
        if first is not None and self.phrases.is_name(first.last - 1):
            return Found("heading", None, first)
        return Found("heading", None, phrase)

    def owned_noun(self, cue: int, low: int) -> Found | None:
        """Reads "Petro's promise to seek “…”": a noun with its owner that opens a clause."""
        opens = self.words[cue + 1].lower if cue + 1 < len(self.words) else ""
        marked = opens in {"of", "about", "de"} and MASK in self._gap_after(cue + 1)
        if not (marked or opens in {"to", "that", "que"}) or not self.phrases.is_glued(cue + 1):
            return None
        owner = self.owner(self.phrases.ending_at(cue, low))
        return Found("noun", cue, owner) if owner is not None else None

    def _gap_after(self, index: int) -> str:
        return self.words[index + 1].gap if index + 1 < len(self.words) else ""

    def with_subject(self, cue: int, low: int, high: int) -> Found | None:
        """Returns the cue with its subject, looked for on both sides within ``[low, high)``."""
        mood = self.lexicon.cues[self.words[cue].lower].mood
        if mood == "participle":
            subject = self.participle_subject(cue, low)
            return Found("participle", cue, subject) if subject else None
        subject = self.subject_of(cue, low)
        if subject is None:
            subject = self.inverted(cue, high)
        return Found("embedded", cue, subject) if subject or self.lexicon.subject_optional else None

    def _passive_agent(self, stretch: Stretch, cue: int) -> Found | None:
        low = self.reading.word_at_or_after(stretch.outer.end)
        if low + 1 >= len(self.words) or self.words[low].lower not in _BY:
            return None
        if self.reading.masked[stretch.outer.end : self.words[low].start].strip():
            return None
        return Found("passive", cue, self.phrases.starting_at(low + 1, len(self.words)))
