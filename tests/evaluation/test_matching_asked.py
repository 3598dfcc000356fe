"""Labelled pairs through compare, with an interval for what the draw of events may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import pytest

from service.evaluation.matching import Counts
from service.evaluation.matching_asked import evaluate_asked, find_interval, render_asked

if TYPE_CHECKING:
    from pathlib import Path

SAID = "I will mend every net in the harbour before the winter"
TOLD = "she would see to it that every net in the harbour is mended, long before any winter gale"
OTHER = "the trawlers are too old for that"


def write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\n".join(orjson.dumps(row) for row in rows))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "families_gold"
    articles, mentions, pairs = [], [], []
    for n in range(6):
        articles.append({"id": f"r{n}", "triplet": f"event {n}", "date": "2026-01-05"})
        for name, exact, kind in (
            ("s", SAID, "direct"),
            ("t", TOLD, "indirect"),
            ("o", OTHER, "direct"),
        ):
            mentions.append(
                {
                    "id": f"{name}{n}",
                    "article_id": f"r{n}",
                    "exact": exact,
                    "kind": kind,
                    "speaker": "Ana Ruiz",
                }
            )
        for other, label, kind in (("t", 1, "indirect"), ("o", 0, "direct")):
            pairs.append(
                {
                    "a": f"s{n}",
                    "b": f"{other}{n}",
                    "label": label,
                    "pair_kind": kind,
                    "min_words": 7,
                    "relation": "",
                }
            )
    write_lines(root / "articles.jsonl", articles)
    write_lines(root / "mentions.jsonl", mentions)
    write_lines(root / "pairs.jsonl", pairs)
    return tmp_path


def test_reports_are_found_though_nobody_says_that_they_are(folder: Path):
    scores = evaluate_asked(folder, None)

    reports = [score for score in scores if score.name == "families, direct against indirect"]
    assert sum(score.shown.true for score in reports) == 6
    assert sum(score.confirmed.true for score in reports) == 0
    direct = [score for score in scores if score.name == "families, direct"]
    assert sum(score.shown.false for score in direct) == 0
    assert "| families, direct against indirect | tuning | off |" in render_asked(scores)


def test_an_interval_holds_the_score_and_narrows_with_more_events():
    few = [Counts(true=8, false=2, missed=1), Counts(true=3, false=0, missed=3)] * 3
    low, high = find_interval(few)
    assert low < Counts(true=11, false=2, missed=4).f1 < high
    narrow_low, narrow_high = find_interval(few * 8)
    assert low < narrow_low < narrow_high < high
    assert find_interval(few) == (low, high)
