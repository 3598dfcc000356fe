"""The change feed: gap-free, in order, narrowed by kind, statement and speaker."""

from __future__ import annotations

import threading
from dataclasses import replace
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
from service.usecases.read_statements import resolve_statement

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


def after(store, *mentions):
    """The mentions as they are now."""
    with store.reading() as tx:
        return list(tx.get_mentions([m.id for m in mentions]).values())


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
        assert all(
            {id_, merged[0].into} & {change.id, change.into, change.about} for change in found
        )
    lone = [e.change for e in walk(store, ChangeFilter(statement_id=c.statement_id))]
    assert [change.kind for change in lone] == [
        ChangeKind.STATEMENT_CREATED,
        ChangeKind.MENTION_ADDED,
    ]
    assert lone[0].id == lone[1].about == c.statement_id
    assert lone[1].id == c.id


@pytest.mark.parametrize("name", ["Luz Paz", "Paz"])
def test_by_speaker(store, name):
    a, b = put(store, line(HARBOUR, "a"), line(TRAMS, "b", "Luz Paz"))
    found = [e.change.id for e in walk(store, ChangeFilter(speaker=name))]
    assert found == [b.statement_id, b.id]
    by_id = ChangeFilter(speaker=a.speaker.id)
    assert [e.change.id for e in walk(store, by_id)] == [a.statement_id, a.id]


def test_what_a_statement_gains(store):
    """A wording and an outlet are told once, of a statement that was there before."""
    a, _ = put(store, line(HARBOUR, "a"), line(TRAMS, "b"))
    statement = a.statement_id
    again = replace(line(HARBOUR, "a"), url="https://a.example/y")
    put(store, again)  # the same outlet
    put(store, line(f"{HARBOUR} at all", "c"))
    put(store, line(f"{HARBOUR} at all", "d"), replace(again, url="https://d.example/y"))
    told = [e.change for e in walk(store, ChangeFilter(statement_id=statement))]
    now = {resolve_statement(store, statement)}
    wordings = [c for c in told if c.kind is ChangeKind.WORDING_ADDED]
    assert len(wordings) == 1
    with store.reading() as tx:
        assert tx.get_wordings({wordings[0].about})[wordings[0].about].text.startswith(
            f"{HARBOUR} at all"
        )
        outlets = [tx.get_outlet(c.about).name for c in told if c.kind is ChangeKind.OUTLET_ADDED]
    assert outlets == ["c.example", "d.example"]
    assert {
        c.id for c in told if c.kind in {ChangeKind.OUTLET_ADDED, ChangeKind.WORDING_ADDED}
    } <= now


def test_a_split_is_told(store):
    a, b = put(store, line(HARBOUR, "a"), line(f"{HARBOUR} at all", "b"))
    apart = JudgementInput(JudgementKind.DIFFERENT, a.id, "ines", "two days", other_mention_id=b.id)
    judge(store, apart, now=NOW)
    split = [e.change for e in walk(store) if e.change.kind is ChangeKind.STATEMENT_SPLIT]
    assert len(split) == 1
    assert {split[0].id, split[0].into} == {
        resolve_statement(store, each.statement_id) for each in after(store, a, b)
    }


def test_what_a_new_version_does_to_quotations(store):
    (old,) = put(store, line(HARBOUR, "a"))
    ingest(
        store,
        [replace(line(HARBOUR, "a"), text="The museum is closed. Nobody came.")],
        limits=LIMITS,
        now=NOW,
    )
    told = [e.change for e in walk(store) if e.change.kind is ChangeKind.MENTION_REMOVED]
    assert [(change.id, change.version, change.about) for change in told] == [(old.id, 2, None)]


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
