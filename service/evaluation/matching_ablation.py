"""What each feature of the scorer is worth: the fit repeated without it."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from service.domain.matching.model import LEXICAL, ByPair
from service.evaluation.fit_matching import (
    Fitted,
    find_far_pairs,
    fit,
    measure_features,
    sort_of,
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
    """Decisions on the reporting half without one feature; ``without`` is None for all features.

    ``counts`` has one entry for each sort of pairs (``ByPair``), in their order.
    """

    without: str | None
    counts: tuple[Counts, ...]

    @property
    def whole(self) -> Counts:
        """Decisions on all pairs."""
        return Counts(
            true=sum(counts.true for counts in self.counts),
            false=sum(counts.false for counts in self.counts),
            missed=sum(counts.missed for counts in self.counts),
        )


def ablate_matching(folder: Path) -> list[Ablation]:
    """Returns how the scorer does with all features, then without each of them in turn."""
    pairs = [*read_families(folder), *read_variants(folder), *read_reports(folder)]
    far = find_far_pairs([q for q in read_year(folder) if in_tuning_half(q.article)])
    sorted_pairs = {
        sort: [p for p in pairs if sort_of(p.a, p.b) == sort] for sort in ByPair._fields
    }
    sorted_far = {sort: [p for p in far if sort_of(*p) == sort] for sort in ByPair._fields}
    found: list[Ablation] = []
    for without in (None, *(weighted.name for weighted in LEXICAL.features)):
        counts: list[Counts] = []
        for sort, least in zip(ByPair._fields, LEXICAL.suggested, strict=True):
            mine = sorted_pairs[sort]
            tuning = [pair for pair in mine if in_tuning_half(pair.event)]
            fitted = fit(tuning, sorted_far[sort], without=without)
            other = [pair for pair in mine if not in_tuning_half(pair.event)]
            counts.append(_decide(fitted, other, least))
        found.append(Ablation(without, tuple(counts)))
    return found


def render_ablation(rows: Sequence[Ablation]) -> str:
    """Returns the ablation as a Markdown table; a fall of F1 is what the feature is worth."""
    heads = ["without", *(f"F1 {sort}" for sort in ByPair._fields), "F1 all"]
    lines = ["| " + " | ".join(heads) + " |", "| " + " | ".join(["---"] * len(heads)) + " |"]
    for row in rows:
        figures = [f"{counts.f1:.3f}" for counts in (*row.counts, row.whole)]
        lines.append("| " + " | ".join([row.without or "nothing", *figures]) + " |")
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
