from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.kinds import Place
from service.domain.model import Selector, Span
from service.domain.statements.versions import (
    Anchored,
    Fate,
    VersionTexts,
    carry_over,
    diff_texts,
    trace_quotations,
)

FIRST = (
    "He came late.\n\n“If they touch Petro, they touch the country,” he said.\n\n“Good night.”\n"
)


def anchor(name: str, text: str, exact: str, place: Place = Place.BODY, nth: int = 0) -> Anchored:
    start = -1
    for _ in range(nth + 1):
        start = text.index(exact, start + 1)
    return Anchored(name, place, Selector(exact, "", "", start, start + len(exact)))


def fates(
    old: list[Anchored], new: list[Anchored], old_text: str, new_text: str
) -> list[tuple[str, str | None, str | None]]:
    traces = trace_quotations(old, new, VersionTexts("", old_text), VersionTexts("", new_text))
    return [(trace.fate.value, trace.old_id, trace.new_id) for trace in traces]


def apply(old: str, new: str) -> str:
    out, at = "", 0
    for edit in diff_texts(old, new):
        assert old[edit.old.start : edit.old.end] == edit.old.exact
        assert new[edit.new.start : edit.new.end] == edit.new.exact
        out += old[at : edit.old.start] + edit.new.exact
        at = edit.old.end
    return out + old[at:]


def test_a_changed_quotation_shows_what_it_was_and_what_it_is():
    second = FIRST.replace("the country", "Colombia")
    old = [anchor("a", FIRST, "If they touch Petro, they touch the country,")]
    new = [anchor("b", second, "If they touch Petro, they touch Colombia,")]
    assert fates(old, new, FIRST, second) == [("changed", "a", "b")]
    (edit,) = diff_texts(FIRST, second)
    assert (edit.old.exact, edit.new.exact) == ("the country", "Colombia")


def test_a_quotation_that_moved_with_the_text_is_kept():
    second = "A correction was made.\n\n" + FIRST
    old = [anchor("a", FIRST, "Good night.")]
    new = [anchor("b", second, "Good night.")]
    assert fates(old, new, FIRST, second) == [("kept", "a", "b")]


def test_the_same_words_elsewhere_are_no_proof():
    second = "“Good night.” was all that the guard told us.\n\nHe came late.\n"
    old = [anchor("a", FIRST, "Good night.")]
    new = [anchor("b", second, "Good night.")]
    assert fates(old, new, FIRST, second) == [("orphaned", "a", None), ("added", None, "b")]


def test_what_is_gone_is_removed_and_what_is_new_is_added():
    second = "He came late.\n\nNobody spoke.\n\n“We stay,” the crowd sang.\n"
    old = [anchor("a", FIRST, "Good night.")]
    new = [anchor("b", second, "We stay,")]
    assert fates(old, new, FIRST, second) == [("removed", "a", None), ("added", None, "b")]


def test_of_two_equal_quotations_each_keeps_its_own():
    text = "“Yes,” said one.\n\n“Yes,” said two.\n"
    second = "Before.\n\n" + text
    old = [anchor("a1", text, "Yes,"), anchor("a2", text, "Yes,", nth=1)]
    new = [anchor("b2", second, "Yes,", nth=1), anchor("b1", second, "Yes,")]
    assert fates(old, new, text, second) == [("kept", "a1", "b1"), ("kept", "a2", "b2")]


def test_of_two_equal_quotations_the_deleted_one_is_not_mistaken():
    text = "“Yes,” said one.\n\n“Yes,” said two.\n"
    second = "“Yes,” said two.\n"
    old = [anchor("a1", text, "Yes,"), anchor("a2", text, "Yes,", nth=1)]
    new = [anchor("b2", second, "Yes,")]
    assert fates(old, new, text, second) == [("orphaned", "a1", None), ("kept", "a2", "b2")]


def test_a_headline_is_followed_in_the_title():
    old = [anchor("a", "Petro: ‘No more’", "No more", Place.HEADLINE)]
    new = [anchor("b", "Again Petro: ‘No more’", "No more", Place.HEADLINE)]
    titles = VersionTexts("Petro: ‘No more’", ""), VersionTexts("Again Petro: ‘No more’", "")
    (trace,) = trace_quotations(old, new, *titles)
    assert trace.fate is Fate.KEPT


@pytest.mark.parametrize(
    ("old", "new", "span", "expected"),
    [
        ("a b c", "a b c", Span(2, 3), Span(2, 3)),
        ("a b c", "x a b c", Span(2, 3), Span(4, 5)),
        ("a b c", "a b x c", Span(2, 3), Span(2, 3)),
        ("a b c", "a c", Span(4, 5), Span(2, 3)),
        ("a b c", "a c", Span(2, 3), Span(2, 2)),
        ("one two three", "one deux three", Span(4, 7), Span(4, 8)),
    ],
)
def test_a_stretch_is_carried_over(old: str, new: str, span: Span, expected: Span):
    assert carry_over(span, diff_texts(old, new)) == expected


PIECES = ["a", "b", "cc", "“", "\n", "e\u0301", "\U0001f469\u200d\U0001f680"]
WORDS = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\n" * 20_000, "b\n" + "a\n" * 20_000 + "c\n"),
        ("a b " * 900, "b c " * 900),
        ("a " * 300_000, "a " * 300_000 + "b"),
    ],
    ids=["lines", "words", "one line"],
)
def test_repetition_without_end_takes_no_endless_time(old: str, new: str):
    started = time.process_time()
    assert apply(old, new) == new
    assert time.process_time() - started < 5


@given(WORDS, WORDS)
def test_edits_lead_from_one_text_to_the_other(old: str, new: str):
    assert apply(old, new) == new


@given(WORDS)
def test_a_text_has_no_edits_against_itself(text: str):
    assert diff_texts(text, text) == ()


@given(WORDS, WORDS, st.data())
def test_every_quotation_has_one_fate(old_text: str, new_text: str, data: st.DataObject):
    def draw(text: str, prefix: str) -> list[Anchored]:
        spans = data.draw(
            st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), max_size=4, unique=True)
        )
        return [
            Anchored(
                f"{prefix}{n}", Place.BODY, Selector(text[at : at + size], "", "", at, at + size)
            )
            for n, (at, size) in enumerate(spans)
            if at + size <= len(text)
        ]

    old, new = draw(old_text, "a"), draw(new_text, "b")
    traces = trace_quotations(old, new, VersionTexts("", old_text), VersionTexts("", new_text))
    assert [t.old_id for t in traces if t.old_id] == [item.id for item in old]
    assert sorted(t.new_id for t in traces if t.new_id) == sorted(item.id for item in new)
    texts = {item.id: item.selector.exact for item in old + new}
    for trace in traces:
        if trace.fate is Fate.KEPT:
            assert texts[trace.old_id or ""] == texts[trace.new_id or ""]
