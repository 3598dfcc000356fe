"""Pieces of evidence that two quotations render one utterance, each a small pure function.

The docstring of a feature is what users read about it; so it is unique and speaks to them.
Every function takes the gathered evidence and returns a score from 0.0 to 1.0 and a detail that
names the words or values behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp
from typing import TYPE_CHECKING, Final

from service.domain.matching.similarity import character_ratio
from service.domain.text.names import NameRelation

if TYPE_CHECKING:
    from service.domain.matching.evidence import Evidence

Measured = tuple[float, str]
FeatureFunction = Callable[["Evidence"], Measured]

_RUN_SCALE: Final = 1.5
_SHARED_SCALE: Final = 3.0
_DAYS_SCALE: Final = 30.0
_SHOWN_WORDS: Final = 6
_NAME_SCORES: Final = {
    NameRelation.SAME: 1.0,
    NameRelation.COMPATIBLE: 0.9,
    NameRelation.UNKNOWN: 0.5,
    NameRelation.DIFFERENT: 0.0,
}


def shared_rarity(evidence: Evidence) -> Measured:
    """How much of the shorter wording, rare words counting most, also stands in the longer one."""
    shared = sorted(evidence.shared, key=lambda found: -evidence.shorter.weight_of[found])
    return _share(evidence.shared_mass, evidence.shorter.mass), _listed(shared)


def overlap(evidence: Evidence) -> Measured:
    """How much of all words of both wordings, rare words counting most, stands in both."""
    union = evidence.shorter.mass + evidence.longer.mass - evidence.shared_mass
    return _share(evidence.shared_mass, union), (
        f"{len(evidence.shared)} words of {len(evidence.shorter.weight_of)}"
        f" and {len(evidence.longer.weight_of)} in common"
    )


def order(evidence: Evidence) -> Measured:
    """How much of the shorter wording stands in the longer one in the same order."""
    share = _share(evidence.aligned_mass, sum(evidence.shorter.weights))
    return share, f"{share:.0%} of the words by rarity in the same order"


def longest_run(evidence: Evidence) -> Measured:
    """How telling the longest unbroken stretch is that both wordings have, by its rare words."""
    run = " ".join(evidence.run)
    return 1.0 - exp(-evidence.run_mass / _RUN_SCALE), f'"{run}"' if run else "no common stretch"


def run_share(evidence: Evidence) -> Measured:
    """Which part of the shorter wording its longest unbroken common stretch makes up."""
    share = _share(evidence.run_mass, sum(evidence.shorter.weights))
    return share, f"{len(evidence.run)} of {len(evidence.shorter.words)} words in one stretch"


def information(evidence: Evidence) -> Measured:
    """How much the common words say at all: stock phrases of frequent words say little."""
    score = 1.0 - exp(-evidence.shared_mass / _SHARED_SCALE)
    return score, f"rarity of the common words {evidence.shared_mass:.1f}"


def characters(evidence: Evidence) -> Measured:
    """How alike the two wordings are letter by letter, which forgives misspelt names."""
    ratio = character_ratio(evidence.shorter.folded, evidence.longer.folded)
    return ratio, f"{ratio:.0%} of the letters in the same order"


def numbers(evidence: Evidence) -> Measured:
    """Whether the figures of the shorter wording also stand in the longer one."""
    mine, others = evidence.shorter.numbers, evidence.longer.numbers
    missing = sorted(number[1:] for number in mine - others)
    if not mine or not others:
        return 1.0, "no figures on one side"
    if not missing:
        return 1.0, "same figures"
    return 1.0 - len(missing) / len(mine), f"not on both sides: {', '.join(missing)}"


def speaker(evidence: Evidence) -> Measured:
    """Whether both are pinned on the same speaker; an unknown speaker counts half."""
    return _NAME_SCORES[evidence.speakers], f"speakers: {evidence.speakers.value}"


def nearness(evidence: Evidence) -> Measured:
    """How near in time the two were published; an unknown date counts half."""
    if evidence.days is None:
        return 0.5, "a date is not known"
    return exp(-evidence.days / _DAYS_SCALE), f"{evidence.days} days apart"


def presentation(evidence: Evidence) -> Measured:
    """Whether both are quoted in the same way, or one of them is only reported."""
    return (0.0, "one is reported speech") if evidence.one_reported else (1.0, "same form")


def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole > 0.0 else 0.0


def _listed(words: list[str]) -> str:
    shown = ", ".join(words[:_SHOWN_WORDS])
    more = len(words) - _SHOWN_WORDS
    return (f"{shown} and {more} more" if more > 0 else shown) or "no common words"
