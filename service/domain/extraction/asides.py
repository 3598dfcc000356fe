"""Clauses whose cue comes after them or between: ", officials said", "according to", "as noted"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.domain.extraction.attribution import Found
from service.domain.extraction.complements import TO_SOMEONE, Clause, Complements
from service.domain.extraction.phrases import Phrase
from service.domain.extraction.reading import MASK

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Attributor
    from service.domain.extraction.reading import Reading, Sentence

# "Roa left the hall: “…,” he said": only what stands in marks was said.
_ANNOUNCED = re.compile(rf":\s?{MASK}[^\n]{{0,2000}}\Z")
_TAIL_WORDS = 8
_SUBJECT_WORDS = 9
_NEAR_WORDS = 4


class Asides(Complements):
    """Finds what stands around an aside that tells who said it."""

    def __init__(self, reading: Reading, attributor: Attributor) -> None:
        """Keeps the reading and the patterns that find subjects."""
        super().__init__(reading, attributor)
        self.openers = attributor.according_words | {"as", "como"}

    def before_cue(self, cue: int, sentence: Sentence) -> list[Clause]:
        """Reads a clause whose subject and cue follow: "The talks had failed, Petro said."."""
        if not self._may_close(cue):
            return []
        low = max(sentence.first, cue - _SUBJECT_WORDS)
        opens = next((at for at in range(cue, low, -1) if self.has_comma(at)), None)
        if opens is None or any(MASK in word.gap for word in self.words[opens + 1 : cue + 1]):
            return []
        subject = self._adjacent_subject(cue, opens, sentence)
        return [] if subject is None else self._around_aside(cue, opens, subject, sentence)

    def _may_close(self, cue: int) -> bool:
        """Whether a verb of speech stands here, or one of thought that shuts its clause."""
        entry = self.lexicon.cues[self.words[cue].lower]
        if not entry.takes_clause:
            return False
        if self.attributor.is_speech(cue):
            return True
        ends = cue + 1 >= len(self.words) or self.words[cue + 1].gap.lstrip()[:1] in {",", "."}
        return entry.weak and ends and not self.has_comma(cue)

    def _around_aside(
        self, cue: int, opens: int, subject: Phrase, sentence: Sentence
    ) -> list[Clause]:
        found = Found("clause_before", cue, subject)
        after = max(cue + 1, subject.last)
        if self.lexicon.cues[self.words[cue].lower].lemma in TO_SOMEONE and cue != opens:
            after = self.after_listener(after, sentence.last)
        tail = self._rest_after(after, sentence, found)
        closes = self._closes_sentence(cue, sentence)
        if cue == opens and (tail is None or not self._goes_on(subject.last)):
            # What follows a name that follows its verb tells who it is: "said Ana Ruiz, a nurse".
            tail, closes = None, True
        closes = closes and self._is_clause(sentence.first, opens)
        if (tail is None and not closes) or self._governs_marks(cue, sentence):
            return []
        if _ANNOUNCED.search(self.reading.masked, sentence.start, self.words[opens].start):
            return []
        fewest = 2 if tail is not None and self.english else 3
        head = self.make(sentence.start, self.end_before(opens), found, fewest=fewest)
        if head is not None and tail is not None:
            return [head, Clause(tail.start, tail.end, found, resumes=True)]
        return [clause for clause in (head, tail) if clause is not None]

    def _goes_on(self, at: int) -> bool:
        """Whether the sentence that was reported goes on at this word."""
        lower = self.words[at].lower
        lexicon = self.lexicon
        return lower in lexicon.conjunctions or lower in lexicon.subordinators - lexicon.relatives

    def _is_clause(self, first: int, end: int) -> bool:
        """Whether words before a comma say something, and are no subject with an apposition."""
        while first < end and MASK in self.words[first].gap:
            first += 1
        if self.lexicon.language == "en":
            return any(self._may_be_finite(at) for at in range(first + 1, end))
        lower = self.words[first].lower
        if lower.endswith(self.phrases.gerund_ending):
            return False
        if lower in self.lexicon.subordinators or lower in self.lexicon.prepositions:
            subject = self.phrases.first_subject(first, end)
        else:
            subject = self.phrases.starting_at(first, end)
        if subject is None:
            return lower not in self.lexicon.subordinators | self.lexicon.prepositions
        return subject.last < end and not self.has_comma(subject.last)

    def _may_be_finite(self, at: int) -> bool:
        lower = self.words[at].lower
        return lower in self.lexicon.auxiliaries or self.is_finite(at)

    def _governs_marks(self, cue: int, sentence: Sentence) -> bool:
        """Whether marks open soon after the cue: what it reports stands there."""
        end = min(sentence.last, cue + 1 + _NEAR_WORDS)
        if any(MASK in self.words[at].gap for at in range(cue + 1, end)):
            return True
        after = self.words[end - 1].end
        return end == sentence.last and MASK in self.reading.masked[after : sentence.end]

    def _closes_sentence(self, cue: int, sentence: Sentence) -> bool:
        first = self.words[sentence.first].lower
        depends = first in self.lexicon.subordinators or first in self.lexicon.prepositions
        return sentence.last - cue <= (_TAIL_WORDS if not depends else 2)

    def _adjacent_subject(self, cue: int, opens: int, sentence: Sentence) -> Phrase | None:
        if cue == opens:
            return self.attributor.inverted(cue, sentence.last)
        subject = self.phrases.starting_at(opens, cue)
        if subject is None:
            return None
        if subject.last + 1 < cue and self.words[subject.last].lower == "and":
            other = self.phrases.starting_at(subject.last + 1, cue)
            subject = Phrase(subject.first, other.last) if other is not None else subject
        between = range(subject.last, cue)
        return subject if all(self.phrases.is_between(at) for at in between) else None

    def _rest_after(self, at: int, sentence: Sentence, found: Found) -> Clause | None:
        """The clause that goes on after ", he said," if it does."""
        if at >= sentence.last or "," not in self.words[at].gap or MASK in self.words[at].gap:
            return None
        entry = self.lexicon.cues.get(self.words[at].lower)
        relative = self.words[at].lower in self.lexicon.relatives
        opening = self.words[sentence.first].lower
        depends = opening in self.lexicon.subordinators or opening in self.lexicon.prepositions
        gerund = self.words[at].lower.endswith(self.phrases.gerund_ending) and not depends
        if relative or gerund or (entry is not None and entry.mood == "participle"):
            return None
        return self.make(self.words[at].start, self.clause_end(at, sentence), found, fewest=2)

    def according(self, index: int, sentence: Sentence) -> list[Clause]:
        """Reads what stands around "according to the ministry" and "as Petro noted"."""
        found = (
            self.attributor.according(index, sentence.last)
            or self._as_noted(index, sentence)
            or self._by_document(index, sentence)
        )
        if found is None or self._is_of_fragment(index):
            return []
        if found.subject is not None:
            after = max(found.subject.last, found.cue + 1 if found.cue is not None else 0)
        else:
            after = self._next_break(index + 1, sentence.last)
        tail = self._rest_after(after, sentence, found)
        if index == sentence.first:
            return [tail] if tail is not None else []
        head = self.make(sentence.start, self.end_before(index), found)
        if self._is_told_already(sentence, index):
            head = None
        if head is not None and tail is not None:
            return [head, Clause(tail.start, tail.end, found, resumes=True)]
        return [clause for clause in (head, tail) if clause is not None]

    def _is_of_fragment(self, index: int) -> bool:
        """Whether it only tells of a fragment between commas: the plan, “dead” according to."""
        before, mark, _ = self.words[index].gap.partition(MASK)
        return bool(mark) and before.strip() == ","

    def _is_told_already(self, sentence: Sentence, index: int) -> bool:
        """Whether words in marks have their speaker before this: “…”, said Roa, according to."""
        first = next(
            (at for at in range(sentence.first, index) if MASK in self.words[at].gap),
            sentence.first,
        )
        marked = MASK in self.reading.masked[sentence.start : self.words[first].start]
        cues = (at for at in range(first, index) if self.attributor.is_speech(at))
        return marked and any(self.attributor.is_verb(at, first) for at in cues)

    def _by_document(self, index: int, sentence: Sentence) -> Found | None:
        """Reads "according to data from the ministry", which names nobody who speaks."""
        lower = self.words[index].lower
        for opening in self.lexicon.according:
            if len(opening) == 1 or opening[0] != lower:
                continue
            words = self.words[index : min(sentence.last, index + len(opening))]
            if opening == tuple([word.lower for word in words]):
                return Found("according", index, None)
        return None

    def _next_break(self, at: int, high: int) -> int:
        """The first word after a comma or another sign."""
        while at < high and not self.words[at].gap.strip():
            at += 1
        return at

    def _as_told(self, index: int, sentence: Sentence) -> Found | None:
        """Reads "según indicó el capitán": the cue right behind, then its subject."""
        cue = index + 1
        while cue < sentence.last and self.phrases.is_between(cue):
            cue += 1
        if cue >= sentence.last or not self.attributor.is_speech(cue):
            return None
        subject = self.attributor.inverted(cue, sentence.last)
        return None if subject is None else Found("clause_before", cue, subject)

    def _as_noted(self, index: int, sentence: Sentence) -> Found | None:
        if index > sentence.first and not self.has_comma(index):
            return None
        if self.words[index].lower not in {"as", "como"}:
            return self._as_told(index, sentence)
        subject = (
            self.phrases.starting_at(index + 1, sentence.last)
            if (index + 1 < sentence.last)
            else None
        )
        if subject is None or subject.last >= sentence.last:
            return None
        cue = subject.last
        while cue < sentence.last and self.phrases.is_between(cue):
            cue += 1
        spoken = cue < sentence.last and self.attributor.is_speech(cue)
        ends = cue + 1 >= sentence.last or self.has_comma(cue + 1)
        spoken = spoken and ends
        return Found("clause_before", cue, subject) if spoken else None
