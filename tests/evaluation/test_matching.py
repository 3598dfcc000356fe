from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import pytest

from service.domain.matching.model import LEXICAL
from service.evaluation.fit_matching import fit, measure_features
from service.evaluation.matching import Counts, count, evaluate_matching
from service.evaluation.matching_ablation import ablate_matching, render_ablation
from service.evaluation.matching_data import (
    find_meetings,
    in_tuning_half,
    read_families,
    read_variants,
    read_year,
)
from service.evaluation.matching_report import render_json, render_text

if TYPE_CHECKING:
    from pathlib import Path

TOUCH = "If they touch Petro, they touch Colombia."
YOU = "If you touch Petro, you touch Colombia."
GUARD = "We cannot lower our guard at the border."


def write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\n".join(orjson.dumps(row) for row in rows))


def mention(name: str, article: str, exact: str) -> dict[str, Any]:
    return {
        "id": name,
        "article_id": article,
        "exact": exact,
        "kind": "direct",
        "speaker": "Gustavo Petro",
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "families_gold"
    articles = [{"id": f"r{n}", "triplet": f"event {n}", "date": "2026-01-05"} for n in range(6)]
    write_lines(root / "articles.jsonl", articles)
    mentions: list[dict[str, Any]] = []
    pairs: list[dict[str, Any]] = []
    for n in range(6):
        for name, exact in (("t", TOUCH), ("y", YOU), ("g", GUARD)):
            mentions.append(mention(f"{name}{n}", f"r{n}", exact))
        for other, label in (("y", 1), ("g", 0)):
            pairs.append(
                {
                    "a": f"t{n}",
                    "b": f"{other}{n}",
                    "label": label,
                    "pair_kind": "direct",
                    "min_words": 7,
                    "relation": "near_verbatim" if label else "different",
                }
            )
    write_lines(root / "mentions.jsonl", mentions)
    write_lines(root / "pairs.jsonl", pairs)
    year = tmp_path / "polnear"
    (year / "dev" / "attributions").mkdir(parents=True)
    (year / "dev" / "text").mkdir()
    head = "compartment\tfilename\tpublication_date\n"
    lines = ""
    for name, exact in (("one", TOUCH), ("two", TOUCH)):
        text = f"Petro said: “{exact}”"
        (year / "dev" / "text" / f"{name}.txt").write_text(text, encoding="utf-8")
        spans = f"T1\tSource 0 5\tPetro\nT2\tContent 12 {len(text)}\tx\nE1\tContent:T2 Source:T1\n"
        (year / "dev" / "attributions" / f"{name}_ab.ann").write_text(spans, encoding="utf-8")
        lines += f"dev\t{name}\t2026-01-0{3 if name == 'one' else 4}\n"
    (year / "metadata.tsv").write_text(head + lines, encoding="utf-8")
    return tmp_path


def test_report_counts_what_was_judged(folder: Path):
    report = evaluate_matching(folder)

    whole = {score.half: score for score in report.sets if score.name == "all"}
    assert whole["tuning"].pairs + whole["reporting"].pairs == 12
    assert all(score.shown.f1 == 1.0 for score in whole.values() if score.pairs)
    assert report.key_recall == (("families, near_verbatim", 6, 6),)
    assert (report.missed, report.wrong) == ((), ())
    assert report.alarmed[1] == 0
    assert report.year.quotations == 2
    assert report.year.meetings == 1


def test_report_is_rendered(folder: Path):
    report = evaluate_matching(folder)

    text = render_text(report)
    assert "| families, direct | tuning |" in text
    assert "## A year of news: 2 quotations" in text
    assert orjson.loads(orjson.dumps(render_json(report)))["missed"] == 0


def test_missing_sets_give_no_rows(tmp_path: Path):
    assert read_families(tmp_path) == []
    assert read_variants(tmp_path) == []
    assert read_year(tmp_path) == []


def test_year_reads_what_stands_in_marks(folder: Path):
    texts = [(q.article, q.rendering.text, q.rendering.speaker_name) for q in read_year(folder)]

    assert texts == [("one", TOUCH, "Petro"), ("two", TOUCH, "Petro")]


def test_halves_are_fixed_by_the_event():
    halves = [in_tuning_half(f"event {n}") for n in range(200)]

    assert halves == [in_tuning_half(f"event {n}") for n in range(200)]
    assert 60 < sum(halves) < 140


def test_meetings_are_pairs_that_share_a_key(folder: Path):
    renderings = [pair.a for pair in read_families(folder)[:1]]
    renderings += [pair.b for pair in read_families(folder)[:2]]

    assert find_meetings(renderings, crowded=10) == [(0, 1)]


def test_counts():
    found = count([(True, True), (True, False), (False, True), (False, False), (True, True)])

    assert found == Counts(true=2, false=1, missed=1)
    assert (found.precision, found.recall, found.f1) == (2 / 3, 2 / 3, 2 / 3)
    assert Counts(0, 0, 0).f1 == 0.0


def test_fitting_rewards_evidence_and_is_the_same_each_time(folder: Path):
    pairs = read_families(folder)

    fitted = fit(pairs, [])

    assert fitted == fit(pairs, [])
    against = {"other_speaker", "overhang"}
    assert all(
        (weight <= 0.0) == (name in against) or not weight
        for name, weight in fitted.weights.items()
    )
    odds = [
        fitted.bias
        + sum(
            weight * value
            for weight, value in zip(
                fitted.weights.values(), measure_features(pair.a, pair.b), strict=True
            )
        )
        for pair in pairs
    ]
    same = [value for value, pair in zip(odds, pairs, strict=True) if pair.same]
    other = [value for value, pair in zip(odds, pairs, strict=True) if not pair.same]
    assert min(same) > 0.0 > max(other)


def test_ablation_leaves_out_each_feature_once(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("service.evaluation.fit_matching.STEPS", 200)

    rows = ablate_matching(folder)

    names = [feature.name for feature in LEXICAL.features]
    assert [row.without for row in rows] == [None, *names]
    assert rows[0].whole.f1 == 1.0
    assert render_ablation(rows).count("\n") == len(names) + 3
