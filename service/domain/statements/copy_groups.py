"""Which texts are worth aligning, and the names of groups of copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.domain.statements.origins import KEYS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

MIN_SHARED_KEYS: Final = 3
"""With fewer keys in common two texts share a footer, a name or an agency's phrase."""

MIN_ESTIMATED_SHARE: Final = 0.2
"""Copies share half of their own words; what they quote besides may differ."""


BOILERPLATE_ARTICLES: Final = 12
"""What stands in so many articles of one outlet is its footer or its invitation to subscribe."""

BOILERPLATE_ARTICLES_OF_AGGREGATOR: Final = 120
"""An aggregator may show one report as many partners sent it."""


def may_be_copies(
    a_keys: Sequence[int], b_keys: Sequence[int], boilerplate: Collection[int] = ()
) -> bool:
    """Returns whether two texts share so many keys that aligning them is worth the time.

    The keys are the smallest hashes of each text, ascending. Below the smaller of both largest
    ones both lists are complete, so that the share of common keys there estimates how much of one
    text lies in the other. Keys that are ``boilerplate`` count on neither side. Symmetric, and a
    function of the two texts and of what is boilerplate alone.
    """
    left_out = frozenset(boilerplate)
    a_own, b_own = set(a_keys) - left_out, set(b_keys) - left_out
    common = len(a_own & b_own)
    if common < MIN_SHARED_KEYS:
        return False
    horizon = min(_horizon(a_keys), _horizon(b_keys))
    fewest = min(_up_to(a_own, horizon), _up_to(b_own, horizon))
    return common >= MIN_ESTIMATED_SHARE * fewest


def _horizon(keys: Sequence[int]) -> float:
    """Returns up to where a list of smallest hashes is complete."""
    return keys[-1] if len(keys) >= KEYS else float("inf")


def _up_to(keys: Iterable[int], horizon: float) -> int:
    return sum(key <= horizon for key in keys)
