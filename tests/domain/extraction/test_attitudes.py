"""Attitudes and topics: what is ascribed, in which stance, and with less confidence than words."""

import pytest

from service.domain.extraction.extract import extract
from service.domain.kinds import Stance


def only(text):
    (found,) = extract(text, language="en").quotations
    return found


@pytest.mark.parametrize(
    ("text", "exact", "stance"),
    [
        ("Ana Torres supports the bridge in the north.", "the bridge in the north", "favours"),
        ("Ana Torres opposes the bridge in the north.", "the bridge in the north", "opposes"),
        ("Ana Torres wants to close the bridge.", "to close the bridge", "wants"),
        ("Ana Torres hopes to close the bridge.", "to close the bridge", "wants"),
        ("Ana Torres is convinced that it will hold.", "it will hold", "believes"),
        ("Ana Torres announced a new bridge in May.", "a new bridge in May", "neutral"),
        ("Ana Torres blamed the mayor for the delay.", "the mayor for the delay", "claims"),
        ("Ana Torres wondered about the cost of it.", "the cost of it", "asks"),
    ],
)
def test_the_frame_gives_span_and_stance(text, exact, stance):
    found = only(text)
    assert (found.selector.exact, found.attribution.stance.value) == (exact, stance)
    assert found.attribution.speaker_name == "Ana Torres"


def test_an_attitude_is_told_from_words_by_stance_and_confidence():
    attitude = only("Ana Torres favors a bridge in the north.").attribution
    words = only("Ana Torres said a bridge would help the north.").attribution
    assert attitude.stance.is_attitude
    assert not words.stance.is_attitude
    assert attitude.confidence < words.confidence
    assert attitude.pattern == "attitude"


def test_the_lemma_is_that_of_the_frame():
    assert only("Ana Torres praised the work of the wells.").attribution.cue_lemma == "praise"


@pytest.mark.parametrize(
    "text",
    [
        # a passive, a noun after a determiner, a thing without a mind, too few words
        "The plan was supported by the council of the north.",
        "The support of the council for the plan grew.",
        "The storm attacked the bridge in the north.",
        "Ana Torres supports the bridge.",
    ],
)
def test_no_attitude_without_a_holder_and_enough_words(text):
    assert not [q for q in extract(text, language="en").quotations if q.attribution.speaker_name]


def test_four_stances_are_attitudes():
    assert {stance.value for stance in Stance if stance.is_attitude} == {
        "believes",
        "wants",
        "favours",
        "opposes",
    }
