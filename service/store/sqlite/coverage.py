"""What is covered: counters of now and of the past, days, and what was refused."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

import orjson

from service.store.coverage import DayCount, DaySpan, Failure, OutletDays, RefusedHost
from service.store.records import Coverage
from service.store.sqlite import rows
from service.store.sqlite.reader import LANGUAGE_COUNTER, LAST_INGEST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.store.coverage import Refusal
    from service.store.sqlite.candidates import CandidateIndex
    from service.store.sqlite.connection import Session

# Of moments before counters were kept; slow, and asked of data of an older release only.
_COUNTED: Final = {
    "articles": "select count(*) from article",
    "versions": "select count(*) from version",
    "outlets": "select count(distinct outlet) from version",
    "speakers": "select count(*) from speaker where person_id is null",
    "mentions": "select count(*) from mention",
    "wordings": "select count(*) from wording",
    "statements": "select count(distinct statement) from sighting",
    LAST_INGEST: "select max(first_seen_at) from version",
}
_IS_PAST: Final = "select 1 from temp.sqlite_master where name = 'as_of'"
_LANGUAGES: Final = "select ? || language, count(*) from mention group by language"
_SPAN: Final = "select min(day), max(day), sum(articles) from carried_day where outlet = 0"
_OF_OUTLETS: Final = """
select outlet.public_id, outlet.name, outlet.kind, outlet.domains, outlet.facts,
    json_group_array(carried_day.day)
from outlet cross join carried_day on carried_day.outlet = outlet.id
where carried_day.day between ? and ? group by outlet.id
"""
_FAILURES: Final = "select reason, host, items, first_at, last_at from refusal order by reason"
_REFUSE: Final = """
insert into refusal values (?1, ?2, ?3, ?4, ?4) on conflict (reason, host) do update
set items = items + excluded.items, first_at = min(first_at, excluded.first_at),
    last_at = max(last_at, excluded.last_at)
"""


class CoverageReading:
    """The part of StoreReader that is about what is covered."""

    _session: Session
    _index: CandidateIndex

    def coverage(self) -> Coverage:
        """See StoreReader.coverage; languages count mentions."""
        counters: dict[str, int] = dict(
            self._session.rows("select name, value from counter where value is not null")
        )
        counters = counters or self._count_rows()
        earliest = self._session.one("select min(published_at) from version")
        latest = self._session.one("select max(published_at) from version")
        sequence = self._session.one("select coalesce(max(seq), 0) from change")
        last = sequence[0] if sequence else 0
        return Coverage(
            articles=counters.get("articles", 0),
            versions=counters.get("versions", 0),
            outlets=counters.get("outlets", 0),
            speakers=counters.get("speakers", 0),
            mentions=counters.get("mentions", 0),
            wordings=counters.get("wordings", 0),
            statements=counters.get("statements", 0),
            languages={
                name.removeprefix(LANGUAGE_COUNTER): count
                for name, count in sorted(counters.items())
                if name.startswith(LANGUAGE_COUNTER)
            },
            earliest_published_at=rows.from_time_or_none(earliest[0] if earliest else None),
            latest_published_at=rows.from_time_or_none(latest[0] if latest else None),
            last_ingest_at=rows.from_time_or_none(counters.get(LAST_INGEST)),
            sequence=last,
            # how far the index is now says nothing of a moment that has passed
            index_sequence=last if self._is_past() else min(last, self._index.sequence),
        )

    def _is_past(self) -> bool:
        return self._session.one(_IS_PAST) is not None

    def day_span(self) -> DaySpan | None:
        """See CoverageReader.day_span."""
        row = self._session.one(_SPAN)
        if row is None or row[0] is None:
            return None
        return DaySpan(date.fromordinal(row[0]), date.fromordinal(row[1]), row[2])

    def articles_by_day(self, first: date, last: date) -> Sequence[DayCount]:
        """See CoverageReader.articles_by_day."""
        found = self._session.rows(
            "select day, articles from carried_day where outlet = 0 and day between ? and ?"
            " order by day",
            (first.toordinal(), last.toordinal()),
        )
        return [DayCount(date.fromordinal(day), articles) for day, articles in found]

    def days_of_outlets(self, first: date, last: date) -> Sequence[OutletDays]:
        """See CoverageReader.days_of_outlets."""
        found = self._session.rows(_OF_OUTLETS, (first.toordinal(), last.toordinal()))
        return [
            OutletDays(
                rows.to_outlet(row[:5]),
                tuple(date.fromordinal(day) for day in sorted(orjson.loads(row[5]))),
            )
            for row in found
        ]

    def failures(self, *, hosts: int) -> Sequence[Failure]:
        """See CoverageReader.failures."""
        made = []
        for reason, group in groupby(self._session.rows(_FAILURES), key=lambda row: row[0]):
            found = list(group)
            named = [RefusedHost(row[1], row[2], rows.from_time(row[4])) for row in found]
            named.sort(key=lambda each: (-each.items, each.host))
            made.append(
                Failure(
                    reason=reason,
                    items=sum(row[2] for row in found),
                    first_at=rows.from_time(min(row[3] for row in found)),
                    last_at=rows.from_time(max(row[4] for row in found)),
                    hosts=tuple(named[:hosts]),
                )
            )
        return sorted(made, key=lambda each: (-each.items, each.reason))

    def _count_rows(self) -> dict[str, int]:
        counted = {name: self._session.one(query) for name, query in _COUNTED.items()}
        languages: dict[str, int] = dict(self._session.rows(_LANGUAGES, (LANGUAGE_COUNTER,)))
        return languages | {name: row[0] for name, row in counted.items() if row and row[0]}


class CoverageWriting(CoverageReading):
    """The part of StoreWriter that is about what is covered."""

    def add_refusals(self, refusals: Sequence[Refusal], at: datetime) -> None:
        """See CoverageWriter.add_refusals."""
        counts: Counter[tuple[str, str]] = Counter()
        for refusal in refusals:
            counts[refusal.reason, refusal.host] += self._is_new(refusal.item)
        time = rows.to_time(at)
        self._session.run_many(
            _REFUSE, [(reason, host, new, time) for (reason, host), new in sorted(counts.items())]
        )

    def _is_new(self, item: bytes | None) -> bool:
        if item is None:
            return True
        made = self._session.one(
            "insert into refused_item values (?) on conflict do nothing returning 1", (item,)
        )
        return made is not None
