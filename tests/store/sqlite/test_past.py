"""Questions to the past use the indexes, and the past has what the present has."""

from __future__ import annotations

import sqlite3

import pytest

from service.store.factory import open_store
from service.store.records import Change, ChangeKind
from service.store.sqlite import history, judging, past, queries
from service.store.sqlite.connection import connect
from tests.factories import NOON, write_line

FILTER = dict.fromkeys(
    ("speakers", "outlets", "languages", "forms", "published_from", "published_before")
)
QUESTIONS = {
    "mentions of sightings": (
        queries.MENTIONS_OF_SIGHTINGS,
        FILTER | {"sightings": "[]", "limit": 5},
    ),
    "filter": (queries.FILTER_SIGHTINGS, FILTER | {"sightings": "[]"}),
    "spread": (queries.SPREAD, ("[]",)),
    "links": (queries.LINKS_OF, ("[]",)),
    "judged pairs": (judging._PAIRS, ("[]",)),
    "judgements of mentions": (
        judging._LIST_OF,
        {"mentions": "[]", "speakers": "[]", "after": None, "limit": 5},
    ),
    "first sights": (history._FIRST_SIGHTS, {"statement": "", "limit": 5}),
    "days": (history._DAYS, {"statement": "", "day": 1}),
    "members": (
        "select * from sighting_view where statement in (select value from json_each(?))",
        ("[]",),
    ),
}


@pytest.fixture
def record(tmp_path):
    store = open_store(tmp_path)
    with store.writing() as tx:
        write_line(tx)
        tx.append_changes([Change(ChangeKind.STATEMENT_CREATED, "st_x")], NOON)
    store.close()
    return tmp_path / "record.sqlite3"


@pytest.fixture
def back(record):
    pool = past.PastPool(record)
    with pool.session() as session:
        past.go_back(session, 1)
        yield session
    pool.close()


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_reads_a_whole_table(back, name):
    sql, values = QUESTIONS[name]
    plan = [row[3] for row in back.rows(f"explain query plan {sql}", values)]
    wholes = {f"MATERIALIZE {table}" for table in ("sighting", "mention", "link", "wording")}
    assert not wholes & set(plan)


@pytest.mark.parametrize("table", ["sighting", "mention", "article", "link", "correction"])
def test_a_view_of_the_past_has_the_columns_of_the_table(record, back, table):
    connection = connect(record, writable=False)
    now = {row[1] for row in connection.execute(f"pragma main.table_info({table})")}
    connection.close()
    then = {row[1] for row in back.rows(f"pragma temp.table_info({table})")}
    assert now == then


def test_the_past_cannot_be_written(record):
    pool = past.PastPool(record)
    with pool.session() as session:
        past.go_back(session, 1)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            session._connection.execute("delete from main.moment")
    pool.close()
