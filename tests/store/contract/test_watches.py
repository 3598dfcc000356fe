"""Watches and their events in the record."""

from datetime import timedelta

import pytest

from service.domain.corrections import Correction, CorrectionKind
from service.domain.watches import DeliveryStatus, WatchTarget
from service.store.records import Change, ChangeKind
from service.store.watches import Watch, WatchEvent, Webhook
from tests.factories import NOON


def watch(name="wt_a", **changes):
    facts = {
        "id": name,
        "owner": None,
        "name": "Arms",
        "target": WatchTarget(text="take up arms", language="en", threshold=0.5),
        "kinds": frozenset({ChangeKind.ARTICLE_ADDED, ChangeKind.CORRECTION_ADDED}),
        "created_at": NOON,
        "position": 0,
        "webhook": Webhook("https://desk.example/x", "whsec_a"),
    }
    return Watch(**{**facts, **changes})


def event(name="wv_1", of="wt_a", **changes):
    facts = {
        "id": name,
        "watch_id": of,
        "seq": 7,
        "at": NOON,
        "kind": "article_added",
        "named": ("ar_a",),
        "mention_ids": ("mn_a", "mn_b"),
        "statement_ids": (),
        "status": DeliveryStatus.PENDING,
        "next_try_at": NOON,
    }
    return WatchEvent(**{**facts, **changes})


def keep(store, *watches, events=(), most=100):
    with store.writing() as tx:
        for each in watches:
            tx.add_watch(each)
        tx.add_watch_events(events, keep=most)


def test_they_come_back_as_they_were(open_store):
    target = WatchTarget(statement_id="st_a")
    other = watch("wt_b", owner="k1", webhook=None, target=target, position=4)
    store = open_store()
    keep(store, watch(), other, events=[event(), event("wv_2", "wt_b", seq=None)])
    store.close()
    store = open_store()
    with store.reading() as tx:
        assert [tx.get_watch("wt_a"), tx.get_watch("wt_b")] == [watch(), other]
        assert tx.get_watch("wt_none") is None
        assert tx.get_watch_event("wv_1") == event()
        assert tx.get_watch_event("wv_2") == event("wv_2", "wt_b", seq=None)
        assert tx.get_watch_event("wv_none") is None
    store.close()


def test_by_owner(store):
    keep(store, watch("wt_a"), watch("wt_b", owner="k1"), watch("wt_c", owner="k2"))
    with store.reading() as tx:
        mine = tx.list_watches(owner="k1", everybody=False, after=None, limit=9)
        nobodys = tx.list_watches(owner=None, everybody=False, after=None, limit=9)
        rest = tx.list_watches(owner="k1", everybody=True, after="wt_a", limit=9)
        assert [tx.count_watches(owner) for owner in (None, "k1", "k3")] == [1, 1, 0]
    assert [[w.id for w in each] for each in (mine, nobodys, rest)] == [
        ["wt_b"],
        ["wt_a"],
        ["wt_b", "wt_c"],
    ]


def test_positions_only_go_forward(store):
    keep(store, watch("wt_a"), watch("wt_b", position=2))
    with store.writing() as tx:
        tx.append_changes([Change(ChangeKind.ARTICLE_ADDED, f"ar_{n}") for n in range(3)], NOON)
        assert [w.id for w in tx.watches_behind()] == ["wt_a", "wt_b"]
        tx.move_watches({"wt_a": 3, "wt_b": 1, "wt_none": 9})
        assert [(w.id, w.position) for w in tx.watches_behind()] == [("wt_b", 2)]
        assert tx.last_change() == 3


def test_an_event_is_kept_once_and_as_it_stands(store):
    keep(store, watch(), events=[event()])
    done = event(status=DeliveryStatus.DELIVERED, tries=2, next_try_at=None, last_try_at=NOON)
    with store.writing() as tx:
        tx.set_delivery(done)
        tx.add_watch_events([event()], keep=100)
        assert tx.get_watch_event("wv_1") == done


def test_events_of_a_watch_that_is_gone_are_not_kept(store):
    keep(store, watch(), events=[event()])
    with store.writing() as tx:
        tx.remove_watch("wt_a")
        tx.add_watch_events([event("wv_2")], keep=100)
        assert tx.get_watch_event("wv_1") is None
        assert tx.get_watch_event("wv_2") is None
        assert tx.due_watch_events(NOON, limit=9) == []


def test_the_newest_are_kept_of_each_watch(store):
    keep(store, watch("wt_a"), watch("wt_b"), events=[event("wv_b", "wt_b")])
    keep(store, events=[event(f"wv_{n}") for n in range(5)], most=2)
    with store.reading() as tx:
        found = tx.list_watch_events("wt_a", status=None, before=None, limit=9)
        assert [e.id for e in found] == ["wv_4", "wv_3"]
        assert tx.get_watch_event("wv_b") is not None


def test_newest_first_by_status_and_page(store):
    events = [event(f"wv_{n}") for n in range(4)]
    keep(store, watch(), events=[*events, event("wv_d", status=DeliveryStatus.DEAD)])
    with store.reading() as tx:

        def listed(status=None, before=None, limit=9):
            found = tx.list_watch_events("wt_a", status=status, before=before, limit=limit)
            return [e.id for e in found]

        assert listed() == ["wv_d", "wv_3", "wv_2", "wv_1", "wv_0"]
        assert listed(before="wv_2") == ["wv_1", "wv_0"]
        assert listed(status=DeliveryStatus.DEAD) == ["wv_d"]
        assert listed(status=DeliveryStatus.PENDING, limit=2) == ["wv_3", "wv_2"]


def test_what_is_due(store):
    later = NOON + timedelta(hours=1)
    keep(
        store,
        watch("wt_a"),
        watch("wt_b"),
        events=[
            event("wv_1", next_try_at=later),
            event("wv_2"),
            event("wv_3"),
            event("wv_4", "wt_b", status=DeliveryStatus.DEAD),
            event("wv_5", "wt_b", next_try_at=NOON - timedelta(hours=1)),
        ],
    )
    with store.reading() as tx:
        assert [e.id for e in tx.due_watch_events(NOON, limit=9)] == ["wv_5", "wv_2"]
        assert [e.id for e in tx.due_watch_events(NOON, limit=1)] == ["wv_5"]
        assert {e.id for e in tx.due_watch_events(later, limit=9)} == {"wv_5", "wv_1"}


@pytest.mark.parametrize("wanted", [["cr_1"], ["cr_1", "cr_none"]])
def test_what_corrections_are_about(store, wanted):
    with store.writing() as tx:
        tx.add_correction(Correction("cr_1", CorrectionKind.MISQUOTE, "No.", "wd_a", NOON))
        assert tx.correction_targets(wanted) == {"cr_1": "wd_a"}


def test_secrets_and_feed_tokens_are_replaced(open_store):
    store = open_store()
    keep(store, watch(), watch("wt_b"))
    later = NOON + timedelta(hours=1)
    hook = Webhook("https://desk.example/x", "whsec_b", "whsec_a", later)
    with store.writing() as tx:
        tx.set_webhook("wt_a", hook)
        tx.set_feed_token("wt_a", "f" * 64)
        tx.drop_old_secrets(later - timedelta(microseconds=1))
    store.close()
    store = open_store()
    with store.reading() as tx:
        assert tx.get_watch("wt_a") == watch(webhook=hook, feed_token_sha256="f" * 64)
        assert tx.get_watch("wt_b") == watch("wt_b")
    assert hook.secrets(NOON) == ("whsec_b", "whsec_a")
    assert hook.secrets(later) == ("whsec_b",)
    assert "whsec_" not in repr(hook)
    with store.writing() as tx:
        tx.drop_old_secrets(later)
        tx.set_feed_token("wt_a", None)
    with store.reading() as tx:
        known = tx.get_watch("wt_a")
    assert known == watch(webhook=Webhook("https://desk.example/x", "whsec_b"))
    store.close()
