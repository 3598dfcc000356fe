"""Times as pages and feeds write them, to UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from dateutil import parser as dateutil_parser

from service.intake.page import FoundTime

MAX_CHARS = 64
DAY_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}")
EARLIEST_YEAR = 1700
LATEST_YEAR = 2200
# Abbreviations as news pages use them; those that mean several zones in news are left out.
ZONE_HOURS = {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "WET": 0,
    "WEST": 1,
    "BST": 1,
    "CET": 1,
    "MEZ": 1,
    "CEST": 2,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "JST": 9,
    "KST": 9,
    "AEST": 10,
    "AEDT": 11,
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "COT": -5,
    "PET": -5,
    "ECT": -5,
    "VET": -4,
    "CLT": -4,
    "BRT": -3,
    "ART": -3,
}


def parse_time(written: str, found_in: str) -> FoundTime | None:
    """Returns the time in UTC, None when it is none. A time without a zone is read as UTC."""
    cleaned = written.strip()
    if not cleaned or len(cleaned) > MAX_CHARS:
        return None
    value = parse_iso(cleaned) or parse_loosely(cleaned)
    if value is None or not EARLIEST_YEAR < value.year < LATEST_YEAR:
        return None
    has_zone = value.tzinfo is not None
    aware = value if has_zone else value.replace(tzinfo=UTC)
    has_clock = DAY_ONLY.fullmatch(cleaned) is None
    return FoundTime(aware.astimezone(UTC), found_in, has_zone, has_clock)


def parse_iso(cleaned: str) -> datetime | None:
    """Returns the time if it is written by ISO 8601."""
    try:
        return datetime.fromisoformat(cleaned)
    except ValueError:
        return None


def parse_loosely(cleaned: str) -> datetime | None:
    """Returns the time if it is written as in mail headers, or full enough to be no guess.

    dateutil fills what is missing from today, so only texts with a year are handed to it.
    """
    if not re.search(r"(?:1[789]|2[01])\d\d", cleaned):
        return None
    try:
        return dateutil_parser.parse(
            cleaned,
            tzinfos=read_zone,
            default=datetime(2000, 1, 1),  # noqa: DTZ001  the zone is judged by the caller
        )
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None


def read_zone(name: str | None, offset_seconds: int | None) -> tzinfo | None:
    """Returns the zone of an offset or an abbreviation, None when it is not known."""
    if offset_seconds is not None:
        return timezone(timedelta(seconds=offset_seconds))
    hours = ZONE_HOURS.get((name or "").upper())
    return None if hours is None else timezone(timedelta(hours=hours))
