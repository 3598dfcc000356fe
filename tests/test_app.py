from __future__ import annotations

import re
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
import pytest
import structlog.testing
from fastapi.testclient import TestClient

from service.app import create_app
from service.domain.errors import StoreClosedError
from service.settings import Settings
from service.store.factory import open_store
from service.store.relinking import DrawnBy

if TYPE_CHECKING:
    from pathlib import Path


def test_the_store_is_closed_at_the_end(tmp_path: Path):
    store = open_store(tmp_path)
    with TestClient(create_app(Settings(data_dir=tmp_path), store)) as client:
        assert client.get("/readyz").status_code == 200
    with pytest.raises(StoreClosedError), store.reading():
        pass
    open_store(tmp_path).close()


def test_the_number_of_threads_is_a_setting(tmp_path: Path):
    app = create_app(Settings(data_dir=tmp_path, threads=3), open_store(tmp_path))

    async def threads() -> float:
        return anyio.to_thread.current_default_thread_limiter().total_tokens

    app.add_api_route("/threads", threads)
    with TestClient(app) as client:
        assert client.get("/threads").json() == 3


def test_no_page_that_loads_scripts_from_elsewhere(tmp_path: Path):
    with TestClient(create_app(Settings(data_dir=tmp_path), open_store(tmp_path))) as client:
        assert client.get("/redoc").status_code == 404
        for path in ("/docs", "/docs/example"):
            page = client.get(path)
            assert page.status_code == 200
            assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page.text)
        assert client.get("/openapi.json").status_code == 200


def test_links_of_an_older_release_are_told_of(tmp_path: Path):
    store = open_store(tmp_path)
    with store.writing() as tx:
        tx.set_drawn_by(DrawnBy("older/1", None))
    app = create_app(Settings(data_dir=tmp_path), store)
    with structlog.testing.capture_logs() as told, TestClient(app) as client:
        assert client.get("/v1/algorithms").json()["links_drawn_by"] == "older/1"
    (entry,) = (line for line in told if line["event"] == "links of older rules")
    assert (entry["drawn_by"], entry["remedy"]) == ("older/1", "reindex")
