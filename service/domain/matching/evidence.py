"""What two texts share, measured once for all features."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.matching.containment import lies_in
from service.domain.matching.forms import NUMBER_SIGN
from service.domain.matching.prepared import INFORMATIVE_WEIGHT
from service.domain.matching.similarity import align, common_words
from service.domain.text.names import NameRelation, compare_names, fold_name

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

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
        overhang: mass that stands beside that stretch on both sides, before it or after it. Two
            cuts of one sentence have none: where one goes on the other has ended.
        rare_shared: how many of the shared stems are rare enough to say something.
        speakers: how the two names go together.
        full_names: whether both speakers are named by more than one word.
        days: days between the two, None when one is not known.
        one_reported: whether exactly one side is indirect speech.
        some_reported: whether one side at least is.
        part: the text that lies word for word in the other one, None when neither does.
        exchanged: whether within the common stretch a telling word of one side, or a figure, has
            given way to another of the other side.
    """

    shorter: Prepared
    longer: Prepared
    shared: AbstractSet[str]
    shared_mass: float
    aligned_mass: float
    run: tuple[str, ...]
    run_mass: float
    stretch_mass: float
    overhang: float
    rare_shared: int
    speakers: NameRelation
    full_names: bool
    days: int | None
    one_reported: bool
    some_reported: bool
    part: Prepared | None
    exchanged: bool


class Shared(NamedTuple):
    """The stems that two texts share, and their mass at the lower of the two weights."""

    stems: AbstractSet[str]
    mass: float
    rare: int


def find_shared(a: Prepared, b: Prepared) -> Shared:
    """Returns what two texts share, whatever its order."""
    mine, others = a.weight_of, b.weight_of
    stems = mine.keys() & others.keys()
    weights = [
        weight if (weight := mine[found]) < (other := others[found]) else other for found in stems
    ]
    # sorted, since the order of a sum of floats shows in its last digits
    weights.sort()
    rare = len(weights) - bisect_left(weights, INFORMATIVE_WEIGHT)
    return Shared(stems, sum(weights), rare)


def gather(
    a: Rendering,
    b: Rendering,
    prepared_a: Prepared,
    prepared_b: Prepared,
    shared: Shared | None = None,
) -> Evidence:
    """Returns the evidence; the same whichever of the two comes first.

    ``shared`` is what ``find_shared`` returns of the two, where that is known.
    """
    first, second = prepared_a, prepared_b
    if (second.mass, second.text) < (first.mass, first.text):
        first, second = second, first
    if shared is None:
        shared = find_shared(first, second)
    blocks = align(first.stems, second.stems)
    run, run_mass, aligned_mass = _heaviest_run(first, blocks)
    stretch = _best_stretch(first, second, blocks)
    return Evidence(
        shorter=first,
        longer=second,
        shared=shared.stems,
        shared_mass=shared.mass,
        aligned_mass=aligned_mass,
        run=first.words[run[0] : run[1]],
        run_mass=run_mass,
        stretch_mass=stretch.mass,
        overhang=_overhang(first, second, stretch),
        rare_shared=shared.rare,
        speakers=_relate(a.speaker_name, b.speaker_name),
        full_names=_is_full(a.speaker_name) and _is_full(b.speaker_name),
        days=None if a.day is None or b.day is None else abs((a.day - b.day).days),
        one_reported=a.reported != b.reported,
        some_reported=a.reported or b.reported,
        part=_find_part(first, second, len(shared.stems)),
        exchanged=_is_exchanged(first, second, blocks, stretch),
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


@lru_cache(maxsize=16_384)
def _is_full(name: str | None) -> bool:
    return name is not None and " " in fold_name(name)


def _find_part(a: Prepared, b: Prepared, shared: int) -> Prepared | None:
    # the order of masses is not the order of lengths: either may lie in the other
    for part, whole in ((a, b), (b, a)):
        if (shared == len(part.weight_of) or part.has_gaps) and lies_in(part, whole):
            return part
    return None


_relate = lru_cache(maxsize=16_384)(compare_names)


def _heaviest_run(text: Prepared, blocks: list[Block]) -> tuple[tuple[int, int], float, float]:
    """Returns the heaviest equal block, its mass, and the mass of all equal blocks."""
    run, heaviest, aligned = (0, 0), 0.0, 0.0
    for block in blocks:
        if block.tag == "equal":
            mass = sum(text.weights[block.a_start : block.a_end])
            aligned += mass
            if mass > heaviest:
                run, heaviest = (block.a_start, block.a_end), mass
    return run, heaviest, aligned


class _Stretch(NamedTuple):
    """Neighbouring blocks with their mass; the places are those of its first and last word."""

    mass: float
    a_start: int
    b_start: int
    a_end: int
    b_end: int


def _best_stretch(a: Prepared, b: Prepared, blocks: list[Block]) -> _Stretch:
    """Returns the stretch with the best sum of common mass less edited mass."""
    best = _Stretch(0.0, 0, 0, 0, 0)
    current, a_start, b_start = 0.0, 0, 0
    for block in blocks:
        mine = sum(a.weights[block.a_start : block.a_end])
        if block.tag == "equal":
            if current <= 0.0:
                a_start, b_start = block.a_start, block.b_start
            current += mine
            if current > best.mass:
                best = _Stretch(current, a_start, b_start, block.a_end, block.b_end)
        elif current > 0.0:
            edited = mine + sum(b.weights[block.b_start : block.b_end])
            cost = _REPLACED_COST if block.tag == "replace" else _LEFT_OUT_COST
            current = max(0.0, current - cost * edited)
    return best


def _is_exchanged(a: Prepared, b: Prepared, blocks: list[Block], stretch: _Stretch) -> bool:
    return any(
        block.tag == "replace"
        and block.a_start >= stretch.a_start
        and block.a_end <= stretch.a_end
        and _tells(a, block.a_start, block.a_end)
        and _tells(b, block.b_start, block.b_end)
        for block in blocks
    )


def _tells(text: Prepared, start: int, end: int) -> bool:
    return any(
        text.weights[at] >= INFORMATIVE_WEIGHT or text.words[at].startswith(NUMBER_SIGN)
        for at in range(start, end)
    )


def _overhang(a: Prepared, b: Prepared, stretch: _Stretch) -> float:
    before = min(sum(a.weights[: stretch.a_start]), sum(b.weights[: stretch.b_start]))
    after = min(sum(a.weights[stretch.a_end :]), sum(b.weights[stretch.b_end :]))
    return before + after
