"""What a store holds, written out and taken in again."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import ARTICLES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

PAGE = {
    "url": "https://harborpost.example/wall",
    "published_at": "2026-02-01T10:00:00Z",
    "text": "The mayor spoke.\n\nThe harbour wall will not fall this winter.",
    "regions": [{"place": "block_quote", "start": 18, "end": 61}],
}


def lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def statements(run: Run, *options: object) -> list[dict[str, object]]:
    """Statements without what hangs on when articles came in."""
    told = run("export", "statements", *options).out
    return lines(re.sub(r'"first_seen_at":"[^"]+"', '"first_seen_at":""', told))


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    run("import", ARTICLES)
    path = tmp_path / "page.ndjson"
    path.write_text(json.dumps(PAGE), "utf-8")
    assert run("import", path).status == 0
    return run


def test_another_store_takes_in_what_is_exported(filled: Run, tmp_path: Path):
    written, again = tmp_path / "all.ndjson", tmp_path / "again"
    assert filled("export", "--output", written).status == 0
    taken = filled("import", written, "--data", again)
    assert "0 bad rows" in taken.out
    assert statements(filled, "--data", again) == statements(filled)
    assert filled("export", "articles", "--data", again).out == written.read_text("utf-8")


def test_articles_are_what_came_in_every_version_in_order(filled: Run):
    given = [json.loads(line) for line in ARTICLES.read_bytes().splitlines()]
    exported = lines(filled("export").out)
    assert [(row["url"], row["text"]) for row in exported] == [
        (row["url"], row["text"]) for row in [*given, PAGE]
    ]
    assert exported[-1]["regions"] == PAGE["regions"]
    assert all("regions" not in row for row in exported[:-1])


def test_the_other_sorts_are_as_the_api_answers_them(filled: Run):
    mentions = lines(filled("export", "mentions").out)
    held = lines(filled("export", "statements").out)
    assert {m["statement_id"] for m in mentions} - {None} == {s["id"] for s in held}
    assert sum(int(str(s["mentions"])) for s in held) == len(
        [m for m in mentions if m["statement_id"]]
    )
    assert all(m["selector"] for m in mentions)
    assert filled("export", "judgements").out == filled("export", "corrections").out == ""


def test_an_empty_store_holds_nothing(run: Run):
    assert run("export").out == ""
    assert run("export", "nothing").status == 2
