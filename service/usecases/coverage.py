"""What is covered: how much, of which days, with which holes, and what was refused.

That something is not in the index means nothing without it.
"""

from __future__ import annotations

import hashlib
import re
import threading
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING, Final

from service.domain.errors import InputError, LimitError, QuoteError
from service.domain.urls import canonical_url, host_key
from service.store.coverage import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from service.domain.model import Outlet
    from service.store.base import QuoteStore
    from service.store.coverage import DayCount, DaySpan, Failure, OutletDays
    from service.store.records import Coverage

USUAL_DAYS: Final = 90
MAX_DAYS: Final = 366
MAX_HOLES: Final = 50
MAX_HOSTS: Final = 5

REGULAR_DAYS: Final = 7
"""An outlet is regular that published on so many days, usually at most as many days apart."""
LONG_INTERVALS: Final = 3
"""A regular outlet has a hole where it pauses longer than so many of its usual intervals."""

_MOST_KNOWN: Final = 8
_WORD: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hole:
    """Days in a row without any article, both ends inclusive: of all outlets, or of a regular one.

    ``usual_interval_days`` is how far apart the days of the outlet usually are.
    """

    first: date
    last: date
    outlet: Outlet | None = None
    usual_interval_days: int | None = None

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class CoverageDetail:
    """All that is told of the coverage now.

    ``first`` and ``last`` bound ``days`` and ``holes``; both None where no article states its day.
    ``holes`` are the longest ones of ``holes_total``.
    """

    coverage: Coverage
    span: DaySpan | None
    first: date | None
    last: date | None
    days: tuple[DayCount, ...]
    holes: tuple[Hole, ...]
    holes_total: int
    failures: tuple[Failure, ...]


def coverage(store: QuoteStore, *, as_of: int | None = None) -> Coverage:
    """Returns how much is indexed, or was after the event with this number."""
    with store.reading(as_of=as_of) as tx:
        return tx.coverage()


class KnownHoles:
    """The holes that were looked for last, as long as nothing has changed; any thread may ask.

    They take time with the number of outlets and days, and are asked for again and again.
    """

    def __init__(self) -> None:
        """Knows nothing yet."""
        self._found: dict[tuple[int, date, date], tuple[Hole, ...]] = {}
        self._lock = threading.Lock()

    def get(self, sequence: int, first: date, last: date) -> tuple[Hole, ...] | None:
        """Returns the holes between these days after this event; None where nobody asked."""
        return self._found.get((sequence, first, last))

    def keep(self, sequence: int, first: date, last: date, holes: tuple[Hole, ...]) -> None:
        """Keeps them, and forgets what older ones are too many."""
        with self._lock:
            kept = list(self._found.items())[-(_MOST_KNOWN - 1) :]
            self._found = {**dict(kept), (sequence, first, last): holes}


def read_coverage(
    store: QuoteStore,
    *,
    published_from: date | None,
    published_to: date | None,
    today: date,
    known: KnownHoles | None = None,
) -> CoverageDetail:
    """Returns what is covered now, with the days asked for.

    Left out, the last one is the last day that has an article, later than today's left aside, and
    the first one lies 89 days before it.

    Raises:
        InputError: the days end before they begin.
        LimitError: they are more than 366.
    """
    with store.reading() as tx:
        counts, span = tx.coverage(), tx.day_span()
        failures = tuple(tx.failures(hosts=MAX_HOSTS))
        first, last = _window(span, published_from, published_to, today)
        if span is None or first is None or last is None:
            return CoverageDetail(counts, None, None, None, (), (), 0, failures)
        days = tx.articles_by_day(first, last)
        ended = min(last, max(span.first, min(span.last, today)))
        found = known.get(counts.sequence, first, ended) if known else None
        if found is None:
            empty = _gaps([day.day for day in days], max(first, span.first), ended)
            paused = _outlet_holes(tx.days_of_outlets(first, last), ended)
            found = tuple(sorted([*empty, *paused], key=_longest_first))
    if known:
        known.keep(counts.sequence, first, ended, found)
    return CoverageDetail(
        coverage=counts,
        span=span,
        first=first,
        last=last,
        days=tuple(days),
        holes=found[:MAX_HOLES],
        holes_total=len(found),
        failures=failures,
    )


def _window(
    span: DaySpan | None, first: date | None, last: date | None, today: date
) -> tuple[date | None, date | None]:
    if first is not None and last is not None and last < first:
        raise InputError(
            "the days end before they begin",
            field="published_to",
            remedy="Name a day that is not before published_from.",
        )
    if span is not None:
        end = max(span.first, min(span.last, today))
        reach = timedelta(days=USUAL_DAYS - 1)
        if last is None:
            last = end if first is None else min(max(end, first), _add(first, MAX_DAYS - 1))
        first = _add(last, -reach.days) if first is None else first
    if first is not None and last is not None and (last - first).days >= MAX_DAYS:
        raise LimitError(
            f"{(last - first).days + 1} days are asked for, the limit is {MAX_DAYS}",
            field="published_from",
            remedy="Ask for fewer days at once.",
        )
    return first, last


def _add(day: date, days: int) -> date:
    """Returns the day so many days later, within the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return type(day).max if days > 0 else type(day).min


def _gaps(days: Sequence[date], begun: date, ended: date) -> list[Hole]:
    """Returns the stretches between two days, both inclusive, on which nothing was published."""
    if begun > ended:
        return []
    holes, expected = [], begun
    for day in days:
        if day > expected:
            holes.append(Hole(expected, min(day - _DAY, ended)))
        expected = max(expected, _add(day, 1))
        if expected > ended:
            return holes
    return [*holes, Hole(expected, ended)]


def _outlet_holes(outlets: Iterable[OutletDays], ended: date) -> list[Hole]:
    """Returns where regular outlets paused, or stopped before the last day.

    What lies before the first day of an outlet is no hole: nobody knows when it should have begun.
    """
    holes = []
    for each in outlets:
        days = [day.toordinal() for day in each.days if day <= ended]
        if len(days) < REGULAR_DAYS:
            continue
        intervals = [after - day for day, after in pairwise(days)]
        usual = median_low(intervals)
        if usual > REGULAR_DAYS:
            continue
        ends = [*days[1:], ended.toordinal() + 1]
        holes += [
            Hole(ended.fromordinal(day + 1), ended.fromordinal(after - 1), each.outlet, usual)
            for day, after in zip(days, ends, strict=True)
            if after - day > LONG_INTERVALS * usual
        ]
    return holes


def _longest_first(hole: Hole) -> tuple[int, date, str]:
    return (-hole.days, hole.first, hole.outlet.id if hole.outlet else "")


def make_refusal(reason: str, url: str | None) -> Refusal:
    """Returns what is counted of something refused: reason and host, nothing of its words.

    ``url`` is its address as it came; None, or whatever is no address, where none can be told.
    """
    try:
        address = canonical_url(url or "")
    except InputError:
        return Refusal(reason, "", None)
    told = f"{reason}\n{address}".encode(errors="replace")
    host = host_key(address).encode(errors="replace").decode()
    return Refusal(reason, host[:253], hashlib.blake2b(told, digest_size=8).digest())


def count_refusals(store: QuoteStore, refusals: Sequence[Refusal], *, now: datetime) -> None:
    """Counts what was refused, each address once for a reason; durable when this returns."""
    if refusals:
        with store.writing() as tx:
            tx.add_refusals(refusals, now)


def reason_of(error: Exception) -> str:
    """Returns the constant word that a refusal is counted under.

    That of the error, where it has one (``paywall``, ``robots``; ``status_404`` for the answer of a
    server), else the name of its class: ``article_too_large``.
    """
    reason = getattr(error, "reason", None)
    if isinstance(reason, StrEnum):
        status = getattr(error, "status", None)
        return f"status_{status}" if reason.value == "status" and status else reason.value
    if not isinstance(error, QuoteError | ValueError):
        return "internal_error"
    return _WORD.sub("_", type(error).__name__.removesuffix("Error")).lower()
