"""The change feed: by page, by long polling, as a stream."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import StreamingResponse

from service.domain.errors import CursorError
from service.http.deps import FeedDep
from service.http.errors import TooManyStreamsError
from service.http.models.changes import (
    ChangePage,
    ChangeQuery,
    FeedQuery,
    change_filter,
    change_page,
)
from service.http.problems import problems
from service.http.route import StrictRoute

router = APIRouter(prefix="/v1/changes", tags=["changes"], route_class=StrictRoute)

_EVENT_STREAM = "text/event-stream"


@router.get("", operation_id="listChanges", responses=problems(CursorError))
async def get_changes(query: Annotated[ChangeQuery, Query()], feed: FeedDep) -> ChangePage:
    """Lists what has changed, in order, without gaps; waits for the next event if asked to.

    Going on from `next_after` meets every wanted event once. When few of many events are wanted, a
    page may hold fewer than there are and still lead on.
    """
    found = await feed.read(
        query.after, limit=query.limit, where=change_filter(query), wait_seconds=query.wait
    )
    return change_page(found)


@router.get(
    "/stream",
    operation_id="streamChanges",
    response_class=Response,
    responses={
        200: {
            "description": "Server-Sent Events: `id` is the number of the event, `event` its kind, "
            "`data` the event as `listChanges` shows it.",
            "content": {_EVENT_STREAM: {"schema": {"type": "string"}}},
        },
        **problems(CursorError, TooManyStreamsError),
    },
)
async def stream_changes(
    query: Annotated[FeedQuery, Query()],
    feed: FeedDep,
    last_event_id: Annotated[
        int | None,
        Header(
            alias="Last-Event-ID",
            ge=0,
            le=2**53,
            description="Number of the last event received; counts before `after`.",
        ),
    ] = None,
) -> Response:
    """Streams what changes as Server-Sent Events, from the first event on or after a given one."""
    after = query.after if last_event_id is None else last_event_id
    where = change_filter(query)
    feed.check_room()
    # What is wrong with the question is told before the stream begins.
    await feed.read(after, limit=1, where=where, wait_seconds=0)
    return StreamingResponse(
        feed.stream(after, where),
        media_type=_EVENT_STREAM,
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
