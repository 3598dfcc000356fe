"""The record of an evaluation, for ``/v1/quality``: figures, floors, data and versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson

from service.evaluation import gate
from service.evaluation.origins import evaluate_origins
from service.evaluation.semantic import evaluate_semantic
from service.usecases.read_quality import current_algorithms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from service.semantic.encoder import SentenceEncoder
    from service.store.base import QuoteStore

COMMAND: Final = "python -m service evaluate record DIR"

_DATA: Final = {
    "extraction": (
        "polnear (annotated US news), families (articles on one week's news), spanish (translated "
        "news, Spanish side): the half of the articles that nothing was tuned on; seeds: looked at "
        "while tuning."
    ),
    "matching": "families, variants and reports: the half of the pairs that nothing was tuned on.",
    "pages": "benchmark and fundus: all pages; they were looked at while tuning.",
    "origins": "polnear: each article against seeded manglings of itself; agency credits.",
    "semantic": "crosslingual quotations (reporting half) and the test tweets of checked claims.",
}
_COMMANDS: Final = {
    "extraction": "python -m service evaluate extraction DIR --apart",
    "matching": "python -m service evaluate matching DIR",
    "pages": "python -m service evaluate pages DIR/pages",
    "origins": "python -m service evaluate origins DIR",
    "semantic": "python -m service evaluate semantic DIR",
}
# Halves of the sets that thresholds were chosen on: no figure of theirs is served.
_TUNED_ON: Final = ("tuning half", "train")


def measure_everything(
    folder: Path,
    *,
    scratch: Path,
    open_store: Callable[[Path], QuoteStore],
    encoder: SentenceEncoder | None,
) -> dict[str, float]:
    """Returns every figure of the record, its name opened by its part.

    Args:
        folder: the evaluation data; sets that are not there are left out.
        scratch: an empty folder for stores.
        open_store: opens an embedded store in a folder.
        encoder: the model of meaning; None leaves its figures out.
    """
    figures = gate.measure(folder)
    if (folder / "polnear").is_dir():
        figures |= _origins(folder)
    if encoder is not None:
        figures |= {
            f"semantic: {rank.task}, first": rank.first
            for rank in evaluate_semantic(folder, open_store, scratch, encoder).ranks
            if rank.with_meaning and rank.queries and not rank.task.endswith(_TUNED_ON)
        }
    return figures


def _origins(folder: Path) -> dict[str, float]:
    report = evaluate_origins(folder)
    given = report.credits_found + report.credits_wrong
    figures = {
        f"origins: {one.mangling}, recall": one.found / one.twins
        for one in report.mangled
        if one.twins
    }
    if report.credits_known and given:
        figures["origins: agency credits, recall"] = report.credits_found / report.credits_known
        figures["origins: agency credits, precision"] = report.credits_found / given
    return figures


def make_record(
    figures: Mapping[str, float], floors: Mapping[str, float], evaluated_on: date
) -> bytes:
    """Returns the record as it is committed; each figure's name opens with its part."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for name, value in sorted(figures.items()):
        part, _, rest = name.partition(": ")
        floor = floors.get(name)
        parts.setdefault(part, []).append(
            {"name": rest, "value": round(value, 4)} | ({} if floor is None else {"floor": floor})
        )
    current = current_algorithms()
    record = {
        "evaluated_on": evaluated_on.isoformat(),
        "command": COMMAND,
        "parts": [
            {
                "part": part,
                "algorithm": current[part],
                "data": _DATA[part],
                "command": _COMMANDS[part],
                "figures": rows,
            }
            for part, rows in parts.items()
        ],
    }
    return orjson.dumps(record, option=orjson.OPT_INDENT_2) + b"\n"
