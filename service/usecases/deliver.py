"""What watches have to tell: shown, sent, tried again, given up, replayed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.domain.errors import DeliveryNotFoundError
from service.domain.watches import DeliveryStatus, event_id
from service.store.watches import WatchEvent
from service.usecases.statement_views import in_time_order, view_statements
from service.usecases.watches import find_watch, webhook_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from service.domain.model import Mention, Speaker
    from service.domain.reviews import Review
    from service.domain.watches import Attempt, RetryPlan
    from service.store.base import QuoteStore, StoreReader
    from service.store.watches import Watch
    from service.usecases.config import Limits
    from service.usecases.watches import Caller

PING: Final = "ping"
_DUE_MOST: Final = 100_000
"""Far more than are sent at once: those that may not be sent now must not hide the others."""
_STATEMENTS_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class StatementBrief:
    """A statement in one line."""

    id: str
    summary: str
    speaker: Speaker | None


@dataclass(frozen=True, slots=True)
class EventView:
    """An event of a watch with what it names, as far as that is still there."""

    event: WatchEvent
    mentions: tuple[Mention, ...]
    statements: tuple[StatementBrief, ...]
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class WatchFeed:
    """A watch with its newest events, newest first."""

    watch: Watch
    events: tuple[EventView, ...]


def read_feed(
    store: QuoteStore, watch_id: str, *, caller: Caller, limit: int, limits: Limits
) -> WatchFeed:
    """Returns the newest events of a watch, pings left out.

    Raises:
        FeedTokenError: the caller has a token, and it is not that of this watch.
        WatchNotFoundError: there is none, or it belongs to somebody else.
    """
    with store.reading() as tx:
        watch = find_watch(tx, watch_id, caller)
        found = tx.list_watch_events(watch_id, status=None, before=None, limit=limit)
        events = [event for event in found if event.kind != PING]
        return WatchFeed(watch, tuple(view_events(tx, events, limits=limits)))


def view_events(
    tx: StoreReader, events: Sequence[WatchEvent], *, limits: Limits
) -> list[EventView]:
    """Returns events with what they name, in their order."""
    mentions = tx.get_mentions({id_ for event in events for id_ in event.mention_ids})
    wanted = {id_: None for event in events for id_ in _statements_of(event)}
    statements = view_statements(tx, list(wanted), limits=limits)
    reviews = tx.get_reviews({id_ for e in events for id_ in e.named if id_.startswith("rv_")})
    return [
        EventView(
            event=event,
            mentions=tuple(in_time_order(mentions[m] for m in event.mention_ids if m in mentions)),
            statements=tuple(
                StatementBrief(id_, statements[id_].summary, statements[id_].speaker)
                for id_ in _statements_of(event)
                if id_ in statements
            ),
            reviews=tuple(reviews[id_] for id_ in event.named if id_ in reviews),
        )
        for event in events
    ]


def _statements_of(event: WatchEvent) -> list[str]:
    named = [id_ for id_ in event.named if id_.startswith("st_")]
    return list(dict.fromkeys([*event.statement_ids, *named]))[:_STATEMENTS_SHOWN]


def list_deliveries(
    store: QuoteStore,
    watch_id: str,
    *,
    caller: Caller,
    status: DeliveryStatus | None,
    before: str | None,
    limit: int,
) -> tuple[list[WatchEvent], str | None]:
    """Returns a page of a watch's events, newest first, and where to go on.

    Raises:
        WatchNotFoundError: there is none, or it belongs to somebody else.
    """
    with store.reading() as tx:
        find_watch(tx, watch_id, caller)
        found = list(tx.list_watch_events(watch_id, status=status, before=before, limit=limit + 1))
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None


def replay(
    store: QuoteStore, watch_id: str, delivery_id: str, *, caller: Caller, now: datetime
) -> WatchEvent:
    """Has an event sent again, under the same id and with all its tries.

    Raises:
        WatchNotFoundError: there is none, or it belongs to somebody else.
        DeliveryNotFoundError: the watch has no such event.
        InputError: the watch has no webhook.
    """
    with store.writing() as tx:
        watch = find_watch(tx, watch_id, caller)
        webhook_of(watch)
        found = tx.get_watch_event(delivery_id)
        if found is None or found.watch_id != watch_id:
            raise DeliveryNotFoundError("delivery", delivery_id)
        due = replace(found, status=DeliveryStatus.PENDING, tries=0, next_try_at=now, problem=None)
        tx.set_delivery(due)
    return due


def ping(
    store: QuoteStore, watch_id: str, *, caller: Caller, keep: int, now: datetime
) -> WatchEvent:
    """Has a test event sent to the watch's webhook.

    Raises:
        WatchNotFoundError: there is none, or it belongs to somebody else.
        InputError: the watch has no webhook.
    """
    with store.writing() as tx:
        watch = find_watch(tx, watch_id, caller)
        webhook_of(watch)
        made = WatchEvent(
            id=event_id(watch_id, f"{PING} {now.isoformat()}"),
            watch_id=watch_id,
            seq=None,
            at=now,
            kind=PING,
            named=(),
            mention_ids=(),
            statement_ids=(),
            status=DeliveryStatus.PENDING,
            next_try_at=now,
        )
        tx.add_watch_events([made], keep=keep)
    return made


def due_deliveries(store: QuoteStore, *, now: datetime) -> Iterator[tuple[Watch, WatchEvent]]:
    """Yields what is to be sent now: of each watch the oldest event that is due."""
    with store.reading() as tx:
        for event in tx.due_watch_events(now, limit=_DUE_MOST):
            watch = tx.get_watch(event.watch_id)
            if watch is not None and watch.webhook is not None:
                yield watch, event


def load_delivery(store: QuoteStore, event: WatchEvent, *, limits: Limits) -> EventView:
    """Returns what to send; read anew for each try, so that nothing outlives a take-down."""
    with store.reading() as tx:
        return view_events(tx, [event], limits=limits)[0]


def record_attempt(
    store: QuoteStore, event: WatchEvent, attempt: Attempt, *, plan: RetryPlan
) -> WatchEvent | None:
    """Notes how a try went, and when the next one is; after the last one the event is dead.

    Returns:
        The event as it stands now; None when its watch was removed meanwhile.
    """
    with store.writing() as tx:
        tx.drop_old_secrets(attempt.at)
        stored = tx.get_watch_event(event.id)  # it may have been replayed while it was sent
        if stored is None:
            return None
        after = _after(stored, attempt, plan)
        tx.set_delivery(after)
    return after


def _after(event: WatchEvent, attempt: Attempt, plan: RetryPlan) -> WatchEvent:
    tried = replace(event, tries=event.tries + 1, last_try_at=attempt.at, problem=attempt.problem)
    if attempt.problem is None:
        return replace(tried, status=DeliveryStatus.DELIVERED, next_try_at=None)
    wait = None if attempt.is_final else plan.wait_seconds(event.id, tried.tries)
    if wait is None:
        return replace(tried, status=DeliveryStatus.DEAD, next_try_at=None)
    asked = min(attempt.retry_after_seconds or 0.0, plan.longest_seconds)
    return replace(tried, next_try_at=attempt.at + timedelta(seconds=max(wait, asked)))
