"""What sites allow robots to fetch, kept for a day.

Source: RFC 9309: an absent file allows everything, a server in trouble nothing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from protego import Protego

from service.intake.problems import FetchError, FetchProblem

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT_SECONDS = 24 * 3600.0
# After trouble the file is asked for again sooner, since nothing may be fetched until then.
TROUBLE_KEPT_SECONDS = 3600.0
MAX_ROBOTS_BYTES = 512 * 1024
MAX_SITES = 10_000
ALLOW_ALL = "User-agent: *\nAllow: /\n"
DENY_ALL = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's rules and until when they are kept."""

    parsed: Protego
    kept_until: float


class Robots:
    """Knows for each site what may be fetched and how fast."""

    def __init__(
        self,
        read: Callable[[str], bytes],
        user_agent: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``read`` fetches a robots.txt by its address and raises FetchError."""
        self._read = read
        self._user_agent = user_agent
        self._clock = clock
        self._rules: dict[str, Rules] = {}

    def allows(self, site: str, url: str) -> bool:
        """Whether this address of this site may be fetched."""
        return bool(self._of(site).can_fetch(url, self._user_agent))

    def delay_seconds(self, site: str) -> float | None:
        """Returns how long the site asks to wait between requests, None when it does not say."""
        delay = self._of(site).crawl_delay(self._user_agent)
        return None if delay is None else float(delay)

    def _of(self, site: str) -> Protego:
        rules = self._rules.get(site)
        if rules is None or rules.kept_until <= self._clock():
            if len(self._rules) >= MAX_SITES:
                self._rules.pop(next(iter(self._rules)))
            text, seconds = self._fetch(site)
            rules = Rules(Protego.parse(text), self._clock() + seconds)
            self._rules[site] = rules
        return rules.parsed

    def _fetch(self, site: str) -> tuple[str, float]:
        try:
            return self._read(f"{site}/robots.txt").decode("utf-8", "replace"), KEPT_SECONDS
        except FetchError as error:
            status = error.status or 0
            if (
                error.reason is FetchProblem.STATUS
                and HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
                and status != HTTPStatus.TOO_MANY_REQUESTS
            ):
                return ALLOW_ALL, KEPT_SECONDS
            return DENY_ALL, TROUBLE_KEPT_SECONDS
