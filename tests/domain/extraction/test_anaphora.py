import pytest

from service.domain.extraction.extract import extract
from service.domain.kinds import Form


def speakers(text: str) -> list[str | None]:
    found = extract(text, language="en").quotations
    return [q.attribution.speaker_name for q in found if q.form is Form.DIRECT]


@pytest.mark.parametrize(
    "text",
    [
        "Luis Roa asked Adam Dover whether he would run. “Of course,” he said.",
        "Luis Roa pressed Adam Dover on the bridge.\n\n“It is old,” he said.",
        "Adam Dover frowned when Luis Roa asked whether it was old. “Of course,” he said.",
    ],
)
def test_whoever_is_asked_answers(text: str):
    assert speakers(text) == ["Adam Dover"]


def test_whoever_questions_a_thing_of_someone_asks_nobody():
    text = "Luis Roa questioned Adam Dover's plan. “It is old,” he said."
    assert speakers(text) == ["Luis Roa"]


@pytest.mark.parametrize("after", ["told Adam Dover", "said of Adam Dover", "asked Adam Dover"])
def test_whom_one_speaks_to_or_of_is_someone_else(after: str):
    text = f"Luis Roa came to town. Adam Dover waited. Adam Dover sat. “It is old,” he {after}."
    assert speakers(text) == ["Luis Roa"]


def test_a_pronoun_behind_marks_goes_on_with_who_has_just_spoken():
    text = (
        "Justice Adam Dover came. Dover frowned. Dover sat. The claim angered Dover and Justice"
        " Luis Roa, who said he was tired. “It is old,” he said."
    )
    assert speakers(text) == ["Luis Roa"]


def test_the_subject_of_the_sentence_before_goes_before_whom_it_is_about():
    text = (
        "Adam Dover is loved. Adam Dover sang. Adam Dover won.\n\nLuis Roa took his daughter to"
        " the hall to tell her who Dover was.\n\nHe said: “He was strong.”"
    )
    assert speakers(text) == ["Luis Roa"]


def test_a_place_says_nothing():
    text = "Adam Dover spoke. At San Lucas, Ohio, the candidate went on. “It is old,” he said."
    assert speakers(text) == ["Adam Dover"]
