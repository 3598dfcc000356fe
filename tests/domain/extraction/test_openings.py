"""Whose view a sentence opens with, and which poll."""

import pytest

from service.domain.extraction.extract import extract


@pytest.mark.parametrize(
    ("text", "exact", "holder"),
    [
        (
            "In Ana Torres’s view, the bridge should be longer.",
            "the bridge should be longer",
            "Ana Torres’s",
        ),
        (
            "The road, in her opinion, should be closed for good.",
            "should be closed for good",
            "her",
        ),
        (
            "In a poll of the Harbor Post, half of the town wanted the bridge.",
            "half of the town wanted the bridge",
            "a poll",
        ),
        (
            "In a survey, taken in May, half of the town wanted the bridge.",
            "half of the town wanted the bridge",
            "a survey",
        ),
    ],
)
def test_the_clause_after_the_opening(text, exact, holder):
    (found,) = extract(text, language="en").quotations
    assert found.selector.exact == exact
    assert found.attribution.speaker_mention.exact == holder
    assert found.attribution.pattern == "according"


@pytest.mark.parametrize(
    "text",
    [
        "In a film of the nineties, half of the town danced on the bridge.",
        "In the north, half of the town stayed at home.",
        "In view of the rain, the fair was closed.",
        "In May, in the rain, in the mud: half of the town.",
    ],
)
def test_no_opening_without_a_view_or_a_poll(text):
    assert not extract(text, language="en").quotations
