import pytest

from service.domain.extraction.extract import extract
from service.domain.kinds import Form


def names(text: str) -> list[str | None]:
    """Speakers of the direct quotations."""
    found = extract(text, language="en").quotations
    return [q.attribution.speaker_name for q in found if q.form is Form.DIRECT]


@pytest.mark.parametrize(
    "before",
    [
        "As Ana Ruiz put it, ",
        "As Ana Ruiz puts it: ",
        "In response to the loss of a bridge, Mayor Ana Ruiz issued the following statement:\n\n",
        "When the old bridge fell in 1998, Ana Ruiz released a statement:\n\n",
        "What that means for the bridges of the north - More from Ana Ruiz: ",
        "The town sees a new bridge in the north – Ana Ruiz: ",
        "It is no wonder that Ana Ruiz said, and I quote, ",
        "After the fall of the bridge in May, Ana Ruiz returned to her old line: ",
    ],
)
def test_who_is_named_before_a_quotation(before: str):
    assert names(f"{before}“We won a lot of time.”") == ["Ana Ruiz"]


@pytest.mark.parametrize(
    "before",
    [
        "Wait, it gets better: ",
        "Respondents are obliged to disclose: ",
        "A footnote makes that clear: ",
        "See the list of bridges that were closed in May below: ",
    ],
)
def test_a_colon_alone_names_nobody(before: str):
    assert names(f"{before}“We won a lot of time.”") == [None]


def test_a_whole_sentence_after_a_colon_is_his_who_is_named_before_it():
    text = "Ana Ruiz, tired, famously answered: “What does it matter?” Her critics cited it often."
    assert names(text) == ["Ana Ruiz"]


def test_a_noun_at_the_end_of_the_clause_may_be_its_verb():
    text = "It was closed, as the Alpine Trust website notes:\n\n“In the fall we won.”"
    found = extract(text, language="en").quotations
    mention = found[0].attribution.speaker_mention
    assert mention is not None
    assert mention.exact == "the Alpine Trust website"
