"""Orders, on a small folder of our own in the form of the real one."""

from __future__ import annotations

import orjson
import pytest
from click.testing import CliRunner

from service.cli.evaluate import evaluate
from service.evaluation.orders import OrdersReport, _count, evaluate_orders, render_orders
from service.store.factory import open_store

SAID = "The harbour tax will ruin every fishing village on this coast"


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "data" / "families_gold"
    root.mkdir(parents=True)
    outlets = ("north", "south", "west", "east")
    articles = [
        {
            "id": f"harbour-{outlet}",
            "triplet": "harbour",
            "outlet": outlet,
            "url": f"https://{outlet}.example/harbour",
            "date": f"2026-02-0{day}",
            "title": "Harbour tax",
            "text": f"“{SAID},” said Ana Ruiz on Monday.\n\nNobody in the {outlet} answered.",
        }
        for day, outlet in enumerate(outlets, start=1)
    ]
    (root / "articles.jsonl").write_bytes(b"\n".join(map(orjson.dumps, articles)))
    for name in ("mentions.jsonl", "families.jsonl", "pairs.jsonl"):
        (root / name).write_bytes(b"")
    return tmp_path / "data"


def test_one_statement_in_every_order(folder, tmp_path):
    report = evaluate_orders(folder, open_store, tmp_path / "scratch", 4)
    assert (report.articles, report.mentions, report.statements) == (4, 4, 1)
    assert report.redrawn == 0
    assert [(seed, differing) for seed, _, differing in report.differing] == [
        (1, 0),
        (2, 0),
        (3, 0),
    ]


def test_what_stands_elsewhere_is_counted_and_named():
    first = {"mn_a": ("st_1", "Ana Ruiz"), "mn_b": ("st_1", "Ana Ruiz"), "mn_c": (None, None)}
    other = {"mn_a": ("st_1", "Ana Ruiz"), "mn_b": ("st_2", "Ana Ruiz"), "mn_d": (None, None)}
    assert _count(first, other) == 3
    text = render_orders(OrdersReport(4, 3, 1, ((1, 7, 0), (2, 20, 3))))
    assert "3 orders, 1 with other statements" in text
    assert "seed 2, batches of 20: 3 mentions" in text


def test_the_command(folder):
    answer = CliRunner().invoke(evaluate, ["orders", str(folder), "--orders", "2"])
    assert answer.exit_code == 0
    assert "2 orders, 0 with other statements than the first" in answer.output
