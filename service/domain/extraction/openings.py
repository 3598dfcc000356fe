"""Whose view a sentence opens with: "In her view, …", "In a poll of May, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.attribution import Found
from service.domain.extraction.frames import Frame
from service.domain.extraction.holders import EVIDENCE, Holders
from service.domain.extraction.reading import MASK
from service.domain.kinds import Stance
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.complements import Clause
    from service.domain.extraction.phrases import Phrase
    from service.domain.extraction.reading import Sentence

_VIEWS = word_set(
    "view views opinion mind eyes telling words estimation judgment judgement reading"
)
_LONGEST = 18
_GOES_ON = word_set("taken done made which who held")
_NO_POLL = EVIDENCE & word_set(
    "film book case budget game tape footage video record records returns emails e-mails numbers"
    " results"
)


def _frame(lemma: str, stance: Stance) -> Frame:
    return Frame(lemma, stance, "noun", frozenset())


_THINK = _frame("view", Stance.BELIEVES)
_FIND = _frame("find", Stance.NEUTRAL)


class Openings(Holders):
    """Reads sentences that open with whose view they give."""

    forms = frozenset({"in"})

    def read(self, index: int, sentence: Sentence) -> Clause | None:
        """Returns the clause after the opening, if the sentence opens so."""
        if index != sentence.first and not self.has_comma(index):
            return None
        comma = self._comma(index, sentence)
        if comma is None:
            return None
        phrase = self._source(index + 1, comma)
        if phrase is None:
            return None
        told = self.words[phrase.last - 1].lower in EVIDENCE
        frame = _FIND if told else _THINK
        end = self.clause_end(comma, sentence)
        found = Found("according", index, phrase)
        return self.make(self.words[comma].start, end, found, frame=frame)

    def _comma(self, index: int, sentence: Sentence) -> int | None:
        """The first word after the comma that ends the opening."""
        for at in range(index + 2, min(sentence.last - 3, index + _LONGEST)):
            gap = self.words[at].gap
            if MASK in gap or ":" in gap or ";" in gap:
                return None
            if self.has_comma(at) and not self._goes_on(at):
                return at
        return None

    def _goes_on(self, at: int) -> bool:
        """Whether what follows a comma tells of the poll: ", released on Monday,"."""
        lower = self.words[at].lower
        return lower.endswith("ed") or lower in _GOES_ON

    def _source(self, first: int, comma: int) -> Phrase | None:
        last = self.words[comma - 1].lower
        if last in _VIEWS:
            return self.attributor.owner(self.phrases.ending_at(comma - 1, first))
        for at in range(first, comma):
            lower = self.words[at].lower
            if lower in EVIDENCE and lower not in _NO_POLL:
                return self.phrases.ending_at(at, first)
            if lower in self.lexicon.prepositions:
                break
        return None
