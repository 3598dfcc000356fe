"""What waits to be worked on."""

import threading
import time

from service.domain.watches import DeliveryStatus
from service.store.backlog import Backlog
from service.store.records import Change, ChangeKind
from tests.factories import NOON, make_version, write_line
from tests.store.contract.test_watches import event, keep, watch

MODEL = "model/1"


def backlog(store, model=MODEL):
    with store.reading() as tx:
        return tx.backlog(model)


def test_nothing_waits_in_an_empty_store(store):
    assert backlog(store) == Backlog(0, 0, 0)
    assert store.writers_waiting() == 0


def test_sightings_wait_until_they_are_swept(store):
    with store.writing() as tx:
        lines = ("the first line of words", "the second line of words")
        mentions = [
            write_line(tx, line, version=make_version(f"https://daily.example/{at}"))
            for at, line in enumerate(lines)
        ]
    assert backlog(store).unswept == 2
    with store.writing() as tx:
        tx.mark_swept(MODEL, mentions[0].sighting_id)
    assert backlog(store).unswept == 1
    assert backlog(store, "model/2").unswept == 2
    assert backlog(store, None).unswept == 0


def test_webhooks_wait_until_they_are_sent_or_given_up(store):
    sent = event("wv_2", status=DeliveryStatus.DELIVERED, next_try_at=None)
    keep(store, watch(), events=[event(), sent, event("wv_3", status=DeliveryStatus.DEAD)])
    assert backlog(store).webhooks == 1


def test_changes_wait_for_the_slowest_watch(store):
    changes = [Change(ChangeKind.ARTICLE_ADDED, f"ar_{at}") for at in range(5)]
    with store.writing() as tx:
        tx.append_changes(changes, NOON)
    assert backlog(store).watched_changes == 0
    keep(store, watch("wt_a", position=5), watch("wt_b", position=2))
    assert backlog(store).watched_changes == 3


def test_writers_are_counted_while_they_wait(store):
    def write():
        with store.writing():
            pass

    with store.writing():
        waiting = [threading.Thread(target=write) for _ in range(2)]
        for thread in waiting:
            thread.start()
        until = time.monotonic() + 10
        while store.writers_waiting() < 2:
            assert time.monotonic() < until
            time.sleep(0.001)
    for thread in waiting:
        thread.join()
    assert store.writers_waiting() == 0
