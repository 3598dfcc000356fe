"""The suite that every back end has to pass: a new one is a new parameter of ``open_at``."""

import pytest

from service.store.factory import open_store as open_embedded


@pytest.fixture(scope="session", params=["sqlite"])
def open_at(request):
    """Returns a function that opens the store that a folder names."""
    return {"sqlite": open_embedded}[request.param]


@pytest.fixture
def open_store(open_at, tmp_path):
    """Returns a function that opens the same store each time."""
    return lambda: open_at(tmp_path / "data")


@pytest.fixture
def store(open_store):
    opened = open_store()
    yield opened
    opened.close()
