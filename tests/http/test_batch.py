from __future__ import annotations

import gzip
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.http.checks import assert_problem
from tests.http.conftest import talking_to

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fastapi.testclient import TestClient

NDJSON = {"Content-Type": "application/x-ndjson"}


def line(number: int, text: str = "") -> bytes:
    words = text or f"“Sentence number {number} is ours,” Ana Gómez said."
    return json.dumps({"url": f"https://paper.example/{number}", "text": words}).encode()


def send(client: TestClient, content: bytes | Iterable[bytes]) -> list[dict[str, Any]]:
    response = client.post("/v1/articles/batch", content=content, headers=NDJSON)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/x-ndjson"
    return [json.loads(each) for each in response.content.splitlines()]


def test_results_come_in_order_and_name_their_lines(client: TestClient):
    results = send(client, b"\n".join([line(1), b"", line(2), b"{", line(1), line(1, "Changed.")]))
    assert [each["line"] for each in results] == [1, 3, 4, 5, 6]
    assert [each["status"] for each in results] == [201, 201, 400, 200, 200]
    assert [each.get("version") for each in results] == [1, 1, None, 1, 2]
    assert set(results[0]) == {"line", "status", "article_id", "version", "mentions"}
    assert set(results[2]) == {"line", "status", "problem"}
    assert results[0]["mentions"] == 1


def test_what_was_acknowledged_is_found_by_the_next_request(client: TestClient):
    send(client, line(7))
    query = {"queries": {"a": {"text": "Sentence number 7 is ours"}}}
    found = client.post("/v1/match", json=query).json()["results"]["a"]["statements"]
    assert found[0]["wordings"][0]["text"] == "Sentence number 7 is ours,"


def test_an_empty_batch(client: TestClient):
    assert send(client, b"") == []
    assert send(client, b"\n\n \r\n") == []


def test_windows_line_ends(client: TestClient):
    assert [each["status"] for each in send(client, line(1) + b"\r\n" + line(2) + b"\r\n")] == [
        201,
        201,
    ]


@pytest.mark.parametrize("content_type", ["application/json", "text/plain"])
def test_another_type(client: TestClient, content_type: str):
    response = client.post(
        "/v1/articles/batch", content=line(1), headers={"Content-Type": content_type}
    )
    assert_problem(response, 415, "unsupported-media-type", field="Content-Type")


def test_a_compressed_batch(client: TestClient):
    response = client.post(
        "/v1/articles/batch",
        content=gzip.compress(line(1), mtime=0),
        headers=NDJSON | {"Content-Encoding": "gzip"},
    )
    assert_problem(response, 415, "unsupported-media-type", field="Content-Encoding")


def test_too_many_lines(tmp_path: Path):
    with talking_to(tmp_path, max_batch_lines=3, batch_chunk_lines=2) as client:
        results = send(client, b"\n".join([*map(line, range(3)), b"", *map(line, range(3, 9))]))
        assert [each["status"] for each in results] == [201, 201, 201, 422]
        assert results[3]["line"] == 5
        assert results[3]["problem"]["type"] == "/problems/limit-exceeded"
        assert client.get("/v1/coverage").json()["articles"] == 3


def test_a_line_too_long(tmp_path: Path):
    with talking_to(tmp_path, max_body_bytes=1024) as client:
        results = send(client, b"\n".join([line(1), line(2, "a" * 2000), line(3)]))
        assert [each["status"] for each in results] == [201, 413, 201]
        assert results[1]["problem"]["type"] == "/problems/body-too-large"


def test_an_announced_size_too_large(tmp_path: Path):
    with talking_to(tmp_path, max_batch_bytes=1024) as client:
        response = client.post("/v1/articles/batch", content=b"\n" * 2000, headers=NDJSON)
        assert_problem(response, 413, "body-too-large", field="body")


def test_an_unannounced_size_too_large(tmp_path: Path):
    with talking_to(tmp_path, max_batch_bytes=1024) as client:
        results = send(client, (line(n) + b"\n" for n in range(50)))
        assert [each["status"] for each in results[:-1]] == [201] * (len(results) - 1)
        assert results[-1]["problem"]["type"] == "/problems/body-too-large"
        assert client.get("/v1/coverage").json()["articles"] == len(results) - 1


@settings(max_examples=10)
@given(cuts=st.lists(st.integers(1, 400), max_size=6), chunk=st.integers(1, 4))
def test_cuts_and_steps_make_no_difference(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int], chunk: int
):
    content = b"\n".join([line(1), b"{", line(2), line(2, "New."), line(3)])
    places = sorted({0, len(content), *(cut for cut in cuts if cut < len(content))})
    pieces = [content[a:b] for a, b in pairwise(places)]
    with talking_to(tmp_path_factory.mktemp("cuts"), batch_chunk_lines=chunk) as client:
        results = send(client, iter(pieces))
    assert [each["status"] for each in results] == [201, 400, 201, 200, 201]
    assert [each["line"] for each in results] == [1, 2, 3, 4, 5]
