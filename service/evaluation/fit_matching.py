"""Fits the weights of the scorer on the tuning half of the labelled pairs.

Run ``python -m service.evaluation.fit_matching DIR`` and copy the table into
``service.domain.matching.model``. Besides the labelled pairs it takes, as pairs that are not one
statement, quotations of a year of news that are far apart and were not copied word for word: what
people keep saying. The answer depends on the folder alone: no step is random.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from service.domain.matching.containment import lies_in
from service.domain.matching.evidence import gather
from service.domain.matching.grading import LONG
from service.domain.matching.model import LEXICAL, ByPair
from service.domain.matching.prepared import prepare
from service.evaluation.matching_data import (
    find_meetings,
    in_tuning_half,
    read_families,
    read_reports,
    read_variants,
    read_year,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from service.domain.model import Rendering
    from service.evaluation.matching_data import DatedQuotation, LabelledPair

    Array = NDArray[np.float64]

FAR_DAYS: Final = 45
MOST_FAR_PAIRS: Final = 3_000
FAR_WEIGHT: Final = 0.15
RIDGE: Final = 0.3
STEPS: Final = 6_000
NEGATIVE: Final = frozenset({"other_speaker", "overhang"})
MOST_NEARNESS: Final = 2.0
_CROWDED: Final = 60
_WORTH_LOOKING: Final = 0.3
_UNKNOWN_NEARNESS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by feature name, and the log odds without any evidence."""

    bias: float
    weights: dict[str, float]


def measure_features(a: Rendering, b: Rendering) -> list[float]:
    """Returns the scores of all features of the model, in its order."""
    evidence = gather(a, b, prepare(a.text, a.language), prepare(b.text, b.language))
    return [weighted.function(evidence) for weighted in LEXICAL.features]


def sort_of(a: Rendering, b: Rendering) -> str:
    """Returns which of the columns of the model (``ByPair``) the pair belongs to."""
    if a.reported != b.reported:
        return "reported"
    left, right = prepare(a.text, a.language), prepare(b.text, b.language)
    return "contained" if lies_in(left, right) or lies_in(right, left) else "reworded"


def find_far_pairs(quotations: Sequence[DatedQuotation]) -> list[tuple[Rendering, Rendering]]:
    """Returns pairs of quotations that share words but were said on different occasions.

    At least ``FAR_DAYS`` apart, in different articles, and neither a long copy of the other. Every
    n-th of them in a fixed order, at most ``MOST_FAR_PAIRS``.
    """
    meetings = find_meetings([q.rendering for q in quotations], crowded=_CROWDED)
    found: list[tuple[Rendering, Rendering]] = []
    for left, right in meetings:
        a, b = quotations[left].rendering, quotations[right].rendering
        if quotations[left].article != quotations[right].article and _is_far(a, b):
            found.append((a, b))
    return found[:: max(1, len(found) // MOST_FAR_PAIRS)]


def _is_far(a: Rendering, b: Rendering) -> bool:
    if a.day is None or b.day is None or abs((a.day - b.day).days) < FAR_DAYS:
        return False
    evidence = gather(a, b, prepare(a.text, a.language), prepare(b.text, b.language))
    if evidence.shared_mass < _WORTH_LOOKING * evidence.shorter.mass:
        return False
    copied = evidence.stretch_mass > 0.6 * sum(evidence.shorter.weights)
    return not (evidence.shorter.informative >= LONG and copied)


def fit(
    pairs: Sequence[LabelledPair],
    far: Sequence[tuple[Rendering, Rendering]],
    *,
    without: str | None = None,
) -> Fitted:
    """Returns weights that may only reward evidence, fitted by weighted logistic regression.

    ``without`` names a feature whose weight is held at 0.0. No pairs give weights of 0.0.
    """
    rows = [measure_features(pair.a, pair.b) for pair in pairs]
    labels = [1.0 if pair.same else 0.0 for pair in pairs]
    costs = [1.0] * len(pairs)
    names = [weighted.name for weighted in LEXICAL.features]
    nearness = names.index("nearness")
    for index, (a, b) in enumerate(far):
        row = measure_features(a, b)
        if index % 2:  # half of them without their days, so that words have to tell
            row[nearness] = _UNKNOWN_NEARNESS
        rows.append(row)
        labels.append(0.0)
        costs.append(FAR_WEIGHT)
    if not rows:
        return Fitted(0.0, dict.fromkeys(names, 0.0))
    low, high = _bounds(names)
    if without is not None:
        low[names.index(without)] = high[names.index(without)] = 0.0
    solved = _descend(np.array(rows), np.array(labels), np.array(costs), low, high)
    weights = {name: round(float(value), 2) for name, value in zip(names, solved, strict=False)}
    return Fitted(round(float(solved[-1]), 2), weights)


def _bounds(names: Sequence[str]) -> tuple[Array, Array]:
    low = [-np.inf if name in NEGATIVE else 0.0 for name in names]
    high = [0.0 if name in NEGATIVE else np.inf for name in names]
    high[names.index("nearness")] = MOST_NEARNESS
    return np.array([*low, -np.inf]), np.array([*high, np.inf])


def _descend(rows: Array, labels: Array, costs: Array, low: Array, high: Array) -> Array:
    """Returns the weights (bias last) that minimise the ridge-penalised loss within bounds."""
    design = np.hstack([rows, np.ones((len(rows), 1))])
    weights = np.zeros(design.shape[1])
    mean, square, total = np.zeros_like(weights), np.zeros_like(weights), costs.sum()
    penalty = np.full(len(weights), RIDGE / total)
    penalty[-1] = 0.0
    for step in range(1, STEPS + 1):
        predicted = 1.0 / (1.0 + np.exp(-np.clip(design @ weights, -30.0, 30.0)))
        gradient = design.T @ (costs * (predicted - labels)) / total + penalty * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        move = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        weights = np.clip(weights - 0.03 * move, low, high)
    return weights


def main(folder: Path) -> None:
    """Prints the fitted table, a column for each sort of pairs."""
    pairs = [
        pair
        for pair in [*read_families(folder), *read_variants(folder), *read_reports(folder)]
        if in_tuning_half(pair.event)
    ]
    far = find_far_pairs([q for q in read_year(folder) if in_tuning_half(q.article)])
    columns = [
        fit(
            [pair for pair in pairs if sort_of(pair.a, pair.b) == sort],
            [(a, b) for a, b in far if sort_of(a, b) == sort],
        )
        for sort in ByPair._fields
    ]
    lines = [f"{len(pairs)} labelled pairs, {len(far)} far pairs"]
    lines.append("bias: " + ", ".join(str(column.bias) for column in columns))
    for weighted in LEXICAL.features:
        weights = (str(column.weights[weighted.name]) for column in columns)
        lines.append(f"{weighted.name}: " + ", ".join(weights))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
