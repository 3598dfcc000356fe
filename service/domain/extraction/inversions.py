"""Subjects that follow their verb: "dijo ayer en Cali el ministro"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.first_names import gender_of
from service.domain.extraction.phrases import Phrase, Phrases
from service.domain.text.lexicon import word_set
from service.domain.text.names import fold_name

if TYPE_CHECKING:
    from service.domain.extraction.reading import Reading

_ADJUNCT_WORDS = 14
_POLITE = word_set(
    "dott prof sig avv ing sr sra dr dra señor señora signor signora senhor senhora herr frau"
)
# Verbs that take whom they tell, and so never have their subject behind them in English.
_TELL = frozenset(["tell", "inform", "remind", "assure", "advise", "urge", "ask"])
# What bears a name of its own that is no speaker's: "al programa Today", "la revista Time".
_CARRIERS = word_set(
    "periódico diario revista programa canal cadena agencia red social emisora radio televisión web"
    " sitio portal semanario medio club equipo ciudad estadio partido empresa grupo calle hotel"
    " jornal revista emissora rede site canal chaîne quotidien journal magazine émission ville"
    " zeitung zeitschrift sender magazin agentur stadt quotidiano giornale rivista rete città"
)


class Inversions:
    """Finds the subject behind a cue in one reading."""

    def __init__(self, reading: Reading, phrases: Phrases) -> None:
        """Keeps the reading and its phrases."""
        self.reading = reading
        self.phrases = phrases
        self.words = reading.words
        self.lexicon = reading.lexicon
        self.according_words = frozenset(first for first, *_ in reading.lexicon.according)
        self.articles = reading.lexicon.determiners - reading.lexicon.prepositions
        self.governors = reading.lexicon.prepositions - reading.lexicon.subordinators
        self.closers = reading.lexicon.relatives | reading.lexicon.conjunctions

    def inverted(self, cue: int, high: int) -> Phrase | None:
        """Returns the subject that follows its cue: "said Petro", "dijo el presidente"."""
        at = cue + 1
        while (
            at < high
            and self.phrases.is_between(at)
            and self.phrases.is_glued(at)
            and self.words[at].lower not in self.lexicon.determiners
        ):
            at += 1
        if at >= high or not self.phrases.is_glued(at):
            return None
        english = self.lexicon.language == "en"
        if english and self.lexicon.cues[self.words[cue].lower].lemma in _TELL:
            return None
        if not english and self._opens_adjunct(at, high):
            return self._after_adjuncts(at, high)
        if self.words[at].lower in self.lexicon.prepositions:
            return None
        phrase = self.phrases.starting_at(at, high)
        return phrase if english else self._made_plausible(phrase, at)

    def _made_plausible(self, phrase: Phrase | None, at: int) -> Phrase | None:
        if phrase is None and self.words[at].lower in self.lexicon.determiners:
            return Phrase(at, at + 1)  # "dijo otra"
        return phrase if phrase is not None and self._is_plausible(phrase) else None

    def _is_plausible(self, phrase: Phrase) -> bool:
        """Whether a phrase behind its verb is no adjective or adverb: "dijo emocionado"."""
        words = self.words[phrase.first : phrase.last]
        opens = words[0].lower
        return (
            opens in self.lexicon.determiners
            or opens in self.lexicon.pronouns
            or any(word.capital or word.lower in self.lexicon.roles for word in words)
        )

    def _opens_adjunct(self, at: int, high: int) -> bool:
        """Whether "en rueda de prensa" or "este martes" stands here, and no subject."""
        if self.words[at].lower in self.lexicon.prepositions or self.is_time(at):
            return True
        determined = self.words[at].lower in self.lexicon.determiners and at + 1 < high
        return determined and self.is_time(at + 1)

    def _after_adjuncts(self, low: int, high: int) -> Phrase | None:
        """The subject behind place, time or listener: "dijo ayer en Cali el ministro"."""
        at = low
        while at < min(high, low + _ADJUNCT_WORDS) and self.phrases.is_glued(at):
            word = self.words[at]
            if word.lower in self.closers:
                return None
            governed = self.words[at - 1].lower in self.lexicon.prepositions
            determined = word.lower in self.articles and at + 1 < high
            if self.phrases.is_name(at):
                last = self.phrases.name_right(at, high)
                opens = at
                if governed or not self._may_open(at):
                    opens = self._second_name(at, last)
                if opens < last:
                    return self.phrases.starting_at(opens, high)
                at = last
                continue
            if determined and not governed and self._is_role(at + 1):
                return self.phrases.starting_at(at, high)
            at += 1
        return None

    def _is_role(self, index: int) -> bool:
        lower = self.words[index].lower
        return lower in self.lexicon.roles or lower in _POLITE

    def _may_open(self, at: int) -> bool:
        """Whether a name behind another word is the subject: not "al programa Today"."""
        before = self.words[at - 1]
        if before.lower in self.lexicon.determiners or before.lower in _CARRIERS:
            return False
        if self.is_time(at - 1) or self.phrases.is_between(at - 1):
            return True
        known = gender_of(fold_name(self.words[at].text)) is not None
        return known or self.phrases.capitals[self.words[at].text] > 1

    def _second_name(self, first: int, last: int) -> int:
        """Where a person's name begins inside a run: "a Reuters Luis Roa"; else its end."""
        for at in range(first + 1, last - 1):
            if gender_of(fold_name(self.words[at].text)) is not None:
                return at
        return last

    def is_time(self, index: int) -> bool:
        """Whether the word tells a time: "yesterday", "2024"."""
        word = self.words[index]
        return word.lower in self.lexicon.times or word.text.isdigit()
