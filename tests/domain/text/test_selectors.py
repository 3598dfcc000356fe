import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.model import Span
from service.domain.text.selectors import make_selector, resolve_selector

TEXTS = st.text(alphabet=st.sampled_from("ab é\u0301\n👍🏽\u200d"), min_size=1, max_size=40)


@given(TEXTS, st.data())
def test_what_is_made_is_found_again(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    selector = make_selector(text, start, end, context_chars=5)
    assert selector.exact == text[start:end]
    assert text[:start].endswith(selector.prefix)
    assert text[end:].startswith(selector.suffix)
    assert len(selector.prefix) <= 5
    assert resolve_selector(selector, text)[0] == Span(start, end)


def test_the_best_context_comes_first():
    text = "he said arms. she said arms. they said arms."
    selector = make_selector(text, 23, 27)
    moved = "Intro. " + text
    assert [span.start for span in resolve_selector(selector, moved)] == [30, 15, 46] or (
        resolve_selector(selector, moved)[0].start == 30
    )
    assert len(resolve_selector(selector, moved)) == 3


def test_context_never_parts_a_letter_from_its_accent():
    text = "xe\u0301 word e\u0301x"
    selector = make_selector(text, 4, 8, context_chars=2)
    assert selector.prefix == " "
    assert selector.suffix == " "


def test_what_is_gone_is_not_found():
    assert resolve_selector(make_selector("take up arms", 0, 4), "nothing") == []


def test_an_empty_exact_is_found_nowhere():
    assert resolve_selector(make_selector("abc", 1, 1), "abc") == []


def test_a_stretch_outside_is_refused():
    with pytest.raises(IndexError, match="outside"):
        make_selector("abc", 2, 9)
