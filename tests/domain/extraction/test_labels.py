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
        ("It is a method called “dry walling” in the trade.", "scare"),
        ("A rule commonly called the “sunset rule” was dropped.", "scare"),
        ("The council called “dry walling” a waste.", "direct"),
        ("The verb “to water” is old.", "scare"),
        ("The charges refer to him as “Individual 2.”", "scare"),
        ("She refers to him as “Father.”", "direct"),
        ("She goes by “Bo” in the village.", "nickname"),
        ("He wore a jacket emblazoned with “No More Wells” today.", "motto"),
        ("The “temporary” fence stands.", "scare"),
        ("Ana Roa said that a “temporary” fence would stay.", "direct"),
        ("Ana Roa said that the so-called “deep well” was dry.", "scare"),
        ("Ana Roa said that ten “no” votes were enough.", "scare"),
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


@pytest.mark.parametrize(
    ("text", "exact", "form"),
    [
        ("It is referred to as the “grey list” in court.", "grey list", "scare"),
        ("She referred to it as “a disgrace” in court.", "a disgrace", "direct"),
        ("He used the term “disgrace.”", "disgrace.", "direct"),
        ("They sold “Bridges Now” caps.", "Bridges Now", "motto"),
        ("Torres is waging a “War on Rust,” and wins it.", "War on Rust,", "direct"),
        ("Minister Ana Torres Calls ‘Reckless Spending’ Shameful", "Reckless Spending", "direct"),
    ],
)
def test_names_for_things_and_things_that_bear_words(text: str, exact: str, form: str):
    found = {q.selector.exact: q.form.value for q in extract(text, language="en").quotations}
    assert found[exact] == form


def test_a_list_is_labelled_like_its_first():
    text = "Groups with the name “river,” “bridge” or “ford” were listed. “No,” Ana Torres said."
    found = [q.form.value for q in extract(text, language="en").quotations]
    assert found == ["scare", "scare", "scare", "direct"]
