"""How well who asks is told: the labelled pairs through ``compare``, with and without the model.

Nobody says there which text is a report. The figures come with an interval, since the pairs of one
event stand or fall together: events are drawn again and again, with a fixed seed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from service.domain.kinds import MatchStatus
from service.evaluation.matching import MIN_LONG_WORDS, Counts, count
from service.evaluation.matching_data import in_tuning_half, read_families, read_variants
from service.semantic.index import SemanticIndex, VectorIndex
from service.usecases.compare_wordings import compare_wordings
from service.usecases.config import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from service.evaluation.matching_data import LabelledPair
    from service.semantic.encoder import SentenceEncoder

DRAWS: Final = 1_000
SEED: Final = 0
_TAILS: Final = (2.5, 97.5)
_ALL_TEXT: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class AskedScore:
    """What is shown and confirmed of one set of one half.

    ``low`` and ``high`` bound F1 of what is shown in 95 of 100 draws of events.
    """

    name: str
    half: str
    with_meaning: bool
    events: int
    pairs: int
    shown: Counts
    confirmed: Counts
    low: float
    high: float


def evaluate_asked(folder: Path, encoder: SentenceEncoder | None) -> list[AskedScore]:
    """Returns the scores without the model, and with it where there is one."""
    pairs = [*read_families(folder), *read_variants(folder)]
    models = [None, SemanticIndex(encoder, VectorIndex())] if encoder else [None]
    return [score for model in models for score in _score(pairs, model)]


def render_asked(scores: Sequence[AskedScore]) -> str:
    """Returns the scores as a Markdown table."""
    head = "| set | half | meaning | events | pairs | P | R | F1 shown | from | to | P confirmed |"
    lines = ["## As asked, forms not told", "", head, "|" + " --- |" * head.count(" | ") + " --- |"]
    for s in scores:
        figures = (s.shown.precision, s.shown.recall, s.shown.f1, s.low, s.high)
        cells = [s.name, s.half, "on" if s.with_meaning else "off", s.events, s.pairs]
        cells += [f"{figure:.3f}" for figure in (*figures, s.confirmed.precision)]
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Asked:
    pair: LabelledPair
    shown: bool
    confirmed: bool


def _score(pairs: Sequence[LabelledPair], model: SemanticIndex | None) -> list[AskedScore]:
    limits = Limits(max_query_chars=_ALL_TEXT)
    asked: list[_Asked] = []
    for pair in pairs:
        a, b = (replace(side, reported=False) for side in (pair.a, pair.b))
        status = compare_wordings(a, b, limits=limits, semantic=model).match.status
        confirmed = status is MatchStatus.CONFIRMED
        asked.append(_Asked(pair, status is not MatchStatus.REJECTED, confirmed))
    groups: dict[str, Callable[[LabelledPair], bool]] = {
        "families, direct": lambda p: p.data_set == "families" and p.group == "direct",
        "families, direct, both 5 words or more": lambda p: (
            p.data_set == "families" and p.group == "direct" and p.short_words >= MIN_LONG_WORDS
        ),
        "families, direct against indirect": lambda p: (
            p.data_set == "families" and p.group == "indirect"
        ),
        "variants": lambda p: p.data_set == "variants",
    }
    found: list[AskedScore] = []
    for half, tuning in (("tuning", True), ("reporting", False)):
        mine = [one for one in asked if in_tuning_half(one.pair.event) is tuning]
        for name, belongs in groups.items():
            if members := [one for one in mine if belongs(one.pair)]:
                found.append(_summarise(name, half, members, with_meaning=model is not None))
    return found


def _summarise(
    name: str, half: str, members: Sequence[_Asked], *, with_meaning: bool
) -> AskedScore:
    by_event: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for one in members:
        by_event[one.pair.event].append((one.shown, one.pair.same))
    low, high = find_interval([count(rows) for _, rows in sorted(by_event.items())])
    return AskedScore(
        name=name,
        half=half,
        with_meaning=with_meaning,
        events=len(by_event),
        pairs=len(members),
        shown=count((one.shown, one.pair.same) for one in members),
        confirmed=count((one.confirmed, one.pair.same) for one in members),
        low=low,
        high=high,
    )


def find_interval(events: Sequence[Counts]) -> tuple[float, float]:
    """Returns between which values F1 lies in 95 of 100 draws of as many events."""
    rows = np.array([[one.true, one.false, one.missed] for one in events], dtype=np.float64)
    drawn = np.random.default_rng(SEED).integers(0, len(rows), (DRAWS, len(rows)))
    true, false, missed = rows[drawn].sum(axis=1).T
    scores = 2 * true / np.maximum(1.0, 2 * true + false + missed)
    low, high = np.percentile(scores, _TAILS)
    return float(low), float(high)
