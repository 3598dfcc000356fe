"""What fits a watch, and when a webhook is tried again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.text.tokens import wording_key
from service.domain.watches import Carried, RetryPlan, WatchTarget, event_id, find_fitting
from tests.factories import LINE, make_outlet

ARMS = Carried(
    statement_id="st_a",
    wording_id="wd_a",
    language="en",
    key=wording_key(LINE),
    speaker_id="sp_petro",
    speaker_name="Gustavo Petro",
    outlets=(make_outlet("The Daily"),),
    mention_id="mn_a",
)
WALL = replace(
    ARMS,
    statement_id="st_b",
    wording_id="wd_b",
    key=wording_key("nobody has ever paid one coin for the harbour wall"),
    speaker_id="sp_gomez",
    speaker_name="Ana Gómez",
    outlets=(make_outlet("Harbour Post"),),
)


@pytest.mark.parametrize(
    "target",
    [
        WatchTarget(text="take up arms"),
        WatchTarget(text="TAKE UP ARMS again!", threshold=0.9),
        WatchTarget(text="take up arms", speaker="Petro"),
        WatchTarget(speaker="Gustavo Petro"),
        WatchTarget(speaker="sp_petro"),
        WatchTarget(speaker_id="sp_petro"),
        WatchTarget(outlet="the daily"),
        WatchTarget(outlet="the-daily.example"),
        WatchTarget(outlet=make_outlet("The Daily").id),
        WatchTarget(statement_id="st_a"),
        WatchTarget(wording_id="wd_a"),
    ],
)
def test_what_is_asked_for_fits_and_nothing_else(target):
    assert find_fitting(target, [WALL, ARMS]) == [ARMS]


@pytest.mark.parametrize(
    "target",
    [
        WatchTarget(text="take up arms", speaker="Ana Gómez"),
        WatchTarget(text="take up arms", outlet="Harbour Post"),
        WatchTarget(text="take up arms", language="es"),
        WatchTarget(text="paint the bridges green"),
        WatchTarget(text="take up arms for a better harbour wall and the trams", threshold=0.99),
        WatchTarget(speaker="Gustavo Bolívar"),
    ],
)
def test_the_parts_of_a_query_narrow_one_another(target):
    assert find_fitting(target, [WALL, ARMS]) == []


def test_words_without_a_speaker_fit_no_speaker():
    assert find_fitting(WatchTarget(speaker="Petro"), [replace(ARMS, speaker_name=None)]) == []


def test_what_fits_does_not_depend_on_what_else_came():
    target = WatchTarget(text="take up arms", threshold=0.5)
    others = [replace(WALL, key=f"line {n} about the trams and the arms race") for n in range(20)]
    assert ARMS in find_fitting(target, [*others, ARMS])
    assert find_fitting(target, [ARMS]) == [ARMS]


def test_the_same_event_has_the_same_id():
    assert event_id("wt_a", "7") == event_id("wt_a", "7")
    assert len({event_id("wt_a", "7"), event_id("wt_a", "8"), event_id("wt_b", "7")}) == 3


@given(st.text(min_size=1, max_size=20), st.integers(1, 12))
def test_waits_grow_and_end(delivery, tries):
    plan = RetryPlan(tries=tries, first_seconds=5, factor=5, longest_seconds=36_000)
    waits = [plan.wait_seconds(delivery, tried) for tried in range(1, tries + 1)]
    assert waits[-1] is None
    for tried, wait in enumerate(waits[:-1], 1):
        middle = min(5.0 * 5 ** (tried - 1), 36_000)
        assert 0.8 * middle <= wait <= 1.2 * middle
        assert wait == plan.wait_seconds(delivery, tried)


def test_what_failed_together_is_not_tried_together():
    plan = RetryPlan()
    assert len({plan.wait_seconds(f"wv_{n}", 1) for n in range(50)}) > 25
