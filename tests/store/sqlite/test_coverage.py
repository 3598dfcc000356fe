"""Coverage of data that an older release wrote."""

import sqlite3
from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.store.factory import open_store
from service.store.records import Change, ChangeKind
from tests.factories import NOON, make_outlet, make_speaker, make_version, write_line

# what the step of coverage made
TABLES = ("carried_day", "refusal", "refused_item", "counter_past", "region")
TRIGGERS = ("version_dated", "version_undated", "counters_kept")
COLUMNS = ("old_secret", "old_secret_until", "feed_token_sha256")


@pytest.fixture
def filled(tmp_path):
    """A folder with three articles, one after the other, and the coverage after each."""
    store = open_store(tmp_path)
    seen = []
    for number in range(3):
        version = make_version(
            f"https://paper.example/{number}",
            published_at=NOON + timedelta(days=number // 2),
            first_seen_at=NOON + timedelta(hours=number),
            outlet=make_outlet(("The Daily", "The Herald", "The Daily")[number]),
        )
        with store.writing() as tx:
            line = f"the harbour wall will cost {number} coins"
            speaker = make_speaker(("Ana Gómez", "Luz Paz", "Ana Gómez")[number])
            write_line(tx, line, version=version, speaker=speaker)
            tx.append_changes([Change(ChangeKind.ARTICLE_ADDED, version.article_id)], NOON)
        with store.reading() as tx:
            seen.append(tx.coverage())
    store.close()
    return tmp_path, seen


def run(folder, *statements):
    with sqlite3.connect(folder / "record.sqlite3") as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_moments_before_counters_were_kept_are_counted(filled):
    folder, seen = filled
    run(folder, "delete from counter_past")
    store = open_store(folder)
    for then in seen:
        with store.reading(as_of=then.sequence) as tx:
            assert tx.coverage() == replace(then, index_sequence=then.sequence)
    store.close()


def test_an_older_record_is_brought_to_days_and_counters(filled):
    folder, seen = filled
    run(
        folder,
        *(f"drop trigger {name}" for name in TRIGGERS),
        "drop view version_view",
        "create view version_view as select 1",
        *(f"drop table {name}" for name in TABLES),
        *(f"alter table watch drop column {name}" for name in COLUMNS),
        "delete from migration where name = '0012_coverage'",
    )
    store = open_store(folder)
    with store.reading() as tx:
        assert [(d.day, d.articles) for d in tx.articles_by_day(date.min, date.max)] == [
            (date(2026, 1, 5), 2),
            (date(2026, 1, 6), 1),
        ]
        found = {
            each.outlet.name: len(each.days) for each in tx.days_of_outlets(date.min, date.max)
        }
        assert found == {"The Daily": 2, "The Herald": 1}
    for then in seen:
        with store.reading(as_of=then.sequence) as tx:
            assert tx.coverage() == replace(then, index_sequence=then.sequence)
    store.close()
