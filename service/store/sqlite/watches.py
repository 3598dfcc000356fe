"""Watches and their events in the record."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import orjson

from service.domain.watches import DeliveryStatus, WatchTarget
from service.store.records import ChangeKind
from service.store.sqlite import rows
from service.store.sqlite.connection import as_list
from service.store.watches import Watch, WatchEvent, Webhook

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from service.store.sqlite.connection import Row, Session, Value

_WATCH = (
    "select public_id, owner, name, target, kinds, created_at, position, url, secret, old_secret,"
    " old_secret_until, feed_token_sha256 from watch"
)
_EVENT = (
    "select watch_event.public_id, watch.public_id, seq, at, kind, named, status, tries,"
    " next_try_at, last_try_at, problem from watch join watch_event on watch_event.watch = watch.id"
)
_LIST = f"""
{_WATCH} where id > coalesce((select id from watch where public_id = ?1), 0)
and (?2 or owner is ?3) order by id limit ?4
"""  # noqa: S608  fixed text
_LIST_EVENTS = f"""
{_EVENT} where watch.public_id = ?1 and (?2 is null or status = ?2)
and (?3 is null or watch_event.id < (select id from watch_event where public_id = ?3))
order by watch_event.id desc limit ?4
"""  # noqa: S608  fixed text
# A receiver that does not answer may have very many events: of each watch only those before the
# first that is due are looked at.
_DUE = f"""
{_EVENT} where watch_event.id = (
    select id from watch_event as own where own.watch = watch.id and own.status = 'pending'
    and own.next_try_at <= ? order by own.id limit 1
) order by next_try_at, watch_event.id limit ?
"""  # noqa: S608  fixed text
_KEEP = """
delete from watch_event where id in (
    select watch_event.id from watch join watch_event on watch_event.watch = watch.id
    where watch.public_id = ? order by watch_event.id desc limit -1 offset ?
)
"""


class WatchReading:
    """The part of StoreReader that is about watches."""

    _session: Session

    def get_watch(self, watch_id: str) -> Watch | None:
        """See WatchReader.get_watch."""
        row = self._session.one(f"{_WATCH} where public_id = ?", (watch_id,))
        return _to_watch(row) if row else None

    def list_watches(
        self, *, owner: str | None, everybody: bool, after: str | None, limit: int
    ) -> Sequence[Watch]:
        """See WatchReader.list_watches."""
        found = self._session.rows(_LIST, (after, everybody, owner, limit))
        return [_to_watch(row) for row in found]

    def count_watches(self, owner: str | None) -> int:
        """See WatchReader.count_watches."""
        row = self._session.one("select count(*) from watch where owner is ?", (owner,))
        return row[0] if row else 0

    def watches_behind(self) -> Sequence[Watch]:
        """See WatchReader.watches_behind."""
        found = self._session.rows(
            f"{_WATCH} where position < ? order by position, public_id", (self.last_change(),)
        )
        return [_to_watch(row) for row in found]

    def last_change(self) -> int:
        """See WatchReader.last_change."""
        row = self._session.one("select coalesce(max(seq), 0) from change")
        return row[0] if row else 0

    def correction_targets(self, correction_ids: Collection[str]) -> Mapping[str, str]:
        """See WatchReader.correction_targets."""
        return dict(
            self._session.rows(
                "select public_id, target_id from correction"
                " where public_id in (select value from json_each(?))",
                (as_list(correction_ids),),
            )
        )

    def get_watch_event(self, event_id: str) -> WatchEvent | None:
        """See WatchReader.get_watch_event."""
        row = self._session.one(f"{_EVENT} where watch_event.public_id = ?", (event_id,))
        return _to_event(row) if row else None

    def list_watch_events(
        self, watch_id: str, *, status: DeliveryStatus | None, before: str | None, limit: int
    ) -> Sequence[WatchEvent]:
        """See WatchReader.list_watch_events."""
        wanted = status.value if status else None
        found = self._session.rows(_LIST_EVENTS, (watch_id, wanted, before, limit))
        return [_to_event(row) for row in found]

    def due_watch_events(self, now: datetime, *, limit: int) -> Sequence[WatchEvent]:
        """See WatchReader.due_watch_events."""
        return [_to_event(row) for row in self._session.rows(_DUE, (rows.to_time(now), limit))]


class WatchWriting(WatchReading):
    """The part of StoreWriter that is about watches."""

    def add_watch(self, watch: Watch) -> None:
        """See WatchWriter.add_watch."""
        self._session.run(
            "insert into watch (public_id, owner, name, target, kinds, created_at, position, url,"
            " secret, old_secret, old_secret_until, feed_token_sha256)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                watch.id,
                watch.owner,
                watch.name,
                orjson.dumps(asdict(watch.target)).decode(),
                rows.to_names([kind.value for kind in watch.kinds]),
                rows.to_time(watch.created_at),
                watch.position,
                *_from_webhook(watch.webhook),
                watch.feed_token_sha256,
            ),
        )

    def remove_watch(self, watch_id: str) -> None:
        """See WatchWriter.remove_watch."""
        self._session.run("delete from watch where public_id = ?", (watch_id,))

    def set_webhook(self, watch_id: str, webhook: Webhook) -> None:
        """See WatchWriter.set_webhook."""
        self._session.run(
            "update watch set url = ?, secret = ?, old_secret = ?, old_secret_until = ?"
            " where public_id = ?",
            (*_from_webhook(webhook), watch_id),
        )

    def drop_old_secrets(self, now: datetime) -> None:
        """See WatchWriter.drop_old_secrets."""
        self._session.run(
            "update watch set old_secret = null, old_secret_until = null"
            " where old_secret_until <= ?",
            (rows.to_time(now),),
        )

    def set_feed_token(self, watch_id: str, sha256: str | None) -> None:
        """See WatchWriter.set_feed_token."""
        self._session.run(
            "update watch set feed_token_sha256 = ? where public_id = ?", (sha256, watch_id)
        )

    def move_watches(self, positions: Mapping[str, int]) -> None:
        """See WatchWriter.move_watches."""
        self._session.run_many(
            "update watch set position = max(position, ?) where public_id = ?",
            [(seq, watch_id) for watch_id, seq in sorted(positions.items())],
        )

    def add_watch_events(self, events: Sequence[WatchEvent], *, keep: int) -> None:
        """See WatchWriter.add_watch_events."""
        self._session.run_many(
            "insert into watch_event (public_id, watch, seq, at, kind, named, status, tries,"
            " next_try_at, last_try_at, problem)"
            " select ?, id, ?, ?, ?, ?, ?, ?, ?, ?, ? from watch where public_id = ?"
            " on conflict (public_id) do nothing",
            [
                (
                    event.id,
                    event.seq,
                    rows.to_time(event.at),
                    event.kind,
                    _from_named(event),
                    event.status.value,
                    event.tries,
                    rows.to_time(event.next_try_at),
                    rows.to_time(event.last_try_at),
                    event.problem,
                    event.watch_id,
                )
                for event in events
            ],
        )
        self._session.run_many(_KEEP, [(id_, keep) for id_ in sorted({e.watch_id for e in events})])

    def set_delivery(self, event: WatchEvent) -> None:
        """See WatchWriter.set_delivery."""
        self._session.run(
            "update watch_event set status = ?, tries = ?, next_try_at = ?, last_try_at = ?,"
            " problem = ? where public_id = ?",
            (
                event.status.value,
                event.tries,
                rows.to_time(event.next_try_at),
                rows.to_time(event.last_try_at),
                event.problem,
                event.id,
            ),
        )


def _from_webhook(hook: Webhook | None) -> tuple[Value, ...]:
    if hook is None:
        return (None, None, None, None)
    return (hook.url, hook.secret, hook.old_secret, rows.to_time(hook.old_until))


def _from_named(event: WatchEvent) -> str:
    return orjson.dumps((event.named, event.mention_ids, event.statement_ids)).decode()


def _to_watch(row: Row) -> Watch:
    return Watch(
        id=row[0],
        owner=row[1],
        name=row[2],
        target=WatchTarget(**orjson.loads(row[3])),
        kinds=frozenset(ChangeKind(kind) for kind in rows.from_names(row[4])),
        created_at=rows.from_time(row[5]),
        position=row[6],
        webhook=None
        if row[7] is None
        else Webhook(row[7], row[8], row[9], rows.from_time_or_none(row[10])),
        feed_token_sha256=row[11],
    )


def _to_event(row: Row) -> WatchEvent:
    named, mentions, statements = (tuple(ids) for ids in orjson.loads(row[5]))
    return WatchEvent(
        id=row[0],
        watch_id=row[1],
        seq=row[2],
        at=rows.from_time(row[3]),
        kind=row[4],
        named=named,
        mention_ids=mentions,
        statement_ids=statements,
        status=DeliveryStatus(row[6]),
        tries=row[7],
        next_try_at=rows.from_time_or_none(row[8]),
        last_try_at=rows.from_time_or_none(row[9]),
        problem=row[10],
    )
