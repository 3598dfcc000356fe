"""Marked words inside what a cue governs: the clause or phrase around them is what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.asides import Asides
from service.domain.extraction.attribution import Found
from service.domain.extraction.boundaries import LEFT_OUT
from service.domain.extraction.complements import TO_SOMEONE, Clause
from service.domain.extraction.conjunctions import may_reach
from service.domain.extraction.labels import label
from service.domain.extraction.marks import holds_words
from service.domain.extraction.reading import MASK
from service.domain.kinds import Form
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Attributor
    from service.domain.extraction.marks import Stretch
    from service.domain.extraction.reading import Reading, Sentence

_EMBEDDED = frozenset({"embedded", "participle"})
_CLOSING = frozenset({"after", "after_inverted", "later"})
_GOVERNED = word_set("of about against to for")
_NAMES = frozenset({Form.TITLE, Form.NICKNAME, Form.MOTTO})
_OBJECTIVE = word_set("him her them us me")
_ENDING = ",.!?…;:—–("
_MOST_WORDS = 40


class Fragments(Asides):
    """Finds the clauses around marked stretches that no clause covers yet."""

    def __init__(self, reading: Reading, attributor: Attributor) -> None:
        """Keeps the reading and the patterns that find subjects."""
        super().__init__(reading, attributor)
        marked = [one for one in reading.stretches if holds_words(reading.text, one)]
        self._following = dict(zip((one.start for one in marked), marked[1:], strict=False))
        self._attributed: dict[int, Found] = {}

    def attribute(self, stretch: Stretch) -> Found:
        """Returns whose a stretch is by the patterns; looked for once."""
        found = self._attributed.get(stretch.start)
        if found is None:
            found = self.attributor.attribute(stretch, self._following.get(stretch.start))
            self._attributed[stretch.start] = found
        return found

    def around(self, sentence: Sentence, taken: list[tuple[int, int]]) -> list[Clause]:
        """Returns the clauses around the stretches of a sentence that lie outside ``taken``.

        A cue that tells who said an earlier stretch (“…,” Roa told the host of “…”) governs none.
        """
        found: list[Clause] = []
        spent: set[int | None] = {None}
        for stretch in self.reading.stretches_between(sentence.start, sentence.end):
            if self.reading.block_of(stretch) is not None:
                continue
            attributed = self.attribute(stretch)
            outer = stretch.outer
            clause = None
            if attributed.cue not in spent and not any(
                a < outer.end and outer.start < b for a, b in taken
            ):
                embedded = attributed.pattern in _EMBEDDED
                if embedded:
                    clause = self._around(stretch, attributed, sentence)
                elif self.english:
                    clause = self._before_tag(stretch, attributed, sentence)
            if attributed.pattern not in _EMBEDDED:
                spent.add(attributed.cue)
            found += [clause] if clause is not None else []
        return found

    def _before_tag(self, stretch: Stretch, attributed: Found, sentence: Sentence) -> Clause | None:
        """Reads a sentence that its tag closes: "The plan is “dead” in the House, Roa said."."""
        cue, subject = attributed.cue, attributed.subject
        if attributed.pattern not in _CLOSING or cue is None or subject is None:
            return None
        at = self.reading.word_at_or_after(stretch.outer.start)
        if not at <= cue < sentence.last or self._is_spoken_in(sentence.first, at):
            return None
        # "In the north, “…,” he said": what stands before a comma may be the article's own.
        before = self.reading.masked[sentence.start : stretch.outer.start]
        if at > sentence.first and before.rstrip()[-1:] in {",", ":", "—", "–", "-", "("}:
            return None
        end = stretch.outer.end
        if attributed.pattern == "later":
            if self.reading.text[stretch.end - 1] in _ENDING:
                return None
            end = self.end_before(next((k for k in range(cue, at, -1) if self.has_comma(k)), at))
        said = range(sentence.first, self.reading.word_at_or_after(end))
        alone = all(self.words[k].lower in self.lexicon.conjunctions for k in said)
        if alone or label(self.reading, stretch, attributed) in _NAMES:
            return None
        opens = min(self.words[sentence.first].start, stretch.outer.start)
        return self.make(opens, end, Found("clause_before", cue, subject), fewest=1)

    def _is_spoken_in(self, first: int, last: int) -> bool:
        """Whether a verb of speech stands among these words, which then are not one report."""
        cues = (self.lexicon.cues.get(word.lower) for word in self.words[first:last])
        return any(cue is not None and cue.mood in {"finite", "participle"} for cue in cues)

    def _around(self, stretch: Stretch, attributed: Found, sentence: Sentence) -> Clause | None:
        cue, subject = attributed.cue, attributed.subject
        at = self.reading.word_at_or_after(stretch.outer.start)
        if cue is None:
            return None
        if subject is None or subject.last > cue:
            subject = None if self.has_comma(cue) else self.long_subject(cue, sentence.first)
        if subject is None or not max(sentence.first, at - _MOST_WORDS) <= cue < at:
            return None
        if label(self.reading, stretch, attributed) in _NAMES:
            return None
        opens = self._after_that(cue, at, stretch)
        is_clause = opens is not None
        if opens is None and self.english:
            opens, is_clause = self._without_that(cue, at)
        if opens is None:
            return None
        end = self._end(stretch, sentence, is_clause=is_clause)
        found = Found("clause" if is_clause else attributed.pattern, cue, subject)
        return self.make(opens, end, found, fewest=1)

    def _after_that(self, cue: int, at: int, stretch: Stretch) -> int | None:
        """Where the clause opens that "that" introduces, maybe with the marks themselves."""
        if not self.lexicon.cues[self.words[cue].lower].takes_clause:
            return None
        for that in range(cue + 1, at):
            if self.words[that].lower in LEFT_OUT and self.may_reach(cue, that):
                return self.words[that + 1].start if that + 1 < at else stretch.outer.start
        return None

    def _without_that(self, cue: int, at: int) -> tuple[int | None, bool]:
        """Where a bare clause, an infinitive or an object opens, and whether it is a clause."""
        entry = self.lexicon.cues[self.words[cue].lower]
        first = cue + 1
        if entry.lemma in TO_SOMEONE:
            first = min(at, self.after_listener(first, at))
        first = self.after_time(first, at)
        if first >= at or not self.words[first].gap.isspace():
            return None, False
        lower = self.words[first].lower
        verb = any(self.words[k].lower in self.lexicon.auxiliaries for k in range(first + 1, at))
        takes = entry.takes_clause and entry.lemma not in self.lexicon.object_verbs
        if lower in self.lexicon.prepositions or lower in self.lexicon.subordinators:
            opens = self._governed(first, at, entry.lemma)
            is_clause = False
        else:
            opens, is_clause = first, verb or (takes and lower not in _OBJECTIVE)
        if opens is None:
            return None, False
        broken = not is_clause and any(self._breaks(k) for k in range(opens + 1, at + 1))
        return (None if broken else self.words[opens].start), is_clause

    def _governed(self, first: int, at: int, lemma: str) -> int | None:
        """The first word of what a preposition or "to" opens: "boasted of", "vowed to"."""
        lower = self.words[first].lower
        if lower == "to" and (first + 1 >= at or self._is_infinitive(first + 1)):
            return first
        if lower not in _GOVERNED or (lower == "to" and lemma != "refer"):
            return None
        return first + 1 if first + 1 < at else None

    def _is_infinitive(self, at: int) -> bool:
        """Whether a verb follows "to", and nobody who is told something."""
        lower = self.words[at].lower
        lexicon = self.lexicon
        return not (
            self.words[at].capital
            or lower in lexicon.determiners
            or lower in lexicon.pronouns
            or lower in lexicon.roles
            or lower.endswith("s")
        )

    def _breaks(self, at: int) -> bool:
        if at >= len(self.words):
            return False
        gap = self.words[at].gap.split(MASK)[0]
        return gap != " " and ("," in gap or self._parts(gap))

    def _end(self, stretch: Stretch, sentence: Sentence, *, is_clause: bool) -> int:
        """Where it ends: with the marks if a sign closes them, else as any clause does."""
        after = self.reading.word_at_or_after(stretch.outer.end)
        if not 0 < after < sentence.last:
            return stretch.outer.end
        between = self.reading.text[stretch.end - 1 : self.words[after].start]
        if any(mark in between for mark in _ENDING):
            return stretch.outer.end
        if is_clause:
            return self.clause_end(after - 1, sentence)
        return self.phrase_end(after - 1, sentence)

    def may_reach(self, cue: int, that: int) -> bool:
        """Whether "that" belongs to the cue and does not open a relative clause."""
        if self.lexicon.conjunction_only:
            return may_reach(self.phrases, cue, that)
        if that == cue + 1:
            return True
        before = self.words[that - 1]
        lemma = self.lexicon.cues[self.words[cue].lower].lemma
        if lemma in TO_SOMEONE:
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
