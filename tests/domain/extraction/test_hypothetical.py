"""Words that nobody is said to have said are labelled, and kept out of statements."""

import pytest

from service.domain.extraction.extract import extract


def forms(text, language="en"):
    return {q.selector.exact: q.form.value for q in extract(text, language=language).quotations}


@pytest.mark.parametrize(
    "lead",
    [
        "You can't just say",
        "Nobody could say",
        "If someone says",
        "If they were to say",
        "Suppose the mayor said",
        "He might as well have said",
        "She must have said,",
        "They did not say",
        "No one is saying",
    ],
)
def test_supposed_advised_ruled_out_or_denied(lead):
    assert forms(f"{lead} “the bridge is safe” in June.")["the bridge is safe"] == "hypothetical"


@pytest.mark.parametrize(
    "text",
    [
        "Ana Torres would not say when. “The bridge is safe,” she said.",
        "If elected, Ana Torres said, “the bridge is safe.”",
        "Ana Torres did not only say “the bridge is safe.”",
        "Nobody crossed it. Ana Torres said: “The bridge is safe.”",
        "Imagine the crowd. “The bridge is safe,” Ana Torres said.",
    ],
)
def test_what_was_said_all_the_same(text):
    assert "hypothetical" not in forms(text).values()


def test_a_german_condition_without_a_verb_of_speech_supposes_no_words():
    text = "Wenn man „das alte Haus am Fluss“ verkauft, fehlt es."
    assert "hypothetical" not in forms(text, "de").values()


def test_it_is_no_quotation_of_a_statement():
    (found,) = extract("You can't say “I quit” twice.", language="en").quotations
    assert not found.form.is_quotation


def test_a_clause_that_opens_with_supposed_words_is_supposed_with_them():
    found = extract("Imagine he said “we are done” in front of the crowd.", language="en")
    assert [q.form.value for q in found.quotations] == ["hypothetical"]
