"""Outlets that are held follow the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.domain.model import Outlet
    from service.store.base import QuoteStore


def adopt_outlets(store: QuoteStore, registered: Iterable[Outlet]) -> int:
    """Gives outlets that are held the domains and facts of the registry; returns how many changed.

    Outlets that carried nothing yet are not kept, and those that the registry no longer names stay
    as they are. Writes only if something differs.
    """
    with store.reading() as tx:
        changed = [
            outlet
            for outlet in registered
            if (held := tx.get_outlet(outlet.id)) is not None
            and (held.facts != outlet.facts or not set(outlet.domains) <= set(held.domains))
        ]
    if changed:
        with store.writing() as tx:
            tx.add_outlets(changed)
    return len(changed)
