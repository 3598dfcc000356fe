"""The measuring of page reading, on a small set of our own in the form of the real ones."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import orjson
import pytest

from service.evaluation.pages import (
    GoldPage,
    ReadFields,
    evaluate_pages,
    find_speech,
    render_pages,
    same_authors,
    same_outlet,
    score_page,
    shingle_f1,
)
from service.intake.html import EXTRACTOR

if TYPE_CHECKING:
    from pathlib import Path

LINES = [
    "The harbour was quiet in the morning, and the boats stayed where the storm had left them.",
    "“We cannot lower our guard at all,” the mayor said before the council went home for lunch.",
    "Nobody had slept, and the baker gave his bread away before the sun was over the hill.",
]


def make_html(title: str) -> bytes:
    data = {
        "@type": "NewsArticle",
        "headline": title,
        "author": {"name": "Marta Rincón"},
        "datePublished": "2026-01-05T12:00:00+01:00",
        "publisher": {"name": "Valley Voice"},
    }
    lines = "".join(f"<p>{line}</p>" for line in LINES)
    script = f'<script type="application/ld+json">{orjson.dumps(data).decode()}</script>'
    return f"<html lang='en'><head>{script}</head><body>{lines}</body></html>".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    benchmark = tmp_path / "benchmark"
    (benchmark / "html").mkdir(parents=True)
    gold = {"a": {"url": "https://valley.example/a", "articleBody": "\n".join(LINES)}}
    (benchmark / "ground-truth.json").write_bytes(orjson.dumps(gold))
    (benchmark / "html" / "a.html.gz").write_bytes(gzip.compress(make_html("One"), mtime=0))
    fundus = tmp_path / "fundus" / "xx"
    fundus.mkdir(parents=True)
    rows = {
        f"V{number}": {
            "title": "One",
            "authors": ["Marta Rincón"],
            "publishing_date": "2026-01-05 11:00:00+00:00",
            "body": {"summary": [], "sections": [{"headline": [], "paragraphs": LINES}]},
        }
        for number in (1, 2)
    }
    (fundus / "ValleyVoice.json").write_bytes(orjson.dumps(rows))
    (fundus / "ValleyVoice_2025_01_01.html.gz").write_bytes(
        gzip.compress(make_html("One"), mtime=0)
    )
    (fundus / "ValleyVoice_2026_01_01.html.gz").write_bytes(
        gzip.compress(make_html("Two"), mtime=0)
    )
    return tmp_path


def test_figures_count_what_was_read_rightly(folder: Path):
    reports = {r.data_set: r for r in evaluate_pages(folder, with_second=False).reports}
    assert len(reports["benchmark"].pages) == 1
    fundus = reports["fundus"]
    assert fundus.mean("title") == 0.5
    assert fundus.mean("authors") == fundus.mean("same_instant") == fundus.mean("outlet") == 1.0
    assert fundus.mean("shingle_f1") == 1.0
    assert fundus.survival == 1.0


def test_the_table_names_each_library_and_set(folder: Path):
    table = render_pages(evaluate_pages(folder, with_second=False))
    assert f"| {EXTRACTOR} | fundus | 2 | 0 | 1.000 |" in table
    assert "Worst of benchmark:" in table


def test_an_unread_page_counts_as_lost():
    gold = GoldPage("p", "https://valley.example/p", b"", "\n".join(LINES), title="One")
    score = score_page(gold, ReadFields(failure="no article"))
    assert (score.shingle_f1, score.quotations, score.survived, score.title) == (0.0, 1, 0, False)


@pytest.mark.parametrize(
    ("gold", "found", "f1"),
    [
        ("a b c d", "a b c d", 1.0),
        ("a b c d e", "a b c d", 2 / 3),
        ("a b c d", "d c b a", 0.0),
        ("", "", 1.0),
        ("", "a", 0.0),
        ("a", "A", 1.0),
    ],
)
def test_shingles_measure_order_and_completeness(gold: str, found: str, f1: float):
    assert shingle_f1(gold, found, 4) == pytest.approx(f1)


def test_speech_of_three_words_counts():
    assert find_speech("He said “no more arms here” and “yes”, then «jamás las armas».") == [
        "no more arms here",
        "jamás las armas",
    ]


def test_names_agree_whatever_their_order_and_case():
    assert same_authors(["Ana Ruiz", "Leo Paz"], "leo paz, Ana  Ruiz")
    assert not same_authors(["Ana Ruiz"], "Ana Ruiz, Leo Paz")
    assert same_authors([], None)
    assert same_outlet("ABC", "Diario ABC")
    assert not same_outlet("ABC", None)
