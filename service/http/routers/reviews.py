"""Fact-check reviews of others: taken in as ClaimReview, listed, removed."""

from typing import TYPE_CHECKING, Annotated, cast

import anyio.to_thread
from fastapi import APIRouter, Path, Query, Request

from service.domain.errors import (
    CursorError,
    EmptyTextError,
    InputError,
    LimitError,
    ReviewNotFoundError,
    TakenDownError,
)
from service.http.bodies import check_media_type, parse_json
from service.http.cursor import list_key, next_cursor, read_id
from service.http.deps import ContextDep, NowDep, StoreDep
from service.http.models.fields import PageQuery
from service.http.models.reviews import (
    CLAIM_REVIEW_EXAMPLE,
    RemovedReview,
    ReviewDetailModel,
    ReviewPage,
    ReviewRemovalIn,
    ReviewResults,
    review_detail,
    review_model,
    review_result,
)
from service.http.problems import problems
from service.http.route import StrictRoute
from service.intake.claim_reviews import find_reviews
from service.usecases.reviews import (
    add_reviews,
    list_reviews,
    read_review,
    remove_review,
)

if TYPE_CHECKING:
    from service.intake.json_ld import Json

router = APIRouter(prefix="/v1/reviews", tags=["reviews"], route_class=StrictRoute)

_TYPES = ("application/ld+json", "application/json")
_SCHEMA = {
    "schema": {"anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}}]},
    "example": CLAIM_REVIEW_EXAMPLE,
}

ReviewId = Annotated[str, Path(max_length=64, examples=["rv_aaaaaaaaaaaaaaaaaaaa"])]


@router.post(
    "",
    operation_id="addReviews",
    responses=problems(InputError, LimitError, body=True),
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "JSON-LD with schema.org ClaimReview: one, an array, a graph, or a "
            "DataFeed in the form of Data Commons.",
            "content": dict.fromkeys(_TYPES, _SCHEMA),
        }
    },
)
async def add(request: Request, context: ContextDep, now: NowDep) -> ReviewResults:
    """Takes reviews in and ties them to statements as suggestions; a bad one sinks no other.

    The same address and claim is the same review; of two forms the one with the later date stays.
    What a review finds is kept in its publisher's words and is no finding of this service.
    """
    check_media_type(request.headers, *_TYPES)
    value = cast("Json", parse_json(await request.body()))

    def take() -> ReviewResults:
        found = list(find_reviews(value))
        _check_number(len(found), context.max_reviews)
        outcomes = add_reviews(context.store, found, now=now)
        return ReviewResults(reviews=[review_result(each) for each in outcomes])

    return await anyio.to_thread.run_sync(take)


def _check_number(found: int, most: int) -> None:
    if not found:
        raise InputError(
            "there is no ClaimReview in the body",
            field="body",
            remedy="Send JSON-LD with an object of @type ClaimReview.",
        )
    if found > most:
        raise LimitError(
            f"{found} reviews, the limit is {most}",
            field="body",
            remedy=f"Send at most {most} at once, or import the file on the command line.",
        )


@router.get("", operation_id="listReviews", responses=problems(CursorError))
def get_reviews(query: Annotated[PageQuery, Query()], store: StoreDep) -> ReviewPage:
    """Lists reviews by their ids."""
    key = list_key("reviews")
    found, after = list_reviews(store, after=read_id(query.cursor, key), limit=query.limit)
    return ReviewPage(
        reviews=[review_model(each) for each in found], next_cursor=next_cursor(key, after)
    )


@router.get(
    "/{review_id}",
    operation_id="getReview",
    responses=problems(ReviewNotFoundError, TakenDownError),
)
def get_review(review_id: ReviewId, store: StoreDep) -> ReviewDetailModel:
    """Returns a review with the statements that it may be about, best first."""
    return review_detail(read_review(store, review_id))


@router.delete(
    "/{review_id}",
    operation_id="removeReview",
    responses=problems(ReviewNotFoundError, EmptyTextError, LimitError, body=True),
)
def delete_review(
    review_id: ReviewId, given: ReviewRemovalIn, store: StoreDep, now: NowDep
) -> RemovedReview:
    """Removes a review; the reason stays, and the same review is not taken in again."""
    made = remove_review(store, review_id, reason=given.reason, now=now)
    return RemovedReview(id=made.id, reason=made.reason, removed_at=made.at)
