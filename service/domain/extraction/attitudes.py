"""What somebody thinks, wants or stands for, and speech told by its topic: no marks, no clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.attribution import Found
from service.domain.extraction.holders import Holders
from service.domain.extraction.reading import MASK
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Attributor
    from service.domain.extraction.complements import Clause
    from service.domain.extraction.frames import Frame
    from service.domain.extraction.phrases import Phrase
    from service.domain.extraction.reading import Reading, Sentence

_QUESTION = word_set("whether how why what if who when where which")
_PARTICLES = word_set("out back off up in")
_NOMINAL = frozenset({"noun", "agent"})
_TELLING = frozenset({"finite", "past", "infinitive"})
# "worries so much about", "spoke at length on"
_DEGREE = word_set(
    "so too very much more most less little well badly highly again a lot bit openly"
)
_DEGREE_WORDS = 3
_IS = word_set("is was are were remains remained")
_AS_BEFORE = word_set("as such so just far")
_REFLEXIVE = ("self", "selves")
_ARTICLES = frozenset({"a", "an"})
# "declined to comment" tells of talking and of nothing that was said.
_TALKING = word_set("comment speak talk discuss answer respond say elaborate reply explain")
_OBJECT_WITHIN = 9
_LIGHT_WITHIN = 5
_NAMED_WITHIN = 14
# Whom one backs, what one rejects: a name or one word tells it.
_FEWEST_OF_OBJECT = 1
_FEWEST_WORDS = 3


class Attitudes(Holders):
    """Reads the frames of a lexicon: verbs, nouns and adjectives with their complements."""

    def __init__(self, reading: Reading, attributor: Attributor) -> None:
        """Keeps the reading and the patterns that find subjects."""
        super().__init__(reading, attributor)
        self.frames = reading.lexicon.frames

    def read(self, index: int, sentence: Sentence) -> Clause | None:
        """Returns what the word at this place ascribes to somebody, if it does."""
        for frame in self.frames.get(self.words[index].lower, ()):
            opened = self._open(index, frame, sentence.last)
            if opened is None or (frame.lemma == "say" and self._is_tag(index)):
                continue
            first, kind = opened
            holder = self.holder(index, frame, kind, sentence)
            if holder is None and not self._speaks_for_itself(index, frame):
                continue
            if kind == "datum" and (holder is None or not self.is_evidence(holder)):
                continue
            opens: int | None = self.words[first].start
            if MASK in self.words[first].gap:
                opens = self.marked_start(first, sentence.last)
            if opens is None:
                continue
            closed = self._is_closed(index, frame, holder, sentence)
            end = self._end(first, kind, sentence, closed=closed)
            fewest = _FEWEST_OF_OBJECT if kind == "it" and holder else _FEWEST_WORDS
            found = Found("attitude" if holder else "none", index, holder)
            return self.make(opens, end, found, fewest=fewest, frame=frame)
        return None

    def _is_tag(self, index: int) -> bool:
        """Whether a verb closes what was said before it: "…, said Ana Ruiz, a nurse"."""
        return self.has_comma(index) or MASK in self.words[index].gap

    def _speaks_for_itself(self, index: int, frame: Frame) -> bool:
        """Whether a noun tells of speech without an owner: "calls for", and not "to call for"."""
        before = self.words[index - 1].lower if index else ""
        return frame.unowned and before != "to" and not self.is_light(index - 1)

    def _is_closed(
        self, index: int, frame: Frame, holder: Phrase | None, sentence: Sentence
    ) -> bool:
        """Whether the complement stands in a clause that a comma ends."""
        return (
            holder is None
            or index == sentence.first
            or holder.first > index
            or frame.mood in _NOMINAL
            or self.is_subordinate(holder.first, sentence.first)
            or self.is_relative(index, sentence.first)
        )

    def _end(self, first: int, kind: str, sentence: Sentence, *, closed: bool) -> int:
        if kind in {"that", "whether"}:
            return self.clause_end(first, sentence, closed=closed)
        return self.phrase_end(first, sentence, closed=closed)

    def _open(self, index: int, frame: Frame, high: int) -> tuple[int, str] | None:
        """Returns the first word of the complement and its kind."""
        at = index + 1
        particle = at + 1 < high and self.words[at].lower in _PARTICLES
        if particle and self.words[at + 1].lower in frame.prepositions:
            at += 1
        elif frame.mood not in _NOMINAL:
            at = self._after_degree(self.after_time(at, high), frame, high)
        if at >= high:
            return None
        named = self._open_named(at, frame, high)
        if named is not None:
            return named
        if MASK in self.words[at].gap:
            return (at, "it") if "it" in frame.complements else None
        if self.is_apart(at):
            return None
        opened = self._open_closed(at, frame, high)
        if opened is not None or self.words[at].lower == "to" or frame.mood in _NOMINAL:
            return opened
        return self._open_bare(at, frame, high)

    def _open_named(self, at: int, frame: Frame, high: int) -> tuple[int, str] | None:
        """What follows a colon, or the form of "be" behind a noun: "the fear is that"."""
        if "that" not in frame.complements or at + 2 >= high:
            return None
        if self.words[at].gap.strip() == ":" and frame.mood in _TELLING and not frame.also_noun:
            return at, "that"
        told = frame.mood == "noun" and self.words[at].lower in _IS
        if told and self.words[at + 1].lower == "that" and not self.is_apart(at + 2):
            return at + 2, "that"
        return None

    def _after_degree(self, at: int, frame: Frame, high: int) -> int:
        """Skips how much: "worries so much about", if a complement of the frame follows."""
        last = at
        while last < min(high, at + _DEGREE_WORDS) and self._tells_how_much(last):
            last += 1
        follows = last < high and self.words[last].lower in frame.prepositions
        return last if follows else at

    def _tells_how_much(self, at: int) -> bool:
        return self.words[at].lower in _DEGREE or self.phrases.is_between(at)

    def _open_closed(self, at: int, frame: Frame, high: int) -> tuple[int, str] | None:
        """A complement that opens with "to", a preposition, "that" or a question word."""
        lower = self.words[at].lower
        inner = at + 1 < high and (not self.is_apart(at + 1) or MASK in self.words[at + 1].gap)
        if lower == "to" and "to" in frame.complements:
            talks = at + 1 < high and self.words[at + 1].lower in _TALKING
            return None if talks else (at, "to")
        if lower in frame.prepositions and inner and not self.tells_when(at, high):
            that = lower in _PARTICLES and self.words[at + 1].lower == "that" and at + 2 < high
            return (at + 2, "that") if that else (at + 1, "it")
        if lower == "that" and "that" in frame.complements and inner:
            return at + 1, "that"
        asks = lower in _QUESTION and "whether" in frame.complements
        return (at, "whether") if asks else None

    def _open_bare(self, at: int, frame: Frame, high: int) -> tuple[int, str] | None:
        """A complement that opens with a noun phrase or a clause without "that"."""
        complements = frame.complements
        if "him-to" in complements and self._asks_for(at, high):
            return at, "him-to"
        listening = self._after_listener(at, frame, high)
        if listening is not None:
            return listening
        if "that" in complements and self.opens_clause(at, high, frame.lemma):
            return at, "that"
        if not self._opens_object(at) or self._carries_noun(at - 1, high):
            return None
        if self._tells_by_object(at, complements, high):
            return at, "it"
        return (at, "datum") if "datum" in complements else None

    def _tells_by_object(self, at: int, complements: frozenset[str], high: int) -> bool:
        """Whether the object here says what was said or thought, by itself or by what follows."""
        return (
            "it" in complements
            or ("it-a" in complements and self._is_named(at, high))
            or ("it-m" in complements and self._holds_marks(at, high))
            or ("it-as" in complements and self._is_likened(at, high))
        )

    def _carries_noun(self, verb: int, high: int) -> bool:
        """Whether the verb only carries a noun that has a frame: "expressed concern about"."""
        if not self.is_light(verb):
            return False
        for at in range(verb + 1, min(high - 1, verb + _LIGHT_WITHIN)):
            following = self.words[at + 1].lower
            for frame in self.frames.get(self.words[at].lower, ()):
                opens = following in frame.prepositions or following in frame.complements
                if frame.mood == "noun" and opens:
                    return True
        return False

    def _is_named(self, at: int, high: int) -> bool:
        """Whether an object is called something: "called the vote in May a defeat"."""
        for index in range(at + 1, min(high, at + _NAMED_WITHIN)):
            if not self.words[index].gap.isspace():
                return False
            governed = self.words[index - 1].lower in self.lexicon.prepositions
            if self.words[index].lower in _ARTICLES and not governed:
                return True
        return False

    def _holds_marks(self, at: int, high: int) -> bool:
        """Whether marks open soon inside an object: "published a list of “enemies”"."""
        for index in range(at + 1, min(high, at + _OBJECT_WITHIN)):
            if MASK in self.words[index].gap:
                return True
            if self.words[index].gap != " ":
                return False
        return False

    def _is_likened(self, at: int, high: int) -> bool:
        """Whether an object is taken for something: "sees the vote as a defeat"."""
        for index in range(at + 1, min(high, at + _OBJECT_WITHIN)):
            lower = self.words[index].lower
            if not self.words[index].gap.isspace() or lower in self.lexicon.auxiliaries:
                return False
            if lower == "as":
                return self.words[index - 1].lower not in _AS_BEFORE
        return False

    def _after_listener(self, at: int, frame: Frame, high: int) -> tuple[int, str] | None:
        """What follows whom one asks or tells: "asked the mayor about", "told them why"."""
        if not frame.after_object and "him-wh" not in frame.complements:
            return None
        first = self.after_listener(at, high)
        if first == at or first + 1 >= high or self.is_apart(first):
            return None
        lower = self.words[first].lower
        if lower in frame.after_object:
            return first + 1, "it"
        if "him-wh" not in frame.complements:
            return None
        if lower == "that":
            return first + 1, "that"
        return (first, "whether") if lower in _QUESTION else None

    def _asks_for(self, first: int, high: int) -> bool:
        """Whether "to" follows the one who is asked."""
        for at in range(first + 1, min(high, first + _OBJECT_WITHIN)):
            if not self.words[at].gap.isspace():
                return False
            if self.words[at].lower == "to":
                return True
        return False

    def _opens_object(self, at: int) -> bool:
        lower = self.words[at].lower
        if lower in self.lexicon.determiners or lower == "her" or lower.endswith(_REFLEXIVE):
            return True
        return not (
            lower in self.lexicon.prepositions
            or lower in self.lexicon.conjunctions
            or lower in self.lexicon.subordinators
            or lower in self.lexicon.times
            or lower in _QUESTION
            or self.phrases.is_between(at)
        )
