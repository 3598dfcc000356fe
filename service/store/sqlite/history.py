"""Moments of the record, and when what was first carried."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from service.store.history import FirstSight, Moment, SpreadDay
from service.store.sqlite import rows
from service.store.sqlite.connection import as_list

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from service.store.records import Change
    from service.store.sqlite.connection import Row, Session, Value

_DAY_MICROSECONDS = 86_400_000_000
_CARRIED = """
with carried as materialized (
    select mention.id, mention.public_id, mention.wording, version.first_seen_at,
        version.published_at, version.article, version.outlet, version.origin_id
    from statement cross join sighting on sighting.statement = statement.id
    cross join mention on mention.sighting = sighting.id
    cross join version on version.id = mention.version
    where statement.public_id = :statement
)
"""
_FIRST_SIGHTS = f"""{_CARRIED}
, placed as (
    select wording, outlet, first_seen_at, published_at,
        row_number() over (partition by wording order by first_seen_at, public_id) as seen,
        row_number() over (
            partition by wording order by published_at is null, published_at, public_id
        ) as published
    from carried
), counted as (
    select wording, count(*) as mentions, count(distinct outlet) as outlets
    from carried group by wording
)
select wording.public_id, counted.mentions, counted.outlets,
    first.first_seen_at, seer.public_id, seer.name, seer.kind, seer.domains, seer.facts,
    earliest.published_at, printer.public_id, printer.name, printer.kind, printer.domains,
    printer.facts
from counted
join wording on wording.id = counted.wording
join placed as first on first.wording = counted.wording and first.seen = 1
join placed as earliest on earliest.wording = counted.wording and earliest.published = 1
join outlet as seer on seer.id = first.outlet
join outlet as printer on printer.id = earliest.outlet
order by earliest.published_at is null, earliest.published_at, first.first_seen_at, 1
limit :limit
"""  # noqa: S608  one constant put before another
_DAYS = f"""{_CARRIED}
, dated as (
    select *, coalesce(published_at, first_seen_at) as at from carried
), first as (
    select 'mentions' as what, at from dated
    union all select 'articles', min(at) from dated group by article
    union all select 'outlets', min(at) from dated group by outlet
    union all select 'origins', min(at) from dated group by origin_id
)
select (at - ((at % :day) + :day) % :day) / :day as day, what, count(*) from first
group by 1, 2 order by 1
"""  # noqa: S608  one constant put before another
# An outlet that carried the statement before is mostly met among its first mentions.
_NEW_OUTLETS = """
with last as (select mention from moment order by seq desc limit 1),
fresh as (
    select distinct statement.id, statement.public_id, version.outlet
    from json_each(?) as wanted
    cross join statement on statement.public_id = wanted.value
    cross join sighting on sighting.statement = statement.id
    cross join mention on mention.sighting = sighting.id and mention.id > (select mention from last)
    cross join version on version.id = mention.version
)
select fresh.public_id, outlet.public_id from fresh join outlet on outlet.id = fresh.outlet
where not exists (
    select 1 from sighting
    cross join mention on mention.sighting = sighting.id
        and mention.id <= (select mention from last)
    cross join version on version.id = mention.version and version.outlet = fresh.outlet
    where sighting.statement = fresh.id)
order by 1, 2
"""
_KEEP_MOMENT = """
insert or ignore into moment select :seq, max(:at, last.at),
    max(last.article, (select coalesce(max(id), 0) from article)),
    max(last.version, (select coalesce(max(id), 0) from version)),
    max(last.wording, (select coalesce(max(id), 0) from wording)),
    max(last.sighting, (select coalesce(max(id), 0) from sighting)),
    max(last.mention, (select coalesce(max(id), 0) from mention)),
    max(last.speaker, (select coalesce(max(id), 0) from speaker))
from (select * from moment order by seq desc limit 1) as last
"""
_SIGHTINGS_EVER = """
select mention.sighting from json_each(?1) as wanted
cross join mention on mention.id = wanted.value where mention.sighting is not null
union
select mention_past.sighting from json_each(?1) as wanted
cross join mention_past on mention_past.id = wanted.value where mention_past.sighting is not null
"""
_NOBODYS = """
select wanted.value from json_each(?) as wanted
where not exists (select 1 from mention where mention.sighting = wanted.value)
    and not exists (select 1 from mention_past as p where p.sighting = wanted.value)
"""


class HistoryReading:
    """The part of StoreReader that is about the past."""

    _session: Session

    def first_moment(self) -> Moment:
        """See HistoryReader.first_moment."""
        found = self._session.rows("select seq, at from moment order by seq limit 1")
        return _to_moment(found[0])

    def moment_of(self, sequence: int) -> Moment | None:
        """See HistoryReader.moment_of."""
        row = self._session.one(
            "select seq, at from moment where seq <= ? order by seq desc limit 1", (sequence,)
        )
        return _to_moment(row) if row else None

    def moment_at(self, at: datetime) -> Moment | None:
        """See HistoryReader.moment_at."""
        row = self._session.one(
            "select seq, at from moment where at <= ? order by at desc, seq desc limit 1",
            (rows.to_time(at),),
        )
        return _to_moment(row) if row else None

    def first_sights(self, statement_id: str, *, limit: int) -> Sequence[FirstSight]:
        """See HistoryReader.first_sights."""
        found = self._session.rows(_FIRST_SIGHTS, {"statement": statement_id, "limit": limit})
        return [_to_first_sight(row) for row in found]

    def spread_by_day(self, statement_id: str) -> Sequence[SpreadDay]:
        """See HistoryReader.spread_by_day."""
        values: dict[str, Value] = {"statement": statement_id, "day": _DAY_MICROSECONDS}
        days: dict[int, dict[str, int]] = defaultdict(dict)
        for day, what, count in self._session.rows(_DAYS, values):
            days[day][what] = count
        return [
            SpreadDay(
                day=rows.from_time(day * _DAY_MICROSECONDS).date(),
                mentions=counts.get("mentions", 0),
                articles=counts.get("articles", 0),
                outlets=counts.get("outlets", 0),
                origins=counts.get("origins", 0),
            )
            for day, counts in days.items()
        ]


class HistoryWriting(HistoryReading):
    """The part of StoreWriter that is about events and the past."""

    _told_at: datetime | None = None

    def append_changes(self, changes: Sequence[Change], at: datetime) -> None:
        """See StoreWriter.append_changes."""
        if not changes:
            return
        last, time = self._last_sequence(), rows.to_time(at)
        self._session.run_many(
            "insert into change values (?, ?, ?, ?, ?, ?, ?)",
            [
                (seq, time, change.kind.value, change.id, change.into, change.version, change.about)
                for seq, change in enumerate(changes, start=last + 1)
            ],
        )
        self._told_at = at if self._told_at is None else max(at, self._told_at)

    def outlets_new_to(self, statement_ids: Collection[str]) -> Mapping[str, Sequence[str]]:
        """See HistoryWriter.outlets_new_to; costs a look at each mention of the statements."""
        found: dict[str, list[str]] = defaultdict(list)
        for statement, outlet in self._session.rows(_NEW_OUTLETS, (as_list(statement_ids),)):
            found[statement].append(outlet)
        return dict(found)

    def _keep_moment(self) -> int:
        """Notes what is there after the last event, if there was one; returns its number."""
        last = self._last_sequence()
        if self._told_at is not None:
            self._session.run(_KEEP_MOMENT, {"seq": last, "at": rows.to_time(self._told_at)})
        return last

    def _last_sequence(self) -> int:
        row = self._session.one("select coalesce(max(seq), 0) from change")
        return row[0] if row else 0

    def _sightings_ever(self, mentions: Collection[int]) -> list[int]:
        """Returns the rows of all sightings that these mentions have or had."""
        return [row for (row,) in self._session.rows(_SIGHTINGS_EVER, (as_list(mentions),))]

    def _forget_sightings(self, sightings: Collection[int], wordings: Collection[int]) -> None:
        """Leaves no past of those sightings that nobody mentions, nor of these wordings.

        To be called by a take-down once mentions, sightings and wordings are dealt with.
        """
        gone = self._session.rows(_NOBODYS, (as_list(sightings),))
        self._session.run_many("delete from sighting_past where id = ?", gone)
        self._session.run_many("delete from link_past where a = ?1 or b = ?1", gone)
        self._session.run_many(
            "delete from wording_past where id = ?", [(row,) for row in sorted(set(wordings))]
        )


def _to_moment(row: Row) -> Moment:
    return Moment(row[0], rows.from_time(row[1]))


def _to_first_sight(row: Row) -> FirstSight:
    return FirstSight(
        wording_id=row[0],
        mentions=row[1],
        outlets=row[2],
        first_seen_at=rows.from_time(row[3]),
        first_seen_by=rows.to_outlet(row[4:9]),
        earliest_published_at=rows.from_time_or_none(row[9]),
        earliest_published_by=None if row[9] is None else rows.to_outlet(row[10:15]),
    )
