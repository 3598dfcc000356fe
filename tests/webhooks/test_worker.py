"""Following and sending, end to end: real store, real threads, real receivers."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import structlog

from service.domain.watches import DeliveryStatus, RetryPlan, WatchTarget
from service.store.factory import open_store
from service.usecases.config import Limits
from service.usecases.deliver import list_deliveries, ping, replay
from service.usecases.ingest import ingest
from service.usecases.watch_following import WatchFollower
from service.usecases.watches import (
    Caller,
    Drawn,
    WatchInput,
    WatchLimits,
    add_watch,
    remove_watch,
    replace_secret,
)
from service.webhooks import worker as worker_module
from service.webhooks.sender import SenderConfig
from service.webhooks.signing import new_secret
from service.webhooks.worker import WebhookWorker, WorkerConfig
from tests.factories import LINE, NOON, make_article
from tests.webhooks.receiver import hang_up, open_receiver, reply

ANYBODY = Caller()
OWN = WatchLimits(allow_private=True)


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def config(**changes):
    facts = {
        "pause_seconds": 0.03,
        "sender": SenderConfig(total_seconds=2.0, allow_private=True),
        "plan": RetryPlan(tries=4, first_seconds=0.02, factor=1.5),
    }
    return WorkerConfig(**{**facts, **changes})


def write(watch, view):
    words = [mention.selector.exact for mention in view.mentions]
    return json.dumps({"watch": watch.id, "kind": view.event.kind, "words": words}).encode()


@contextmanager
def working(store, **changes):
    worker = WebhookWorker(store, config(**changes), write)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


def watch(store, url, name="wt_a", secret=None):
    given = WatchInput(WatchTarget(text="take up arms"), webhook_url=url)
    drawn = Drawn(name, secret or new_secret())
    return add_watch(store, given, caller=ANYBODY, drawn=drawn, limits=OWN, now=NOON)


def put(store, number=0, text=LINE):
    article = make_article(f"“{text},” said Gustavo Petro.", url=f"https://daily.example/{number}")
    ingest(store, [article], limits=Limits(), now=NOON)


def deliveries(store, name="wt_a", status=None):
    return list_deliveries(store, name, caller=ANYBODY, status=status, before=None, limit=100)[0]


def wait_for(condition, seconds=15.0):
    ends = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < ends, "it took too long"
        time.sleep(0.01)
    return found


def done(store, name="wt_a"):
    return deliveries(store, name, DeliveryStatus.DELIVERED)


def expected_signature(secret, received):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    headers = received.headers
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + received.body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def test_what_is_taken_in_is_sent_and_signed(store, receiver):
    made = watch(store, f"{receiver.url}/hook")
    with working(store):
        put(store)
        (delivery,) = wait_for(lambda: done(store))
    (got,) = receiver.at("/hook")
    assert json.loads(got.body) == {"watch": "wt_a", "kind": "article_added", "words": [f"{LINE},"]}
    assert got.headers["webhook-id"] == delivery.id
    assert abs(int(got.headers["webhook-timestamp"]) - time.time()) < 60
    assert got.headers["webhook-signature"] == expected_signature(made.webhook.secret, got)


def test_while_a_secret_is_replaced_both_sign_and_then_the_new_one_alone(store, receiver):
    made = watch(store, f"{receiver.url}/hook")
    old, new, newest = made.webhook.secret, new_secret(), new_secret()

    def replaced(secret, seconds):
        facts = {"caller": ANYBODY, "secret": secret, "overlap_seconds": seconds}
        return replace_secret(store, "wt_a", **facts, now=datetime.now(UTC))

    def sent(number):
        put(store, number)
        wait_for(lambda: len(done(store)) == number + 1)
        got = receiver.at("/hook")[-1]
        given = got.headers["webhook-signature"].split(" ")
        return [s for s in (old, new, newest) if expected_signature(s, got) in given], len(given)

    with working(store, sender=SenderConfig(total_seconds=30.0, allow_private=True)):
        assert replaced(new, 3600).old_until > datetime.now(UTC)
        assert sent(0) == ([old, new], 2)
        replaced(newest, 1)
        assert sent(1)[0] in ([new, newest], [newest])  # the oldest of three has ended
        time.sleep(1.1)
        assert sent(2) == ([newest], 1)
    with store.reading() as tx:
        assert (tx.get_watch("wt_a").webhook.old_secret, tx.get_watch("wt_a").position > 0) == (
            None,
            True,
        )


def test_failures_are_tried_again_under_the_same_id(store, receiver):
    made = watch(store, receiver.url)
    receiver.plans["/"] = [500, hang_up, lambda h: reply(h, 302, Location="/other"), 204]
    with working(store):
        put(store)
        (delivery,) = wait_for(lambda: done(store))
    assert delivery.tries == 4
    got = receiver.at("/")
    assert len(got) == 4
    assert {each.headers["webhook-id"] for each in got} == {delivery.id}
    for each in got:
        assert each.headers["webhook-signature"] == expected_signature(made.webhook.secret, each)
    assert receiver.at("/other") == []


def test_what_is_never_taken_is_dead_and_can_be_replayed(store, receiver):
    watch(store, receiver.url)
    receiver.plans["/"] = [500]
    with working(store):
        put(store)
        (dead,) = wait_for(lambda: deliveries(store, status=DeliveryStatus.DEAD))
        assert (dead.tries, dead.problem) == (4, "status 500")
        receiver.plans["/"] = [200]
        replay(store, "wt_a", dead.id, caller=ANYBODY, now=NOON)
        (delivery,) = wait_for(lambda: done(store))
    assert (delivery.id, delivery.tries) == (dead.id, 1)
    assert len(receiver.received) == 5


def test_a_slow_receiver_holds_up_nobody_else(store, receiver):
    with open_receiver() as slow:
        slow.plans["/"] = [lambda _: slow.released.wait(5)]
        watch(store, slow.url, "wt_slow")
        watch(store, receiver.url, "wt_quick")
        with working(store, sender=SenderConfig(total_seconds=30, allow_private=True)):
            for number in range(3):
                put(store, number)
            wait_for(lambda: slow.received)
            wait_for(lambda: len(done(store, "wt_quick")) == 3)
            assert len(slow.received) == 1
            assert done(store, "wt_slow") == []


def test_after_a_restart_it_goes_on_where_it_was(store, receiver):
    watch(store, receiver.url)
    receiver.plans["/"] = [500]
    plan = RetryPlan(tries=9, first_seconds=0.3, factor=1.0)
    patient = SenderConfig(total_seconds=30.0, allow_private=True)
    with working(store, plan=plan):
        put(store)
        wait_for(lambda: receiver.received)
    put(store, 1)
    receiver.plans["/"] = [204]
    with working(store, plan=plan, sender=patient):
        wait_for(lambda: len(done(store)) == 2)
    ids = [each.headers["webhook-id"] for each in receiver.received]
    assert len(set(ids)) == 2
    assert ids.count(done(store)[0].id) == 1


def test_a_try_that_is_broken_off_counts_for_nothing(store, receiver):
    watch(store, receiver.url)
    receiver.plans["/"] = [lambda _: receiver.released.wait(60)]
    with working(store, sender=SenderConfig(total_seconds=60, allow_private=True)):
        put(store)
        wait_for(lambda: receiver.received)
        begun = time.monotonic()
    assert time.monotonic() - begun < 30
    (left,) = deliveries(store, status=DeliveryStatus.PENDING)
    assert (left.tries, left.problem) == (0, None)


def test_a_ping(store, receiver):
    watch(store, receiver.url)
    with working(store):
        made = ping(store, "wt_a", caller=ANYBODY, keep=10, now=NOON)
        (delivery,) = wait_for(lambda: done(store))
    assert delivery.id == made.id
    assert json.loads(receiver.received[0].body)["kind"] == "ping"


def test_nothing_is_sent_for_a_watch_that_was_removed(store, receiver):
    watch(store, receiver.url)
    receiver.plans["/"] = [500]
    with working(store, plan=RetryPlan(tries=9, first_seconds=0.3, factor=1.0)):
        put(store)
        wait_for(lambda: receiver.received)
        remove_watch(store, "wt_a", caller=ANYBODY)
        sent = len(receiver.received)
        put(store, 1)
        time.sleep(0.6)
    assert len(receiver.received) <= sent + 1


def test_nothing_goes_inside_unless_it_is_allowed(store, receiver):
    watch(store, receiver.url)
    guarded = SenderConfig(total_seconds=2.0, allow_private=False)
    with working(store, sender=guarded):
        put(store)
        (dead,) = wait_for(lambda: deliveries(store, status=DeliveryStatus.DEAD))
    assert dead.problem in {"scheme", "port", "private_address"}
    assert receiver.received == []


def test_a_fault_of_ours_is_not_tried_without_end(store, receiver):
    watch(store, receiver.url)

    def break_down(*_):
        raise ZeroDivisionError

    worker = WebhookWorker(store, config(), break_down)
    worker.start()
    put(store)
    (dead,) = wait_for(lambda: deliveries(store, status=DeliveryStatus.DEAD))
    worker.stop()
    assert (dead.tries, dead.problem) == (4, "internal error")


def test_a_fault_of_ours_does_not_end_the_following(store, receiver, monkeypatch):
    step, faults = WatchFollower.step, [ZeroDivisionError]

    def step_with_a_fault(follower, now):
        if faults:
            raise faults.pop()
        return step(follower, now)

    monkeypatch.setattr(worker_module, "_AFTER_FAULT_SECONDS", 0.01)
    monkeypatch.setattr(WatchFollower, "step", step_with_a_fault)
    watch(store, receiver.url)
    put(store)
    with structlog.testing.capture_logs() as logged, working(store):
        wait_for(lambda: done(store))
    assert {"error": "ZeroDivisionError", "event": "watches_failed", "log_level": "error"} in logged


def test_secrets_and_words_are_in_no_log(store, receiver):
    made = watch(store, receiver.url)
    receiver.plans["/"] = [500]
    with structlog.testing.capture_logs() as logged, working(store):
        put(store)
        wait_for(lambda: deliveries(store, status=DeliveryStatus.DEAD))
        wait_for(lambda: logged)
    written = repr(logged)
    assert "delivery_given_up" in written
    assert made.webhook.secret not in written
    assert LINE not in written


@pytest.mark.parametrize("is_started", [True, False])
def test_stopping_is_harmless(store, is_started):
    worker = WebhookWorker(store, config(), write)
    if is_started:
        worker.start()
    worker.stop()
    worker.stop()
