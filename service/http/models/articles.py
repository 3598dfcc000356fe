"""Articles as they are handed in, as they are kept, and what became of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from service.domain.errors import UnsupportedTextError
from service.domain.kinds import Place
from service.domain.model import ArticleInput, ArticleVersion, Region
from service.domain.versions import PageFacts
from service.http.models.fields import Input, Instant, LanguageTag, Output, primary_language
from service.http.models.mentions import NamedModel
from service.http.problems import Problem
from service.intake.desk import IntakeDesk
from service.usecases.views import IngestOutcome

MAX_REGIONS = 10_000


class RegionIn(Input):
    """A stretch of the text that is no running body."""

    place: Place = Field(strict=False, description="`caption`, `block_quote` or `embedded_post`.")
    start: int = Field(ge=0, description="First code point in the text.")
    end: int = Field(description="Exclusive.")

    @model_validator(mode="after")
    def _is_a_stretch(self) -> Self:
        if self.place in {Place.BODY, Place.HEADLINE}:
            raise ValueError("a region is a caption, a block_quote or an embedded_post")
        if self.end <= self.start:
            raise ValueError("a region ends after its start")
        return self


class ArticleIn(Input):
    """An article to take in. Sending the same one again changes nothing."""

    url: str = Field(
        description="Absolute http or https URL; tracking parameters and fragments are ignored.",
        examples=["https://andescourier.example/2026/01/05/petro"],
    )
    html: str | None = Field(
        default=None,
        description="The page instead of the text, as it came. Fields given beside it count "
        "before what the page says.",
    )
    text: str | None = Field(
        default=None,
        validate_default=True,
        description="The plain text; it is kept code point for code point.",
        examples=["“For the homeland I will take up arms again,” President Gustavo Petro wrote."],
    )
    outlet: str | None = Field(
        default=None,
        description="Name of the outlet; left out, the host of the URL names it. An address or "
        "name that the registry of outlets knows counts before it.",
        examples=["The Andes Courier"],
    )
    title: str | None = Field(
        default=None,
        description="The headline; its quotations count, too.",
        examples=["Petro answers"],
    )
    byline: str | None = Field(default=None, description="Who wrote it, as the outlet says.")
    language: LanguageTag | None = None
    published_at: Instant | None = Field(
        default=None, description="As the outlet states it. Without an offset it is read as UTC."
    )
    modified_at: Instant | None = Field(
        default=None, description="When the outlet says that it last changed it."
    )
    seen_at: Instant | None = Field(
        default=None,
        description="When the text was seen on its page, as a crawler knows it. This and "
        "`modified_at` tell which text of an article is current, whatever the order of arrival; "
        "with a later one than the current text's, an older text is a new version again.",
    )
    regions: list[RegionIn] = Field(
        default_factory=list,
        max_length=MAX_REGIONS,
        description="What in the text is no running body; with html it is read from the page. "
        "What lies outside the text or in an earlier region is passed over.",
    )

    @field_validator("text")
    @classmethod
    def _is_one_of_two(cls, text: str | None, info: ValidationInfo) -> str | None:
        if (text is None) == (info.data.get("html") is None):
            raise ValueError("give either text or html")
        return text


class PageModel(Output):
    """How an article was read from a page."""

    html_sha256: str = Field(description="Over the bytes as received.")
    extractor: str = Field(description="Name and version of what read the page.")
    encoding: str
    found_in: dict[str, str] = Field(description="For each field, where in the page it stood.")


class ArticleResult(Output):
    """What became of an article."""

    article_id: str
    version: int
    mentions: int = Field(description="Mentions found in this version.")
    is_new_article: bool
    is_new_version: bool = Field(description="False when the same text was already known.")
    is_current: bool = Field(description="False when a later text of the article is known.")
    repeats: int | None = Field(
        description="The version with the same text and mentions, where the page went back to it."
    )
    page: PageModel | None = Field(description="How it was read, if it came as a page.")


class BatchResult(Output):
    """What became of one line of a batch: the article, or the problem with it."""

    line: int = Field(ge=1, description="Counted from 1; blank lines count.")
    status: int = Field(description="What `POST /v1/articles` would have answered.")
    article_id: str | None = None
    version: int | None = None
    mentions: int | None = None
    problem: Problem | None = None


class RegionModel(Output):
    """A stretch of the text that is no running body."""

    place: Place
    start: int = Field(description="First code point in the text.")
    end: int = Field(description="Exclusive.")


class VersionModel(Output):
    """One version of an article, without its text."""

    article_id: str
    version: int = Field(description="Counts from 1 in order of arrival.")
    current: bool = Field(description="Whether no later text of the article is known.")
    repeats: int | None = Field(
        description="The version that first had this text, where the page went back to it. Its "
        "mentions are this one's, too, and are shown with its number."
    )
    url: str
    outlet: NamedModel
    title: str | None
    byline: str | None
    language: str
    published_at: datetime | None
    modified_at: datetime | None
    seen_at: datetime | None = Field(description="When it was seen on its page, as handed in.")
    stands_at: datetime = Field(
        description="When it stood there as far as is known; puts the versions in order."
    )
    first_seen_at: datetime
    text_sha256: str
    content_sha256: str = Field(description="Covers title and text.")
    origin_id: str = Field(description="Shared by copies of one text.")
    extractor: str = Field(description="Name and version of what read the quotations.")
    mentions: int
    page: PageModel | None = Field(description="How it was read, if it came as a page.")
    excerpt_chars: int | None = Field(
        description="Most code points of the text shown before and after a quotation together, by "
        "the registry of outlets. Null: no limit."
    )


class ArticlePage(Output):
    """A page of articles, without their texts."""

    articles: list[VersionModel]
    next_cursor: str | None


class ArticleModel(VersionModel):
    """One version of an article with its text, as it came."""

    text: str | None = Field(
        description="Null where the outlet limits what is shown (`excerpt_chars`)."
    )
    regions: list[RegionModel] = Field(
        description="What in the text is no running body, in order. `POST /v1/extract` with text, "
        "title, language and these finds the same quotations."
    )


class VersionList(Output):
    """All versions of an article in the order in which they stood."""

    versions: list[VersionModel]


def given_regions(given: Iterable[RegionIn]) -> tuple[Region, ...]:
    """Returns the regions of a text as the use cases take them."""
    return tuple(Region(each.place, each.start, each.end) for each in given)


def article_input(given: ArticleIn, desk: IntakeDesk) -> ArticleInput:
    """Returns the article as the use cases take it: a page is read, its outlet looked up.

    Raises:
        InputError: the URL is none, or the page holds no article.
    """
    article = ArticleInput(
        url=given.url,
        text=given.text or "",
        outlet=given.outlet,
        title=given.title,
        byline=given.byline,
        language=primary_language(given.language),
        published_at=given.published_at,
        modified_at=given.modified_at,
        seen_at=given.seen_at,
        regions=given_regions(given.regions),
    )
    if given.html is None:
        return desk.take(article)
    try:
        html = given.html.encode()
    except UnicodeEncodeError as error:
        raise UnsupportedTextError(
            f"html holds a lone surrogate at {error.start}",
            field="html",
            remedy="Send well-formed Unicode; decode surrogate pairs before sending.",
        ) from None
    # A string in JSON is decoded already, whatever the page declares.
    return desk.read(html, content_type="text/html; charset=utf-8", given=article)


def page_model(page: PageFacts | None) -> PageModel | None:
    """Returns the model of how a page was read."""
    if page is None:
        return None
    return PageModel(
        html_sha256=page.html_sha256,
        extractor=page.extractor,
        encoding=page.encoding,
        found_in=dict(page.found_in),
    )


def article_result(outcome: IngestOutcome, given: ArticleInput) -> ArticleResult:
    """Returns what became of a good article.

    Raises:
        InputError: the article was refused.
    """
    if outcome.problem is not None:
        raise outcome.problem
    return ArticleResult(
        article_id=outcome.article_id or "",
        version=outcome.version or 0,
        mentions=outcome.mentions,
        is_new_article=outcome.is_new_article,
        is_new_version=outcome.is_new_version,
        is_current=outcome.is_current,
        repeats=outcome.repeats,
        page=page_model(given.page),
    )


def version_model(version: ArticleVersion) -> VersionModel:
    """Returns the model of a version, without its text."""
    return VersionModel(
        article_id=version.article_id,
        version=version.version,
        current=version.current,
        repeats=version.repeats,
        url=version.url,
        outlet=NamedModel(id=version.outlet.id, name=version.outlet.name),
        title=version.title,
        byline=version.byline,
        language=version.language,
        published_at=version.published_at,
        modified_at=version.modified_at,
        seen_at=version.seen_at,
        stands_at=version.stands_at or version.first_seen_at,
        first_seen_at=version.first_seen_at,
        text_sha256=version.text_sha256,
        content_sha256=version.content_sha256,
        origin_id=version.origin_id,
        extractor=version.extractor,
        mentions=version.mentions,
        page=page_model(version.page),
        excerpt_chars=version.outlet.facts.excerpt_chars,
    )


def article_model(version: ArticleVersion) -> ArticleModel:
    """Returns the model of a version with its text, unless its outlet limits excerpts."""
    model = version_model(version)
    return ArticleModel(
        **dict(model),
        text=version.text if model.excerpt_chars is None else None,
        regions=[RegionModel(place=r.place, start=r.start, end=r.end) for r in version.regions],
    )
