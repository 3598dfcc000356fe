"""Telling what was taken down from what never was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.errors import TakenDownError

if TYPE_CHECKING:
    from service.domain.corrections import Tombstone
    from service.store.base import QuoteStore, StoreReader


def taken_down(tombstone: Tombstone, *, field: str) -> TakenDownError:
    """Returns the error that tells why something is gone."""
    return TakenDownError(
        f"{tombstone.id} was taken down: {tombstone.reason}",
        field=field,
        remedy="There is no way back to it.",
    )


def raise_if_buried(tx: StoreReader, public_id: str, *, field: str) -> None:
    """Raises when what had this id was taken down; to be asked where nothing has it now.

    Raises:
        TakenDownError: it was; the reason is told.
    """
    found = tx.tombstone(public_id)
    if found is not None:
        raise taken_down(found, field=field)


def raise_if_taken_down(store: QuoteStore, public_id: str, *, field: str) -> None:
    """Does the same outside of any transaction.

    Raises:
        TakenDownError: it was; the reason is told.
    """
    with store.reading() as tx:
        raise_if_buried(tx, public_id, field=field)
