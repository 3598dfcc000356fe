from __future__ import annotations

from typing import TYPE_CHECKING

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
