"""Subjects as Romance languages put them: "desde el club aseguran", "justificó … diciendo"."""

from __future__ import annotations

from service.domain.extraction.inversions import Inversions
from service.domain.extraction.phrases import Phrase
from service.domain.text.lexicon import word_set

# By what a body is named without being the grammatical subject, before or behind a plural verb.
_FROM = word_set("desde")
_AT = word_set("desde en")
_PLURAL = ("n", "m")
_ADVERBS = 4
_LISTENER_WORDS = 6


class Romance(Inversions):
    """Finds subjects that stand behind a preposition, or whose verb stands before a gerund."""

    def body_before(self, cue: int, low: int) -> Phrase | None:
        """Returns the body of "Desde la Asociación aseguran que": plural, and no other subject."""
        if not self._is_plural(cue):
            return None
        last = cue - 1
        while last > low and cue - last <= _ADVERBS and self.phrases.is_between(last):
            last -= 1
        for at in range(last, max(low - 1, last - _LISTENER_WORDS * 2), -1):
            if self.words[at].lower in _FROM:
                body = self._body_at(at + 1, cue)
                return body if body is not None and body.last == last + 1 else None
            if at > low and not self.phrases.is_glued(at):
                return None
        return None

    def body_behind(self, cue: int, high: int) -> Phrase | None:
        """Returns the body of "aseguran a este diario desde el club", "dicen en el banco"."""
        if not self._is_plural(cue):
            return None
        for at in range(cue + 1, min(high - 1, cue + 1 + _LISTENER_WORDS)):
            if not self.phrases.is_glued(at):
                return None
            if self.words[at].lower in _AT:
                return self._body_at(at + 1, high)
        return None

    def _is_plural(self, cue: int) -> bool:
        if self.lexicon.language != "es":
            return False
        entry = self.lexicon.cues.get(self.words[cue].lower)
        finite = entry is not None and entry.mood == "finite"
        auxiliary = cue and self.words[cue - 1].lower in {"han", "habían"}
        return (finite and self.words[cue].lower.endswith(_PLURAL)) or bool(auxiliary)

    def _body_at(self, at: int, high: int) -> Phrase | None:
        """A noun phrase with an article that names or means a body: no place, no time."""
        if at + 1 >= high or self.words[at].lower not in self.articles or self.is_time(at + 1):
            return None
        body = self.phrases.starting_at(at, high)
        if body is None:
            return None
        inner = range(body.first + 1, body.last)
        named = self.phrases.is_name(body.first + 1)
        meant = any(self.words[k].lower in self.lexicon.roles for k in inner)
        return body if named or meant else None

    def antecedent(self, index: int, low: int) -> Phrase:
        """Returns whom a relative pronoun behind this word stands for.

        "Los elogios de Roa, que dijo": the name, unless who has it is a speaker himself.
        """
        phrase = self.phrases.ending_at(index, low)
        if not self.lexicon.conjunction_only or not self.phrases.is_name(index):
            return phrase
        first = self.phrases.name_left(index, low)
        heads = range(phrase.first, first)
        if not heads or any(self._is_role(at) or self.phrases.is_name(at) for at in heads):
            return phrase
        governed = self.words[first - 1].lower in self.lexicon.prepositions
        return Phrase(first, index + 1) if governed else phrase

    def is_governed_name(self, phrase: Phrase, low: int) -> bool:
        """Whether the name before a gerund only belongs to an object or a place.

        As in "Roa justificó la elección de Boreal diciendo": who speaks is the verb's subject.
        """
        if not self.lexicon.conjunction_only or phrase.first <= low:
            return False
        first = self.phrases.name_left(phrase.last - 1, low)
        before = self.words[first - 1].lower
        return before in self.lexicon.prepositions or (
            before in self.lexicon.determiners and not self._opens_clause(first - 1, low)
        )

    def _opens_clause(self, at: int, low: int) -> bool:
        return at == low or "," in self.words[at].gap
