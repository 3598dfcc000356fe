"""Regions, turns, pull-quotes and labels on any text: exact places, and work that grows with it."""

import re
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.extraction import marks
from service.domain.extraction.extract import extract
from service.domain.extraction.marks import split_paragraphs
from service.domain.kinds import Place
from service.domain.model import Region
from service.domain.text import segment
from service.domain.text.segment import split_sentences

PIECES = st.lists(
    st.sampled_from(
        ["“", "”", '"', "「", "」", "‹", "›", "Q: ", "A: ", "TORRES: ", "\n", "\n\n", " he said",
         " Ana Torres", " if someone says ", " never said ", ".", "— Ana (@ana) May 2", "’90s",
         " 6' 2\"", "x = 'y'", "https://x.example/a", " hats", " known as "]
    ),
    max_size=40,
).map("".join)  # fmt: skip
PLANES = st.text(
    st.one_of(
        *(
            st.characters(min_codepoint=plane << 16, max_codepoint=(plane << 16) + 0xFFFF)
            for plane in range(1, 17)
        ),
        st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]),
        st.sampled_from("“”「」『』‹›\n"),
    ),
    max_size=60,
)
REGIONS = st.lists(
    st.builds(
        Region,
        st.sampled_from([Place.CAPTION, Place.BLOCK_QUOTE, Place.EMBEDDED_POST]),
        st.integers(-3, 90),
        st.integers(-3, 120),
    ),
    max_size=5,
)


@given(st.one_of(PIECES, PLANES), REGIONS, st.sampled_from(["en", "es", "fr", "de", "ja"]))
def test_any_text_with_any_regions_gives_exact_places_twice(
    text: str, regions: list[Region], language: str
):
    found = extract(text, language=language, regions=regions)
    assert found == extract(text, language=language, regions=regions)
    for index, quotation in enumerate(found.quotations):
        selector = quotation.selector
        assert selector.exact == text[selector.start : selector.end] != ""
        assert quotation.continues is None or quotation.continues < index
        mention = quotation.attribution.speaker_mention
        assert mention is None or mention.exact == text[mention.start : mention.end]
        if quotation.place is not Place.BODY:
            starts = [region.start for region in regions if region.place is quotation.place]
            posts = quotation.place is Place.EMBEDDED_POST and "(@" in text
            assert posts or any(start <= selector.start for start in starts)


UNITS = [
    "TORRES: We go on.\n",
    "Q: Why now?\nA: It is time.\n",
    "A.B.C.D.E.F. ",
    "if someone says “x” ",
    "“We go on from here today.”\n\n",
    "— Ana (@ana) May 2\n\nWe go on.\n\n",
    "the name “x” or ",
    "Ana Torres: ",
]


def count_calls(text: str, regions: list[Region]) -> int:
    """Returns how many Python and C functions reading a text calls."""
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        extract(text, language="en", regions=regions)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("place", [None, Place.BLOCK_QUOTE, Place.EMBEDDED_POST])
@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_is_at_most_little_more_than_twice_the_work(unit: str, place: Place | None):
    def read(times: int) -> int:
        starts = range(0, len(unit) * times, len(unit)) if place else ()
        regions = [Region(place, at, at + len(unit)) for at in starts] if place else []
        return count_calls(unit * times, regions)

    read(10)  # tables are loaded once
    assert read(160) <= 2.3 * read(80) + 1_000


class CountedText(str):
    """A text that counts the characters that are looked at one by one."""

    __slots__ = ("looked_at",)

    def __new__(cls, text: str):
        made = super().__new__(cls, text)
        made.looked_at = 0
        return made

    def __getitem__(self, key):
        found = super().__getitem__(key)
        self.looked_at += len(found)
        return found


RUNS = {
    "spaces": lambda n: "a" + " " * n + "b",
    "spaces behind a blank line": lambda n: "a.\n\nb" + " " * n + "c",
    "dots": lambda n: "a" + "." * n + "b",
    "spaces behind a stop": lambda n: "a." + " " * n + "b",
    "marks behind a stop": lambda n: "a." + "”" * n + "b",
    "empty lines": lambda n: "a\n" + " \n" * n,
    "opening marks": lambda n: "“a " * n,
}


@pytest.mark.parametrize("split", [split_paragraphs, lambda text: split_sentences(text, "en")])
@pytest.mark.parametrize("name", RUNS)
def test_a_run_of_one_sign_is_looked_through_once(name: str, split: Callable[[str], object]):
    """What the expressions skip is one run of one class; the rest is looked at and counted."""
    text, double = CountedText(RUNS[name](500)), CountedText(RUNS[name](1_000))
    split(text)
    split(double)
    assert text.looked_at <= 4 * len(text)
    assert double.looked_at <= 2.3 * text.looked_at + 20


def classes(pattern: re.Pattern[str]) -> list[str]:
    return pattern.pattern.split("|")


@pytest.mark.parametrize("pattern", [segment._BREAK, marks._LINE_END])
def test_what_parts_a_text_is_one_run_of_one_class(pattern: re.Pattern[str]):
    """Such an expression cannot start to match and then fail, so it never goes back."""
    run = re.compile(r"(?:\(\?P<\w+>)?\[[^\[\]]+\]\+?\)?")
    assert all(run.fullmatch(each) for each in classes(pattern))


@pytest.mark.parametrize("name", RUNS)
def test_a_run_of_one_sign_holds_no_quotation(name: str):
    assert all(one.unbalanced for one in extract(RUNS[name](2_000), language="en").quotations)
