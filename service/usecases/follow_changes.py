"""Following what has changed, event by event."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.store.base import QuoteStore, RecordedChange


def list_changes(store: QuoteStore, after: int, *, limit: int) -> list[RecordedChange]:
    """Returns at most ``limit`` events after this place in the sequence, in order, gap-free."""
    with store.reading() as tx:
        return list(tx.changes_since(after, limit=limit))
