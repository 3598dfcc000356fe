"""Who is named behind a quotation: “…,” Roa said; “…”, dijo el ministro; “…,” according to her."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.domain.extraction.patterns import Found
from service.domain.extraction.phrases import Phrase, is_possessive
from service.domain.extraction.reading import MASK
from service.domain.extraction.subjects import Subjects
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.marks import Stretch
    from service.domain.extraction.reading import Sentence

_AFTER_WORDS = 32
_TAG_WORDS = 4
_WHOLE_WORDS = 12
_COMPLEMENT_WORDS = 12
_SHORTEST_PAST = 4
_LEAD_INS = word_set("as como tal así según comme selon come secondo conforme segundo wie")
_JOINED = re.compile(rf"^[\s,\-–—{MASK}”\"’']*$")
_ENDS_CLAUSE = (",", ".", "!", "?", "…", "—", "–", "-")
# Who has spoken may be told by what he did next: “Enough,” Roa began. “Enough,” she shot back.
_SPOKE_IRREGULARLY = word_set("began shot fired went kept broke cut came put swore")
# Done with something, not with words: “Enough,” Roa walked away saying.
_NO_WORDS = word_set("walked moved turned looked needed wanted used lived died")
_ASK = frozenset({"ask"})
_RELATIVES = frozenset({"who", "which", "whose", "that", "where"})


class Tags(Subjects):
    """Reads what follows a stretch in one reading."""

    def after(self, stretch: Stretch, following: Stretch | None) -> Found | None:
        """Returns the cue and speaker that follow a stretch in its own sentence, if any do."""
        reading = self.reading
        low = reading.word_at_or_after(stretch.outer.end)
        if low >= len(self.words) or self._is_parted(stretch, low):
            return None
        ends = self._last_char(stretch)
        sentence = reading.sentences[reading.sentence_at(stretch.outer.end - 1)]
        high = sentence.last
        if low >= high and ends in "?!…":
            later = reading.sentence_at(self.words[low].start)
            if reading.sentences[later].paragraph == sentence.paragraph:
                high = reading.sentences[later].last
        elif low >= high and ends == ".":
            high = self._tag_end(low, sentence)
        if following is not None and not self._lies_in_name(following):
            high = min(high, reading.word_at_or_after(following.outer.start))
        between = reading.masked[stretch.outer.end : self.words[low].start]
        if low >= high or not _JOINED.match(between):
            return None
        closed = ends in _ENDS_CLAUSE or between.strip()[:1] in {",", "—", "–"}
        led = sentence.start < stretch.outer.start and not self.is_fronted(low, sentence.first)
        if not closed and led:
            near = self._glued(low) or between == " "
            return self.according(low, high) if near else None
        high = min(high, low + _AFTER_WORDS)
        opens = self._opens_sentence(stretch)
        found = self._after_words(low, high, closed=closed, opens=opens)
        if found is None and closed and ends != ".":
            found = self.told_by_noun(low, high)
        if found is None and closed and ends != "." and opens:
            found = self._unlisted(low, high, open_ended=ends in "?!…")
        return found

    def _opens_sentence(self, stretch: Stretch) -> bool:
        """Whether no word stands before a stretch in its sentence."""
        reading = self.reading
        sentence = reading.sentences[reading.sentence_at(stretch.outer.start)]
        return reading.word_at_or_after(stretch.outer.start) <= sentence.first

    def _lies_in_name(self, stretch: Stretch) -> bool:
        """Whether a nickname in marks stands inside a name: John "Jack" Roa."""
        after = self.reading.word_at_or_after(stretch.outer.end)
        return after < len(self.words) and MASK in self.words[after].gap and self._glued(after)

    def _glued(self, index: int) -> bool:
        return self.phrases.is_glued(index)

    def _last_char(self, stretch: Stretch) -> str:
        """The last character of what was said, marks that close inside of it left out."""
        at = stretch.end - 1
        while at > stretch.start and self.reading.text[at] in "’'”\"":
            at -= 1
        return self.reading.text[at]

    def _tag_end(self, low: int, sentence: Sentence) -> int:
        """Where “…missing.” Roa said. ends: a sentence of its own, but in the same paragraph."""
        reading = self.reading
        after = reading.sentences[reading.sentence_at(self.words[low].start)]
        tag = after.paragraph == sentence.paragraph and after.last - low <= _TAG_WORDS
        return after.last if tag else low

    def taken_up(self, stretch: Stretch) -> Found | None:
        """Reads a sentence that takes up the words before it: "Así lo reconoció ayer el jefe"."""
        reading = self.reading
        low = reading.word_at_or_after(stretch.outer.end)
        taken = self.taking_up(low) if low < len(self.words) else None
        if taken is None:
            return None
        after = reading.sentences[reading.sentence_at(self.words[low].start)]
        own = reading.sentences[reading.sentence_at(stretch.outer.end - 1)]
        if after.paragraph != own.paragraph or MASK in self.words[low].gap.lstrip(MASK):
            return None
        return self._after_words(low + taken, min(after.last, low + _AFTER_WORDS), closed=True)

    def _is_parted(self, stretch: Stretch, low: int) -> bool:
        """Whether a line ends between the stretch and a word that may open a sentence."""
        gap = self.reading.text[stretch.end - 1 : self.words[low].start]
        return "\n" in gap and self.words[low].capital and any(stop in gap for stop in ".?!…")

    def _after_words(
        self, low: int, high: int, *, closed: bool, opens: bool = True
    ) -> Found | None:
        agent = self.according(low, high)
        if agent is not None:
            return agent
        first = low
        while first < high and (
            self.phrases.is_between(first) or self.words[first].lower in _LEAD_INS
        ):
            first += 3 if self._is_just_as(first, high) else 1
        pending: Found | None = None
        for cue in range(first, high if closed else min(high, first + 5)):
            spoken = self.is_speech(cue) or (closed and self._may_tag(cue))
            if not (spoken and self.is_verb(cue, first)):
                continue
            if cue == first:
                return Found("after_inverted", cue, self._turned(cue, high))
            subject = self.phrases.starting_at(first, cue)
            if subject is not None and self._leads_to(subject, cue, closed=closed):
                return Found("after", cue, subject)
            whole = self._whole(first, cue) if closed and opens else None
            if whole is not None:
                return Found("after", cue, whole)
            if not (closed and subject is not None and self._opens_aside(subject.last, cue)):
                break
            told = any(self.words[at].lower in _RELATIVES for at in range(subject.last, cue))
            pending = pending or (Found("after", cue, subject) if told else None)
        return pending

    def _turned(self, cue: int, high: int) -> Phrase | None:
        """The subject behind its verb; behind "asked" too, for a question has just been put."""
        subject = self.inverted(cue, high)
        if subject is None and cue + 1 < high and self.lexicon.conjunction_only:
            subject = self.behind_aside(cue + 1, high)
        asked = self.lexicon.cues[self.words[cue].lower].lemma in _ASK
        if subject is None and asked and cue + 1 < high and self._glued(cue + 1):
            subject = self.phrases.starting_at(cue + 1, high)
        return subject

    def _opens_aside(self, at: int, cue: int) -> bool:
        """Whether ", who has asked for more," parts the subject from a cue further on."""
        if at > cue or self.words[at].gap.strip()[:1] not in {",", "—", "–", "("}:
            return False
        lower = self.words[at].lower
        opens = self.lexicon.determiners | self.lexicon.prepositions | _RELATIVES
        return lower in opens and lower not in self.lexicon.pronouns - self.lexicon.determiners

    def _whole(self, low: int, cue: int) -> Phrase | None:
        """Everything up to the cue, or to the comma before it, where no verb stands in it.

        As in “…,” the night shift manager told us; “…,” the firm's chief buyer, Ana Roa, said.
        """
        end = low + 1
        while end < cue and self._glued(end):
            end += 1
        opens = self.words[low]
        may_open = (
            opens.lower in self.lexicon.determiners
            or self.phrases.is_name(low)
            or is_possessive(opens.text)
        )
        if not may_open or opens.lower in self.lexicon.pronouns - self.lexicon.determiners:
            return None
        closes = end == cue or bool(self.words[end].gap.strip() and self.words[cue].gap.strip())
        if end - low > _WHOLE_WORDS or not closes or end == low + 1:
            return None
        clean = not any(self._breaks_phrase(at) for at in range(low + 1, end))
        last = self.words[end - 1].lower
        nominal = last not in self.lexicon.linking and last not in self.lexicon.determiners
        return Phrase(low, end) if clean and nominal else None

    def _breaks_phrase(self, index: int) -> bool:
        """Whether the word is a verb, a relative or a pronoun and so no part of a noun phrase."""
        lower = self.words[index].lower
        entry = self.lexicon.cues.get(lower)
        return (
            lower in self.lexicon.relatives
            or lower in self.lexicon.auxiliaries
            or lower in self.lexicon.pronouns - self.lexicon.determiners
            or (entry is not None and entry.mood in {"finite", "participle"} and not entry.noun_too)
        )

    def _unlisted(self, low: int, high: int, *, open_ended: bool) -> Found | None:
        """Reads “…,” Roa countered and “…,” scoffed Ana Roa: a verb that no list of cues holds."""
        if self.lexicon.language != "en":
            return self.unlisted_behind(low, high)
        if self._is_past(low):
            named = low + 1 < high and self._glued(low + 1) and self.phrases.is_name(low + 1)
            subject = self.phrases.starting_at(low + 1, high) if named else None
            return Found("tag", low, subject) if subject is not None else None
        subject = self.phrases.starting_at(low, high)
        if subject is None or not self.may_act(subject):
            return None
        verb = subject.last
        while verb < high and self._glued(verb) and self.phrases.is_between(verb):
            verb += 1
        if verb >= high or not self._glued(verb) or not self._is_past(verb):
            return None
        ends = verb + 1 >= high or not self._glued(verb + 1)
        return Found("tag", verb, subject) if ends or not open_ended else None

    def may_act(self, subject: Phrase) -> bool:
        """Whether a phrase names somebody: by name, by pronoun or by what he is."""
        word = self.words[subject.first]
        alone = subject.last - subject.first == 1
        if alone and word.lower in self.lexicon.he | self.lexicon.she | self.lexicon.they:
            return word.lower not in self.lexicon.possessives
        if alone and subject.first in self.phrases.openings:
            return self.phrases.is_known(subject.first)
        last = self.words[subject.last - 1].lower
        return self.phrases.is_name(subject.last - 1) or last in self.lexicon.roles

    def _is_past(self, index: int) -> bool:
        word = self.words[index]
        if word.capital or word.lower in _NO_WORDS or word.lower in self.lexicon.closed:
            return False
        regular = word.lower.endswith("ed") and len(word.lower) >= _SHORTEST_PAST
        return regular or word.lower in _SPOKE_IRREGULARLY

    def _may_tag(self, cue: int) -> bool:
        """Whether a verb of thought or stance stands here: “It will pass,” Roa assured us."""
        entry = self.lexicon.cues.get(self.words[cue].lower)
        return (
            entry is not None
            and entry.weak
            and entry.mood == "finite"
            and not self.words[cue].capital
        )

    def _is_just_as(self, at: int, high: int) -> bool:
        """Whether "tal y como" stands here."""
        return [word.lower for word in self.words[at : min(high, at + 3)]] == ["tal", "y", "como"]

    def leads_to(self, subject: Phrase, cue: int) -> bool:
        """Whether only adverbs, or an apposition, part a subject and its cue."""
        return self._leads_to(subject, cue, closed=False)

    def _leads_to(self, subject: Phrase, cue: int, *, closed: bool) -> bool:
        """Whether only adverbs, or an apposition between commas, part a subject and its cue."""
        rest = range(subject.last, cue)
        if all(self.phrases.is_between(at) for at in rest):
            return True
        if (
            rest
            and self.phrases.is_name(rest[-1])
            and all(self._glued(at) and self._lengthens_name(at) for at in rest)
        ):
            return True
        if closed and self._is_complement(subject.last, cue):
            return True
        opens = self.words[subject.last].gap.strip()[:1]
        return closed and opens in {",", "—", "–", "("} and bool(self.words[cue].gap.strip())

    def _is_complement(self, low: int, cue: int) -> bool:
        """Whether "in the Clinton ad" or "for the Fish and Wildlife Service" fills the gap."""
        if low >= cue or cue - low > _COMPLEMENT_WORDS:
            return False
        opens = self.words[low].lower in self.lexicon.prepositions
        return opens and all(self._glued(at) for at in range(low, cue + 1))

    def _lengthens_name(self, index: int) -> bool:
        """Whether a word may stand inside a long name: "the Fish and Wildlife Service"."""
        lower = self.words[index].lower
        return self.phrases.is_name(index) or lower in {"and", "of", "for", "the", "y", "de", "la"}

    def according(self, low: int, high: int) -> Found | None:
        """Returns whom an "according to" at this word names, if one stands there."""
        if low >= high or self.words[low].lower not in self.according_words:
            return None
        lower = self.words[low].lower
        for phrase in self.lexicon.according:
            size = len(phrase)
            if phrase[0] != lower:
                continue
            found = tuple([word.lower for word in self.words[low : low + size]])
            if found != phrase or low + size >= high or not self.may_go_by(low):
                continue
            subject = self.phrases.starting_at(low + size, high)
            if subject is not None and self._may_be_told(subject):
                return Found("according", low, subject)
        return None

    def _may_be_told(self, phrase: Phrase) -> bool:
        """Whether one can go by it: "según fuentes", and not "según parece"."""
        word = self.words[phrase.first]
        if phrase.last - phrase.first > 1 or word.capital or word.lower.endswith("s"):
            return True
        return word.lower in self.lexicon.roles | self.lexicon.pronouns | self.lexicon.documents
