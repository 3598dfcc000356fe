"""Words that stand for others, and denials of one side, weighed by given cosines."""

from __future__ import annotations

import pytest

from service.domain.kinds import DifferenceKind, MatchKind
from service.domain.matching.choices import (
    LEAST_NEARNESS,
    open_choices,
    open_denial,
    weigh_choices,
    weigh_denial,
)
from service.domain.matching.compare import compare
from service.domain.model import Rendering

CROPS = "The drought killed the crops in the valley last year."
FLOOD = "The flood killed the crops in the valley last year."


def test_one_noun_for_another_is_open():
    a, b = Rendering(CROPS, "en"), Rendering(FLOOD, "en")

    assert open_choices(a, b, compare(a, b)) == (("drought", "flood"),)


@pytest.mark.parametrize(
    ("a", "b", "reported"),
    [
        (CROPS, CROPS, False),
        (CROPS, FLOOD, True),
        ("We met the mayor there.", "They met the mayor there.", False),
        ("We lost 10 men in the flood.", "We lost 100 men in the flood.", False),
    ],
)
def test_nothing_is_open(a: str, b: str, *, reported: bool):
    left, right = Rendering(a, "en"), Rendering(b, "en", reported=reported)

    assert open_choices(left, right, compare(left, right)) == ()


@pytest.mark.parametrize(
    ("nearness", "alarm"), [(LEAST_NEARNESS - 0.01, True), (LEAST_NEARNESS, False), (0.9, False)]
)
def test_words_far_apart_make_an_alarm(nearness: float, *, alarm: bool):
    a, b = Rendering(CROPS, "en"), Rendering(FLOOD, "en")
    weighed = weigh_choices(compare(a, b), "en", {("drought", "flood"): nearness})

    assert [d.kind for d in weighed.alarms] == ([DifferenceKind.WORD_CHOICE] if alarm else [])
    assert all("far apart" in (d.reason or "") for d in weighed.alarms)
    assert len(weighed.differences) == len(compare(a, b).differences)


def test_what_was_not_weighed_stays():
    a, b = Rendering(CROPS, "en"), Rendering(FLOOD, "en")

    assert weigh_choices(compare(a, b), "en", {}) == compare(a, b)


AFFIRMING = Rendering("The harbour stays open for the whole winter.", "en")
DENYING = Rendering("El puerto no seguirá abierto en todo el invierno.", "es")


@pytest.mark.parametrize(("rise", "alarms"), [(0.05, 1), (0.0, 0), (-0.1, 0)])
def test_a_denial_counts_when_the_two_come_nearer_without_it(rise: float, alarms: int):
    comparison = compare(AFFIRMING, DENYING, 0.8)
    assert comparison.match.kind is MatchKind.TRANSLATION
    found = open_denial(AFFIRMING, DENYING, comparison)
    assert found is not None
    denial, affirmed = found

    assert affirmed[0] == AFFIRMING.text
    assert " no " not in affirmed[1]
    assert len(weigh_denial(comparison, denial, rise).alarms) == alarms


def test_no_denial_is_open_where_both_deny():
    a = Rendering("The harbour does not stay open.", "en")

    assert open_denial(a, DENYING, compare(a, DENYING, 0.8)) is None


def test_no_denial_is_open_where_words_were_laid_side_by_side():
    a = Rendering("The harbour stays open for the whole winter.", "en")
    b = Rendering("The harbour never stays open for the whole winter.", "en")

    assert open_denial(a, b, compare(a, b, 0.9)) is None
