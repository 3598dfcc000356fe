"""Articles: take in, read, list versions and mentions."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from service.domain.errors import (
    ArticleNotFoundError,
    ArticleTooLargeError,
    CursorError,
    EmptyTextError,
    InputError,
    InvalidUrlError,
    LimitError,
    TakenDownError,
)
from service.http.batch import NDJSON, BatchResponse
from service.http.bodies import check_media_type
from service.http.cursor import list_key, next_cursor, read_id
from service.http.deps import BatchThreadsDep, ContextDep, DeskDep, LimitsDep, NowDep, StoreDep
from service.http.errors import BodyTooLargeError, UnsupportedMediaTypeError
from service.http.models.articles import (
    ArticleIn,
    ArticleModel,
    ArticlePage,
    ArticleResult,
    VersionList,
    article_input,
    article_model,
    article_result,
    version_model,
)
from service.http.models.fields import PageQuery
from service.http.models.mentions import MentionPage, mention_model
from service.http.offsets import OffsetUnit, in_units
from service.http.problems import problems
from service.http.route import IntakeRoute
from service.usecases.ingest import ingest
from service.usecases.read_articles import (
    list_articles,
    list_mentions,
    list_versions,
    read_article,
)

router = APIRouter(prefix="/v1/articles", tags=["articles"], route_class=IntakeRoute)

ArticleId = Annotated[str, Path(max_length=64, examples=["ar_aaaaaaaaaaaaaaaaaaaa"])]
Version = Annotated[int | None, Query(ge=1, le=1_000_000_000, description="Newest if left out.")]


class MentionQuery(PageQuery):
    """Which version, which page, which unit of offsets."""

    version: Version = None
    offsets: OffsetUnit = Field(
        default=OffsetUnit.CODE_POINT, description="What the offsets of the answer count."
    )


@router.post(
    "",
    operation_id="addArticle",
    status_code=201,
    responses={
        200: {"model": ArticleResult, "description": "The article was known."},
        **problems(
            InputError,
            ArticleTooLargeError,
            EmptyTextError,
            InvalidUrlError,
            LimitError,
            TakenDownError,
            body=True,
        ),
    },
)
def add_article(
    article: ArticleIn,
    response: Response,
    store: StoreDep,
    limits: LimitsDep,
    now: NowDep,
    desk: DeskDep,
) -> ArticleResult:
    """Takes an article in: 201 for a new one, 200 for a known one or a new version of it."""
    given = article_input(article, desk)
    [outcome] = ingest(store, [given], limits=limits, now=now)
    result = article_result(outcome, given)
    response.status_code = 201 if result.is_new_article else 200
    response.headers["Location"] = f"/v1/articles/{result.article_id}?version={result.version}"
    return result


@router.post(
    "/batch",
    operation_id="addArticles",
    response_class=Response,
    responses={
        200: {
            "description": "One result per line, as soon as its articles are durable.",
            "content": {NDJSON: {"schema": {"$ref": "#/components/schemas/BatchResult"}}},
        },
        **problems(BodyTooLargeError, UnsupportedMediaTypeError),
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "One article per line.",
            "content": {NDJSON: {"schema": {"$ref": "#/components/schemas/ArticleIn"}}},
        }
    },
)
async def add_articles(request: Request, context: ContextDep, threads: BatchThreadsDep) -> Response:
    """Takes many articles in; a bad line is answered with its problem and sinks no other."""
    check_media_type(request.headers, NDJSON)
    return BatchResponse(context, lambda: datetime.now(UTC), threads)


@router.get("", operation_id="listArticles", responses=problems(CursorError))
def get_articles(query: Annotated[PageQuery, Query()], store: StoreDep) -> ArticlePage:
    """Lists articles, each in its newest version without its text, in the order they came first."""
    key = list_key("articles")
    found, after = list_articles(store, after=read_id(query.cursor, key), limit=query.limit)
    return ArticlePage(
        articles=[version_model(each) for each in found], next_cursor=next_cursor(key, after)
    )


@router.get(
    "/{article_id}",
    operation_id="getArticle",
    responses=problems(ArticleNotFoundError, TakenDownError),
)
def get_article(article_id: ArticleId, store: StoreDep, version: Version = None) -> ArticleModel:
    """Returns a version of an article with its text."""
    return article_model(read_article(store, article_id, version))


@router.get(
    "/{article_id}/versions",
    operation_id="listArticleVersions",
    responses=problems(ArticleNotFoundError, TakenDownError),
)
def get_versions(article_id: ArticleId, store: StoreDep) -> VersionList:
    """Lists the versions of an article in the order in which they stood, without their texts."""
    return VersionList(versions=[version_model(each) for each in list_versions(store, article_id)])


@router.get(
    "/{article_id}/mentions",
    operation_id="listArticleMentions",
    responses=problems(ArticleNotFoundError, TakenDownError, CursorError),
)
def get_mentions(
    article_id: ArticleId, query: Annotated[MentionQuery, Query()], store: StoreDep
) -> MentionPage:
    """Lists the mentions in a version of an article, in reading order."""
    article = read_article(store, article_id, query.version)
    key = list_key("mentions", article=article_id, version=article.version)
    found, after = list_mentions(
        store,
        article_id,
        article.version,
        after=read_id(query.cursor, key),
        limit=query.limit,
    )
    shown = in_units(query.offsets, found, text=article.text, title=article.title)
    return MentionPage(
        mentions=[mention_model(each) for each in shown], next_cursor=next_cursor(key, after)
    )
