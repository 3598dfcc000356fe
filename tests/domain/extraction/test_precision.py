"""What is no quotation is not taken for one, and the work grows with the text and no faster."""

import sys

import pytest

from service.domain.extraction.extract import extract


def indirect(text, language="en"):
    found = extract(text, language=language).quotations
    return [q.selector.exact for q in found if q.form.value in {"indirect", "mixed"}]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The square, loud for hours, listened in silence as he told them of a call.", "en"),
        ("Harbor Post asked the embassy of the United States for a comment.", "en"),
        ("The minister declined to speak about the post.", "en"),
        ("Los dos gobiernos anunciaron una reunión en Washington.", "es"),
        ("Un asesor, que no quiso dar su nombre, salió deprisa.", "es"),
        ("Tres días antes había llamado a su embajador.", "es"),
    ],
)
def test_talk_of_talking_is_not_reported_speech(text, language):
    assert indirect(text, language) == []


def test_a_description_with_as_is_a_clause_only_if_it_says_more_than_its_marks():
    text = (
        "Trump described the president of Colombia as “a sick man” on Sunday and warned him to "
        "“watch his ass.”"
    )
    found = extract(text, language="en").quotations
    assert [(q.form.value, q.selector.exact) for q in found] == [
        ("mixed", "the president of Colombia as “a sick man”"),
        ("direct", "a sick man"),
        ("direct", "watch his ass."),
    ]


@pytest.mark.parametrize(
    ("text", "exact", "form"),
    [
        (
            "Placards in the crowd read “Yankee Go Home” and “Respect Colombia.”",
            "Yankee Go Home",
            "motto",
        ),
        ("Comrades called him “Aureliano” in the mountains.", "Aureliano", "nickname"),
        ("It was, a guide said with a wink, the “original” square.", "original", "scare"),
    ],
)
def test_marks_that_quote_nobody_are_labelled(text, exact, form):
    (found,) = [q for q in extract(text, language="en").quotations if q.selector.exact == exact]
    assert found.form.value == form


PIECES = ["“a,” said ", '"', "“", "” said Ana. ", "Ana said that ", "— ", "'", "« a », dijo Ana. "]


def count_calls(text):
    """Returns how many Python and C functions reading a text calls."""
    calls = 0

    def count(_frame, event, _arg):
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        extract(text, language="en")
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_is_at_most_little_more_than_twice_the_work(piece):
    extract(piece * 10, language="en")  # tables are loaded once
    once, twice = count_calls(piece * 400), count_calls(piece * 800)
    assert twice <= 2.3 * once + 1_000
