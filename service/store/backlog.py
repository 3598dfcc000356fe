"""What of the record waits to be worked on, counted: a part of the one port."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits. Each number is zero when everything is done.

    ``webhooks`` are events to be sent, due or not; ``watched_changes`` changes that the watch
    furthest behind has not seen; ``unswept`` sightings not yet held against the others by meaning.
    """

    webhooks: int
    watched_changes: int
    unswept: int


class BacklogReader(Protocol):
    """The part of StoreReader that counts what waits."""

    def backlog(self, model: str | None) -> Backlog:
        """Returns what waits; ``unswept`` for this model of meaning, zero without one."""
