"""What somebody thinks, wants or stands for, and speech told by its topic: no marks, no clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.attribution import Found
from service.domain.extraction.complements import Clause, Complements
from service.domain.extraction.phrases import is_possessive
from service.domain.extraction.reading import MASK
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Attributor
    from service.domain.extraction.frames import Frame
    from service.domain.extraction.phrases import Phrase
    from service.domain.extraction.reading import Reading, Sentence

_BE = word_set("is are was were be been being am")
_LINKING = _BE | word_set(
    "seem seems seemed feel feels felt remain remains remained appear appears appeared sound sounds"
    " sounded"
)
_QUESTION = word_set("whether how why what if who when where which")
_PARTICLES = word_set("out back off up")
_PLURAL = word_set("they we i you who some many most others people police women men")
_CATENATIVE = word_set(
    "want wants wanted wanting refuse refuses refused try tries tried trying continue continues"
    " continued begin begins began begun start starts started seek seeks sought vow vows vowed plan"
    " plans planned decline declines declined agree agrees agreed appear appears appeared seem seems"
    " seemed used rush rushed failed fail fails like going able supposed bound free quick wont happy"
    " willing reluctant ready eager expected set have has had threaten threatens threatened hope"
    " hopes hoped intend intends intended manage manages managed voted vote choose chose chosen"
    " likely unlikely quick slow unable sure certain poised reluctant hesitated hesitate took take"
)
# What may show or find something without having a mind.
_EVIDENCE = word_set(
    "study survey poll research data analysis evidence video footage tape finding record transcript"
    " recording investigation review audit polling batch figure budget case book film paper article"
    " analysis"
)
_LIGHT = word_set(
    "express expresses expressed expressing voice voices voiced voicing raise raises raised raising"
    " have has had having share shares shared make makes made making issue issues issued give gives"
    " gave given offer offers offered reiterate reiterated repeat repeated announce announced"
    " withdraw withdrew pledge pledged declare declared underscore underscored hold holds held"
    " harbor harbored take takes took lodge lodged file filed deliver delivered show shows showed"
    " state stated note noted drop dropped abandon abandoned"
)
_ASKED = word_set("asked pressed questioned told informed urged reminded quizzed")
_EXPECTED = word_set(
    "expect believe think say report project suppose consider deem regard predict"
    " allege presume forecast estimate accuse rumor see view"
)

_OBJECT_WITHIN = 9


class Attitudes(Complements):
    """Reads the frames of a lexicon: verbs, nouns and adjectives with their complements."""

    def __init__(self, reading: Reading, attributor: Attributor) -> None:
        """Keeps the reading and the patterns that find subjects."""
        super().__init__(reading, attributor)
        self.frames = reading.lexicon.frames

    def read(self, index: int, sentence: Sentence) -> Clause | None:
        """Returns what the word at this place ascribes to somebody, if it does."""
        for frame in self.frames.get(self.words[index].lower, ()):
            opened = self._open(index, frame, sentence.last)
            if opened is None:
                continue
            subject = self._subject(index, frame, sentence)
            if subject is None or not self._may_hold(subject):
                return None
            first, kind = opened
            opens = self.words[first].start
            if MASK in self.words[first].gap:
                marked = self.marked_start(first, sentence.last)
                if marked is None:
                    continue
                opens = marked
            closed = (
                index == sentence.first
                or self.is_subordinate(subject.first, sentence.first)
                or self.is_relative(index, sentence.first)
            )
            end = self._end(first, kind, sentence, closed=closed)
            found = Found("attitude", index, subject)
            return self.make(opens, end, found, fewest=3, frame=frame)
        return None

    def _end(self, first: int, kind: str, sentence: Sentence, *, closed: bool) -> int:
        if kind not in {"that", "whether"}:
            return self.phrase_end(first, sentence, closed=closed)
        return self.clause_end(first, sentence, closed=closed)

    def _open(self, index: int, frame: Frame, high: int) -> tuple[int, str] | None:
        """Returns the first word of the complement and its kind."""
        at = index + 1
        particle = at + 1 < high and self.words[at].lower in _PARTICLES
        if particle and self.words[at + 1].lower in frame.prepositions:
            at += 1
        if at >= high:
            return None
        if MASK in self.words[at].gap:
            return (at, "it") if "it" in frame.complements else None
        if not self.words[at].gap.isspace():
            return None
        lower = self.words[at].lower
        inner = at + 1 < high and (
            self.words[at + 1].gap.isspace() or MASK in self.words[at + 1].gap
        )
        if lower == "to" and "to" in frame.complements:
            return at, "to"
        if lower in frame.prepositions:
            return (at + 1, "it") if inner else None
        if lower == "that" and "that" in frame.complements and inner:
            return at + 1, "that"
        if lower in _QUESTION and "whether" in frame.complements:
            return at, "whether"
        if lower == "to" or frame.mood == "noun":
            return None
        return self._open_bare(at, frame, high)

    def _open_bare(self, at: int, frame: Frame, high: int) -> tuple[int, str] | None:
        if "him-to" in frame.complements and self._asks_for(at, high):
            return at, "him-to"
        if "that" in frame.complements and self.opens_clause(at, high, frame.lemma):
            return at, "that"
        if "it" not in frame.complements or not self._opens_object(at):
            return None
        return None if self._is_light(at - 1, high) else (at, "it")

    def _is_light(self, verb: int, high: int) -> bool:
        """Whether the verb only carries a noun that has a frame: "expressed deep concern about"."""
        if self.words[verb].lower not in _LIGHT:
            return False
        for at in range(verb + 1, min(high - 1, verb + 5)):
            following = self.words[at + 1].lower
            for frame in self.frames.get(self.words[at].lower, ()):
                if frame.mood == "noun" and (
                    following in frame.prepositions or following in frame.complements
                ):
                    return True
        return False

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
        if lower in self.lexicon.determiners or lower == "her":
            return True
        closed = (
            self.lexicon.prepositions,
            self.lexicon.conjunctions,
            self.lexicon.subordinators,
            self.lexicon.times,
            _QUESTION,
        )
        return not (any(lower in words for words in closed) or self.phrases.is_between(at))

    def _may_hold(self, subject: Phrase) -> bool:
        """Whether a phrase can have a mind: a name, a person, a body, a document, a plural."""
        last = self.words[subject.last - 1]
        lower = last.lower
        if lower == "it":
            return False
        return (
            last.capital
            or lower in self.lexicon.pronouns
            or lower in self.lexicon.roles
            or lower in self.lexicon.documents
            or lower in self.lexicon.bodies
            or lower in _EVIDENCE
            or (lower.endswith("s") and not lower.endswith("ss"))
        )

    def _announced(self, index: int, sentence: Sentence) -> Phrase | None:
        """The subject after an opening gerund: "Citing the report, Ana Ruiz …"."""
        for at in range(index + 1, sentence.last - 1):
            if self.has_comma(at) and not self.lists(at, sentence.last):
                return self.phrases.first_subject(at, sentence.last)
        return None

    def _subject(self, index: int, frame: Frame, sentence: Sentence) -> Phrase | None:
        low = sentence.first
        if frame.mood == "noun":
            return self._noun_subject(index, low)
        if frame.mood == "adjective":
            at = self._over_adverbs(index, low, _LINKING)
            return self.attributor.subject_of(at, low) if at > low else None
        if index == low:
            return self._announced(index, sentence) if frame.mood == "participle" else None
        if self.words[index].capital or self._is_determined(index):
            return None
        if frame.mood == "infinitive":
            return self._infinitive_subject(index, frame, low)
        if frame.mood == "participle":
            return self._gerund_subject(index, low)
        if frame.mood != "finite" and self._over_adverbs(index, low, _BE) > low:
            return None
        if frame.mood == "finite" and frame.also_noun and not self._follows_subject(index):
            return None
        return self.attributor.subject_of(index, low)

    def _noun_subject(self, index: int, low: int) -> Phrase | None:
        """Whose hope it is: the possessor, or who "expressed the hope"."""
        phrase = self.phrases.ending_at(index, low)
        owner = self.attributor.owner(phrase)
        if owner is not None:
            return owner
        verb = phrase.first - 1
        if verb > low and self.words[verb].lower in _LIGHT:
            return self.attributor.subject_of(verb, low)
        return None

    def _over_adverbs(self, index: int, low: int, wanted: frozenset[str]) -> int:
        """Returns the place of one of these words before the adverbs to the left, or ``low``."""
        at = index - 1
        while at > low and self.phrases.is_between(at) and self.words[at].lower not in wanted:
            at -= 1
        return at if self.words[at].lower in wanted else low

    def _is_determined(self, index: int) -> bool:
        before = self.words[index - 1]
        if is_possessive(before.text):
            return True
        return before.lower in self.lexicon.determiners - self.lexicon.pronouns

    def _infinitive_subject(self, index: int, frame: Frame, low: int) -> Phrase | None:
        before = self.words[index - 1]
        if before.lower == "to":
            head = index - 2
            governed = head > low and self.words[head].lower in _CATENATIVE
            return self.attributor.subject_of(head, low) if governed else None
        plural = before.lower.endswith("s") and not before.lower.endswith("ss")
        plural = plural and (not frame.also_noun or self._opens_that(index + 1))
        if self.phrases.is_between(index - 1) or before.lower in _PLURAL or plural:
            return self.attributor.subject_of(index, low)
        return None

    def _opens_that(self, at: int) -> bool:
        """Whether "that", a question word or a determiner stands here, so that a verb goes before."""
        if at >= len(self.words):
            return False
        lower = self.words[at].lower
        return lower == "that" or lower in _QUESTION or lower in self.lexicon.determiners

    def _gerund_subject(self, index: int, low: int) -> Phrase | None:
        before = self.words[index - 1].lower
        if before in _BE:
            return self.attributor.subject_of(index, low)
        led = before in self.lexicon.prepositions or before in self.lexicon.subordinators
        if led or "," in self.words[index].gap:
            return self.attributor.participle_subject(index, low)
        return None

    def _follows_subject(self, index: int) -> bool:
        lower = self.words[index - 1].lower
        return (
            self.phrases.is_name(index - 1)
            or self.phrases.is_between(index - 1)
            or lower in self.lexicon.pronouns
            or lower in self.lexicon.roles
            or lower in self.lexicon.relatives
        )
