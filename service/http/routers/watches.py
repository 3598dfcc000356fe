"""Watches: made, listed, removed; their webhooks' secrets and deliveries."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Response

from service.domain.errors import (
    CursorError,
    DeliveryNotFoundError,
    EmptyTextError,
    InputError,
    LimitError,
    SpeakerNotFoundError,
    StatementNotFoundError,
    TakenDownError,
    WatchNotFoundError,
    WordingNotFoundError,
)
from service.http.callers import CallerDep
from service.http.cursor import list_key, next_cursor, read_id
from service.http.deps import ContextDep, NowDep, StoreDep
from service.http.models.fields import PageQuery
from service.http.models.watches import (
    DeliveryModel,
    DeliveryPage,
    DeliveryQuery,
    MadeWatch,
    NewSecret,
    NewSecretIn,
    WatchIn,
    WatchModel,
    WatchPage,
    delivery_model,
    made_watch,
    watch_input,
    watch_model,
)
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.deliver import list_deliveries, ping, replay
from service.usecases.watches import (
    Drawn,
    add_watch,
    list_watches,
    read_watch,
    remove_watch,
    repeatable_id,
    replace_secret,
)
from service.webhooks.signing import new_secret, new_watch_id

router = APIRouter(prefix="/v1/watches", tags=["watches"], route_class=StrictRoute)

WatchId = Annotated[str, Path(max_length=64, examples=["wt_aaaaaaaaaaaaaaaa"])]
DeliveryId = Annotated[str, Path(max_length=64, examples=["wv_aaaaaaaaaaaaaaaaaaaa"])]
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="A word of the caller's choice for this request, so that sending it again is "
        "harmless. It counts as long as the watch is there.",
    ),
]


@router.post(
    "",
    operation_id="addWatch",
    status_code=201,
    responses=problems(
        InputError,
        EmptyTextError,
        LimitError,
        StatementNotFoundError,
        WordingNotFoundError,
        SpeakerNotFoundError,
        TakenDownError,
        body=True,
    ),
)
def post_watch(
    given: WatchIn,
    response: Response,
    context: ContextDep,
    caller: CallerDep,
    now: NowDep,
    idempotency_key: IdempotencyKey = None,
) -> MadeWatch:
    """Makes a watch of what changes from now on; it belongs to the key that makes it.

    With a webhook the answer holds the secret that signs its requests, this once. Sent again with
    the same `Idempotency-Key`, the watch is not made twice, and the answer is the first one's.
    """
    made = add_watch(
        context.store,
        watch_input(given),
        caller=caller,
        drawn=Drawn(
            repeatable_id(caller, idempotency_key) if idempotency_key else new_watch_id(),
            new_secret(),
        ),
        limits=context.watch_limits,
        now=now,
    )
    response.headers["Location"] = f"/v1/watches/{made.id}"
    response.headers["Cache-Control"] = "no-store"
    return made_watch(made)


@router.get("", operation_id="listWatches", responses=problems(CursorError))
def get_watches(
    query: Annotated[PageQuery, Query()], store: StoreDep, caller: CallerDep
) -> WatchPage:
    """Lists the caller's watches, oldest first; an admin sees everybody's."""
    key = list_key("watches", caller=caller.key_id)
    found, after = list_watches(
        store, caller=caller, after=read_id(query.cursor, key), limit=query.limit
    )
    return WatchPage(
        watches=[watch_model(each) for each in found], next_cursor=next_cursor(key, after)
    )


@router.get("/{watch_id}", operation_id="getWatch", responses=problems(WatchNotFoundError))
def get_watch(watch_id: WatchId, store: StoreDep, caller: CallerDep) -> WatchModel:
    """Returns a watch, without its secret."""
    return watch_model(read_watch(store, watch_id, caller=caller))


@router.delete(
    "/{watch_id}",
    operation_id="removeWatch",
    status_code=204,
    responses=problems(WatchNotFoundError),
)
def delete_watch(watch_id: WatchId, store: StoreDep, caller: CallerDep) -> None:
    """Removes a watch with its events and its secret; nothing more is sent for it."""
    remove_watch(store, watch_id, caller=caller)


@router.post(
    "/{watch_id}/secret",
    operation_id="replaceWatchSecret",
    responses=problems(WatchNotFoundError, InputError, body=True),
)
def post_secret(
    watch_id: WatchId,
    response: Response,
    context: ContextDep,
    caller: CallerDep,
    now: NowDep,
    given: NewSecretIn | None = None,
) -> NewSecret:
    """Gives the webhook of a watch a new secret, shown in this answer only.

    The secret before it signs beside it (`webhook-signature` then holds two, set apart by a space)
    until `previous_until`, so that a receiver can be changed without losing an event.
    """
    overlap = given.overlap_seconds if given else None
    made = replace_secret(
        context.store,
        watch_id,
        caller=caller,
        secret=new_secret(),
        overlap_seconds=context.watch_limits.overlap_seconds if overlap is None else overlap,
        now=now,
    )
    response.headers["Cache-Control"] = "no-store"
    return NewSecret(secret=made.secret, previous_until=made.old_until)


@router.get(
    "/{watch_id}/deliveries",
    operation_id="listDeliveries",
    responses=problems(WatchNotFoundError, CursorError),
)
def get_deliveries(
    watch_id: WatchId,
    query: Annotated[DeliveryQuery, Query()],
    store: StoreDep,
    caller: CallerDep,
) -> DeliveryPage:
    """Lists the events of a watch and how far their delivery has come, newest first."""
    key = list_key("deliveries", watch=watch_id, status=query.status)
    found, before = list_deliveries(
        store,
        watch_id,
        caller=caller,
        status=query.status,
        before=read_id(query.cursor, key),
        limit=query.limit,
    )
    return DeliveryPage(
        deliveries=[delivery_model(each) for each in found], next_cursor=next_cursor(key, before)
    )


@router.post(
    "/{watch_id}/deliveries/{delivery_id}/replay",
    operation_id="replayDelivery",
    status_code=202,
    responses=problems(WatchNotFoundError, DeliveryNotFoundError, InputError),
)
def replay_delivery(
    watch_id: WatchId,
    delivery_id: DeliveryId,
    store: StoreDep,
    caller: CallerDep,
    now: NowDep,
) -> DeliveryModel:
    """Has an event sent again, under the same id and with all its tries."""
    return delivery_model(replay(store, watch_id, delivery_id, caller=caller, now=now))


@router.post(
    "/{watch_id}/ping",
    operation_id="pingWatch",
    status_code=202,
    responses=problems(WatchNotFoundError, InputError),
)
def ping_watch(
    watch_id: WatchId, context: ContextDep, caller: CallerDep, now: NowDep
) -> DeliveryModel:
    """Has a test event of type `ping` sent to the webhook; the list of deliveries tells how."""
    keep = context.watch_limits.events_kept
    return delivery_model(ping(context.store, watch_id, caller=caller, keep=keep, now=now))
