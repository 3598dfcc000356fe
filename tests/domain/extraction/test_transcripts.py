"""Turns of a transcript are quotations of who is named before the colon; headings are not."""

import pytest

from service.domain.extraction.extract import extract

DEBATE = """The debate between Ana Torres and Luis Prado began late.

MODERATOR: Will you raise taxes?

TORRES: No. I said “never” and I meant it.

MR. PRADO: I would raise them for the rich.

MODERATOR: Thank you both."""


def turns(text, language="en"):
    found = extract(text, language=language).quotations
    assert all(q.selector.exact == text[q.selector.start : q.selector.end] for q in found)
    return [(q.selector.exact, q.attribution.speaker_name, q.form.value) for q in found]


def test_a_turn_is_a_direct_quotation_of_the_person_named():
    found = turns(DEBATE)
    assert ("No. I said “never” and I meant it.", "Ana Torres", "direct") in found
    assert ("I would raise them for the rich.", "Luis Prado", "direct") in found
    assert found[0][0] == "Will you raise taxes?"
    assert len(found) == 4


def test_the_rule_is_named_and_the_label_is_the_speaker_as_written():
    torres = extract(DEBATE, language="en").quotations[1].attribution
    assert torres.pattern == "named"
    assert torres.speaker_mention is not None
    assert torres.speaker_mention.exact == "TORRES"
    assert torres.cue is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Q: When did you begin?\nA: At ten, in a shop.", "en"),
        ("Q. When did you begin?\nA. At ten, in a shop.", "en"),
        ("P: ¿Cuándo empezó?\nR: A los diez años.", "es"),
        ("F: Wann haben Sie begonnen?\nA: Mit zehn Jahren.", "de"),
        ("D: Quando ha cominciato?\nR: A dieci anni.", "it"),
    ],
)
def test_letters_for_asking_and_answering_name_nobody(text, language):
    found = turns(text, language)
    assert [speaker for _, speaker, _ in found] == [None, None]
    assert all(form == "direct" for _, _, form in found)


def test_names_that_take_turns_are_speakers():
    text = (
        "Marta Gil: Why now?\n\nAna Torres: It is time.\n\n"
        "Marta Gil: And after?\n\nAna Torres: We shall see."
    )
    assert [speaker for _, speaker, _ in turns(text)] == ["Marta Gil", "Ana Torres"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Note: This article was shortened.\n\nCorrection: The bridge is older.",
        "BREAKING: The minister resigns.\n\nUPDATE: She stays for now.",
        "Where: The old town.\n\nWhen: Sunday at noon.",
        "Photo: A worker at the bridge.\n\nPhoto: The bridge at noon.",
        "Democrats: They want more money.\n\nRepublicans: They want less of it.",
        "A: The first choice here.\n\nB: The second choice here.",
        "Ana Torres stayed.\n\nTORRES: one line alone in small letters",
        "Bridges: Two are closed.\n\nRoads: One is open.\n\nBridges: One opens.\n\nRoads: None.",
        "MADRID: The bridge is closed.\n\nMADRID: It opens again.",
    ],
)
def test_headings_are_no_speakers(text):
    assert [form for _, _, form in turns(text) if form == "direct"] == []


def test_a_line_in_marks_is_left_to_the_marks():
    text = "Ana Torres came.\n\nTORRES: “We are ready to work.”\n\nTORRES: We will go on."
    assert [exact for exact, _, _ in turns(text)] == ["We are ready to work.", "We will go on."]
