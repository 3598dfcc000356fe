import pytest

from service.domain.extraction.extract import extract
from service.domain.kinds import Form


def mixed(text: str) -> list[str]:
    quotations = extract(text, language="en").quotations
    return [one.selector.exact for one in quotations if one.form is Form.MIXED]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Ana Roa said that “loud words” do more harm than good.",
         "“loud words” do more harm than good"),
        ("Ana Roa said the mayor “knew it would never have worked in the north.”",
         "the mayor “knew it would never have worked in the north.”"),
        ("Roa told reporters that Gil “will meet with anyone who asks for it.”",
         "Gil “will meet with anyone who asks for it.”"),
        ("Ana Roa called the mayor's visit and his speech on Sunday “childish.”",
         "the mayor's visit and his speech on Sunday “childish.”"),
        ("Ana Roa accused the council of “hiding the truth” about the bridge.",
         "the council of “hiding the truth” about the bridge"),
        ("Roa dismissed the two reports as “noise” on Sunday.", "the two reports as “noise”"),
        ("The plan “will be dead by May,” Roa told reporters.", "The plan “will be dead by May,”"),
        ("“Two wells” would be enough for the north, said Ana Roa.",
         "“Two wells” would be enough for the north"),
        ("Roa called the old mayor and his two sons “weak” for wanting peace.",
         "the old mayor and his two sons “weak” for wanting peace"),
        ("Roa boasted of the two “finest wells” in the north.",
         "the two “finest wells” in the north"),
    ],
)  # fmt: skip
def test_words_around_marks_that_a_cue_governs_are_one_clause(text: str, clause: str):
    assert mixed(text) == [clause]


@pytest.mark.parametrize(
    "text",
    [
        "Roa said in a letter “we go on.”",
        "“We go on,” Ana Roa told the host of “The Morning Hour.”",
        "Ana Roa called him “a coward.”",
        "Roa spoke to the crowd and, later, to “friends.”",
        "Roa vowed to “go on.”",
        "But “we go on,” Roa said.",
        "In the north, “we go on,” Roa said.",
        "Roa left the hall: “We go on,” he said.",
    ],
)
def test_marks_alone_need_no_clause(text: str):
    assert mixed(text) == []


def test_a_clause_in_another_language_needs_its_conjunction():
    said = extract("Ana Roa dijo que “la ley” no sirve de nada aquí.", language="es").quotations
    assert [(one.form, one.selector.exact) for one in said] == [
        (Form.MIXED, "“la ley” no sirve de nada aquí"),
        (Form.DIRECT, "la ley"),
    ]
    called = extract("Ana Roa calificó el plan nuevo de “farsa”.", language="es").quotations
    assert [one.form for one in called] == [Form.DIRECT]
