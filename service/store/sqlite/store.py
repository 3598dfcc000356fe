"""The embedded store: one folder, one process."""

from __future__ import annotations

import threading
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from service.domain.errors import StoreClosedError, StoreError, StoreUnavailableError
from service.store.sqlite.backlog import BacklogReading
from service.store.sqlite.candidates import CandidateIndex, RecordState
from service.store.sqlite.connection import ReaderPool, Session, connect, translated
from service.store.sqlite.copies import CopyReading, CopyWriting
from service.store.sqlite.corrections import CorrectionReading, CorrectionWriting
from service.store.sqlite.coverage import CoverageReading, CoverageWriting
from service.store.sqlite.exporting import ExportReading
from service.store.sqlite.history import HistoryReading
from service.store.sqlite.judging import JudgementReader
from service.store.sqlite.lock import FolderLock
from service.store.sqlite.migrations import migrate, store_id
from service.store.sqlite.naming import PeopleWriting
from service.store.sqlite.past import PastPool, go_back
from service.store.sqlite.people import PeopleReading
from service.store.sqlite.relinking import RelinkingReading, RelinkingWriting
from service.store.sqlite.removal import LAST_WORDING, TombstoneReading
from service.store.sqlite.reviews import ReviewReading, ReviewWriting
from service.store.sqlite.timelines import TimelineReading, TimelineWriting
from service.store.sqlite.vectors import VectorReading, VectorWriting
from service.store.sqlite.watches import WatchReading, WatchWriting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RECORD_NAME = "record.sqlite3"
INDEX_NAME = "index"
_CHUNK = 20_000
# A record does not fit into memory, where temporary files are kept otherwise.
_PURGE = (
    "pragma temp_store = file",
    "vacuum",
    "pragma temp_store = memory",
    "pragma wal_checkpoint(truncate)",
)


class _Reader(
    VectorReading,
    TimelineReading,
    CopyReading,
    CorrectionReading,
    ReviewReading,
    WatchReading,
    TombstoneReading,
    BacklogReading,
    CoverageReading,
    PeopleReading,
    RelinkingReading,
    ExportReading,
    HistoryReading,
    JudgementReader,
):
    """See StoreReader."""


class _Writer(
    VectorWriting,
    TimelineWriting,
    CopyWriting,
    CorrectionWriting,
    ReviewWriting,
    WatchWriting,
    BacklogReading,
    CoverageWriting,
    PeopleWriting,
    RelinkingWriting,
    ExportReading,
):
    """See StoreWriter."""


class SqliteQuoteStore:
    """See QuoteStore."""

    def __init__(self, data_dir: Path) -> None:
        """Opens the folder, which is made if it is missing, and brings it to this release.

        Raises:
            StoreLockedError: another process holds the folder.
            StoreVersionError: a newer release wrote it.
            StoreUnavailableError: it cannot be read or written.
        """
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailableError(f"cannot make the folder {data_dir}: {error}") from error
        self._closed = False
        self._write_lock = threading.Lock()
        self._waiting: set[int] = set()
        self._writing_thread: int | None = None
        with ExitStack() as undo:
            self._lock = FolderLock(data_dir)
            undo.callback(self._lock.release)
            self._connection = connect(data_dir / RECORD_NAME, writable=True)
            undo.callback(self._connection.close)
            migrate(self._connection)
            self._readers = ReaderPool(data_dir / RECORD_NAME)
            undo.callback(self._readers.close)
            self._past = PastPool(data_dir / RECORD_NAME)
            undo.callback(self._past.close)
            self._index = CandidateIndex(
                data_dir / INDEX_NAME, self._record_state(), self._wordings_after
            )
            undo.pop_all()

    @contextmanager
    def reading(self, *, as_of: int | None = None) -> Iterator[_Reader]:
        """See QuoteStore.reading."""
        with (self._readers if as_of is None else self._past).session() as session:
            if as_of is not None:
                go_back(session, as_of)
            yield _Reader(session, self._index)

    @contextmanager
    def writing(self) -> Iterator[_Writer]:
        """See QuoteStore.writing.

        Raises:
            StoreError: this thread is writing already, and would wait for itself.
        """
        if self._writing_thread == threading.get_ident():
            raise StoreError("a writing block of this thread is still open")
        with self._turn_to_write():
            if self._closed:
                raise StoreClosedError("the store is closed")
            self._writing_thread = threading.get_ident()
            try:
                session = Session(self._connection, immediate=True)
                try:
                    writer = _Writer(session, self._index)
                    yield writer
                    writer.finish()
                    self._commit(session, writer)
                finally:
                    session.end()
            finally:
                self._writing_thread = None

    @contextmanager
    def _turn_to_write(self) -> Iterator[None]:
        """Waits for the writer, and is counted while it waits."""
        me = threading.get_ident()
        self._waiting.add(me)
        try:
            self._write_lock.acquire()
        finally:
            self._waiting.discard(me)
        try:
            yield
        finally:
            self._write_lock.release()

    def writers_waiting(self) -> int:
        """See QuoteStore.writers_waiting."""
        return len(self._waiting)

    def rebuild_index(self) -> int:
        """See QuoteStore.rebuild_index; searches go on meanwhile."""
        if self._closed:
            raise StoreClosedError("the store is closed")
        return self._index.rebuild()

    def purge(self) -> None:
        """See QuoteStore.purge; costs time in proportion to the whole record.

        Deleted cells are overwritten at once, but where SQLite moved them from page to page before,
        a copy may lie between live ones: only writing the file anew is sure to leave none.
        """
        with self._write_lock:
            if self._closed:
                raise StoreClosedError("the store is closed")
            self._index.rebuild()
            with translated():
                for step in _PURGE:
                    self._connection.execute(step).close()

    def is_ready(self) -> bool:
        """See QuoteStore.is_ready."""
        if self._closed:
            raise StoreClosedError("the store is closed")
        try:
            with self._readers.session():
                return True
        except StoreUnavailableError:
            return False

    def close(self) -> None:
        """See QuoteStore.close; a writing block that is open is waited for."""
        if self._writing_thread == threading.get_ident():
            raise StoreError("a writing block of this thread is still open")
        with self._write_lock:
            if self._closed:
                return
            self._closed = True
            with ExitStack() as each:  # the last first, and every one though another fails
                each.callback(self._lock.release)
                each.callback(self._connection.close)
                each.callback(self._readers.close)
                each.callback(self._past.close)
                each.callback(self._index.close)

    def _commit(self, session: Session, writer: _Writer) -> None:
        """Commits, and has the new wordings searchable at the moment they are durable."""
        segment = writer.segment
        self._index.stage(segment)
        durable = False
        try:
            session.commit()
            durable = True
        except StoreError:
            raise
        except BaseException:
            # an interrupt may be noticed only after the commit is done
            durable = session.is_durable
            raise
        finally:
            if durable:
                self._index.confirm(segment)
            else:
                self._index.retract(segment)

    def _record_state(self) -> RecordState:
        name = store_id(self._connection)
        with self._readers.session() as session:
            (last_row,) = session.rows(
                "select max(coalesce((select max(id) from wording), 0),"
                " coalesce((select value from counter where name = ?), 0))",
                (LAST_WORDING,),
            )[0]
            (sequence,) = session.rows("select coalesce(max(seq), 0) from change")[0]
        return RecordState(name, last_row, sequence, self._wordings_to)

    def _wordings_to(self, row: int) -> int:
        with self._readers.session() as session:
            (count,) = session.rows("select count(*) from wording where id <= ?", (row,))[0]
        return int(count)

    def _wordings_after(self, row: int) -> Iterator[tuple[int, str]]:
        while True:
            with self._readers.session() as session:
                found = session.rows(
                    "select id, key from wording where id > ? order by id limit ?", (row, _CHUNK)
                )
            if not found:
                return
            yield from found
            row = found[-1][0]
