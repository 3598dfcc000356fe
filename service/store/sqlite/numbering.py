"""Row numbers of a writing transaction: those that are stored, and the next to give."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from service.store.sqlite.connection import as_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.store.sqlite.connection import Session

_NAMED = ("outlet", "speaker", "article", "wording", "statement", "sighting", "mention")
_KNOWN = {
    table: "select t.public_id, t.id from json_each(?) as wanted"  # noqa: S608  fixed names
    f" cross join {table} as t on t.public_id = wanted.value"
    for table in _NAMED
}
_LAST = {
    table: f"select coalesce(max(id), 0) from {table}"  # noqa: S608  fixed names
    for table in ("outlet", "statement")
}
# History tells by its row when a thing came: one that is gone must not come back as another.
_LAST |= {
    table: f"select max(coalesce((select max(id) from {table}), 0),"  # noqa: S608  fixed names
    f" (select {table} from moment order by seq desc limit 1))"
    for table in ("article", "version", "wording", "sighting", "mention", "speaker")
}
# The index, too, knows wordings by their rows, also those of a transaction that told nothing.
_LAST["wording"] = (
    f"select max(({_LAST['wording']}),"  # noqa: S608  fixed names
    " coalesce((select value from counter where name = 'last_wording'), 0))"
)


class Numbers:
    """Row numbers by public id, remembered for the length of one transaction.

    Numbers are dense and ascending; nobody else can give any while the transaction lasts.
    """

    def __init__(self, session: Session) -> None:
        """Knows nothing yet."""
        self._session = session
        self._known: dict[str, dict[str, int]] = defaultdict(dict)
        self._last: dict[str, int] = {}

    def known(self, table: str, public_ids: Iterable[str]) -> dict[str, int]:
        """Returns the rows of those ids that are stored, with all others met before."""
        known = self._known[table]
        asked = {public_id for public_id in public_ids if public_id not in known}
        if asked:
            known.update(dict(self._session.rows(_KNOWN[table], (as_list(asked),))))
        return known

    def forget(self, table: str, public_id: str) -> None:
        """Drops an id whose row was deleted."""
        self._known[table].pop(public_id, None)

    def new(self, table: str, public_id: str | None = None) -> int:
        """Returns the next row of a table, given to this id if it has one."""
        if table not in self._last:
            row = self._session.one(_LAST[table])
            self._last[table] = row[0] if row else 0
        self._last[table] += 1
        if public_id is not None:
            self._known[table][public_id] = self._last[table]
        return self._last[table]
