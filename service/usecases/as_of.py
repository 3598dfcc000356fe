"""Which moment of the past a client means, and reading as of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from service.domain.errors import AsOfError, AsOfTooEarlyError
from service.store.history import LAST_SEQUENCE

if TYPE_CHECKING:
    from service.store.base import QuoteStore
    from service.store.history import Moment

AsOf: TypeAlias = datetime | int
"""A time in UTC, or the number of an event of the change feed."""


def find_moment(store: QuoteStore, as_of: AsOf, *, now: datetime | None = None) -> Moment:
    """Returns the moment that holds at a time, or after an event.

    A moment is the store after a whole transaction: between two of them the earlier one holds, so
    that the same question finds the same moment for ever.

    Args:
        store: whose history.
        as_of: what is asked for.
        now: the time of asking; left out, that of the clock.

    Raises:
        AsOfTooEarlyError: the history of the store begins later.
        AsOfError: it is in the future, or the feed has no event with this number yet.
    """
    with store.reading() as tx:
        if isinstance(as_of, datetime):
            if as_of > (now or datetime.now(UTC)):
                raise AsOfError(
                    f"{_told(as_of)} is in the future",
                    field="as_of",
                    remedy="Name a time that has passed; what comes is not known.",
                )
            found = tx.moment_at(as_of)
        else:
            last = tx.moment_of(LAST_SEQUENCE)
            if last is not None and as_of > last.sequence:
                raise AsOfError(
                    f"the feed has no event {as_of} yet, the last one is {last.sequence}",
                    field="as_of",
                    remedy="Name the number of an event that the change feed has shown.",
                )
            found = tx.moment_of(as_of)
        if found is None:
            first = tx.first_moment()
            raise AsOfTooEarlyError(
                f"the history of this store begins at event {first.sequence}, {_told(first.at)}",
                field="as_of",
                remedy=f"Name {_told(first.at)} or later, or leave it out.",
            )
        return found


def _told(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
