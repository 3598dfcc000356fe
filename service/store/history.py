"""The part of the port that is about the past: moments, and when what was first carried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

    from service.domain.model import Outlet


LAST_SEQUENCE: Final = 2**62
"""Beyond every event: the moment of this is the latest one."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The record after a transaction: ``sequence`` is the number of its last event.

    ``at`` is the time of that event, never earlier than that of the moment before.
    """

    sequence: int
    at: datetime


@dataclass(frozen=True, slots=True)
class FirstSight:
    """When a wording of a statement was first carried, and by whom; over mentions that are kept.

    ``first_seen_by`` is whose article came first to the store, ``earliest_published_by`` whose was
    published first as outlets state it (None where none does); ties fall to the smaller mention id.
    """

    wording_id: str
    mentions: int
    outlets: int
    first_seen_at: datetime
    first_seen_by: Outlet
    earliest_published_at: datetime | None
    earliest_published_by: Outlet | None


@dataclass(frozen=True, slots=True)
class SpreadDay:
    """What carried a statement for the first time on a UTC day: sums over days are its counts.

    The day is that of publication, that of arrival where none is stated.
    """

    day: date
    mentions: int
    articles: int
    outlets: int
    origins: int


class HistoryReader(Protocol):
    """A consistent snapshot. Lookups by unknown ids leave the id out of their answer."""

    def first_moment(self) -> Moment:
        """Returns the moment at which the history of this store begins."""

    def moment_of(self, sequence: int) -> Moment | None:
        """Returns the last moment up to this event; None where history begins later."""

    def moment_at(self, at: datetime) -> Moment | None:
        """Returns the last moment up to this time; None where history begins later."""

    def first_sights(self, statement_id: str, *, limit: int) -> Sequence[FirstSight]:
        """Returns the wordings that stand in a statement, earliest published first.

        Those without a stated time come by when they were first seen, after the others.
        """

    def spread_by_day(self, statement_id: str) -> Sequence[SpreadDay]:
        """Returns on which days what carried a statement for the first time, in order."""


class HistoryWriter(HistoryReader, Protocol):
    """One transaction."""

    def outlets_new_to(self, statement_ids: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Returns for each statement the outlets that carry it by new mentions only, by id.

        New are mentions of this transaction. Statements without such an outlet are left out.
        """
