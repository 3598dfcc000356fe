"""What another version of the scorer would change, before it becomes the one in use."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

from service.domain.errors import InputError
from service.domain.kinds import Bond, MatchStatus
from service.domain.matching.judge import judge_many
from service.domain.matching.model import LEXICAL, ByPair
from service.evaluation.matching_data import find_meetings, read_families, read_year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from service.domain.matching.model import Model
    from service.domain.model import Match, Rendering

SHOWN: Final = 40
_CROWDED: Final = 200
_SHOWN_CHARS: Final = 120


@dataclass(frozen=True, slots=True)
class PairChange:
    """A pair whose status or bond would be another one."""

    a: Rendering
    b: Rendering
    old: Match
    new: Match


@dataclass(frozen=True, slots=True)
class ModelChanges:
    """What would change: pairs judged, those confirmed newly or no more, statements moved.

    ``merged`` counts new statements made of several old ones, ``split`` old ones that come apart.
    """

    renderings: int
    pairs: int
    gained: tuple[PairChange, ...]
    lost: tuple[PairChange, ...]
    merged: int
    split: int


def change_model(base: Model, values: Mapping[str, float]) -> Model:
    """Returns the model with other values: thresholds and biases by name, weights by feature.

    "order" names the weight of a feature for all pairs, "order/reported" that for one sort of them
    (``ByPair``); so do "confirmed" and "confirmed/reported".

    Raises:
        InputError: a name is neither a threshold nor a feature of the model.
    """
    numbers = {field.name for field in fields(base)} - {"name", "version", "features"}
    known = {feature.name for feature in base.features}
    for name in values:
        whole, _, sort = name.partition("/")
        if whole not in numbers | known or (sort and sort not in ByPair._fields):
            raise InputError(
                f"the scorer has no {name!r}",
                field=name,
                remedy=f"Name one of {', '.join(sorted(numbers | known))}.",
            )
    features = tuple(
        replace(feature, weights=_changed(feature.name, feature.weights, values))
        for feature in base.features
    )
    thresholds: dict[str, Any] = {}
    for name in numbers:
        before = getattr(base, name)
        one = not isinstance(before, ByPair)
        thresholds[name] = values.get(name, before) if one else _changed(name, before, values)
    return replace(base, features=features, **thresholds)


def _changed(name: str, before: ByPair, values: Mapping[str, float]) -> ByPair:
    """Returns a number for each sort of pairs, with the values that were named."""
    return ByPair(
        *(
            values.get(f"{name}/{sort}", values.get(name, value))
            for sort, value in zip(ByPair._fields, before, strict=True)
        )
    )


def find_changes(folder: Path, new: Model, old: Model = LEXICAL) -> ModelChanges:
    """Returns what the new scorer would change on the quotations of a folder's labelled data."""
    families = {rendering: None for pair in read_families(folder) for rendering in (pair.a, pair.b)}
    year = [quotation.rendering for quotation in read_year(folder)]
    quoted = [rendering for rendering in year if not rendering.reported]
    return compare_models([*families, *quoted], new, old)


def compare_models(renderings: Sequence[Rendering], new: Model, old: Model) -> ModelChanges:
    """Returns what the new scorer would change among renderings that meet by their keys."""
    meetings = find_meetings(renderings, crowded=_CROWDED)
    gained: list[PairChange] = []
    lost: list[PairChange] = []
    unions: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for left, right in meetings:
        a, b = renderings[left], renderings[right]
        before, after = (judge_many(a, [b], model=model)[0] for model in (old, new))
        for found, match in zip(unions, (before, after), strict=True):
            if match.bond is Bond.UNION:
                found.append((left, right))
        was, will = (match.status is MatchStatus.CONFIRMED for match in (before, after))
        if was != will:
            (gained if will else lost).append(PairChange(a, b, before, after))
    roots = [_find_roots(len(renderings), found) for found in unions]
    return ModelChanges(
        renderings=len(renderings),
        pairs=len(meetings),
        gained=tuple(sorted(gained, key=lambda change: -change.new.score)),
        lost=tuple(sorted(lost, key=lambda change: -change.old.score)),
        merged=_count_mixed(roots[1], roots[0]),
        split=_count_mixed(roots[0], roots[1]),
    )


def render_changes(changes: ModelChanges) -> str:
    """Returns the changes as text: the counts, then the pairs with their reasons."""
    lines = [
        f"{changes.renderings} quotations, {changes.pairs} pairs judged",
        f"confirmed newly: {len(changes.gained)}, no more: {len(changes.lost)}",
        f"statements merged: {changes.merged}, split: {changes.split}",
    ]
    for title, pairs in (("newly", changes.gained), ("no more", changes.lost)):
        lines += [
            f"- {title}: {pair.old.score:.2f} to {pair.new.score:.2f}, {pair.new.reason}\n"
            f"  - {pair.a.text[:_SHOWN_CHARS]}\n  - {pair.b.text[:_SHOWN_CHARS]}"
            for pair in pairs[:SHOWN]
        ]
    return "\n".join(lines) + "\n"


def _find_roots(size: int, unions: Sequence[tuple[int, int]]) -> list[int]:
    parents = list(range(size))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    for left, right in unions:
        first, second = sorted((root(left), root(right)))
        parents[second] = first
    return [root(at) for at in range(size)]


def _count_mixed(groups: Sequence[int], others: Sequence[int]) -> int:
    """Returns how many groups of the first grouping hold members of several of the other."""
    held: defaultdict[int, set[int]] = defaultdict(set)
    for group, other in zip(groups, others, strict=True):
        held[group].add(other)
    return sum(len(members) > 1 for members in held.values())
