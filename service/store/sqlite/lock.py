"""One process holds a data folder at a time."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

from service.domain.errors import StoreLockedError, StoreUnavailableError

if TYPE_CHECKING:
    from pathlib import Path

LOCK_NAME = "store.lock"


class FolderLock:
    """The hold on a data folder; the system lets go of it when the process dies."""

    def __init__(self, folder: Path) -> None:
        """Takes hold of the folder, which must exist.

        Raises:
            StoreLockedError: another process, or another store in this one, holds it.
            StoreUnavailableError: the lock file cannot be made.
        """
        try:
            self._file = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreUnavailableError(f"cannot lock the data folder {folder}: {error}") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._file)
            self._file = -1
            raise StoreLockedError(
                f"the data folder {folder} is in use by another process; use the HTTP API of the "
                "service that is running on it, or stop that service first"
            ) from error

    def release(self) -> None:
        """Lets go; doing so twice is harmless."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
