"""What was asked, told or expected, but not by whom: listed without a speaker."""

import pytest

from service.domain.extraction.extract import extract


@pytest.mark.parametrize(
    ("text", "exact", "stance"),
    [
        ("The mayor was asked about the cost of it.", "the cost of it", "asks"),
        ("When asked why the bridge shook, she left.", "why the bridge shook", "asks"),
        ("The council was told that the wells were dry.", "the wells were dry", "neutral"),
        ("It is believed that the wells are dry.", "the wells are dry", "believes"),
        ("The wells are expected to dry up.", "The wells are expected to dry up", "believes"),
    ],
)
def test_nobody_is_named_as_speaker(text, exact, stance):
    (found,) = extract(text, language="en").quotations
    assert (found.selector.exact, found.attribution.stance.value) == (exact, stance)
    assert found.attribution.speaker_name is None
    assert found.attribution.speaker_mention is None
    assert found.attribution.confidence == 0.0


@pytest.mark.parametrize("text", ["The bridge was expected.", "She asked the council twice."])
def test_a_passive_without_content_gives_nothing(text):
    assert not extract(text, language="en").quotations


def test_what_was_backed_or_attacked_by_somebody():
    (found,) = extract("The new bridge was opposed by Ana Torres.", language="en").quotations
    assert found.selector.exact == "The new bridge"
    assert found.attribution.stance.value == "opposes"
    assert found.attribution.speaker_name == "Ana Torres"


@pytest.mark.parametrize(
    "text", ["The bridge was opposed by the river.", "The bridge was built by Ana Torres."]
)
def test_a_passive_without_a_mind_or_a_judgement_gives_nothing(text):
    assert not extract(text, language="en").quotations
