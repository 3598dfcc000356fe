"""What each feature of the scorer is worth: the fit repeated without it."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from service.domain.matching.model import LEXICAL
from service.evaluation.fit_matching import (
    Fitted,
    find_far_pairs,
    fit,
    measure_features,
)
from service.evaluation.matching import Counts, count
from service.evaluation.matching_data import (
    in_tuning_half,
    read_families,
    read_reports,
    read_variants,
    read_year,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from service.evaluation.matching_data import LabelledPair


@dataclass(frozen=True, slots=True)
class Ablation:
    """Decisions on the reporting half without one feature; ``without`` is None for all features."""

    without: str | None
    quoted: Counts
    reported: Counts


def ablate_matching(folder: Path) -> list[Ablation]:
    """Returns the decisions with all features, then without each of them in turn."""
    pairs = [*read_families(folder), *read_variants(folder), *read_reports(folder)]
    far = find_far_pairs([q for q in read_year(folder) if in_tuning_half(q.article)])
    found: list[Ablation] = []
    for without in (None, *(weighted.name for weighted in LEXICAL.features)):
        counts: list[Counts] = []
        for one_reported in (False, True):
            mine = [p for p in pairs if (p.a.reported != p.b.reported) is one_reported]
            fitted = fit(
                [pair for pair in mine if in_tuning_half(pair.event)],
                [(a, b) for a, b in far if (a.reported != b.reported) is one_reported],
                without=without,
            )
            least = LEXICAL.suggested_report if one_reported else LEXICAL.suggested
            other = [pair for pair in mine if not in_tuning_half(pair.event)]
            counts.append(_decide(fitted, other, least))
        found.append(Ablation(without, *counts))
    return found


def render_ablation(rows: Sequence[Ablation]) -> str:
    """Returns the ablation as a Markdown table; a fall of F1 is what the feature is worth."""
    lines = ["| without | F1 quoted | F1 one reported |", "| --- | --- | --- |"]
    lines += [
        f"| {row.without or 'nothing'} | {row.quoted.f1:.3f} | {row.reported.f1:.3f} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _decide(fitted: Fitted, pairs: Sequence[LabelledPair], least: float) -> Counts:
    decisions: list[tuple[bool, bool]] = []
    for pair in pairs:
        values = measure_features(pair.a, pair.b)
        odds = fitted.bias + sum(
            fitted.weights[weighted.name] * value
            for weighted, value in zip(LEXICAL.features, values, strict=True)
        )
        decisions.append((1.0 / (1.0 + exp(-odds)) >= least, pair.same))
    return count(decisions)
