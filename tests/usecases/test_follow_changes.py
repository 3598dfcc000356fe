"""The change feed: gap-free, in order, narrowed by kind, statement and speaker."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from service.domain.errors import CursorError
from service.domain.judgements import JudgementKind
from service.domain.model import ArticleInput
from service.store.records import ChangeKind
from service.usecases.config import Limits
from service.usecases.follow_changes import EVERYTHING, ChangeFilter, list_changes
from service.usecases.ingest import ingest
from service.usecases.judge import JudgementInput, judge
from service.usecases.read_articles import list_mentions

NOW = datetime(2026, 1, 10, tzinfo=UTC)
LIMITS = Limits()
HARBOUR = "Nobody in the capital has ever paid one coin for the harbour wall"
TRAMS = "Empty trams are a promise that somebody forgot to keep on time"
BOATS = "The museum of paper boats will close its doors at noon on every Sunday"


def line(text, url, speaker="Ana Gómez"):
    return ArticleInput(
        url=f"https://{url}.example/x",
        text=f"“{text},” {speaker} said.",
        language="en",
        published_at=datetime(2026, 1, 5, 12, tzinfo=UTC),
    )


def put(store, *articles):
    outcomes = ingest(store, articles, limits=LIMITS, now=NOW)
    return [list_mentions(store, o.article_id, after=None, limit=1)[0][0] for o in outcomes]


def walk(store, where=EVERYTHING, *, limit=3):
    found, after = [], 0
    while True:
        page = list_changes(store, after, limit=limit, where=where)
        assert len(page.changes) <= limit
        found += page.changes
        if page.next_after == after:
            return found
        after = page.next_after


def test_every_event_once_in_order_whatever_the_page(store):
    put(store, line(HARBOUR, "a"), line(TRAMS, "b"), line(HARBOUR, "c"))
    everything = walk(store, limit=1_000)
    assert [each.seq for each in everything] == list(range(1, len(everything) + 1))
    for limit in (1, 2, 5):
        assert walk(store, limit=limit) == everything


def test_by_kind(store):
    put(store, line(HARBOUR, "a"), line(TRAMS, "b"))
    kinds = frozenset({ChangeKind.ARTICLE_ADDED})
    found = walk(store, ChangeFilter(kinds=kinds), limit=1)
    assert len(found) == 2
    assert {each.change.kind for each in found} == kinds


def test_by_statement_through_a_merge(store):
    a, b, c = put(store, line(HARBOUR, "a"), line(TRAMS, "b"), line(BOATS, "c"))
    judge(
        store,
        JudgementInput(JudgementKind.SAME, a.id, "ines", "one speech", other_mention_id=b.id),
        now=NOW,
    )
    everything = walk(store)
    merged = [e.change for e in everything if e.change.kind is ChangeKind.STATEMENT_MERGED]
    assert len(merged) == 1
    for id_ in (merged[0].id, merged[0].into):
        found = [e.change for e in walk(store, ChangeFilter(statement_id=id_))]
        assert merged[0] in found
        assert all({id_, merged[0].into} & {change.id, change.into} for change in found)
    lone = [e.change.id for e in walk(store, ChangeFilter(statement_id=c.statement_id))]
    assert lone == [c.statement_id]


@pytest.mark.parametrize("name", ["Luz Paz", "Paz"])
def test_by_speaker(store, name):
    a, b = put(store, line(HARBOUR, "a"), line(TRAMS, "b", "Luz Paz"))
    found = [e.change.id for e in walk(store, ChangeFilter(speaker=name))]
    assert found == [b.statement_id]
    by_id = ChangeFilter(speaker=a.speaker.id)
    assert [e.change.id for e in walk(store, by_id)] == [a.statement_id]


def test_nothing_wanted_still_leads_on(store):
    put(store, line(HARBOUR, "a"))
    page = list_changes(store, 0, limit=5, where=ChangeFilter(speaker="Nobody Known"))
    assert page.changes == ()
    with store.reading() as tx:
        assert page.next_after == tx.coverage().sequence


def test_a_number_that_the_feed_has_not_reached(store):
    put(store, line(HARBOUR, "a"))
    with store.reading() as tx:
        last = tx.coverage().sequence
    assert list_changes(store, last, limit=5).next_after == last
    with pytest.raises(CursorError) as caught:
        list_changes(store, last + 1, limit=5)
    assert caught.value.field == "after"


def test_gap_free_while_others_write(store):
    """Three threads write while one follows: it meets every event once, in order."""
    written = threading.Barrier(4)

    def write(name):
        written.wait()
        for number in range(8):
            put(store, line(f"{HARBOUR} for {name} {number}", f"{name}{number}"))

    threads = [threading.Thread(target=write, args=(name,)) for name in ("x", "y", "z")]
    for thread in threads:
        thread.start()
    written.wait()
    seen, after = [], 0
    while any(thread.is_alive() for thread in threads):
        page = list_changes(store, after, limit=4)
        seen += page.changes
        after = page.next_after
    for thread in threads:
        thread.join()
    seen += walk(store, limit=1_000)[after:]
    assert [each.seq for each in seen] == list(range(1, len(seen) + 1))
    assert seen == walk(store, limit=1_000)
    added = {e.change.id for e in seen if e.change.kind is ChangeKind.ARTICLE_ADDED}
    assert len(added) == 24
