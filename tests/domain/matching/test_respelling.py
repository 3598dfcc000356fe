"""Misspelt words are read as the ones that stand on the other side; rare words are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.kinds import DifferenceKind, MatchKind, MatchStatus
from service.domain.matching.compare import compare
from service.domain.matching.respelling import is_misspelt, respell
from service.domain.model import Rendering

RIGHT = "The new clinic will treat 300 patients a day, and nobody will pay for the first visit."
WRONG = "The new clinik will treat 300 pacients a day, and nobdy will pay for the first visit."


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("nobdy", "nobody", True),
        ("patients", "pacients", True),
        ("patient", "patients", False),  # two words of the language
        ("mendezz", "mendesz", False),  # two that it does not know
        ("teh", "the", False),  # too short to tell
        ("clinik", "harbor", False),
    ],
)
def test_only_a_word_that_nobody_knows_is_misspelt(a, b, expected):
    assert is_misspelt(a, b, "en") is expected
    assert is_misspelt(b, a, "en") is expected


def test_each_side_is_written_as_the_other_side_has_it():
    a, b = Rendering(WRONG, "en"), Rendering(RIGHT.replace("visit", "visitt"), "en")

    first, second = respell(a, b)

    assert first.text == RIGHT
    assert second.text == RIGHT


def test_a_misspelt_quotation_is_still_found_and_raises_no_alarm():
    found = compare(Rendering(WRONG, "en"), Rendering(RIGHT, "en"))

    assert found.match.kind is MatchKind.REWORDED
    assert found.match.status is MatchStatus.SUGGESTED
    assert found.alarms == ()
    spelt = [d.a.exact for d in found.differences if d.kind is DifferenceKind.SPELLING]
    assert spelt == ["clinik", "pacients", "nobdy"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_are_respelt_alike_both_ways(a, b):
    first, second = Rendering(a, "en"), Rendering(b, "en")
    assert respell(first, second) == respell(second, first)[::-1]
