"""What the follower remembers: feeds and pages with their next times, in a file of its own.

Every change is durable before the follower goes on, so that it can be stopped at any moment and
goes on where it was.
"""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from service.intake.fetch import Known

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from service.intake.feeds import FeedItem

SCHEMA = """
create table if not exists feed (
    url text primary key,
    next_at real not null,
    etag text, last_modified text,
    failures integer not null default 0,
    problem text
) strict;
create table if not exists page (
    url text primary key,
    feed_url text not null,
    site text not null,
    title text, published_at text, published_in text,
    first_seen_at real not null,
    next_at real,
    checks integer not null default 0,
    etag text, last_modified text, html_sha256 text,
    failures integer not null default 0,
    problem text,
    modified_at real,
    fetched_at real
) strict;
create index if not exists page_next on page (next_at) where next_at is not null;
"""
LATER_COLUMNS = ("modified_at", "fetched_at")
FIRST_GAP = timedelta(minutes=5)
FOLLOWED_FOR = timedelta(weeks=1)
# A feed that calls everything new at every look gets less and less attention: the gap doubles.
CHANGED_ITEM = """
update page set modified_at = :modified, next_at = min(
    coalesce(next_at, 1e12),
    max(:now, coalesce(fetched_at, first_seen_at) + :gap * (1 << min(checks - 1, 20)))
)
where url = :url and checks > 0 and failures = 0 and first_seen_at > :since
    and :modified > coalesce(modified_at, first_seen_at)
"""
DUE_PAGES = """
select url, feed_url, title, published_at, published_in, first_seen_at, checks, etag,
       last_modified, html_sha256, failures, modified_at
from (
    select *, row_number() over (partition by site order by next_at, url) as place
    from page where next_at <= ?
) where place <= ? order by place, next_at, url limit ?
"""


@dataclass(frozen=True, slots=True)
class DueFeed:
    """A feed whose time has come; ``failures`` counts those in a row."""

    url: str
    known: Known
    failures: int


@dataclass(frozen=True, slots=True)
class DuePage:
    """A page whose time has come. ``checks`` counts the successful fetches so far."""

    url: str
    feed_url: str
    title: str | None
    published_at: datetime | None
    published_in: str | None
    first_seen_at: datetime
    checks: int
    known: Known
    html_sha256: str | None
    failures: int
    modified_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PageResult:
    """What became of a page; ``next_at`` None ends its checks.

    ``fetched_at`` is None where it could not be fetched.
    """

    url: str
    next_at: datetime | None
    checks: int
    known: Known
    html_sha256: str | None
    failures: int
    problem: str | None
    fetched_at: datetime | None = None


class FollowState:
    """The memory; use it from one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Open or make the file."""
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._lock = threading.Lock()
        self._connection.execute("pragma journal_mode = wal")
        self._connection.execute("pragma synchronous = full")
        self._connection.executescript(SCHEMA)
        known = {row[1] for row in self._connection.execute("pragma table_info(page)")}
        for column in LATER_COLUMNS:
            if column not in known:  # the file of a release before
                self._connection.execute(f"alter table page add column {column} real")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def add_feeds(self, urls: Iterable[str], now: datetime) -> None:
        """Remembers feeds; a new one is due at once. Feeds not named any more rest."""
        wanted = list(urls)
        with self._lock, self._connection:
            self._connection.execute("begin")
            self._connection.executemany(
                "insert into feed (url, next_at) values (?, ?) on conflict do nothing",
                [(url, now.timestamp()) for url in wanted],
            )

    def due_feeds(self, urls: Iterable[str], now: datetime) -> list[DueFeed]:
        """Returns those of the feeds whose time has come, longest waiting first."""
        wanted = set(urls)
        rows = self._connection.execute(
            "select url, etag, last_modified, failures from feed where next_at <= ?"
            " order by next_at, url",
            (now.timestamp(),),
        )
        return [DueFeed(r[0], Known(r[1], r[2]), r[3]) for r in rows if r[0] in wanted]

    def keep_feed(
        self,
        feed: DueFeed,
        *,
        next_at: datetime,
        known: Known,
        problem: str | None,
        items: Iterable[tuple[FeedItem, str]] = (),
        now: datetime,
    ) -> int:
        """Remembers what a feed gave, in one step; returns how many pages were new.

        ``items`` are the announced articles, each with its site. One that is known and said to be
        modified since is due again, five minutes after it was fetched, then ten, and so on.
        """
        announced = list(items)
        rows = [
            (
                item.url,
                feed.url,
                site,
                item.title,
                item.published_at.value.isoformat() if item.published_at else None,
                item.published_at.found_in if item.published_at else None,
                now.timestamp(),
                now.timestamp(),
                item.modified_at.value.timestamp() if item.modified_at else None,
            )
            for item, site in announced
        ]
        failures = feed.failures + 1 if problem else 0
        with self._lock, self._connection:
            self._connection.execute("begin")
            before = self._connection.total_changes
            self._connection.executemany(
                "insert into page (url, feed_url, site, title, published_at, published_in,"
                " first_seen_at, next_at, modified_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " on conflict do nothing",
                rows,
            )
            added = self._connection.total_changes - before
            self._connection.executemany(
                CHANGED_ITEM,
                [_changed(item, now) for item, _ in announced if item.modified_at],
            )
            self._connection.execute(
                "update feed set next_at = ?, etag = ?, last_modified = ?, failures = ?,"
                " problem = ? where url = ?",
                (
                    next_at.timestamp(),
                    known.etag,
                    known.last_modified,
                    failures,
                    problem,
                    feed.url,
                ),
            )
        return added

    def due_pages(self, now: datetime, *, limit: int, per_site: int) -> list[DuePage]:
        """Returns pages whose time has come, few of each site.

        The first of each site come before the second of any, the longest waiting first: who
        fetches them in this order seldom has to wait for one site's pace.
        """
        rows = self._connection.execute(DUE_PAGES, (now.timestamp(), per_site, limit))
        return [
            DuePage(
                url=r[0],
                feed_url=r[1],
                title=r[2],
                published_at=datetime.fromisoformat(r[3]) if r[3] else None,
                published_in=r[4],
                first_seen_at=datetime.fromtimestamp(r[5], UTC),
                checks=r[6],
                known=Known(r[7], r[8]),
                html_sha256=r[9],
                failures=r[10],
                modified_at=datetime.fromtimestamp(r[11], UTC) if r[11] is not None else None,
            )
            for r in rows
        ]

    def keep_page(self, result: PageResult) -> None:
        """Remembers what became of a page."""
        with self._lock, self._connection:
            self._connection.execute("begin")
            self._connection.execute(
                "update page set next_at = ?, checks = ?, etag = ?, last_modified = ?,"
                " html_sha256 = ?, failures = ?, problem = ?,"
                " fetched_at = coalesce(?, fetched_at) where url = ?",
                (
                    result.next_at.timestamp() if result.next_at else None,
                    result.checks,
                    result.known.etag,
                    result.known.last_modified,
                    result.html_sha256,
                    result.failures,
                    result.problem,
                    result.fetched_at.timestamp() if result.fetched_at else None,
                    result.url,
                ),
            )

    def problems(self) -> dict[str, int]:
        """Returns how many pages are left out for each reason."""
        rows = self._connection.execute(
            "select problem, count(*) from page where problem is not null group by problem"
        )
        return dict(rows.fetchall())


def _changed(item: FeedItem, now: datetime) -> dict[str, str | float]:
    return {
        "url": item.url,
        "modified": item.modified_at.value.timestamp() if item.modified_at else 0.0,
        "now": now.timestamp(),
        "gap": FIRST_GAP.total_seconds(),
        "since": (now - FOLLOWED_FOR).timestamp(),
    }
