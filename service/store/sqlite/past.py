"""Reading the record as it was at a moment, with the same questions as now.

A connection of its own has temporary views under the names of the tables: every question that
names a table without its schema meets the rows that were there at the moment that ``temp.as_of``
holds. SQLite takes such views apart and uses the indexes beneath, but not below an aggregate, a
window or ``distinct``: questions of that sort gather their rows in a ``materialized`` part first.
"""

# ruff: noqa: S608  fixed names put together
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.domain.errors import StoreError
from service.store.sqlite.connection import ReaderPool, translated

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from service.store.sqlite.connection import Session

# what is temporary counts as data, too
_WRITABLE = "pragma query_only = off"
_READ_ONLY = "pragma query_only = on"
_AS = re.compile(r"create view \w+ as\s", re.IGNORECASE)
_SEQ = "(select seq from temp.as_of)"


def _earliest(table: str, columns: str, row: str) -> str:
    """The first state that was kept since the moment."""
    return (
        f"(select {columns} from main.{table} as p where p.id = {row}"
        f" and p.until >= {_SEQ} order by p.until limit 1)"
    )


def _is_past(table: str, row: str) -> str:
    return f"exists (select 1 from main.{table} as p where p.id = {row} and p.until >= {_SEQ})"


def _is_first(table: str, same: str) -> str:
    return (
        f"now.until >= {_SEQ} and not exists (select 1 from main.{table} as p"
        f" where {same} and p.until >= {_SEQ} and p.until < now.until)"
    )


def _kept(table: str, *columns: str) -> str:
    """Columns as they were."""
    past = f"{table}_past"
    return ", ".join(
        f"iif({_is_past(past, 'now.id')}, {_earliest(past, f'p.{column}', 'now.id')},"
        f" now.{column}) as {column}"
        for column in columns
    )


def _current(column: str) -> str:
    """What the version is that stood on the page then."""
    return (
        f"(select {column} from main.version as v"
        " where v.article = now.id and v.id <= (select version from temp.as_of)"
        " order by coalesce(v.stands_at, v.first_seen_at) desc, v.number desc limit 1)"
    )


_SIGHTING = (
    "now.id, now.public_id, now.wording, now.text, now.language, now.speaker, now.speaker_name,"
    " now.day, now.reported, now.statement, now.host"
)
_HAS_MENTION = """(
    exists (select 1 from main.mention as m
        where m.sighting = now.id and m.id <= (select mention from temp.as_of))
    or exists (select 1 from main.mention_past as m
        where m.sighting = now.id and m.id <= (select mention from temp.as_of)))"""
_MENTION = (
    'it.form, it.place, it.language, it.start, it."end", it.exact, it.prefix, it.suffix,'
    " it.attribution, it.quoted_parts, it.continues, it.continues_sentence, it.unbalanced,"
    " now.thread, now.added_in, now.removed_in, now.fate, now.changed_to, now.restored_in"
)
_STATEMENT_OF = f"""
iif({_is_past("sighting_past", "mention.sighting")},
    {_earliest("sighting_past", "p.statement", "mention.sighting")},
    (select s.statement from main.sighting as s where s.id = mention.sighting))"""
_OF_SPEAKER = ("name", "aliases", "wikidata_id", "key", "person_id", "voice", "known_name")
_VIEWS = {
    "sighting": f"""
select {_SIGHTING} from main.sighting as now
where now.id <= (select sighting from temp.as_of)
    and not {_is_past("sighting_past", "now.id")} and {_HAS_MENTION}
union all
select {_SIGHTING} from main.sighting_past as now
where now.id <= (select sighting from temp.as_of)
    and {_is_first("sighting_past", "p.id = now.id")} and {_HAS_MENTION}""",
    "link": f"""
select now.a, now.b, now.kind, now.score, now.status, now.bond, now.reason from main.link as now
where not exists (select 1 from main.link_past as p
    where p.a = now.a and p.b = now.b and p.until >= {_SEQ})
union all
select now.a, now.b, now.kind, now.score, now.status, now.bond, now.reason
from main.link_past as now
where now.kind is not null and {_is_first("link_past", "p.a = now.a and p.b = now.b")}""",
    "mention": f"""
select now.id, now.public_id, now.version, now.sighting, now.wording, now.speaker,
    {_MENTION.replace("it.", "now.")}
from main.mention as now
where now.id <= (select mention from temp.as_of) and not {_is_past("mention_past", "now.id")}
union all
select it.id, it.public_id, it.version, now.sighting, it.wording, now.speaker, {_MENTION}
from main.mention_past as now cross join main.mention as it on it.id = now.id
where now.id <= (select mention from temp.as_of)
    and {_is_first("mention_past", "p.id = now.id")}""",
    "wording": f"""
select now.id, now.public_id, now.language, {_kept("wording", "text")}, now.key,
    {_kept("wording", "rank", "first_seen_at")}, now.link_keys
from main.wording as now where now.id <= (select wording from temp.as_of)""",
    "article": f"""
select now.id, now.public_id, {_current("v.number")} as newest,
    {_current("coalesce(v.repeats, v.id)")} as text_version
from main.article as now where now.id <= (select article from temp.as_of)""",
    "version": f"""
select now.id, now.article, now.number, now.outlet, now.url, now.title, now.byline, now.language,
    now.published_at, now.modified_at, now.first_seen_at, now.text_sha256, now.content_sha256,
    {_kept("version", "origin_id")}, now.extractor, now.mentions,
    now.seen_at, now.stands_at, now.repeats
from main.version as now where now.id <= (select version from temp.as_of)""",
    "speaker": f"""
select now.id, now.public_id, {_kept("speaker", *_OF_SPEAKER)}
from main.speaker as now where now.id <= (select speaker from temp.as_of)""",
    "judgement": f"""
select now.id, now.public_id, now.kind, now.mention, now.other, now.speaker_name, now.judged_by,
    now.reason, now.judged_at, {_kept("judgement", "undone_at")}
from main.judgement as now
where coalesce({_earliest("judgement_past", "p.there", "now.id")}, 1)""",
    "correction": f"""
select now.* from main.correction as now where not {_is_past("correction_past", "now.id")}""",
    # Whichever form a review has now; what was removed stays gone.
    "review": f"""
select now.* from main.review as now where exists (select 1 from main.change as c
    where c.kind = 'review_added' and c.id = now.public_id and c.seq <= {_SEQ})""",
    "change": f"select now.* from main.change as now where now.seq <= {_SEQ}",
    # null where history has no counters yet
    "counter": f"""
select now.name, (select p.value from main.counter_past as p where p.name = now.name
    and p.seq <= {_SEQ} order by p.seq desc limit 1) as value
from main.counter as now""",
}  # fmt: skip
# A view to the right of a left join is not taken apart, so these two are asked for by row.
_BY_ROW = {
    "sighting.public_id as sighting_id": """coalesce(
    (select s.public_id from main.sighting as s where s.id = mention.sighting),
    (select p.public_id from main.sighting_past as p where p.id = mention.sighting limit 1)
) as sighting_id""",
    "statement.public_id as statement_id": f"""(
    select t.public_id from main.statement as t where t.id = {_STATEMENT_OF}) as statement_id""",
    "left join sighting on sighting.id = mention.sighting": "",
    "left join statement on statement.id = sighting.statement": "",
}


class PastPool(ReaderPool):
    """Connections that read the record as it was; see ``go_back``."""

    def _connect(self) -> sqlite3.Connection:
        connection = super()._connect()
        try:
            with translated():
                for script in (_WRITABLE, *_scripts(connection), _READ_ONLY):
                    connection.execute(script).close()
        except BaseException:
            connection.close()
            raise
        return connection


def go_back(session: Session, sequence: int) -> None:
    """Makes a session of a ``PastPool`` read as of the last moment up to this event.

    Raises:
        StoreError: history begins later.
    """
    session.run(_WRITABLE)
    session.run("delete from temp.as_of")
    session.run(
        "insert into temp.as_of select * from main.moment where seq <= ? order by seq desc limit 1",
        (sequence,),
    )
    session.run(_READ_ONLY)
    if session.one("select 1 from temp.as_of") is None:
        raise StoreError(f"the history of this store begins after event {sequence}")


def _scripts(connection: sqlite3.Connection) -> Iterator[str]:
    yield "create temp table as_of as select * from main.moment limit 0"
    for name, script in _VIEWS.items():
        yield f"create temp view {name} as {script}"
    # The record's own views look only at its own tables: their copies look here first.
    stored = connection.execute("select name, sql from main.sqlite_master where type = 'view'")
    for name, script in stored.fetchall():
        body = _AS.split(script, maxsplit=1)[1]
        if name == "mention_view":
            for written, by_row in _BY_ROW.items():
                body = body.replace(written, by_row)
        yield f"create temp view {name} as {body}"
