from __future__ import annotations

import http.client
import json
import threading
import time
from typing import TYPE_CHECKING, Any

from tests.http.checks import assert_problem
from tests.http.conftest import talking_to

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient

HARBOUR = "Nobody in the capital has ever paid one coin for the harbour wall"


def article(name: str) -> dict[str, str]:
    return {"url": f"https://{name}.example/x", "text": f"“{HARBOUR} of {name},” Ana Gómez said."}


def test_the_feed_is_narrowed(story: TestClient):
    created = story.get("/v1/changes", params={"kind": "statement_created", "limit": 3}).json()
    assert {each["kind"] for each in created["changes"]} == {"statement_created"}
    one = created["changes"][1]["id"]
    of_one = story.get("/v1/changes", params={"statement": one, "limit": 1_000}).json()["changes"]
    assert of_one
    assert all(one in (each["id"], each["into"], each["about"]) for each in of_one)
    assert "mention_added" in {each["kind"] for each in of_one}
    named = story.get("/v1/changes", params={"speaker": "Gustavo Petro"}).json()["changes"]
    assert named
    assert all("st_" in f"{each['id']} {each['into']} {each['about']}" for each in named)
    both = {"kind": ["article_added", "version_added"], "limit": 1_000}
    assert len({e["kind"] for e in story.get("/v1/changes", params=both).json()["changes"]}) == 2


def test_what_cannot_be_followed(story: TestClient):
    path = "/v1/changes"
    assert_problem(story.get(path, params={"after": 10**9}), 422, "invalid-cursor", field="after")
    assert_problem(story.get(path, params={"kind": "rumour"}), 422, "validation")
    assert_problem(story.get(path, params={"wait": 31}), 422, "validation", field="wait")
    stream = f"{path}/stream"
    assert_problem(story.get(stream, params={"after": 10**9}), 422, "invalid-cursor")
    assert_problem(story.get(stream, headers={"Last-Event-ID": "x"}), 422, "validation")
    assert_problem(story.get(stream, params={"limit": 3}), 422, "unknown-parameter")


def test_no_more_streams_than_allowed(tmp_path: Path):
    with talking_to(tmp_path, max_streams=0) as client:
        answer = client.get("/v1/changes/stream")
        assert_problem(answer, 503, "too-many-streams")
        assert answer.headers["retry-after"]


def test_a_page_waits_for_the_next_event(client: TestClient):
    begun = time.monotonic()
    empty = client.get("/v1/changes", params={"wait": 0.3}).json()
    assert empty == {"changes": [], "next_after": 0}
    assert time.monotonic() - begun >= 0.3
    writer = threading.Timer(0.3, lambda: client.post("/v1/articles", json=article("later")))
    writer.start()
    begun = time.monotonic()
    found = client.get("/v1/changes", params={"wait": 20}).json()
    writer.join()
    assert found["changes"][0]["kind"] == "article_added"
    assert time.monotonic() - begun < 10


def test_a_narrowed_page_waits_on_past_what_is_not_wanted(client: TestClient):
    writer = threading.Timer(0.2, lambda: client.post("/v1/articles", json=article("other")))
    writer.start()
    query = {"wait": 4, "kind": "judgement_added"}
    found = client.get("/v1/changes", params=query).json()
    writer.join()
    assert found["changes"] == []
    assert found["next_after"] > 0


class Stream:
    """One connection to the stream, read event by event."""

    def __init__(self, port: int, path: str, **headers: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self._connection.request("GET", path, headers=headers)
        self.response = self._connection.getresponse()

    def take(self, number: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        event: dict[str, str] = {}
        while len(found) < number:
            line = self.response.readline().decode().rstrip("\n")
            if line:
                name, _, value = line.partition(": ")
                event[name] = value
                continue
            if "data" in event:
                data = json.loads(event["data"])
                assert event["id"] == str(data["seq"])
                assert event["event"] == data["kind"]
                found.append(data)
            event = {}
        return found

    def close(self) -> None:
        self.response.close()
        self._connection.close()


def send(port: int, name: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Content-Type": "application/json"}
    connection.request("POST", "/v1/articles", json.dumps(article(name)), headers)
    assert connection.getresponse().status == 201
    connection.close()


def test_a_stream_resumes_where_it_broke_off_while_two_write(port: int):
    def write(name: str) -> None:
        for number in range(6):
            send(port, f"{name}{number}")

    send(port, "first")
    stream = Stream(port, "/v1/changes/stream")
    assert stream.response.status == 200
    assert stream.response.headers["content-type"].startswith("text/event-stream")
    writers = [threading.Thread(target=write, args=(name,)) for name in ("left", "right")]
    for writer in writers:
        writer.start()
    seen = stream.take(9)
    stream.close()
    while sum(each["kind"] == "article_added" for each in seen) < 13:
        stream = Stream(
            port, "/v1/changes/stream?after=0", **{"Last-Event-ID": str(seen[-1]["seq"])}
        )
        seen += stream.take(2)
        stream.close()
    for writer in writers:
        writer.join()
    assert [each["seq"] for each in seen] == list(range(1, len(seen) + 1))
