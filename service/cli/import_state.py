"""Remembers how far each file was imported, so that a broken import goes on where it stopped.

Only a saving of time: handing in an article again changes nothing.
"""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from pathlib import Path

STATE_FILE = "imports.json"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file of this size and age was imported; ``line`` is the last one done."""

    size: int
    modified_ns: int
    line: int
    finished: bool


class ImportState:
    """The progress of every file, kept in the data folder; in memory when there is none."""

    def __init__(self, data_dir: Path | None) -> None:
        """Reads what is kept there; what cannot be read counts as nothing done."""
        self._path = data_dir / STATE_FILE if data_dir else None
        self._files: dict[str, Progress] = {}
        if self._path is not None and self._path.exists():
            try:
                kept = orjson.loads(self._path.read_bytes())
                self._files = {name: Progress(**each) for name, each in kept.items()}
            except (ValueError, TypeError, AttributeError):
                self._files = {}

    def forget(self) -> None:
        """Forgets everything: the store that it speaks of is empty, or all is to be done again."""
        self._files = {}

    def lines_done(self, path: Path) -> int | None:
        """Returns how many lines of this very file are done, None when all are."""
        known = self._files.get(str(path.resolve()))
        stat = path.stat()
        if known is None or (known.size, known.modified_ns) != (stat.st_size, stat.st_mtime_ns):
            return 0
        return None if known.finished else known.line

    def note(self, path: Path, line: int, *, finished: bool) -> None:
        """Notes progress; call it only when what came before is durable."""
        stat = path.stat()
        self._files[str(path.resolve())] = Progress(stat.st_size, stat.st_mtime_ns, line, finished)
        if self._path is None:
            return
        beside = self._path.with_suffix(".new")
        beside.write_bytes(orjson.dumps({name: asdict(each) for name, each in self._files.items()}))
        os.replace(beside, self._path)  # noqa: PTH105  atomic, and said so by this name
