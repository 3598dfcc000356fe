"""What watches are told: each event once, in order, whatever the steps and crashes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.domain.corrections import CorrectionKind
from service.domain.errors import StoreUnavailableError
from service.domain.judgements import JudgementKind
from service.domain.model import ArticleInput
from service.domain.watches import DeliveryStatus, WatchTarget
from service.store.factory import open_store
from service.store.records import ChangeKind
from service.usecases import watch_following
from service.usecases.config import Limits
from service.usecases.corrections import CorrectionInput, add_correction
from service.usecases.ingest import ingest
from service.usecases.judge import JudgementInput, judge
from service.usecases.read_articles import list_mentions
from service.usecases.take_down import take_down
from service.usecases.watch_following import WatchFollower
from service.usecases.watches import Caller, Drawn, WatchInput, WatchLimits, add_watch

NOW = datetime(2026, 1, 10, tzinfo=UTC)
HARBOUR = "Nobody in the capital has ever paid one coin for the harbour wall"
TRAMS = "Empty trams are a promise that somebody forgot to keep on time"


def line(text, name, speaker="Ana Gómez"):
    return ArticleInput(
        url=f"https://{name}.example/x",
        text=f"“{text},” {speaker} said.",
        language="en",
        published_at=datetime(2026, 1, 5, 12, tzinfo=UTC),
    )


def put(store, *articles):
    outcomes = ingest(store, articles, limits=Limits(), now=NOW)
    return [list_mentions(store, o.article_id, after=None, limit=1)[0][0] for o in outcomes]


def watch(store, name="wt_a", *, kinds=(), url=None, **target):
    given = WatchInput(WatchTarget(**target), kinds=frozenset(kinds), webhook_url=url)
    drawn = Drawn(name, "whsec_c2VjcmV0")
    return add_watch(store, given, caller=Caller(), drawn=drawn, limits=WatchLimits(), now=NOW)


def follow(store, follower=None):
    follower = follower or WatchFollower(store)
    while follower.step(NOW):
        pass


def told(store, name="wt_a"):
    with store.reading() as tx:
        found = tx.list_watch_events(name, status=None, before=None, limit=1_000)
    return list(reversed(found))


def test_a_query_is_told_who_carries_its_words(store):
    watch(store, text="the harbour wall")
    mentions = put(store, line(HARBOUR, "a"), line(TRAMS, "b"), line(HARBOUR, "c"))
    follow(store)
    assert [e.mention_ids for e in told(store)] == [(mentions[0].id,), (mentions[2].id,)]
    assert {e.kind for e in told(store)} == {"article_added"}
    assert {e.status for e in told(store)} == {DeliveryStatus.LISTED}


def test_what_was_there_before_is_not_told(store):
    put(store, line(HARBOUR, "a"))
    watch(store, text="the harbour wall")
    put(store, line(HARBOUR, "b"))
    follow(store)
    assert len(told(store)) == 1


def test_a_statement_is_followed_through_a_merge(store):
    a, b = put(store, line(HARBOUR, "a"), line(TRAMS, "b"))
    watch(store, "wt_a", statement_id=a.statement_id)
    watch(store, "wt_b", statement_id=b.statement_id)
    pair = JudgementInput(
        kind=JudgementKind.SAME,
        mention_id=a.id,
        other_mention_id=b.id,
        judged_by="ines",
        reason="one speech",
    )
    judge(store, pair, now=NOW)
    follow(store)
    (c,) = put(store, line(TRAMS, "c"))
    follow(store)
    for name in ("wt_a", "wt_b"):
        assert [e.kind for e in told(store, name)] == ["statement_merged", "article_added"]
        assert told(store, name)[-1].mention_ids == (c.id,)


@pytest.mark.parametrize("by", ["wording_id", "speaker_id"])
def test_wordings_and_speakers_are_watched(store, by):
    a, _ = put(store, line(HARBOUR, "a"), line(TRAMS, "b", "Luz Paz"))
    id_ = a.wording_id if by == "wording_id" else a.speaker.id
    watch(store, **{by: id_})
    put(store, line(TRAMS, "c", "Luz Paz"), line(HARBOUR, "d"))
    follow(store)
    assert len(told(store)) == 1


def test_only_the_kinds_that_are_wanted(store):
    watch(store, "wt_a", text="harbour wall", kinds=[ChangeKind.STATEMENT_CREATED])
    watch(store, "wt_b", text="harbour wall", kinds=[ChangeKind.VERSION_ADDED])
    (mention,) = put(store, line(HARBOUR, "a"))
    follow(store)
    (created,) = told(store)
    assert created.statement_ids == (mention.statement_id,)
    assert told(store, "wt_b") == []


def test_a_correction_is_told_to_who_watches_the_words(store):
    (mention,) = put(store, line(HARBOUR, "a"))
    put(store, line(TRAMS, "b"))
    watch(store, "wt_a", text="harbour wall", kinds=[ChangeKind.CORRECTION_ADDED])
    watch(store, "wt_b", text="empty trams", kinds=[ChangeKind.CORRECTION_ADDED])
    add_correction(store, CorrectionInput(CorrectionKind.MISQUOTE, "Not so.", mention.id), now=NOW)
    follow(store)
    assert len(told(store)) == 1
    assert told(store, "wt_b") == []


def test_withdrawn_words_that_are_carried_again_are_told_with_the_new_mention(store):
    (mention,) = put(store, line(HARBOUR, "a"))
    watch(store, text="harbour wall", kinds=[ChangeKind.WITHDRAWN_REAPPEARED])
    withdrawn = CorrectionInput(CorrectionKind.FABRICATED, "Never said.", mention.wording_id)
    add_correction(store, withdrawn, now=NOW)
    (again,) = put(store, line(HARBOUR, "b"))
    follow(store)
    (event,) = told(store)
    assert event.mention_ids == (again.id,)
    assert again.statement_id in event.named


def test_the_same_events_whatever_the_steps(tmp_path, monkeypatch):
    found = []
    for chunk in (1, 3, 1_000):
        monkeypatch.setattr(watch_following, "CHUNK", chunk)
        opened = open_store(tmp_path / str(chunk))
        watch(opened, text="harbour wall")
        put(opened, *(line(f"{HARBOUR} of town {n}", f"a{n}") for n in range(6)))
        follow(opened)
        found.append([(e.id, e.seq, e.mention_ids) for e in told(opened)])
        opened.close()
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 6


def test_a_crash_between_two_steps_neither_loses_nor_doubles(store, monkeypatch):
    monkeypatch.setattr(watch_following, "CHUNK", 2)
    watch(store, text="harbour wall")
    put(store, *(line(f"{HARBOUR} of town {n}", f"a{n}") for n in range(6)))
    for _ in range(40):  # each follower dies after one step and forgets where it was
        WatchFollower(store).step(NOW)
    follow(store)
    seqs = [e.seq for e in told(store)]
    assert seqs == sorted(set(seqs))
    assert len(seqs) == 6


def test_what_could_not_be_written_is_told_later(store, monkeypatch):
    watch(store, text="harbour wall")
    put(store, line(HARBOUR, "a"))
    follower = WatchFollower(store)
    with monkeypatch.context() as broken:
        broken.setattr(store, "writing", refuse)
        with pytest.raises(StoreUnavailableError):
            follower.step(NOW)
    assert told(store) == []
    follow(store, follower)
    assert [e.kind for e in told(store)] == [ChangeKind.ARTICLE_ADDED]


def refuse():
    raise StoreUnavailableError("the disk is full")


def test_looking_again_at_what_was_told_tells_nothing_new(store):
    watch(store, text="harbour wall")
    put(store, line(HARBOUR, "a"))
    follow(store)
    before = told(store)
    with store.writing() as tx:
        tx.add_watch_events([replace(e, status=DeliveryStatus.DEAD) for e in before], keep=10)
    assert told(store) == before


def test_only_the_newest_events_are_kept(store):
    watch(store, text="harbour wall")
    put(store, *(line(f"{HARBOUR} of town {n}", f"a{n}") for n in range(5)))
    follow(store, WatchFollower(store, events_kept=2))
    seqs = [e.seq for e in told(store)]
    assert len(seqs) == 2
    with store.reading() as tx:
        added = [
            c.seq
            for c in tx.changes_since(0, limit=100)
            if c.change.kind is ChangeKind.ARTICLE_ADDED
        ]
    assert seqs == added[-2:]


def test_what_was_taken_down_before_it_was_looked_at_is_not_told(store):
    watch(store, text="harbour wall")
    (mention,) = put(store, line(HARBOUR, "a"))
    take_down(store, mention.article_id, reason="Asked for.", now=NOW)
    follow(store)
    assert told(store) == []


def test_changes_of_no_interest_are_passed_and_not_looked_at_for_ever(store, monkeypatch):
    monkeypatch.setattr(watch_following, "_UNWRITTEN_MOST", 5)
    watch(store, text="paper boats")
    put(store, *(line(f"{HARBOUR} of town {n}", f"a{n}") for n in range(6)))
    follow(store)
    with store.reading() as tx:
        assert tx.get_watch("wt_a").position == tx.last_change()


def test_a_speaker_is_followed_under_every_name(store):
    (a,) = put(store, line(HARBOUR, "a", "Ana Gómez"))
    (b,) = put(store, line(TRAMS, "b", "Anita G. Prado"))
    watch(store, speaker_id=b.speaker.id)
    same = JudgementInput(
        kind=JudgementKind.SAME_SPEAKER,
        mention_id=None,
        speaker_id=a.speaker.id,
        other_speaker_id=b.speaker.id,
        judged_by="ines",
        reason="her pen name",
    )
    judge(store, same, now=NOW)
    put(store, line(HARBOUR, "c", "Ana Gómez"))
    follow(store)
    assert [e.kind for e in told(store)] == ["article_added"]
