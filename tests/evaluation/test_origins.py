"""The measuring of copies, on a small set of our own in the form of the real one."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from service.evaluation.origins import evaluate_origins, render_origins

if TYPE_CHECKING:
    from pathlib import Path

SYLLABLES = ["ba", "co", "di", "fen", "gul", "har", "mi", "nor", "pa", "res", "sol", "tum"]
HEAD = "compartment\tfilename\tauthor\twire"


def make_text(seed: int) -> str:
    source = random.Random(seed)
    return "\n".join(
        " ".join("".join(source.choices(SYLLABLES, k=3)) for _ in range(20)) for _ in range(20)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "polnear" / "train" / "text"
    texts.mkdir(parents=True)
    rows = [HEAD]
    for seed, (name, author, wire) in enumerate(
        [
            ("one_2016", "Reuters", "Reuters"),
            ("two_2016", "Ana Ruiz", "None"),
            ("three_2016", "Ana Ruiz", "AP"),
            ("four_2016", "AFP", "None"),
        ]
    ):
        (texts / f"{name}.txt").write_text(make_text(seed), encoding="utf-8")
        rows.append(f"train\t{name}\t{author}\t{wire}")
    (texts / "copy_2016.txt").write_text(make_text(1)[:2000], encoding="utf-8")
    rows.append("train\tcopy_2016\tNobody\tNA")
    (tmp_path / "polnear" / "metadata.tsv").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path


def test_mangled_twins_and_real_copies_are_found(folder: Path):
    report = evaluate_origins(folder)
    assert report.articles == 5
    assert {m.mangling: (m.met, m.found) for m in report.mangled} == {
        "trimmed end": (5, 5),
        "lead only": (5, 5),
        "inserted paragraph": (5, 5),
        "other spelling": (5, 5),
        "edited words": (5, 5),
    }
    assert [(a, b) for a, b, _ in report.pairs] == [("copy_2016", "two_2016")]


def test_credits_are_counted_right_and_wrong(folder: Path):
    report = evaluate_origins(folder)
    assert (report.credits_known, report.credits_found, report.credits_wrong) == (2, 1, 1)


def test_the_table_lists_what_a_person_has_to_look_at(folder: Path):
    table = render_origins(evaluate_origins(folder))
    assert "| trimmed end | 5 | 1.000 | 1.000 |" in table
    assert "- copy_2016 / two_2016: " in table
