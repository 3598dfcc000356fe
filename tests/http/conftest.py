"""Fixture policy: ``client`` talks to an empty store of its own; ``story`` to one that holds the
articles in ``fixtures/``, shared by a module, for tests that only read, and ``ids`` names things in
it; ``port`` is that of a real server that stores batches two lines at a time.
"""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from service.store.factory import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES = Path(__file__).parents[2] / "fixtures" / "articles.ndjson"


@contextmanager
def talking_to(data_dir: Path, **settings: object) -> Iterator[TestClient]:
    made = Settings.model_validate({"data_dir": data_dir, **settings})
    with TestClient(create_app(made, open_store(data_dir))) as client:
        yield client


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with talking_to(tmp_path) as client:
        yield client


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with talking_to(tmp_path_factory.mktemp("story")) as client:
        answer = client.post(
            "/v1/articles/batch",
            content=ARTICLES.read_bytes(),
            headers={"Content-Type": "application/x-ndjson"},
        )
        assert answer.status_code == 200
        yield client


@pytest.fixture(scope="module")
def ids(story: TestClient) -> dict[str, str]:
    """One id of each kind of thing that the story holds."""
    found = story.get("/v1/search?q=take+up+arms").json()["statements"][0]
    source = found["wordings"][0]["sources"][0]
    review = {
        "@type": "ClaimReview",
        "url": "https://check.example/1",
        "claimReviewed": "Gustavo Petro said that he would take up arms again.",
        "author": {"name": "Check"},
        "reviewRating": {"alternateName": "Lacks context"},
    }
    watch = {"query": {"text": "take up arms"}}
    return {
        "article": source["article_id"],
        "mention": source["id"],
        "origin": source["origin_id"],
        "outlet": source["outlet"]["id"],
        "review": story.post("/v1/reviews", json=review).json()["reviews"][0]["review_id"],
        "speaker": found["speaker"]["id"],
        "statement": found["id"],
        "watch": story.post("/v1/watches", json=watch).json()["id"],
        "wording": source["wording_id"],
    }


@contextmanager
def serving(data_dir: Path, **settings: object) -> Iterator[int]:
    """A real server on loopback; its port."""
    made = Settings.model_validate({"data_dir": data_dir, **settings})
    app = create_app(made, open_store(data_dir))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with serving(tmp_path_factory.mktemp("served"), batch_chunk_lines=2) as number:
        yield number
