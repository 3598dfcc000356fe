"""Reported speech in headlines: every word has a capital, and the verb stands in the present."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.attribution import Found
from service.domain.extraction.boundaries import LEFT_OUT
from service.domain.extraction.complements import Complements
from service.domain.extraction.phrases import Phrase
from service.domain.extraction.reading import MASK
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.complements import Clause
    from service.domain.extraction.frames import Frame
    from service.domain.extraction.reading import Sentence

_LONGEST = 24
_FEWEST_CAPITALS = 4
_SMALL = word_set("is are be was were not it its his her their")
_REPORTING = word_set(
    "say says said tell tells told warn warns vow vows insist insists admit admits shows claims"
    " hints suggests"
)


class Headlines(Complements):
    """Reads sentences in which every word that counts has a capital."""

    def is_headline(self, sentence: Sentence) -> bool:
        """Whether the sentence is written as a headline; all capitals do not count."""
        if self.lexicon.language != "en" or sentence.last - sentence.first > _LONGEST:
            return False
        lexicon = self.lexicon
        small = (lexicon.prepositions, lexicon.conjunctions, lexicon.determiners, _SMALL)
        capitals = 0
        for word in self.words[sentence.first : sentence.last]:
            if word.capital:
                capitals += not word.text.isupper()
            elif not (word.text[0].isdigit() or any(word.lower in group for group in small)):
                return False
        return capitals >= _FEWEST_CAPITALS

    def read(self, sentence: Sentence) -> Clause | None:
        """Returns what the headline reports, if it does: "Mayor Says the Bridge Will Close"."""
        for index in range(sentence.first + 1, sentence.last - 2):
            if ":" in self.words[index].gap or MASK in self.words[index].gap:
                return None
            lower = self.words[index].lower
            frame = self._frame(lower)
            if lower not in _REPORTING and frame is None:
                continue
            first = self._content(index, frame, sentence.last)
            if first is None:
                continue
            end = self._end(first, sentence)
            found = Found("clause", index, Phrase(sentence.first, index))
            return self.make(self.words[first].start, end, found, frame=frame)
        return None

    def _frame(self, lower: str) -> Frame | None:
        """The frame of a verb that stands in the present or the past and is no noun."""
        for frame in self.lexicon.frames.get(lower, ()):
            if frame.mood in {"finite", "past"} and not frame.also_noun:
                return frame
        return None

    def _content(self, index: int, frame: Frame | None, high: int) -> int | None:
        first = index + 1
        if not self.words[first].gap.isspace():
            return None
        lower = self.words[first].lower
        if lower in LEFT_OUT:
            return first + 1
        if frame is None or "that" in frame.complements:
            closed = lower in self.lexicon.prepositions or lower in self.lexicon.conjunctions
            return None if closed else first
        if lower == "to":
            return first if "to" in frame.complements else None
        if lower in frame.prepositions and first + 1 < high:
            return first + 1
        opens = "it" in frame.complements and lower not in self.lexicon.prepositions
        return first if opens else None

    def _end(self, first: int, sentence: Sentence) -> int:
        for at in range(first + 1, sentence.last):
            if any(mark in self.words[at].gap for mark in ":;|—–"):
                return self.end_before(at)
        return sentence.end
