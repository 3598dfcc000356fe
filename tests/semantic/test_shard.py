"""The two ways to search against a naive one; no model is needed."""

import numpy as np
import pytest

from service.semantic import shard as shard_module
from service.semantic.encoder import DIMENSIONS
from service.semantic.shard import CodedShard, ExactShard, to_codes


def unit(vectors):
    made = np.asarray(vectors, dtype=np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made.astype(np.float16).astype(np.float32)  # as the encoder gives them


def crowd(count, seed=1):
    """Vectors around a few hundred centres, as sentences lie around what they are about."""
    centres = np.random.default_rng(0).normal(size=(300, DIMENSIONS))
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal((count, DIMENSIONS), dtype=np.float32)
    return unit(0.2 + centres[rng.integers(300, size=count)] + 0.7 * noise)


def filled(made, vectors, step=1_000):
    for start in range(0, len(vectors), step):
        made.add(vectors[start : start + step])
    return made


def rows_of(near):
    return set(near.rows.tolist())


FEW = pytest.mark.usefixtures("few")


@pytest.fixture
def few(monkeypatch):
    """Blocks and steps so small that a few thousand rows are many."""
    monkeypatch.setattr(shard_module, "_BLOCK", 256)
    monkeypatch.setattr(shard_module, "_LOOKED_AT", 400)
    monkeypatch.setattr(shard_module, "COMPARED", 100)


def test_codes_differ_in_the_share_of_bits_that_the_angle_is_of_half_a_turn():
    rng = np.random.default_rng(3)
    first, other = unit(rng.normal(size=(2, DIMENSIONS)))
    other = unit([other - (other @ first) * first])[0]  # at a right angle
    for degrees in (0, 30, 60, 90, 120, 180):
        angle = np.radians(degrees)
        turned = (np.cos(angle) * first + np.sin(angle) * other).astype(np.float32)
        codes = to_codes(np.vstack([first, turned]))
        differing = int(np.bitwise_count(codes[0] ^ codes[1]).sum())
        assert differing == pytest.approx(DIMENSIONS * degrees / 180, abs=32)


def test_every_axis_of_the_turn_is_at_a_right_angle_to_the_others():
    turn = shard_module._turn().astype(np.float64)
    assert np.array_equal(turn @ turn.T, np.eye(DIMENSIONS) * DIMENSIONS**2)
    assert np.array_equal(turn, np.rint(turn))


@FEW
@pytest.mark.parametrize("kind", [ExactShard, CodedShard])
def test_rows_are_given_back_as_they_came(kind):
    vectors = crowd(700)
    made = filled(kind(), vectors, step=300)
    assert len(made) == 700
    rows = np.array([699, 0, 255, 256])
    assert np.array_equal(made.get(rows), vectors[rows])


def test_every_finite_half_is_widened_to_the_same_number():
    halves = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    halves = halves[np.isfinite(halves)]
    widened = shard_module._widen(halves)
    assert widened.dtype == np.float32
    assert np.array_equal(widened, halves.astype(np.float32))
    assert np.array_equal(np.signbit(widened), np.signbit(halves))


@FEW
def test_all_rows_are_compared_exactly():
    vectors = crowd(700)
    made = filled(ExactShard(), vectors, step=300)
    for query, near in zip(vectors[:5], made.nearest(vectors[:5], limit=7, least=0.2), strict=True):
        cosines = np.round(vectors @ query, 3)
        least = max(0.2, np.sort(cosines)[-7])
        assert rows_of(near) == set(np.flatnonzero(cosines >= least - 1e-6).tolist())
        assert near.cosines == pytest.approx(cosines[near.rows], abs=1e-3)


@FEW
def test_codes_find_nearly_all_that_is_near():
    vectors, asked = crowd(4_000), crowd(30, seed=2)
    exact = filled(ExactShard(), vectors).nearest(asked, limit=10, least=-1.0)
    coded = filled(CodedShard(), vectors).nearest(asked, limit=10, least=-1.0)
    found = sum(len(rows_of(a) & rows_of(b)) for a, b in zip(exact, coded, strict=True))
    assert found >= 0.97 * sum(len(near.rows) for near in exact)
    for query, near in zip(asked, coded, strict=True):
        assert near.cosines == pytest.approx(vectors[near.rows] @ query, abs=1e-3)


@FEW
def test_a_row_is_found_by_its_own_vector_whatever_lies_around():
    vectors = crowd(4_000)
    made = filled(CodedShard(), vectors)
    for row, near in enumerate(made.nearest(vectors[:40], limit=1, least=0.5)):
        assert row in rows_of(near)


@FEW
def test_the_order_of_rows_makes_no_difference():
    vectors, asked = crowd(3_000), crowd(20, seed=2)
    order = np.random.default_rng(5).permutation(len(vectors))
    first = filled(CodedShard(), vectors).nearest(asked, limit=10, least=0.0)
    other = filled(CodedShard(), vectors[order]).nearest(asked, limit=10, least=0.0)
    assert [rows_of(near) for near in first] == [set(order[near.rows].tolist()) for near in other]


def test_so_few_rows_that_none_is_passed_over_are_all_compared():
    vectors, asked = crowd(1_400), crowd(10, seed=2)
    exact = filled(ExactShard(), vectors).nearest(asked, limit=20, least=0.0)
    coded = CodedShard.of(filled(ExactShard(), vectors)).nearest(asked, limit=20, least=0.0)
    assert [rows_of(near) for near in exact] == [rows_of(near) for near in coded]


@pytest.mark.parametrize("kind", [ExactShard, CodedShard])
def test_nothing_is_near_in_an_empty_shard(kind):
    (near,) = kind().nearest(crowd(1), limit=5, least=0.0)
    assert len(near.rows) == len(near.cosines) == 0
