"""How well matching tells one statement from two, on labelled pairs and over a year of news.

Weights and thresholds were chosen on the tuning half of the events; what counts is the other half.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.domain.kinds import MatchKind, MatchStatus
from service.domain.matching.candidates import link_keys, partner_key
from service.domain.matching.compare import compare
from service.domain.matching.judge import judge
from service.domain.matching.prepared import folded, prepare
from service.domain.matching.similarity import (
    character_ratios,
    partial_ratios,
    token_set_ratios,
)
from service.evaluation.matching_data import (
    find_meetings,
    in_tuning_half,
    read_altered,
    read_families,
    read_reports,
    read_variants,
    read_year,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from service.domain.model import Match
    from service.evaluation.matching_data import DatedQuotation, LabelledPair

MIN_LONG_WORDS: Final = 5
BINS: Final = 10
_CROWDED: Final = 200
_WEEK: Final = 7
_STEPS: Final = 100
_CONTAINMENT: Final = frozenset({MatchKind.CONTAINED, MatchKind.CONTAINS})


@dataclass(frozen=True, slots=True)
class Counts:
    """Right and wrong decisions; ``precision``, ``recall`` and ``f1`` are 0.0 to 1.0."""

    true: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the decisions that are right."""
        return self.true / (self.true + self.false) if self.true + self.false else 0.0

    @property
    def recall(self) -> float:
        """Share of what is to be found that was found."""
        return self.true / (self.true + self.missed) if self.true + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        whole = 2 * self.true + self.false + self.missed
        return 2 * self.true / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class SetScore:
    """How one set of pairs of one half was judged."""

    name: str
    half: str
    pairs: int
    shown: Counts
    confirmed: Counts


@dataclass(frozen=True, slots=True)
class SimpleScore:
    """A simple method on the reporting half, its threshold chosen on the tuning half."""

    name: str
    group: str
    threshold: float
    counts: Counts


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs of similar score: the mean score and how many really are one statement."""

    one_reported: bool
    pairs: int
    mean_score: float
    share_same: float


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A pair with its judgement, for lists of errors and for reading."""

    pair: LabelledPair
    match: Match


@dataclass(frozen=True, slots=True)
class AlteredScore:
    """A way of altering: pairs, how many are shown, and how many of these without alarm."""

    languages: str
    group: str
    same: bool
    pairs: int
    shown: int
    shown_without_alarm: int


@dataclass(frozen=True, slots=True)
class YearScore:
    """Judgements over a year of news, counted by kind, status and whether over a week apart."""

    quotations: int
    meetings: int
    counts: tuple[tuple[str, str, bool, int], ...]
    confirmed_far: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class MatchingReport:
    """Everything that was measured.

    ``alarmed``: of so many quoted pairs of one statement that are shown, so many carry an alarm.
    Most of these alarms are false; no pair there was altered on purpose.
    """

    sets: tuple[SetScore, ...]
    simple: tuple[SimpleScore, ...]
    key_recall: tuple[tuple[str, int, int], ...]
    bins: tuple[Bin, ...]
    altered: tuple[AlteredScore, ...]
    alarmed: tuple[int, int]
    year: YearScore
    missed: tuple[JudgedPair, ...]
    wrong: tuple[JudgedPair, ...]


def evaluate_matching(folder: Path) -> MatchingReport:
    """Returns how matching does on the labelled sets of a folder; see ``matching_data``."""
    pairs = [*read_families(folder), *read_variants(folder), *read_reports(folder)]
    judged = [JudgedPair(pair, judge(pair.a, pair.b)) for pair in pairs]
    reporting = [item for item in judged if not in_tuning_half(item.pair.event)]
    missed = [item for item in reporting if item.pair.same and not _shown(item)]
    wrong = [item for item in reporting if not item.pair.same and _shown(item)]
    return MatchingReport(
        sets=tuple(_score_sets(judged)),
        simple=tuple(_score_simple(pairs)),
        key_recall=tuple(_measure_keys(pairs)),
        bins=tuple(_measure_reliability(reporting)),
        altered=tuple(_score_altered(read_altered(folder))),
        alarmed=_count_alarmed(reporting),
        year=_score_year(read_year(folder)),
        missed=tuple(sorted(missed, key=lambda item: item.match.score)),
        wrong=tuple(sorted(wrong, key=lambda item: -item.match.score)),
    )


def count(decisions: Iterable[tuple[bool, bool]]) -> Counts:
    """Returns right and wrong ones of (decided, really) pairs."""
    found = Counter(decisions)
    return Counts(found[True, True], found[True, False], found[False, True])


def _shown(item: JudgedPair) -> bool:
    return item.match.status is not MatchStatus.REJECTED


def _score_sets(judged: Sequence[JudgedPair]) -> Iterable[SetScore]:
    groups: dict[str, Callable[[LabelledPair], bool]] = {
        "families, direct": lambda p: p.data_set == "families" and p.group == "direct",
        "families, direct, both 5 words or more": lambda p: (
            p.data_set == "families" and p.group == "direct" and p.short_words >= MIN_LONG_WORDS
        ),
        "families, direct against indirect": lambda p: (
            p.data_set == "families" and p.group == "indirect"
        ),
        "variants": lambda p: p.data_set == "variants",
        "reports": lambda p: p.data_set == "reports",
        "all": lambda _: True,
    }
    for half, tuning in (("tuning", True), ("reporting", False)):
        for name, belongs in groups.items():
            items = [
                item
                for item in judged
                if belongs(item.pair) and in_tuning_half(item.pair.event) is tuning
            ]
            yield SetScore(
                name,
                half,
                len(items),
                shown=count((_shown(item), item.pair.same) for item in items),
                confirmed=count(
                    (item.match.status is MatchStatus.CONFIRMED, item.pair.same) for item in items
                ),
            )


def _simple_scores(pair: LabelledPair) -> dict[str, float]:
    a, b = folded(pair.a.text), folded(pair.b.text)
    same = prepare(pair.a.text, "en").words == prepare(pair.b.text, "en").words
    kind = judge(pair.a, pair.b).kind
    return {
        "same words": float(same),
        "same words or contained": float(same or kind in _CONTAINMENT),
        "character ratio": float(character_ratios([a], [b])[0, 0]),
        "partial ratio": float(partial_ratios([a], [b])[0, 0]),
        "token set ratio": float(token_set_ratios([a], [b])[0, 0]),
    }


def _score_simple(pairs: Sequence[LabelledPair]) -> Iterable[SimpleScore]:
    for group in ("direct", "indirect"):
        rows = [(pair, _simple_scores(pair)) for pair in pairs if pair.group == group]
        if not rows:
            continue
        for name in rows[0][1]:
            tuning = [(s[name], p.same) for p, s in rows if in_tuning_half(p.event)]
            other = [(s[name], p.same) for p, s in rows if not in_tuning_half(p.event)]
            threshold = _best_threshold(tuning)
            counts = count((score >= threshold, same) for score, same in other)
            yield SimpleScore(name, group, threshold, counts)


def _best_threshold(rows: Sequence[tuple[float, bool]]) -> float:
    steps = [step / _STEPS for step in range(1, _STEPS + 1)]
    return max(steps, key=lambda step: count((score >= step, same) for score, same in rows).f1)


def _measure_keys(pairs: Sequence[LabelledPair]) -> Iterable[tuple[str, int, int]]:
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for pair in pairs:
        if pair.same:
            mine = {partner_key(key) for key in link_keys(pair.a.text, pair.a.language)}
            others = link_keys(pair.b.text, pair.b.language)
            found[f"{pair.data_set}, {pair.note or pair.group}"].append(not mine.isdisjoint(others))
    return [(name, sum(met), len(met)) for name, met in sorted(found.items())]


def _measure_reliability(judged: Sequence[JudgedPair]) -> Iterable[Bin]:
    for one_reported in (False, True):
        bins: defaultdict[int, list[JudgedPair]] = defaultdict(list)
        for item in judged:
            if (item.pair.a.reported != item.pair.b.reported) is one_reported:
                bins[min(BINS - 1, int(item.match.score * BINS))].append(item)
        for _, items in sorted(bins.items()):
            mean = sum(item.match.score for item in items) / len(items)
            same = sum(item.pair.same for item in items) / len(items)
            yield Bin(one_reported, len(items), mean, same)


def _score_altered(pairs: Sequence[LabelledPair]) -> Iterable[AlteredScore]:
    groups: defaultdict[tuple[str, str, bool], list[tuple[bool, bool]]] = defaultdict(list)
    for pair in pairs:
        comparison = compare(pair.a, pair.b)
        shown = comparison.match.status is not MatchStatus.REJECTED
        calm = shown and not comparison.alarms
        groups[pair.group, pair.note, pair.same].append((shown, calm))
    for (languages, group, same), rows in sorted(groups.items()):
        shown_count = sum(shown for shown, _ in rows)
        calm_count = sum(calm for _, calm in rows)
        yield AlteredScore(languages, group, same, len(rows), shown_count, calm_count)


def _count_alarmed(judged: Sequence[JudgedPair]) -> tuple[int, int]:
    same = [
        item.pair
        for item in judged
        if item.pair.same and item.pair.group == "direct" and _shown(item)
    ]
    return len(same), sum(bool(compare(pair.a, pair.b).alarms) for pair in same)


def _score_year(quotations: Sequence[DatedQuotation]) -> YearScore:
    direct = [quotation for quotation in quotations if not quotation.rendering.reported]
    meetings = find_meetings([quotation.rendering for quotation in direct], crowded=_CROWDED)
    counts: Counter[tuple[str, str, bool]] = Counter()
    far: list[tuple[str, str, int]] = []
    judged = 0
    for left, right in meetings:
        a, b = direct[left], direct[right]
        if a.article == b.article or a.rendering.day is None or b.rendering.day is None:
            continue
        judged += 1
        days = abs((a.rendering.day - b.rendering.day).days)
        match = judge(a.rendering, b.rendering)
        counts[match.kind, match.status, days > _WEEK] += 1
        if match.status is MatchStatus.CONFIRMED and days > _WEEK:
            far.append((a.rendering.text, b.rendering.text, days))
    rows = tuple((*key, number) for key, number in sorted(counts.items()))
    return YearScore(len(direct), judged, rows, tuple(far))
