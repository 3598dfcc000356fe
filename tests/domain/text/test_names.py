import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.text.names import NameRelation, compare_names, fold_name, title_words


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Gustavo Petro", "gustavo petro"),
        ("U.S. President Donald J. Trump", "donald j trump"),
        ("el presidente de Colombia Gustavo Petro", "gustavo petro"),
        ("Secretary of State Marco Rubio", "marco rubio"),
        ("Sen. Chuck Schumer’s", "chuck schumer"),
        ("Nicolás Maduro", "nicolas maduro"),
        ("Mr. Trump Jr.", "trump jr"),
        ("Justice Department", "justice department"),
        ("the president", "the president"),
        ("O'Neil", "oneil"),
        ("Sen. Ada Fenwick, R-S.C", "ada fenwick"),
        ("Rep. Owen Marsh (D-Calif.)", "owen marsh"),
        ("Owen Marsh, D-New York", "owen marsh"),
        ("Ines Calder, M.D., R-Tenn.", "ines calder"),
        ("Ines Calder, Ph.D.", "ines calder"),
        ("Owen Marsh, Jr.", "owen marsh jr"),
        ("", ""),
    ],
)
def test_fold_name(name: str, folded: str):
    assert fold_name(name) == folded


SAME, COMPATIBLE = NameRelation.SAME, NameRelation.COMPATIBLE
UNKNOWN, DIFFERENT = NameRelation.UNKNOWN, NameRelation.DIFFERENT


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("Petro", "Gustavo Petro", COMPATIBLE),
        ("Gustavo Petro", "Gustavo Francisco Petro Urrego", COMPATIBLE),
        ("President Gustavo Petro", "gustavo petro", SAME),
        ("María Corina Machado", "Maria Corina Machado", SAME),
        ("Donald Trump", "Donald J. Trump", COMPATIBLE),
        ("D. Trump", "Donald Trump", COMPATIBLE),
        ("Chuck Schumer", "Charles Schumer", COMPATIBLE),
        ("Zelensky", "Volodymyr Zelenskyy", COMPATIBLE),
        ("Foreign Ministry", "Colombian Foreign Ministry", COMPATIBLE),
        ("Donald Trump", "Melania Trump", DIFFERENT),
        ("Petro", "Trump", DIFFERENT),
        ("Álvaro Uribe", "Gustavo Petro", DIFFERENT),
        ("Gustavo", "Gustavo Petro", UNKNOWN),
        ("Donald Trump Jr.", "Donald Trump", UNKNOWN),
        (None, "Gustavo Petro", UNKNOWN),
        ("", "Gustavo Petro", UNKNOWN),
        ("Ruiz", "Ada Fenwick, R-S.C", DIFFERENT),
        ("Fenwick", "Ada Fenwick, R-S.C.", COMPATIBLE),
        ("Ada Fenwick", "Ada Fenwick (R-S.C.)", SAME),
        ("Ruiz", "Ada R. Fenwick", DIFFERENT),
        (None, None, UNKNOWN),
    ],
)
def test_compare_names(a: str | None, b: str | None, relation: NameRelation):
    assert compare_names(a, b) is relation
    assert compare_names(b, a) is relation


_NAME_WORDS = st.sampled_from(
    ["Ana", "Roa", "Senator", "the", "of", "Junior", "J", "D", "José", "King", "US", "Ohio", "Jr"]
)


@given(st.lists(_NAME_WORDS, max_size=6).map(" ".join))
def test_a_plain_name_is_folded_as_one_with_signs_around_it(name: str):
    assert fold_name(name) == fold_name(f"“{name}”") == fold_name(f"{name}’")


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_compare_the_same_both_ways(a: str, b: str):
    assert compare_names(a, b) is compare_names(b, a)


def test_titles_are_never_the_whole_name():
    assert title_words(["president"]) == 0
    assert title_words(["us", "president", "trump"]) == 2
    assert title_words(["president", "of", "colombia"]) == 0
