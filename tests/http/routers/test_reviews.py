"""Reviews over HTTP: JSON-LD in, suggestions out, and no finding of ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from service.http.models.reviews import CLAIM_REVIEW_EXAMPLE
from tests.http.checks import assert_problem
from tests.http.conftest import talking_to

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient
    from httpx2 import Response

LD = {"Content-Type": "application/ld+json"}
ARTICLE = {
    "url": "https://daily.example/petro",
    "published_at": "2026-01-05T12:00:00Z",
    "text": "“For the homeland I will take up arms again,” said Gustavo Petro.",
}


def send(client: TestClient, value: Any) -> list[dict[str, Any]]:
    answer = client.post("/v1/reviews", json=value)
    assert answer.status_code == 200, answer.text
    results: list[dict[str, Any]] = answer.json()["reviews"]
    return results


def remove(client: TestClient, path: str, given: dict[str, str]) -> Response:
    return client.request("DELETE", path, json=given)


def test_a_review_is_taken_in_shown_and_removed(client: TestClient):
    client.post("/v1/articles", json=ARTICLE)
    (result,) = send(client, CLAIM_REVIEW_EXAMPLE)
    assert (result["status"], result["problem"]) == ("added", None)
    path = f"/v1/reviews/{result['review_id']}"
    review = client.get(path).json()
    assert review["rating"] == "Lacks context"
    assert review["publisher"] == "Fact Check Example"
    assert review["appearances"] == ["https://daily.example/petro"]
    (about,) = review["statements"]
    assert about["status"] == "suggested"
    statement = client.get(f"/v1/statements/{about['statement_id']}").json()
    (shown,) = statement["reviews"]
    assert shown["id"] == result["review_id"]
    assert shown["link"]["reason"]
    assert client.get("/v1/reviews").json()["reviews"][0]["id"] == result["review_id"]
    gone = remove(client, path, {"reason": "Withdrawn by its publisher."})
    assert gone.json()["reason"] == "Withdrawn by its publisher."
    assert "Withdrawn" in assert_problem(client.get(path), 410, "taken-down")["detail"]
    assert client.get(f"/v1/statements/{about['statement_id']}").json()["reviews"] == []
    (refused,) = send(client, CLAIM_REVIEW_EXAMPLE)
    assert refused["problem"]["type"] == "/problems/taken-down"


def test_the_media_type_of_json_ld(client: TestClient):
    assert client.post("/v1/reviews", json=CLAIM_REVIEW_EXAMPLE, headers=LD).status_code == 200


def test_a_feed_with_a_bad_one_in_it(client: TestClient):
    lacking = {"@type": "ClaimReview", "url": "https://check.example/2"}
    items = [CLAIM_REVIEW_EXAMPLE, lacking, {**CLAIM_REVIEW_EXAMPLE, "claimReviewed": "Snow fell."}]
    feed = {"@type": "DataFeed", "dataFeedElement": [{"item": [each]} for each in items]}
    results = send(client, feed)
    assert [each["status"] for each in results] == ["added", None, "added"]
    assert results[1]["problem"]["errors"][0]["field"] == "claimReviewed"
    assert [each["status"] for each in send(client, feed)] == ["known", None, "known"]


@pytest.mark.parametrize("value", [{}, [], {"@type": "NewsArticle"}, None, 7, "ClaimReview"])
def test_what_holds_no_review(client: TestClient, value: Any):
    answer = client.post("/v1/reviews", content=json.dumps(value), headers=LD)
    assert_problem(answer, 422, "invalid-input", field="body")


def test_bodies_that_cannot_be_read(client: TestClient):
    broken = client.post("/v1/reviews", content=b'{"@type": ', headers=LD)
    assert_problem(broken, 400, "malformed-json", field="body")
    assert_problem(client.post("/v1/reviews", content=b"", headers=LD), 400, "malformed-json")
    page = client.post("/v1/reviews", content=b"<html>", headers={"Content-Type": "text/html"})
    assert_problem(page, 415, "unsupported-media-type", field="Content-Type")


def test_only_so_many_at_once(tmp_path: Path):
    with talking_to(tmp_path, max_reviews=2) as client:
        answer = client.post("/v1/reviews", json=[CLAIM_REVIEW_EXAMPLE] * 3)
        assert_problem(answer, 422, "limit-exceeded", field="body")
        assert client.get("/v1/reviews").json()["reviews"] == []


def test_what_is_not_there(client: TestClient):
    assert_problem(client.get("/v1/reviews/rv_none"), 404, "review-not-found")
    path = "/v1/reviews/rv_none"
    assert_problem(remove(client, path, {"reason": "x"}), 404, "review-not-found")
    assert_problem(remove(client, path, {}), 422, "validation", field="reason")
    assert_problem(remove(client, path, {"reason": " "}), 422, "empty-text", field="reason")
