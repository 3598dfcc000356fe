from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.http.models.fields import primary_language, read_day, read_instant

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=ZONES)  # noqa: DTZ001


@given(MOMENTS)
def test_an_instant_is_the_same_in_utc(moment: datetime):
    read = read_instant(moment.isoformat())
    assert read == moment
    assert read.tzinfo is UTC


def test_without_an_offset_it_is_utc():
    assert read_instant("2026-01-08T17:53:00") == datetime(2026, 1, 8, 17, 53, tzinfo=UTC)
    assert read_instant(" 2026-01-08 ") == datetime(2026, 1, 8, tzinfo=UTC)
    assert read_instant("2026-01-08T17:53:00Z") == datetime(2026, 1, 8, 17, 53, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "now",
        "2026-02-30",
        "2026-01-08T25:00:00Z",
        20260108,
        None,
        True,
        ["2026-01-08"],
        "0000-01-01",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
    ],
)
def test_no_instant(value: object):
    with pytest.raises(ValueError, match="time"):
        read_instant(value)


@given(st.text())
def test_any_text_is_an_instant_or_refused(value: str):
    try:
        assert read_instant(value).tzinfo is UTC
    except ValueError as error:
        assert "time" in str(error)  # noqa: PT017  both ends are fine


@given(st.dates())
def test_a_day(day: date):
    assert read_day(day.isoformat()) == day


@pytest.mark.parametrize("value", ["", "2026-1-8", "20260108", "2026-02-30", "1700000000", 5, None])
def test_no_day(value: object):
    with pytest.raises(ValueError, match="day"):
        read_day(value)


@pytest.mark.parametrize(
    ("tag", "language"), [("en", "en"), ("EN-gb", "en"), ("zh-Hant-TW", "zh"), (None, None)]
)
def test_the_language_of_a_tag(tag: str | None, language: str | None):
    assert primary_language(tag) == language
