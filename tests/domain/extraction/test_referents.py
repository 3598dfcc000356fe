import pytest

from service.domain.extraction.extract import extract
from service.domain.kinds import Form


def speakers(text: str) -> list[str | None]:
    found = extract(text, language="en").quotations
    return [q.attribution.speaker_name for q in found if q.form is Form.DIRECT]


@pytest.mark.parametrize(
    "who", ["the investor", "the 46-year-old", "the retired neurosurgeon", "the gambling tycoon"]
)
def test_someone_is_named_again_by_what_he_is(who: str):
    text = f"Luis Roa spoke of the bridge. “It is old,” Roa said.\n\n“It may fall,” {who} told us."
    assert speakers(text) == ["Luis Roa", "Luis Roa"]


@pytest.mark.parametrize("who", ["the official", "the front-runner", "a 46-year-old", "the aide"])
def test_whom_such_words_mean_is_not_always_known(who: str):
    text = f"Luis Roa spoke of the bridge. “It is old,” Roa said.\n\n“It may fall,” {who} told us."
    assert speakers(text) == ["Luis Roa", None]


def test_a_title_that_nobody_was_given_is_his_of_whom_the_sentence_before_is():
    text = (
        "Luis Roa has a word for the plan of Adam Dover. The Democratic candidate called it"
        " “absurd.”"
    )
    assert speakers(text) == ["Luis Roa"]


def test_a_body_speaks_by_its_website():
    text = "It was closed, as the Alpine Trust website notes: “In the fall the bridge fell.”"
    assert speakers(text) == ["Alpine Trust"]
    text = "The next day the Twitter account said: “In the fall the bridge fell.”"
    assert speakers(text) == [None]


def test_an_agency_alone_is_a_speaker():
    assert speakers("“The bridge fell,” according to Reuters.") == ["Reuters"]


@pytest.mark.parametrize(
    "subject",
    ["Dover's introducer, actress Ana Ruiz,", "the ambassador at the time, Ana Ruiz,"],
)
def test_the_name_beside_a_description(subject: str):
    assert speakers(f"Adam Dover came. Then {subject} said: “The bridge fell.”") == ["Ana Ruiz"]


@pytest.mark.parametrize("by", ["by", "from", "released by"])
def test_a_statement_is_its_makers(by: str):
    text = f"“The bridge fell,” according to a statement {by} Ana Ruiz."
    assert speakers(text) == ["Ana Ruiz"]


@pytest.mark.parametrize(
    "subject", ["a statement from Ana Ruiz's office", "the letter addressed to Ana Ruiz"]
)
def test_a_statement_is_not_of_whom_it_is_sent_to_nor_of_his_office(subject: str):
    assert speakers(f"“The bridge fell,” {subject} reads.") == [None]


@pytest.mark.parametrize(
    "aside", ["a lawyer in Cali, who said", "the head of a gay men and women group, who said"]
)
def test_whom_an_aside_describes_speaks(aside: str):
    text = f"The ad was denounced by Ana Ruiz, {aside} it was “wrong for all of us.”"
    assert speakers(text) == ["Ana Ruiz"]


@pytest.mark.parametrize(
    "who", ["a spokesperson for the U.S. Parks Service", "an Intel spokeswoman", "an Alpine aide"]
)
def test_a_spokesman_without_a_name_is_nobody_else(who: str):
    assert speakers(f"“The bridge fell,” {who} said.") == [None]


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Ana Ruiz’s first priority will be", "Ana Ruiz"),
        ("Ana Ruiz’s view of the town is", "Ana Ruiz"),
        ("Ana Ruiz’s brother bought", None),
    ],
)
def test_whose_view_it_is_in_a_sentence_without_a_verb_of_speech(subject: str, name: str | None):
    assert speakers(f"It was late. {subject} “a new and better bridge.”") == [name]


def test_a_senator_named_far_above_is_not_the_one_spoken_of():
    text = (
        "Sen. Adam Dover came.\n\nIt rained for days.\n\nLuis Roa defends the bridge. “It is old,”"
        " the senator said."
    )
    assert speakers(text) == ["Luis Roa"]


def test_somebodys_attorney_is_who_was_called_so():
    text = (
        "Dover’s attorney, Ana Ruiz, came. Luis Roa waited in the hall. Dover’s attorney said: “It"
        " is old.”"
    )
    assert speakers(text) == ["Ana Ruiz"]
