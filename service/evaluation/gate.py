"""Quality has floors that only rise: the figures of an evaluation held against committed ones."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Final

import orjson

from service.evaluation.extraction import evaluate_extraction
from service.evaluation.extraction_data import in_tuning_half
from service.evaluation.matching import evaluate_matching
from service.evaluation.pages import evaluate_pages
from service.intake.html import EXTRACTOR

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FLOORS: Final = "floors.json"
SLACK: Final = 0.005
"""A figure may fall so far below its floor: evaluation sets are small."""


def measure(folder: Path) -> dict[str, float]:
    """Returns the figures that have floors.

    Those of extraction (but the seeds) and matching come from halves that were kept apart from
    tuning. The seeds and the pages were looked at while tuning: their floors guard against falls
    and say nothing of unseen texts.

    Args:
        folder: the evaluation data; sets that are not there are left out.
    """
    return _extraction(folder) | _matching(folder) | _pages(folder / "pages")


def _extraction(folder: Path) -> dict[str, float]:
    counts = evaluate_extraction(folder, lambda article: not in_tuning_half(article.id)).counts
    recall = (
        "polnear wholly",
        "polnear partly",
        "polnear indirect",
        "seeds direct",
        "spanish direct",
    )
    precision = ("families speaker", "polnear all")
    f1 = ("families complete direct", "polnear all", "polnear speaker quoted", "spanish speaker")
    return {
        **{f"extraction: {name}, recall": counts[name].recall for name in recall if name in counts},
        **{
            f"extraction: {name}, precision": counts[name].precision
            for name in precision
            if name in counts
        },
        **{f"extraction: {name}, F1": counts[name].f1 for name in f1 if name in counts},
    }


def _matching(folder: Path) -> dict[str, float]:
    if not (folder / "families_gold").is_dir():
        return {}
    figures = {}
    for score in evaluate_matching(folder).sets:
        if score.half == "reporting":
            figures[f"matching: {score.name}, F1 shown"] = score.shown.f1
            if score.name == "all":
                figures["matching: all, precision confirmed"] = score.confirmed.precision
                figures["matching: all, recall confirmed"] = score.confirmed.recall
    return figures


def _pages(folder: Path) -> dict[str, float]:
    if not folder.is_dir():
        return {}
    figures = {}
    for report in evaluate_pages(folder, with_second=False).reports:
        if report.library == EXTRACTOR:
            for name, value in (
                ("token F1", report.mean("token_f1")),
                ("survival", report.survival),
            ):
                if value is not None:
                    figures[f"pages: {report.data_set}, {name}"] = value
    return figures


def read_floors() -> dict[str, float]:
    """Returns the committed floors."""
    stored = resources.files(__package__).joinpath(FLOORS).read_bytes()
    return {str(name): float(value) for name, value in orjson.loads(stored).items()}


def find_falls(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Returns a line for each figure that is below its floor by more than the slack."""
    return [
        f"{name}: {figures[name]:.3f} is below the floor {floor:.3f}"
        for name, floor in sorted(floors.items())
        if name in figures and figures[name] < floor - SLACK
    ]


def raise_floors(
    figures: Mapping[str, float], floors: Mapping[str, float], *, may_fall: bool = False
) -> dict[str, float]:
    """Returns the floors after this run: higher where the figure is, lower only if allowed."""
    return {
        name: round(value if may_fall else max(value, floors.get(name, 0.0)), 4)
        for name, value in sorted({**floors, **figures}.items())
    }
