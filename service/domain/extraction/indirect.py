"""Speech reported without marks, and reported clauses with marks inside: the content clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.attribution import Found
from service.domain.extraction.attitudes import Attitudes
from service.domain.extraction.boundaries import LEFT_OUT
from service.domain.extraction.complements import Clause, Complements
from service.domain.extraction.reading import MASK
from service.domain.model import Span
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Attributor
    from service.domain.extraction.phrases import Phrase
    from service.domain.extraction.reading import Reading, Sentence

_THAT_WITHIN = 12
_VERB_WITHIN = 9
_TAIL_WORDS = 8
_SUBJECT_WORDS = 9
_NEAR_WORDS = 4
_LONGEST_SENTENCE = 300
_INDEFINITE = word_set("un una uno unos unas um uma uns umas une des alcuni alcune")
_NOMINATIVE = word_set("he she it they there we i you this these those")
_OBJECTIVE = word_set("him her them us me it you")
_TO_SOMEONE = word_set("tell warn inform remind advise assure promise ask")


class ClauseFinder(Complements):
    """Finds the content clauses of one reading, sentence by sentence."""

    def __init__(self, reading: Reading, attributor: Attributor) -> None:
        """Keeps the reading and the patterns that find subjects."""
        super().__init__(reading, attributor)
        self.openers = attributor.according_words | {"as", "como"}
        self.attitudes = Attitudes(reading, attributor)

    def find(self) -> list[Clause]:
        """Returns the clauses in order of start; two of them never overlap."""
        clauses: list[Clause] = []
        for sentence in self.reading.sentences:
            if sentence.last - sentence.first > _LONGEST_SENTENCE:
                # No prose: reading it clause by clause would take the square of its length.
                continue
            covered = sentence.start
            for clause in self._in_sentence(sentence):
                if clause.start >= covered:
                    clauses.append(clause)
                    covered = clause.end
        return clauses

    def _in_sentence(self, sentence: Sentence) -> list[Clause]:
        found: list[Clause] = []
        weak: list[Clause] = []
        for index in range(sentence.first, sentence.last):
            entry = self.lexicon.cues.get(self.words[index].lower)
            if entry is None:
                if self.words[index].lower in self.openers:
                    found += self._according(index, sentence)
            elif self._is_governing(index, sentence.first):
                around = self._around_cue(index, sentence)
                if around:
                    found += around
                elif (clause := self.complement(index, sentence)) is not None:
                    weak.append(clause)
            elif entry.mood == "noun" or entry.noun_too:
                clause = self.after_noun(index, sentence)
                found += [clause] if clause is not None else []
        taken = [(clause.start, clause.end) for clause in found]
        for index in range(sentence.first, sentence.last):
            if self.words[index].lower in self.attitudes.frames:
                self._add_free(self.attitudes.read(index, sentence), found, taken)
        for clause in weak:
            self._add_free(clause, found, taken)
        return sorted(found, key=lambda clause: (clause.start, -clause.end))

    def _add_free(
        self, clause: Clause | None, found: list[Clause], taken: list[tuple[int, int]]
    ) -> None:
        """Adds a clause that overlaps none of those before."""
        if clause is None or any(a < clause.end and clause.start < b for a, b in taken):
            return
        found.append(clause)
        taken.append((clause.start, clause.end))

    def _is_governing(self, index: int, low: int) -> bool:
        entry = self.lexicon.cues[self.words[index].lower]
        if entry.mood == "noun" or not self.attributor.is_verb(index, low):
            return False
        if entry.mood != "infinitive":
            return True
        before = self.words[index - 1].lower if index > low else ""
        return before in self.lexicon.between or self.words[index].lower in {
            "say",
            "think",
            "believe",
        }

    def _around_cue(self, cue: int, sentence: Sentence) -> list[Clause]:
        after = self._after_cue(cue, sentence)
        return [after] if after is not None else self._before_cue(cue, sentence)

    def _after_cue(self, cue: int, sentence: Sentence) -> Clause | None:
        first = self._content_start(cue, sentence.last)
        opens = None
        if first is None:
            first = cue + 1
        elif MASK not in self.words[first].gap:
            opens = self.words[first].start
        if opens is None:
            opens = self.marked_start(first, sentence.last)
        if opens is None:
            return None
        attributed = self.attributor.with_subject(cue, sentence.first, first)
        if attributed is None:
            return None
        pattern = "clause" if attributed.subject else "none"
        closed = self.is_relative(cue, sentence.first) or (
            attributed.subject is not None
            and self.is_subordinate(attributed.subject.first, sentence.first)
        )
        end = self.clause_end(first, sentence, closed=closed)
        return self.make(opens, end, Found(pattern, cue, attributed.subject))

    def _content_start(self, cue: int, high: int) -> int | None:
        """Returns the first word of the clause that a cue introduces after it, if any."""
        for at in range(cue + 1, min(high, cue + 1 + _THAT_WITHIN)):
            if any(mark in self.words[at].gap for mark in (".", ";", ":", MASK)):
                break
            lower = self.words[at].lower
            if self.words[at - 1].lower == "to" and lower in self.lexicon.cues:
                break
            if lower in self.lexicon.that and self._may_reach(cue, at):
                opens = at + 1 if lower in LEFT_OUT else at
                return opens if opens < high and MASK not in self.words[at].gap else None
            if at > cue + 1 and self.is_other_cue(at) and self.attributor.is_verb(at, cue):
                break
        return self._bare_clause(cue, high)

    def _may_reach(self, cue: int, that: int) -> bool:
        """Whether "that" belongs to the cue and does not open a relative clause."""
        if that == cue + 1:
            return True
        before = self.words[that - 1]
        lemma = self.lexicon.cues[self.words[cue].lower].lemma
        if self.lexicon.conjunction_only:
            indefinite = self.words[cue + 1].lower in _INDEFINITE
            return not indefinite and not self.has_comma(that)
        if lemma in _TO_SOMEONE:
            return True
        if self.words[that].lower not in LEFT_OUT:
            return False
        noun = self.lexicon.cues.get(before.lower)
        return (
            (noun is not None and noun.mood == "noun")
            or self.phrases.is_between(that - 1)
            or before.capital
            or before.lower in self.lexicon.roles
            or before.lower in self.lexicon.times
            or any(w.lower in self.lexicon.prepositions for w in self.words[cue + 1 : cue + 3])
        )

    def _bare_clause(self, cue: int, high: int) -> int | None:
        entry = self.lexicon.cues[self.words[cue].lower]
        first = cue + 1
        if not entry.takes_clause or self.lexicon.conjunction_only:
            return None
        if self.lexicon.comma_clause:
            return self._after_comma(cue, high)
        if entry.lemma in _TO_SOMEONE:
            first = self._after_listener(first, high)
        first = self._after_time(first, high)
        if first >= high or not self.words[first].gap.isspace() or self._is_inverted(cue, high):
            return None
        return first if self.opens_clause(first, high, entry.lemma) else None

    def _after_time(self, first: int, high: int) -> int:
        """Skips when and how it was said: "said on Monday he would go"."""
        at = first
        while at < high and self.words[at].gap.isspace():
            lower = self.words[at].lower
            if lower in self.lexicon.prepositions and at + 1 < high:
                lower = self.words[at + 1].lower
                if lower not in self.lexicon.times or not self.phrases.is_glued(at + 1):
                    break
                at += 2
            elif lower in self.lexicon.times or self._is_adverb(at):
                at += 1
            else:
                break
        return at

    def _is_adverb(self, at: int) -> bool:
        return self.phrases.is_between(at) and self.words[at].lower not in self.lexicon.auxiliaries

    def _after_comma(self, cue: int, high: int) -> int | None:
        """The clause after "sagte der Minister," or None."""
        for at in range(cue + 1, min(high, cue + _THAT_WITHIN)):
            gap = self.words[at].gap
            if gap.strip() == ",":
                soon = self.words[at : min(high, at + _VERB_WITHIN)]
                return at if any(w.lower in self.lexicon.auxiliaries for w in soon) else None
            if not gap.isspace():
                return None
        return None

    def _is_inverted(self, cue: int, high: int) -> bool:
        """Whether the subject follows: "…, said Christine Link, director of the union"."""
        if not self.has_comma(cue):
            return False
        subject = self.attributor.inverted(cue, high)
        if subject is None or self.words[subject.first].lower in _NOMINATIVE:
            return False
        return subject.last >= high or self.has_comma(subject.last)

    def _after_listener(self, first: int, high: int) -> int:
        """Skips who is told something: "told supporters he would go"."""
        if first < high and self.words[first].lower in _OBJECTIVE:
            return first + 1
        if first < high and self.words[first].capital:
            return self.phrases.name_right(first, high)
        phrase = self.phrases.starting_at(first, high) if first < high else None
        return phrase.last if phrase is not None else first

    def _before_cue(self, cue: int, sentence: Sentence) -> list[Clause]:
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
        if self.lexicon.cues[self.words[cue].lower].lemma in _TO_SOMEONE and cue != opens:
            after = self._after_listener(after, sentence.last)
        tail = self._rest_after(after, sentence, found)
        closes = self._closes_sentence(cue, sentence)
        if cue == opens and (tail is None or not self._goes_on(subject.last)):
            # What follows a name that follows its verb tells who it is: "said Ana Ruiz, a nurse".
            tail, closes = None, True
        closes = closes and self._is_clause(sentence.first, opens)
        if (tail is None and not closes) or self._governs_marks(cue, sentence):
            return []
        head = self.make(sentence.start, self.end_before(opens), found)
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

    def _according(self, index: int, sentence: Sentence) -> list[Clause]:
        """Reads what stands around "according to the ministry" and "as Petro noted"."""
        found = (
            self.attributor.according(index, sentence.last)
            or self._as_noted(index, sentence)
            or self._by_document(index, sentence)
        )
        if found is None:
            return []
        if found.subject is not None:
            after = max(found.subject.last, found.cue + 1 if found.cue is not None else 0)
        else:
            after = self._next_break(index + 1, sentence.last)
        tail = self._rest_after(after, sentence, found)
        if index == sentence.first:
            return [tail] if tail is not None else []
        head = self.make(sentence.start, self.end_before(index), found)
        if head is not None and tail is not None:
            return [head, Clause(tail.start, tail.end, found, resumes=True)]
        return [clause for clause in (head, tail) if clause is not None]

    def _by_document(self, index: int, sentence: Sentence) -> Found | None:
        """Reads "according to data from the ministry", which names nobody who speaks."""
        for opening in self.lexicon.according:
            words = self.words[index : min(sentence.last, index + len(opening))]
            if len(opening) > 1 and opening == tuple(word.lower for word in words):
                return Found("according", index, None)
        return None

    def _next_break(self, at: int, high: int) -> int:
        """The first word after a comma or another sign."""
        while at < high and not self.words[at].gap.strip():
            at += 1
        return at

    def _as_noted(self, index: int, sentence: Sentence) -> Found | None:
        if index > sentence.first and not self.has_comma(index):
            return None
        if self.words[index].lower not in {"as", "como"}:
            return None
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


def quoted_parts(reading: Reading, start: int, end: int) -> list[Span]:
    """Returns the marked stretches inside ``[start, end)``, without their marks."""
    return [
        Span(stretch.start, stretch.end)
        for stretch in reading.stretches_between(start, end)
        if start <= stretch.outer.start and stretch.outer.end <= end
    ]
