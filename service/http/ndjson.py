"""Cuts a stream of bytes into numbered lines without trusting their length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Line:
    """One line, counted from 1. ``raw`` is None when the line is longer than allowed."""

    number: int
    raw: bytes | None


class LineSplitter:
    """Takes pieces of a stream and gives its lines; blank ones are counted and left out."""

    def __init__(self, max_line_bytes: int) -> None:
        """Lines longer than ``max_line_bytes`` are dropped and reported as such."""
        self._most = max_line_bytes
        self._rest = bytearray()
        self._number = 0
        self._too_long = False

    @property
    def next_number(self) -> int:
        """The number of the line that is being read."""
        return self._number + 1

    def feed(self, piece: bytes) -> Iterator[Line]:
        """Yields the lines that end in this piece."""
        *ended, rest = piece.split(b"\n")
        for part in ended:
            self._keep(part)
            yield from self.finish()
        self._keep(rest)

    def finish(self) -> Iterator[Line]:
        """Yields the line that is being read, as if it ended here."""
        raw, too_long = bytes(self._rest).strip(b"\r \t"), self._too_long
        self._rest.clear()
        self._too_long = False
        self._number += 1
        if too_long:
            yield Line(self._number, None)
        elif raw:
            yield Line(self._number, raw)

    def _keep(self, part: bytes) -> None:
        if self._too_long or len(self._rest) + len(part) > self._most:
            self._too_long = True
            self._rest.clear()
        else:
            self._rest += part
