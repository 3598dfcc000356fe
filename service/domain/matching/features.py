"""Pieces of evidence that two quotations render one utterance, each a small pure function.

The docstring of a feature is what users read about it; so it is unique and speaks to them.
Every function takes the gathered evidence and returns a score from 0.0 to 1.0; the words behind
the score are made by ``details``, only where somebody reads them.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, Final

from service.domain.text.names import NameRelation

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.domain.matching.evidence import Evidence

    FeatureFunction = Callable[[Evidence], float]
    DetailFunction = Callable[[Evidence], str]

_RUN_SCALE: Final = 1.5
_SHARED_SCALE: Final = 3.0
_WORDS_SCALE: Final = 3.0
_RARE_SCALE: Final = 2.0
_DAYS_SCALE: Final = 30.0
_SHOWN_WORDS: Final = 6
_AGREEING: Final = frozenset({NameRelation.SAME, NameRelation.COMPATIBLE})


def shared_rarity(evidence: Evidence) -> float:
    """How much of the shorter wording, rare words counting most, also stands in the longer one."""
    return _share(evidence.shared_mass, evidence.shorter.mass)


def overlap(evidence: Evidence) -> float:
    """How much of all words of both wordings, rare words counting most, stands in both."""
    return _share(
        evidence.shared_mass,
        evidence.shorter.mass + evidence.longer.mass - evidence.shared_mass,
    )


def order(evidence: Evidence) -> float:
    """How much of the shorter wording stands in the longer one in the same order."""
    return _share(evidence.aligned_mass, sum(evidence.shorter.weights))


def longest_run(evidence: Evidence) -> float:
    """How telling the longest unbroken stretch is that both wordings have, by its rare words."""
    return 1.0 - exp(-evidence.run_mass / _RUN_SCALE)


def stretch(evidence: Evidence) -> float:
    """How telling the longest common stretch is when small edits inside it are allowed."""
    return 1.0 - exp(-evidence.stretch_mass / _RUN_SCALE)


def stretch_share(evidence: Evidence) -> float:
    """Which part of the shorter wording lies in one common stretch with small edits."""
    return _share(evidence.stretch_mass, sum(evidence.shorter.weights))


def information(evidence: Evidence) -> float:
    """How much the common words say at all: stock phrases of frequent words say little."""
    return 1.0 - exp(-evidence.shared_mass / _SHARED_SCALE)


def rare_words(evidence: Evidence) -> float:
    """How many rare words both have: a report keeps the figures and the names."""
    return 1.0 - exp(-evidence.rare_shared / _RARE_SCALE)


def overhang(evidence: Evidence) -> float:
    """How much stands beside the common stretch on both sides: two cuts of one text have none."""
    return 1.0 - exp(-evidence.overhang / _RUN_SCALE)


def substance(evidence: Evidence) -> float:
    """How many words the shorter wording has: of one or two words many sentences are made."""
    return 1.0 - exp(-len(evidence.shorter.words) / _WORDS_SCALE)


def same_speaker(evidence: Evidence) -> float:
    """Whether both are pinned on one speaker, be it by surname only."""
    return 1.0 if evidence.speakers in _AGREEING else 0.0


def other_speaker(evidence: Evidence) -> float:
    """Whether the two are pinned on different speakers; an unknown speaker is no other one."""
    return 1.0 if evidence.speakers is NameRelation.DIFFERENT else 0.0


def nearness(evidence: Evidence) -> float:
    """How near in time the two were published; an unknown date counts half."""
    return 0.5 if evidence.days is None else exp(-evidence.days / _DAYS_SCALE)


def words_in_common(evidence: Evidence) -> str:
    """Names the rarest common words."""
    weight_of = evidence.shorter.weight_of
    shared = sorted(evidence.shared, key=lambda found: (-weight_of[found], found))
    shown = ", ".join(shared[:_SHOWN_WORDS])
    more = len(shared) - _SHOWN_WORDS
    return (f"{shown} and {more} more" if more > 0 else shown) or "no common words"


def word_counts(evidence: Evidence) -> str:
    """Counts the words of both sides and the common ones."""
    return (
        f"{len(evidence.shared)} words of {len(evidence.shorter.weight_of)}"
        f" and {len(evidence.longer.weight_of)} in common"
    )


def run_words(evidence: Evidence) -> str:
    """Quotes the longest unbroken common stretch."""
    return f'"{" ".join(evidence.run)}"' if evidence.run else "no common stretch"


def speaker_relation(evidence: Evidence) -> str:
    """Says how the two speakers go together."""
    return f"speakers: {evidence.speakers.value}"


def days_between(evidence: Evidence) -> str:
    """Says how many days lie between."""
    return describe_days(evidence.days)


def describe_days(days: int | None) -> str:
    """Returns how far apart two days are, in words; None stands for a date that is not known."""
    if days is None:
        return "a date is not known"
    if days == 0:
        return "on the same day"
    return "one day apart" if days == 1 else f"{days} days apart"


def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole > 0.0 else 0.0
