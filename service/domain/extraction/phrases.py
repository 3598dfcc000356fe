"""Noun phrases around a cue, found by closed classes and capitals instead of a parser."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.extraction.name_runs import GENITIVES, NameRuns, bare, is_possessive
from service.domain.text.lexicon import word_set

__all__ = ["Phrase", "Phrases", "bare", "is_possessive"]

_PLACES = frozenset({"here", "there", "aquí", "allí", "ici", "aqui", "qui", "hier"})
_MODIFIERS = 6
# "la también actriz", "el ahora diputado"
_STILL = word_set("también entonces ahora ya aún todavía hoy também então agora anche allora")
_SHORTEST_GERUND = 4  # "king" is none
_PARTICIPLES = ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ato", "ata")
_LONGEST = 12
_OF = word_set("of for at from in with de del para du des der della di do da") | GENITIVES


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words ``[first, last)`` of a reading."""

    first: int
    last: int


class Phrases(NameRuns):
    """Finds the noun phrases of one reading."""

    def ending_at(self, index: int, low: int) -> Phrase:
        """Returns the noun phrase whose last word is at ``index``, not beginning before ``low``."""
        first = self.name_left(index, low) if self.is_name(index) else index
        accepted = first
        steps = 0
        while first > low and self.is_glued(first) and steps < _MODIFIERS:
            steps += 1
            before = self.words[first - 1]
            lower = before.lower
            if lower in self.lexicon.determiners:
                if lower in GENITIVES and self._may_head(first - 2, low, lower):
                    return Phrase(self.ending_at(first - 2, low).first, index + 1)
                return Phrase(self._head_left(first - 1, low), index + 1)
            if is_possessive(before.text):
                start = self.name_left(first - 1, low)
                if start > low and self.words[start - 1].lower in self.lexicon.determiners:
                    start -= 1
                return Phrase(self._head_left(start, low), index + 1)
            step = self._step_left(first, low)
            if step == 0:
                break
            first -= step
            if self._is_role(first) or self.is_name(first):
                accepted = first = self.name_left(first, low) if self.is_name(first) else first
        return Phrase(accepted, index + 1)

    def _head_left(self, first: int, low: int) -> int:
        """Goes on to the head of "a source at the palace" when "the palace" starts at ``first``."""
        if first - 2 < low or self.words[first - 1].lower not in _OF:
            return first
        joined = self.is_glued(first) and self.is_glued(first - 1)
        if not (joined and self._may_head(first - 2, low, self.words[first - 1].lower)):
            return first
        return self.ending_at(first - 2, low).first

    def _may_head(self, index: int, low: int, preposition: str) -> bool:
        """Whether the word can be the noun that "of Somewhere" belongs to."""
        if index < low or not self.is_glued(index + 1):
            return False
        if self._is_role(index) or self.is_name(index):
            return True
        opened = index > low and self.words[index - 1].lower in self.lexicon.determiners
        return preposition in GENITIVES and opened and not self._is_closed(index)

    def _step_left(self, first: int, low: int) -> int:
        """How many words to the left still belong to the phrase that now starts at ``first``."""
        lower = self.words[first - 1].lower
        if lower in _OF and first - 2 >= low and self.is_glued(first - 1):
            return 2 if self._may_head(first - 2, low, lower) else 0
        return 0 if self._is_closed(first - 1) else 1

    def _is_closed(self, index: int) -> bool:
        """Whether the word can be no part of a noun phrase: a function word or a cue verb."""
        lower = self.words[index].lower
        lexicon = self.lexicon
        cue = lexicon.cues.get(lower)
        if cue is not None and cue.mood in {"finite", "participle"}:
            return True
        return lower in lexicon.closed

    def _is_role(self, index: int) -> bool:
        return self.words[index].lower in self.lexicon.roles

    def starting_at(self, index: int, high: int) -> Phrase | None:
        """Returns the noun phrase that starts with the word at ``index``, or None."""
        lexicon = self.lexicon
        word = self.words[index]
        if word.lower in lexicon.pronouns and word.lower not in lexicon.determiners:
            return Phrase(index, index + 1)
        if word.lower in lexicon.subordinators and word.lower not in lexicon.determiners:
            return None
        last = index
        if word.lower in lexicon.determiners:
            last += 1
        steps = 0
        opens = last
        while last < high and steps < _MODIFIERS:
            if last > index and not self.is_glued(last):
                break
            if self.is_name(last):
                last = self.name_right(last, high)
                steps += 1
                if is_possessive(self.words[last - 1].text) or self._role_goes_on(last, high):
                    continue
                break
            stops = self._stops(last) and not (last > index and self._is_ordinal(last))
            if stops or (last > opens and self._acts_on(last, high)):
                break
            last += 1
            steps += 1
            if self._is_role(last - 1) and not self._role_goes_on(last, high):
                break
        return self._with_complement(index, last, high)

    def _acts_on(self, index: int, high: int) -> bool:
        """Whether a past form stands between a noun and its object: "The claim angered Roa"."""
        if not self.words[index].lower.endswith("ed") or index + 1 >= high:
            return False
        before, after = self.words[index - 1], self.words[index + 1]
        timed = after.lower in self.lexicon.times or is_possessive(before.text)
        governs = not timed and (after.capital or after.lower in self.lexicon.determiners)
        return self.lexicon.language == "en" and governs and self.is_glued(index + 1)

    def _role_goes_on(self, last: int, high: int) -> bool:
        """Whether a role or a name still follows: "Democratic [presidential] nominee"."""
        for at in range(last, min(high, last + 2)):
            if not self.is_glued(at) or self._stops(at):
                return False
            if self.is_name(at) or self._is_role(at):
                return True
            if self.words[at].lower.endswith("ed"):
                return False
        return False

    def _is_ordinal(self, index: int) -> bool:
        lower = self.words[index].lower
        still = lower in _STILL and index + 1 < len(self.words) and self._is_role(index + 1)
        return still or lower in {"first", "then", "long", "once"}

    def _stops(self, index: int) -> bool:
        lower = self.words[index].lower
        lexicon = self.lexicon
        cue = lexicon.cues.get(lower)
        return (
            (cue is not None and cue.mood in {"finite", "participle"})
            or lower in lexicon.linking
            or lower in lexicon.relatives
            or self.is_between(index)
        )

    def _with_complement(self, first: int, last: int, high: int) -> Phrase | None:
        """Adds "of Somewhere" to a role; rejects what holds no noun at all."""
        words = self.words
        if last <= first or (last == first + 1 and words[first].lower in self.lexicon.determiners):
            return None
        headed = self._is_role(last - 1) or words[first].lower in self.lexicon.determiners
        while headed and last + 1 < high and words[last].lower in _OF:
            end = self._complement(last, high)
            headed = last < end and end - first <= _LONGEST
            last = end
        return Phrase(first, last)

    def _complement(self, preposition: int, high: int) -> int:
        """Returns the end of "of Somewhere", and of the name after it if one follows."""
        inner = preposition + 1
        if not (self.is_glued(preposition) and self.is_glued(inner)):
            return preposition
        if self.words[inner].lower in self.lexicon.determiners and inner + 1 < high:
            inner += 1
        if self.is_name(inner):
            return self.name_right(inner, high)
        after = inner + 1
        named = after < high and self.is_glued(after) and self.is_name(after)
        if named and not self._stops(inner):
            return self.name_right(after, high)
        plain = self.words[preposition].lower in GENITIVES and not self._is_closed(inner)
        return after if plain else preposition

    def first_subject(self, low: int, high: int) -> Phrase | None:
        """Returns the first noun phrase of a clause that no preposition or conjunction governs."""
        lexicon = self.lexicon
        at = low
        while at < high:
            lower = self.words[at].lower
            opens = (
                lower in lexicon.prepositions
                or lower in lexicon.subordinators
                or lower == "according"
                or (at == low and self._opens_aside(at, high))
            )
            if opens:
                at = self._after_comma(at, high)
            elif lower in lexicon.conjunctions or lower in _PLACES or self._is_adverb(at):
                at += 1
            else:
                phrase = self.starting_at(at, high)
                if phrase is None or not (self._is_aside(phrase, high) or self._is_time(phrase)):
                    return phrase
                at = self._after_comma(at, high)
        return None

    def _opens_aside(self, index: int, high: int) -> bool:
        """Whether a gerund or a participle opens an aside: "Asked by", "Consultada por"."""
        lower = self.words[index].lower
        if lower.endswith(self.gerund_ending) and len(lower) > _SHORTEST_GERUND:
            return True
        asked = lower.endswith(_PARTICIPLES) and index + 1 < high and not self.is_known(index)
        return (
            asked
            and self.lexicon.conjunction_only
            and self.words[index + 1].lower in self.lexicon.prepositions
        )

    def _is_adverb(self, index: int) -> bool:
        """Whether a word between subject and verb stands here, and no article ("la", "los")."""
        return self.is_between(index) and self.words[index].lower not in self.lexicon.determiners

    def _is_time(self, phrase: Phrase) -> bool:
        return self.words[phrase.last - 1].lower in self.lexicon.times

    def _is_aside(self, phrase: Phrase, high: int) -> bool:
        """Whether a bare lower-case phrase ends at a comma: "in cold, rainy conditions, ..."."""
        words = self.words
        if phrase.last >= high or "," not in words[phrase.last].gap:
            return False
        if words[phrase.first].lower in self.lexicon.determiners:
            return False
        return not any(words[at].capital for at in range(phrase.first, phrase.last))

    def _after_comma(self, at: int, high: int) -> int:
        at += 1
        while at < high and "," not in self.words[at].gap:
            at += 1
        return at
