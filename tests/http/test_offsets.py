from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.domain.kinds import Form, Place
from service.domain.model import (
    Attribution,
    Quotation,
    Selector,
    Span,
    TextSpan,
)
from service.http.offsets import OffsetUnit, Utf16Map, in_units

TEXTS = st.text(alphabet=st.sampled_from("aé“\uffff\U0001f600\U0010ffff"), max_size=40)


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_it_counts_what_the_encoding_counts(text: str):
    units = Utf16Map(text)
    for at in range(len(text) + 1):
        assert units.at(at) == utf16_units(text[:at])


def quotation(place: Place) -> Quotation:
    return Quotation(
        form=Form.DIRECT,
        place=place,
        language="en",
        selector=Selector(exact="b", prefix="", suffix="", start=2, end=3),
        attribution=Attribution(cue=TextSpan("c", 3, 4), speaker_mention=TextSpan("a", 0, 1)),
        quoted_parts=(Span(2, 3),),
    )


def test_headlines_count_in_the_title_and_the_rest_in_the_text():
    found = [quotation(Place.BODY), quotation(Place.HEADLINE)]
    body, headline = in_units(OffsetUnit.UTF16, found, text="a😀bc", title="aabc")
    assert (body.selector.start, body.selector.end) == (3, 4)
    assert body.quoted_parts == (Span(3, 4),)
    assert body.attribution.cue == TextSpan("c", 4, 5)
    assert headline == found[1]
    assert in_units(OffsetUnit.CODE_POINT, found, text="a😀bc", title=None) == found
