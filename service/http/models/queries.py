"""What clients ask: extraction, matching, searching."""

from collections.abc import Iterable

from pydantic import Field

from service.domain.kinds import Form, MatchStatus
from service.http.models.articles import MAX_REGIONS, RegionIn
from service.http.models.as_of import AS_OF_TOLD, AsOfField, MomentModel
from service.http.models.fields import Day, Input, LanguageTag, Output, PageQuery, primary_language
from service.http.models.registry import CoverageModel
from service.http.models.statements import MatchedStatementModel, matched_statement_model
from service.usecases.search_words import SearchMode
from service.usecases.views import MatchQuery, SearchFilter, SearchPage


class ExtractIn(Input):
    """A text to read; nothing of it is kept."""

    text: str = Field(
        description="Plain text, as an article has it.",
        examples=["“I will take up arms again,” Gustavo Petro wrote."],
    )
    title: str | None = Field(default=None, description="Its headline, read as such.")
    language: LanguageTag | None = None
    regions: list[RegionIn] = Field(
        default_factory=list,
        max_length=MAX_REGIONS,
        description="What in the text is no running body, as in `POST /v1/articles`.",
    )


class MatchQueryIn(Input):
    """Words to look for, and what the answer must fit. Filters never change scores."""

    text: str = Field(description="A quotation, whole or in part.", examples=["take up arms"])
    speaker: str | None = Field(default=None, max_length=200, description="Id or name.")
    language: LanguageTag | None = None
    outlet: str | None = Field(default=None, max_length=200, description="Id, name or domain.")
    published_from: Day | None = Field(default=None, description="UTC day, inclusive.")
    published_to: Day | None = Field(default=None, description="UTC day, inclusive.")


class MatchIn(Input):
    """Queries by keys of the caller's choice."""

    queries: dict[str, MatchQueryIn] = Field(
        min_length=1, description="By keys of your choice; the answer has the same."
    )
    limit: int = Field(default=10, ge=1, le=100, description="Most statements for each query.")
    threshold: float = Field(default=0.0, ge=0, le=1, description="Lowest score that counts.")
    as_of: AsOfField | None = Field(default=None, description=AS_OF_TOLD)


class KeyMatches(Output):
    """The statements that answer one query, best first."""

    statements: list[MatchedStatementModel]


class MatchModel(Output):
    """Answers by the keys of the queries, and what was searched."""

    results: dict[str, KeyMatches]
    coverage: CoverageModel = Field(
        description="What is indexed, or was with `as_of`: counts as they were."
    )
    as_of: MomentModel | None = Field(description="Null: now.")


class SearchQuery(PageQuery):
    """Words to search for, filters, and the page. A filter given twice means either value."""

    q: str = Field(
        min_length=1,
        description="Words to search for. What stands in quotation marks has to stand in a wording "
        "side by side.",
        examples=["take up arms"],
    )
    mode: SearchMode = Field(
        default=SearchMode.WORDS,
        description="`words`: near forms count, best first. `phrase`: all words side by side. "
        "`fuzzy`: every longer word also stands for those one letter away.",
    )
    as_of: AsOfField | None = Field(default=None, description=AS_OF_TOLD)
    limit: int = Field(default=20, ge=1, le=100, description="Most statements on the page.")
    speaker: list[str] = Field(default_factory=list, max_length=50, description="Id or name.")
    outlet: list[str] = Field(
        default_factory=list, max_length=50, description="Id, name or domain."
    )
    language: list[LanguageTag] = Field(
        default_factory=list, max_length=50, description="BCP 47 tag of what was said."
    )
    form: list[Form] = Field(
        default_factory=list, max_length=50, description="How articles present the words."
    )
    status: list[MatchStatus] = Field(
        default_factory=list, max_length=50, description="How far the match is to be trusted."
    )
    published_from: Day | None = Field(default=None, description="UTC day, inclusive.")
    published_to: Day | None = Field(default=None, description="UTC day, inclusive.")


class SearchModel(Output):
    """A page of statements, with counts over the whole result."""

    statements: list[MatchedStatementModel]
    facets: dict[str, dict[str, int]] = Field(
        description="Statements by speaker, outlet, language, form, status, day."
    )
    total: int
    as_of: MomentModel = Field(
        description="The moment that the page is of; `next_cursor` leads on as of it."
    )
    coverage: CoverageModel = Field(
        description="What was searched, at that moment: where it ends, an absence means nothing."
    )
    next_cursor: str | None


def search_model(page: SearchPage, next_cursor: str | None, searched: CoverageModel) -> SearchModel:
    """Returns the model of a page."""
    return SearchModel(
        statements=[matched_statement_model(each) for each in page.statements],
        facets={name: dict(counts) for name, counts in page.facets.items()},
        total=page.total,
        as_of=MomentModel(sequence=page.moment.sequence, at=page.moment.at),
        coverage=searched,
        next_cursor=next_cursor,
    )


def match_query(given: MatchQueryIn) -> MatchQuery:
    """Returns the query as the use cases take it."""
    return MatchQuery(
        text=given.text,
        speaker=given.speaker,
        language=primary_language(given.language),
        outlet=given.outlet,
        published_from=given.published_from,
        published_to=given.published_to,
    )


def search_filter(given: SearchQuery) -> SearchFilter:
    """Returns the filters as the use cases take them."""
    return SearchFilter(
        speakers=frozenset(given.speaker),
        outlets=frozenset(given.outlet),
        languages=_primary(given.language),
        forms=frozenset(given.form),
        statuses=frozenset(given.status),
        published_from=given.published_from,
        published_to=given.published_to,
    )


def _primary(tags: Iterable[str]) -> frozenset[str]:
    return frozenset(language for tag in tags if (language := primary_language(tag)))
