import sys
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.extraction.marks import find_stretches, split_paragraphs


def stretches(text: str, *, depth: int = 0) -> list[str]:
    found, _ = find_stretches(text, split_paragraphs(text))
    return [text[s.start : s.end] for s in found if s.depth == depth]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “sounds good” today.", ["sounds good"]),
        ('He said "sounds good" and "fine".', ["sounds good", "fine"]),
        ("Er sagte: „Das ist gut“, und ging.", ["Das ist gut"]),
        ("Sie sagte »Nein« und »Ja«.", ["Nein", "Ja"]),
        ("Il a dit : « C’est bien », puis « non ».", ["C’est bien", "non"]),
        ("Dijo «suena bien» ayer.", ["suena bien"]),
        ("He said ‘sounds good’ to Petro’s aide.", ["sounds good"]),
        ("He said 'sounds good' but isn't sure of the Joneses' 'plan'.", ["sounds good", "plan"]),
        ("彼は「いいですね」と言った", ["いいですね"]),
        ("Hän sanoi ”hyvä” eilen.", ["hyvä"]),
        ("He told me “she said ‘no’ twice”.", ["she said ‘no’ twice"]),
        ("The 6'2\" player's 12\" pizza, rock 'n' roll of the '90s", []),
        ("It’s the dogs’ home, y’all", []),
    ],
)
def test_marks_of_every_house(text: str, inside: list[str]):
    assert stretches(text) == inside


def test_nested_marks_are_one_level_down():
    assert stretches("“a ‘b’ c”", depth=1) == ["b"]


def test_one_quotation_over_paragraphs_is_one_stretch():
    text = "“One.\n\n“Two.\n\n“Three,” he said. “Four.”"
    assert stretches(text) == ["One.\n\n“Two.\n\n“Three,", "Four."]


def test_a_missing_closing_mark_ends_with_the_paragraph_and_is_reported():
    text = "He said “sounds good.\n\nNext “one” here."
    found, unbalanced = find_stretches(text, split_paragraphs(text))
    assert [(text[s.start : s.end], s.unbalanced) for s in found] == [
        ("sounds good.", True),
        ("one", False),
    ]
    assert unbalanced


def test_a_missing_closing_mark_does_not_swallow_the_next_pair():
    text = "He said “sounds good, then “fine” to all."
    found, _ = find_stretches(text, split_paragraphs(text))
    assert [(text[s.start : s.end], s.depth) for s in found] == [
        ("sounds good, then", 0),
        ("fine", 0),
    ]


def test_a_stray_closing_mark_is_reported_and_harmless():
    text = "sounds good” he said, “fine”."
    found, unbalanced = find_stretches(text, split_paragraphs(text))
    assert [text[s.start : s.end] for s in found] == ["fine"]
    assert unbalanced


def test_paragraphs_are_lines_where_no_line_is_blank():
    assert len(split_paragraphs("a\nb\nc")) == 3
    assert len(split_paragraphs("a\nb\n\nc")) == 2


@given(st.text(alphabet=st.sampled_from("a .,\n“”\"„«»‹›‘’‚'「」"), max_size=80))
def test_any_marks_give_ordered_stretches_inside_the_text(text: str):
    found, _ = find_stretches(text, split_paragraphs(text))
    places = [s.outer.start for s in found]
    assert places == sorted(places)
    for stretch in found:
        assert 0 <= stretch.outer.start < stretch.start < stretch.end <= stretch.outer.end
        assert stretch.outer.end <= len(text)
        assert stretch.depth >= 0


@given(st.text(alphabet=st.sampled_from("a “”\"'‘’«»"), max_size=60))
def test_outermost_stretches_never_overlap(text: str):
    found, _ = find_stretches(text, split_paragraphs(text))
    outermost = [s for s in found if s.depth == 0]
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(outermost))


def lines_run(text: str) -> int:
    """Counts the lines of our own code that run: the same on every machine."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        find_stretches(text, split_paragraphs(text))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", ["“", '"', "'", "“a” ", "“a ", "a\n\n“", "(“\"'«»”’ "])
def test_twice_the_text_is_at_most_little_more_than_twice_the_work(unit: str):
    assert lines_run(unit * 2_000) <= 2.3 * lines_run(unit * 1_000)


def test_a_straight_mark_that_nothing_announces_is_no_opening_when_others_follow():
    text = 'That is wrong. "It rained. They must "be safe" at night.'
    assert stretches(text) == ["be safe"]
    assert find_stretches(text, split_paragraphs(text))[1]


def test_a_straight_mark_that_is_announced_opens_without_its_partner():
    assert stretches('He said, "It rained. They must "be safe" at night.') == [
        "It rained. They must",
        "be safe",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“No hay sitio“, dijo Ana.", ["No hay sitio"]),
        ("“Uno“ y “dos“.", ["Uno", "dos"]),
        ("“Uno. “Dos”, dijo.", ["Uno.", "Dos"]),
        ("Dijo: “Dijo “no” y calló“.", ["Dijo “no” y calló"]),
        ("„Das „Wir“-Gefühl ist da“, sagte sie.", ["Das „Wir“-Gefühl ist da"]),
    ],
)
def test_a_mark_that_opens_may_close_what_it_opened(text: str, found: list[str]):
    assert stretches(text) == found
