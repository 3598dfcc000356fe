"""Transactions, snapshots, the change feed, coverage and closing."""

import threading
from datetime import timedelta

import pytest

from service.domain.errors import StoreClosedError, StoreError
from service.store.records import (
    CandidateQuery,
    Change,
    ChangeKind,
    Coverage,
    RecordedChange,
)
from tests.factories import LINE, NOON, make_outlet, make_speaker, make_version, write_line


class Stop(BaseException):
    """Stands for an interrupt: no Exception."""


def test_an_empty_store_covers_nothing(store):
    with store.reading() as reader:
        assert reader.coverage() == Coverage(0, 0, 0, 0, 0, 0, 0, {}, None, None, None, 0, 0)


def test_coverage_counts_what_is_stored(store):
    early = make_version("https://a.example/1", published_at=NOON - timedelta(days=9))
    undated = make_version(
        "https://a.example/2",
        outlet=make_outlet("Radio"),
        published_at=None,
        first_seen_at=NOON + timedelta(hours=2),
    )
    with store.writing() as writer:
        write_line(writer, version=early, speaker=make_speaker())
        write_line(writer, version=undated)
    with store.writing() as writer:
        write_line(writer, version=make_version("https://a.example/1", 2))
        writer.append_changes([Change(ChangeKind.ARTICLE_ADDED, "ar_1")] * 3, NOON)
    store.rebuild_index()
    with store.reading() as reader:
        covered = reader.coverage()
    assert covered == Coverage(
        articles=2,
        versions=3,
        outlets=2,
        speakers=1,
        mentions=3,
        wordings=1,
        statements=3,
        languages={"en": 3},
        earliest_published_at=NOON - timedelta(days=9),
        latest_published_at=NOON,
        last_ingest_at=NOON + timedelta(hours=2),
        sequence=3,
        index_sequence=covered.index_sequence,
    )


def test_changes_are_numbered_without_gaps(store):
    changes = [
        Change(ChangeKind.STATEMENT_CREATED, "st_1"),
        Change(ChangeKind.STATEMENT_MERGED, "st_2", into="st_1"),
        Change(ChangeKind.VERSION_ADDED, "ar_1", version=2),
    ]

    def fail():
        with store.writing() as writer:
            writer.append_changes(changes, NOON)
            raise Stop

    with store.writing() as writer:
        writer.append_changes(changes[:2], NOON)
    with pytest.raises(Stop):
        fail()
    with store.writing() as writer:
        writer.append_changes(changes[2:], NOON + timedelta(milliseconds=5))
        writer.append_changes(changes[:1], NOON)
    expected = [
        RecordedChange(1, NOON, changes[0]),
        RecordedChange(2, NOON, changes[1]),
        RecordedChange(3, NOON + timedelta(milliseconds=5), changes[2]),
        RecordedChange(4, NOON, changes[0]),
    ]
    with store.reading() as reader:
        assert list(reader.changes_since(0, limit=10)) == expected
        assert list(reader.changes_since(1, limit=2)) == expected[1:3]
        assert list(reader.changes_since(4, limit=2)) == []
        assert reader.coverage().sequence == 4


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, Stop])
def test_a_block_that_raises_leaves_no_trace(store, error):
    def fail():
        with store.writing() as writer:
            write_line(writer, speaker=make_speaker())
            writer.append_changes([Change(ChangeKind.ARTICLE_ADDED, "ar_1")], NOON)
            raise error

    with pytest.raises(error):
        fail()
    with store.reading() as reader:
        assert reader.coverage() == Coverage(0, 0, 0, 0, 0, 0, 0, {}, None, None, None, 0, 0)
        assert list(reader.find_candidates(CandidateQuery(tuple(LINE.split()), 5))) == []
        assert list(reader.list_outlets(after=None, limit=5)) == []


def test_what_is_written_is_there_after_reopening(store, open_store):
    with store.writing() as writer:
        mention = write_line(writer, speaker=make_speaker())
        writer.append_changes([Change(ChangeKind.ARTICLE_ADDED, mention.article_id)], NOON)
    with store.reading() as reader:
        before = reader.coverage()
    store.close()
    again = open_store()
    with again.reading() as reader:
        assert reader.get_mentions([mention.id]) == {mention.id: mention}
        after = reader.coverage()
        assert after.index_sequence == after.sequence == before.sequence == 1
        assert after.mentions == before.mentions == 1
    again.close()


def test_a_snapshot_does_not_move(store):
    with store.reading() as reader:
        with store.writing() as writer:
            mention = write_line(writer)
        assert reader.get_mentions([mention.id]) == {}
        with store.reading() as later:
            assert later.get_mentions([mention.id]) == {mention.id: mention}
        assert reader.coverage().mentions == 0


def test_a_block_that_has_ended_refuses_work(store):
    with store.reading() as reader:
        pass
    with store.writing() as writer:
        pass
    with pytest.raises(StoreClosedError):
        reader.coverage()
    with pytest.raises(StoreClosedError):
        writer.add_outlets([make_outlet()])


def test_writing_within_writing_is_refused(store):
    with store.writing(), pytest.raises(StoreError, match="still open"), store.writing():
        pass
    with store.writing() as writer:
        writer.add_outlets([make_outlet()])


def test_many_threads_write_and_read_at_once(store):
    errors = []

    def write(number):
        try:
            for turn in range(5):
                version = make_version(f"https://x.example/{number}/{turn}")
                text = f"thread {number} says turn{number}x{turn}"
                with store.writing() as writer:
                    mention = write_line(writer, text, version=version)
                    writer.append_changes([Change(ChangeKind.ARTICLE_ADDED, "ar")], NOON)
                with store.reading() as reader:
                    query = CandidateQuery((f"turn{number}x{turn}",), 3)
                    assert reader.find_candidates(query) == [mention.wording_id]
                    seen = reader.changes_since(0, limit=1000)
                    assert [change.seq for change in seen] == list(range(1, len(seen) + 1))
        except BaseException as error:
            errors.append(error)
            raise

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with store.reading() as reader:
        assert reader.coverage().mentions == reader.coverage().sequence == 40


def test_a_closed_store_refuses_work(store):
    assert store.is_ready()
    store.close()
    store.close()
    with pytest.raises(StoreClosedError), store.reading():
        pass
    with pytest.raises(StoreClosedError), store.writing():
        pass
    with pytest.raises(StoreClosedError):
        store.rebuild_index()
    with pytest.raises(StoreClosedError):
        store.is_ready()


def test_closing_waits_for_the_writing_block(store):
    inside = threading.Event()
    go_on = threading.Event()

    def write():
        with store.writing() as writer:
            inside.set()
            go_on.wait(10)
            writer.add_outlets([make_outlet()])

    thread = threading.Thread(target=write)
    thread.start()
    inside.wait(10)
    closer = threading.Thread(target=store.close)
    closer.start()
    assert closer.is_alive()
    go_on.set()
    closer.join(10)
    thread.join(10)
    assert not closer.is_alive()
