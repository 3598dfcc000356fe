"""Block quotes, embedded posts and captions are quotations at their place."""

import pytest

from service.domain.extraction.extract import extract
from service.domain.kinds import Form, Place
from service.domain.model import Region


def read(*parts, language="en"):
    """Reads paragraphs; a pair of a place and paragraphs is a region."""
    text = ""
    regions = []
    for part in parts:
        text += "\n\n" if text else ""
        if isinstance(part, str):
            text += part
            continue
        place, *lines = part
        start = len(text)
        text += "\n\n".join(lines)
        regions.append(Region(place, start, len(text)))
    found = extract(text, language=language, regions=regions).quotations
    assert all(q.selector.exact == text[q.selector.start : q.selector.end] for q in found)
    return found


def test_a_block_quote_without_marks_belongs_to_whom_the_sentence_before_names():
    (found,) = read(
        "In a letter the minister, Ana Torres, wrote:",
        (Place.BLOCK_QUOTE, "The bridge will be rebuilt.", "No worker will be dismissed."),
        "The union met in the evening.",
    )
    assert (found.form, found.place) == (Form.DIRECT, Place.BLOCK_QUOTE)
    assert found.selector.exact == "The bridge will be rebuilt.\n\nNo worker will be dismissed."
    assert found.attribution.speaker_name == "Ana Torres"


def test_a_sentence_without_a_colon_introduces_with_less_confidence():
    (found,) = read(
        "Ana Torres wrote to the workers on Friday.",
        (Place.BLOCK_QUOTE, "The bridge will be rebuilt."),
    )
    assert found.attribution.speaker_name == "Ana Torres"
    assert found.attribution.pattern == "introduced"
    assert 0 < found.attribution.confidence < 0.9


def test_a_block_quote_announced_by_nobody_in_particular_has_no_speaker():
    (found,) = read("It is in every book:", (Place.BLOCK_QUOTE, "The bridge will be rebuilt."))
    assert found.attribution.speaker_name is None


def test_a_sentence_of_the_page_itself_set_large_is_no_quotation():
    assert read("It rained.", (Place.BLOCK_QUOTE, "Today I will show you the bridge.")) == ()


def test_a_block_quote_is_signed_by_its_last_line():
    (found,) = read(
        "It rained.",
        (Place.BLOCK_QUOTE, "The bridge will be rebuilt.", "— Ana Torres, minister of transport"),
    )
    assert found.selector.exact == "The bridge will be rebuilt."
    assert found.attribution.speaker_name == "Ana Torres"
    assert found.attribution.pattern == "signed"


def test_marks_inside_a_block_quote_count_when_they_open_it():
    (found,) = read((Place.BLOCK_QUOTE, "“The bridge will be rebuilt,” Ana Torres said."))
    assert found.selector.exact == "The bridge will be rebuilt,"
    assert found.place is Place.BLOCK_QUOTE
    assert found.attribution.speaker_name == "Ana Torres"


def test_marks_within_a_block_quote_are_part_of_it():
    (found,) = read("They wrote:", (Place.BLOCK_QUOTE, "They told us “no” and we went home."))
    assert found.selector.exact == "They told us “no” and we went home."


@pytest.mark.parametrize("block", ["Read more", "Two words.", "All articles about bridges"])
def test_a_block_without_a_sentence_is_no_quotation(block):
    assert read("She said:", (Place.BLOCK_QUOTE, block)) == ()


def test_reported_speech_is_not_looked_for_inside_a_block():
    (found,) = read(
        "The report said:", (Place.BLOCK_QUOTE, "Luis Prado said that the bridge was closed.")
    )
    assert found.form is Form.DIRECT


@pytest.mark.parametrize(
    ("signature", "name"),
    [
        ("— Luis Prado (@luisprado) January 3, 2026", "Luis Prado"),
        ("— Luis Prado (@luis.prado.example) 3 de enero de 2026", "Luis Prado"),
        ("A post shared by Luis Prado (@luisprado)", "Luis Prado"),
        ("A post shared by Luis Prado", "Luis Prado"),
        ("Una publicación compartida de Luis Prado (@luis)", "Luis Prado"),
    ],
)
def test_a_post_belongs_to_its_account(signature, name):
    (found,) = read(
        "The union was not impressed.",
        (Place.EMBEDDED_POST, "We will strike on Monday. https://t.example/x", signature),
    )
    assert found.selector.exact == "We will strike on Monday."
    assert found.place is Place.EMBEDDED_POST
    assert found.attribution.speaker_name == name


def test_the_platforms_own_words_are_no_part_of_a_post():
    (found,) = read((Place.EMBEDDED_POST, "View this post on Instagram", "The river is rising."))
    assert found.selector.exact == "The river is rising."


def test_a_post_has_its_own_language():
    (found,) = read(
        "The president answered within the hour.",
        (
            Place.EMBEDDED_POST,
            "Nunca vamos a permitir que nos quiten la tierra de nuestros padres.",
            "— Luis Prado (@luis) January 3, 2026",
        ),
    )
    assert found.language == "es"


def test_a_surname_under_a_post_is_the_person_of_the_article():
    (found,) = read(
        "Luis Prado answered.", (Place.EMBEDDED_POST, "We will strike.", "— Prado (@lp) May 2")
    )
    assert found.attribution.speaker_name == "Luis Prado"


def test_a_caption_is_a_place_and_carries_no_speaker_over():
    found = read(
        "“We are ready,” Ana Torres said.",
        (Place.CAPTION, "“The river took all of it.” Photo: L. Gil"),
    )
    assert [(q.place, q.attribution.speaker_name) for q in found] == [
        (Place.BODY, "Ana Torres"),
        (Place.CAPTION, None),
    ]


def test_regions_outside_the_text_or_in_each_other_are_passed_over():
    text = "“We are ready,” Ana Torres said."
    regions = [
        Region(Place.CAPTION, 0, len(text)),
        Region(Place.BLOCK_QUOTE, 2, 9),
        Region(Place.BLOCK_QUOTE, 5, 500),
        Region(Place.BLOCK_QUOTE, 9, 9),
        Region(Place.EMBEDDED_POST, -4, 3),
    ]
    (found,) = extract(text, language="en", regions=regions).quotations
    assert (found.place, found.selector.exact) == (Place.CAPTION, "We are ready,")
