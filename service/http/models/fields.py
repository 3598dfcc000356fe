"""Field types that several models share: times, days, language tags, pages."""

import re
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT_MESSAGE = "not an ISO 8601 time such as 2026-01-08T17:53:00-05:00"


def read_instant(value: object) -> datetime:
    """Returns the instant in UTC that an ISO 8601 text names; without an offset it is UTC.

    Raises:
        ValueError: the text names no instant between the years 1 and 9999.
    """
    written = value.strip() if isinstance(value, str) else ""
    try:
        instant = datetime.fromisoformat(written)
    except ValueError as error:
        raise ValueError(_INSTANT_MESSAGE) from error
    if instant.tzinfo is None:
        return instant.replace(tzinfo=UTC)
    try:
        return instant.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("the time is before year 1 or after year 9999 in UTC") from error


def read_day(value: object) -> date:
    """Returns the day that a text such as 2026-01-08 names.

    Raises:
        ValueError: the text names no day of the calendar.
    """
    written = value if isinstance(value, str) else ""
    if not _DAY.fullmatch(written):
        raise ValueError("not a day such as 2026-01-08")
    return date.fromisoformat(written)


Instant = Annotated[
    datetime,
    PlainValidator(read_instant),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Day = Annotated[
    date, PlainValidator(read_day), WithJsonSchema({"type": "string", "format": "date"})
]
LanguageTag = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$",
        description="BCP 47 tag; left out, it is guessed.",
        examples=["en"],
    ),
]


class Input(BaseModel):
    """What a client sends as JSON: no unknown field, no number for a truth value or the like.

    A misspelt field or a value of another type is better noticed than guessed at.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Parameters(BaseModel):
    """What a client sends in the query of a URL, where everything is text."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Output(BaseModel):
    """What the service answers."""

    model_config = ConfigDict(frozen=True)


class PageQuery(Parameters):
    """Which page of a list."""

    cursor: str | None = Field(
        default=None, description="`next_cursor` of the page before; opaque."
    )
    limit: int = Field(default=50, ge=1, le=1_000, description="Most entries on the page.")


def primary_language(tag: str | None) -> str | None:
    """Returns the language of a tag without region or script: wordings are kept per language."""
    return None if tag is None else tag.partition("-")[0].lower()
