"""Which of two texts is taken for a report where nobody says how they were printed."""

from dataclasses import replace
from datetime import date

import pytest

from service.domain.matching.unmarked import read_as_report
from service.domain.model import Rendering

SAID = Rendering(
    "I will mend every net in the harbour before the winter", "en", "Ana Ruiz", date(2026, 3, 2)
)


def written(text, **changes):
    return replace(SAID, text=text, **changes)


@pytest.mark.parametrize(
    "text",
    [
        "she would mend every net in the harbour before the winter",
        "Ruiz said she would mend every net in the harbour before winter.",
        "every trawler in this harbour would need its nets mended, and long before winter",
    ],
)
def test_what_reads_like_a_report_is_marked_on_either_side(text):
    report = written(text)
    marked = replace(report, reported=True)
    assert read_as_report(SAID, report) == (SAID, marked)
    assert read_as_report(report, SAID) == (marked, SAID)


@pytest.mark.parametrize(
    "other",
    [
        written("I would mend every net in the harbour before the winter"),
        written("mend nets before the winter storms, and mend them in every harbour"),
        written("she would never sell the trawlers of her father"),
        written("she would mend every net in the harbour before the winter", reported=True),
        written("ella iba a reparar las redes del puerto antes del invierno", language="es"),
        written("Ana Ruiz"),
        written("Ruiz said we will mend every net in the harbour before the winter."),
    ],
)
def test_everything_else_is_left_as_it_is(other):
    assert read_as_report(SAID, other) is None
    assert read_as_report(other, SAID) is None


def test_two_texts_that_both_tell_who_spoke_are_compared_as_they_are():
    told = written("Ruiz said she would mend every net in the harbour before winter.")
    again = written("Ana Ruiz said every net in the harbour would be mended before winter.")
    assert read_as_report(told, again) is None


def test_of_two_that_read_so_one_is_marked_whichever_comes_first():
    a = written("the trawlers would need their nets mended in the harbour, long before winter")
    b = written("in winter there were nets to be mended on each of those old harbour trawlers")
    first, second = read_as_report(a, b)
    assert first.reported != second.reported
    assert read_as_report(b, a) == (second, first)
