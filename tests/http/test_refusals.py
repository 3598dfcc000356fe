"""Articles that are refused leave a count, and nothing of their words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.http.conftest import talking_to

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient

WORDS = "Zanzibarium swore that the harbour wall was paid for"
WALL = "<html><body><nav>Home</nav></body></html>"


def failures(client: TestClient) -> dict[str, tuple[int, list[tuple[str | None, int]]]]:
    found = client.get("/v1/coverage").json()["failures"]
    return {
        each["reason"]: (each["items"], [(h["host"], h["items"]) for h in each["hosts"]])
        for each in found
    }


def post(client: TestClient, **article: Any) -> int:
    return client.post("/v1/articles", json=article).status_code


def test_each_address_counts_once_for_a_reason(client: TestClient):
    for _ in range(2):
        assert post(client, url="https://a.example/1", text="  ") == 422
    assert post(client, url="https://www.a.example/2", text=" ") == 422
    assert post(client, url="https://b.example/1", html=WALL) == 422
    assert post(client, url="https://b.example/1", text=3) == 422
    assert post(client, url=WORDS, text=WORDS) == 422
    assert client.post("/v1/articles", content=b"{").status_code == 415
    headers = {"Content-Type": "application/json"}
    assert client.post("/v1/articles", content=b"{", headers=headers).status_code == 400
    assert post(client, url="https://c.example/1", text=WORDS) == 201
    assert failures(client) == {
        "empty_text": (2, [("a.example", 2)]),
        "no_article": (1, [("b.example", 1)]),
        "validation": (1, [("b.example", 1)]),
        "invalid_url": (1, [(None, 1)]),
        "unsupported_media_type": (1, [(None, 1)]),
        "malformed_json": (1, [(None, 1)]),
    }


def test_lines_of_a_batch_count_as_articles_do(tmp_path: Path):
    lines = [
        {"url": "https://a.example/1", "text": ""},
        {"url": "https://a.example/2", "text": WORDS},
        {"url": "https://a.example/3", "html": WALL},
        {"url": "https://a.example/4", "text": "x", "colour": 1},
        {"url": "nowhere", "text": "x"},
        {"url": "https://a.example/5", "text": "x" * 200},
    ]
    sent = "\n".join(["{", *(json.dumps(each) for each in lines)]).encode()
    headers = {"Content-Type": "application/x-ndjson"}
    with talking_to(tmp_path, max_text_chars=100) as client:
        for _ in range(2):
            answer = client.post("/v1/articles/batch", content=sent, headers=headers)
            statuses = [json.loads(line)["status"] for line in answer.content.splitlines()]
            assert [s for s in statuses if s >= 400] == [400, 422, 422, 422, 422, 413]
    with talking_to(tmp_path) as client:  # after a restart
        assert failures(client) == {
            "empty_text": (1, [("a.example", 1)]),
            "no_article": (1, [("a.example", 1)]),
            "validation": (1, [("a.example", 1)]),
            "article_too_large": (1, [("a.example", 1)]),
            "invalid_url": (2, [(None, 2)]),
            "malformed_json": (2, [(None, 2)]),
        }
        assert 'quote_provenance_refused{reason="empty_text"} 1.0' in client.get("/metrics").text


def test_texts_that_are_no_articles_leave_no_trace(client: TestClient):
    for path in ("/v1/extract", "/v1/verify", "/v1/drafts/check", "/v1/compare", "/v1/match"):
        assert client.post(path, json={"text": "", "url": "https://a.example"}).status_code == 422
    assert failures(client) == {}


def test_no_word_of_what_was_refused_is_kept(client: TestClient, tmp_path: Path):
    assert post(client, url="https://a.example/1", html=f"<html><nav>{WORDS}</nav></html>") == 422
    assert post(client, url=f"https://a.example/{WORDS}", text=" ") == 422
    assert post(client, url="https://a.example/3", text=WORDS + "\0") == 422
    assert post(client, url=WORDS, text=WORDS, title=WORDS) == 422
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.suffix == ".sqlite3" for path in kept)
    assert not [path for path in kept if b"anzibarium" in path.read_bytes().lower()]
