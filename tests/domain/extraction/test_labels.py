import pytest

from service.domain.extraction.extract import extract


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("He spoke on NBC’s “Meet the Press” today.", "title"),
        ("He said on NBC’s “Meet the Press.”", "title"),
        ("The latest ad “Strong” ran in May.", "title"),
        ("He called it a “bad idea” today.", "direct"),
        ("They held “yes” votes in the house.", "scare"),
        ("It is the so-called “deep state” again.", "scare"),
        ("The man known as “Shorty” left.", "nickname"),
        ("Marchers chanted “Out now” all night.", "motto"),
        ("He did not “mirror” the law.", "direct"),
    ],
)
def test_marks_are_labelled(text: str, form: str):
    (quotation,) = [q for q in extract(text, language="en").quotations if not q.quoted_parts]
    assert quotation.form.value == form


def test_what_quotes_nobody_continues_nothing():
    text = "“We tried,” Ana Torres said on NBC’s “Meet the Press.” “We failed.”"
    quotations = extract(text, language="en").quotations
    assert [q.form.value for q in quotations] == ["direct", "title", "direct"]
    assert quotations[1].continues is None
