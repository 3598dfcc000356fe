import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.model import Span
from service.domain.text.normalise import fold, normalise

TEXTS = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("“”\"'‘’«»—–-…. \u00a0\u00ad\u200b\u0301eEé[]()\n\tIİßﬁ½"),
    ),
    max_size=60,
)


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_fold_is_the_text_of_normalise(text: str):
    assert fold(text) == normalise(text).text


@given(TEXTS)
def test_the_map_leads_back_to_characters_that_fold_to_the_same(text: str):
    normal = normalise(text)
    assert len(normal.text) == len(normal.starts) == len(normal.ends)
    assert list(normal.starts) == sorted(normal.starts)
    assert list(normal.ends) == sorted(normal.ends)
    for at, char in enumerate(normal.text):
        span = normal.to_original(at, at + 1)
        assert 0 <= span.start < span.end <= len(text)
        original = text[span.start : span.end]
        assert char == " " or char in fold(original) or char in fold("a" + original + "a")


@given(TEXTS)
def test_the_whole_map_covers_everything_but_outer_space(text: str):
    normal = normalise(text)
    if normal.text:
        span = normal.to_original(0, len(normal.text))
        assert fold(text[span.start : span.end]) == normal.text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  “Sounds   GOOD” ", '"sounds good"'),
        ("don’t", "don't"),
        ("a—b", "a-b"),
        ("wait . . . what", "wait … what"),
        ("wait [...] what (…)", "wait … what …"),
        ("co\u00adope\u200bration", "cooperation"),
        ("cafe\u0301", "café"),
        ("ﬁne\u00a0day", "fine day"),
        ("Straße", "strasse"),
        ("`quoted´", "'quoted'"),
        ("", ""),
    ],
)
def test_spellings_of_one_text_fold_together(text: str, folded: str):
    assert fold(text) == folded


def test_offsets_lead_back_through_every_change():
    text = "He said:\n “I\u00adwill  take up… arms”"
    normal = normalise(text)
    at = normal.text.index("arms")
    assert normal.to_original(at, at + 4) == Span(text.index("arms"), text.index("arms") + 4)
    at = normal.text.index("iwill")
    span = normal.to_original(at, at + 5)
    assert text[span.start : span.end] == "I\u00adwill"


def test_an_empty_stretch_has_a_place():
    normal = normalise(" ab ")
    assert normal.to_original(0, 0) == Span(1, 1)
    assert normal.to_original(2, 2) == Span(3, 3)
    assert normalise("").to_original(0, 0) == Span(0, 0)


def test_a_stretch_outside_is_refused():
    with pytest.raises(IndexError, match="outside"):
        normalise("ab").to_original(1, 3)
