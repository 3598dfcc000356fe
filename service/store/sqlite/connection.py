"""Connections to the record, with errors in the words of the domain."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson

from service.domain.errors import StoreClosedError, StoreError, StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

Value: TypeAlias = str | int | float | bytes | None
Values: TypeAlias = "Sequence[Value] | Mapping[str, Value]"
Row: TypeAlias = tuple[Any, ...]

BUSY_SECONDS = 30.0
_PRAGMAS = (
    "pragma temp_store = memory",
    "pragma mmap_size = 2147418112",  # the page cache of the system, without a copy
    "pragma foreign_keys = on",
)
_WRITER_PRAGMAS = (
    "pragma journal_mode = wal",
    "pragma synchronous = full",  # an answer may only be given for what a power cut cannot take
    "pragma cache_size = -65536",
    "pragma secure_delete = on",  # a text that is taken down must not be left in free pages
    # link keys touch many pages: the more changes of a page one checkpoint gathers, the better
    "pragma wal_autocheckpoint = 16384",
    "pragma journal_size_limit = 134217728",
)
_READER_PRAGMAS = ("pragma query_only = on", "pragma cache_size = -8192")


@contextmanager
def translated() -> Iterator[None]:
    """Turns what SQLite raises into the domain's errors."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreUnavailableError(f"the record does not answer: {error}") from error
    except sqlite3.ProgrammingError as error:
        raise StoreClosedError(f"the record is closed: {error}") from error
    except sqlite3.IntegrityError as error:
        raise StoreError(f"the record refuses what does not fit together: {error}") from error
    except sqlite3.DatabaseError as error:
        raise StoreUnavailableError(f"the record cannot be read: {error}") from error


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """Returns a connection that any one thread at a time may use.

    Raises:
        StoreUnavailableError: the file cannot be opened or is no database.
    """
    mode = "rwc" if writable else "rw"  # "ro" could not make the shared memory of the WAL
    with translated():
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
    try:
        with translated():
            for pragma in (*_PRAGMAS, *(_WRITER_PRAGMAS if writable else _READER_PRAGMAS)):
                connection.execute(pragma).close()
    except BaseException:
        connection.close()
        raise
    return connection


class Session:
    """One transaction on a connection. After its end it refuses work."""

    __slots__ = ("_connection", "_ended")

    def __init__(self, connection: sqlite3.Connection, *, immediate: bool = False) -> None:
        """Begins: at once the one writer, or a snapshot that later writes do not move."""
        self._connection = connection
        self._ended = False
        if immediate:
            self.run("begin immediate")
        else:
            self.run("begin")
            self.one("select 1 from meta")  # a deferred transaction takes its snapshot here

    @property
    def is_durable(self) -> bool:
        """Whether nothing is left to commit."""
        return not self._connection.in_transaction

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Returns all rows of one statement."""
        with translated():
            return self._open().execute(sql, values).fetchall()

    def one(self, sql: str, values: Values = ()) -> Row | None:
        """Returns the first row, None when there is none."""
        with translated():
            row: Row | None = self._open().execute(sql, values).fetchone()
            return row

    def run(self, sql: str, values: Values = ()) -> None:
        """Runs one statement for its effect."""
        with translated():
            self._open().execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Runs one statement for every row."""
        with translated():
            self._open().executemany(sql, rows)

    def commit(self) -> None:
        """Makes the transaction durable and ends the session."""
        self.run("commit")
        self._ended = True

    def end(self) -> None:
        """Undoes what is not committed and refuses further work; twice is harmless."""
        self._ended = True
        if self._connection.in_transaction:
            with translated():
                self._connection.rollback()

    def _open(self) -> sqlite3.Connection:
        if self._ended:
            raise StoreClosedError("this reading or writing block has ended")
        return self._connection


class ReaderPool:
    """Read-only connections, one to each reading block that is open at the same time.

    They are handed on from thread to thread, so that threads that come and go leak none.
    """

    def __init__(self, path: Path) -> None:
        """Names the record; connections are opened when needed."""
        self._path = path
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Lends a connection with a fresh snapshot.

        Raises:
            StoreClosedError: the pool is closed.
        """
        connection = self._take()
        try:
            session = Session(connection)
            try:
                yield session
            finally:
                session.end()
        except StoreUnavailableError:
            connection.close()  # it may be the connection that is broken
            raise
        except BaseException:
            self._give(connection)
            raise
        self._give(connection)

    def close(self) -> None:
        """Closes what is idle; what is lent closes when it comes back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise StoreClosedError("the store is closed")
            if self._idle:
                return self._idle.pop()
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        return connect(self._path, writable=False)

    def _give(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()


def as_list(values: Iterable[Value]) -> str:
    """Returns values as the JSON list that ``json_each(?)`` reads.

    Text that no store can hold (a lone surrogate) is left out: nothing has such an id.
    """
    listed = list(values)
    try:
        return orjson.dumps(listed).decode()
    except orjson.JSONEncodeError:
        kept = [v for v in listed if not isinstance(v, str) or v.isprintable()]
        return orjson.dumps(kept).decode()
