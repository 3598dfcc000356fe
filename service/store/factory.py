"""The only place that chooses a back end."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from service.intake.speakers import load_directory
from service.store.sqlite.store import SqliteQuoteStore
from service.usecases.people import adopt_directory
from service.usecases.redraw import note_rules

if TYPE_CHECKING:
    from pathlib import Path

    from service.store.base import QuoteStore


def open_store(data_dir: Path, speakers_file: Path | None = None) -> QuoteStore:
    """Opens the store in this folder, which is made if it is missing.

    Speakers follow the shipped directory, with ``speakers_file`` added, if it has changed.

    Raises:
        BadSpeakersError: the file of speakers cannot be used.
        StoreLockedError: another process holds the folder.
        StoreVersionError: a newer release wrote it.
        StoreUnavailableError: it cannot be read or written.
    """
    directory = load_directory(speakers_file)
    store = SqliteQuoteStore(data_dir)
    try:
        note_rules(store)
        adopt_directory(store, directory, now=datetime.now(UTC))
    except BaseException:
        store.close()
        raise
    return store
