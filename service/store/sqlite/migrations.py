"""Named steps that bring a record to this release, each recorded in it."""

from __future__ import annotations

import sqlite3
from importlib import resources
from typing import TYPE_CHECKING

from service.domain.errors import StoreVersionError
from service.store.sqlite.connection import translated

if TYPE_CHECKING:
    from collections.abc import Iterator

# meta has one row; store_id tells an index that belongs to another record
_BASE = """
create table if not exists migration (name text primary key, applied_at text not null);
create table if not exists meta (store_id text not null);
"""


def step_names() -> list[str]:
    """Returns the names of all steps of this release, in order."""
    folder = resources.files(__package__)
    return sorted(
        item.name.removesuffix(".sql") for item in folder.iterdir() if item.name.endswith(".sql")
    )


def migrate(connection: sqlite3.Connection) -> list[str]:
    """Applies the steps that are missing, each in a transaction; returns their names.

    Raises:
        StoreVersionError: the record has steps that this release does not know.
        StoreUnavailableError: the file is no database or cannot be written.
    """
    with translated():
        _apply(connection, "base", _BASE)
        known = step_names()
        done = {name for (name,) in connection.execute("select name from migration")}
        if foreign := sorted(done - set(known)):
            raise StoreVersionError(
                f"the data were written by a newer release (it knows {', '.join(foreign)}); "
                "run that release or a later one, or restore a copy made before the upgrade"
            )
        missing = [name for name in known if name not in done]
        for name in missing:
            _apply(connection, name, _script(name))
        return missing


def store_id(connection: sqlite3.Connection) -> str:
    """Returns the random name that the record was given when it was made."""
    with translated():
        connection.execute(
            "insert into meta select lower(hex(randomblob(16))) where not exists "
            "(select 1 from meta)"
        )
        name: str = connection.execute("select store_id from meta").fetchone()[0]
        return name


def _script(name: str) -> str:
    return resources.files(__package__).joinpath(f"{name}.sql").read_text("utf-8")


def _apply(connection: sqlite3.Connection, name: str, script: str) -> None:
    connection.execute("begin immediate")
    try:
        for statement in _statements(script):
            connection.execute(statement)
        if name != "base":
            connection.execute("insert into migration values (?, datetime('now'))", (name,))
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.rollback()
        raise


def _statements(script: str) -> Iterator[str]:
    """Splits a script; ``executescript`` would commit what is under way."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending
