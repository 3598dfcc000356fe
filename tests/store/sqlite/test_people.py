"""Speakers of a record that an older release wrote."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import orjson
import pytest

from service.domain.ids import speaker_id
from service.store.sqlite import migrations, people
from service.store.sqlite.connection import connect
from service.store.sqlite.store import RECORD_NAME, SqliteQuoteStore
from service.usecases.people import settle_again

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("Gustavo Petro", "Gustavo Petro Urrego", "Íñigo Peña")
ROWS = """
insert into outlet values (1, 'ou_a', 'A', 'unknown', '[]');
insert into article values (1, 'ar_a', 1);
insert into version values (1, 1, 1, 1, 'https://a.example', null, null, 'en', null, null, 0,
    't', 'c', 'or_a', 'x', 3);
insert into version_text values (1, 'text');
insert into wording values (1, 'wd_a', 'en', 'text', 'text', 'r', 0, x'');
"""


def write_as_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writes a record with one mention of each name by the steps up to 0004."""
    connection = connect(folder / RECORD_NAME, writable=True)
    with monkeypatch.context() as patch:
        before = [name for name in migrations.step_names() if name < "0005"]
        patch.setattr(migrations, "step_names", lambda: before)
        migrations.migrate(connection)
    for statement in ROWS.strip().split(";\n"):
        connection.execute(statement)
    for row, name in enumerate(NAMES, start=1):
        connection.execute(
            "insert into speaker values (?, ?, ?, '[]', null)",
            (row, speaker_id(name.lower()), name),
        )
        attribution = orjson.dumps((None, None, "neutral", None, name, 0.9, "x")).decode()
        connection.execute(
            "insert into mention (id, public_id, version, wording, speaker, form, place, language,"
            ' start, "end", exact, prefix, suffix, attribution, continues_sentence, unbalanced)'
            " values (?, ?, 1, 1, ?, 'direct', 0, 'en', 0, 4, 'text', '', '', ?, 0, 0)",
            (row, f"mn_{row}", row, attribution),
        )
    connection.close()


def test_names_of_an_older_record_are_counted_and_settled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    write_as_before(tmp_path, monkeypatch)
    store = SqliteQuoteStore(tmp_path)
    with store.reading() as tx:
        before = [tx.rank_speaker(speaker_id(name.lower())) for name in NAMES]
    assert [(r.speaker.name, r.spellings) for r in before] == [(n, ((n, 1),)) for n in NAMES]
    assert settle_again(store, now=datetime(2026, 1, 1, tzinfo=UTC)) == 3
    with store.reading() as tx:
        [petro] = tx.rank_speakers(["petro"], offset=0, limit=9)
        [inigo] = tx.rank_speakers(["inigo", "pen"], offset=0, limit=9)
        mention = tx.get_mentions(["mn_2"])["mn_2"]
    assert petro.speaker.id == mention.speaker.id == speaker_id("gustavo petro")
    assert petro.spellings == (("Gustavo Petro", 1), ("Gustavo Petro Urrego", 1))
    assert inigo.speaker.name == "Íñigo Peña"
    store.close()


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (people._LIST_BEGUN, people._begun(["pet"]) | {"after": "", "limit": 5}),
        (people._RANKED, people._begun(["pet"]) | {"offset": 0, "limit": 5}),
        (people._AROUND, {"ids": "[]"}),
        (people._NAMES_OF, ("[]",)),
        (people._STATEMENTS, ("[]", "", 5)),
    ],
    ids=["list", "rank", "around", "names", "statements"],
)
def test_no_question_about_speakers_reads_all_of_them(
    tmp_path: Path, sql: str, values: dict[str, str | int | None]
):
    SqliteQuoteStore(tmp_path).close()
    connection = connect(tmp_path / RECORD_NAME, writable=False)
    plan = [row[3] for row in connection.execute(f"explain query plan {sql}", values)]
    connection.close()
    assert not [step for step in plan if re.match("SCAN (speaker|sighting|statement)", step)]
