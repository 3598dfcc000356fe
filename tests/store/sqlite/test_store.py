"""What only the embedded store promises."""

import threading
import time
from pathlib import Path

import pytest

from service.domain.errors import StoreUnavailableError
from service.store.factory import open_store
from service.store.records import CandidateQuery, Change, ChangeKind
from service.store.sqlite.connection import Session, as_list
from tests.factories import NOON, make_new_wording, make_version, write_line


def open_files():
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def system_threads():
    return sum(1 for _ in Path("/proc/self/task").iterdir())


def use(folder):
    store = open_store(folder)
    with store.writing() as writer:
        write_line(writer)
        writer.append_changes([Change(ChangeKind.ARTICLE_ADDED, "ar")], NOON)
    with store.reading() as outer, store.reading() as inner:
        assert inner.coverage().mentions == outer.coverage().mentions == 1
    store.close()


def test_fifty_openings_leave_no_file_and_no_thread(tmp_path):
    use(tmp_path)
    files, threads = open_files(), system_threads()
    active = threading.active_count()
    for _ in range(50):
        use(tmp_path)
    assert open_files() <= files
    assert threading.active_count() <= active
    until = time.monotonic() + 10
    while system_threads() > threads:  # the index's own threads take a moment to end
        assert time.monotonic() < until
        time.sleep(0.01)


def test_readers_of_many_threads_share_few_connections(tmp_path):
    store = open_store(tmp_path)
    before = open_files()

    def read():
        with store.reading() as reader:
            reader.coverage()

    for _ in range(30):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert open_files() <= before + 3
    store.close()


def test_a_block_that_outlives_its_store_lets_go_at_its_end(tmp_path):
    store = open_store(tmp_path)
    with store.reading() as reader:
        store.close()
        assert reader.coverage().mentions == 0
        held = open_files()
    assert open_files() < held


def test_a_commit_is_synced_to_disk(tmp_path):
    store = open_store(tmp_path)
    settings = {
        name: store._connection.execute(f"pragma {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    with store.reading() as reader:
        assert reader._session.one("pragma query_only") == (1,)
    store.close()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_an_interrupt_after_the_commit_keeps_the_wordings_searchable(tmp_path, monkeypatch):
    store = open_store(tmp_path)
    real = Session.commit

    def commit_then_interrupt(self):
        real(self)
        raise KeyboardInterrupt

    def write():
        with store.writing() as writer:
            writer.add_wordings([make_new_wording()])

    monkeypatch.setattr(Session, "commit", commit_then_interrupt)
    with pytest.raises(KeyboardInterrupt):
        write()
    monkeypatch.undo()
    with store.reading() as reader:
        assert len(reader.find_candidates(CandidateQuery(("arms",), 5))) == 1
    store.close()
    store = open_store(tmp_path)
    with store.reading() as reader:
        assert len(reader.find_candidates(CandidateQuery(("arms",), 5))) == 1
    store.close()


def test_a_full_disk_stores_nothing_half_and_harms_nothing(tmp_path):
    store = open_store(tmp_path)
    with store.writing() as writer:
        kept = write_line(writer)
    (pages,) = store._connection.execute("pragma page_count").fetchone()
    store._connection.execute(f"pragma max_page_count = {pages + 2}")

    def write(name, size):
        with store.writing() as writer:
            return write_line(
                writer, f"{name} said", version=make_version(f"https://x.example/{name}", text=size)
            )

    with pytest.raises(StoreUnavailableError, match="full"):
        write("somebody", "long " * 10_000)
    with store.reading() as reader:
        assert reader.coverage().mentions == 1
        assert reader.find_candidates(CandidateQuery(("somebody",), 5)) == []
        assert reader.get_mentions([kept.id]) == {kept.id: kept}
    assert store.is_ready()
    store._connection.execute("pragma max_page_count = 1000000")
    again = write("somebody", "long " * 10_000)
    with store.reading() as reader:
        assert reader.find_candidates(CandidateQuery(("somebody",), 5)) == [again.wording_id]
    store.close()


def test_searches_go_on_while_others_write_and_rebuild(tmp_path):
    store = open_store(tmp_path)
    stop = threading.Event()
    errors = []
    with store.writing() as writer:
        first = write_line(writer)

    def search():
        query = CandidateQuery(("take", "up", "arms"), 5)
        while not stop.is_set():
            try:
                with store.reading() as reader:
                    assert reader.find_candidates(query)[0] == first.wording_id
            except BaseException as error:
                errors.append(error)
                raise

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(20):
        with store.writing() as writer:
            writer.add_wordings([make_new_wording(f"something else {number} was said at length")])
        if number % 5 == 0:
            store.rebuild_index()
    stop.set()
    for thread in threads:
        thread.join()
    store.close()
    assert errors == []


def test_ids_that_no_text_can_hold_are_unknown():
    assert as_list(["a", "\ud800", "b"]) == '["a","b"]'
    assert as_list([1, None, "é"]) == '[1,null,"é"]'


def test_the_folder_holds_only_its_own_files(tmp_path):
    use(tmp_path)
    names = {path.name for path in Path(tmp_path).iterdir()}
    assert names <= {
        "record.sqlite3",
        "record.sqlite3-wal",
        "record.sqlite3-shm",
        "index",
        "store.lock",
    }
