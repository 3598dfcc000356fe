"""What somebody thinks, wants or stands for in Spanish: "espera que", "le preocupa que"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.conjunctions import is_impersonal
from service.domain.extraction.holders import Holders
from service.domain.extraction.patterns import Found
from service.domain.extraction.phrases import Phrase
from service.domain.extraction.reading import MASK
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Attributor
    from service.domain.extraction.complements import Clause
    from service.domain.extraction.frames import Frame
    from service.domain.extraction.reading import Reading, Sentence

_CONTRACTED = {"del": "de", "al": "a"}
_DATIVE = word_set("le les")
_TO = word_set("a al")
_BE = word_set(
    "es son era eran fue fueron será está están estaba estaban estuvo estará sigue siguen seguía"
    " muestra muestran mostró mostraron mostrado declara declaró declarado siente sintió sentía"
    " confiesa confesó considera dice dijo dicho parece parecía estado sido"
)
_HAVE = word_set("ha han había habían haya")
# "quiso dejar claro que", "quiere hacer hincapié en que"
_MAKES_CLEAR = word_set("dejar hacer poner dar")
_ADVERBS = 4
_LIGHT_WITHIN = 5
_ITSELF = "se"


class SpanishAttitudes(Holders):
    """Reads the frames of the Spanish lexicon: verbs, datives, nouns and adjectives."""

    def __init__(self, reading: Reading, attributor: Attributor) -> None:
        """Keeps the reading and the patterns that find subjects."""
        super().__init__(reading, attributor)
        self.frames = reading.lexicon.frames

    def read(self, index: int, sentence: Sentence) -> Clause | None:
        """Returns what the word at this place ascribes to somebody, if it does."""
        if self.words[index].capital and index > sentence.first:
            return None
        for frame in self.frames.get(self.words[index].lower, ()):
            behind = self._behind_owner(index, frame, sentence.last)
            opened = self._open(behind, frame, sentence.last)
            if opened is None or MASK in self.words[opened[0]].gap:
                continue
            if opened[1] == "to" and self._is_denied(index, sentence.first):
                continue  # "no quiso dar su nombre": nothing that anybody wants
            found = self._held(index, frame, behind, sentence)
            if found is None:
                continue
            first, kind = opened
            closed = index == sentence.first or self.is_relative(index, sentence.first)
            ends = self.clause_end if kind == "that" else self.phrase_end
            end = ends(first, sentence, closed=closed)
            return self.make(self.words[first].start, end, found, frame=frame)
        return None

    def _behind_owner(self, index: int, frame: Frame, high: int) -> int:
        """The word behind a noun and whose it is: "la promesa de Roa [de]"."""
        at = index + 1
        if frame.mood != "noun":
            return self._behind_adverbs(at, high)
        if at + 1 >= high or self.words[at].lower not in {"de", "del"}:
            return at
        owner = self.phrases.starting_at(at + 1, high)
        if owner is None or not self.phrases.is_glued(at + 1):
            return at
        return owner.last if self._names_somebody(owner) else at

    def _behind_adverbs(self, at: int, high: int) -> int:
        """Skips "ayer", "también" and the like, and no article."""
        articles = self.lexicon.determiners
        while at < high and self.phrases.is_between(at) and self.words[at].lower not in articles:
            at += 1
        return at

    def _names_somebody(self, phrase: Phrase) -> bool:
        last = self.words[phrase.last - 1].lower
        roles = self.lexicon.roles
        meant = any(self.words[at].lower in roles for at in range(phrase.first, phrase.last))
        return self.phrases.is_name(phrase.last - 1) or meant or last in self.lexicon.bodies

    def _open(self, at: int, frame: Frame, high: int) -> tuple[int, str] | None:
        """Returns the first word of the complement and its kind."""
        if at >= high or self.is_apart(at):
            return None
        lower = self.words[at].lower
        linking = frame.mood == "noun" or _CONTRACTED.get(lower, lower) in frame.prepositions
        if linking and lower in {*frame.prepositions, *_CONTRACTED, "de", "a"}:
            return self._open_inner(at + 1, frame, high)
        if frame.mood in {"noun", "adjective"} or frame.prepositions:
            return None
        return self._open_inner(at, frame, high)

    def _open_inner(self, at: int, frame: Frame, high: int) -> tuple[int, str] | None:
        if at >= high or (self.is_apart(at) and MASK not in self.words[at].gap):
            return None
        lower = self.words[at].lower
        if lower == "que" and "that" in frame.complements:
            return (at + 1, "that") if at + 1 < high else None
        if "to" in frame.complements and self._infinitive(at, high) == at:
            cue = self.lexicon.cues.get(lower)
            # "quiso aclarar que": that is said, not wanted.
            said = (cue is not None and not cue.weak) or lower in _MAKES_CLEAR
            return None if said else (at, "to")
        opens = lower in self.lexicon.determiners or self.phrases.is_name(at)
        prepared = lower not in self.lexicon.closed and bool(frame.prepositions)
        return (at, "it") if "it" in frame.complements and (opens or prepared) else None

    def _held(self, index: int, frame: Frame, behind: int, sentence: Sentence) -> Found | None:
        """Who holds it; without a subject where the sentence leaves the subject out."""
        low = sentence.first
        if frame.mood == "dative":
            return self._dative(index, low)
        if frame.mood == "adjective":
            verb = self._be_before(index, low)
            return self._subject_or_none(verb, index, low) if verb is not None else None
        if frame.mood == "noun":
            return self._of_noun(index, behind, low)
        if frame.mood == "perfect" and not self._is_perfect(index, low):
            return None
        if frame.mood == "participle":
            subject = self.attributor.participle_subject(index, low)
            held = subject is not None and self._can_hold(subject)
            return Found("attitude", index, subject) if held else None
        return self._subject_or_none(index, index, low)

    def _subject_or_none(self, verb: int, index: int, low: int) -> Found | None:
        """The subject of a verb, or nobody where nothing stands in its place."""
        if is_impersonal(self.phrases, verb) or self._is_determined(verb):
            return None
        before = self.words[verb - 1].lower if verb > low else ""
        if before == _ITSELF and self.words[index].lower not in _BE and verb == index:
            return None  # "se cree que": nobody's
        subject = self.attributor.subject_of(verb, low)
        if subject is not None:
            return Found("attitude", index, subject) if self._can_hold(subject) else None
        return Found("attitude", index, None) if self._opens_clause(verb, low) else None

    def _can_hold(self, subject: Phrase) -> bool:
        return self._names_somebody(subject) or (
            self.words[subject.first].lower in self.lexicon.pronouns
            and subject.last - subject.first == 1
        )

    def _opens_clause(self, verb: int, low: int) -> bool:
        """Whether only adverbs and clitics stand between the start of a clause and its verb."""
        at = verb
        while at > low and self.phrases.is_between(at - 1) and not self.has_comma(at):
            at -= 1
        return at == low or self.words[at - 1].lower in {"y", "pero"}

    def _is_perfect(self, index: int, low: int) -> bool:
        """Whether "ha" stands before a participle."""
        return index > low and self.words[index - 1].lower in _HAVE

    def _is_denied(self, index: int, low: int) -> bool:
        return any(word.lower == "no" for word in self.words[max(low, index - 2) : index])

    def _be_before(self, index: int, low: int) -> int | None:
        """The form of "be" before an adjective: "está absolutamente [convencido]"."""
        for at in range(index - 1, max(low, index - _ADVERBS) - 1, -1):
            if self.words[at].lower in _BE:
                return at
            if not self.phrases.is_between(at) and self.words[at].lower not in {"más", "muy"}:
                return None
        return None

    def _dative(self, index: int, low: int) -> Found | None:
        """Whom "le" means: "a Roa le preocupa", else who is spoken of."""
        clitic = index - 1
        if clitic < low or self.words[clitic].lower not in _DATIVE:
            return None
        last = clitic - 1
        while last > low and self.phrases.is_between(last):
            last -= 1
        for at in range(last, max(low, last - _ADVERBS * 2) - 1, -1):
            if self.words[at].lower in _TO and at < last + 1:
                whom = self.phrases.starting_at(at + 1, clitic)
                if whom is not None and self._can_hold(whom):
                    return Found("attitude", index, whom)
        return Found("attitude", index, None)

    def _of_noun(self, index: int, behind: int, low: int) -> Found | None:
        """Whose hope it is: who "expressed" it, or who follows it."""
        if behind > index + 1:
            # At the head of a sentence its verb would be taken for a part of the hope.
            opens = self.phrases.ending_at(index, low).first == low
            return None if opens else Found("attitude", index, Phrase(index + 2, behind))
        for verb in range(index - 1, max(low, index - _LIGHT_WITHIN) - 1, -1):
            if self.is_apart(verb + 1):
                return None
            if self.is_light(verb):
                return self._subject_or_none(verb, index, low)
        return None
