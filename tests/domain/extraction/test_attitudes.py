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
        # a name or a word is enough for whom one backs or what one rejects
        ("Ana Torres supports the bridge.", "the bridge", "favours"),
        ("Ana Torres endorsed Ruiz.", "Ruiz", "favours"),
        ("Ana Torres spoke so often about the wells.", "the wells", "neutral"),
        # what something is taken for
        ("Ana Torres sees the vote as a defeat.", "the vote as a defeat", "neutral"),
        # behind whom one asks or tells
        ("Ana Torres asked the mayor about the wells.", "the wells", "asks"),
        ("Ana Torres told them why the bridge shook.", "why the bridge shook", "neutral"),
        # who somebody is by what they think
        ("Ana Torres is a fierce critic of the new bridge.", "the new bridge", "opposes"),
        ("Ana Torres is also supportive of the new bridge.", "the new bridge", "favours"),
        ("Ana Torres has become very fond of the bridge.", "the bridge", "favours"),
        ("Ana Torres has no interest in the harbour.", "the harbour", "believes"),
        (
            "Ana Torres called the vote of the council a mistake.",
            "the vote of the council a mistake",
            "neutral",
        ),
        (
            "Ana Torres portrayed herself as a friend of the town.",
            "herself as a friend of the town",
            "neutral",
        ),
        ("Ana Torres weighed in on the new bridge.", "the new bridge", "neutral"),
        ("Ana Torres voted against the new bridge.", "the new bridge", "opposes"),
        # purposes, and gerunds behind a noun
        ("Ana Torres used the day to attack the council.", "the council", "opposes"),
        (
            "Ana Torres voiced fears that the wells will dry.",
            "the wells will dry",
            "believes",
        ),
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
        # a noun after a determiner, a thing without a mind, a past form before its noun, where it
        # was said, what is no mind
        "The support of the council for the plan grew.",
        "The storm attacked the bridge in the north.",
        "Ana Torres stood among pledged delegates of the north.",
        "Ana Torres spoke on the radio.",
        "Ana Torres sees the bridge.",
        "Ana Torres called the mayor of a town.",
    ],
)
def test_no_attitude_without_a_holder_and_a_complement(text):
    assert not [q for q in extract(text, language="en").quotations if q.attribution.speaker_name]


def test_four_stances_are_attitudes():
    assert {stance.value for stance in Stance if stance.is_attitude} == {
        "believes",
        "wants",
        "favours",
        "opposes",
    }


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("A petition calling for a new bridge was signed by hundreds.", "A petition"),
        ("He’s wary of the new bridge.", "He"),
        ("Residents nervous about the new bridge came early.", "Residents"),
        ("The legislation seeks to close the old harbour.", "The legislation"),
        ("The 29-year-old hates the new bridge.", "The 29-year-old"),
        ("Supporters of the harbour oppose the bridge.", "Supporters of the harbour"),
    ],
)
def test_whose_attitude_it_is(text, holder):
    assert only(text).attribution.speaker_mention.exact == holder


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("There were calls for a longer bridge in the north.", "a longer bridge in the north"),
        ("It rained amid fears that the wells would dry.", "the wells would dry"),
    ],
)
def test_nouns_of_speech_that_need_no_owner(text, exact):
    found = only(text)
    assert found.selector.exact == exact
    assert (found.attribution.pattern, found.attribution.speaker_mention) == ("none", None)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Ana Torres's fear is that the wells will dry.", "the wells will dry"),
        ("Ana Torres says: The wells will dry before May.", "The wells will dry before May"),
    ],
)
def test_a_clause_behind_a_noun_and_behind_a_colon(text, exact):
    assert only(text).selector.exact == exact


def test_a_list_that_holds_marks_is_published():
    (mixed, direct) = extract(
        "Ana Torres published a list of “friends of the bridge” and their donors.", language="en"
    ).quotations
    assert mixed.selector.exact.startswith("a list of “friends of the bridge”")
    assert direct.selector.exact == "friends of the bridge"
    assert not extract("Ana Torres published a list of donors.", language="en").quotations


@pytest.mark.parametrize(
    ("text", "exact", "holder"),
    [
        ("They both sought to close the bridge.", "to close the bridge", "They"),
        ("Some saw the vote as a defeat.", "the vote as a defeat", "Some"),
        ("She met those who fear a longer bridge.", "a longer bridge", "those"),
        ("On Monday she left the hall, blaming the mayor for it.", "the mayor for it", "she"),
        ("On Monday he won a seat by attacking the mayor.", "the mayor", "he"),
        ("They are quietly supporting the new bridge.", "the new bridge", "They"),
        (
            "The new rule requires owners to close the wells.",
            "owners to close the wells",
            "The new rule",
        ),
        ("The towns polled rejected a longer bridge.", "a longer bridge", "The towns polled"),
    ],
)
def test_holders_that_are_no_plain_subject(text, exact, holder):
    found = only(text)
    assert found.selector.exact == exact
    assert found.attribution.speaker_mention.exact == holder


def test_who_rejects_what_a_sentence_opens_with():
    found = extract(
        "After rejecting the longer bridge, Ana Torres left the hall.", language="en"
    ).quotations
    (first,) = found
    assert first.selector.exact == "the longer bridge"
    assert first.attribution.speaker_name == "Ana Torres"
