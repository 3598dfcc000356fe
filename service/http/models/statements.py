"""Statements with their wordings, and wordings by themselves."""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from service.domain.kinds import MatchKind, MatchStatus
from service.domain.model import Outlet, TextSpan
from service.http.models.as_of import MomentModel, moment_model
from service.http.models.comparisons import (
    DifferenceModel,
    FeatureModel,
    difference_models,
    feature_models,
)
from service.http.models.corrections import ShownCorrection, shown_correction
from service.http.models.fields import Output
from service.http.models.judgements import JudgementModel, judgement_model
from service.http.models.mentions import (
    MentionModel,
    NamedModel,
    TextSpanModel,
    mention_model,
    named_speaker,
)
from service.http.models.reviews import ShownReview, shown_review
from service.store.history import FirstSight, Moment
from service.usecases.read_statements import MOST_DAYS, MOST_TIMELINE
from service.usecases.views import (
    AttributionConflict,
    FullestView,
    MatchedStatement,
    StatementDetail,
    StatementView,
    Translation,
    WordingDetail,
    WordingView,
)


class StatementWording(Output):
    """A wording of a statement, held against the statement's main wording."""

    id: str
    text: str
    language: str
    first_seen_at: datetime
    statement_id: str = Field(description="Another statement's when only suggested.")
    kind: MatchKind = Field(description="Reads from this wording to the main one.")
    score: float = Field(ge=0, le=1)
    status: MatchStatus
    reason: str
    differences: list[DifferenceModel]
    alarms: list[DifferenceModel]
    sources: list[MentionModel]
    sources_total: int
    judged_by: list[str] = Field(description="People who decided where it belongs.")
    judgement_ids: list[str] = Field(description="Their judgements in force.")


class ConflictSideModel(Output):
    """One speaker that the words are pinned on."""

    speaker: NamedModel
    mention_ids: list[str]
    outlets: int
    earliest_published_at: datetime | None


class ConflictModel(Output):
    """Speakers who cannot be one person."""

    sides: list[ConflictSideModel]


class FullestSpanModel(Output):
    """A stretch of the fullest wording, and where it stands in a wording; code points."""

    start: int
    end: int
    wording_id: str
    origin: TextSpanModel


class ContradictionModel(Output):
    """Where a wording contradicts the longest one."""

    wording_id: str
    difference: DifferenceModel = Field(description="Leads from the base wording to this one.")


class FullestModel(Output):
    """What the wordings in marks say together; every stretch stands in one of them."""

    text: str
    base_wording_id: str = Field(description="The longest; its words stand where others differ.")
    spans: list[FullestSpanModel]
    contradictions: list[ContradictionModel]


class StatementModel(Output):
    """One utterance by one speaker on one occasion, with its wordings."""

    id: str
    speaker: NamedModel | None
    summary: str
    mentions: int
    articles: int
    outlets: int
    aggregators: int = Field(description="Those of the outlets that carry others' articles.")
    origins: int = Field(description="Texts that are no copies of one another.")
    first_seen_at: datetime
    earliest_published_at: datetime | None
    main_wording_id: str
    wordings: list[StatementWording] = Field(description="Main first, confirmed, then suggested.")
    fullest_wording: FullestModel | None = Field(
        description="Assembled from overlapping wordings; null where none stands in marks."
    )
    conflicts: list[ConflictModel]
    corrections: list[ShownCorrection] = Field(
        description="Corrections of it, its wordings or mentions, and who still carries those."
    )
    reviews: list[ShownReview] = Field(
        description="Fact-checks of others that may be about it, best first: suggestions, in their "
        "publishers' words."
    )
    judgements: list[JudgementModel] = Field(
        description="People's judgements in force that name one of the mentions shown."
    )


class FirstSightModel(Output):
    """When a wording was first carried, as far as the service knows, and by whom."""

    wording_id: str
    mentions: int
    outlets: int
    first_seen_at: datetime = Field(description="When it first came to the service.")
    first_seen_by: NamedModel
    earliest_published_at: datetime | None = Field(description="As outlets state it.")
    earliest_published_by: NamedModel | None


class SpreadDayModel(Output):
    """What carried a statement for the first time on a day: sums over days are its counts."""

    day: date = Field(description="UTC day of publication; of arrival where none is stated.")
    mentions: int
    articles: int
    outlets: int
    origins: int


class TranslationModel(Output):
    """A wording in another language than the main one."""

    wording_id: str
    statement_id: str = Field(description="Another statement's when only suggested.")
    text: str
    kind: MatchKind
    score: float = Field(ge=0, le=1)
    status: MatchStatus
    alarms: list[DifferenceModel]
    outlet: NamedModel | None = Field(description="Of its earliest mention.")
    published_at: datetime | None


class TranslationsModel(Output):
    """The wordings of one other language, confirmed before suggested, then by score."""

    language: str
    wordings: list[TranslationModel]


class StatementPage(Output):
    """A page of statements."""

    statements: list[StatementModel]
    next_cursor: str | None


class StatementDetailModel(StatementModel):
    """A statement with its time line, its spread and its translations."""

    timeline: list[FirstSightModel] = Field(
        description=f"Its own wordings, earliest published first; at most {MOST_TIMELINE}."
    )
    spread: list[SpreadDayModel] = Field(
        description=f"Day by day, what carried it for the first time; at most {MOST_DAYS} days."
    )
    translations: list[TranslationsModel] = Field(description="By language.")
    as_of: MomentModel | None = Field(description="Null: now.")


class MatchedStatementModel(StatementModel):
    """A statement that answers a query, and why."""

    score: float = Field(ge=0, le=1)
    kind: MatchKind = Field(description="Reads from the query to the matched wording.")
    status: MatchStatus
    matched_wording_id: str
    reason: str
    explanation: list[FeatureModel]


class WordingModel(Output):
    """One distinct form of words in one language, and where it stands."""

    id: str
    text: str
    language: str
    first_seen_at: datetime
    statement_ids: list[str]
    sources: list[MentionModel]
    sources_total: int


def _statement_wording(view: WordingView) -> StatementWording:
    return StatementWording(
        id=view.wording.id,
        text=view.wording.text,
        language=view.wording.language,
        first_seen_at=view.wording.first_seen_at,
        statement_id=view.statement_id,
        kind=view.kind,
        score=view.score,
        status=view.status,
        reason=view.reason,
        differences=difference_models(view.differences),
        alarms=difference_models(view.alarms),
        sources=[mention_model(each) for each in view.sources],
        sources_total=view.sources_total,
        judged_by=list(view.judged_by),
        judgement_ids=list(view.judgement_ids),
    )


def _fullest(view: FullestView) -> FullestModel:
    return FullestModel(
        text=view.text,
        base_wording_id=view.base_wording_id,
        spans=[
            FullestSpanModel(
                start=span.start,
                end=span.end,
                wording_id=span.wording_id,
                origin=_text_span(span.origin),
            )
            for span in view.spans
        ],
        contradictions=[
            ContradictionModel(
                wording_id=found.wording_id, difference=difference_models([found.difference])[0]
            )
            for found in view.contradictions
        ],
    )


def _text_span(span: TextSpan) -> TextSpanModel:
    return TextSpanModel(exact=span.exact, start=span.start, end=span.end)


def _conflict(conflict: AttributionConflict) -> ConflictModel:
    return ConflictModel(
        sides=[
            ConflictSideModel(
                speaker=NamedModel(id=side.speaker.id, name=side.speaker.name),
                mention_ids=list(side.mention_ids),
                outlets=side.outlets,
                earliest_published_at=side.earliest_published_at,
            )
            for side in conflict.sides
        ]
    )


def _fields(view: StatementView) -> dict[str, Any]:
    return {
        "id": view.id,
        "speaker": named_speaker(view.speaker),
        "summary": view.summary,
        "mentions": view.mentions,
        "articles": view.articles,
        "outlets": view.outlets,
        "aggregators": view.aggregators,
        "origins": view.origins,
        "first_seen_at": view.first_seen_at,
        "earliest_published_at": view.earliest_published_at,
        "main_wording_id": view.main_wording_id,
        "wordings": [_statement_wording(each) for each in view.wordings],
        "fullest_wording": _fullest(view.fullest) if view.fullest else None,
        "conflicts": [_conflict(each) for each in view.conflicts],
        "corrections": [shown_correction(each) for each in view.corrections],
        "reviews": [shown_review(each) for each in view.reviews],
        "judgements": [judgement_model(each) for each in view.judgements],
    }


def statement_model(view: StatementView) -> StatementModel:
    """Returns the model of a statement."""
    return StatementModel(**_fields(view))


def statement_detail_model(found: StatementDetail, moment: Moment | None) -> StatementDetailModel:
    """Returns the model of a statement with all that is told of it, as of a moment or now."""
    return StatementDetailModel(
        **_fields(found.statement),
        timeline=[_first_sight(each) for each in found.timeline],
        spread=[
            SpreadDayModel(
                day=each.day,
                mentions=each.mentions,
                articles=each.articles,
                outlets=each.outlets,
                origins=each.origins,
            )
            for each in found.spread
        ],
        translations=[
            TranslationsModel(language=language, wordings=[_translation(each) for each in group])
            for language, group in found.translations.items()
        ],
        as_of=moment_model(moment),
    )


def _first_sight(found: FirstSight) -> FirstSightModel:
    return FirstSightModel(
        wording_id=found.wording_id,
        mentions=found.mentions,
        outlets=found.outlets,
        first_seen_at=found.first_seen_at,
        first_seen_by=_named(found.first_seen_by),
        earliest_published_at=found.earliest_published_at,
        earliest_published_by=(
            _named(found.earliest_published_by) if found.earliest_published_by else None
        ),
    )


def _translation(found: Translation) -> TranslationModel:
    view, earliest = found.view, found.earliest
    return TranslationModel(
        wording_id=view.wording.id,
        statement_id=view.statement_id,
        text=view.wording.text,
        kind=view.kind,
        score=view.score,
        status=view.status,
        alarms=difference_models(view.alarms),
        outlet=_named(earliest.outlet) if earliest else None,
        published_at=earliest.published_at if earliest else None,
    )


def _named(outlet: Outlet) -> NamedModel:
    return NamedModel(id=outlet.id, name=outlet.name)


def matched_statement_model(found: MatchedStatement) -> MatchedStatementModel:
    """Returns the model of a statement that answers a query."""
    return MatchedStatementModel(
        **_fields(found.statement),
        score=found.score,
        kind=found.kind,
        status=found.status,
        matched_wording_id=found.matched_wording_id,
        reason=found.reason,
        explanation=feature_models(found.explanation),
    )


def wording_model(found: WordingDetail) -> WordingModel:
    """Returns the model of a wording."""
    return WordingModel(
        id=found.wording.id,
        text=found.wording.text,
        language=found.wording.language,
        first_seen_at=found.wording.first_seen_at,
        statement_ids=list(found.statement_ids),
        sources=[mention_model(each) for each in found.sources],
        sources_total=found.sources_total,
    )
