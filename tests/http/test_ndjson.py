from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.http.ndjson import Line, LineSplitter

CONTENT = st.lists(st.sampled_from([b"", b"{}", b"[1]", b" \t", b"a" * 30, b"\r"])).map(b"\n".join)


def split(pieces: list[bytes], most: int = 20) -> list[Line]:
    splitter = LineSplitter(most)
    return [line for piece in pieces for line in splitter.feed(piece)] + list(splitter.finish())


@given(CONTENT, st.lists(st.integers(0, 200)))
def test_where_the_stream_is_cut_makes_no_difference(content: bytes, cuts: list[int]):
    places = sorted({0, len(content), *(cut for cut in cuts if cut < len(content))})
    pieces = [content[a:b] for a, b in pairwise(places)]
    assert split(pieces) == split([content])


@given(CONTENT)
def test_it_splits_like_a_naive_reader(content: bytes):
    naive = [
        Line(number, None if len(raw) > 20 else raw.strip())
        for number, raw in enumerate(content.split(b"\n"), start=1)
        if raw.strip()
    ]
    assert split([content]) == naive


def test_a_long_line_is_dropped_without_being_kept():
    splitter = LineSplitter(10)
    for _ in range(100):
        assert list(splitter.feed(b"a" * 1000)) == []
    assert list(splitter.feed(b"\n{}\n")) == [Line(1, None), Line(2, b"{}")]
