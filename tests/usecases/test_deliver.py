"""Deliveries: tried, tried again, given up, replayed; shown as far as the words still stand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.domain.errors import DeliveryNotFoundError, InputError, WatchNotFoundError
from service.domain.watches import Attempt, DeliveryStatus, RetryPlan, WatchTarget, event_id
from service.store.watches import WatchEvent
from service.usecases.config import Limits
from service.usecases.deliver import (
    due_deliveries,
    list_deliveries,
    load_delivery,
    ping,
    read_feed,
    record_attempt,
    replay,
)
from service.usecases.take_down import take_down
from service.usecases.watches import Caller, Drawn, WatchInput, WatchLimits, add_watch, remove_watch
from tests.factories import NOON, make_version, write_line

ANYBODY = Caller()
PLAN = RetryPlan(tries=3, first_seconds=10, factor=2)


def watch(store, name="wt_a", url="https://desk.example/x"):
    given = WatchInput(WatchTarget(text="take up arms"), webhook_url=url)
    drawn = Drawn(name, "whsec_c2VjcmV0")
    return add_watch(store, given, caller=ANYBODY, drawn=drawn, limits=WatchLimits(), now=NOON)


def event(watch_id="wt_a", number=1, **changes):
    facts = {
        "id": event_id(watch_id, str(number)),
        "watch_id": watch_id,
        "seq": number,
        "at": NOON,
        "kind": "article_added",
        "named": (),
        "mention_ids": (),
        "statement_ids": (),
        "status": DeliveryStatus.PENDING,
        "next_try_at": NOON,
    }
    return WatchEvent(**{**facts, **changes})


def keep(store, *events):
    with store.writing() as tx:
        tx.add_watch_events(events, keep=100)


def due(store, at=NOON):
    return [each.id for _, each in due_deliveries(store, now=at)]


def failed(at, problem="status 500", **changes):
    return Attempt(at, problem, **changes)


def test_what_was_taken_is_done(store):
    watch(store)
    keep(store, event())
    after = record_attempt(store, event(), Attempt(NOON), plan=PLAN)
    assert (after.status, after.tries, after.problem) == (DeliveryStatus.DELIVERED, 1, None)
    assert due(store, NOON + timedelta(days=9)) == []


def test_what_failed_is_tried_again_later_and_given_up_at_last(store):
    watch(store)
    keep(store, event())
    now, waits = NOON, []
    current = event()
    for _ in range(PLAN.tries):
        assert due(store, now) == [current.id]
        current = record_attempt(store, current, failed(now), plan=PLAN)
        if current.next_try_at is not None:
            assert due(store, current.next_try_at - timedelta(seconds=1)) == []
            waits.append((current.next_try_at - now).total_seconds())
            now = current.next_try_at
    assert current.status is DeliveryStatus.DEAD
    assert current.problem == "status 500"
    assert 8 <= waits[0] <= 12
    assert 16 <= waits[1] <= 24
    assert due(store, now + timedelta(days=9)) == []


def test_a_receiver_that_is_gone_is_not_tried_again(store):
    watch(store)
    keep(store, event())
    after = record_attempt(store, event(), failed(NOON, "status 410", is_final=True), plan=PLAN)
    assert after.status is DeliveryStatus.DEAD


def test_a_receiver_may_ask_for_more_time(store):
    watch(store)
    keep(store, event())
    after = record_attempt(store, event(), failed(NOON, retry_after_seconds=500), plan=PLAN)
    assert after.next_try_at == NOON + timedelta(seconds=500)


def test_of_each_watch_the_oldest_that_is_due(store):
    for name in ("wt_a", "wt_b"):
        watch(store, name)
    later = NOON + timedelta(hours=1)
    keep(store, event("wt_a", 1, next_try_at=later), event("wt_a", 2), event("wt_a", 3))
    keep(store, event("wt_b", 1), event("wt_b", 2))
    assert sorted(due(store)) == sorted([event_id("wt_a", "2"), event_id("wt_b", "1")])
    assert event_id("wt_a", "1") in due(store, later)


def test_a_dead_one_is_replayed_under_its_own_id(store):
    watch(store)
    keep(store, event(status=DeliveryStatus.DEAD, tries=3, next_try_at=None, problem="timeout"))
    (dead,), _ = list_deliveries(
        store, "wt_a", caller=ANYBODY, status=DeliveryStatus.DEAD, before=None, limit=9
    )
    later = NOON + timedelta(days=1)
    again = replay(store, "wt_a", dead.id, caller=ANYBODY, now=later)
    assert (again.id, again.status, again.tries) == (dead.id, DeliveryStatus.PENDING, 0)
    assert due(store, later) == [dead.id]


def test_one_that_is_replayed_while_it_is_sent_keeps_its_new_tries(store):
    watch(store)
    sent = event(tries=2)
    keep(store, sent)
    replay(store, "wt_a", sent.id, caller=ANYBODY, now=NOON)
    after = record_attempt(store, sent, failed(NOON), plan=PLAN)
    assert (after.status, after.tries) == (DeliveryStatus.PENDING, 1)


def test_what_cannot_be_replayed_or_pinged(store):
    watch(store)
    watch(store, "wt_b", url=None)
    keep(store, event("wt_b", 1, status=DeliveryStatus.LISTED))
    with pytest.raises(DeliveryNotFoundError):
        replay(store, "wt_a", "wv_none", caller=ANYBODY, now=NOON)
    with pytest.raises(DeliveryNotFoundError):
        replay(store, "wt_a", event_id("wt_b", "1"), caller=ANYBODY, now=NOON)
    with pytest.raises(InputError):
        replay(store, "wt_b", event_id("wt_b", "1"), caller=ANYBODY, now=NOON)
    with pytest.raises(InputError):
        ping(store, "wt_b", caller=ANYBODY, keep=9, now=NOON)
    with pytest.raises(WatchNotFoundError):
        ping(store, "wt_none", caller=ANYBODY, keep=9, now=NOON)


def test_a_ping_is_sent_and_stands_in_no_feed(store):
    watch(store)
    made = ping(store, "wt_a", caller=ANYBODY, keep=9, now=NOON)
    assert due(store) == [made.id]
    assert (made.kind, made.seq) == ("ping", None)
    assert read_feed(store, "wt_a", caller=ANYBODY, limit=9, limits=Limits()).events == ()


def test_a_removed_watch_is_not_written_to(store):
    watch(store)
    keep(store, event())
    remove_watch(store, "wt_a", caller=ANYBODY)
    assert due(store) == []
    assert record_attempt(store, event(), Attempt(NOON), plan=PLAN) is None


def test_pages_of_deliveries_newest_first(store):
    watch(store)
    keep(store, *(event(number=n) for n in range(1, 6)))
    found, before = [], None
    while True:
        page, before = list_deliveries(
            store, "wt_a", caller=ANYBODY, status=None, before=before, limit=2
        )
        found += [each.seq for each in page]
        if before is None:
            break
    assert found == [5, 4, 3, 2, 1]


def test_nothing_outlives_a_take_down(store):
    version = make_version()
    with store.writing() as tx:
        mention = write_line(tx, version=version)
    watch(store)
    told = event(mention_ids=(mention.id,), statement_ids=(mention.statement_id,))
    keep(store, told)
    view = load_delivery(store, told, limits=Limits())
    assert [m.id for m in view.mentions] == [mention.id]
    assert [s.id for s in view.statements] == [mention.statement_id]
    take_down(store, version.article_id, reason="Asked for.", now=NOON)
    view = load_delivery(store, told, limits=Limits())
    assert (view.mentions, view.statements) == ((), ())
