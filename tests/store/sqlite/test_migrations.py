"""The record's steps."""

import sqlite3

import pytest

from service.domain.errors import StoreUnavailableError, StoreVersionError
from service.store.factory import open_store
from service.store.sqlite import migrations
from service.store.sqlite.connection import connect
from tests.factories import write_line


def applied(path):
    with sqlite3.connect(path) as connection:
        names = [name for (name,) in connection.execute("select name from migration")]
    connection.close()
    return names


def test_a_new_record_has_every_step_once(tmp_path):
    for _ in range(2):
        open_store(tmp_path).close()
    assert applied(tmp_path / "record.sqlite3") == migrations.step_names()


def test_steps_are_numbered_in_order():
    names = migrations.step_names()
    assert names
    assert [name[:5] for name in names] == [f"{n:04}_" for n in range(1, len(names) + 1)]


def test_a_record_of_a_newer_release_is_refused_untouched(tmp_path):
    store = open_store(tmp_path)
    with store.writing() as writer:
        write_line(writer)
    store.close()
    record = tmp_path / "record.sqlite3"
    with sqlite3.connect(record) as connection:
        connection.execute("insert into migration values ('9999_future', 'later')")
    connection.close()
    with pytest.raises(StoreVersionError, match=r"newer release.*9999_future"):
        open_store(tmp_path)
    with sqlite3.connect(record) as connection:
        connection.execute("delete from migration where name = '9999_future'")
    connection.close()
    store = open_store(tmp_path)
    with store.reading() as reader:
        assert reader.coverage().mentions == 1
    store.close()


def test_a_step_that_fails_leaves_nothing_half_done(tmp_path, monkeypatch):
    connection = connect(tmp_path / "r.sqlite3", writable=True)
    monkeypatch.setattr(migrations, "step_names", lambda: ["0001_initial", "0002_broken"])
    monkeypatch.setattr(migrations, "_script", lambda _name: "create table a (b);\nnonsense;")
    with pytest.raises(StoreUnavailableError):
        migrations.migrate(connection)
    tables = {name for (name,) in connection.execute("select name from sqlite_master")}
    assert "a" not in tables
    connection.close()


def test_a_record_keeps_its_name(tmp_path):
    connection = connect(tmp_path / "r.sqlite3", writable=True)
    migrations.migrate(connection)
    first = migrations.store_id(connection)
    connection.close()
    connection = connect(tmp_path / "r.sqlite3", writable=True)
    assert migrations.migrate(connection) == []
    assert migrations.store_id(connection) == first
    connection.close()


def test_what_a_take_down_deletes_is_looked_up_in_no_whole_table(tmp_path):
    """SQLite asks at every deletion for the rows that refer to the one that goes."""
    open_store(tmp_path).close()
    connection = connect(tmp_path / "record.sqlite3", writable=False)
    tables = [
        name
        for (name,) in connection.execute("select name from sqlite_master where type = 'table'")
    ]
    ends = [
        (table, column)
        for table in tables
        for _, _, target, column, *_ in connection.execute(f"pragma foreign_key_list({table})")
        if target != "outlet"  # no outlet is ever deleted
    ]
    whole = [
        end
        for end in ends
        for plan in connection.execute(
            f'explain query plan select 1 from "{end[0]}" where "{end[1]}" = 1'  # noqa: S608  names
        )
        if plan[3].startswith("SCAN")
    ]
    connection.close()
    assert len(ends) > 20
    assert whole == []
