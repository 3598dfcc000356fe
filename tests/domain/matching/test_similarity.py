from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.domain.matching.similarity import (
    align,
    character_ratio,
    character_ratios,
    common_words,
    partial_ratios,
    token_set_ratios,
)

short_text = st.text(alphabet="abcd é", max_size=12)
word_lists = st.lists(
    st.sampled_from(["if", "they", "touch", "petro", "colombia", "not"]), max_size=10
)


def naive_common(a: str | list[str], b: str | list[str]) -> int:
    """Length of a longest common subsequence, by the textbook table."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, left in enumerate(a, 1):
        for j, right in enumerate(b, 1):
            table[i][j] = (
                table[i - 1][j - 1] + 1 if left == right else max(table[i - 1][j], table[i][j - 1])
            )
    return table[len(a)][len(b)]


@given(short_text, short_text)
def test_character_ratio_equals_the_naive_one(a: str, b: str):
    expected = 2 * naive_common(a, b) / (len(a) + len(b)) if a or b else 1.0

    assert abs(character_ratio(a, b) - expected) < 1e-9
    assert character_ratio(a, b) == character_ratio(b, a)


@given(word_lists, word_lists)
def test_common_words_equals_the_naive_count(a: list[str], b: list[str]):
    assert common_words(a, b) == naive_common(a, b)


@given(st.lists(short_text, max_size=4), st.lists(short_text, max_size=4))
def test_batches_agree_with_single_pairs(left: list[str], right: list[str]):
    found = character_ratios(left, right)

    assert found.shape == (len(left), len(right))
    assert found.dtype.name == "float32"
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            assert abs(float(found[i, j]) - character_ratio(a, b)) < 1e-6


def test_token_set_ratio_ignores_order_and_extra_words():
    found = token_set_ratios(["they touch petro"], ["petro they touch", "if they touch petro", "x"])

    assert found[0].tolist()[:2] == [1.0, 1.0]
    assert 0.0 <= found[0, 2] < 0.3


@given(word_lists, word_lists)
def test_alignment_is_complete_and_longest(a: list[str], b: list[str]):
    blocks = align(a, b)
    equal = [block for block in blocks if block.tag == "equal"]

    assert sum(block.a_end - block.a_start for block in equal) == naive_common(a, b)
    assert all(a[block.a_start : block.a_end] == b[block.b_start : block.b_end] for block in equal)
    at_a = at_b = 0
    for block in blocks:
        assert (block.a_start, block.b_start) == (at_a, at_b)
        at_a, at_b = block.a_end, block.b_end
    assert (at_a, at_b) == (len(a), len(b))
    assert all(
        (first.tag == "equal") != (second.tag == "equal") for first, second in pairwise(blocks)
    )


def test_partial_ratio_finds_a_stretch():
    found = partial_ratios(["touch petro"], ["if they touch petro", "nothing of it"])

    assert found[0, 0] == 1.0
    assert 0.0 <= found[0, 1] < 0.7
