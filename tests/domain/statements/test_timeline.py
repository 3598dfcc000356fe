"""Which text stands on a page is told by stated times, whatever the order of arrival."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.statements.timeline import Stand, Timeline, enter, stated_time

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def at(hour: float) -> datetime:
    return NOON + timedelta(hours=hour)


def build(*handed_in: tuple[str, float | None]) -> tuple[Timeline, list[int]]:
    """Hands contents in one after the other, minutes apart, a day later."""
    timeline, numbers = Timeline(), []
    for place, (content, hour) in enumerate(handed_in):
        received = NOON + timedelta(days=1, minutes=place)
        stated = None if hour is None else at(hour)
        entry = enter(timeline, content, stated_at=stated, received_at=received)
        timeline = entry.timeline
        numbers.append(entry.number)
    return timeline, numbers


def contents(timeline: Timeline) -> list[str]:
    return [stand.content for stand in timeline.in_time]


@pytest.mark.parametrize(
    ("handed_in", "stood", "numbers"),
    [
        ([("a", 0), ("b", 1)], ["a", "b"], [1, 2]),
        ([("a", 0), ("b", 1), ("a", 2)], ["a", "b", "a"], [1, 2, 3]),
        ([("a", 0), ("b", 1), ("a", 0)], ["a", "b"], [1, 2, 1]),
        ([("a", 0), ("b", 1), ("a", 1)], ["a", "b"], [1, 2, 1]),
        ([("a", 0), ("b", 1), ("a", None)], ["a", "b"], [1, 2, 1]),
        ([("a", 0), ("b", 1), ("a", 2), ("a", None)], ["a", "b", "a"], [1, 2, 3, 3]),
        ([("a", 0), ("b", 1), ("a", 2), ("a", 0)], ["a", "b", "a"], [1, 2, 3, 1]),
        ([("b", 1), ("a", 0)], ["a", "b"], [1, 2]),
        ([("a", 2), ("a", 0), ("b", 1)], ["a", "b", "a"], [1, 1, 2]),
        ([("a", 0), ("b", 0)], ["a", "b"], [1, 2]),
        ([("a", None), ("b", None), ("a", None)], ["a", "b"], [1, 2, 1]),
        ([("a", None), ("b", None), ("a", -9)], ["a", "b"], [1, 2, 1]),
        ([("a", None), ("b", -9)], ["a", "b"], [1, 2]),
        ([("a", 0), ("b", None), ("c", 1)], ["a", "b", "c"], [1, 2, 3]),
    ],
)
def test_what_stood_when(
    handed_in: list[tuple[str, float | None]], stood: list[str], numbers: list[int]
):
    timeline, given_numbers = build(*handed_in)
    assert contents(timeline) == stood
    assert given_numbers == numbers
    assert sorted(stand.number for stand in timeline.stands) == list(
        range(1, len(timeline.stands) + 1)
    )


def test_a_text_between_two_sights_of_another_parts_them():
    entry = enter(
        build(("a", 0), ("a", 4))[0], "b", stated_at=at(2), received_at=NOON + timedelta(days=2)
    )
    assert entry.number == 2
    assert entry.made == (
        Stand(2, "b", at(2), is_stated=True),
        Stand(3, "a", at(4), is_stated=True),
    )
    assert contents(entry.timeline) == ["a", "b", "a"]
    assert (entry.timeline.first_of("a"), entry.timeline.before(1)) == (1, None)
    assert entry.timeline.before(3) == entry.made[0]


times = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 99)), max_size=9)


@given(
    times.map(lambda found: list({hour: (name, hour) for name, hour in found}.values())), st.data()
)
def test_stated_times_count_and_not_the_order_of_arrival(
    handed_in: list[tuple[str, float | None]], data: st.DataObject
):
    in_time = sorted(handed_in, key=lambda each: each[1] or 0)
    stood = [name for name, _ in groupby(name for name, _ in in_time)]
    shuffled = data.draw(st.permutations(handed_in))
    timeline, _ = build(*shuffled, *data.draw(st.lists(st.sampled_from(shuffled or [("a", 0)]))))
    if handed_in:
        assert contents(timeline) == stood


def test_a_time_after_the_arrival_is_that_of_a_wrong_clock():
    assert stated_time(None, None, NOON) is None
    assert stated_time(at(-2), at(-1), NOON) == at(-1)
    assert stated_time(at(9), None, NOON) == NOON
