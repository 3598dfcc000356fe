"""Links drawn anew, in SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.store.relinking import DrawnBy
from service.store.sqlite import rows
from service.store.sqlite.connection import as_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.model import Sighting
    from service.store.relinking import FiledWording
    from service.store.sqlite.connection import Session


class RelinkingReading:
    """The part of StoreReader that says how links stand."""

    _session: Session

    def drawn_by(self) -> DrawnBy | None:
        """See RelinkingReader.drawn_by."""
        row = self._session.one(
            "select rules, done, (select public_id from sighting where id <= drawn_by.sighting"
            " order by id desc limit 1) from drawn_by"
        )
        return None if row is None else DrawnBy(row[0], None if row[1] else row[2] or "")

    def sightings_after(self, sighting_id: str | None, *, limit: int) -> Sequence[Sighting]:
        """See RelinkingReader.sightings_after."""
        found = self._session.rows(
            "select sighting_view.* from sighting_view where row >"
            " coalesce((select id from sighting where public_id = ?), 0) order by row limit ?",
            (sighting_id, limit),
        )
        return [rows.to_sighting(row) for row in found]


class RelinkingWriting(RelinkingReading):
    """The part of StoreWriter that draws links anew."""

    def set_drawn_by(self, drawn: DrawnBy) -> None:
        """See RelinkingWriter.set_drawn_by."""
        self._session.run("delete from drawn_by")
        self._session.run(
            "insert into drawn_by values (?,"
            " coalesce((select id from sighting where public_id = ?), 0), ?)",
            (drawn.rules, drawn.after, drawn.after is None),
        )

    def refile_wordings(self, wordings: Sequence[FiledWording]) -> int:
        """See RelinkingWriter.refile_wordings."""
        known = {
            public_id: (row, packed, outline)
            for row, public_id, packed, outline in self._session.rows(
                "select id, public_id, link_keys, outline from wording"
                " where public_id in (select value from json_each(?))",
                (as_list([filed.id for filed in wordings]),),
            )
        }
        changed = 0
        for filed in wordings:
            row, packed, outline = known[filed.id]
            signed = [rows.to_signed(key) for key in filed.link_keys]
            if (rows.to_keys(signed), filed.outline or None) == (packed, outline):
                continue
            changed += 1
            self._session.run(
                "update wording set link_keys = ?, outline = ? where id = ?",
                (rows.to_keys(signed), filed.outline or None, row),
            )
            self._session.run_many(
                "delete from link_key where key = ? and wording = ?",
                [(key, row) for key in rows.from_keys(packed)],
            )
            self._session.run_many(
                "insert into link_key values (?, ?)", [(key, row) for key in sorted(set(signed))]
            )
        return changed
