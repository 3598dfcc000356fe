"""From the text of an article to its quotations, each with its place, cue and speaker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.domain.extraction.attribution import CONFIDENCE, NOTHING, Attributor, Found
from service.domain.extraction.cues import lexicon_for
from service.domain.extraction.indirect import ClauseFinder, quoted_parts
from service.domain.extraction.labels import label_run
from service.domain.extraction.marks import holds_words
from service.domain.extraction.people import People
from service.domain.extraction.phrases import Phrase, Phrases
from service.domain.extraction.posts import find_posts
from service.domain.extraction.pulled import find_pulled
from service.domain.extraction.reading import Reading
from service.domain.extraction.speaking import Speaking
from service.domain.kinds import Form, Place
from service.domain.model import (
    Attribution,
    Extraction,
    Quotation,
    TextSpan,
)
from service.domain.text.language import guess_language
from service.domain.text.selectors import make_selector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.extraction.blocks import Block
    from service.domain.extraction.complements import Clause
    from service.domain.extraction.marks import Stretch
    from service.domain.model import Region, Span

EXTRACTOR = "patterns/3"
_HEAVY_WORDS = 2
_FULL_STOPS = ".!?…"
_INTRODUCING_WORDS = 60
_MAY_CARRY = frozenset({"none", "after_inverted", "embedded"})


def extract(
    text: str,
    *,
    title: str | None = None,
    language: str | None = None,
    regions: Sequence[Region] = (),
) -> Extraction:
    """Returns the quotations of an article, those of the title first, then by place.

    Offsets count code points of ``text``; those with place ``headline`` count in ``title``.
    ``language`` is guessed from the text when not given. ``regions`` are the stretches of ``text``
    that are no running body; what lies outside the text or in an earlier one is passed over. Any
    text is accepted; O(n log n).
    """
    language = language or guess_language(text or title or "").language
    reader = _Reader(text, language, regions=regions)
    found = reader.read()
    headlines: list[Quotation] = []
    warnings = reader.warnings
    if title:
        heading = _Reader(title, language, reader.people)
        headlines = [replace(quotation, place=Place.HEADLINE) for quotation in heading.read()]
        warnings |= heading.warnings
    shift = len(headlines)
    shifted = [
        q if q.continues is None else replace(q, continues=q.continues + shift) for q in found
    ]
    return Extraction(language, (*headlines, *shifted), tuple(sorted(warnings)))


class _Reader:
    """Reads one text from top to bottom and remembers who spoke last."""

    def __init__(
        self,
        text: str,
        language: str,
        known: People | None = None,
        regions: Sequence[Region] = (),
    ) -> None:
        self.text = text
        self.language = language
        self.reading = Reading(text, lexicon_for(language), regions)
        self.phrases = Phrases(self.reading)
        self.people = People(self.reading, self.phrases)
        self.attributor = Attributor(self.reading, self.phrases)
        self.clauses = ClauseFinder(self.reading, self.attributor)
        self.speaking = Speaking(self.attributor, self.people, known)
        self.warnings = {"unbalanced_marks"} if self.reading.unbalanced else set[str]()
        self.quotations: list[Quotation] = []
        self.last_found: Found = NOTHING
        self.last_stretch: Stretch | None = None
        self.last_labelled: tuple[Stretch, Form] | None = None
        self.last_place = Place.BODY
        self.last_index: int | None = None
        self.last_clause: int | None = None

    def read(self) -> list[Quotation]:
        pending = iter(self.clauses.find())
        clause = next(pending, None)
        for stretch in self.reading.stretches:
            if not holds_words(self.text, stretch):
                continue
            while clause is not None and clause.start <= stretch.outer.start:
                self._read_clause(clause)
                clause = next(pending, None)
            self._read_stretch(stretch)
        while clause is not None:
            self._read_clause(clause)
            clause = next(pending, None)
        self.quotations += find_posts(self.reading, self.people, self.language)
        repeated = find_pulled(self.text, self.quotations) | self._empty()
        kept = (index for index in range(len(self.quotations)) if index not in repeated)
        order = sorted(kept, key=self._place_of)
        new = {old: position for position, old in enumerate(order)}
        return [
            q if q.continues is None else replace(q, continues=new.get(q.continues))
            for q in (self.quotations[old] for old in order)
        ]

    def _empty(self) -> set[int]:
        """Mixed clauses that nobody said: around names for things only, or supposed words."""
        forms = {q.selector.start: q.form for q in self.quotations if not q.form.is_reported}
        empty = set()
        for index, clause in enumerate(self.quotations):
            if clause.form is not Form.MIXED:
                continue
            inside = [forms.get(part.start, Form.DIRECT) for part in clause.quoted_parts]
            named = clause.attribution.speaker_mention or clause.attribution.speaker_name
            unsaid = not named and not any(form.is_quotation for form in inside)
            if unsaid or forms.get(clause.selector.start + 1) is Form.HYPOTHETICAL:
                empty.add(index)
        return empty

    def _read_clause(self, clause: Clause) -> None:
        """Adds a reported clause, unless it says little more than its marked part."""
        parts = quoted_parts(self.reading, clause.start, clause.end)
        if parts and not self._says_more(clause, parts):
            return
        attribution = self.speaking.attribute(clause.found, clause.frame)
        self.quotations.append(
            Quotation(
                form=Form.MIXED if parts else Form.INDIRECT,
                place=self.reading.regions.place_at(clause.start),
                language=self.language,
                selector=make_selector(self.text, clause.start, clause.end),
                attribution=attribution,
                quoted_parts=tuple(parts),
                continues=self.last_clause if clause.resumes else None,
                continues_sentence=clause.resumes and self.last_clause is not None,
            )
        )
        self.last_clause = len(self.quotations) - 1
        self.speaking.note(attribution, clause.start, clause.end)

    def _says_more(self, clause: Clause, parts: list[Span]) -> bool:
        """Whether a clause carries substantially more words than its marked parts."""
        first = self.reading.word_at_or_after(clause.start)
        last = self.reading.word_at_or_after(clause.end)
        heavy = sum([self._is_heavy(at) for at in range(first, last)])
        inside = sum(len(self.text[part.start : part.end].split()) for part in parts)
        if clause.found.pattern == "attitude":
            return heavy > 0
        if clause.found.pattern in {"complement", "embedded", "participle"}:
            words = (word.lower for word in self.reading.words[first:last])
            outside = sum(word not in self.reading.lexicon.prepositions for word in words)
            return heavy >= _HEAVY_WORDS or (heavy > 0 and outside > inside)
        return last - first > (self.reading.words[first].lower == "to")

    def _is_heavy(self, index: int) -> bool:
        lexicon = self.reading.lexicon
        lower = self.reading.words[index].lower
        return not (
            self.phrases.is_between(index)
            or lower in lexicon.prepositions
            or lower in lexicon.determiners
            or lower in lexicon.pronouns
            or lower in lexicon.conjunctions
            or lower in lexicon.auxiliaries
            or lower in lexicon.times
            or lower in lexicon.subordinators
            or lower in {"him", "them", "us", "me"}
        )

    def _place_of(self, index: int) -> tuple[int, int]:
        selector = self.quotations[index].selector
        return selector.start, -selector.end

    def _read_stretch(self, stretch: Stretch) -> None:
        place = self.reading.regions.place_at(stretch.start)
        block = self.reading.block_of(stretch)
        found = self._find_speaker(stretch, block)
        continues = self._continued(stretch, found) if block is None else None
        can_carry = found.subject is None and found.pattern in _MAY_CARRY
        if block is None and can_carry and place is self.last_place:
            found = self.speaking.carry(stretch, found, self.last_stretch)
        form = Form.DIRECT
        if block is None:
            reported = self._is_reported(stretch, found)
            form = label_run(self.reading, stretch, found, self.last_labelled, reported=reported)
        self.last_labelled = (stretch, form)
        if not form.is_quotation:
            continues = None
        signed = block is not None and block.name is not None and block.pattern == "signed"
        attribution = self._signed(block) if signed else self.speaking.attribute(found)
        self.quotations.append(
            Quotation(
                form=form,
                place=place,
                language=self._language_of(stretch, place),
                selector=make_selector(self.text, stretch.start, stretch.end),
                attribution=attribution,
                continues=continues,
                continues_sentence=continues is not None and self._same_sentence(stretch),
                unbalanced=stretch.unbalanced,
            )
        )
        if form is Form.DIRECT:
            self.speaking.note(attribution, stretch.start, stretch.outer.end)
            self.last_found, self.last_stretch, self.last_place = found, stretch, place
            self.last_index = len(self.quotations) - 1

    def _is_reported(self, stretch: Stretch, found: Found) -> bool:
        """Whether the clause read last holds a stretch, and by the same verb of speech."""
        if self.last_clause is None or found.cue is None:
            return False
        clause = self.quotations[self.last_clause]
        cue = clause.attribution.cue
        holds = clause.selector.start <= stretch.start and stretch.end <= clause.selector.end
        said = clause.form is Form.MIXED and clause.attribution.pattern == "clause"
        return (
            holds and said and cue is not None and cue.start == self.reading.words[found.cue].start
        )

    def _find_speaker(self, stretch: Stretch, block: Block | None) -> Found:
        """Who is said to speak: as the patterns have it, or as the block itself says."""
        if block is None:
            return self.clauses.attribute(stretch)
        if block.name is None:
            found = self.clauses.attribute(stretch)
            return found if found.subject is not None else self._introduced(stretch)
        if block.pattern == "signed":
            return NOTHING
        first = self.reading.word_at_or_after(block.name.start)
        last = self.reading.word_at_or_after(block.name.end)
        if block.name.end - block.name.start == 1:
            return Found(block.pattern)  # Q or A: a turn of someone's, without a name
        return Found(block.pattern, None, Phrase(first, last))

    def _introduced(self, stretch: Stretch) -> Found:
        """The last verb of speech in the paragraph's last sentence before a block."""
        number = self.reading.sentence_at(stretch.start) - 1
        if number < 0:
            return NOTHING
        sentence = self.reading.sentences[number]
        low = max(sentence.first, sentence.last - _INTRODUCING_WORDS)
        for cue in range(sentence.last - 1, low - 1, -1):
            if self.attributor.is_speech(cue) and self.attributor.is_verb(cue, low):
                found = self.attributor.with_subject(cue, low, sentence.last)
                if found is not None and found.subject is not None:
                    return Found("introduced", cue, found.subject)
        return NOTHING

    def _signed(self, block: Block | None) -> Attribution:
        if block is None or block.name is None:
            return Attribution()
        start, end = block.name.start, block.name.end
        name = self.text[start:end]
        return Attribution(
            speaker_mention=TextSpan(name, start, end),
            speaker_name=self.people.full_name(name),
            confidence=CONFIDENCE["signed"],
            pattern="signed",
        )

    def _language_of(self, stretch: Stretch, place: Place) -> str:
        """The article's language, but that of its own words for a post."""
        if place is not Place.EMBEDDED_POST:
            return self.language
        return guess_language(self.text[stretch.start : stretch.end], self.language).language

    def _continued(self, stretch: Stretch, found: Found) -> int | None:
        """Index of the quotation that this one resumes after its cue, if it does."""
        before = self.last_stretch
        if before is None or self.last_index is None:
            return None
        reading = self.reading
        if reading.paragraph_at(before.outer.start) != reading.paragraph_at(stretch.outer.start):
            return None
        between = self.text[before.outer.end : stretch.outer.start]
        first = reading.word_at_or_after(before.outer.end)
        last = reading.word_at_or_after(stretch.outer.start)
        if last <= first or self.last_found.cue is None:
            return None
        holds_cue = first <= self.last_found.cue < last
        same_cue = found.cue is None or found.cue == self.last_found.cue
        return self.last_index if holds_cue and same_cue and between.strip() else None

    def _same_sentence(self, stretch: Stretch) -> bool:
        before = self.last_stretch
        if before is None:
            return False
        between = self.text[before.outer.end : stretch.outer.start].rstrip()
        return (
            not between.endswith((".", "!", "?", ":"))
            and self.text[before.end - 1] not in _FULL_STOPS
        )
