"""Corrections, and who still carries what they withdraw."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from service.domain.corrections import Correction, CorrectionKind
from service.store.sqlite import rows
from service.store.sqlite.connection import as_list

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from service.domain.model import Outlet
    from service.store.sqlite.connection import Row, Session

# Looking through few corrections costs less than through all mentions of a statement that is
# carried everywhere; through many it would cost each reader the same, whatever is read.
FEW = 1_000
_COLUMNS = """
    correction.public_id, correction.kind, correction.text, correction.target_id,
    correction.made_at, correction.day, correction.url, correction.id
"""
_OF_TARGETS = f"""
select {_COLUMNS} from correction where target_id in (select value from json_each(?))
union
select {_COLUMNS} from """  # noqa: S608  fixed text
_BY_CORRECTION = """correction cross join mention on mention.public_id = correction.target_id
join sighting on sighting.id = mention.sighting
where sighting.public_id in (select value from json_each(?))
order by 8
"""
_BY_MENTION = """json_each(?) as wanted
cross join sighting on sighting.public_id = wanted.value
cross join mention on mention.sighting = sighting.id
cross join correction on correction.target_id = mention.public_id
order by 8
"""
_LIST = """
select public_id, kind, text, target_id, made_at, day, url from correction
where id > coalesce((select id from correction where public_id = ?), 0) order by id limit ?
"""
_CARRYING = """
select distinct sighting.public_id, outlet.public_id, outlet.name, outlet.kind, outlet.domains,
    outlet.facts
from json_each(?) as wanted
cross join sighting on sighting.public_id = wanted.value
cross join mention on mention.sighting = sighting.id
join version on version.id = mention.version
join article on article.id = version.article and article.text_version = mention.version
join outlet on outlet.id = version.outlet
order by 1, 2
"""


class CorrectionReading:
    """The part of StoreReader that is about corrections."""

    _session: Session

    def corrections_of(
        self, target_ids: Collection[str], sighting_ids: Collection[str]
    ) -> Sequence[Correction]:
        """See IntakeReader.corrections_of."""
        last = self._session.one("select coalesce(max(id), 0) from correction")
        if not last or not last[0]:
            return []
        way = _BY_CORRECTION if last[0] <= FEW else _BY_MENTION
        found = self._session.rows(_OF_TARGETS + way, (as_list(target_ids), as_list(sighting_ids)))
        return [_to_correction(row) for row in found]

    def list_corrections(self, *, after: str | None, limit: int) -> Sequence[Correction]:
        """See IntakeReader.list_corrections."""
        found = self._session.rows(_LIST, (after, limit))
        return [_to_correction(row) for row in found]

    def outlets_carrying(self, sighting_ids: Collection[str]) -> Mapping[str, Sequence[Outlet]]:
        """See IntakeReader.outlets_carrying."""
        carrying: dict[str, list[Outlet]] = defaultdict(list)
        for row in self._session.rows(_CARRYING, (as_list(sighting_ids),)):
            carrying[row[0]].append(rows.to_outlet(row[1:]))
        return dict(carrying)


class CorrectionWriting(CorrectionReading):
    """The part of StoreWriter that is about corrections."""

    def add_correction(self, correction: Correction) -> None:
        """See IntakeWriter.add_correction."""
        self._session.run(
            "insert into correction (public_id, kind, text, target_id, made_at, day, url)"
            " values (?, ?, ?, ?, ?, ?, ?) on conflict (public_id) do nothing",
            (
                correction.id,
                correction.kind.value,
                correction.text,
                correction.target_id,
                rows.to_time(correction.made_at),
                correction.day.toordinal() if correction.day else None,
                correction.url,
            ),
        )


def _to_correction(row: Row) -> Correction:
    return Correction(
        id=row[0],
        kind=CorrectionKind(row[1]),
        text=row[2],
        target_id=row[3],
        made_at=rows.from_time(row[4]),
        day=None if row[5] is None else date.fromordinal(row[5]),
        url=row[6],
    )
