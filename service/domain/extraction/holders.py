"""Who holds an attitude: subject of a verb, owner of a noun, whom an adjective describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.complements import Complements
from service.domain.extraction.phrases import Phrase, is_possessive
from service.domain.kinds import Stance
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.frames import Frame
    from service.domain.extraction.reading import Sentence

_BE = word_set(
    "is are was were be been being am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t"
)
_LINKING = _BE | word_set(
    "seem seems seemed feel feels felt remain remains remained appear appears appeared sound sounds"
    " sounded make makes made making become becomes became becoming get gets got grow grows grew"
    " look looks looked stay stays stayed left leaves leaving"
)
# How strongly: between a verb and an adjective.
_DEGREE = word_set("so very more most less least quite too far as just rather not pretty all")
_PLURAL = word_set("they we i you who some many most others people police women men")
# Determiners that may stand alone, or behind what they count: "some saw", "they both sought".
_FLOATING = word_set("both all each some many most few several those others half")
# Words that carry an infinitive whose subject is theirs: "refused to back", "was likely to say".
_CATENATIVE = word_set(
    "want wants wanted wanting refuse refuses refused try tries tried trying continue continues"
    " continued begin begins began begun start starts started seek seeks sought vow vows vowed"
    " plan plans planned decline declines declined agree agrees agreed appear appears appeared"
    " seem seems seemed used rushed failed fail fails like going able supposed bound free quick"
    " happy willing reluctant ready eager expected set have has had threaten threatens threatened"
    " hope hopes hoped intend intends intended manage manages managed voted vote choose chose"
    " chosen likely unlikely slow unable sure certain poised hesitated hesitate took take"
)
# What is not said is told by the refusal itself: "declined to comment on the plan".
_REFUSING = word_set("decline declines declined refuse refuses refused refusing declining")
# What rules, reports and the like do as well as persons.
_MINDLESS = frozenset({Stance.ORDERS, Stance.DENIES})
_COORDINATING = frozenset({"and", "but", "or"})
_SUBJECTS = frozenset({"he", "she", "they", "we", "i"})
_GENITIVE = frozenset({"of"})
_ADJECTIVES = 3
_EPITHETS = 6
_IMPERSONAL = frozenset({"it", "there", "here"})
_COLLECTIVES = word_set(
    "legislature electorate crowd public audience community network firm state nation country"
    " panel coalition movement caucus delegation establishment opposition camp outlet school"
    " college board club industry congress senate alliance regime city town world house donor"
    " nurse bill legislation law amendment measure platform lawsuit movie film ad video initiative"
    " petition constitution treaty deal agreement column editorial"
)
_PERSONAL = ("ist", "ian", "man", "woman", "person", "-old", "or", "er", "oyee", "inee", "ndee")
# Things whose names end as those of persons do.
_NOBODY = word_set(
    "river water weather winter summer matter order number paper letter power tower chapter quarter"
    " border corner center computer disaster answer offer door floor color harbor error factor"
    " terror sector motor mirror horror odor labor flavor favor humor honor rumor danger anger"
    " fever hunger shower thunder layer barrier career carrier cover dinner finger fiber filter"
    " gender meter paper poster powder register remainder shelter shoulder silver slaughter soccer"
    " timber transfer trigger wonder encounter register further either other another rather later"
    " earlier never ever over under after together however whether"
)
# What may show or find something without having a mind.
EVIDENCE = word_set(
    "study survey poll research data analysis evidence video footage tape finding record"
    " transcript recording investigation review audit polling figure budget case book film paper"
    " article polls surveys studies findings records documents results figures emails e-mails"
    " numbers returns"
)


class Holders(Complements):
    """Finds who holds what a frame ascribes."""

    def holder(self, index: int, frame: Frame, kind: str, sentence: Sentence) -> Phrase | None:
        """Returns the words that name the holder, or None where no mind is in sight."""
        low = sentence.first
        if frame.mood == "noun":
            subject = self._noun_holder(index, low)
        elif frame.mood == "agent":
            subject = self._agent_holder(index, low)
        elif frame.mood == "adjective":
            subject = self._described(index, low)
        elif index == low or self._opens_led(index, frame, low):
            subject = self._announced(index, sentence) if frame.mood == "participle" else None
        elif self.words[index].capital or self._is_determined(index):
            subject = None
        else:
            subject = self._verb_holder(index, frame, kind, low)
        if subject is None or not (self.may_hold(subject) or self._may_tell(subject, frame)):
            return None
        return subject

    def _may_tell(self, subject: Phrase, frame: Frame) -> bool:
        """Whether a thing may do what takes no mind: "the rule requires", "it shows"."""
        if self.words[subject.last - 1].lower == "it":
            return frame.stance is Stance.NEUTRAL
        determined = self.words[subject.first].lower in self.lexicon.determiners
        return determined and frame.stance in _MINDLESS

    def _opens_led(self, index: int, frame: Frame, low: int) -> bool:
        """Whether a sentence opens with "After praising …" or "In rejecting …"."""
        lower = self.words[low].lower
        led = lower in self.lexicon.prepositions or lower in self.lexicon.subordinators
        return frame.mood == "participle" and index == low + 1 and led

    def is_evidence(self, subject: Phrase) -> bool:
        """Whether a poll, a study or the like is spoken of."""
        return any(self.words[at].lower in EVIDENCE for at in range(subject.first, subject.last))

    def may_hold(self, subject: Phrase) -> bool:
        """Whether a phrase can have a mind: a name, a person, a body, a document, a plural."""
        last = subject.last - 1
        return self._has_mind(last, subject) or self._has_mind(self._head(subject), subject)

    def _head(self, subject: Phrase) -> int:
        """The noun before "of" or a participle: "supporters of the harbour", "the towns polled"."""
        for at in range(subject.first + 1, subject.last):
            lower = self.words[at].lower
            if lower in _GENITIVE or (lower.endswith("ed") and at > subject.first + 1):
                return at - 1
        return subject.last - 1

    def _has_mind(self, at: int, subject: Phrase) -> bool:
        lower = self.words[at].lower
        if lower in _IMPERSONAL:
            return False
        lexicon = self.lexicon
        return (
            self.words[at].capital
            or lower in lexicon.pronouns
            or lower in lexicon.roles
            or lower in lexicon.documents
            or lower in lexicon.bodies
            or lower in EVIDENCE
            or lower in _FLOATING
            or (lower.endswith("s") and not lower.endswith("ss"))
            or self._is_somebody(subject, lower)
        )

    def _is_somebody(self, subject: Phrase, lower: str) -> bool:
        """Whether a determiner and what a word ends with tell of a person: "a narrator"."""
        if self.words[subject.first].lower not in self.lexicon.determiners:
            return False
        return lower in _COLLECTIVES or (lower.endswith(_PERSONAL) and lower not in _NOBODY)

    def _noun_holder(self, index: int, low: int) -> Phrase | None:
        """Whose hope it is: the possessor, or who "expressed the hope"."""
        for verb in range(index - 1, max(low, index - 1 - _ADJECTIVES), -1):
            if self.is_apart(verb + 1):
                break
            if self.is_light(verb):
                return self.attributor.subject_of(verb, low)
        return self.attributor.owner(self.phrases.ending_at(index, low))

    def _agent_holder(self, index: int, low: int) -> Phrase | None:
        """Who "is a critic": the subject of the form of "be" before it."""
        for verb in range(index - 1, max(low, index - 1 - _EPITHETS), -1):
            if self.is_apart(verb + 1):
                break
            if self.words[verb].lower in _BE:
                return self.attributor.subject_of(verb, low)
        return None

    def is_light(self, index: int) -> bool:
        """Whether the verb only carries a noun: "expressed concern", "has doubts"."""
        return self.words[index].lower in self.lexicon.light_verbs

    def _described(self, index: int, low: int) -> Phrase | None:
        if index - 1 > low and self.words[index - 1].lower == "it":
            index -= 1
        at = index - 1
        while at > low and self._tells_how(at):
            at -= 1
        if at > low and self.words[at].lower in _LINKING:
            return self.attributor.subject_of(at, low)
        if at >= low and self._is_contracted(at):
            return Phrase(at, at + 1)
        return self._before_adjective(at, low) if at == index - 1 and at >= low else None

    def _tells_how(self, at: int) -> bool:
        lower = self.words[at].lower
        if lower in _LINKING:
            return False
        return self.phrases.is_between(at) or lower in _DEGREE

    def _before_adjective(self, at: int, low: int) -> Phrase | None:
        """Whom an adjective behind a noun tells of: "lawmakers nervous about the vote"."""
        if self.is_apart(at + 1) or self._is_function(at):
            return None
        phrase = self.phrases.ending_at(at, low)
        return phrase if self._is_speaker(phrase) else None

    def _announced(self, index: int, sentence: Sentence) -> Phrase | None:
        """The subject after an opening gerund: "Citing the report, Ana Ruiz …"."""
        for at in range(index + 1, sentence.last - 1):
            if self.has_comma(at) and not self.lists(at, sentence.last):
                return self.phrases.first_subject(at, sentence.last)
        return None

    def _is_determined(self, index: int) -> bool:
        before = self.words[index - 1]
        if is_possessive(before.text):
            return not self._is_contracted(index - 1)
        return before.lower in self.lexicon.determiners - self.lexicon.pronouns - _FLOATING

    def _verb_holder(self, index: int, frame: Frame, kind: str, low: int) -> Phrase | None:
        if frame.mood == "infinitive":
            return self._infinitive_holder(index, frame, kind, low)
        if frame.mood == "participle":
            return self._gerund_holder(index, frame, low)
        passive = frame.mood != "finite" and self._over_adverbs(index, low, _BE) > low
        doubtful = frame.mood == "finite" and frame.also_noun and not self._follows_subject(index)
        if passive or doubtful or (frame.mood == "past" and self._tells_which(index)):
            return None
        if self._is_contracted(index - 1):
            return Phrase(index - 1, index)
        return self.attributor.subject_of(index, low) or self.long_subject(index, low)

    def _is_contracted(self, at: int) -> bool:
        """Whether "he's" or "who've" stands here."""
        head, _, tail = self.words[at].lower.replace("’", "'").partition("'")
        known = head in self.lexicon.pronouns or head in self.lexicon.relatives
        return known and tail in {"s", "ve", "d", "re"}

    def _over_adverbs(self, index: int, low: int, wanted: frozenset[str]) -> int:
        """Returns the place of one of these words before the adverbs to the left, or ``low``."""
        at = index - 1
        while at > low and self.phrases.is_between(at) and self.words[at].lower not in wanted:
            at -= 1
        return at if self.words[at].lower in wanted else low

    def _infinitive_holder(self, index: int, frame: Frame, kind: str, low: int) -> Phrase | None:
        before = self.words[index - 1]
        if before.lower == "to":
            head = index - 2
            if head <= low or self.words[head].lower in _REFUSING:
                return None
            return self.attributor.subject_of(head, low) or self.phrases.first_subject(low, head)
        plural = before.lower.endswith("s") and not before.lower.endswith("ss")
        if frame.also_noun and kind not in {"that", "whether", "datum"}:
            plural = plural and self.words[index + 1].lower in self.lexicon.determiners
        plain = not frame.also_noun and not self._is_function(index - 1)
        plain = plain and before.lower not in self.lexicon.determiners
        if self.phrases.is_between(index - 1) or before.lower in _PLURAL or plural or plain:
            return self.attributor.subject_of(index, low) or self.long_subject(index, low)
        return None

    def _reduced(self, index: int, frame: Frame, low: int) -> Phrase | None:
        """Whom a gerund behind a noun tells of: "a petition calling for"."""
        if frame.stance.is_attitude and frame.stance is not Stance.OPPOSES:
            return None
        if self.is_apart(index) or self._is_function(index - 1):
            return None
        phrase = self.phrases.ending_at(index - 1, low)
        return phrase if phrase.first < index and self.may_hold(phrase) else None

    def _gerund_holder(self, index: int, frame: Frame, low: int) -> Phrase | None:
        before = self.words[index - 1].lower
        if self._over_adverbs(index, low, _BE) > low:
            return self.attributor.subject_of(index, low)
        if self._is_contracted(index - 1):
            return Phrase(index - 1, index)
        led = (
            before in self.lexicon.prepositions
            or before in self.lexicon.subordinators
            or before in _COORDINATING
        )
        if not (led or "," in self.words[index].gap):
            return self._reduced(index, frame, low)
        subject = self.attributor.participle_subject(index, low)
        if subject is None and not led:
            subject = self._speaker_before(index, low)
        return subject or self._pronoun_before(index, low)

    def _pronoun_before(self, index: int, low: int) -> Phrase | None:
        """The pronoun that is the subject before the comma: "On Monday she left, blaming"."""
        for at in range(index - 1, low - 1, -1):
            if self.words[at].lower in _SUBJECTS:
                return Phrase(at, at + 1)
        return None

    def _speaker_before(self, index: int, low: int) -> Phrase | None:
        """Who spoke before the comma: "…,” said Ana Ruiz, a nurse, referring to"."""
        for at in range(index - 1, low - 1, -1):
            if self.attributor.is_speech(at):
                inverted = self.attributor.inverted(at, index)
                return inverted or self.attributor.subject_of(at, low)
        return None

    def _is_function(self, at: int) -> bool:
        """Whether a word is no noun: of a closed class, or a finite verb of speech."""
        return self.words[at].lower in self.lexicon.closed or self.is_other_cue(at)

    def _is_speaker(self, phrase: Phrase) -> bool:
        last = phrase.last - 1
        return self.phrases.is_name(last) or self.words[last].lower in self.lexicon.roles

    def _follows_subject(self, index: int) -> bool:
        lower = self.words[index - 1].lower
        return (
            self.phrases.is_name(index - 1)
            or self.phrases.is_between(index - 1)
            or lower in self.lexicon.pronouns
            or lower in self.lexicon.roles
            or lower in self.lexicon.relatives
            or lower in EVIDENCE
        )
