"""What two texts share, measured once for all features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.matching.similarity import align
from service.domain.text.names import NameRelation, compare_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.domain.matching.prepared import Prepared
    from service.domain.matching.similarity import Block
    from service.domain.model import Rendering


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two texts share; masses are sums of word weights, see ``Prepared.weights``.

    Attributes:
        shorter: the text with the smaller mass.
        longer: the other one.
        shared: stems that both have.
        shared_mass: their mass.
        aligned_mass: mass of the shorter's words that stand in the same order in the longer.
        run: words of the heaviest unbroken common stretch, as in the shorter.
        run_mass: its mass.
        speakers: how the two names go together.
        days: days between the two, None when one is not known.
        one_reported: whether exactly one side is indirect speech.
    """

    shorter: Prepared
    longer: Prepared
    shared: frozenset[str]
    shared_mass: float
    aligned_mass: float
    run: tuple[str, ...]
    run_mass: float
    speakers: NameRelation
    days: int | None
    one_reported: bool


def shared_mass(a: Prepared, b: Prepared) -> float:
    """Returns the mass of the stems that two texts share, at the lower of the two weights."""
    if len(a.weight_of) > len(b.weight_of):
        a, b = b, a
    other = b.weight_of
    return sum(min(weight, other[found]) for found, weight in a.weight_of.items() if found in other)


def gather(a: Rendering, b: Rendering, prepared_a: Prepared, prepared_b: Prepared) -> Evidence:
    """Returns the evidence; the same whichever of the two comes first."""
    first, second = prepared_a, prepared_b
    if (second.mass, second.text) < (first.mass, first.text):
        first, second = second, first
    run: tuple[int, int] = (0, 0)
    run_mass = aligned_mass = 0.0
    for block in _equal_blocks(align(first.stems, second.stems)):
        mass = sum(first.weights[block.a_start : block.a_end])
        aligned_mass += mass
        if mass > run_mass:
            run, run_mass = (block.a_start, block.a_end), mass
    days = None if a.day is None or b.day is None else abs((a.day - b.day).days)
    return Evidence(
        shorter=first,
        longer=second,
        shared=frozenset(first.weight_of.keys() & second.weight_of.keys()),
        shared_mass=shared_mass(first, second),
        aligned_mass=aligned_mass,
        run=first.words[run[0] : run[1]],
        run_mass=run_mass,
        speakers=compare_names(a.speaker_name, b.speaker_name),
        days=days,
        one_reported=a.reported != b.reported,
    )


def _equal_blocks(blocks: list[Block]) -> Iterator[Block]:
    return (block for block in blocks if block.tag == "equal")
