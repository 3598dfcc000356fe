"""Reading from one snapshot of the record; a few statements for a whole batch of ids."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from service.store.records import MentionFilter, Placement
from service.store.sqlite import queries, rows
from service.store.sqlite.connection import as_list
from service.store.sqlite.meeting import find_neighbours

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from service.domain.model import (
        ArticleVersion,
        Link,
        Mention,
        Outlet,
        Sighting,
        Wording,
    )
    from service.store.records import CandidateQuery, RecordedChange, Spread
    from service.store.sqlite.candidates import CandidateIndex
    from service.store.sqlite.connection import Session, Value
    from service.store.sqlite.pending import Segment

_KEPT_CANDIDATES = 20_000
"""So many of what queries of one block have found are kept, and those of the next query."""

LANGUAGE_COUNTER = "language:"
# counters of which the smallest or largest value counts are kept under these names
LAST_INGEST = "last_ingest_at"


class SqliteReader:
    """See StoreReader."""

    def __init__(self, session: Session, index: CandidateIndex) -> None:
        """Reads the record through the session and finds candidates through the index."""
        self._session = session
        self._index = index
        self._candidates: dict[str, Wording] = {}

    def get_version(self, article_id: str, version: int | None = None) -> ArticleVersion | None:
        """See StoreReader.get_version."""
        row = self._session.one(
            "select * from version_view where article_id = ? and coalesce(number = ?, current)",
            (article_id, version),
        )
        return rows.to_version(row) if row else None

    def list_versions(self, article_id: str) -> Sequence[ArticleVersion]:
        """See StoreReader.list_versions."""
        found = self._session.rows(
            "select * from version_view where article_id = ?"
            " order by coalesce(stands_at, first_seen_at), number",
            (article_id,),
        )
        return [rows.to_version(row) for row in found]

    def get_mentions(self, mention_ids: Collection[str]) -> Mapping[str, Mention]:
        """See StoreReader.get_mentions."""
        found = self._session.rows(
            "select * from mention_view where public_id in (select value from json_each(?))",
            (as_list(mention_ids),),
        )
        return {row[0]: rows.to_mention(row) for row in found}

    def list_mentions(
        self, article_id: str, version: int, *, after: str | None, limit: int
    ) -> Sequence[Mention]:
        """See StoreReader.list_mentions."""
        place, start, public_id = (-1, -1, "")
        if after is not None:
            last = self._session.one(
                "select place, start, public_id from mention where public_id = ?", (after,)
            )
            place, start, public_id = last or (-1, -1, "")
        found = self._session.rows(
            "select * from mention_view where version = (select coalesce(repeats, version.id)"
            " from version join article on article.id = version.article"
            " where article.public_id = ? and version.number = ?)"
            " and (place, start, public_id) > (?, ?, ?) order by place, start, public_id limit ?",
            (article_id, version, place, start, public_id, limit),
        )
        return [rows.to_mention(row) for row in found]

    def mentions_of_sightings(
        self, sighting_ids: Collection[str], *, where: MentionFilter, limit_each: int
    ) -> Mapping[str, Sequence[Mention]]:
        """See StoreReader.mentions_of_sightings; sightings without a mention are left out."""
        values = _filter_values(sighting_ids, where) | {"limit": limit_each}
        by_sighting: dict[str, list[Mention]] = defaultdict(list)
        for row in self._session.rows(queries.MENTIONS_OF_SIGHTINGS, values):
            mention = rows.to_mention(row)
            by_sighting[mention.sighting_id or ""].append(mention)
        return dict(by_sighting)

    def get_wordings(self, wording_ids: Collection[str]) -> Mapping[str, Wording]:
        """See StoreReader.get_wordings."""
        known = self._candidates
        held = {id_: known[id_] for id_ in wording_ids if id_ in known}
        missing = [id_ for id_ in wording_ids if id_ not in held]
        if missing:
            for row in self._session.rows(queries.WORDINGS, (as_list(missing),)):
                held[row[0]] = rows.to_wording(row)
        return held

    def get_sightings(self, sighting_ids: Collection[str]) -> Mapping[str, Sighting]:
        """See StoreReader.get_sightings."""
        found = self._session.rows(
            "select * from sighting_view where public_id in (select value from json_each(?))",
            (as_list(sighting_ids),),
        )
        return {row[0]: rows.to_sighting(row) for row in found}

    def sightings_of_wordings(
        self, wording_ids: Collection[str]
    ) -> Mapping[str, Sequence[Sighting]]:
        """See StoreReader.sightings_of_wordings."""
        found = self._session.rows(
            "select * from sighting_view where wording in (select id from wording"
            " where public_id in (select value from json_each(?))) order by public_id",
            (as_list(wording_ids),),
        )
        by_wording: dict[str, list[Sighting]] = defaultdict(list)
        for row in found:
            by_wording[row[1]].append(rows.to_sighting(row))
        return dict(by_wording)

    def sightings_near(
        self, speaker_ids: Collection[str], first: date, last: date
    ) -> Sequence[Sighting]:
        """See StoreReader.sightings_near."""
        found = self._session.rows(
            queries.SIGHTINGS_NEAR, (as_list(speaker_ids), first.toordinal(), last.toordinal())
        )
        return [rows.to_sighting(row) for row in found]

    def neighbours(
        self, wording_ids: Collection[str], *, least: float = 0.0
    ) -> Mapping[str, Mapping[str, float]]:
        """See StoreReader.neighbours."""
        return find_neighbours(self._session, wording_ids, least)

    def links_of(self, sighting_ids: Collection[str]) -> Sequence[Link]:
        """See StoreReader.links_of."""
        found = self._session.rows(queries.LINKS_OF, (as_list(sighting_ids),))
        return [rows.to_link(row) for row in found]

    def placements(self, sighting_ids: Collection[str]) -> Mapping[str, Placement]:
        """See StoreReader.placements; sightings without a statement are left out."""
        found = self._session.rows(
            "select sighting.public_id, statement.public_id,"
            " (select host.public_id from sighting as host where host.id = sighting.host)"
            " from sighting join statement on statement.id = sighting.statement"
            " where sighting.public_id in (select value from json_each(?))",
            (as_list(sighting_ids),),
        )
        return {row[0]: Placement(*row) for row in found}

    def members(self, statement_ids: Collection[str]) -> Mapping[str, Sequence[Sighting]]:
        """See StoreReader.members; statements without a sighting are left out."""
        found = self._session.rows(
            "select sighting_view.*, statement.public_id as placed from sighting_view"
            " join statement on statement.id = sighting_view.statement"
            " where sighting_view.statement in (select id from statement"
            " where public_id in (select value from json_each(?))) order by 1",
            (as_list(statement_ids),),
        )
        by_statement: dict[str, list[Sighting]] = defaultdict(list)
        for row in found:
            by_statement[row[-1]].append(rows.to_sighting(row))
        return dict(by_statement)

    def spread(self, statement_ids: Collection[str]) -> Mapping[str, Spread]:
        """See StoreReader.spread; statements without a mention are left out."""
        found = self._session.rows(queries.SPREAD, (as_list(set(statement_ids)),))
        return {row[0]: rows.to_spread(row[1:]) for row in found}

    def find_candidates(self, query: CandidateQuery) -> Sequence[str]:
        """See StoreReader.find_candidates; what the index has beyond the snapshot is left out."""
        own = self._own_segment()
        found = self._index.find(query, own)
        stored = {
            columns[0]: rows.to_wording(columns[1:])
            for columns in self._session.rows(queries.CANDIDATES, (as_list(found),))
        }
        if own is None:
            # They are asked for next, and no snapshot changes.
            if len(self._candidates) > _KEPT_CANDIDATES:
                self._candidates = {}
            self._candidates.update({wording.id: wording for wording in stored.values()})
        return [stored[row].id for row in found if row in stored]

    def filter_sightings(
        self, sighting_ids: Collection[str], where: MentionFilter
    ) -> frozenset[str]:
        """See StoreReader.filter_sightings."""
        found = self._session.rows(queries.FILTER_SIGHTINGS, _filter_values(sighting_ids, where))
        return frozenset(public_id for (public_id,) in found)

    def get_outlet(self, outlet_id: str) -> Outlet | None:
        """See StoreReader.get_outlet."""
        row = self._session.one(
            "select public_id, name, kind, domains, facts from outlet where public_id = ?",
            (outlet_id,),
        )
        return rows.to_outlet(row) if row else None

    def list_outlets(self, *, after: str | None, limit: int) -> Sequence[Outlet]:
        """See StoreReader.list_outlets."""
        found = self._session.rows(
            "select public_id, name, kind, domains, facts from outlet where public_id > ?"
            " order by public_id limit ?",
            (after or "", limit),
        )
        return [rows.to_outlet(row) for row in found]

    def changes_since(self, seq: int, *, limit: int) -> Sequence[RecordedChange]:
        """See StoreReader.changes_since."""
        found = self._session.rows(
            "select seq, at, kind, id, into_id, version, about from change where seq > ?"
            " order by seq limit ?",
            (seq, limit),
        )
        return [rows.to_change(row) for row in found]

    def _own_segment(self) -> Segment | None:
        """Wordings of the transaction under way, which only a writer has."""
        return None


def _filter_values(sighting_ids: Collection[str], where: MentionFilter) -> dict[str, Value]:
    def listed(values: Collection[str] | None) -> str | None:
        return None if values is None else as_list(values)

    first, last = where.published_from, where.published_to
    return {
        "sightings": as_list(sighting_ids),
        "speakers": listed(where.speaker_ids),
        "outlets": listed(where.outlet_ids),
        "languages": listed(where.languages),
        "forms": listed(where.forms),
        "published_from": None if first is None else rows.start_of_day(first),
        "published_before": None if last is None else rows.start_of_day(last) + 86_400_000_000,
    }
