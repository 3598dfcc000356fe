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
