"""The search for the nearest vectors against a naive one; no model is needed."""

import threading

import numpy as np
import pytest

from service.semantic import shard as shard_module
from service.semantic.encoder import DIMENSIONS, from_bytes, to_bytes
from service.semantic.index import SemanticIndex, VectorIndex


def unit_vectors(count, seed=1):
    made = np.random.default_rng(seed).normal(size=(count, DIMENSIONS)).astype(np.float32)
    made += 2.0  # so that cosines are well above zero
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def filled(vectors, languages=None):
    index = VectorIndex()
    ids = [f"wd_{at:05}" for at in range(len(vectors))]
    index.add(ids, languages or ["en"] * len(vectors), vectors)
    return index, ids


def test_nearest_are_those_of_a_naive_search(monkeypatch):
    monkeypatch.setattr(shard_module, "_BLOCK", 16)
    vectors = unit_vectors(100)
    index, ids = filled(vectors)
    found = index.nearest(vectors[:3], limit=10, least=0.0)
    for row, near in enumerate(found):
        cosines = np.round(vectors @ vectors[row], 3)
        expected = sorted(zip(-cosines, ids, strict=True))[:10]
        assert [id_ for id_, _ in near] == [id_ for _, id_ in expected]
        assert [cosine for _, cosine in near] == pytest.approx([-c for c, _ in expected])
        assert near[0] == (ids[row], pytest.approx(1.0, abs=1e-3))


def test_one_language_does_not_crowd_out_another():
    vectors = np.repeat(unit_vectors(1), 6, axis=0)
    index, ids = filled(vectors, ["en"] * 5 + ["es"])
    (found,) = index.nearest(vectors[:1], limit=2)
    assert [id_ for id_, _ in found] == [ids[0], ids[1], ids[5]]


def test_what_is_below_the_least_cosine_does_not_count():
    vectors = np.eye(2, DIMENSIONS, dtype=np.float32)
    index, ids = filled(vectors)
    assert [id_ for id_, _ in index.nearest(vectors[:1], limit=5)[0]] == [ids[0]]


def test_a_known_id_is_added_once():
    vectors = unit_vectors(2)
    index, ids = filled(vectors)
    index.add(ids, ["en", "en"], vectors[::-1])
    assert len(index) == 2
    assert np.array_equal(index.get(ids[0]), vectors[0])
    assert index.get("wd_none") is None


def test_an_empty_index_finds_nothing():
    assert VectorIndex().nearest(unit_vectors(2), limit=5) == [[], []]


def test_searches_go_on_while_vectors_are_added(monkeypatch):
    monkeypatch.setattr(shard_module, "_BLOCK", 8)
    vectors = unit_vectors(400)
    index = VectorIndex()

    def add():
        for at in range(len(vectors)):
            index.add([f"wd_{at:05}"], ["en"], vectors[at : at + 1])

    adding = threading.Thread(target=add)
    adding.start()
    sizes = []
    while adding.is_alive():
        sizes.append(len(index.nearest(vectors[:1], limit=1_000, least=-1.0)[0]))
    adding.join()
    assert sizes == sorted(sizes)
    assert len(index.nearest(vectors[:1], limit=1_000, least=-1.0)[0]) == 400


def test_vectors_are_kept_in_half_precision():
    vectors = unit_vectors(3)
    stored = [to_bytes(vector) for vector in vectors]
    assert {len(data) for data in stored} == {2 * DIMENSIONS}
    back = from_bytes(stored)
    assert np.allclose(back, vectors, atol=1e-3)
    assert [to_bytes(vector) for vector in back] == stored
    assert from_bytes([]).shape == (0, DIMENSIONS)


class Words:
    """An encoder that gives each known text the vector of its number."""

    model = "words"

    def __init__(self, vectors):
        self.vectors = vectors

    def encode(self, texts):
        return np.vstack([self.vectors[text] for text in texts])


def test_one_sentence_of_several_may_say_it():
    whole, sentence, other = unit_vectors(3)
    text = "The bridge is closed today. Nobody asked the farmers first."
    encoder = Words(
        {
            text: whole,
            "The bridge is closed today.": sentence,
            "Nobody asked the farmers first.": other,
        }
    )
    vectors, ids = filled(np.vstack([sentence, other]))
    found = dict(SemanticIndex(encoder, vectors).nearest(text, 5))

    assert found[ids[0]] == pytest.approx((float(whole @ sentence) + 1.0) / 2, abs=2e-3)
    assert found[ids[0]] > float(whole @ sentence)


def test_a_text_of_one_sentence_counts_as_a_whole():
    whole, stored = unit_vectors(2)
    vectors, ids = filled(np.vstack([stored]))
    semantic = SemanticIndex(Words({"The bridge is closed.": whole}), vectors)

    assert semantic.nearest("The bridge is closed.", 5) == [
        (ids[0], pytest.approx(float(whole @ stored), abs=2e-3))
    ]


def test_what_is_asked_for_is_told_however_far():
    whole, near, far = unit_vectors(3)
    vectors, ids = filled(np.vstack([near, -far]))
    found = dict(SemanticIndex(Words({"Closed.": whole}), vectors).nearest("Closed.", 5, (ids[1],)))

    assert found[ids[1]] < 0.0


def test_cosines_of_pairs_and_nearest_phrases():
    one, two, three = unit_vectors(3)
    semantic = SemanticIndex(Words({"a": one, "b": two, "c": three}), VectorIndex())

    assert semantic.cosines([("a", "b"), ("b", "b")]) == {
        ("a", "b"): pytest.approx(float(one @ two), abs=1e-3),
        ("b", "b"): pytest.approx(1.0, abs=1e-3),
    }
    assert semantic.nearest_of(["a", "b"], ["b", "c"]) == [
        pytest.approx(max(float(one @ two), float(one @ three)), abs=1e-3),
        pytest.approx(1.0, abs=1e-3),
    ]


def test_above_a_number_of_vectors_the_search_begins_with_codes():
    vectors = unit_vectors(30)
    exact, _ = filled(vectors, ["en", "es"] * 15)
    coded = VectorIndex(exact_up_to=20)
    for start in range(0, 30, 10):
        part = slice(start, start + 10)
        ids = [f"wd_{at:05}" for at in range(start, start + 10)]
        coded.add(ids, ["en", "es"] * 5, vectors[part].astype(np.float16).astype(np.float32))
        assert coded.is_exact == (start < 20)
    assert exact.is_exact
    # so few that none is passed over; half precision moves a cosine by less than a thousandth
    for mine, others in zip(
        exact.nearest(vectors, limit=5), coded.nearest(vectors, limit=5), strict=True
    ):
        assert dict(mine) == pytest.approx(dict(others), abs=2e-3)
    assert np.allclose(coded.get("wd_00003"), exact.get("wd_00003"), atol=1e-3)


def test_of_no_vectors_all_are_coded_from_the_first():
    coded = VectorIndex(exact_up_to=0)
    coded.add(["a", "b"], ["en", "pt"], unit_vectors(2))
    assert not coded.is_exact
    assert coded.nearest(unit_vectors(1), limit=1)[0][0][0] == "a"


def test_several_texts_are_found_together_as_one_by_one():
    one, two, part, stored, other = unit_vectors(5)
    texts = {"Closed today.": one, "It is shut. Nobody asked any of us.": two}
    encoder = Words(texts | {"Nobody asked any of us.": part, "It is shut.": stored})
    vectors, ids = filled(np.vstack([stored, other, part]))
    semantic = SemanticIndex(encoder, vectors)

    asked = [("Closed today.", ()), ("It is shut. Nobody asked any of us.", (ids[1],))]

    found = semantic.nearest_each(asked, 1)
    assert found == [semantic.nearest(text, 1, also) for text, also in asked]
    assert found[1][-1][0] == ids[1]
    assert semantic.nearest_each([], 1) == []
