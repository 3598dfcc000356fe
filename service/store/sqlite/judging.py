"""People's judgements in the record, and the moves of mentions that they bring about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.judgements import Judgement, JudgementKind
from service.store.sqlite import rows
from service.store.sqlite.connection import as_list
from service.store.sqlite.reader import SqliteReader
from service.store.sqlite.writer import SqliteWriter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from service.store.sqlite.connection import Row, Value

# No left join: in the past a mention is a view, of which SQLite would make a whole table for it.
_OF_MENTIONS = """
select judgement.public_id, judgement.kind,
    (select named.public_id from mention as named where named.id = judgement.mention),
    (select named.public_id from mention as named where named.id = judgement.other),
    judgement.speaker_name, judgement.judged_by, judgement.reason, judgement.judged_at,
    judgement.undone_at, null, null, judgement.id
from judgement
"""
_OF_SPEAKERS = """
select public_id, kind, null, null, null, judged_by, reason, judged_at, undone_at, speaker_id,
    other_speaker_id, id
from speaker_judgement
"""
_JUDGEMENT = f"""{_OF_MENTIONS} where judgement.public_id = ?1
union all {_OF_SPEAKERS} where public_id = ?1"""
_AFTER = """coalesce((select id from judgement where public_id = :after),
    (select id from speaker_judgement where public_id = :after), 0)"""
_LIST = f"""{_OF_MENTIONS} where judgement.id > {_AFTER}
union all {_OF_SPEAKERS} where id > {_AFTER} order by 12 limit :limit
"""
_LIST_OF = f"""{_OF_MENTIONS}
where judgement.id > {_AFTER} and judgement.id in (
    select made.id from json_each(:mentions) as wanted
    cross join mention as named on named.public_id = wanted.value
    cross join judgement as made on made.mention = named.id
    union select made.id from json_each(:mentions) as wanted
    cross join mention as named on named.public_id = wanted.value
    cross join judgement as made on made.other = named.id)
union all {_OF_SPEAKERS}
where id > {_AFTER} and id in (
    select made.id from json_each(:speakers) as wanted
    cross join speaker_judgement as made on made.speaker_id = wanted.value
    union select made.id from json_each(:speakers) as wanted
    cross join speaker_judgement as made on made.other_speaker_id = wanted.value)
order by 12 limit :limit
"""  # noqa: S608  fixed text
_NEXT = """(1 + max((select coalesce(max(id), 0) from judgement),
    (select coalesce(max(id), 0) from speaker_judgement)))"""
_PAIRS = """
with wanted as (select id from sighting where public_id in (select value from json_each(?))),
held as (
    select judgement.id from wanted cross join mention on mention.sighting = wanted.id
    join judgement on judgement.mention = mention.id and judgement.undone_at is null
    union
    select judgement.id from wanted cross join mention on mention.sighting = wanted.id
    join judgement on judgement.other = mention.id and judgement.undone_at is null
)
select judgement.kind, a.public_id, b.public_id, judgement.id from held
cross join judgement on judgement.id = held.id
join mention as one on one.id = judgement.mention
join sighting as a on a.id = one.sighting
join mention as two on two.id = judgement.other
join sighting as b on b.id = two.sighting
where judgement.kind in ('same', 'different')
order by judgement.id
"""


class JudgementReader(SqliteReader):
    """See StoreReader."""

    def get_judgement(self, judgement_id: str) -> Judgement | None:
        """See StoreReader.get_judgement."""
        row = self._session.one(_JUDGEMENT, (judgement_id,))
        return _to_judgement(row) if row else None

    def list_judgements(
        self,
        *,
        mention_ids: Collection[str] | None,
        speaker_ids: Collection[str] | None = None,
        after: str | None,
        limit: int,
    ) -> Sequence[Judgement]:
        """See StoreReader.list_judgements."""
        page: dict[str, Value] = {"after": after, "limit": limit}
        if mention_ids is None and speaker_ids is None:
            found = self._session.rows(_LIST, page)
        else:
            named: dict[str, Value] = {
                "mentions": as_list(mention_ids or ()),
                "speakers": as_list(speaker_ids or ()),
            }
            found = self._session.rows(_LIST_OF, named | page)
        return [_to_judgement(row) for row in found]

    def survivor_of(self, statement_id: str) -> str | None:
        """See StoreReader.survivor_of."""
        row = self._session.one(
            "select into_id from change where id = ? and kind = 'statement_merged'"
            " order by seq desc limit 1",
            (statement_id,),
        )
        return row[0] if row else None

    def judged_pairs(
        self, sighting_ids: Collection[str]
    ) -> Sequence[tuple[JudgementKind, str, str]]:
        """See StoreReader.judged_pairs."""
        found = self._session.rows(_PAIRS, (as_list(sighting_ids),))
        return [(JudgementKind(kind), min(a, b), max(a, b)) for kind, a, b, _ in found if a != b]


class JudgementWriter(SqliteWriter, JudgementReader):
    """See StoreWriter."""

    def add_judgement(self, judgement: Judgement) -> None:
        """See StoreWriter.add_judgement."""
        if judgement.kind.is_of_speakers:
            self._add_of_speakers(judgement)
            return
        self._session.run(
            "insert into judgement (id, public_id, kind, mention, other, speaker_name,"  # noqa: S608
            f" judged_by, reason, judged_at, undone_at) values ({_NEXT}, ?, ?,"
            " (select id from mention where public_id = ?),"
            " (select id from mention where public_id = ?), ?, ?, ?, ?, ?)"
            " on conflict (public_id) do nothing",
            (
                judgement.id,
                judgement.kind.value,
                judgement.mention_id,
                judgement.other_mention_id,
                judgement.speaker_name,
                judgement.judged_by,
                judgement.reason,
                rows.to_time(judgement.judged_at),
                rows.to_time(judgement.undone_at),
            ),
        )

    def undo_judgement(self, judgement_id: str, at: datetime) -> None:
        """See StoreWriter.undo_judgement."""
        for table in ("judgement", "speaker_judgement"):
            self._session.run(
                f"update {table} set undone_at = ?"  # noqa: S608  fixed names
                " where public_id = ? and undone_at is null",
                (rows.to_time(at), judgement_id),
            )

    def _add_of_speakers(self, judgement: Judgement) -> None:
        self._session.run(
            "insert into speaker_judgement"  # noqa: S608  fixed text
            f" values ({_NEXT}, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (public_id) do nothing",
            (
                judgement.id,
                judgement.kind.value,
                judgement.speaker_id,
                judgement.other_speaker_id,
                judgement.judged_by,
                judgement.reason,
                rows.to_time(judgement.judged_at),
                rows.to_time(judgement.undone_at),
            ),
        )

    def move_mentions(self, moves: Mapping[str, tuple[str | None, str | None]]) -> Sequence[str]:
        """See StoreWriter.move_mentions."""
        left = [
            row[0]
            for row in self._session.rows(
                "select distinct sighting.public_id from json_each(?) as wanted"
                " cross join mention on mention.public_id = wanted.value"
                " join sighting on sighting.id = mention.sighting",
                (as_list(moves),),
            )
        ]
        self._session.run_many(
            "update mention set sighting = (select id from sighting where public_id = ?),"
            " speaker = (select id from speaker where public_id = ?) where public_id = ?",
            [(sighting, speaker, mention) for mention, (sighting, speaker) in moves.items()],
        )
        return self._drop_empty(left)

    def _drop_empty(self, sighting_ids: Collection[str]) -> Sequence[str]:
        """Deletes those sightings that have no mention left; returns who was linked to them."""
        empty = self._session.rows(
            "select id, public_id, statement from sighting where public_id in"
            " (select value from json_each(?)) and not exists"
            " (select 1 from mention where mention.sighting = sighting.id)",
            (as_list(sighting_ids),),
        )
        if not empty:
            return ()
        gone = {public_id for _, public_id, _ in empty}
        linked = {end for link in self.links_of(gone) for end in (link.a, link.b)} - gone
        places = {statement for *_, statement in empty if statement is not None}
        members = self._session.rows(
            "select public_id from sighting where statement in (select value from json_each(?))",
            (as_list(places),),
        )
        before = self._with_members(places)
        for row, public_id, _ in empty:
            self._session.run("update sighting set host = null where host = ?", (row,))
            self._session.run("delete from link where a = ? or b = ?", (row, row))
            self._session.run("delete from sighting where id = ?", (row,))
            self._numbers.forget("sighting", public_id)
        self._counted["statements"] += self._with_members(places) - before
        return sorted((linked | {public_id for (public_id,) in members}) - gone)


def _to_judgement(row: Row) -> Judgement:
    return Judgement(
        id=row[0],
        kind=JudgementKind(row[1]),
        mention_id=row[2],
        other_mention_id=row[3],
        speaker_name=row[4],
        judged_by=row[5],
        reason=row[6],
        judged_at=rows.from_time(row[7]),
        undone_at=rows.from_time_or_none(row[8]),
        speaker_id=row[9],
        other_speaker_id=row[10],
    )
