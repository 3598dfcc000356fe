"""What waits to be worked on, counted in SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.store.backlog import Backlog

if TYPE_CHECKING:
    from service.store.sqlite.connection import Session

_WEBHOOKS: Final = "select count(*) from watch_event where status = 'pending'"
_WATCHED: Final = (
    "select coalesce((select max(seq) from change) - (select min(position) from watch), 0)"
)
_UNSWEPT: Final = (
    "select count(*) from sighting where id >"
    " coalesce((select sighting from sweep where model = ?), 0)"
)


class BacklogReading:
    """The part of StoreReader that counts what waits."""

    _session: Session

    def backlog(self, model: str | None) -> Backlog:
        """See BacklogReader.backlog."""
        return Backlog(
            webhooks=self._count(_WEBHOOKS),
            watched_changes=self._count(_WATCHED),
            unswept=0 if model is None else self._count(_UNSWEPT, model),
        )

    def _count(self, query: str, *values: str) -> int:
        row = self._session.one(query, values)
        return int(row[0]) if row else 0
