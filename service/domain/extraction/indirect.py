"""Speech reported without marks, and reported clauses with marks inside: the content clause."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from service.domain.extraction.attitudes import Attitudes
from service.domain.extraction.attitudes_es import SpanishAttitudes
from service.domain.extraction.attribution import Found
from service.domain.extraction.boundaries import LEFT_OUT
from service.domain.extraction.complements import TO_SOMEONE
from service.domain.extraction.conjunctions import is_impersonal
from service.domain.extraction.cues import lexicon_for
from service.domain.extraction.fragments import Fragments
from service.domain.extraction.headlines import Headlines
from service.domain.extraction.openings import Openings
from service.domain.extraction.passives import Passives
from service.domain.extraction.reading import MASK
from service.domain.model import Span
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Attributor
    from service.domain.extraction.complements import Clause
    from service.domain.extraction.reading import Reading, Sentence

_THAT_WITHIN = 12
_VERB_WITHIN = 9
_SHORTEST_SENTENCE = 3
_LONGEST_SENTENCE = 300
_PRONOUNS = word_set(
    "many some most others few all both one those several two three four five six seven eight nine"
    " ten"
)
_AS = frozenset({"as", "como"})
_LESSER = frozenset({"attitude", "complement"})
_NOMINATIVE = word_set("he she it they there we i you this these those")
_OBJECTIVE = word_set("him her them us me it you")


@lru_cache(maxsize=16)
def _opening_words(language: str) -> frozenset[str]:
    """All words at which something is looked for: few words of a text are among them."""
    lexicon = lexicon_for(language)
    according = (first for first, *_ in lexicon.according)
    return Passives.forms | Openings.forms | {*lexicon.cues, *lexicon.frames, *according, *_AS}


class ClauseFinder(Fragments):
    """Finds the content clauses of one reading, sentence by sentence."""

    def __init__(self, reading: Reading, attributor: Attributor) -> None:
        """Keeps the reading and the patterns that find subjects."""
        super().__init__(reading, attributor)
        spanish = reading.lexicon.language == "es"
        self.attitudes = (SpanishAttitudes if spanish else Attitudes)(reading, attributor)
        self.passives = Passives(reading, attributor)
        self.openings = Openings(reading, attributor)
        self.headlines = Headlines(reading, attributor)
        cues, frames = self.lexicon.cues, self.lexicon.frames
        told = self.passives.forms if frames else frozenset[str]()
        opening = self.openings.forms if frames else frozenset[str]()
        openers = self.openers
        known = _opening_words(self.lexicon.language)
        self._speaking: list[int] = []
        self._framed: list[int] = []
        self._opening: list[int] = []
        self._told: list[int] = []
        for at, word in enumerate(reading.words):
            lower = word.lower
            if lower not in known:
                continue
            if lower in cues or lower in openers:
                self._speaking.append(at)
            if lower in frames:
                self._framed.append(at)
            if lower in opening:
                self._opening.append(at)
            if lower in told:
                self._told.append(at)

    def _within(self, places: list[int], sentence: Sentence) -> list[int]:
        return places[bisect_left(places, sentence.first) : bisect_left(places, sentence.last)]

    def find(self) -> list[Clause]:
        """Returns the clauses in order of start; two of them never overlap."""
        clauses: list[Clause] = []
        for sentence in self.reading.sentences:
            if not _SHORTEST_SENTENCE <= sentence.last - sentence.first <= _LONGEST_SENTENCE:
                # Too short to report anything; or no prose: reading it clause by clause would
                # take the square of its length.
                continue
            covered = sentence.start
            for clause in self._in_sentence(sentence):
                if clause.start >= covered:
                    clauses.append(clause)
                    covered = clause.end
        return clauses

    def _in_sentence(self, sentence: Sentence) -> list[Clause]:
        if self.headlines.is_headline(sentence):
            headline = self.headlines.read(sentence)
            if headline is not None:
                return [headline]
        found, weak = self._spoken(sentence)
        taken = [(clause.start, clause.end) for clause in found]
        self._add_framed(sentence, found, taken)
        for clause in weak:
            self._add_free(clause, found, taken)
        for clause in self.around(sentence, taken):
            self._add_wider(clause, found, taken)
        return sorted(found, key=lambda clause: (clause.start, -clause.end))

    def _spoken(self, sentence: Sentence) -> tuple[list[Clause], list[Clause]]:
        """What verbs of speech report, and complements of theirs that give way to anything else."""
        found: list[Clause] = []
        weak: list[Clause] = []
        for index in self._within(self._speaking, sentence):
            entry = self.lexicon.cues.get(self.words[index].lower)
            if entry is None:
                found += self.according(index, sentence)
            elif self._is_governing(index, sentence.first):
                around = self._around_cue(index, sentence)
                if around:
                    found += around
                elif (clause := self.complement(index, sentence)) is not None:
                    weak.append(clause)
            elif (entry.mood == "noun" or entry.noun_too) and not self.attitudes.frames:
                clause = self.after_noun(index, sentence)
                found += [clause] if clause is not None else []
        return found, weak

    def _add_framed(
        self, sentence: Sentence, found: list[Clause], taken: list[tuple[int, int]]
    ) -> None:
        """Adds views, then attitudes, then what was asked or expected without saying by whom."""
        frames = self.attitudes.frames
        if not frames:
            return
        readers = (
            (self._opening, self.openings),
            (self._framed, self.attitudes),
            (self._told, self.passives),
        )
        governing = {clause.found.cue for clause in found}
        for places, reader in readers:
            for index in self._within(places, sentence):
                start = self.words[index].start
                if index in governing or (taken and any(a <= start < b for a, b in taken)):
                    continue
                clause = reader.read(index, sentence)
                if clause is not None:
                    self._add_free(clause, found, taken)

    def _add_wider(self, clause: Clause, found: list[Clause], taken: list[tuple[int, int]]) -> None:
        """Adds a clause in place of the attitudes that it holds: “weak” for wanting peace."""
        inner = [
            one
            for one in found
            if clause.start <= one.start and one.end <= clause.end and one.found.pattern in _LESSER
        ]
        outside = [
            (a, b) for a, b in taken if not any((one.start, one.end) == (a, b) for one in inner)
        ]
        if any(a < clause.end and clause.start < b for a, b in outside):
            return
        found[:] = [one for one in found if one not in inner] + [clause]
        taken[:] = [*outside, (clause.start, clause.end)]

    def _add_free(self, clause: Clause, found: list[Clause], taken: list[tuple[int, int]]) -> None:
        """Adds a clause that overlaps none of those before."""
        if any(a < clause.end and clause.start < b for a, b in taken):
            return
        found.append(clause)
        taken.append((clause.start, clause.end))

    def _is_governing(self, index: int, low: int) -> bool:
        entry = self.lexicon.cues[self.words[index].lower]
        if entry.mood == "noun":
            return False
        if entry.mood != "infinitive":
            return self.attributor.is_verb(index, low) or self._is_plain(index, low)
        before = self.words[index - 1].lower if index > low else ""
        if self.attributor.is_verb(index, low):
            known = self.words[index].lower in {"say", "think", "believe"}
            opens = before != "to" and self._opens_at(index + 1)
            return before in self.lexicon.between or known or opens
        return self._is_plain(index, low)

    def _is_plain(self, index: int, low: int) -> bool:
        """Whether a verb form can only be a verb here, by what opens after it."""
        entry = self.lexicon.cues[self.words[index].lower]
        plain = entry.takes_clause and not (entry.noun_too or self.words[index].capital)
        return plain and index > low and self._is_present(index) and self._opens_at(index + 1)

    def _is_present(self, index: int) -> bool:
        """Whether a bare form follows a number or a noun, so that these are its subject."""
        lower = self.words[index - 1].lower
        lexicon = self.lexicon
        determiner = lower in lexicon.determiners and lower not in _PRONOUNS
        return not (
            lower == "to"
            or determiner
            or lower in lexicon.prepositions
            or lower in lexicon.possessives
        )

    def _opens_at(self, at: int) -> bool:
        """Whether a clause opens here: "that", a question word, a pronoun, or after "say"."""
        if at >= len(self.words) or not self.words[at].gap.isspace():
            return False
        lower = self.words[at].lower
        said = self.words[at - 1].lower in {"say", "think", "believe", "argue", "insist", "contend"}
        return said or lower in self.lexicon.that or lower in self.lexicon.pronouns

    def _around_cue(self, cue: int, sentence: Sentence) -> list[Clause]:
        after = self._after_cue(cue, sentence)
        return [after] if after is not None else self.before_cue(cue, sentence)

    def _after_cue(self, cue: int, sentence: Sentence) -> Clause | None:
        infinitive = self.lexicon.cues[self.words[cue].lower].mood == "infinitive"
        if infinitive and is_impersonal(self.phrases, cue):
            return None
        first = self._content_start(cue, sentence.last)
        opens = None
        if first is None:
            first = cue + 1
        elif MASK not in self.words[first].gap:
            opens = self.words[first].start
        if opens is None and self.lexicon.cues[self.words[cue].lower].takes_clause:
            opens = self.marked_start(first, sentence.last)
        if opens is None:
            return None
        attributed = self.attributor.with_subject(cue, sentence.first, first)
        subject = attributed.subject if attributed is not None else None
        passive = self.attributor.is_passive(cue, sentence.first)
        gerund = self.lexicon.cues[self.words[cue].lower].mood == "participle"
        if subject is None and not (passive or gerund):
            subject = self.long_subject(cue, sentence.first)
        if subject is None and attributed is None:
            return None
        if passive:
            # Who "was told that" has said nothing.
            subject = None
        closed = self.hangs(cue, sentence.first, subject.first if subject is not None else None)
        end = self.clause_end(first, sentence, closed=closed)
        stance = self.lexicon.cues[self.words[cue].lower].stance
        pattern = "attitude" if stance.is_attitude else "clause"
        return self.make(opens, end, Found(pattern if subject else "none", cue, subject))

    def _content_start(self, cue: int, high: int) -> int | None:
        """Returns the first word of the clause that a cue introduces after it, if any."""
        for at in range(cue + 1, min(high, cue + 1 + _THAT_WITHIN)):
            gap = self.words[at].gap
            if gap != " " and any(mark in gap for mark in (".", ";", ":", MASK)):
                break
            lower = self.words[at].lower
            if self.words[at - 1].lower == "to" and lower in self.lexicon.cues:
                break
            if lower in self.lexicon.that and self.may_reach(cue, at):
                opens = at + 1 if lower in LEFT_OUT else at
                return opens if opens < high and MASK not in self.words[at].gap else None
            if at > cue + 1 and self.is_other_cue(at) and self.attributor.is_verb(at, cue):
                break
        return self._bare_clause(cue, high)

    def _bare_clause(self, cue: int, high: int) -> int | None:
        entry = self.lexicon.cues[self.words[cue].lower]
        first = cue + 1
        if not entry.takes_clause or self.lexicon.conjunction_only:
            return None
        if self.lexicon.comma_clause:
            return self._after_comma(cue, high)
        if entry.lemma in TO_SOMEONE:
            first = self.after_listener(first, high)
        first = self.after_time(first, high)
        first = self.after_place(cue, first, high) if first < high else first
        if first >= high or not self.words[first].gap.isspace() or self._is_inverted(cue, high):
            return None
        return first if self.opens_clause(first, high, entry.lemma) else None

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


def quoted_parts(reading: Reading, start: int, end: int) -> list[Span]:
    """Returns the marked stretches inside ``[start, end)``, without their marks."""
    return [
        Span(stretch.start, stretch.end)
        for stretch in reading.stretches_between(start, end)
        if start <= stretch.outer.start and stretch.outer.end <= end
    ]
