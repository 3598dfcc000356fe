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


@given(texts, st.lists(texts, max_size=6))
def test_never_less_than_judging_finds_and_hardly_more(own, others):
    found = shared_portions(outline(own, "en"), [outline(other, "en") for other in others])
    assert len(found) == len(others)
    for other, portion in zip(others, found, strict=True):
        expected = shared_by_judging(own, other)
        assert expected <= portion + 1e-12 <= expected + 2e-4


def test_portions():
    own = outline("We will sign the treaty", "en")
    same, part, none, empty = shared_portions(
        own,
        [outline(text, "en") for text in ("sign the treaty", "a treaty of peace", "sick man", "")],
    )
    assert same == pytest.approx(1.0)
    assert 0.3 < part < 0.7
    assert none == empty == 0.0


def test_nothing_to_compare():
    assert shared_portions(b"", [outline("treaty", "en")]).tolist() == [0.0]
    assert shared_portions(outline("treaty", "en"), []).tolist() == []
    assert shared_portions(outline("treaty", "en"), [b"", b""]).tolist() == [0.0, 0.0]


def test_the_bytes_are_the_same_on_every_machine():
    assert outline("treaty", "en").hex()[:8] == "3e7c99fa"
    assert len(outline("a treaty, a treaty", "en")) == 16
    assert np.frombuffer(outline("to be or not to be", "en"), "<u4")[::2].tolist() == sorted(
        np.frombuffer(outline("not or be to", "en"), "<u4")[::2].tolist()
    )
