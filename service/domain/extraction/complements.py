"""What was promised, asked, denied or criticised: complements that are no full clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.extraction.attribution import Found
from service.domain.extraction.boundaries import Boundaries
from service.domain.extraction.phrases import Phrase
from service.domain.extraction.reading import MASK
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Attributor
    from service.domain.extraction.frames import Frame
    from service.domain.extraction.reading import Reading, Sentence

_POINTING = word_set(
    "it this that these those him her them us me you so one"
    " lo la los las le les eso esto ello él ella"
)
_VERB_WITHIN = 9
_PLACE_WITHIN = 8
_WHERE = word_set("in on at during from")
_FEWEST_WORDS = 3
_NOMINATIVE = word_set("he she it they there we i you")
_OBJECTIVE = word_set("him her them us me it you")
# Whom one tells something stands between the verb and the clause.
TO_SOMEONE = word_set("tell warn inform remind advise assure promise ask")
# "said as much", "said so": nothing that could be compared with what was said.
_VAGUE = word_set("so much nothing little something anything as goodbye hello")
_OPENS_SAID = word_set("if unless since until before after while when once because although")
_LONGEST_SUBJECT = 12
_BEFORE_INFINITIVES = word_set("a con de em no")
# "acusó a la empresa de mentir": whom one accuses stands behind "a".
_TO_WHOM = word_set("a al")
# With what is written behind: "prometió pagarles", "negó haberse ido".
_INFINITIVES = tuple(
    ending + behind
    for ending in ("ar", "er", "ir", "ír")
    for behind in ("", "se", "lo", "la", "le", "los", "las", "les", "nos")
)
_FEWEST_LETTERS = 3
_OPENS_OBJECT = word_set("of for against about on to as")
_TRAILING = ' \t\n\r,.;:!?…—–-”"“'


@dataclass(frozen=True, slots=True)
class Clause:
    """A content clause ``[start, end)`` with what attributes it.

    ``resumes``: it is the rest of the sentence whose first part is the clause before it in the
    list ("The talks, he said, had failed"). ``frame``: what is known of a cue that is no cue of
    speech.
    """

    start: int
    end: int
    found: Found
    resumes: bool = False
    frame: Frame | None = None


class Complements(Boundaries):
    """Makes clauses of one reading and finds complements of verbs and nouns."""

    def __init__(self, reading: Reading, attributor: Attributor) -> None:
        """Keeps the reading and the patterns that find subjects."""
        super().__init__(reading, attributor)
        self.to = "a" if reading.lexicon.conjunction_only else "to"

    def complement(self, cue: int, sentence: Sentence) -> Clause | None:
        """Reads what was promised, asked, denied or criticised: "refused to resign"."""
        entry = self.lexicon.cues[self.words[cue].lower]
        first = cue + 1
        if first >= sentence.last or not self.words[first].gap.isspace():
            return None
        lower = self.words[first].lower
        start: int | None
        if self.lexicon.conjunction_only and entry.lemma in self.lexicon.to_verbs:
            start = self._infinitive(first, sentence.last)
        elif lower == self.to and entry.lemma in self.lexicon.to_verbs:
            start = first
        elif entry.lemma in self.lexicon.object_to_verbs and self._reaches_to(first, sentence):
            start = first + 1 if lower == "on" else first
        elif entry.lemma in self.lexicon.object_verbs:
            start = self._object_start(first) if self._takes_object(cue, sentence) else None
        else:
            start = None
        if start is None or self.attributor.is_passive(cue, sentence.first):
            return None
        if cue > sentence.first and self._tells_which(cue):
            return None
        subject = self.attributor.subject_of(cue, sentence.first)
        if entry.mood == "participle":
            found = self.attributor.with_subject(cue, sentence.first, cue)
            subject = found.subject if found is not None else None
        if subject is None or not self._can_speak(subject.first, subject.last):
            return None
        end = self.phrase_end(start, sentence)
        return self.make(self.words[start].start, end, Found("complement", cue, subject))

    def _tells_which(self, index: int) -> bool:
        """Whether a past form stands behind a preposition, so before its noun: "of pledged"."""
        past = self.words[index].lower.endswith("ed")
        return past and self.words[index - 1].lower in self.lexicon.prepositions

    def _infinitive(self, first: int, high: int) -> int | None:
        """The infinitive that stands here or behind a preposition: "amenazó con convocar"."""
        at = first
        if (
            self.words[at].lower in _BEFORE_INFINITIVES
            and at + 1 < high
            and not self.is_apart(at + 1)
        ):
            at += 1
        lower = self.words[at].lower
        if not lower.endswith(_INFINITIVES) or len(lower) < _FEWEST_LETTERS:
            return None
        lexicon = self.lexicon
        others = (lexicon.prepositions, lexicon.roles, lexicon.times, lexicon.between)
        other = self.words[at].capital or any(lower in words for words in others)
        if other:
            return None
        return first if self.words[first].lower == "no" else at

    def after_place(self, cue: int, first: int, high: int) -> int:
        """Skips where it was said before a pronoun: "said in an interview he would go"."""
        said = self.lexicon.cues[self.words[cue].lower].lemma == "say"
        if not said or self.words[first].lower not in _WHERE:
            return first
        for at in range(first + 2, min(high, first + _PLACE_WITHIN)):
            lower = self.words[at].lower
            if lower in _NOMINATIVE - _OBJECTIVE - {"i"}:
                return at
            if lower in self.lexicon.subordinators or not self.words[at].gap.isspace():
                break
        return first

    def opens_clause(self, first: int, high: int, lemma: str) -> bool:
        """Whether a reported clause without a conjunction starts at this word."""
        lower = self.words[first].lower
        lexicon = self.lexicon
        if lower in lexicon.linking or lower in _VAGUE:
            return False
        if lower in _NOMINATIVE - _OBJECTIVE:
            return True
        if lemma == "say":
            then = self.words[first + 1].lower if first + 1 < high else ""
            when = lower in lexicon.subordinators and then.endswith("ing")
            return not when and lower not in lexicon.subordinators - _OPENS_SAID
        return self._has_verb(first, high)

    def _has_verb(self, first: int, high: int) -> bool:
        """Whether an auxiliary follows soon: what stands here is a clause, not an object."""
        for at in range(first, min(high, first + _VERB_WITHIN)):
            gap = self.words[at].gap
            if gap != " " and at > first and any(mark in gap for mark in ",;:"):
                return False
            lower = self.words[at].lower
            if lower in self.lexicon.relatives or lower in self.lexicon.conjunctions:
                return False
            if lower in self.lexicon.auxiliaries:
                return at > first
        return False

    def long_subject(self, cue: int, low: int) -> Phrase | None:
        """The words before a finite verb back to the start of their clause: "One in five say"."""
        if self.lexicon.language != "en":
            return None
        last = cue
        while last > low and self.phrases.is_between(last - 1):
            last -= 1
        first = last
        while first > low and last - first < _LONGEST_SUBJECT and self._goes_left(first):
            first -= 1
        if first == last:
            return None
        opening = self.words[first].lower
        if opening in self.lexicon.prepositions or opening in self.lexicon.subordinators:
            return None
        return Phrase(first, last)

    def is_apart(self, at: int) -> bool:
        """Whether a sign other than one of money stands before this word."""
        gap = self.words[at].gap
        return not gap or bool(gap.strip(" \u00a0$€£#"))

    def _goes_left(self, at: int) -> bool:
        """Whether the word before this one stands in the same clause."""
        gap = self.words[at].gap
        if gap.strip(" \u00a0%’'/$") or "\n" in gap:
            return False
        lower = self.words[at - 1].lower
        lexicon = self.lexicon
        return not (
            lower in lexicon.subordinators or lower in lexicon.conjunctions or lower in lexicon.that
        )

    def after_time(self, first: int, high: int) -> int:
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
        lower = self.words[at].lower
        other = lower in self.lexicon.auxiliaries or lower.endswith(("self", "selves"))
        return self.phrases.is_between(at) and not other

    def after_listener(self, first: int, high: int) -> int:
        """Skips who is told something: "told supporters he would go"."""
        if first < high and self.words[first].lower in _OBJECTIVE:
            return first + 1
        if first < high and self.words[first].capital:
            return self.phrases.name_right(first, high)
        phrase = self.phrases.starting_at(first, high) if first < high else None
        return phrase.last if phrase is not None else first

    def marked_start(self, at: int, high: int) -> int | None:
        """Where marks open that stand before this word, if what they hold goes on after them.

        As in "urged “a swift end” to the talks in the north"; the words after the marks are part of
        what was urged.
        """
        if at >= high or MASK not in self.words[at].gap:
            return None
        gap = self.words[at].gap
        opens = gap.index(MASK)
        closes = gap.rindex(MASK) + 1
        inner = self.reading.text[self.words[at].start - len(gap) : self.words[at].start][
            closes - 2
        ]
        loose = gap[:opens].strip() or gap[closes:].strip() or inner in ",.!?…"
        lower = self.words[at].lower
        apart = lower in self.lexicon.conjunctions or self.tells_when(at, high)
        if loose or apart or self.is_other_cue(at) or lower in self.lexicon.auxiliaries:
            return None
        return self.words[at].start - len(gap) + opens

    def _reaches_to(self, first: int, sentence: Sentence) -> bool:
        """Whether "to" follows the one who is asked: "urged the ministers to resign"."""
        if self.words[first].lower == self.to:
            return False
        for at in range(first + 1, min(sentence.last, first + _VERB_WITHIN)):
            if not self.words[at].gap.isspace():
                return False
            if self.words[at].lower == self.to:
                return True
        return False

    def _takes_object(self, cue: int, sentence: Sentence) -> bool:
        """Whether a verb's object says what was said: "called for", "called it “…”"."""
        if self.lexicon.cues[self.words[cue].lower].lemma != "call":
            return True
        if self.words[cue + 1].lower in {"for", "on"}:
            return True
        return any(MASK in word.gap for word in self.words[cue + 1 : sentence.last]) or (
            MASK in self.reading.masked[self.words[sentence.last - 1].end : sentence.end]
        )

    def _object_start(self, first: int) -> int | None:
        lower = self.words[first].lower
        if lower in _OPENS_OBJECT or (self.lexicon.conjunction_only and lower in _TO_WHOM):
            return first
        if lower in self.lexicon.prepositions or lower in self.lexicon.conjunctions:
            return None
        return None if self.phrases.is_between(first) else first

    def _can_speak(self, first: int, last: int) -> bool:
        return any(
            self.phrases.is_name(at)
            or self.words[at].lower in self.lexicon.roles
            or self.words[at].lower in self.lexicon.pronouns
            for at in range(first, last)
        )

    def after_noun(self, noun: int, sentence: Sentence) -> Clause | None:
        """Reads "Trump's claim that …" and "his promise to …"."""
        opens = noun + 1
        if opens + 1 >= sentence.last or not self.phrases.is_glued(opens):
            return None
        lower = self.words[opens].lower
        if lower not in {"that", "to"} or self.lexicon.conjunction_only:
            return None
        owned = self.attributor.owned_noun(noun, sentence.first)
        if owned is None:
            return None
        first = opens + 1 if lower == "that" else opens
        if any(MASK in word.gap for word in self.words[first : first + _VERB_WITHIN // 2]):
            return None
        return self.make(self.words[first].start, self.phrase_end(first, sentence), owned)

    def make(
        self,
        start: int,
        end: int,
        found: Found,
        *,
        fewest: int = _FEWEST_WORDS,
        frame: Frame | None = None,
        resumes: bool = False,
    ) -> Clause | None:
        """Returns the clause without outer punctuation, or None if it holds too few words.

        One word that only points ("spoke of it") is no content.
        """
        text = self.reading.text
        while end > start and text[end - 1] in _TRAILING and not self._closes_stretch(end):
            end -= 1
        first = self.reading.word_at_or_after(start)
        count = self.reading.word_at_or_after(end) - first
        if count == 1 and self.words[first].lower in _POINTING:
            return None
        holds = self.reading.masked.find(MASK, start, end) >= 0
        enough = count >= (min(fewest, 2) if holds else fewest)
        return Clause(start, end, found, resumes, frame) if enough else None

    def _closes_stretch(self, end: int) -> bool:
        return self.reading.masked[end - 1] in MASK + "”" and self.reading.text[end - 1] != "\n"
