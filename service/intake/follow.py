"""Following feeds: each new article is taken, and looked at again later.

That is after an hour, a day and a week, and when its feed says that it was modified.

A page is handed on before it is remembered as taken. A stop between the two hands it on once more,
which ingest by content makes harmless; nothing is lost.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from service.domain.errors import InputError
from service.domain.model import ArticleInput
from service.intake.addresses import check_url
from service.intake.article import fill_from_feed
from service.intake.feeds import Feed, FeedItem, read_feed
from service.intake.fetch import FEED_TYPES, PAGE_TYPES, Fetched, Fetcher, Known
from service.intake.follow_state import DueFeed, DuePage, FollowState, PageResult
from service.intake.outlets import host_of
from service.intake.page import FoundTime
from service.intake.problems import (
    FeedProblem,
    FetchError,
    FetchProblem,
    UnreadableFeedError,
    UnreadablePageError,
)

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from service.intake.desk import IntakeDesk

RECHECKS = (timedelta(hours=1), timedelta(days=1), timedelta(weeks=1))
MAX_WAIT = timedelta(days=1)
MAX_FAILURES = 6
FIRST_RETRY = timedelta(minutes=5)
MAX_FURTHER = 20
# What will not be otherwise tomorrow: such a page is left alone.
FINAL_STATUS = frozenset({401, 402, 403, 404, 410, 451})
FINAL_PROBLEMS = frozenset(
    {
        FetchProblem.BAD_URL,
        FetchProblem.SCHEME,
        FetchProblem.CREDENTIALS_IN_URL,
        FetchProblem.PORT,
        FetchProblem.PRIVATE_ADDRESS,
        FetchProblem.CONTENT_TYPE,
        FetchProblem.TOO_LARGE,
        FetchProblem.ROBOTS,
    }
)


@dataclass(frozen=True, slots=True)
class FollowedFeed:
    """A feed and how often to look at it."""

    url: str
    interval: timedelta = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class FollowConfig:
    """What to follow and how. ``per_site`` bounds the pages of one site in one round.

    Workers mostly wait: for servers, and for the pace of a site.
    """

    feeds: tuple[FollowedFeed, ...]
    rechecks: tuple[timedelta, ...] = RECHECKS
    workers: int = 16
    pages_per_round: int = 100
    per_site: int = 5


@dataclass(slots=True)
class Round:
    """What one round did, for the log and for people."""

    feeds_read: int = 0
    feeds_unchanged: int = 0
    pages_announced: int = 0
    pages_taken: int = 0
    pages_unchanged: int = 0
    problems: Counter[str] = field(default_factory=Counter)

    @property
    def is_idle(self) -> bool:
        """Whether nothing was due."""
        return self == Round()


class BadFeedListError(InputError):
    """The list of feeds cannot be used."""

    def __init__(self, message: str) -> None:
        """Say what is wrong."""
        super().__init__(
            message,
            field="feeds",
            remedy='Give each feed as [[feeds]] with url = "https://..." and interval_minutes.',
        )


def read_feed_list(path: Path) -> tuple[FollowedFeed, ...]:
    """Returns the feeds of a TOML file.

    Raises:
        BadFeedListError: the file cannot be read, or a feed in it is not well described.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("feeds")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadFeedListError(f"{path.name} cannot be read: {error}") from error
    if not isinstance(rows, list) or not rows:
        raise BadFeedListError(f"{path.name} lists no feeds")
    return tuple(read_followed_feed(row) for row in rows)


def read_followed_feed(row: object) -> FollowedFeed:
    """Returns one feed of the list."""
    if not isinstance(row, dict) or set(row) - {"url", "interval_minutes"}:
        raise BadFeedListError(f"a feed has url and interval_minutes: {row!r}")
    url, minutes = row.get("url"), row.get("interval_minutes", 10)
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        raise BadFeedListError(f"a feed has an http or https address: {row!r}")
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or minutes <= 0:
        raise BadFeedListError(f"interval_minutes is a positive number: {row!r}")
    return FollowedFeed(url, timedelta(minutes=minutes))


class Follower:
    """Takes what is due. Fetching runs in threads; handing on and remembering in the caller's."""

    def __init__(
        self,
        config: FollowConfig,
        fetcher: Fetcher,
        state: FollowState,
        desk: IntakeDesk,
        deliver: Callable[[ArticleInput], object],
        refused: Callable[[Exception, str], object] = lambda _error, _url: None,
    ) -> None:
        """``deliver`` keeps an article durably before it returns.

        ``refused`` is told of each feed and page that could not be taken, and of what ``deliver``
        refused: error and address.
        """
        self.config = config
        self._fetcher = fetcher
        self._state = state
        self._desk = desk
        self._deliver = deliver
        self._refused = refused
        self._intervals = {feed.url: feed.interval for feed in config.feeds}

    def run(self, stop: threading.Event, report: Callable[[Round], object]) -> None:
        """Takes what is due until ``stop`` is set; waits when nothing is."""
        with ThreadPoolExecutor(self.config.workers) as pool:
            while not stop.is_set():
                done = self._run_round(datetime.now(UTC), pool)
                report(done)
                if done.is_idle:
                    stop.wait(1.0)

    def run_round(self, now: datetime) -> Round:
        """Reads the feeds that are due, then takes pages that are due."""
        with ThreadPoolExecutor(self.config.workers) as pool:
            return self._run_round(now, pool)

    def _run_round(self, now: datetime, pool: Executor) -> Round:
        done = Round()
        self._state.add_feeds(self._intervals, now)
        feeds = by_turns(self._state.due_feeds(self._intervals, now))
        for feed, answer in zip(feeds, pool.map(self._fetch_feed, feeds), strict=True):
            self._keep_feed(feed, self._read_feed(answer, pool), now, done)
        pages = self._state.due_pages(
            now, limit=self.config.pages_per_round, per_site=self.config.per_site
        )
        for page, fetched in zip(pages, pool.map(self._fetch_page, pages), strict=True):
            self._keep_page(page, fetched, now, done)
        return done

    def _fetch_feed(self, feed: DueFeed) -> Fetched | FetchError:
        try:
            return self._fetcher.get(feed.url, FEED_TYPES, feed.known)
        except FetchError as error:
            return error

    def _read_feed(
        self, answer: Fetched | FetchError, pool: Executor
    ) -> tuple[Fetched, Feed | None] | Exception:
        """Returns a feed with all that it announces.

        Reading runs here and not where it was fetched: threads that parse each keep memory of
        their own, and none would be faster.
        """
        if isinstance(answer, FetchError):
            return answer
        if answer.not_modified:
            return answer, None
        try:
            read = read_feed(answer.body, url=answer.url)
        except UnreadableFeedError as error:
            return error
        items = [*read.items, *self._further_items(read, pool)]
        return answer, replace(read, items=tuple(items))

    def _further_items(self, feed: Feed, pool: Executor) -> Iterator[FeedItem]:
        """Yields the items of the sitemaps that an index names, the last named first."""
        for fetched in pool.map(self._fetch_further, feed.further[::-1][:MAX_FURTHER]):
            if fetched is not None:
                with suppress(UnreadableFeedError):
                    yield from read_feed(fetched.body, url=fetched.url).items

    def _fetch_further(self, url: str) -> Fetched | None:
        try:
            return self._fetcher.get(url, FEED_TYPES)
        except FetchError:
            return None

    def _keep_feed(
        self,
        feed: DueFeed,
        answer: tuple[Fetched, Feed | None] | Exception,
        now: datetime,
        done: Round,
    ) -> None:
        interval = self._intervals[feed.url]
        if isinstance(answer, Exception):
            problem = problem_name(answer)
            done.problems[f"feed {problem}"] += 1
            self._refused(answer, feed.url)
            wait = back_off(answer, interval, feed.failures)
            self._state.keep_feed(
                feed, next_at=now + wait, known=feed.known, problem=problem, now=now
            )
            return
        fetched, read = answer
        if read is None:
            done.feeds_unchanged += 1
            items = []
        else:
            done.feeds_read += 1
            self._tell_skipped(feed, read, done)
            items = [(item, host_of(item.url)) for item in read.items]
        done.pages_announced += self._state.keep_feed(
            feed,
            next_at=now + interval,
            known=Known(fetched.etag, fetched.last_modified) if read else feed.known,
            problem=None,
            items=items,
            now=now,
        )

    def _tell_skipped(self, feed: DueFeed, read: Feed, done: Round) -> None:
        """Tells of items that cannot be taken; one that is announced twice is no problem."""
        for name, count in read.skipped:
            if name in set(FeedProblem):
                done.problems[f"item {name}"] += count
                problem = FeedProblem(name)
                self._refused(UnreadableFeedError(problem, f"{count} items"), feed.url)

    def _fetch_page(self, page: DuePage) -> Fetched | FetchError:
        try:
            check_url(page.url, allow_private=self._fetcher.config.allow_private)
            return self._fetcher.get(page.url, PAGE_TYPES, page.known)
        except FetchError as error:
            return error

    def _keep_page(
        self, page: DuePage, fetched: Fetched | FetchError, now: datetime, done: Round
    ) -> None:
        if isinstance(fetched, FetchError):
            self._keep_failure(page, fetched, now, done)
            return
        sha256 = hashlib.sha256(fetched.body).hexdigest()
        if fetched.not_modified or sha256 == page.html_sha256:
            done.pages_unchanged += 1
            self._keep_success(page, fetched, page.html_sha256, now)
            return
        try:
            self._deliver(self._read(page, fetched, now))
        except InputError as error:
            # The page may become an article later: a live page fills, a wall falls.
            done.problems[f"page {problem_name(error)}"] += 1
            self._refused(error, page.url)
            self._keep_success(page, fetched, sha256, now, problem_name(error))
            return
        done.pages_taken += 1
        self._keep_success(page, fetched, sha256, now)

    def _read(self, page: DuePage, fetched: Fetched, now: datetime) -> ArticleInput:
        given = ArticleInput(url=fetched.url, text="", seen_at=now)
        article = self._desk.read(fetched.body, content_type=fetched.content_type, given=given)
        return fill_from_feed(article, announced(page))

    def _keep_success(
        self,
        page: DuePage,
        fetched: Fetched,
        sha256: str | None,
        now: datetime,
        problem: str | None = None,
    ) -> None:
        known = page.known
        if not fetched.not_modified:
            known = Known(fetched.etag, fetched.last_modified)
        next_at = next_check(page, self.config.rechecks, now)
        self._state.keep_page(
            PageResult(page.url, next_at, page.checks + 1, known, sha256, 0, problem, now)
        )

    def _keep_failure(self, page: DuePage, error: FetchError, now: datetime, done: Round) -> None:
        problem = problem_name(error)
        done.problems[f"page {problem}"] += 1
        self._refused(error, page.url)
        failures = page.failures + 1
        is_final = error.reason in FINAL_PROBLEMS or error.status in FINAL_STATUS
        wait = back_off(error, FIRST_RETRY, page.failures)
        next_at = None if is_final or failures >= MAX_FAILURES else now + wait
        self._state.keep_page(
            PageResult(
                page.url, next_at, page.checks, page.known, page.html_sha256, failures, problem
            )
        )


def by_turns(feeds: Sequence[DueFeed]) -> list[DueFeed]:
    """Returns the feeds with those of one site apart: it is asked at its pace only."""
    met: Counter[str] = Counter()
    turns: list[tuple[int, DueFeed]] = []
    for feed in feeds:
        site = host_of(feed.url)
        turns.append((met[site], feed))
        met[site] += 1
    return [feed for _, feed in sorted(turns, key=lambda each: each[0])]


def announced(page: DuePage) -> FeedItem:
    """Returns what the feed said of a page."""
    published = None
    if page.published_at is not None:
        published = FoundTime(page.published_at, page.published_in or "feed")
    modified = FoundTime(page.modified_at, "feed modified") if page.modified_at else None
    return FeedItem(url=page.url, title=page.title, published_at=published, modified_at=modified)


def next_check(page: DuePage, rechecks: tuple[timedelta, ...], now: datetime) -> datetime | None:
    """Returns when to look again; times that passed while nobody followed are not made up for."""
    ahead = [at for wait in rechecks if (at := page.first_seen_at + wait) > now]
    return min(ahead, default=None)


def back_off(error: Exception, first: timedelta, failures: int) -> timedelta:
    """Returns how long to wait after a failure: doubled each time, as long as the server asks."""
    doubled: int = 2 ** min(failures, 10)
    wait = min(first * doubled, MAX_WAIT)
    asked = error.retry_after_seconds if isinstance(error, FetchError) else None
    return max(wait, min(timedelta(seconds=asked or 0.0), timedelta(days=7)))


def problem_name(error: Exception) -> str:
    """Returns the reason code of an error, as coverage counts it."""
    if isinstance(error, FetchError | UnreadablePageError | UnreadableFeedError):
        return error.reason.value
    return type(error).__name__
