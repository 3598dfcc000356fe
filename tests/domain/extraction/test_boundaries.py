"""Where reported clauses and phrases end."""

import pytest

from service.domain.extraction.extract import extract


def indirect(text):
    found = extract(text, language="en").quotations
    return [q.selector.exact for q in found if q.form.value == "indirect"]


@pytest.mark.parametrize(
    ("rest", "exact"),
    [
        (", which surprised them", "the wells were dry"),
        (", adding to the noise", "the wells were dry"),
        (", a view the mayor shares", "the wells were dry"),
        (" because it had not rained", "the wells were dry because it had not rained"),
        (", although it had rained", "the wells were dry, although it had rained"),
        (", and that it had not rained", "the wells were dry, and that it had not rained"),
    ],
)
def test_ends_of_clauses(rest, exact):
    assert indirect(f"Ana Torres said that the wells were dry{rest}.")[0] == exact


@pytest.mark.parametrize(
    ("rest", "exact"),
    [
        (", a bridge and a school", "a new well, a bridge and a school"),
        (" - the third in a year", "a new well"),
        (" and closed the old one", "a new well"),
        (", but few believed it", "a new well"),
        (", and left the room", "a new well"),
    ],
)
def test_ends_of_phrases(rest, exact):
    assert indirect(f"Ana Torres announced a new well{rest}.")[0] == exact


def test_a_comma_ends_a_report_that_hangs_on_a_conjunction():
    text = "While Ana Torres says that the wells are dry, the rain goes on in the north."
    assert indirect(text) == ["the wells are dry"]


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        # a clause that opens with one that hangs on it goes on behind the comma
        (
            "Ana Torres said that if it rained again, the fair would be closed.",
            "if it rained again, the fair would be closed",
        ),
        # a comma before any verb parts a subject from its verb
        (
            "Ana Torres said that Peter Stone, the mayor of the town, had left.",
            "Peter Stone, the mayor of the town, had left",
        ),
        # who spoke is told to have done more; others are told to have spoken; the article speaks on
        ("Ana Torres said the wells were dry and called it a shame.", "the wells were dry"),
        (
            "Half of them said the wells were dry and others said they were full.",
            "the wells were dry",
        ),
        ("Ana Torres said the wells were dry, but she did not stay.", "the wells were dry"),
        # a clause that hangs on the opening of its sentence ends at the first comma
        ("Among those who said the wells were dry, half stayed.", "the wells were dry"),
        # where it was said is no part of it
        ("Ana Torres said in an interview she would leave the town.", "she would leave the town"),
        # a relative clause inside a phrase keeps its verbs
        (
            "Ana Torres’s support for a road that would end in the hills was loud.",
            "a road that would end in the hills",
        ),
    ],
)
def test_what_goes_on_and_what_does_not(text, exact):
    assert indirect(text)[0] == exact


def test_two_who_speak_between_the_stretches_of_a_sentence():
    text = "The old bridge, engineers and masons say, is older than the town."
    head, tail = extract(text, language="en").quotations
    assert (head.selector.exact, tail.selector.exact) == (
        "The old bridge",
        "is older than the town",
    )
    assert tail.continues_sentence


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Ana Torres said that if elected, she would close the two wells.",
         "if elected, she would close the two wells"),
        ("Ana Torres said that the old mayor, who was ill, would be heard.",
         "the old mayor, who was ill, would be heard"),
        ("Ana Torres said he had seen Luis Roa, a nurse from the north.",
         "he had seen Luis Roa, a nurse from the north"),
        ("Ana Torres said the wells were closed, leaving the town without water.",
         "the wells were closed, leaving the town without water"),
    ],
)  # fmt: skip
def test_a_clause_without_its_verb_goes_on_behind_a_comma(text, exact):
    assert indirect(text) == [exact]


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Asked whether the wells would close, Torres left.", "whether the wells would close"),
        ("When Torres asked if he was tired, the mayor left.", "if he was tired"),
    ],
)  # fmt: skip
def test_a_clause_under_another_ends_with_a_comma(text, exact):
    assert indirect(text)[0] == exact
