"""What enters statements: words that can be held against others."""

from dataclasses import replace

import pytest

from service.domain.extraction.extract import extract
from service.domain.kinds import Form
from service.domain.statements.admission import stands_alone


def admitted(text):
    return [(q.selector.exact, stands_alone(q)) for q in extract(text, language="en").quotations]


@pytest.mark.parametrize(
    ("text", "exact", "alone"),
    [
        ("Ana Torres supports Ruiz.", "Ruiz", False),
        ("Ana Torres supports the bridge.", "the bridge", False),
        ("Ana Torres supports the two other days.", "the two other days", False),
        (
            "Ana Torres supports a drawbridge across the estuary.",
            "a drawbridge across the estuary",
            True,
        ),
        ("Ana Torres said he was there.", "he was there", True),
        ("“Yes,” Ana Torres said.", "Yes,", True),
    ],
)
def test_an_object_of_few_words_does_not_stand_alone_and_a_clause_does(text, exact, alone):
    assert admitted(text) == [(exact, alone)]


@pytest.mark.parametrize("form", [form for form in Form if not form.is_quotation])
def test_what_quotes_nobody_never_enters(form):
    (found,) = extract("Ana Torres said: “The wells are dry.”", language="en").quotations
    assert stands_alone(found)
    assert not stands_alone(replace(found, form=form))
