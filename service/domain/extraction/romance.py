"""Subjects as Romance languages put them: "desde el club aseguran", "justificó … diciendo"."""

from __future__ import annotations

from service.domain.extraction.epithets import BODIES, EPITHETS
from service.domain.extraction.first_names import gender_of
from service.domain.extraction.inversions import Inversions
from service.domain.extraction.name_runs import GENITIVES
from service.domain.extraction.patterns import Found
from service.domain.extraction.phrases import Phrase
from service.domain.extraction.reading import MASK
from service.domain.text.lexicon import word_set
from service.domain.text.names import fold_name

# By what a body is named without being the grammatical subject, before or behind a plural verb.
_FROM = word_set("desde")
_AT = word_set("desde en")
_PLURAL = ("n", "m")
_ADVERBS = 4
_LISTENER_WORDS = 6
# How a sentence takes up the words before it: "Así lo dijo Roa", "Con estas palabras cerró Roa".
_TAKING_UP = {
    "es": (
        ("con", "estas", "palabras"),
        ("con", "esas", "palabras"),
        ("con", "esta", "frase"),
        ("con", "esa", "frase"),
        ("así",),
        ("lo",),
        ("eso",),
        ("esto",),
        ("es", "lo", "que"),
    ),
    "pt": (("com", "estas", "palavras"), ("com", "essas", "palavras"), ("assim",)),
    "it": (("con", "queste", "parole"), ("così",), ("lo",)),
    "fr": (("c'est", "ce", "qu'"), ("ainsi",)),
}
_CUE_WITHIN = 4
_ASIDE_WORDS = 6
_TOPICS = word_set("caso case affaire fall operación operazione operação opération")
_BY = word_set("por par da dal dalla")
_FRONTING = word_set("de como")
_WAS = word_set(
    "es fue son fueron era eran foi foram é são era eram è fu furono sono c'est fut furent"
)
_HAVE = word_set("ha han había habían haya he hemos tem têm tinha ha hanno aveva a ont avait")
_PAST = {"es": ("ó", "aba", "ía"), "pt": ("ou", "ava"), "it": ("ò", "ava"), "fr": ("ait",)}
_SHORTEST_VERB = 4


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

    def taking_up(self, low: int) -> int | None:
        """Returns how many words say that a sentence takes up the one before it, None if none do.

        A verb of speech follows soon: "Así lo ha reconocido", "Con estas palabras resumió".
        """
        lowers = [word.lower for word in self.words[low : low + 3]]
        for opening in _TAKING_UP.get(self.lexicon.language, ()):
            if tuple(lowers[: len(opening)]) != opening:
                continue
            first = low + len(opening)
            for at in range(first, min(len(self.words), first + _CUE_WITHIN)):
                cue = self.lexicon.cues.get(self.words[at].lower)
                if cue is not None and cue.mood in {"finite", "perfect"} and not cue.weak:
                    return len(opening)
                if not (self.phrases.is_between(at) and self.phrases.is_glued(at)):
                    break
        return None

    def told_by_noun(self, low: int, high: int) -> Found | None:
        """Reads “…”, fue la respuesta de Roa; “…”, son palabras de la ministra."""
        at = low
        if at >= high or self.words[at].lower not in _WAS | self.lexicon.determiners:
            return None
        at += self.words[at].lower in _WAS
        while at < high and self.words[at].lower in self.lexicon.determiners:
            at += 1
        entry = self.lexicon.cues.get(self.words[at].lower) if at + 2 < high else None
        if entry is None or entry.mood != "noun":
            return None
        if self.words[at + 1].lower not in GENITIVES or not self.phrases.is_glued(at + 1):
            return None
        owner = self.phrases.starting_at(at + 2, high)
        if self.words[at + 1].lower in self.lexicon.determiners and owner is not None:
            owner = Phrase(at + 1, owner.last)
        return Found("after_inverted", at, owner) if owner is not None else None

    def unlisted_behind(self, low: int, high: int) -> Found | None:
        """Reads “…”, ironizó Roa: a verb that no list holds, and right behind it a name."""
        wanted = self._wanted_to_say(low, high)
        if wanted is not None:
            return wanted
        word = self.words[low].lower
        verbal = word.endswith(_PAST.get(self.lexicon.language, "\0"))
        closed = self.words[low].capital or word in self.lexicon.closed
        after = self.words[low + 1] if low + 1 < high else None
        known = after is not None and gender_of(fold_name(after.text)) is not None
        if closed or not (verbal or known) or len(word) < _SHORTEST_VERB or low + 1 >= high:
            return None
        if not (self.phrases.is_glued(low + 1) and self.phrases.is_name(low + 1)):
            return None
        return Found("tag", low, self.phrases.starting_at(low + 1, high))

    def names_topic(self, low: int, high: int) -> bool:
        """Whether a heading tells what it is about, not who speaks: "Il caso Rossi:"."""
        return any(self.words[at].lower in _TOPICS for at in range(low, min(high - 1, low + 2)))

    def may_go_by(self, at: int) -> bool:
        """Whether German "so" can name who said it: behind a comma or marks, before a name."""
        if self.words[at].lower != "so":
            return True
        gap, after = self.words[at].gap, self.words[at + 1]
        apart = MASK in gap or "," in gap
        opens = after.capital or after.lower in self.lexicon.determiners
        return apart and opens and self.phrases.is_glued(at + 1)

    def is_fronted(self, low: int, first: int) -> bool:
        """Whether only "De" stands before a stretch: De «histórico» calificó Roa el pacto."""
        return low == first + 1 and self.words[first].lower in _FRONTING

    def _wanted_to_say(self, low: int, high: int) -> Found | None:
        """Reads “…”, quiso aclarar Roa; “…”, se limitó a responder; “…”, acabó diciendo Roa."""
        opens = self.words[low].lower
        if opens in self.lexicon.prepositions or opens in self.lexicon.conjunctions:
            return None
        for cue in range(low + 1, min(high, low + 1 + _CUE_WITHIN)):
            if not self.phrases.is_glued(cue) or self.words[cue].capital:
                return None
            entry = self.lexicon.cues.get(self.words[cue].lower)
            if entry is None or entry.mood not in {"infinitive", "participle"}:
                continue
            subject = self.inverted(cue, high)
            ends = cue + 1 >= high or not self.phrases.is_glued(cue + 1)
            told = subject is not None or (ends and self.lexicon.subject_optional)
            return Found("after_inverted", cue, subject) if told else None
        return None

    def behind_aside(self, at: int, high: int) -> Phrase | None:
        """Returns who speaks behind an aside: "dijo, por su parte, Ana Roa"."""
        if self.words[at].gap.strip() != "," or self.words[at].capital:
            return None
        for end in range(at + 1, min(high, at + _ASIDE_WORDS)):
            if self.words[end].gap.strip() == ",":
                named = self.phrases.is_name(end) or self._is_role(
                    end + 1 if end + 1 < high else end
                )
                return self.phrases.starting_at(end, high) if named else None
            if not self.phrases.is_glued(end):
                return None
        return None

    def may_be_passive(self, cue: int) -> bool:
        """Whether who is named behind "by" may have said it: not "declaró su “pesar” por"."""
        mood = self.lexicon.cues[self.words[cue].lower].mood
        if not self.lexicon.conjunction_only:
            return mood != "participle"
        has = cue > 0 and self.words[cue - 1].lower in _HAVE
        return mood == "perfect" and not has

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
        if not self.lexicon.conjunction_only:
            return phrase
        if not self.phrases.is_name(index):
            return phrase if self._may_utter(phrase) else self._main_subject(phrase, low)
        first = self.phrases.name_left(index, low)
        heads = range(phrase.first, first)
        if not heads or any(self._is_role(at) or self.phrases.is_name(at) for at in heads):
            return phrase
        governed = self.words[first - 1].lower in self.lexicon.prepositions
        return Phrase(first, index + 1) if governed else phrase

    def _may_utter(self, phrase: Phrase) -> bool:
        """Whether a phrase means somebody: by name, by a role, as a plural, or by its body."""
        words = self.words[phrase.first : phrase.last]
        lexicon = self.lexicon
        known = (lexicon.roles, lexicon.documents, lexicon.bodies, EPITHETS, BODIES)
        named = any(word.capital for word in words[1:])
        return named or any(word.lower in group for word in words for group in known)

    def _main_subject(self, phrase: Phrase, low: int) -> Phrase:
        """Who the sentence is about that goes on "… una campaña que calificó de"."""
        subject = self.phrases.first_subject(low, phrase.first) if phrase.first > low else None
        return subject if subject is not None and self._may_utter(subject) else phrase

    def agent_behind(self, cue: int, high: int) -> Phrase | None:
        """Returns by whom somebody was called so: "fue descrito por Roa como “un héroe”"."""
        agent = cue + 1
        if not self.lexicon.conjunction_only or agent + 1 >= high:
            return None
        if self.words[agent].lower not in _BY or not self.phrases.is_glued(agent):
            return None
        return self.phrases.starting_at(agent + 1, high)

    def stands_alone(self, cue: int | None, start: int) -> bool:
        """Whether a verb without a subject stands right before a stretch: se declaró “inocente”."""
        return (
            cue is not None
            and self.lexicon.subject_optional
            and cue == start - 1
            and self._is_said(cue, start)
        )

    def _is_said(self, cue: int, start: int) -> bool:
        """Whether a finite verb of speech stands here, and only a space behind it."""
        entry = self.lexicon.cues.get(self.words[cue].lower)
        finite = entry is not None and entry.mood in {"finite", "perfect"}
        apart = start < len(self.words) and not self.words[start].gap.startswith(" " + MASK)
        return finite and not apart

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
