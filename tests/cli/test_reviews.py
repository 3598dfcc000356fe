"""``reviews import``: from feeds, graphs, lines and pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from service.store.factory import open_store
from tests.cli.conftest import ARTICLES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def review(number: int, claim: str = "Gustavo Petro said that he would take up arms again") -> dict:
    return {
        "@type": "ClaimReview",
        "url": f"https://check.example/{number}",
        "claimReviewed": claim,
        "author": {"name": "Check"},
        "itemReviewed": {"author": {"name": "Gustavo Petro"}},
        "reviewRating": {"alternateName": "Lacks context"},
    }


def write(folder: Path) -> None:
    folder.mkdir()
    feed = {"@type": "DataFeed", "dataFeedElement": [{"item": [review(1)]}]}
    (folder / "a.json").write_text(json.dumps(feed))
    (folder / "b.ndjson").write_text(f"{json.dumps(review(2))}\n\n{json.dumps(review(3))}\n")
    script = json.dumps({"@graph": [review(4)]})
    page = f'<html><head><script type="application/ld+json">{script}</script></head></html>'
    (folder / "c.html").write_text(page)
    (folder / "notes.txt").write_text("no review")


def test_a_folder_is_taken_in_once(run: Run, tmp_path: Path):
    assert run("import", ARTICLES).status == 0
    write(tmp_path / "reviews")
    first = run("reviews", "import", "reviews")
    assert (first.status, first.err) == (0, "")
    assert "4 added, 0 updated, 0 known, 0 refused" in first.out
    assert "0 added, 0 updated, 4 known" in run("reviews", "import", "reviews").out
    store = open_store(tmp_path / "data")
    with store.reading() as tx:
        ids = [each.id for each in tx.list_reviews(after=None, limit=10)]
        assert {link.review_id for link in tx.review_links(ids)} == set(ids)
    store.close()


def test_bad_ones_are_told_and_skipped(run: Run, tmp_path: Path):
    broken = review(1) | {"url": "nowhere"}
    (tmp_path / "a.json").write_text(json.dumps([broken, review(2)]))
    ended = run("reviews", "import", "a.json")
    assert ended.status == 0
    assert "1 added" in ended.out
    assert "1 refused" in ended.out
    assert "a.json, review 1: url" in ended.err


def test_a_bad_line_sinks_no_other(run: Run, tmp_path: Path):
    lines = [json.dumps(review(1)), "{", json.dumps(review(2))]
    (tmp_path / "a.ndjson").write_text("\n".join(lines))
    ended = run("reviews", "import", "a.ndjson")
    assert ended.status == 0
    assert "2 added" in ended.out
    assert "1 refused" in ended.out
    assert "a.ndjson, review 2: line 2: not JSON" in ended.err


def test_files_without_a_review(run: Run, tmp_path: Path):
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.json").write_text("{}")
    broken = run("reviews", "import", "a.json")
    assert (broken.status, "line 1: not JSON" in broken.err) == (1, True)
    assert run("reviews", "import", "b.json").status == 1
    assert run("reviews", "import", "none.json").status == 2
