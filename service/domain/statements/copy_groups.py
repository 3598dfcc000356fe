"""Which texts are worth aligning, and the names of groups of copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.domain.statements.origins import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MIN_SHARED_KEYS: Final = 3
"""With fewer keys in common two texts share a footer, a name or an agency's phrase."""

MIN_ESTIMATED_SHARE: Final = 0.2
"""Copies share half of their own words; what they quote besides may differ."""


def may_be_copies(a_keys: Sequence[int], b_keys: Sequence[int]) -> bool:
    """Returns whether two texts share so many keys that aligning them is worth the time.

    The keys are the smallest hashes of each text, ascending. Below the smaller of both largest
    ones both lists are complete, so that the share of common keys there estimates how much of one
    text lies in the other. Symmetric, and a function of the two texts alone.
    """
    common = len(set(a_keys) & set(b_keys))
    if common < MIN_SHARED_KEYS:
        return False
    horizon = min(_horizon(a_keys), _horizon(b_keys))
    fewest = min(_up_to(a_keys, horizon), _up_to(b_keys, horizon))
    return common >= MIN_ESTIMATED_SHARE * fewest


def _horizon(keys: Sequence[int]) -> float:
    """Returns up to where a list of smallest hashes is complete."""
    return keys[-1] if len(keys) >= KEYS else float("inf")


def _up_to(keys: Iterable[int], horizon: float) -> int:
    return sum(key <= horizon for key in keys)
