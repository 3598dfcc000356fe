from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.intake.times import parse_time

EVENING = datetime(2026, 1, 6, 0, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-05T19:40:00-05:00",
        "2026-01-05T19:40:00-0500",
        "2026-01-05T19:40-05:00",
        "2026-01-06T00:40:00Z",
        "2026-01-06T00:40:00.000Z",
        "20260106T004000Z",
        "Tue, 06 Jan 2026 00:40:00 GMT",
        "Mon, 05 Jan 2026 19:40:00 -0500",
        "  2026-01-06T01:40:00+01:00 ",
        "6 January 2026 01:40 CET",
        "January 5, 2026 7:40 PM EST",
        "5 Jan 2026 19:40 COT",
        "Jan 6, 2026 06:10 +0530",
    ],
)
def test_one_moment_in_all_its_spellings(written: str):
    found = parse_time(written, "test")
    assert found is not None
    assert (found.value, found.has_zone, found.has_clock) == (EVENING, True, True)


@pytest.mark.parametrize(
    "written",
    ["2026-01-06 00:40", "January 6, 2026 00:40", "6 Jan 2026 0:40", "6 Jan 2026 0:40 XYZT"],
)
def test_a_time_without_a_zone_is_read_as_utc_and_says_so(written: str):
    found = parse_time(written, "test")
    assert found is not None
    assert (found.value, found.has_zone) == (EVENING, False)


def test_a_day_has_no_clock():
    found = parse_time("2026-01-06", "test")
    assert found is not None
    assert not found.has_clock


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "yesterday",
        "12:30",
        "0000-00-00",
        "2026-13-45",
        "9999-12-31",
        "1066-10-14",
        "x" * 99,
    ],
)
def test_what_is_no_time_of_news_is_none(written: str):
    assert parse_time(written, "test") is None


@given(st.text(max_size=70))
def test_any_text_gives_a_time_in_utc_or_none(written: str):
    found = parse_time(written, "test")
    assert found is None or found.value.tzinfo is UTC
