import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.text.normalise import fold
from service.domain.text.tokens import tokenise, wording_key, words

SIGNS = set("…[](){}%$€£")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_tokens_stand_where_they_say_and_agree_with_words(text: str):
    tokens = tokenise(text)
    assert all(token.text == text[token.start : token.end] for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    assert [token.folded for token in tokens if token.folded not in set("…[](){}%$€£")] == words(
        text
    )


def test_words_numbers_and_signs():
    tokens = tokenise("“[T]he U.S. won’t pay $1,500.50 … or 25%” he want[s] (today)")
    read = " ".join(token.folded for token in tokens)
    assert read == "the us won't pay $ 1,500.50 … or 25 % he wants ( today )"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("I will take up arms again.", "“I will take up arms again,”"),
        ("… even though I do not want to", "Even though I do not want to …"),
        ("[T]he threat is real", "The threat is real"),
        ("A … B", "A [...] B"),
        ("A — B", "a, b"),
    ],
)
def test_one_wording(a: str, b: str):
    assert wording_key(a) == wording_key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("A … B", "A B"),
        ("I [will] go", "I will go"),
        ("está", "esta"),
        ("$5", "5"),
        ("I will", "I won’t"),
        ("!!!", "???"),
    ],
)
def test_other_wordings(a: str, b: str):
    assert wording_key(a) != wording_key(b)


def test_the_key_reads_as_folded_words():
    assert wording_key("“But, for the HOMELAND…”") == "but for the homeland"


@given(st.text(alphabet="ab1-' .[…", max_size=12))
def test_a_key_is_made_of_folded_tokens(text: str):
    kept = [token.folded for token in tokenise(text) if token.is_word or token.folded in "…[]"]
    while kept and kept[0] == "…":
        kept.pop(0)
    while kept and kept[-1] == "…":
        kept.pop()
    assert wording_key(text) == (" ".join(kept) or fold(text))
