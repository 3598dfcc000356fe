from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from tests.http.checks import assert_problem

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

PATH = "/v1/search?q=take+up+arms"


def test_a_client_that_has_the_answer_gets_none(story: TestClient):
    first = story.get(PATH)
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    for given in (tag, "*", f'"other", {tag}', tag.removeprefix("W/")):
        again = story.get(PATH, headers={"If-None-Match": given})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert story.get(PATH, headers={"If-None-Match": 'W/"other"'}).content == first.content


def test_another_answer_has_another_tag(client: TestClient):
    before = client.get("/v1/coverage").headers["etag"]
    client.post("/v1/articles", json={"url": "https://paper.example/1", "text": "Nothing said."})
    assert client.get("/v1/coverage").headers["etag"] != before


def test_problems_have_no_tag(story: TestClient):
    response = story.get("/nothing", headers={"If-None-Match": "*"})
    assert_problem(response, 404, "no-such-path")
    assert "etag" not in response.headers


def test_long_answers_are_compressed_on_request(story: TestClient):
    plain = story.get(PATH, headers={"Accept-Encoding": "identity"})
    zipped = story.get(PATH, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert int(zipped.headers["content-length"]) < len(plain.content) / 2
    assert zipped.json() == plain.json()
    assert zipped.headers["vary"] == "Accept-Encoding"


READS = [
    "/v1/articles?limit=2",
    "/v1/statements?limit=2",
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "/docs/example",
    *(
        f"/v1/{path}"
        for path in (
            "algorithms",
            "articles/{article}",
            "articles/{article}/diff?from=1&to=1",
            "articles/{article}/mentions",
            "articles/{article}/versions",
            "changes",
            "corrections",
            "coverage",
            "judgements",
            "mentions/{mention}",
            "origins/{origin}",
            "outlets",
            "outlets/{outlet}",
            "quality",
            "reviews",
            "reviews/{review}",
            "search?q=take+up+arms",
            "speakers",
            "speakers/{speaker}",
            "statements/{statement}",
            "statements/{statement}/evidence",
            "watches",
            "watches/{watch}",
            "watches/{watch}/deliveries",
            "watches/{watch}/feed.atom",
            "watches/{watch}/feed.json",
            "wordings/{wording}",
        )
    ),
]


def test_the_list_of_reads_names_every_one(story: TestClient):
    paths = story.get("/openapi.json").json()["paths"]
    bare = re.compile(r"\{[a-z_]+\}")
    reads = {bare.sub("{}", path) for path, operations in paths.items() if "get" in operations}
    tested = {bare.sub("{}", read.partition("?")[0]) for read in READS}
    assert reads - tested == {"/v1/changes/stream"}


def wait_for_the_index(client: TestClient) -> None:
    """Coverage tells how far the index is, which changes by itself until it has caught up."""
    for _ in range(300):
        held = client.get("/v1/coverage").json()
        if held["index_sequence"] == held["sequence"]:
            return
        time.sleep(0.05)
    pytest.fail("the index did not catch up")


@pytest.mark.parametrize("path", READS)
def test_every_read_has_a_tag_goes_compressed_and_knows_head(
    story: TestClient, ids: dict[str, str], path: str
):
    path = path.format(**ids)
    plain = {"Accept-Encoding": "identity"}
    if path == "/v1/coverage":
        wait_for_the_index(story)
    first = story.get(path, headers=plain)
    assert first.status_code == 200, first.text
    head = story.head(path, headers=plain)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == first.headers["content-type"]
    if path != "/metrics":  # its figures count these very requests
        assert head.headers["etag"] == first.headers["etag"]
        assert head.headers["content-length"] == str(len(first.content))
        again = story.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    zipped = story.get(path, headers={"Accept-Encoding": "gzip"})
    assert (zipped.headers.get("content-encoding") == "gzip") == (len(first.content) >= 1000)


def test_head_of_what_is_not_there(story: TestClient):
    assert story.head("/v1/mentions/mn_none").status_code == 404
    refused = story.head("/v1/match")
    assert (refused.status_code, refused.content) == (405, b"")
    assert refused.headers["allow"] == "POST"
    assert story.post("/v1/coverage").headers["allow"] == "GET, HEAD"
    assert story.head("/v1/changes/stream").status_code == 405
