"""Asking for an answer as it was, and saying which moment an answer is of."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from service.http.models.fields import Output, read_instant
from service.store.history import Moment
from service.usecases.as_of import AsOf

_SEQUENCE = re.compile(r"[0-9]{1,16}", re.ASCII)
_LARGEST = 2**53
_MESSAGE = "neither a time such as 2026-01-08T17:53:00Z nor the number of an event"


def read_as_of(value: object) -> AsOf:
    """Returns the number of an event or the instant that a text names; without offset it is UTC.

    Raises:
        ValueError: it names neither.
    """
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST:
        return value
    written = value.strip() if isinstance(value, str) else ""
    if _SEQUENCE.fullmatch(written):
        return int(written)
    # In the query of a URL a plus sign is a space unless it is written as %2B.
    try:
        return read_instant(written.replace(" ", "+") if written.count(" ") == 1 else written)
    except ValueError as error:
        raise ValueError(_MESSAGE) from error


AsOfField = Annotated[
    AsOf,
    PlainValidator(read_as_of),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "integer", "minimum": 0, "maximum": _LARGEST},
            ],
            "examples": ["2026-01-08T17:53:00Z", 4711],
        }
    ),
]
AS_OF_TOLD = (
    "The answer as it was at this time (RFC 3339), or after this event of the change feed: with "
    "what was stored then, joined as it was then. What was taken down since stays gone."
)


class MomentModel(Output):
    """The moment that an answer is of; the same `sequence` as `as_of` gives the same answer."""

    sequence: int = Field(description="The last event of the change feed that is counted in.")
    at: datetime = Field(description="The time of that event.")


def moment_model(moment: Moment | None) -> MomentModel | None:
    """Returns the model of a moment, null for an answer of now."""
    return None if moment is None else MomentModel(sequence=moment.sequence, at=moment.at)
