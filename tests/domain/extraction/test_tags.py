import pytest

from service.domain.extraction.extract import extract
from service.domain.kinds import Form


def speakers(text: str) -> list[tuple[str | None, str | None]]:
    """Name and mention of every direct quotation."""
    return [
        (
            q.attribution.speaker_name,
            q.attribution.speaker_mention.exact if q.attribution.speaker_mention else None,
        )
        for q in extract(text, language="en").quotations
        if q.form is Form.DIRECT
    ]


@pytest.mark.parametrize(
    "tag",
    [
        "Luis Roa began.",
        "Luis Roa shot back.",
        "Luis Roa grumbled, and left the room.",
        "scoffed Luis Roa, 22, of Cali.",
        "reminisced Luis Roa.",
    ],
)
def test_a_verb_that_no_list_holds_still_tells_who_spoke(tag: str):
    assert speakers(f"“We won,” {tag}") == [("Luis Roa", "Luis Roa")]


@pytest.mark.parametrize(
    "text",
    [
        "“No!” Luis Roa walked out of it.",
        "In what the judge called “distasteful,” Luis Roa expressed a wish to leave.",
        "“We won,” looked Luis Roa.",
    ],
)
def test_what_someone_did_next_is_no_speech(text: str):
    assert speakers(text)[0][0] != "Luis Roa"


@pytest.mark.parametrize(
    ("tag", "mention"),
    [
        ("the Gazette employee wrote.", "the Gazette employee"),
        ("one Alpine night shift worker told the station.", "one Alpine night shift worker"),
        (
            "the Ohio senator and Republican candidate said in a statement.",
            "the Ohio senator and Republican candidate",
        ),
    ],
)
def test_a_whole_phrase_before_the_verb_is_the_speaker(tag: str, mention: str):
    assert speakers(f"“We won,” {tag}") == [(None, mention)]


def test_a_name_between_commas_belongs_to_the_phrase_before_it():
    text = "“We won,” Alpine's chief people officer, Luis Roa, told the station."
    assert speakers(text) == [("Luis Roa", "Alpine's chief people officer")]


@pytest.mark.parametrize(
    "aside",
    [
        ", who has proposed a new law for years, said at the time.",
        ", the guru who founded the site tweeted on Monday.",
        ", of all people, said.",
    ],
)
def test_an_aside_with_verbs_of_its_own_stands_between_subject_and_verb(aside: str):
    assert speakers(f"“We won,” Luis Roa{aside}") == [("Luis Roa", "Luis Roa")]


def test_whoever_asked_stands_behind_the_verb():
    text = "“Did we win?” asked Sen. Ana Ruiz, who wants more."
    assert speakers(text)[0][0] == "Ana Ruiz"


def test_a_new_sentence_is_no_tag():
    text = "“Mr. Roa’s plan is old.” The savings, she said, “are not there.”"
    assert speakers(text)[0][1] != "The savings"
