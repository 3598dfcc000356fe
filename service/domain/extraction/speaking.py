"""Who is speaking from one quotation to the next, and the attribution that each one gets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.domain.extraction.attribution import CLOSING, CONFIDENCE, NOTHING, Found
from service.domain.extraction.epithets import WORDS_OF
from service.domain.extraction.phrases import bare
from service.domain.extraction.referents import Resolved
from service.domain.extraction.resolving import Resolver
from service.domain.kinds import Stance
from service.domain.model import Attribution, TextSpan

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Attributor
    from service.domain.extraction.frames import Frame
    from service.domain.extraction.marks import Stretch
    from service.domain.extraction.people import People
    from service.domain.extraction.phrases import Phrase
    from service.domain.extraction.reading import Reading, Sentence

CARRIED = frozenset({"continued", "chain", "reported", "ascribed"})
# Below this a name would be a guess: the speaker stays unknown.
FLOOR = 0.5
_LOOSE_WORDS = 2
_ANNOUNCING_WORDS = 30
# Whose promises are spoken of, and who is angry, is not who goes on speaking.
_NO_SPEECH = frozenset({"noun", "attitude"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """The latest attribution and the stretch of text, ``[start, end)``, that it is for."""

    attribution: Attribution
    start: int
    end: int


class Speaking:
    """Turns what the patterns found into attributions; told of each quotation in turn."""

    def __init__(self, attributor: Attributor, people: People, known: People | None) -> None:
        """Keeps the reading; ``known`` are the names of the article under a headline."""
        self.attributor = attributor
        self.reading: Reading = attributor.reading
        self.phrases = attributor.phrases
        self.language = attributor.lexicon.language
        self.resolver = Resolver(self.reading, self.phrases, people)
        self.known = known
        self.latest: Spoken | None = None
        self.ascribed: Spoken | None = None

    def note(self, attribution: Attribution, start: int, end: int) -> None:
        """Remembers who spoke in ``[start, end)``; whom a report went by is no speaker."""
        if attribution.pattern == "according" and not self._is_person(attribution.speaker_name):
            return
        if attribution.pattern in _NO_SPEECH:
            latest = self.latest
            self.ascribed = Spoken(attribution, start, end)
            if latest is not None and attribution.speaker_name == latest.attribution.speaker_name:
                self.latest = replace(latest, end=end)
            return
        if attribution.cue is not None and attribution.pattern == "none":
            return  # a clause that nobody is named for
        asked = attribution.stance is Stance.ASKS
        self.resolver.remember(attribution.speaker_name, start, asked=asked)
        self.latest = Spoken(attribution, start, end)

    def _is_person(self, name: str | None) -> bool:
        people = self.resolver.people
        person = people.person_named(name)
        return person is not None and people.is_person(person)

    def attribute(self, found: Found, frame: Frame | None = None) -> Attribution:
        """Returns the attribution for what a pattern found; no name below ``FLOOR``.

        ``frame`` tells of the cue what its lexicon does not.
        """
        if found.pattern in CARRIED and found.subject is None:
            spoken = self.ascribed if found.pattern == "ascribed" else self.latest
            return self._carried(found.pattern, spoken)
        resolved = self._resolve(found)
        named = found.subject or resolved.phrase
        mention = self._mention(named) if named else None
        implied = found.pattern == "none" and resolved.name is not None
        pattern = "implied" if implied else found.pattern
        certain = CONFIDENCE[pattern] * resolved.sureness
        confidence = round(certain, 3) if mention or resolved.name else 0.0
        if mention is None and resolved.how == "implied" and self.latest is not None:
            same = self.latest.attribution.speaker_name == resolved.name
            mention = self.latest.attribution.speaker_mention if same else None
        cue, lemma, stance = self._cue(found, frame)
        return Attribution(
            cue=cue,
            cue_lemma=lemma,
            stance=stance,
            speaker_mention=mention,
            speaker_name=resolved.name if confidence >= FLOOR else None,
            confidence=confidence,
            pattern=pattern,
        )

    def carry(self, stretch: Stretch, found: Found, before: Stretch | None) -> Found:
        """Gives a quotation without a cue to whoever is speaking, where that is usual.

        ``before`` is the quotation in marks before this one.
        """
        if found.cue is not None:
            return found
        ascribed = self._is_ascribed(stretch)
        return Found("ascribed") if ascribed else self._carry_on(stretch, found, before)

    def _carry_on(self, stretch: Stretch, found: Found, before: Stretch | None) -> Found:
        reading = self.reading
        number = reading.sentence_at(stretch.outer.start)
        sentence = reading.sentences[number]
        alone = sentence.last - sentence.first <= _LOOSE_WORDS
        if before is not None and self._follows(before, stretch, alone=alone):
            return Found("continued")
        if not alone:
            return self._by_sentence(sentence, stretch)
        reported = self._reported(stretch, number)
        if reported is not NOTHING:
            return reported
        if self._is_chained(stretch):
            return Found("chain")
        return self._announced(stretch, number) or found

    def _carried(self, pattern: str, spoken: Spoken | None) -> Attribution:
        if spoken is None:
            return Attribution(pattern=pattern)
        latest = spoken.attribution
        confidence = round(CONFIDENCE[pattern] * latest.confidence, 3)
        return Attribution(
            speaker_mention=latest.speaker_mention,
            speaker_name=latest.speaker_name if confidence >= FLOOR else None,
            confidence=confidence,
            pattern=pattern,
        )

    def _is_ascribed(self, stretch: Stretch) -> bool:
        """Whether a fragment stands in what somebody thinks or wants: fears it “will die”."""
        ascribed = self.ascribed
        if ascribed is None or ascribed.attribution.speaker_mention is None:
            return False
        return ascribed.start <= stretch.outer.start < ascribed.end

    def _resolve(self, found: Found) -> Resolved:
        if found.subject is None:
            if found.cue is not None and self.reading.lexicon.subject_optional:
                return self.resolver.implied(found.cue)
            return Resolved(None, "unknown")
        entry = self.reading.lexicon.cues.get(self._cue_word(found))
        # Who only thinks something has not spoken, nor who is told to have promised something.
        spoken = entry is not None and not entry.weak and found.pattern != "complement"
        lemma = entry.lemma if entry is not None and spoken else None
        resolved = self.resolver.resolve(found.subject, lemma)
        if resolved.name and self.known is not None:
            return replace(resolved, name=self.known.full_name(resolved.name))
        return resolved

    def _cue_word(self, found: Found) -> str:
        return self.reading.words[found.cue].lower if found.cue is not None else ""

    def _cue(self, found: Found, frame: Frame | None) -> tuple[TextSpan | None, str | None, Stance]:
        if found.cue is None:
            return None, None, Stance.NEUTRAL
        word = self.reading.words[found.cue]
        span = TextSpan(self.reading.text[word.start : word.end], word.start, word.end)
        entry = frame or self.reading.lexicon.cues.get(word.lower)
        return (
            span,
            entry.lemma if entry else word.lower,
            entry.stance if entry else Stance.NEUTRAL,
        )

    def _mention(self, phrase: Phrase) -> TextSpan:
        words, text = self.reading.words, self.reading.text
        start, last = words[phrase.first].start, words[phrase.last - 1]
        end = last.end
        if phrase.last - phrase.first == 1 or bare(last.text) == last.text:
            end = last.start + len(bare(last.text))
        return TextSpan(text[start:end], start, end)

    def _is_chained(self, stretch: Stretch) -> bool:
        """Whether a paragraph of nothing but marks follows the one that was last spoken in."""
        if self.latest is None or not self._fills_paragraph(stretch):
            return False
        paragraph_at = self.reading.paragraph_at
        here = paragraph_at(stretch.outer.start)
        if here - paragraph_at(self.latest.end - 1) == 1:
            return True
        before = self.reading.paragraphs[here - 1]
        rest = max(self.latest.end, before.start)
        return CLOSING.search(self.reading.masked, rest, stretch.outer.start) is not None

    def _fills_paragraph(self, stretch: Stretch) -> bool:
        """Whether nothing but the stretch stands in its paragraph."""
        paragraphs = self.reading.paragraphs
        first = paragraphs[self.reading.paragraph_at(stretch.outer.start)]
        last = paragraphs[self.reading.paragraph_at(stretch.outer.end - 1)]
        return stretch.outer.start <= first.start and last.end <= stretch.outer.end + 1

    def _follows(self, before: Stretch, stretch: Stretch, *, alone: bool) -> bool:
        """Whether a stretch goes on with the one before: same paragraph, or “a” and “b”."""
        reading = self.reading
        if reading.paragraph_at(stretch.outer.start) != reading.paragraph_at(before.outer.end - 1):
            return False
        first = reading.word_at_or_after(before.outer.end)
        last = reading.word_at_or_after(stretch.outer.start)
        return alone or last - first <= _LOOSE_WORDS

    def _reported(self, stretch: Stretch, number: int) -> Found:
        """Who was reported to speak in the sentence before: “It failed, Roa said. “Badly.”."""
        reading = self.reading
        sentence = reading.sentences[number]
        if number == 0 or reading.sentences[number - 1].paragraph != sentence.paragraph:
            return NOTHING
        before = reading.sentences[number - 1]
        if self.latest is not None and self.latest.start >= before.start:
            return Found("reported")
        return self.attributor.reporting(before, stretch)

    def _announced(self, stretch: Stretch, number: int) -> Found | None:
        """Who speaks in the paragraph before one of marks alone: "Roa noted on Monday."."""
        if number == 0 or not self._fills_paragraph(stretch):
            return None
        before = self.reading.sentences[number - 1]
        if before.last - before.first > _ANNOUNCING_WORDS:
            return None
        found = self.attributor.reporting(before, stretch)
        return found if found.subject is not None else None

    def _by_sentence(self, sentence: Sentence, stretch: Stretch) -> Found:
        """The subject of the sentence, where nothing in it says whose words these are."""
        high = self.reading.word_at_or_after(stretch.outer.start)
        subject = (
            self.phrases.first_subject(sentence.first, high) if high > sentence.first else None
        )
        if subject is None or self.attributor.names_topic(sentence.first, high):
            return NOTHING
        if self.language == "en" and not self.attributor.may_act(subject):
            subject = self._owner(subject)
        if subject is None:
            return NOTHING
        return Found("sentence", None, subject)

    def _owner(self, phrase: Phrase) -> Phrase | None:
        """Whose view or response it is, where the marks hold a part of it."""
        owner = self.attributor.owner(phrase)
        if owner is None or owner.last >= phrase.last:
            return None
        owned = (self.reading.words[at].lower for at in range(owner.last, phrase.last))
        return owner if any(self._holds_words_of(lower) for lower in owned) else None

    def _holds_words_of(self, lower: str) -> bool:
        cue = self.reading.lexicon.cues.get(lower)
        return lower in WORDS_OF or (cue is not None and cue.mood == "noun")
