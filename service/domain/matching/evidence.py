"""What two texts share, measured once for all features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.domain.matching.containment import lies_in
from service.domain.matching.similarity import align, common_words
from service.domain.text.names import NameRelation, compare_names

if TYPE_CHECKING:
    from service.domain.matching.prepared import Prepared
    from service.domain.matching.similarity import Block
    from service.domain.model import Rendering

_REPLACED_COST: Final = 0.5
_LEFT_OUT_COST: Final = 0.3
_ALTERED_WORDS: Final = 6
_WORDS_PER_EDIT: Final = 16
_ALTERED_DAYS: Final = 14


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
        stretch_mass: mass of the best common stretch, small edits in it allowed and counted off.
        speakers: how the two names go together.
        days: days between the two, None when one is not known.
        verbatim: whether one lies word for word in the other.
        one_reported: whether exactly one side is indirect speech.
    """

    shorter: Prepared
    longer: Prepared
    shared: frozenset[str]
    shared_mass: float
    aligned_mass: float
    run: tuple[str, ...]
    run_mass: float
    stretch_mass: float
    speakers: NameRelation
    days: int | None
    one_reported: bool
    verbatim: bool


def shared_mass(a: Prepared, b: Prepared) -> float:
    """Returns the mass of the stems that two texts share, at the lower of the two weights."""
    mine, others = a.weight_of, b.weight_of
    # sorted, since the order of a sum of floats shows in its last digits
    return sum([min(mine[found], others[found]) for found in sorted(mine.keys() & others.keys())])


def gather(a: Rendering, b: Rendering, prepared_a: Prepared, prepared_b: Prepared) -> Evidence:
    """Returns the evidence; the same whichever of the two comes first."""
    first, second = prepared_a, prepared_b
    if (second.mass, second.text) < (first.mass, first.text):
        first, second = second, first
    blocks = align(first.stems, second.stems)
    run, run_mass = _heaviest_run(first, blocks)
    days = None if a.day is None or b.day is None else abs((a.day - b.day).days)
    return Evidence(
        shorter=first,
        longer=second,
        shared=frozenset(first.weight_of.keys() & second.weight_of.keys()),
        shared_mass=shared_mass(first, second),
        aligned_mass=sum(
            sum(first.weights[block.a_start : block.a_end])
            for block in blocks
            if block.tag == "equal"
        ),
        run=first.words[run[0] : run[1]],
        run_mass=run_mass,
        stretch_mass=_best_stretch(first, second, blocks),
        speakers=compare_names(a.speaker_name, b.speaker_name),
        days=days,
        one_reported=a.reported != b.reported,
        verbatim=_is_verbatim(first, second),
    )


def is_altered(evidence: Evidence) -> bool:
    """Returns whether all words of both sides but one or two are equal, in order, and of one time.

    Where a "not" is dropped or a figure changed, few rare words may be left to tell by; but two
    sentences of six words seldom differ in one. Nothing is said of other speakers' words.
    """
    shorter, longer = sorted((evidence.shorter.stems, evidence.longer.stems), key=len)
    least = len(longer) - 1 - len(longer) // _WORDS_PER_EDIT
    if (
        len(shorter) < max(least, _ALTERED_WORDS)
        or evidence.one_reported
        or evidence.speakers is NameRelation.DIFFERENT
        or (evidence.days is not None and evidence.days > _ALTERED_DAYS)
    ):
        return False
    return common_words(shorter, longer) >= least


def _is_verbatim(a: Prepared, b: Prepared) -> bool:
    # the order of masses is not the order of lengths: either may lie in the other
    return lies_in(a, b) or lies_in(b, a)


def _heaviest_run(text: Prepared, blocks: list[Block]) -> tuple[tuple[int, int], float]:
    run, heaviest = (0, 0), 0.0
    for block in blocks:
        if block.tag == "equal":
            mass = sum(text.weights[block.a_start : block.a_end])
            if mass > heaviest:
                run, heaviest = (block.a_start, block.a_end), mass
    return run, heaviest


def _best_stretch(a: Prepared, b: Prepared, blocks: list[Block]) -> float:
    """Returns the best sum over neighbouring blocks of common mass less edited mass."""
    best = current = 0.0
    for block in blocks:
        mine = sum(a.weights[block.a_start : block.a_end])
        if block.tag == "equal":
            current += mine
            best = max(best, current)
        else:
            edited = mine + sum(b.weights[block.b_start : block.b_end])
            cost = _REPLACED_COST if block.tag == "replace" else _LEFT_OUT_COST
            current = max(0.0, current - cost * edited)
    return best
