import pytest

from service.domain.extraction.cues import lexicon_for
from service.domain.extraction.extract import extract
from service.domain.extraction.naming import is_family_first
from service.domain.extraction.people import People
from service.domain.extraction.phrases import Phrases
from service.domain.extraction.reading import Reading
from service.domain.kinds import Form


def people(text: str) -> People:
    reading = Reading(text, lexicon_for("en"))
    return People(reading, Phrases(reading))


def names(text: str) -> list[str]:
    return [person.name for person in people(text).persons]


def speakers(text: str) -> list[str | None]:
    found = extract(text, language="en").quotations
    return [q.attribution.speaker_name for q in found if q.form is Form.DIRECT]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("There came Republican Donald Stone.", "Donald Stone"),
        ("There came Donor Stone.", "Stone"),
        ("There came Comedian Sarah Stone.", "Sarah Stone"),
        ("There came Ohio Democratic Party Chairman Adam Stone.", "Adam Stone"),
        ("There came Dover Alderman Adam C. Stone.", "Adam C. Stone"),
        ("Neither Donald J. Stone nor he came.", "Donald J. Stone"),
        ("There came Martin Luther King Jr.", "Martin Luther King Jr"),
        ("There came the Republican National Committee.", "Republican National Committee"),
        ("There came Bernie Stone of Vermont.", "Bernie Stone"),
        ("There came Mr. Stone of Alpine Trust.", "Stone"),
        ("There came Orla Stone of Utah.", "Orla Stone"),
        ("There came the Bank of America.", "Bank of America"),
        ("There came the Daughters Guild of Utah.", "Daughters Guild of Utah"),
        ('There came Adam "Rocky" Stone.', "Adam Stone"),
    ],
)
def test_what_of_a_run_of_capitals_is_the_name(text: str, name: str):
    assert names(text) == [name]


def test_a_heading_in_capitals_makes_no_names():
    text = "Ana Ruiz Defends Herself Against Claims\n\nMayor Ana Ruiz spoke up.\n\n“No,” Ruiz said."
    assert names(text) == ["Ana Ruiz", "Ruiz"]
    assert speakers(text) == ["Ana Ruiz"]
    assert names("Ana Ruiz Defends Herself Against Claims") != []


def test_mr_and_mrs_are_two():
    text = (
        "Bill Stone and Ann Stone came. “Yes,” Mr. Stone said. “No,” Mrs. Stone said."
        " “Never,” said Ms. Stone."
    )
    assert speakers(text) == ["Bill Stone", "Ann Stone", "Ann Stone"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We won,” said Kim Dae-sung. “Sure,” Kim said.", "Kim Dae-sung"),
        ("President Xu Wei arrived. “We won,” Xu said.", "Xu Wei"),
        ("“We won,” said Nguyen Van Minh. “Sure,” Minh said.", "Nguyen Van Minh"),
        ("Hillary Stone came. “We won,” Hillary said.", "Hillary Stone"),
        ("Hillary Stone met Hillary Dover. “We won,” Hillary said.", "Hillary"),
    ],
)
def test_a_first_name_or_a_family_name_in_front(text: str, name: str):
    assert speakers(text)[-1] == name


def test_which_names_begin_with_the_family():
    assert is_family_first("Xu Wei")
    assert is_family_first("Kim Dae-sung")
    assert not is_family_first("Kim Stone")
    assert not is_family_first("Xu")


def test_a_first_name_alone_tells_who_she_is():
    text = "Stone’s wife, Melania, came. She called him “kind.”"
    found = extract(text, language="en").quotations
    assert found[-1].attribution.speaker_name == "Melania"


@pytest.mark.parametrize(
    "text", ["At San Dimas, Calif., he said “no.”", "Pat Stone, R-Ohio, left."]
)
def test_states_and_parties_are_nobody(text: str):
    found = people(text)
    assert not {"Calif", "R-Ohio"} & {p.name for p in found.persons if found.is_person(p)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We won,” a Mexican said.", None),
        ("It fell. It is late. Attorneys say it is “old and broken.”", None),
        ("Then former Ohio Gov. came. “We won,” the Republican said.", None),
        ("Mark Cuban came. “We won,” Cuban said.", "Mark Cuban"),
        ("Ana Powers came. Powers called it “old and broken.”", "Ana Powers"),
        ("“We won,” said Texas-based Orla Stone.", "Orla Stone"),
    ],
)
def test_what_somebody_is_and_plurals_are_no_names(text: str, name: str | None):
    assert speakers(text) == [name]
