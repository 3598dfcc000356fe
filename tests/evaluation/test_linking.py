"""Linking whole articles, measured on a small folder of our own in the form of the real one."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import orjson
import pytest

from service.evaluation.linking import evaluate_linking
from service.evaluation.linking_data import read_articles_of_a_year, read_gold_sets
from service.evaluation.linking_report import render_text
from service.evaluation.matching_data import in_tuning_half
from service.store.factory import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SAID = "The harbour tax will ruin every fishing village on this coast"
MEETING = "Nobody asked the crews before the council voted on Tuesday"
TEXTS = {
    "north": f'"{SAID}," said Ana Ruiz on Monday.\n\n"{MEETING}," she said.',
    "south": f'Ana Ruiz was blunt. "{SAID}," Ana Ruiz said.',
    "west": f'"{MEETING}," Ana Ruiz said at the pier.',
}
EVENT = next(name for name in map("harbour{}".format, count()) if in_tuning_half(name))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "data" / "families_gold"
    root.mkdir(parents=True)
    write(
        root / "articles.jsonl",
        [
            {
                "id": f"{EVENT}-{outlet}",
                "triplet": EVENT,
                "outlet": outlet,
                "date": "2026-03-02",
                "title": "Harbour tax",
                "text": text,
            }
            for outlet, text in TEXTS.items()
        ],
    )
    mentions = [
        {
            "id": f"{outlet}-{family}",
            "article_id": f"{EVENT}-{outlet}",
            "start": text.index(exact),
            "end": text.index(exact) + len(exact),
            "kind": "direct",
        }
        for outlet, text in TEXTS.items()
        for family, exact in (("said", SAID), ("meeting", MEETING))
        if exact in text
    ]
    write(root / "mentions.jsonl", mentions)
    families = [
        {"id": family, "mention_ids": [m["id"] for m in mentions if m["id"].endswith(family)]}
        for family in ("said", "meeting")
    ]
    write(root / "families.jsonl", families)
    write(
        root / "pairs.jsonl",
        [dict(zip("ab", family["mention_ids"], strict=True)) for family in families],
    )
    return tmp_path / "data"


@pytest.fixture
def year(folder: Path) -> Path:
    texts = folder / "polnear" / "train" / "text"
    texts.mkdir(parents=True)
    rows = ["filename\tpublication_date"]
    for outlet, month in (("north", "02"), ("south", "05")):
        (texts / f"{outlet}_1.txt").write_text(TEXTS[outlet], "utf-8")
        rows.append(f"{outlet}_1.txt\t2026-{month}-01")
    (folder / "polnear" / "metadata.tsv").write_text("\n".join(rows), "utf-8")
    return folder


def write(path: Path, rows: Sequence[dict[str, object]]) -> None:
    path.write_bytes(b"\n".join(orjson.dumps(row) for row in rows))


def test_reading(year: Path):
    (gold,) = read_gold_sets(year)
    assert [mention.family for mention in gold.mentions] == ["said", "meeting", "said", "meeting"]
    assert gold.arguable == frozenset()
    assert [article.outlet for article in read_articles_of_a_year(year)] == ["north", "south"]


def test_parts_of_an_utterance_without_a_word_in_common_count_neither_way(folder: Path):
    (folder / "families_gold" / "pairs.jsonl").write_bytes(b"")
    (gold,) = read_gold_sets(folder)
    assert gold.arguable == {
        frozenset({"north-said", "south-said"}),
        frozenset({"north-meeting", "west-meeting"}),
    }


def test_links_between_outlets_and_old_words_that_come_back(year: Path, tmp_path: Path):
    report = evaluate_linking(year, open_store, tmp_path / "scratch")

    tuning, reporting = report.scores
    assert (tuning.quotations, tuning.found) == (4, 4)
    assert (tuning.confirmed.true, tuning.confirmed.false, tuning.confirmed.missed) == (2, 0, 0)
    assert tuning.shown.f1 == 1.0
    assert reporting.quotations == 0
    assert report.articles == 2
    assert [(far.days, far.bond) for far in report.far] == [(89, "union")]
    assert report.largest[0].sightings == 2
    shown = render_text(report)
    assert "| families | tuning | 4 | 4 | 1.000 | 1.000 | 1.000 |" in shown
    assert "89 days" in shown


def test_nothing_to_measure(tmp_path: Path):
    report = evaluate_linking(tmp_path, open_store, tmp_path / "scratch")
    assert (report.scores, report.far, report.articles) == ((), (), 0)
