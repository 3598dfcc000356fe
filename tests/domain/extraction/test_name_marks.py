"""Names that look like other words: months, verbs and adverbs; marks inside names."""

import pytest

from service.domain.extraction.cues import lexicon_for
from service.domain.extraction.extract import extract
from service.domain.extraction.name_runs import NameRuns, bare
from service.domain.extraction.reading import Reading
from service.domain.kinds import Form


def last_speaker(text: str) -> str | None:
    found = [q for q in extract(text, language="en").quotations if q.form is Form.DIRECT]
    return found[-1].attribution.speaker_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Theresa May came to Brussels. “We will leave,” May said.", "Theresa May"),
        ("“We will leave,” Theresa May said on May 5.", "Theresa May"),
        ("“We will leave,” said Mrs. May.", "May"),
        ("Rep. Billy Long came. “We lost,” Long said.", "Billy Long"),
        ("Mr. Jon Husted came. “We won,” Husted said.", "Jon Husted"),
        ("Officer Ian Pledge came. “We won,” Pledge said.", "Ian Pledge"),
        ("“We won,” said Abdul Rahman al-Sadi. “Sure,” al-Sadi said.", "Abdul Rahman al-Sadi"),
        ("The New Zealand Herald closed. “It is over,” the New Zealand Herald wrote.", None),
    ],
)
def test_a_name_that_is_another_word_too(text: str, name: str | None):
    assert last_speaker(text) == (name or "New Zealand Herald")


def test_a_month_is_no_name():
    runs = NameRuns(Reading("Theresa May left in May and said so.", lexicon_for("en")))
    assert [runs.is_name(at) for at in (0, 1, 4)] == [True, True, False]


def test_a_nickname_in_marks_lies_inside_a_name():
    runs = NameRuns(Reading('Then John "Jack" Stone and the "big" Stone came.', lexicon_for("en")))
    assert runs.name_right(1, 3) == 3
    assert not runs.is_glued(5)


def test_the_genitive_of_a_plural_belongs_to_its_word():
    reading = Reading(
        "The voters’ minds and the Jones’ house: ‘the voters’ said no.", lexicon_for("en")
    )
    assert [word.text for word in reading.words][:6] == [
        "The",
        "voters’",
        "minds",
        "and",
        "the",
        "Jones’",
    ]
    assert bare("voters’") == "voters"
    assert bare("Trump's") == "Trump"
