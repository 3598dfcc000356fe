"""Altered or only re-worded, measured on a few pairs of our own in the form of the real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest

from service.evaluation.semantic_altered import evaluate_altered, render_altered
from service.semantic.encoder import load_encoder

if TYPE_CHECKING:
    from pathlib import Path

ORIGINAL = "The harbour will stay closed this winter and the last ship will be repaired."
ROWS = (
    ("cut", 1, "the harbour will stay closed"),
    ("reworded", 1, "The port stays shut for the cold months while they mend the final vessel."),
    (
        "opposite",
        0,
        "The harbour will not stay closed this winter and the last ship will be repaired.",
    ),
    ("unrelated", 0, "My grandmother sold bread at the corner."),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "data"
    (root / "altered_pairs").mkdir(parents=True)
    rows = [
        {"a": ORIGINAL, "b": b, "label": label, "group": group, "lang_a": "en", "lang_b": "en",
         "base": base}
        for base in range(6)
        for group, label, b in ROWS
    ]  # fmt: skip
    lines = b"\n".join(orjson.dumps(row) for row in rows)
    (root / "altered_pairs" / "pairs.jsonl").write_bytes(lines)
    return root


def test_groups_are_scored_in_both_halves(folder: Path):
    report = evaluate_altered(folder, None)

    assert {group.half for group in report.groups} == {"tuning", "reporting"}
    assert sum(group.pairs for group in report.groups) == 6 * len(ROWS)
    calm = {(g.group, g.half): g.calm / g.pairs for g in report.groups}
    assert calm["cut", "reporting"] == 1.0
    assert calm["opposite", "reporting"] == 0.0
    assert calm["unrelated", "tuning"] == 0.0


def test_the_model_finds_what_words_do_not(folder: Path):
    encoder = load_encoder()
    if encoder is None:
        pytest.skip("the extra is not installed")
    report = evaluate_altered(folder, encoder)
    recall = {(s.half, s.with_meaning): s.counts.recall for s in report.same}

    assert recall["reporting", True] > recall["reporting", False]
    lines = render_altered(report)
    assert any(line.startswith("| en | reworded | yes | reporting | 0 |") for line in lines)
    assert any("| en | reporting | with |" in line for line in lines)


def test_nothing_to_read(tmp_path: Path):
    assert evaluate_altered(tmp_path, None).groups == ()
