"""Speakers, outlets, and what the service says of itself."""

from datetime import datetime

from pydantic import Field

from service.domain.model import Outlet
from service.http.models.comparisons import FeatureModel, feature_models
from service.http.models.fields import Output
from service.store.people import RankedSpeaker
from service.store.records import Coverage
from service.usecases.read_registry import SpeakerDetail
from service.usecases.views import AlgorithmView


class SpellingModel(Output):
    """A name as articles write it, and the mentions whose article gives it."""

    name: str
    mentions: int


class SpeakerModel(Output):
    """A person or body, with every name it was met under."""

    id: str
    name: str
    aliases: list[str]
    wikidata_id: str | None
    mentions: int = Field(description="In all versions, those included that people gave to it.")
    statements: int
    spellings: list[SpellingModel] = Field(description="Most frequent first.")
    merged_ids: list[str] = Field(description="Other ids that stand for the same; they redirect.")


class SpeakerDetailModel(SpeakerModel):
    """A speaker with a page of the statements that mention them."""

    statement_ids: list[str]
    next_cursor: str | None


class SpeakerPage(Output):
    """Speakers by id or, where `q` is asked, by mentions."""

    speakers: list[SpeakerModel]
    next_cursor: str | None


class OutletModel(Output):
    """Who carries articles."""

    id: str
    name: str
    kind: str
    domains: list[str]
    country: str | None = Field(description="ISO 3166 code, from the registry of outlets.")
    language: str | None = Field(description="BCP 47 tag.")
    owner: str | None
    carries_others: bool = Field(
        description="It shows articles of others, so that it counts as no independent outlet."
    )
    excerpt_chars: int | None = Field(
        description="Most code points of its texts shown before and after a quotation together; "
        "then its articles are answered without their text. Null: no limit."
    )


class OutletPage(Output):
    """Outlets by id."""

    outlets: list[OutletModel]
    next_cursor: str | None


class CoverageModel(Output):
    """What is indexed. That something is not in the index means nothing without this."""

    articles: int
    versions: int
    outlets: int
    speakers: int
    mentions: int
    wordings: int
    statements: int
    languages: dict[str, int] = Field(description="Mentions by language.")
    earliest_published_at: datetime | None
    latest_published_at: datetime | None
    last_ingest_at: datetime | None
    sequence: int = Field(description="Number of the last change.")
    index_sequence: int = Field(
        description="Last change in the derived index; what is later is searched in memory. With "
        "`as_of` the same as `sequence`."
    )


class AlgorithmModel(Output):
    """One algorithm in use, and its parts."""

    role: str
    name: str
    version: str
    description: str
    features: list[FeatureModel]
    thresholds: dict[str, float]


class AlgorithmList(Output):
    """Every algorithm in use."""

    algorithms: list[AlgorithmModel]
    links_drawn_by: str | None = Field(
        description=(
            "Rules, scorer and grouping with their versions, by which all stored links stand; null "
            "while some are of an older release: `reindex` draws them anew."
        ),
        examples=["lexical/2 units/2"],
    )


class HealthModel(Output):
    """Whether the process lives, or can serve."""

    status: str


def _speaker_fields(found: RankedSpeaker) -> SpeakerModel:
    return SpeakerModel(
        id=found.speaker.id,
        name=found.speaker.name,
        aliases=list(found.speaker.aliases),
        wikidata_id=found.speaker.wikidata_id,
        mentions=found.mentions,
        statements=found.statements,
        spellings=[SpellingModel(name=name, mentions=n) for name, n in found.spellings],
        merged_ids=list(found.merged_ids),
    )


def speaker_page(speakers: list[RankedSpeaker], cursor: str | None) -> SpeakerPage:
    """Returns a page of speakers."""
    return SpeakerPage(speakers=[_speaker_fields(each) for each in speakers], next_cursor=cursor)


def speaker_detail(detail: SpeakerDetail, cursor: str | None) -> SpeakerDetailModel:
    """Returns the model of a speaker with statements."""
    return SpeakerDetailModel(
        **dict(_speaker_fields(detail.found)),
        statement_ids=list(detail.statement_ids),
        next_cursor=cursor,
    )


def outlet_model(outlet: Outlet) -> OutletModel:
    """Returns the model of an outlet."""
    return OutletModel(
        id=outlet.id,
        name=outlet.name,
        kind=outlet.kind,
        domains=list(outlet.domains),
        country=outlet.facts.country or None,
        language=outlet.facts.language or None,
        owner=outlet.facts.owner or None,
        carries_others=outlet.kind == "aggregator",
        excerpt_chars=outlet.facts.excerpt_chars,
    )


def coverage_model(found: Coverage) -> CoverageModel:
    """Returns the model of the coverage."""
    return CoverageModel(
        articles=found.articles,
        versions=found.versions,
        outlets=found.outlets,
        speakers=found.speakers,
        mentions=found.mentions,
        wordings=found.wordings,
        statements=found.statements,
        languages=dict(found.languages),
        earliest_published_at=found.earliest_published_at,
        latest_published_at=found.latest_published_at,
        last_ingest_at=found.last_ingest_at,
        sequence=found.sequence,
        index_sequence=found.index_sequence,
    )


def algorithm_model(view: AlgorithmView) -> AlgorithmModel:
    """Returns the model of an algorithm."""
    return AlgorithmModel(
        role=view.role,
        name=view.name,
        version=view.version,
        description=view.description,
        features=feature_models(view.features),
        thresholds=dict(view.thresholds or {}),
    )
