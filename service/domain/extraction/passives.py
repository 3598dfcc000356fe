"""What was asked, told or expected without saying by whom: "Asked whether …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.attribution import Found
from service.domain.extraction.frames import Frame
from service.domain.extraction.holders import Holders
from service.domain.kinds import Stance
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.complements import Clause
    from service.domain.extraction.reading import Sentence

_BE = word_set("is are was were be been being am")
_QUESTION = word_set("whether how why what if who when where which")
_WHEN = word_set("when if after being once")
_ASKED = word_set("asked pressed questioned quizzed")
_TOLD = word_set("told informed assured warned reminded advised notified")
_EXPECTED = word_set(
    "expected believed thought said reported projected supposed considered rumored alleged presumed"
    " forecast predicted estimated seen viewed regarded deemed accused suspected known rumoured"
)
_PARTICIPLES = frozenset({"past", "perfect"})
_BY = frozenset({"by"})
_RAISES = word_set("to as of")


def _frame(lemma: str, stance: Stance) -> Frame:
    return Frame(lemma, stance, "past", frozenset())


_ASK = _frame("ask", Stance.ASKS)
_TELL = _frame("tell", Stance.NEUTRAL)


def _is_judging(frame: Frame) -> bool:
    """Whether a form can be the passive of a verb that takes what is judged as its object."""
    return frame.mood in _PARTICIPLES and "it" in frame.complements


class Passives(Holders):
    """Reads passive forms: what was asked, told or expected, and what was praised "by" somebody."""

    forms = _ASKED | _TOLD | _EXPECTED | _BY

    def read(self, index: int, sentence: Sentence) -> Clause | None:
        """Returns what was asked, told or expected at this place, if anything was."""
        first = index + 1
        if first + 1 >= sentence.last or not self.words[first].gap.isspace():
            return None
        lower = self.words[index].lower
        if lower in _BY:
            return self._judged(index - 1, sentence) if index > sentence.first else None
        if lower in _ASKED:
            return self._asked(index, sentence)
        if not self._is_passive(index, sentence.first):
            return None
        if lower in _TOLD:
            return self._told(index, sentence)
        return self._expected(index, sentence) if lower in _EXPECTED else None

    def _is_passive(self, index: int, low: int) -> bool:
        at = index - 1
        while at > low and self.phrases.is_between(at) and self.words[at].lower not in _BE:
            at -= 1
        return at >= low and at < index and self.words[at].lower in _BE

    def _asked(self, index: int, sentence: Sentence) -> Clause | None:
        opens = index == sentence.first or self.words[index - 1].lower in _WHEN
        if not (opens or self._is_passive(index, sentence.first)):
            return None
        first = index + 1
        lower = self.words[first].lower
        if lower == "about":
            end = self.phrase_end(first + 1, sentence, closed=opens)
            first += 1
        elif lower in _QUESTION:
            end = self.clause_end(first, sentence, closed=opens)
        elif lower == "to":
            end = self.phrase_end(first, sentence, closed=opens)
        else:
            return None
        return self.make(self.words[first].start, end, Found("none", index), frame=_ASK)

    def _judged(self, index: int, sentence: Sentence) -> Clause | None:
        """Reads what was backed or attacked by somebody: "The plan was opposed by the council"."""
        frames = self.lexicon.frames.get(self.words[index].lower, ())
        frame = next((frame for frame in frames if _is_judging(frame)), None)
        agent = self.phrases.starting_at(index + 2, sentence.last)
        if frame is None or agent is None or not self.may_hold(agent):
            return None
        if not self._is_passive(index, sentence.first):
            return None
        subject = self.attributor.subject_of(index, sentence.first)
        if subject is None:
            return None
        start, end = self.words[subject.first].start, self.words[subject.last - 1].end
        return self.make(start, end, Found("attitude", index, agent), fewest=1, frame=frame)

    def _told(self, index: int, sentence: Sentence) -> Clause | None:
        first = index + 1
        if self.words[first].lower == "that":
            first += 1
        elif not self.opens_clause(first, sentence.last, "tell"):
            return None
        end = self.clause_end(first, sentence)
        return self.make(self.words[first].start, end, Found("none", index), frame=_TELL)

    def _expected(self, index: int, sentence: Sentence) -> Clause | None:
        subject = self.attributor.subject_of(index, sentence.first)
        if subject is None:
            return None
        frame = _frame(self.words[index].lower, Stance.BELIEVES)
        found = Found("none", index)
        first = index + 1
        if self.words[subject.first].lower == "it":
            if self.words[first].lower != "that":
                return None
            end = self.clause_end(first + 1, sentence)
            return self.make(self.words[first + 1].start, end, found, frame=frame)
        if self.words[first].lower not in _RAISES:
            return None
        end = self.phrase_end(first, sentence)
        return self.make(self.words[subject.first].start, end, found, frame=frame)
