from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from service.app import make_api
from service.http.access import RateLimiter
from service.http.keys import KeyRing, Scope
from service.http.openapi import document
from service.http.scopes import scope_of
from tests.http.checks import assert_problem
from tests.http.conftest import talking_to

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 1, 10, tzinfo=UTC)
ARTICLE = {"url": "https://a.example/1", "text": "“We will open the bridge,” Ana Gómez said."}

NEEDED = {
    ("post", "/v1/articles"): Scope.INGEST,
    ("post", "/v1/articles/batch"): Scope.INGEST,
    ("delete", "/v1/articles/{article_id}"): Scope.ADMIN,
    ("post", "/v1/corrections"): Scope.JUDGE,
    ("post", "/v1/judgements"): Scope.JUDGE,
    ("post", "/v1/reviews"): Scope.INGEST,
    ("delete", "/v1/reviews/{review_id}"): Scope.ADMIN,
    ("post", "/v1/watches"): Scope.READ,
    ("delete", "/v1/watches/{watch_id}"): Scope.READ,
    ("post", "/v1/watches/{watch_id}/ping"): Scope.READ,
    ("post", "/v1/watches/{watch_id}/secret"): Scope.READ,
    ("post", "/v1/watches/{watch_id}/feed_token"): Scope.READ,
    ("delete", "/v1/watches/{watch_id}/feed_token"): Scope.READ,
    ("post", "/v1/watches/{watch_id}/deliveries/{delivery_id}/replay"): Scope.READ,
    ("delete", "/v1/judgements/{judgement_id}"): Scope.JUDGE,
}
READING_POSTS = {"/v1/match", "/v1/verify", "/v1/extract", "/v1/compare", "/v1/drafts/check"}
OPEN = {"/healthz", "/readyz"}


def test_every_operation_needs_what_is_written_here():
    for path, operations in document(make_api(None))["paths"].items():
        for method in operations:
            needed = scope_of(method.upper(), path)
            if path in OPEN:
                assert needed is None
            elif method == "get" or path in READING_POSTS:
                assert needed is Scope.READ, path
            else:
                assert needed is NEEDED[method, path], path


@pytest.mark.parametrize("path", ["/v1/new", "/v1/articlesque", "/v1/judgement"])
def test_what_nobody_thought_of_needs_admin(path: str):
    assert scope_of("POST", path) is Scope.ADMIN
    assert scope_of("DELETE", path) is Scope.ADMIN


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


def test_keys_and_scopes(tmp_path: Path):
    ring = KeyRing(tmp_path)
    _, reader = ring.create("reader", {Scope.READ}, NOW)
    made, writer = ring.create("writer", {Scope.INGEST}, NOW)
    _, admin = ring.create("admin", {Scope.ADMIN}, NOW)
    with talking_to(tmp_path, require_keys=True) as client:
        assert client.get("/healthz").status_code == 200
        refused = client.get("/v1/coverage")
        assert_problem(refused, 401, "missing-key")
        assert refused.headers["www-authenticate"] == "Bearer"
        assert_problem(client.get("/v1/coverage", headers=bearer("qp_x_y")), 401, "missing-key")
        basic = {"Authorization": f"Basic {reader}"}
        assert_problem(client.get("/v1/coverage", headers=basic), 401, "missing-key")
        assert client.get("/v1/coverage", headers=bearer(reader)).status_code == 200
        other = client.post("/v1/articles", json=ARTICLE, headers=bearer(reader))
        assert_problem(other, 403, "missing-scope")
        assert_problem(client.get("/v1/coverage", headers=bearer(writer)), 403, "missing-scope")
        taken = client.post("/v1/articles", json=ARTICLE, headers=bearer(writer))
        assert taken.status_code == 201
        assert client.get("/v1/coverage", headers=bearer(admin)).json()["articles"] == 1
        ring.revoke(made.id, NOW)
        again = client.post("/v1/articles", json=ARTICLE, headers=bearer(writer))
        assert_problem(again, 401, "missing-key")


def test_without_the_setting_no_key_is_needed_but_a_wrong_one_is_told(tmp_path: Path):
    with talking_to(tmp_path) as client:
        assert client.get("/v1/coverage").status_code == 200
        assert "ratelimit-limit" not in client.get("/v1/coverage").headers
        assert_problem(client.get("/v1/coverage", headers=bearer("wrong")), 401, "missing-key")


def test_only_so_many_requests_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("service.http.access.time.time", lambda: 90.5)
    _, key = KeyRing(tmp_path).create("reader", {Scope.READ}, NOW)
    with talking_to(tmp_path, requests_per_minute=2) as client:
        first, second = client.get("/v1/coverage"), client.get("/v1/nothing")
        assert first.headers["ratelimit-limit"] == "2"
        assert (first.headers["ratelimit-remaining"], first.headers["ratelimit-reset"]) == (
            "1",
            "30",
        )
        assert second.headers["ratelimit-remaining"] == "0"
        third = client.get("/v1/coverage")
        assert_problem(third, 429, "too-many-requests")
        assert third.headers["retry-after"] == "30"
        assert client.get("/healthz").status_code == 200
        assert client.get("/v1/coverage", headers=bearer(key)).status_code == 200


def test_callers_are_counted_apart_and_anew_each_minute():
    limiter = RateLimiter(1)
    over = [
        standing.is_over
        for caller, now in (("a", 0.0), ("b", 1.0), ("a", 59.9), ("a", 60.0), ("a", 61.0))
        if (standing := limiter.count(caller, now))
    ]
    assert over == [False, False, True, False, True]
    assert RateLimiter(0).count("a", 0.0) is None
