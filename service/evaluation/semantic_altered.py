"""Altered or only re-worded: written pairs judged with the model of meaning and without.

A pair counts as "same" when it is confirmed or suggested and no alarm is raised. The pairs are
split by the statement that they were made of: one half to tune on, the other to report on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.domain.kinds import MatchStatus
from service.domain.matching.compare import compare
from service.evaluation.matching import Counts, count
from service.evaluation.matching_data import in_tuning_half, read_altered
from service.semantic.index import SemanticIndex, VectorIndex
from service.usecases.compare_wordings import compare_wordings
from service.usecases.config import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from service.domain.model import Comparison
    from service.evaluation.matching_data import LabelledPair
    from service.semantic.encoder import SentenceEncoder

HALVES: Final = (("tuning", True), ("reporting", False))


@dataclass(frozen=True, slots=True)
class GroupScore:
    """One way of making the second text: ``calm`` of so many pairs were called "same"."""

    languages: str
    group: str
    same: bool
    half: str
    with_meaning: bool
    pairs: int
    shown: int
    calm: int


@dataclass(frozen=True, slots=True)
class SameScore:
    """How well "same" was told from everything else, by languages and half."""

    languages: str
    half: str
    with_meaning: bool
    counts: Counts


@dataclass(frozen=True, slots=True)
class AlteredReport:
    """Everything that was measured, groups in the order of their names."""

    groups: tuple[GroupScore, ...]
    same: tuple[SameScore, ...]


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """A pair and what comparing it said."""

    pair: LabelledPair
    comparison: Comparison
    with_meaning: bool

    @property
    def shown(self) -> bool:
        """Whether it is confirmed or suggested."""
        return self.comparison.match.status is not MatchStatus.REJECTED

    @property
    def calm(self) -> bool:
        """Whether it is called the same: shown, and nothing alarming about it."""
        return self.shown and not self.comparison.alarms


def compare_altered(folder: Path, encoder: SentenceEncoder | None) -> list[ComparedPair]:
    """Returns every written pair compared without the model and, where there is one, with it."""
    pairs = read_altered(folder)
    found = [ComparedPair(pair, compare(pair.a, pair.b), with_meaning=False) for pair in pairs]
    if encoder is None or not pairs:
        return found
    semantic, limits = SemanticIndex(encoder, VectorIndex()), Limits()
    for pair in pairs:
        comparison = compare_wordings(pair.a, pair.b, limits=limits, semantic=semantic)
        found.append(ComparedPair(pair, comparison, with_meaning=True))
    return found


def evaluate_altered(folder: Path, encoder: SentenceEncoder | None) -> AlteredReport:
    """Returns how the pairs of ``altered_pairs`` were told apart, half by half."""
    compared = compare_altered(folder, encoder)
    groups: defaultdict[tuple[str, bool, str, str, bool], list[ComparedPair]] = defaultdict(list)
    decisions: defaultdict[tuple[str, str, bool], list[tuple[bool, bool]]] = defaultdict(list)
    for item in compared:
        pair, half = item.pair, _half(item.pair.event)
        groups[pair.group, not pair.same, pair.note, half, item.with_meaning].append(item)
        decisions[pair.group, half, item.with_meaning].append((item.calm, pair.same))
    return AlteredReport(
        groups=tuple(_score_group(key, items) for key, items in sorted(groups.items())),
        same=tuple(SameScore(*key, count(rows)) for key, rows in sorted(decisions.items())),
    )


def render_altered(report: AlteredReport) -> list[str]:
    """Returns the report as lines of Markdown tables."""
    lines = [
        "## Altered or only re-worded: called the same, of so many pairs",
        "| languages | group | same | half | without the model | with it | pairs |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    rows: defaultdict[tuple[str, str, bool, str], dict[bool, GroupScore]] = defaultdict(dict)
    for group in report.groups:
        key = (group.languages, group.group, group.same, group.half)
        rows[key][group.with_meaning] = group
    for (languages, name, same, half), scores in rows.items():
        cells = [str(scores[on].calm) if on in scores else "" for on in (False, True)]
        pairs = scores[False].pairs
        yes = "yes" if same else "no"
        lines.append(f"| {languages} | {name} | {yes} | {half} | {' | '.join(cells)} | {pairs} |")
    lines += [
        "",
        "| languages | half | model | P | R | F1 of the same |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for score in report.same:
        figures = (score.counts.precision, score.counts.recall, score.counts.f1)
        model = "with" if score.with_meaning else "without"
        shown = " | ".join(f"{figure:.3f}" for figure in figures)
        lines.append(f"| {score.languages} | {score.half} | {model} | {shown} |")
    return lines


def _half(event: str) -> str:
    return next(name for name, tuning in HALVES if in_tuning_half(event) is tuning)


def _score_group(
    key: tuple[str, bool, str, str, bool], items: Sequence[ComparedPair]
) -> GroupScore:
    languages, other, group, half, with_meaning = key
    return GroupScore(
        languages=languages,
        group=group,
        same=not other,
        half=half,
        with_meaning=with_meaning,
        pairs=len(items),
        shown=sum(item.shown for item in items),
        calm=sum(item.calm for item in items),
    )
