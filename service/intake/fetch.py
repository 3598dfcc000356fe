"""Fetching pages and feeds safely and politely.

Every hop of a redirect is checked like the first address: scheme, credentials, port, and after the
name was looked up that all its addresses are public. The connection goes to a checked address, so
that a second answer of the name server cannot lead elsewhere.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from service.intake.addresses import Target, check_url, resolve
from service.intake.exchange import Answer, Bounds, exchange
from service.intake.problems import FetchError, FetchProblem
from service.intake.robots import MAX_ROBOTS_BYTES, Robots
from service.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE_TYPES = ("text/html", "application/xhtml+xml")
FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/xml",
    "text/xml",
    "application/rdf+xml",
    "application/gzip",
    "application/x-gzip",
    "text/plain",
    "text/html",
)
ROBOTS_TYPES = ("text/plain", "text/html", "application/octet-stream")
REDIRECTS = frozenset({301, 302, 303, 307, 308})
USER_AGENT = f"quote-provenance/{__version__} (news quotation index)"
MAX_RETRY_AFTER_SECONDS = 7 * 24 * 3600.0
MAX_DELAY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class FetchConfig:
    """How to fetch.

    ``allow_private`` lets loopback and private addresses in, and any port: for tests and for a
    newsroom's own servers only.
    """

    user_agent: str = USER_AGENT
    bounds: Bounds = field(default_factory=Bounds)
    max_redirects: int = 5
    allow_private: bool = False
    obey_robots: bool = True
    seconds_between_requests: float = 2.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched. ``url`` is the one that answered, after redirects.

    With ``not_modified`` the body is empty: what the caller has is still current.
    """

    url: str
    body: bytes
    content_type: str | None
    etag: str | None
    last_modified: str | None
    not_modified: bool = False
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller has of an address: the validators of the answer before."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Returns the conditional request headers."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


class Pacer:
    """Keeps requests to one site apart in time; safe to share between threads."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """Clock and sleep are given so that tests need not wait."""
        self._clock = clock
        self._sleep = sleep
        self._next_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, site: str, seconds: float) -> None:
        """Waits until a request to the site is due, and books the next one ``seconds`` later."""
        with self._lock:
            now = self._clock()
            due = max(self._next_at.get(site, now), now)
            self._next_at[site] = due + seconds
        if due > now:
            self._sleep(due - now)


class Fetcher:
    """Fetches within bounds, at each site's pace and by its rules."""

    def __init__(self, config: FetchConfig, pacer: Pacer | None = None) -> None:
        """One fetcher for one process: it remembers rules and pace of each site."""
        self.config = config
        self._pacer = pacer or Pacer()
        self._robots = Robots(self._read_robots, config.user_agent)

    def get(self, url: str, accepted: tuple[str, ...], known: Known | None = None) -> Fetched:
        """Returns what stands at the address, as one of the accepted media types.

        Raises:
            FetchError: its ``reason`` says why there is nothing.
        """
        return self._follow(url, accepted, known or Known(), self.config, robots=True)

    def _read_robots(self, url: str) -> bytes:
        bounds = replace(self.config.bounds, max_bytes=MAX_ROBOTS_BYTES)
        config = replace(self.config, bounds=bounds)
        return self._follow(url, ROBOTS_TYPES, Known(), config, robots=False).body

    def _follow(
        self,
        url: str,
        accepted: tuple[str, ...],
        known: Known,
        config: FetchConfig,
        *,
        robots: bool,
    ) -> Fetched:
        trail: list[str] = []
        while True:
            target = check_url(url, allow_private=config.allow_private)
            answer = self._ask(target, url, accepted, known, config, robots=robots)
            location = answer.headers.get("location")
            if answer.status not in REDIRECTS or not location:
                return read_answer(answer, url, accepted, tuple(trail))
            trail.append(url)
            url = join(url, location)
            if len(trail) > config.max_redirects or url in trail:
                raise FetchError(FetchProblem.TOO_MANY_REDIRECTS, f"{target.shown} leads on and on")

    def _ask(
        self,
        target: Target,
        url: str,
        accepted: tuple[str, ...],
        known: Known,
        config: FetchConfig,
        *,
        robots: bool,
    ) -> Answer:
        addresses = resolve(target, allow_private=config.allow_private)
        seconds = config.seconds_between_requests
        if robots and config.obey_robots:
            if not self._robots.allows(target.site, url):
                raise FetchError(FetchProblem.ROBOTS, f"{target.site} does not allow robots here")
            asked = self._robots.delay_seconds(target.site) or 0.0
            seconds = max(seconds, min(asked, MAX_DELAY_SECONDS))
        # The rules of a site and the first of its pages are one visit.
        self._pacer.wait(target.site, seconds if robots else 0.0)
        headers = {
            "User-Agent": config.user_agent,
            "Accept": ", ".join(accepted),
            "Accept-Encoding": "gzip",
            **known.headers(),
        }
        return exchange(target, addresses, headers, config.bounds)


def join(url: str, location: str) -> str:
    """Returns where a redirect leads."""
    try:
        return urljoin(url, location.strip())
    except ValueError as error:
        raise FetchError(FetchProblem.BAD_URL, "the redirect cannot be read") from error


def read_answer(
    answer: Answer, url: str, accepted: tuple[str, ...], trail: tuple[str, ...]
) -> Fetched:
    """Returns the answer as something fetched.

    Raises:
        FetchError: the status is no success, or the media type is not accepted.
    """
    headers = answer.headers
    unchanged = answer.status == HTTPStatus.NOT_MODIFIED
    if not unchanged and answer.status != HTTPStatus.OK:
        raise FetchError(
            FetchProblem.STATUS,
            f"the server answered with status {answer.status}",
            status=answer.status,
            retry_after_seconds=read_retry_after(headers.get("retry-after")),
        )
    content_type = headers.get("content-type")
    media_type = (content_type or "").split(";", 1)[0].strip().lower()
    if not unchanged and media_type and media_type not in accepted:
        raise FetchError(FetchProblem.CONTENT_TYPE, f"{media_type[:60]!r} was not asked for")
    return Fetched(
        url=url,
        body=b"" if unchanged else answer.body,
        content_type=content_type,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        not_modified=unchanged,
        redirects=trail,
    )


def read_retry_after(written: str | None) -> float | None:
    """Returns the seconds that a server asks to wait, at most a week; None when unreadable."""
    if not written:
        return None
    if written.strip().isdecimal():
        seconds = float(written.strip()[:12])
    else:
        try:
            seconds = (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_SECONDS)
