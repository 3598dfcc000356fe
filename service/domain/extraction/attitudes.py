"""What somebody thinks, wants or stands for, and speech told by its topic: no marks, no clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.attribution import Found
from service.domain.extraction.holders import Holders
from service.domain.extraction.reading import MASK
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Attributor
    from service.domain.extraction.complements import Clause
    from service.domain.extraction.frames import Frame
    from service.domain.extraction.reading import Reading, Sentence

_QUESTION = word_set("whether how why what if who when where which")
_PARTICLES = word_set("out back off up")
_ARTICLES = frozenset({"a", "an"})
# "declined to comment" tells of talking and of nothing that was said.
_TALKING = word_set("comment speak talk discuss answer respond say elaborate reply explain")
_OBJECT_WITHIN = 9
_LIGHT_WITHIN = 5
_NAMED_WITHIN = 7


class Attitudes(Holders):
    """Reads the frames of a lexicon: verbs, nouns and adjectives with their complements."""

    def __init__(self, reading: Reading, attributor: Attributor) -> None:
        """Keeps the reading and the patterns that find subjects."""
        super().__init__(reading, attributor)
        self.frames = reading.lexicon.frames

    def read(self, index: int, sentence: Sentence) -> Clause | None:
        """Returns what the word at this place ascribes to somebody, if it does."""
        for frame in self.frames.get(self.words[index].lower, ()):
            opened = self._open(index, frame, sentence.last)
            if opened is None:
                continue
            first, kind = opened
            holder = self.holder(index, frame, kind, sentence)
            if holder is None or (kind == "datum" and not self.is_evidence(holder)):
                continue
            opens: int | None = self.words[first].start
            if MASK in self.words[first].gap:
                opens = self.marked_start(first, sentence.last)
            if opens is None:
                continue
            closed = (
                index == sentence.first
                or frame.mood == "noun"
                or self.is_subordinate(holder.first, sentence.first)
                or self.is_relative(index, sentence.first)
            )
            end = self._end(first, kind, sentence, closed=closed)
            return self.make(opens, end, Found("attitude", index, holder), frame=frame)
        return None

    def _end(self, first: int, kind: str, sentence: Sentence, *, closed: bool) -> int:
        if kind in {"that", "whether"}:
            return self.clause_end(first, sentence, closed=closed)
        return self.phrase_end(first, sentence, closed=closed)

    def _open(self, index: int, frame: Frame, high: int) -> tuple[int, str] | None:
        """Returns the first word of the complement and its kind."""
        at = index + 1
        particle = at + 1 < high and self.words[at].lower in _PARTICLES
        if particle and self.words[at + 1].lower in frame.prepositions:
            at += 1
        elif frame.mood != "noun":
            at = self.after_time(at, high)
        if at >= high:
            return None
        if MASK in self.words[at].gap:
            return (at, "it") if "it" in frame.complements else None
        if self.is_apart(at):
            return None
        opened = self._open_closed(at, frame, high)
        if opened is not None or self.words[at].lower == "to" or frame.mood == "noun":
            return opened
        return self._open_bare(at, frame, high)

    def _open_closed(self, at: int, frame: Frame, high: int) -> tuple[int, str] | None:
        """A complement that opens with "to", a preposition, "that" or a question word."""
        lower = self.words[at].lower
        inner = at + 1 < high and (not self.is_apart(at + 1) or MASK in self.words[at + 1].gap)
        if lower == "to" and "to" in frame.complements:
            talks = at + 1 < high and self.words[at + 1].lower in _TALKING
            return None if talks else (at, "to")
        if lower in frame.prepositions and inner:
            that = lower in _PARTICLES and self.words[at + 1].lower == "that" and at + 2 < high
            return (at + 2, "that") if that else (at + 1, "it")
        if lower == "that" and "that" in frame.complements and inner:
            return at + 1, "that"
        asks = lower in _QUESTION and "whether" in frame.complements
        return (at, "whether") if asks else None

    def _open_bare(self, at: int, frame: Frame, high: int) -> tuple[int, str] | None:
        complements = frame.complements
        if "him-to" in complements and self._asks_for(at, high):
            return at, "him-to"
        if "that" in complements and self.opens_clause(at, high, frame.lemma):
            return at, "that"
        if not self._opens_object(at) or self._carries_noun(at - 1, high):
            return None
        if "it" in complements or ("it-a" in complements and self._is_named(at, high)):
            return at, "it"
        return (at, "datum") if "datum" in complements else None

    def _carries_noun(self, verb: int, high: int) -> bool:
        """Whether the verb only carries a noun that has a frame: "expressed concern about"."""
        if not self.is_light(verb):
            return False
        for at in range(verb + 1, min(high - 1, verb + _LIGHT_WITHIN)):
            following = self.words[at + 1].lower
            for frame in self.frames.get(self.words[at].lower, ()):
                opens = following in frame.prepositions or following in frame.complements
                if frame.mood == "noun" and opens:
                    return True
        return False

    def _is_named(self, at: int, high: int) -> bool:
        """Whether an object is called something: "called the vote a defeat"."""
        for index in range(at + 1, min(high, at + _NAMED_WITHIN)):
            if self.words[index].lower in self.lexicon.prepositions or self.has_comma(index):
                return False
            if self.words[index].lower in _ARTICLES:
                return True
        return False

    def _asks_for(self, first: int, high: int) -> bool:
        """Whether "to" follows the one who is asked."""
        for at in range(first + 1, min(high, first + _OBJECT_WITHIN)):
            if not self.words[at].gap.isspace():
                return False
            if self.words[at].lower == "to":
                return True
        return False

    def _opens_object(self, at: int) -> bool:
        lower = self.words[at].lower
        if lower in self.lexicon.determiners or lower == "her":
            return True
        return not (
            lower in self.lexicon.prepositions
            or lower in self.lexicon.conjunctions
            or lower in self.lexicon.subordinators
            or lower in self.lexicon.times
            or lower in _QUESTION
            or self.phrases.is_between(at)
        )
