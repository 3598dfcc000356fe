from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.matching.evidence import find_shared
from service.domain.matching.outline import outline, shared_portions
from service.domain.matching.prepared import prepare

WORDS = "treaty border sick man will would never take up arms homeland 10,000 the of and".split()
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def shared_by_judging(a, b):
    one, other = prepare(a, "en"), prepare(b, "en")
    lighter = min(one.mass, other.mass)
    return find_shared(one, other).mass / lighter if lighter else 0.0


def portions_of(own, others):
    """How much of one outline each of the others shares."""
    places = np.arange(1, len(others) + 1)
    return shared_portions([own, *others], np.zeros(len(others), dtype=np.intp), places).tolist()


@given(texts, st.lists(texts, max_size=6))
def test_never_less_than_judging_finds_and_hardly_more(own, others):
    found = portions_of(outline(own, "en"), [outline(other, "en") for other in others])
    assert len(found) == len(others)
    for other, portion in zip(others, found, strict=True):
        expected = shared_by_judging(own, other)
        assert expected <= portion + 1e-12 <= expected + 2e-4


@given(st.lists(texts, min_size=1, max_size=5), st.data())
def test_pairs_looked_at_together_are_as_they_are_alone(given_texts, data):
    outlines = [outline(text, "en") for text in given_texts]
    place = st.integers(0, len(outlines) - 1)
    pairs = data.draw(st.lists(st.tuples(place, place), max_size=12))
    mine, theirs = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    alone = [portions_of(outlines[a], [outlines[b]])[0] for a, b in pairs]
    assert shared_portions(outlines, mine, theirs).tolist() == alone


def test_more_pairs_than_are_looked_at_together():
    outlines = [outline(text, "en") for text in ("the treaty of peace", "a treaty", "a sick man")]
    mine, theirs = np.array([0, 0] * 10_000), np.array([1, 2] * 10_000)
    one, none = shared_portions(outlines, mine[:2], theirs[:2]).tolist()
    assert one > 0.9
    assert none == 0.0
    assert shared_portions(outlines, mine, theirs).tolist() == [one, none] * 10_000


def test_portions():
    own = outline("We will sign the treaty", "en")
    same, part, none, empty = portions_of(
        own,
        [outline(text, "en") for text in ("sign the treaty", "a treaty of peace", "sick man", "")],
    )
    assert same == pytest.approx(1.0)
    assert 0.3 < part < 0.7
    assert none == empty == 0.0


def test_nothing_to_compare():
    assert portions_of(b"", [outline("treaty", "en")]) == [0.0]
    assert portions_of(outline("treaty", "en"), []) == []
    assert portions_of(outline("treaty", "en"), [b"", b""]) == [0.0, 0.0]


def test_the_bytes_are_the_same_on_every_machine():
    assert outline("treaty", "en").hex()[:8] == "3e7c99fa"
    assert len(outline("a treaty, a treaty", "en")) == 16
    assert np.frombuffer(outline("to be or not to be", "en"), "<u4")[::2].tolist() == sorted(
        np.frombuffer(outline("not or be to", "en"), "<u4")[::2].tolist()
    )
