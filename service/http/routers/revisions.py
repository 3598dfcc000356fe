"""Differences between versions, origins of texts, and take-downs."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import RedirectResponse

from service.domain.errors import (
    ArticleNotFoundError,
    EmptyTextError,
    LimitError,
    OriginNotFoundError,
    TakenDownError,
)
from service.http.deps import LimitsDep, NowDep, StoreDep
from service.http.models.revisions import (
    DiffModel,
    OriginModel,
    RemovalIn,
    RemovalModel,
    diff_model,
    origin_model,
    removal_model,
)
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.origins import read_origin, resolve_origin
from service.usecases.take_down import take_down
from service.usecases.versions import diff_versions

router = APIRouter(prefix="/v1", tags=["revisions"], route_class=StrictRoute)

ArticleId = Annotated[str, Path(max_length=64, examples=["ar_aaaaaaaaaaaaaaaaaaaa"])]
_MOST = 1_000_000_000


@router.get(
    "/articles/{article_id}/diff",
    operation_id="diffArticleVersions",
    responses=problems(ArticleNotFoundError, TakenDownError),
)
def get_diff(
    article_id: ArticleId,
    store: StoreDep,
    older: Annotated[
        int | None,
        Query(alias="from", ge=1, le=_MOST, description="The one before `to` if left out."),
    ] = None,
    newer: Annotated[
        int | None, Query(alias="to", ge=1, le=_MOST, description="Newest if left out.")
    ] = None,
) -> DiffModel:
    """Says what changed between two versions of an article, and what became of its quotations."""
    return diff_model(diff_versions(store, article_id, older, newer))


@router.delete(
    "/articles/{article_id}",
    operation_id="takeArticleDown",
    responses=problems(ArticleNotFoundError, EmptyTextError, LimitError, body=True),
)
def delete_article(
    article_id: ArticleId, given: RemovalIn, store: StoreDep, now: NowDep
) -> RemovalModel:
    """Removes an article with all that only it holds; its ids answer 410 with the reason.

    Statements and origins are made anew without it, and its address is not taken in again. The
    answer comes when nothing of it is left in any file. Doing it twice changes nothing.
    """
    return removal_model(take_down(store, article_id, reason=given.reason, now=now))


@router.get(
    "/origins/{origin_id}",
    operation_id="getOrigin",
    response_model=OriginModel,
    responses={
        308: {
            "description": "The origin went into another; it is read there.",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        **problems(OriginNotFoundError),
    },
)
def get_origin(
    origin_id: Annotated[str, Path(max_length=64, examples=["or_aaaaaaaaaaaaaaaaaaaa"])],
    store: StoreDep,
    limits: LimitsDep,
) -> OriginModel | Response:
    """Returns an origin: who carries copies of the text, the evidence, and the likely first."""
    current = resolve_origin(store, origin_id)
    if current != origin_id:
        return RedirectResponse(f"/v1/origins/{current}", status_code=308)
    return origin_model(read_origin(store, current, limit=limits.max_page))
