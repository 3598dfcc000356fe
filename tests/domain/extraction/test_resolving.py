import pytest

from service.domain.extraction.extract import extract


def speakers(text: str, language: str = "en") -> list[str | None]:
    found = extract(text, language=language).quotations
    return [q.attribution.speaker_name for q in found if q.form.value == "direct"]


INTRO = "U.S. President Donald Trump called Colombian President Gustavo Petro.\n\n"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“A good call,” the Colombian president said.", "Gustavo Petro"),
        ("“A good call,” the U.S. president said.", "Donald Trump"),
        ("“A good call,” Petro said.", "Gustavo Petro"),
        ("“A good call,” a president said.", None),
        ("“A good call,” said a spokesman for the president.", None),
    ],
)
def test_titles_resolve_by_their_adjectives(sentence: str, speaker: str | None):
    assert speakers(INTRO + sentence) == [speaker]


def test_who_added_is_who_spoke_before():
    text = "Peter Stone met Luis Roa. “We tried,” Stone said. Roa nodded. He added: “We failed.”"
    assert speakers(text) == ["Peter Stone", "Peter Stone"]


def test_a_statement_speaks_for_who_spoke_before_and_a_report_for_nobody():
    text = "The Foreign Ministry said it was “sorry.”\n\n“It was late,” the {} said."
    assert speakers(text.format("statement"))[-1] == "Foreign Ministry"
    assert speakers(text.format("report"))[-1] is None


def test_it_is_a_body_and_never_a_person():
    assert speakers("The Foreign Ministry said it was “sorry.” “It was late,” it said.")[-1] == (
        "Foreign Ministry"
    )
    assert speakers("Laura Gil said it was “late.” “It was late,” it said.")[-1] is None


def test_a_letter_is_its_senders():
    assert speakers("Laura Gil wrote. The letter from Gil said: “The money is gone.”") == [
        "Laura Gil"
    ]


def test_a_subject_left_out_is_who_was_spoken_of():
    assert speakers("Laura Gil llegó ayer. “No hay dinero”, dijo.", "es") == ["Laura Gil"]
    assert speakers("Llovió ayer. “No hay dinero”, dijo.", "es") == [None]
