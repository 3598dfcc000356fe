from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

SAID = "We will open the old river bridge before the end of spring"
AGAIN = "We will open that old river bridge before the end of the spring"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "labelled" / "families_gold"
    root.mkdir(parents=True)
    article = {"triplet": "bridge", "date": "2026-01-05", "language": "en"}
    rows: dict[str, list[dict[str, Any]]] = {
        "articles": [{"id": name, **article} for name in ("one", "two")],
        "mentions": [
            {"id": "m1", "article_id": "one", "exact": SAID},
            {"id": "m2", "article_id": "two", "exact": AGAIN},
        ],
        "pairs": [
            {
                "a": "m1",
                "b": "m2",
                "label": 1,
                "pair_kind": "direct",
                "min_words": 12,
                "relation": "same",
            }
        ],
    }
    for mention in rows["mentions"]:
        mention |= {"speaker": "Ana Prado", "kind": "direct"}
    for name, lines in rows.items():
        text = "\n".join(json.dumps(line) for line in lines)
        (root / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return root.parent


def test_changes_of_a_stricter_scorer_are_told(run: Run, folder: Path):
    ended = run(
        "evaluate",
        "changes",
        folder,
        "--set",
        "confirmed",
        "0.9999",
        "--set",
        "one_sided",
        "0.9999",
    )

    assert ended.status == 0, ended.err
    assert "2 quotations, 1 pairs judged" in ended.out
    assert "confirmed newly: 0, no more: 1" in ended.out
    assert "statements merged: 0, split: 1" in ended.out
    assert SAID in ended.out


def test_the_same_scorer_changes_nothing(run: Run, folder: Path):
    ended = run("evaluate", "changes", folder, "--set", "confirmed", "0.95")

    assert "confirmed newly: 0, no more: 0" in ended.out


def test_unknown_names_are_refused(run: Run, folder: Path):
    ended = run("evaluate", "changes", folder, "--set", "charm", "1.0")

    assert ended.status != 0
    assert "'charm'" in ended.err
