"""The only place that chooses a back end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.store.sqlite.store import SqliteQuoteStore

if TYPE_CHECKING:
    from pathlib import Path

    from service.store.base import QuoteStore


def open_store(data_dir: Path) -> QuoteStore:
    """Opens the store in this folder, which is made if it is missing.

    Raises:
        StoreLockedError: another process holds the folder.
        StoreVersionError: a newer release wrote it.
        StoreUnavailableError: it cannot be read or written.
    """
    return SqliteQuoteStore(data_dir)
