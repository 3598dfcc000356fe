"""The feeds of watches, and the tokens by which feed readers open them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from service.domain.errors import FeedTokenError, WatchNotFoundError
from service.http.callers import CallerDep, FeedToken, ReaderDep
from service.http.deps import ContextDep, StoreDep
from service.http.models.watches import MadeFeedToken, made_feed_token
from service.http.problems import problems
from service.http.route import StrictRoute
from service.http.watch_feeds import ATOM_TYPE, JSON_FEED_TYPE, atom_feed, json_feed
from service.usecases.deliver import WatchFeed, read_feed
from service.usecases.watches import Caller, set_feed_token
from service.webhooks.signing import new_feed_token

router = APIRouter(prefix="/v1/watches/{watch_id}", tags=["watches"], route_class=StrictRoute)

WatchId = Annotated[str, Path(max_length=64, examples=["wt_aaaaaaaaaaaaaaaa"])]
Events = Annotated[int, Query(ge=1, le=200, description="Newest events shown.")]


@router.get(
    "/feed.json",
    operation_id="getWatchJsonFeed",
    response_class=Response,
    responses={
        200: {
            "description": "JSON Feed 1.1, newest first; `_quote_provenance` holds the event.",
            "content": {JSON_FEED_TYPE: {"schema": {"type": "object"}}},
        },
        **problems(WatchNotFoundError, FeedTokenError),
    },
)
def get_json_feed(
    request: Request,
    watch_id: WatchId,
    context: ContextDep,
    reader: ReaderDep,
    token: FeedToken = None,
    limit: Events = 50,
) -> Response:
    """Returns the newest events of a watch as JSON Feed."""
    feed = _read(context, watch_id, reader, limit)
    return Response(json_feed(feed, _base_url(request), token), media_type=JSON_FEED_TYPE)


@router.get(
    "/feed.atom",
    operation_id="getWatchAtomFeed",
    response_class=Response,
    responses={
        200: {
            "description": "Atom (RFC 4287), newest first.",
            "content": {ATOM_TYPE: {"schema": {"type": "string"}}},
        },
        **problems(WatchNotFoundError, FeedTokenError),
    },
)
def get_atom_feed(
    request: Request,
    watch_id: WatchId,
    context: ContextDep,
    reader: ReaderDep,
    token: FeedToken = None,
    limit: Events = 50,
) -> Response:
    """Returns the newest events of a watch as Atom."""
    feed = _read(context, watch_id, reader, limit)
    return Response(atom_feed(feed, _base_url(request), token), media_type=ATOM_TYPE)


@router.post("/feed_token", operation_id="replaceFeedToken", responses=problems(WatchNotFoundError))
def post_feed_token(
    watch_id: WatchId, response: Response, store: StoreDep, caller: CallerDep
) -> MadeFeedToken:
    """Makes the token by which feed readers open the feeds of a watch; any before it ends.

    It stands in the address, since feed readers cannot send a key. It is shown in this answer only,
    and opens nothing else. It ends with the watch, and with the key that the watch belongs to.
    """
    token = new_feed_token()
    set_feed_token(store, watch_id, caller=caller, token=token)
    response.headers["Cache-Control"] = "no-store"
    return made_feed_token(watch_id, token)


@router.delete(
    "/feed_token",
    operation_id="removeFeedToken",
    status_code=204,
    responses=problems(WatchNotFoundError),
)
def delete_feed_token(watch_id: WatchId, store: StoreDep, caller: CallerDep) -> None:
    """Ends the token of a watch's feeds; without one, nothing changes."""
    set_feed_token(store, watch_id, caller=caller, token=None)


def _read(context: ContextDep, watch_id: str, reader: Caller, limit: int) -> WatchFeed:
    feed = read_feed(context.store, watch_id, caller=reader, limit=limit, limits=context.limits)
    if reader.feed_token is not None and not context.owner_is_active(feed.watch):
        raise FeedTokenError("the key that the watch belongs to is no longer in use")
    return feed


def _base_url(request: Request) -> str:
    return str(request.base_url).rstrip("/")
