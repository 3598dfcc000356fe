"""A real embedded store in a temporary folder."""

import pytest

from service.store.factory import open_store


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()
