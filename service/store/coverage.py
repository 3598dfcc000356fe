"""The part of the port that is about coverage: days, holes, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from service.domain.model import Outlet


@dataclass(frozen=True, slots=True)
class DaySpan:
    """The first and the last UTC day on which an article was published, and how many say theirs."""

    first: date
    last: date
    articles: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many articles were published on a UTC day, by what their first versions state."""

    day: date
    articles: int


@dataclass(frozen=True, slots=True)
class OutletDays:
    """The UTC days on which an outlet published something, ascending."""

    outlet: Outlet
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was refused, to be counted.

    ``reason`` is a constant word. ``host`` is that of its address, "" where none could be read;
    ``item`` a hash of address and reason, None where each time counts.
    """

    reason: str
    host: str
    item: bytes | None


@dataclass(frozen=True, slots=True)
class RefusedHost:
    """How much of one host was refused for one reason; ``host`` as in ``Refusal``."""

    host: str
    items: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """How much was refused for one reason; ``hosts`` those with most of it, most first."""

    reason: str
    items: int
    first_at: datetime
    last_at: datetime
    hosts: tuple[RefusedHost, ...]


class CoverageReader(Protocol):
    """A consistent snapshot; days and refusals are those of now, whatever moment is read."""

    def day_span(self) -> DaySpan | None:
        """Returns the days that articles state; None where none states any."""

    def articles_by_day(self, first: date, last: date) -> Sequence[DayCount]:
        """Returns the days in this span, both inclusive, that have articles, in order."""

    def days_of_outlets(self, first: date, last: date) -> Sequence[OutletDays]:
        """Returns the outlets that published in this span, in the order in which they came."""

    def failures(self, *, hosts: int) -> Sequence[Failure]:
        """Returns what was refused, by reason, most first; of each so many ``hosts``."""


class CoverageWriter(CoverageReader, Protocol):
    """One transaction."""

    def add_refusals(self, refusals: Sequence[Refusal], at: datetime) -> None:
        """Counts what was refused at this time; an item that is known counts no second time."""
