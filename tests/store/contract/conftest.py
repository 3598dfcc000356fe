"""The suite that every back end has to pass: a new one is a new parameter of ``open_store``."""

import pytest

from service.store.factory import open_store as open_embedded


@pytest.fixture(params=["sqlite"])
def open_store(tmp_path, request):
    """Returns a function that opens the same store each time."""
    assert request.param == "sqlite"
    return lambda: open_embedded(tmp_path / "data")


@pytest.fixture
def store(open_store):
    opened = open_store()
    yield opened
    opened.close()
