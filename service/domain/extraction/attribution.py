"""Whose words a marked stretch holds: patterns around cues, each with a measured confidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.domain.extraction.epithets import THINKERS_OPEN
from service.domain.extraction.marks import Stretch
from service.domain.extraction.patterns import CONFIDENCE, NOTHING, Found
from service.domain.extraction.reading import MASK
from service.domain.extraction.subjects import Subjects
from service.domain.model import Span
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.phrases import Phrase
    from service.domain.extraction.reading import Sentence

__all__ = ["CLOSING", "CONFIDENCE", "NOTHING", "Attributor", "Found"]

_AFTER_WORDS = 32
_TAG_WORDS = 4
_BEFORE_WORDS = 40
_SENTENCE_WORDS = 120
_HEADING_WORDS = 8
_LEAD_INS = word_set("as como tal así según comme selon come secondo conforme segundo wie")
_TAKING_UP = (["así", "lo"], ["assim", "o"])
_COMPLEMENT_WORDS = 12
_REST_CHARS = 3000
_SIGNED_CHARS = 120
_SIGNED_WORDS = 12
_SIGNED = re.compile(r"[.,]?\s{0,3}(?:[—–―]|--?)\s?(?P<name>[^\n—–―\u00a4]{2,100}?)[.\s]*(?:\n|$)")
CLOSING = re.compile('[”"»]')
_JOINED = re.compile(rf"^[\s,\-–—{MASK}”\"’]*$")
_ENDS_CLAUSE = (",", ".", "!", "?", "…", "—", "–", "-")
_BY = frozenset(["by", "por"])


class Attributor(Subjects):
    """Applies the patterns to one reading."""

    def attribute(self, stretch: Stretch, following: Stretch | None) -> Found:
        """Returns who is said to have said a stretch, judged by its own sentence."""
        reading = self.reading
        start = reading.word_at_or_after(stretch.outer.start)
        sentence = reading.sentences[reading.sentence_at(stretch.outer.start)]
        found = self._signature(stretch) or self._after(stretch, following)
        found = found or self._taken_up(stretch)
        if found is not None and found.subject is not None and found.pattern != "according":
            return found
        low = max(sentence.first, start - _SENTENCE_WORDS)
        before = self._before(stretch, low, start)
        if start <= sentence.first:
            before = self._announced(stretch)
        if before is not None and before.subject is not None:
            return before
        if found is None and stretch.unbalanced:
            found = self._after_rest(stretch, following)
        return found or self._later(stretch) or before or self._opening(stretch) or NOTHING

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
            if closed or "," in self.words[at].gap:
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
        return self._after(
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
            if subject is not None and self._leads_to(subject, cue, closed=False):
                return Found("later", cue, subject)
        return None

    def _after(self, stretch: Stretch, following: Stretch | None) -> Found | None:
        reading = self.reading
        low = reading.word_at_or_after(stretch.outer.end)
        if low >= len(self.words) or self._is_parted(stretch, low):
            return None
        ends = self._last_char(stretch)
        sentence = reading.sentences[reading.sentence_at(stretch.outer.end - 1)]
        high = sentence.last
        if low >= high and ends in "?!…":
            later = reading.sentence_at(self.words[low].start)
            if reading.sentences[later].paragraph == sentence.paragraph:
                high = reading.sentences[later].last
        elif low >= high and ends == ".":
            high = self._tag_end(low, sentence)
        if following is not None:
            high = min(high, reading.word_at_or_after(following.outer.start))
        between = reading.masked[stretch.outer.end : self.words[low].start]
        if low >= high or not _JOINED.match(between):
            return None
        closed = ends in _ENDS_CLAUSE or between.strip()[:1] in {",", "—", "–"}
        if not closed and sentence.start < stretch.outer.start:
            return None
        return self._after_words(low, min(high, low + _AFTER_WORDS), closed=closed)

    def _last_char(self, stretch: Stretch) -> str:
        """The last character of what was said, marks that close inside of it left out."""
        at = stretch.end - 1
        while at > stretch.start and self.reading.text[at] in "’'”\"":
            at -= 1
        return self.reading.text[at]

    def _tag_end(self, low: int, sentence: Sentence) -> int:
        """Where “…missing.” Roa said. ends: a sentence of its own, but in the same paragraph."""
        reading = self.reading
        after = reading.sentences[reading.sentence_at(self.words[low].start)]
        tag = after.paragraph == sentence.paragraph and after.last - low <= _TAG_WORDS
        return after.last if tag else low

    def _taken_up(self, stretch: Stretch) -> Found | None:
        """A sentence that takes up the words before it: "Así lo reconoció ayer el jefe"."""
        reading = self.reading
        low = reading.word_at_or_after(stretch.outer.end)
        if [word.lower for word in self.words[low : low + 2]] not in _TAKING_UP:
            return None
        after = reading.sentences[reading.sentence_at(self.words[low].start)]
        own = reading.sentences[reading.sentence_at(stretch.outer.end - 1)]
        if after.paragraph != own.paragraph or MASK in self.words[low].gap.lstrip(MASK):
            return None
        return self._after_words(low, min(after.last, low + _AFTER_WORDS), closed=True)

    def _is_parted(self, stretch: Stretch, low: int) -> bool:
        """Whether a line ends between the stretch and a word that may open a sentence."""
        gap = self.reading.text[stretch.end - 1 : self.words[low].start]
        return "\n" in gap and self.words[low].capital and any(stop in gap for stop in ".?!…")

    def _after_words(self, low: int, high: int, *, closed: bool) -> Found | None:
        agent = self.according(low, high)
        if agent is not None:
            return agent
        first = low
        while first < high and (
            self.phrases.is_between(first) or self.words[first].lower in _LEAD_INS
        ):
            first += 3 if self._is_just_as(first, high) else 1
        limit = high if closed else min(high, first + 5)
        for cue in range(first, limit):
            spoken = self.is_speech(cue) or (closed and self._may_tag(cue))
            if not (spoken and self.is_verb(cue, first)):
                continue
            if cue == first:
                subject = self.inverted(cue, high)
                return Found("after_inverted", cue, subject)
            subject = self.phrases.starting_at(first, cue)
            if subject is None or not self._leads_to(subject, cue, closed=closed):
                return None
            return Found("after", cue, subject)
        return None

    def _may_tag(self, cue: int) -> bool:
        """Whether a verb of thought or stance stands here: “It will pass,” Roa assured us."""
        entry = self.lexicon.cues.get(self.words[cue].lower)
        return (
            entry is not None
            and entry.weak
            and entry.mood == "finite"
            and not self.words[cue].capital
        )

    def _is_just_as(self, at: int, high: int) -> bool:
        """Whether "tal y como" stands here."""
        return [word.lower for word in self.words[at : min(high, at + 3)]] == ["tal", "y", "como"]

    def _leads_to(self, subject: Phrase, cue: int, *, closed: bool) -> bool:
        """Whether only adverbs, or an apposition between commas, part a subject and its cue."""
        rest = range(subject.last, cue)
        if all(self.phrases.is_between(at) for at in rest):
            return True
        if (
            rest
            and self.phrases.is_name(rest[-1])
            and all(self.phrases.is_glued(at) and self._lengthens_name(at) for at in rest)
        ):
            return True
        if closed and self._is_complement(subject.last, cue):
            return True
        opens = self.words[subject.last].gap.strip()[:1]
        return closed and opens in {",", "—", "–", "("} and bool(self.words[cue].gap.strip())

    def _is_complement(self, low: int, cue: int) -> bool:
        """Whether "in the Clinton ad" or "for the Fish and Wildlife Service" fills the gap."""
        if low >= cue or cue - low > _COMPLEMENT_WORDS:
            return False
        opens = self.words[low].lower in self.lexicon.prepositions
        return opens and all(self.phrases.is_glued(at) for at in range(low, cue + 1))

    def _lengthens_name(self, index: int) -> bool:
        """Whether a word may stand inside a long name: "the Fish and Wildlife Service"."""
        lower = self.words[index].lower
        return self.phrases.is_name(index) or lower in {"and", "of", "for", "the", "y", "de", "la"}

    def according(self, low: int, high: int) -> Found | None:
        """Returns whom an "according to" at this word names, if one stands there."""
        if low >= high or self.words[low].lower not in self.according_words:
            return None
        for phrase in self.lexicon.according:
            size = len(phrase)
            found = tuple(word.lower for word in self.words[low : low + size])
            if found != phrase or low + size >= high:
                continue
            subject = self.phrases.starting_at(low + size, high)
            if subject is not None and self._may_be_told(subject):
                return Found("according", low, subject)
        return None

    def _may_be_told(self, phrase: Phrase) -> bool:
        """Whether one can go by it: "según fuentes", and not "según parece"."""
        word = self.words[phrase.first]
        if phrase.last - phrase.first > 1 or word.capital or word.lower.endswith("s"):
            return True
        return word.lower in self.lexicon.roles | self.lexicon.pronouns | self.lexicon.documents

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
        past = self.lexicon.cues[self.words[cue].lower].mood != "participle"
        passive = self._passive_agent(stretch, cue) if past and cue >= high - 2 else None
        if passive is not None:
            return passive
        return None if self.is_passive(cue, low) else self.with_subject(cue, low, high)

    def _without_verb(self, between: str, low: int, high: int) -> Found | None:
        if between.endswith(":") and high - low <= _HEADING_WORDS:
            about = low + 1 < high and self.words[low + 1].lower in {"on", "sobre", "sur", "su"}
            if about and self.phrases.is_name(low):
                return Found("heading", None, self.phrases.ending_at(low, low))
            return self._heading(low, high)
        for at in range(low, high):
            agent = self.according(at, high)
            if agent is not None:
                return agent
        thinker = self._thinker(low, high)
        if thinker is not None:
            return thinker
        for cue in range(high - 1, low - 1, -1):
            entry = self.lexicon.cues.get(self.words[cue].lower)
            if entry is not None:
                owner = self.owner(self.phrases.ending_at(cue, low))
                if owner is not None:
                    return Found("noun", cue, owner)
        return None

    def _thinker(self, low: int, high: int) -> Found | None:
        """Reads "Para Ana Torres, “…”": by whose name a sentence opens that goes on in marks."""
        if low + 1 >= high or self.words[low].lower not in THINKERS_OPEN:
            return None
        subject = self.phrases.starting_at(low + 1, high)
        whole = subject is not None and subject.last == high
        named = subject is not None and self.phrases.is_name(subject.last - 1)
        return Found("thinker", low, subject) if whole and named else None

    def _heading(self, low: int, high: int) -> Found:
        """Reads "Roa:", and "Roa lo tiene claro:" as well."""
        phrase = self.phrases.ending_at(high - 1, low)
        whole = phrase.first == low and self.phrases.is_name(phrase.last - 1)
        first = None if whole else self.phrases.first_subject(low, high)
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
