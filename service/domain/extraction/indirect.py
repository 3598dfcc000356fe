"""Speech reported without marks, and reported clauses with marks inside: the content clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.extraction.attribution import Found
from service.domain.extraction.reading import MASK
from service.domain.model import Span
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Attributor
    from service.domain.extraction.reading import Reading, Sentence

_THAT_WITHIN = 9
_VERB_WITHIN = 9
_FEWEST_WORDS = 3
_TAIL_WORDS = 8
_NOMINATIVE = word_set("he she it they there we i you this these those")
_SAY = frozenset(["say", "add", "note", "tweet", "post"])
_TO_SOMEONE = word_set("tell warn inform remind advise assure promise")
_TRAILING = ' \t\n\r,.;:!?…—–-”"“'


@dataclass(frozen=True, slots=True)
class Clause:
    """A content clause ``[start, end)`` with what attributes it."""

    start: int
    end: int
    found: Found


class ClauseFinder:
    """Finds the content clauses of one reading, sentence by sentence."""

    def __init__(self, reading: Reading, attributor: Attributor) -> None:
        """Keeps the reading and the patterns that find subjects."""
        self.reading = reading
        self.attributor = attributor
        self.words = reading.words
        self.lexicon = reading.lexicon
        self.phrases = attributor.phrases

    def find(self) -> list[Clause]:
        """Returns the clauses in order of start; two of them never overlap."""
        clauses: list[Clause] = []
        for sentence in self.reading.sentences:
            covered = sentence.start
            for clause in self._in_sentence(sentence):
                if clause.start >= covered:
                    clauses.append(clause)
                    covered = clause.end
        return clauses

    def _in_sentence(self, sentence: Sentence) -> list[Clause]:
        found: list[Clause] = []
        for index in range(sentence.first, sentence.last):
            entry = self.lexicon.cues.get(self.words[index].lower)
            if entry is None:
                clause = self._according(index, sentence)
            elif entry.mood not in {"noun", "infinitive"} and self.attributor.is_verb(
                index, sentence.first
            ):
                clause = self._after_cue(index, sentence) or self._before_cue(index, sentence)
            else:
                clause = None
            if clause is not None:
                found.append(clause)
        return sorted(found, key=lambda clause: clause.start)

    def _after_cue(self, cue: int, sentence: Sentence) -> Clause | None:
        first = self._content_start(cue, sentence.last)
        if first is None:
            return None
        attributed = self.attributor.with_subject(cue, sentence.first, first)
        if attributed is None:
            return None
        pattern = "clause" if attributed.subject else "none"
        end = self._content_end(first, sentence)
        return self._make(self.words[first].start, end, Found(pattern, cue, attributed.subject))

    def _content_start(self, cue: int, high: int) -> int | None:
        """Returns the first word of the clause that a cue introduces after it, if any."""
        for at in range(cue + 1, min(high, cue + 1 + _THAT_WITHIN)):
            if any(mark in self.words[at].gap for mark in (".", ";", ":", MASK)):
                break
            lower = self.words[at].lower
            if lower in self.lexicon.that and self._may_reach(cue, at):
                opens = at + 1 if lower in {"that", "que"} else at
                return opens if opens < high and MASK not in self.words[at].gap else None
            if at > cue + 1 and self._is_other_cue(at):
                break
        return self._bare_clause(cue, high)

    def _may_reach(self, cue: int, that: int) -> bool:
        """Whether "that" belongs to the cue and does not open a relative clause."""
        if that == cue + 1:
            return True
        before = self.words[that - 1]
        lemma = self.lexicon.cues[self.words[cue].lower].lemma
        if self.lexicon.subject_optional or lemma in _TO_SOMEONE:
            return True
        noun = self.lexicon.cues.get(before.lower)
        return (
            (noun is not None and noun.mood == "noun")
            or self.phrases.is_between(that - 1)
            or before.capital
            or before.lower in self.lexicon.roles
            or any(w.lower in self.lexicon.prepositions for w in self.words[cue + 1 : cue + 3])
        )

    def _is_other_cue(self, index: int) -> bool:
        entry = self.lexicon.cues.get(self.words[index].lower)
        return entry is not None and entry.mood in {"finite", "participle"}

    def _bare_clause(self, cue: int, high: int) -> int | None:
        entry = self.lexicon.cues[self.words[cue].lower]
        first = cue + 1
        if not entry.takes_clause or self.lexicon.subject_optional:
            return None
        if first >= high or not self.words[first].gap.isspace():
            return None
        word = self.words[first]
        if word.lower in self.lexicon.prepositions or word.lower in self.lexicon.conjunctions:
            return None
        if word.lower in _NOMINATIVE:
            return first
        return first if entry.lemma in _SAY or self._has_verb(first, high) else None

    def _has_verb(self, first: int, high: int) -> bool:
        """Whether an auxiliary follows soon: what stands here is a clause, not an object."""
        for at in range(first, min(high, first + _VERB_WITHIN)):
            if any(mark in self.words[at].gap for mark in ",;:") and at > first:
                return False
            lower = self.words[at].lower
            if lower in self.lexicon.relatives:
                return False
            if lower in self.lexicon.auxiliaries:
                return at > first
        return False

    def _content_end(self, first: int, sentence: Sentence) -> int:
        """Ends the clause before the next cue that takes a new clause, or with the sentence."""
        for at in range(first + 1, sentence.last):
            gap = self.words[at].gap
            if ";" in gap:
                return self.words[at - 1].end
            if "," in gap and MASK not in gap and self._opens_new_report(at, sentence.last):
                return self.words[at - 1].end
        return sentence.end

    def _opens_new_report(self, at: int, high: int) -> bool:
        word = self.words[at]
        entry = self.lexicon.cues.get(word.lower)
        if entry is not None and entry.mood == "participle":
            return True
        if word.lower not in self.lexicon.conjunctions:
            return False
        return any(
            self._is_other_cue(k) and self.attributor.is_verb(k, at)
            for k in range(at + 1, min(high, at + 4))
        )

    def _before_cue(self, cue: int, sentence: Sentence) -> Clause | None:
        """Reads a clause whose subject and cue follow: "The talks had failed, Petro said."."""
        subject_low = next(
            (
                at
                for at in range(cue, max(sentence.first, cue - _VERB_WITHIN), -1)
                if "," in self.words[at].gap
            ),
            None,
        )
        if subject_low is None or not self.attributor.is_speech(cue):
            return None
        if not self.lexicon.cues[self.words[cue].lower].takes_clause:
            return None
        if sentence.last - cue > _TAIL_WORDS:
            return None
        if any(MASK in word.gap for word in self.words[subject_low : cue + 1]):
            return None
        return self._clause_before(cue, subject_low, sentence)

    def _clause_before(self, cue: int, subject_low: int, sentence: Sentence) -> Clause | None:
        first = sentence.first
        opens = self.words[first].lower
        if opens in self.lexicon.prepositions or opens in self.lexicon.subordinators:
            return None
        if cue == subject_low:
            subject = self.attributor.inverted(cue, sentence.last)
        else:
            subject = self.phrases.starting_at(subject_low, cue)
            if subject is not None and subject.last < cue:
                rest = range(subject.last, cue)
                subject = subject if all(self.phrases.is_between(at) for at in rest) else None
        if subject is None:
            return None
        end = self.words[subject_low - 1].end
        return self._make(sentence.start, end, Found("clause_before", cue, subject))

    def _according(self, index: int, sentence: Sentence) -> Clause | None:
        found = self.attributor.according(index, sentence.last)
        if found is None or found.subject is None:
            return None
        after = found.subject.last
        if index == sentence.first:
            while after < sentence.last and "," not in self.words[after].gap:
                after += 1
            if after >= sentence.last:
                return None
            return self._make(self.words[after].start, self._content_end(after, sentence), found)
        return self._make(sentence.start, self.words[index - 1].end, found)

    def _make(self, start: int, end: int, found: Found) -> Clause | None:
        text = self.reading.text
        while end > start and text[end - 1] in _TRAILING and not self._closes_stretch(end):
            end -= 1
        count = self.reading.word_at_or_after(end) - self.reading.word_at_or_after(start)
        return Clause(start, end, found) if count >= _FEWEST_WORDS else None

    def _closes_stretch(self, end: int) -> bool:
        return self.reading.masked[end - 1] in MASK + "”" and self.reading.text[end - 1] != "\n"


def quoted_parts(reading: Reading, start: int, end: int) -> list[Span]:
    """Returns the marked stretches inside ``[start, end)``, without their marks."""
    return [
        Span(stretch.start, stretch.end)
        for stretch in reading.stretches
        if start <= stretch.outer.start and stretch.outer.end <= end
    ]
