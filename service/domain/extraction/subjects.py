"""The verb that reports and the words that are its subject."""

from __future__ import annotations

from service.domain.extraction.phrases import Phrase, is_possessive
from service.domain.extraction.reading import MASK
from service.domain.extraction.romance import Romance
from service.domain.text.lexicon import word_set

_MAKER_WORDS = 6
_BRACKET_WORDS = 6
_SPEECH_MOODS = frozenset({"finite", "perfect"})
_POSSESSIVES = word_set("his her their its su sus my our sua seu son sa ses")
_BE = word_set("was were been being is are be fue fueron sido siendo es son era")
_PLACE_PREPOSITIONS = frozenset(["in", "at", "on", "to", "en", "a"])
_PLURAL_PRONOUNS = word_set("they we i you who some many most others")
_QUOTED_AS = frozenset(["as"])
_ADJUNCT_WORDS = 14
_ASIDE_WORDS = 26
_DESCRIBED_WORDS = 12
_NOMINATIVE = frozenset({"he", "she", "they", "we"})


class Subjects(Romance):
    """Judges cue forms and finds their subjects in one reading."""

    def is_speech(self, index: int) -> bool:
        """Whether the word is a finite form of a cue verb."""
        cue = self.lexicon.cues.get(self.words[index].lower)
        return (
            cue is not None
            and (
                cue.mood in _SPEECH_MOODS or (cue.mood == "infinitive" and self._may_invert(index))
            )
            and not cue.weak
            and not self.words[index].capital
            and self._has_particle(index)
        )

    def _may_invert(self, index: int) -> bool:
        """Whether a bare form is a plural present here, also before its subject."""
        if not index:
            return False
        gap = self.words[index].gap
        return "," in gap or MASK in gap or self._is_present(index)

    def _has_particle(self, index: int) -> bool:
        particle = self.lexicon.cues[self.words[index].lower].particle
        following = self.words[index + 1].lower if index + 1 < len(self.words) else ""
        return particle is None or particle == following

    def is_verb(self, index: int, low: int) -> bool:
        """Whether a cue form is used as a verb here, judged by the word before it."""
        entry = self.lexicon.cues[self.words[index].lower]
        capital = self.words[index].capital and (index > low or self.phrases.is_known(index))
        if entry.mood == "noun" or capital or not self._has_particle(index):
            return False
        if index == low or not self.phrases.is_glued(index):
            return True
        before = self.words[index - 1]
        if before.lower in self.lexicon.determiners or is_possessive(before.text):
            return before.lower in self.lexicon.pronouns
        if entry.mood == "infinitive":
            return before.lower == "to" or self._is_present(index)
        noun = entry.noun_too and entry.mood == "finite" and not self._may_be_subject(index - 1)
        return not noun and not self._goes_on_doing(index)

    def _goes_on_doing(self, index: int) -> bool:
        """Whether "continued to rise" stands here, which reports no speech."""
        following = self.words[index + 1].lower if index + 1 < len(self.words) else ""
        lemma = self.lexicon.cues[self.words[index].lower].lemma
        return lemma in {"continue", "begin"} and following == "to"

    def _is_present(self, index: int) -> bool:
        """Whether a bare form is a plural present: "aides say", "they argue", "did not say"."""
        before = self.words[index - 1]
        return self.phrases.is_between(index - 1) or (
            not is_possessive(before.text)
            and (
                before.lower in _PLURAL_PRONOUNS
                or (before.lower.endswith("s") and not before.lower.endswith("ss"))
                or before.lower in {"people", "police", "women", "men"}
            )
        )

    def _may_be_subject(self, index: int) -> bool:
        lower = self.words[index].lower
        return (
            self.phrases.is_name(index)
            or self.phrases.is_between(index)
            or lower in self.lexicon.pronouns
            or lower in self.lexicon.roles
            or lower in self.lexicon.relatives
            or lower in self.lexicon.conjunctions
        )

    def is_passive(self, cue: int, low: int) -> bool:
        """Whether a form of "be" stands before a past form."""
        entry = self.lexicon.cues[self.words[cue].lower]
        if entry.mood == "participle":
            return False
        at = cue - 1
        while at > low and self.phrases.is_between(at) and self.words[at].lower not in _BE:
            at -= 1
        return at >= low and self.words[at].lower in _BE

    def subject_of(self, cue: int, low: int) -> Phrase | None:
        """Returns the subject of a finite cue, looked for to its left."""
        if self.lexicon.subject_optional and self._is_parenthetic(cue, low):
            return None
        at = self._skip_between(cue, low)
        if at < low:
            return None
        return self.body_before(cue, low) or self._subject_up_to(at, low)

    def _skip_between(self, cue: int, low: int) -> int:
        """The last word before what may stand between a subject and its verb."""
        at = cue - 1
        while at >= low and (
            self.phrases.is_between(at) or (self.words[at].lower == "to" and at > low)
        ):
            if "," in self.words[at + 1].gap:
                break
            at -= 1
        if at >= low and "," not in self.words[at + 1].gap:
            at = self._skip_aside(at, low)
        return at

    def _subject_up_to(self, at: int, low: int) -> Phrase | None:
        lower = self.words[at].lower
        if lower in self.lexicon.relatives:
            named = self._named_before(at, low)
            return named or (self.antecedent(at - 1, low) if at > low else None)
        if lower in self.lexicon.conjunctions:
            return self._shared_subject(at, low)
        gap = self.words[at + 1].gap
        if ")" in gap and gap.strip() in {")", ".)"}:
            opening = self._before_bracket(at, low)
            if opening is not None:
                return self._subject_ending(opening, low)
        if gap != " " and (MASK in gap or any(mark in gap for mark in ",—–()")):
            start = self._clause_start(at, low)
            first = self.phrases.first_subject(start, at + 1)
            kept = first is not None and self._stands_before_comma(first)
            return first if kept else self._before_aside(at, start) or first
        return self._subject_ending(at, low)

    def _named_before(self, relative: int, low: int) -> Phrase | None:
        """Who is described between commas before a relative: "Ana Roa, a lawyer, who said"."""
        if self.lexicon.language != "en" or "," not in self.words[relative].gap:
            return None
        for opens in range(relative - 1, max(low, relative - _DESCRIBED_WORDS), -1):
            word = self.words[opens]
            if word.lower in self.lexicon.auxiliaries or word.lower in self.lexicon.relatives:
                return None
            if "," in word.gap:
                described = word.lower in self.lexicon.determiners
                named = described and self.phrases.is_name(opens - 1)
                return self.phrases.ending_at(opens - 1, low) if named else None
        return None

    def _stands_before_comma(self, phrase: Phrase) -> bool:
        named = self.phrases.is_name(phrase.last - 1) and phrase.last < len(self.words)
        return named and self.words[phrase.last].gap.strip()[:1] in {",", "—", "–", "("}

    def _before_aside(self, at: int, low: int) -> Phrase | None:
        """The name before an aside that ends here: "as Ana Roa, a professor at Yale, put it"."""
        if self.lexicon.language != "en":
            return None
        for opens in range(at, max(low, at - _ASIDE_WORDS), -1):
            if self.words[opens].gap.strip()[:1] not in {",", "—", "–", "("}:
                continue
            noun = self.phrases.ending_at(opens - 1, low)
            before = self.words[noun.first - 1].lower if noun.first > low else ""
            governed = before in self.governors and self.phrases.is_glued(noun.first)
            placed = self.phrases.is_name(opens) and self.phrases.name_right(opens, at + 1) > at
            if governed or (placed and self.words[opens - 1].capital):
                continue
            if self.phrases.is_name(opens - 1):
                return noun
            is_role = self.words[opens - 1].lower in self.lexicon.roles
            return noun if placed and is_role else None
        return None

    def _is_parenthetic(self, cue: int, low: int) -> bool:
        """Whether a cue stands alone between commas, its subject left out: "Esto, añadió, es"."""
        closes = cue + 1 >= len(self.words) or self.words[cue + 1].gap.strip()[:1] in {",", ".", ""}
        glued = cue + 1 < len(self.words) and self.words[cue + 1].gap.isspace()
        if "," not in self.words[cue].gap or glued or not closes:
            return False
        return not any("," in self.words[at].gap for at in range(low + 1, cue))

    def _skip_aside(self, at: int, low: int) -> int:
        """Skips "on Thursday", "in the past", "this week" between a subject and its verb."""
        first = at
        while first > low and self.is_time(first) and self.phrases.is_glued(first):
            first -= 1
        if first == at and not (at >= low and self.is_time(at)):
            return at
        if self.words[first].lower in self.lexicon.determiners:
            first -= 1
        if first >= low and self.words[first].lower in self.lexicon.prepositions:
            first -= 1
        while first >= low and self.phrases.is_between(first):
            first -= 1
        return first if first >= low else at

    def _subject_ending(self, at: int, low: int) -> Phrase | None:
        lower = self.words[at].lower
        if lower in self.lexicon.pronouns:
            return Phrase(at, at + 1)
        if lower in self.lexicon.prepositions:
            return self.phrases.first_subject(low, at)
        if lower in self.lexicon.subordinators:
            return None
        phrase = self.phrases.ending_at(at, low)
        governor = phrase.first - 1
        if governor >= low and self.phrases.is_glued(phrase.first):
            lower = self.words[governor].lower
            if lower in self.governors:
                return self._subject_before(governor, low)
            head = self._head_of_relative(governor, low)
            if head is not None and not self._is_speaker(phrase):
                return head
        return phrase if self._may_speak(phrase) else None

    def _subject_before(self, preposition: int, low: int) -> Phrase | None:
        """Who the clause is about whose last noun a preposition governs: "Roa, con su esposa"."""
        return self.phrases.first_subject(self._clause_start(preposition, low), preposition)

    def _is_speaker(self, phrase: Phrase) -> bool:
        last = self.words[phrase.last - 1]
        return self.phrases.is_name(phrase.last - 1) or last.lower in self.lexicon.roles

    def _head_of_relative(self, at: int, low: int) -> Phrase | None:
        """Whom "the expert who played the bells" names, when ``at`` lies in the relative clause."""
        for index in range(at, max(low, at - _ADJUNCT_WORDS), -1):
            if not self.phrases.is_glued(index):
                return None
            if self.words[index].lower in self.lexicon.relatives:
                head = self.phrases.ending_at(index - 1, low)
                return head if self._is_speaker(head) else None
        return None

    def _may_speak(self, phrase: Phrase) -> bool:
        """Whether a phrase can be a speaker: not one bare lower-case word that is no plural."""
        if phrase.last - phrase.first > 1:
            last = self.words[phrase.last - 1]
            return (
                last.capital
                or last.lower in self.lexicon.roles
                or last.lower in self.lexicon.documents
                or last.lower.endswith("s")
                or not self.phrases.is_name(phrase.first)
                or any(is_possessive(w.text) for w in self.words[phrase.first : phrase.last])
            )
        word = self.words[phrase.first]
        return (
            (self.phrases.is_name(phrase.first) or word.lower in self.lexicon.roles)
            or (word.lower.endswith("s") and self._is_small(phrase.first))
            or word.lower in self.lexicon.determiners
        )

    def _before_bracket(self, at: int, low: int) -> int | None:
        """The word before "(D-Nev.)" when ``at`` is its last word."""
        for index in range(at, max(low, at - _BRACKET_WORDS), -1):
            if "(" in self.words[index].gap:
                return index - 1
        return None

    def _is_small(self, index: int) -> bool:
        return not self.words[index].capital or index in self.phrases.openings

    def _shared_subject(self, conjunction: int, low: int) -> Phrase | None:
        for at in range(conjunction - 1, low, -1):
            if self._opens_with_pronoun(at):
                return Phrase(at, at + 1)
            if self.is_speech(at) and self.is_verb(at, low):
                return self.subject_of(at, low)
        return self.phrases.first_subject(low, conjunction)

    def _opens_with_pronoun(self, index: int) -> bool:
        """Whether a main clause begins here: "when I asked him, [he] frowned and said"."""
        nominative = self.words[index].lower in _NOMINATIVE and "," in self.words[index].gap
        return nominative and self.lexicon.language == "en"

    def _clause_start(self, at: int, low: int) -> int:
        """The first word after the last full break to the left of ``at``."""
        while at > low:
            gap = self.words[at].gap
            if gap != " " and (";" in gap or ":" in gap or MASK in gap):
                break
            at -= 1
        return at

    def participle_subject(self, cue: int, low: int) -> Phrase | None:
        """Returns who is "saying": the noun before it, or the subject of the verb before."""
        before = cue - 1
        if before < low:
            return None
        if self.words[before].lower in _QUOTED_AS and before - 1 >= low:
            return self.subject_of(before - 1, low)
        noun = self.lexicon.cues.get(self.words[before].lower)
        if noun is not None and self.phrases.is_glued(cue) and not self.is_verb(before, low):
            phrase = self.phrases.ending_at(before, low)
            return self.owner(phrase) or self._maker(phrase.first - 1, low)
        if self.phrases.is_glued(cue) and self.phrases.is_name(before):
            phrase = self.phrases.ending_at(before, low)
            place = phrase.first > low and self.words[phrase.first - 1].lower in _PLACE_PREPOSITIONS
            if not (place or self.is_governed_name(phrase, low)):
                return phrase
        for at in range(before, low, -1):
            if self.is_speech(at) and self.is_verb(at, low):
                subject = self.subject_of(at, low) or self.inverted(at, cue)
                if subject is not None and not self._is_subordinate(subject, low):
                    return subject
        return self.phrases.first_subject(self._after_colon(cue, low), cue)

    def _is_subordinate(self, subject: Phrase, low: int) -> bool:
        """Whether the clause of this subject hangs on a conjunction: "as he has alleged"."""
        if subject.first <= low:
            return False
        before = self.words[subject.first - 1].lower
        return before in self.lexicon.subordinators or before in self.lexicon.that

    def _after_colon(self, at: int, low: int) -> int:
        while at > low:
            gap = self.words[at].gap
            if gap != " " and (";" in gap or ":" in gap):
                break
            at -= 1
        return at

    def _maker(self, at: int, low: int) -> Phrase | None:
        """Who "made inflammatory remarks": the nearest name or pronoun to the left."""
        for index in range(at, max(low, at - _MAKER_WORDS) - 1, -1):
            if self.words[index].lower in self.lexicon.pronouns - self.lexicon.determiners:
                return Phrase(index, index + 1)
            if self.phrases.is_name(index):
                return self.phrases.ending_at(index, low)
        return self.phrases.first_subject(low, at + 1)

    def owner(self, phrase: Phrase) -> Phrase | None:
        """Returns whose comments they are: the possessor inside a phrase."""
        for at in range(phrase.last - 1, phrase.first - 1, -1):
            word = self.words[at]
            if word.lower in _POSSESSIVES:
                return Phrase(at, at + 1)
            if is_possessive(word.text):
                return Phrase(self.phrases.name_left(at, phrase.first), at + 1)
        return None
