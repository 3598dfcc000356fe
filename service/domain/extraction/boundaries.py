"""Where a reported clause or phrase ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.reading import MASK
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Attributor
    from service.domain.extraction.reading import Reading, Sentence

_LIST_WITHIN = 7
_SHORT = 4
_VERB_WITHIN = 7
_ASIDE = word_set("which who whose whom while whereas compared citing")
_SUBORDINATE = word_set("while as when though although if because since after before whereas once")
_HANGING = word_set("by if unless even given despite without")
_LEADING = word_set("with among of for despite amid")
_PARTING = word_set("and but while though although")
_LONGEST_SUBJECT = 10
_REPORT_WITHIN = 9
_CONCEDING = frozenset(["though", "although"])
_GOES_ON = word_set("including excluding during nothing anything everything something king being")
_FINITE = word_set("is was are were has had")
_SHORT_PHRASE = 4
_AT = word_set("on in at during through via")
_WHEN = word_set("during when after before because while until amid")
_OCCASIONS = word_set(
    "interview interviews speech statement tweet tweets twitter facebook instagram rally rallies"
    " debate email letter memo post video appearance conference column op-ed editorial event press"
    " television radio campaign remarks essay blog website site page phone air record eve behalf"
    " cnn msnbc fox trail youtube social"
)
_JOINING = frozenset(["and", "but"])
# Conjunctions that are no part of what was said.
LEFT_OUT = word_set("that que qu’ qu' che dass")


class Boundaries:
    """Finds the ends of clauses and phrases of one reading."""

    def __init__(self, reading: Reading, attributor: Attributor) -> None:
        """Keeps the reading and the patterns that find subjects."""
        self.reading = reading
        self.attributor = attributor
        self.words = reading.words
        self.lexicon = reading.lexicon
        self.phrases = attributor.phrases
        self.english = reading.lexicon.language == "en"

    def has_comma(self, index: int) -> bool:
        """Whether a comma, also one inside closing marks, stands before this word."""
        if self.words[index].gap == " ":
            return False
        before = self.words[index - 1].end if index else 0
        return "," in self.reading.text[before : self.words[index].start]

    def end_before(self, index: int) -> int:
        """Where the text before this word ends, closing marks included."""
        gap_start = self.words[index - 1].end
        masked = self.reading.masked[gap_start : self.words[index].start]
        marks = max(masked.rfind(MASK), masked.rfind("”"))
        return gap_start + marks + 1

    def clause_end(self, first: int, sentence: Sentence, *, closed: bool = False) -> int:
        """Ends the clause before the next cue that takes a new clause, or with the sentence.

        ``closed``: it hangs on a clause that a comma ends ("While she says …, she …").
        """
        waits = self._waits(first)
        for at in range(first + 1, sentence.last):
            gap = self.words[at].gap
            if ";" in gap:
                return self.words[at - 1].end
            if self._joins_report(at, sentence.last) or self._parts_report(at, sentence.last):
                return self.end_before(at)
            if gap == " " or not self.has_comma(at):
                continue
            if waits or (not closed and self._lacks_verb(first, at)):
                waits = False
                continue
            new = self._opens_new_report(at, sentence.last) or self._turns(at, sentence.last)
            over = closed and not self.lists(at, sentence.last)
            if new or over or self.ends_clause(at, sentence.last):
                return self.end_before(at)
        return sentence.end

    def _waits(self, first: int) -> bool:
        """Whether a clause opens with one that hangs on it: "that if it rains, the fair ends"."""
        if not self.english:
            return False
        lower = self.words[first].lower
        before = self.words[first - 1].lower if first else ""
        reported = before in LEFT_OUT or before in {"said", "says", "say", "saying"}
        return reported and (lower in _HANGING or lower in _SUBORDINATE)

    def _lacks_verb(self, first: int, at: int) -> bool:
        """Whether only a subject stands before this comma: "that Ana Ruiz, a nurse, had left"."""
        if not self.english or at - first > _LONGEST_SUBJECT:
            return False
        if self.words[first].lower in self.lexicon.pronouns - self.lexicon.determiners:
            return False
        start, end = self.words[first].start, self.words[at].start
        if MASK in self.reading.masked[start:end]:
            return False
        return not any(self._may_be_verb(index) for index in range(first, at))

    def _may_be_verb(self, at: int) -> bool:
        lower = self.words[at].lower
        return (
            lower in self.lexicon.auxiliaries
            or lower in self.lexicon.cues
            or lower in self.lexicon.frames
            or (lower.endswith(("ed", "ing")) and len(lower) > _SHORT)
            or (lower.endswith("s") and not self.words[at].capital)
            or "'" in lower
            or "’" in lower
        )

    def _parts_report(self, at: int, high: int) -> bool:
        """Whether somebody else is told to say something from here on: "and others say that"."""
        if not self.english:
            return False
        gap = self.words[at].gap
        joins = self.words[at].lower in _PARTING
        dash = gap != " " and self._parts(gap)
        if not (joins or dash or (gap != " " and self.has_comma(at))):
            return False
        for cue in range(at + joins + 1, min(high - 1, at + _REPORT_WITHIN)):
            if not self.words[cue].gap.isspace():
                return False
            lower = self.words[cue].lower
            if lower in self.lexicon.that or lower in self.lexicon.relatives:
                return False
            entry = self.lexicon.cues.get(lower)
            if entry is not None and entry.mood == "finite" and self._reports(cue, at):
                return True
        return False

    def _reports(self, cue: int, low: int) -> bool:
        """Whether a clause opens behind a verb of speech here."""
        after = self.words[cue + 1]
        opens = after.lower in self.lexicon.that or after.lower in self.lexicon.pronouns
        said = self.lexicon.cues[self.words[cue].lower].lemma == "say" and after.gap.isspace()
        return (opens or said) and self.is_other_cue(cue) and self.attributor.is_verb(cue, low)

    def _joins_report(self, at: int, high: int) -> bool:
        """Whether "and suggested that" or "but implied that" stands here, without a comma."""
        if self.words[at].lower not in self.lexicon.conjunctions or at + 2 >= high:
            return False
        if self._goes_on_telling(at + 1):
            return True
        following = self.words[at + 2].lower
        return self.is_other_cue(at + 1) and following in LEFT_OUT

    def _goes_on_telling(self, at: int) -> bool:
        """Whether who spoke is told to have done something more: "… and called it a mistake"."""
        if self.lexicon.language != "en":
            return False
        if self.phrases.is_between(at) and self.words[at].lower not in self.lexicon.auxiliaries:
            at += 1
        cue = self.lexicon.cues.get(self.words[at].lower)
        return cue is not None and not cue.weak and cue.mood == "finite" and not cue.noun_too

    def _turns(self, at: int, high: int) -> bool:
        """Whether ", but he" stands here: the article speaks on."""
        if self.words[at].lower != "but" or at + 1 >= high:
            return False
        lower = self.words[at + 1].lower
        return lower in self.lexicon.pronouns and lower not in self.lexicon.determiners

    def _opens_new_report(self, at: int, high: int) -> bool:
        word = self.words[at]
        entry = self.lexicon.cues.get(word.lower)
        if entry is not None and entry.mood == "participle" and not entry.weak:
            return True
        if word.lower not in self.lexicon.conjunctions:
            return word.lower in self.lexicon.pronouns and self._is_aside(at, high)
        return any(
            self.is_other_cue(k) and self.attributor.is_verb(k, at)
            for k in range(at + 1, min(high, at + 4))
        )

    def _is_aside(self, at: int, high: int) -> bool:
        """Whether ", he said," or ", he said." stands here."""
        cue = at + 1
        if cue >= high or not self.attributor.is_speech(cue):
            return False
        return cue + 1 >= high or "," in self.words[cue + 1].gap

    def is_other_cue(self, index: int) -> bool:
        """Whether a finite verb of speech stands here."""
        entry = self.lexicon.cues.get(self.words[index].lower)
        return entry is not None and not entry.weak and entry.mood in {"finite", "participle"}

    def phrase_end(self, first: int, sentence: Sentence, *, closed: bool = False) -> int:
        """Returns where a noun phrase or an infinitive ends that starts with this word.

        ``closed``: it stands in a subordinate clause, which the first comma outside a list ends.
        """
        high = sentence.last
        listed = inner = False
        for at in range(first + 1, high):
            gap = self.words[at].gap
            if (gap != " " and self._parts(gap)) or self._ends_phrase(at, high):
                return self.end_before(at)
            comma = gap != " " and self.has_comma(at)
            if comma and not listed and self._goes_on_anew(at, high):
                return self.end_before(at)
            listed = listed or comma
            marked = gap != " " and MASK in gap
            if (marked or at - first <= _SHORT_PHRASE) and self.tells_when(at, high):
                return self.end_before(at)
            if not closed:
                continue
            lower = self.words[at].lower
            inner = inner or lower in self.lexicon.that or lower in self.lexicon.relatives
            over = self.has_comma(at) and not self.lists(at, high)
            goes = lower in self.lexicon.auxiliaries or self._tells(at)
            if over or (goes and not inner):
                return self.end_before(at)
            inner = inner and not (goes and self._has_acted(at, high))
        return sentence.end

    def _has_acted(self, at: int, high: int) -> bool:
        """Whether the verb of a relative clause is complete here: no auxiliary follows."""
        return at + 1 >= high or self.words[at + 1].lower not in self.lexicon.auxiliaries

    def _tells(self, at: int) -> bool:
        """Whether a finite verb of speech or thought stands here."""
        cue = self.lexicon.cues.get(self.words[at].lower)
        finite = cue is not None and cue.mood == "finite" and not cue.noun_too
        return finite and self.words[at - 1].lower != "to"

    def _goes_on_anew(self, at: int, high: int) -> bool:
        """Whether ", and the council voted" stands here: a clause with a subject of its own."""
        if self.words[at].lower != "and" or at + 1 >= high:
            return False
        after = self.words[at + 1]
        if after.lower in self.lexicon.pronouns and after.lower not in self.lexicon.determiners:
            return True
        opens = self.phrases.is_name(at + 1) or after.lower in self.lexicon.determiners
        soon = range(at + 2, min(high, at + _VERB_WITHIN))
        return opens and any(self.is_finite(index) for index in soon)

    def _parts(self, gap: str) -> bool:
        """Whether a sign between two words parts phrases."""
        return any(mark in gap for mark in ";:—–(") or " - " in gap or "--" in gap

    def tells_when(self, at: int, high: int) -> bool:
        """Whether an adverbial starts here that tells when or where something was said."""
        if self.words[at].gap.strip(" " + MASK + "”"):
            return False
        lower = self.words[at].lower
        if lower in _WHEN:
            return True
        if lower not in _AT or at + 1 >= high:
            return False
        following = [word.lower for word in self.words[at + 1 : min(high, at + 5)]]
        if following[0] in self.lexicon.times or following[0].isdigit():
            return True
        return not _OCCASIONS.isdisjoint(following)

    def _ends_phrase(self, at: int, high: int) -> bool:
        lower = self.words[at].lower
        joined = lower in _JOINING and (self.is_finite(at + 1) or self._is_gerund_cue(at + 1))
        if not self.has_comma(at):
            return joined or self._is_according(at, high)
        if lower in self.lexicon.conjunctions:
            verb = at + 1 < high and self.words[at + 1].lower in self.lexicon.auxiliaries
            return joined or verb or lower in {"but", "so"}
        if lower in _CONCEDING:
            return True
        if lower in self.lexicon.pronouns and lower not in self.lexicon.determiners:
            return True
        return self.is_finite(at) or self._ends_object(at, high)

    def _is_gerund_cue(self, at: int) -> bool:
        cue = self.lexicon.cues.get(self.words[at].lower) if at < len(self.words) else None
        return cue is not None and cue.mood == "participle" and not cue.weak

    def ends_clause(self, at: int, high: int) -> bool:
        """Whether a clause ends before this word: an aside, a report or a new subject.

        In English, a participle ("…, leaving some behind") and what explains a name ("Ana Ruiz, a
        nurse") more often go on with what was said.
        """
        if not self.has_comma(at):
            return self._is_according(at, high)
        if self._is_aside_word(at, high):
            return True
        if not self.english and self._is_gerund(at):
            return not self.lists(at, high)
        named = self.english and self.words[at - 1].capital
        determined = self.words[at].lower in self.lexicon.determiners and not named
        return determined and not self.lists(at, high)

    def _ends_object(self, at: int, high: int) -> bool:
        """Whether a noun phrase or an infinitive ends before this word."""
        if not self.has_comma(at):
            return self._is_according(at, high)
        if self._is_aside_word(at, high):
            return True
        opens = self._is_gerund(at) or self.words[at].lower in self.lexicon.determiners
        return opens and not self.lists(at, high)

    def _is_aside_word(self, at: int, high: int) -> bool:
        aside = self.words[at].lower in _ASIDE or self._is_according(at, high)
        return aside or self._is_gerund_cue(at)

    def _is_gerund(self, at: int) -> bool:
        lower = self.words[at].lower
        return lower.endswith(self.phrases.gerund_ending) and lower not in _GOES_ON

    def _is_according(self, at: int, high: int) -> bool:
        return self.attributor.according(at, high) is not None

    def lists(self, at: int, high: int) -> bool:
        """Whether the words after a comma are an item of a list: ", a wall and a ban"."""
        for index in range(at, min(high, at + _LIST_WITHIN)):
            lower = self.words[index].lower
            if lower in self.lexicon.auxiliaries:
                return False
            if lower in self.lexicon.conjunctions:
                return True
        return False

    def is_finite(self, at: int) -> bool:
        """Whether a verb stands here that can only have the subject before: "and warned"."""
        if at >= len(self.words):
            return False
        if self.phrases.is_between(at) and self.words[at].lower not in self.lexicon.auxiliaries:
            at += 1
            if at >= len(self.words):
                return False
        lower = self.words[at].lower
        cue = self.lexicon.cues.get(lower)
        if cue is not None and cue.mood == "finite" and not cue.noun_too:
            return True
        return lower in _FINITE or (lower.endswith("ed") and len(lower) > _SHORT)

    def is_subordinate(self, subject: int, low: int) -> bool:
        """Whether the clause of the subject at this word hangs on a conjunction before it.

        Then a comma ends it: "While she says that he is right, she …".
        """
        if subject - 1 < low:
            return False
        if self.words[subject - 1].lower in _SUBORDINATE:
            return True
        if not self.english:
            return False
        first = subject
        while first > low and not self.has_comma(first):
            first -= 1
        lower = self.words[first].lower
        return lower in _SUBORDINATE or (first == low and lower in _LEADING)

    def hangs(self, cue: int, low: int, subject: int | None) -> bool:
        """Whether the clause of a cue depends on another, so that a comma ends what it reports.

        As in "Asked if he would go, Roa …". ``subject`` is the first word of its subject.
        """
        if self.is_relative(cue, low):
            return True
        if subject is not None and subject < cue:
            return self.is_subordinate(subject, low)
        return cue == low or self.words[cue - 1].lower in _SUBORDINATE

    def is_relative(self, cue: int, low: int) -> bool:
        """Whether the cue's subject is a relative pronoun: "Mr. Trump, who suggested …"."""
        at = cue - 1
        while at > low and self.phrases.is_between(at):
            at -= 1
        return at > low and self.words[at].lower in self.lexicon.relatives and self.has_comma(at)
