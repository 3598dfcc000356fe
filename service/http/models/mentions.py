"""Mentions, and what extraction finds before it is stored."""

from datetime import datetime

from pydantic import Field

from service.domain.excerpts import shown_selector
from service.domain.kinds import Form, Place, Stance
from service.domain.model import (
    Attribution,
    Extraction,
    Mention,
    Quotation,
    Selector,
    Span,
    Speaker,
    TextSpan,
)
from service.domain.versions import Standing
from service.http.models.fields import Output


class SpanModel(Output):
    """A stretch of a text: code points, half-open."""

    start: int
    end: int


class TextSpanModel(SpanModel):
    """A stretch of a text with its characters."""

    exact: str


class SelectorModel(TextSpanModel):
    """A place in a text that can be found again (W3C TextQuote and TextPosition selectors)."""

    prefix: str
    suffix: str


class NamedModel(Output):
    """Something with an id of its own, and its name."""

    id: str
    name: str


class FoundSpeaker(Output):
    """Whom the text itself lets the speaker resolve to."""

    name: str


class FoundAttribution(Output):
    """Who is said to have said it, and by which words."""

    cue: TextSpanModel | None
    cue_lemma: str | None
    stance: Stance
    speaker_mention: TextSpanModel | None = Field(description="As written: 'he', 'the minister'.")
    speaker: FoundSpeaker | None
    confidence: float = Field(ge=0, le=1)
    pattern: str = Field(description="The rule that found it.")


class AttributionModel(FoundAttribution):
    """Who is said to have said it, resolved to a speaker of the store."""

    speaker: NamedModel | None  # type: ignore[assignment]  # a name with its id


class FoundMention(Output):
    """A quotation found in a text that is not stored."""

    form: Form
    place: Place
    language: str
    selector: SelectorModel
    attribution: FoundAttribution
    quoted_parts: list[SpanModel] = Field(description="The stretches in marks of a mixed one.")
    continues: int | None = Field(description="Index of the mention that this one resumes.")
    continues_sentence: bool
    unbalanced: bool


class ExtractionModel(Output):
    """The quotations of a text, by place and start."""

    language: str
    mentions: list[FoundMention]
    warnings: list[str]


class StandingModel(Output):
    """In which versions of its article a quotation stands unchanged, and what became of it."""

    thread: str = Field(description="Id of its first mention, shared by those in later versions.")
    added_in: int
    removed_in: int | None = Field(description="The first version without it; null: it stands.")
    fate: str = Field(
        description="`kept`; `changed` into `changed_to`; `orphaned`: its words stand elsewhere in "
        "the text, which proves nothing; `removed`."
    )
    changed_to: str | None = Field(description="Id of the mention that took its place.")
    restored_in: int | None = Field(
        description="The version in which it last came back after it had been gone."
    )


class MentionModel(Output):
    """One quotation at one place of one version of one article."""

    id: str
    article_id: str
    version: int
    outlet: NamedModel
    url: str
    title: str | None
    published_at: datetime | None = Field(description="As the outlet states it.")
    first_seen_at: datetime = Field(description="When this version first came to the service.")
    form: Form
    place: Place = Field(description="Offsets of a headline count in the title, others in text.")
    language: str
    selector: SelectorModel
    attribution: AttributionModel
    quoted_parts: list[SpanModel]
    continues: str | None = Field(description="Id of the mention that this one resumes.")
    continues_sentence: bool
    unbalanced: bool
    origin_id: str = Field(description="Shared by copies of one text.")
    wording_id: str
    statement_id: str | None
    current: bool = Field(description="Whether it stands in the current text of its article.")
    standing: StandingModel | None = Field(description="Null where the article has one version.")


class MentionPage(Output):
    """Mentions of one version of an article, by place and start."""

    mentions: list[MentionModel]
    next_cursor: str | None


def text_span(span: TextSpan | None) -> TextSpanModel | None:
    """Returns the model of a stretch of text."""
    if span is None:
        return None
    return TextSpanModel(exact=span.exact, start=span.start, end=span.end)


def named_speaker(speaker: Speaker | None) -> NamedModel | None:
    """Returns a speaker's id and name."""
    return None if speaker is None else NamedModel(id=speaker.id, name=speaker.name)


def _spans(spans: tuple[Span, ...]) -> list[SpanModel]:
    return [SpanModel(start=span.start, end=span.end) for span in spans]


def _selector(selector: Selector) -> SelectorModel:
    return SelectorModel(
        exact=selector.exact,
        prefix=selector.prefix,
        suffix=selector.suffix,
        start=selector.start,
        end=selector.end,
    )


def _attribution(found: Attribution, speaker: Speaker | None) -> AttributionModel:
    return AttributionModel(
        cue=text_span(found.cue),
        cue_lemma=found.cue_lemma,
        stance=found.stance,
        speaker_mention=text_span(found.speaker_mention),
        speaker=named_speaker(speaker),
        confidence=found.confidence,
        pattern=found.pattern,
    )


def _found_attribution(found: Attribution) -> FoundAttribution:
    name = found.speaker_name
    return FoundAttribution(
        cue=text_span(found.cue),
        cue_lemma=found.cue_lemma,
        stance=found.stance,
        speaker_mention=text_span(found.speaker_mention),
        speaker=None if name is None else FoundSpeaker(name=name),
        confidence=found.confidence,
        pattern=found.pattern,
    )


def mention_model(mention: Mention) -> MentionModel:
    """Returns the model of a stored mention."""
    return MentionModel(
        id=mention.id,
        article_id=mention.article_id,
        version=mention.version,
        outlet=NamedModel(id=mention.outlet.id, name=mention.outlet.name),
        url=mention.url,
        title=mention.title,
        published_at=mention.published_at,
        first_seen_at=mention.first_seen_at,
        form=mention.form,
        place=mention.place,
        language=mention.language,
        selector=_selector(shown_selector(mention)),
        attribution=_attribution(mention.attribution, mention.speaker),
        quoted_parts=_spans(mention.quoted_parts),
        continues=mention.continues,
        continues_sentence=mention.continues_sentence,
        unbalanced=mention.unbalanced,
        origin_id=mention.origin_id,
        wording_id=mention.wording_id,
        statement_id=mention.statement_id,
        current=mention.current,
        standing=_standing(mention.standing),
    )


def _standing(standing: Standing | None) -> StandingModel | None:
    if standing is None:
        return None
    return StandingModel(
        thread=standing.thread,
        added_in=standing.added_in,
        removed_in=standing.removed_in,
        fate=standing.fate,
        changed_to=standing.changed_to,
        restored_in=standing.restored_in,
    )


def found_mention(found: Quotation) -> FoundMention:
    """Returns the model of a quotation that is not stored."""
    return FoundMention(
        form=found.form,
        place=found.place,
        language=found.language,
        selector=_selector(found.selector),
        attribution=_found_attribution(found.attribution),
        quoted_parts=_spans(found.quoted_parts),
        continues=found.continues,
        continues_sentence=found.continues_sentence,
        unbalanced=found.unbalanced,
    )


def extraction_model(found: Extraction) -> ExtractionModel:
    """Returns the model of what extraction found."""
    return ExtractionModel(
        language=found.language,
        mentions=[found_mention(each) for each in found.quotations],
        warnings=list(found.warnings),
    )
