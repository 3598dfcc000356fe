from __future__ import annotations

from typing import TYPE_CHECKING

from tests.http.checks import assert_problem

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def test_an_empty_store_covers_nothing(client: TestClient):
    coverage = client.get("/v1/coverage").json()
    assert coverage["articles"] == coverage["statements"] == coverage["sequence"] == 0
    assert coverage["languages"] == {}
    assert coverage["last_ingest_at"] is None


def test_coverage_counts(story: TestClient):
    coverage = story.get("/v1/coverage").json()
    assert coverage["versions"] > coverage["articles"] > coverage["outlets"] > 5
    assert coverage["mentions"] >= coverage["wordings"] >= coverage["statements"] > 5
    assert coverage["earliest_published_at"] < coverage["latest_published_at"]


def test_coverage_tells_days_and_holes(story: TestClient):
    coverage = story.get("/v1/coverage", params={"published_from": "2025-09-01"}).json()
    assert (coverage["first_day"], coverage["last_day"]) == ("2025-09-14", "2026-01-10")
    days = {each["day"]: each["articles"] for each in coverage["days"]}
    assert sum(days.values()) + coverage["undated_articles"] == coverage["articles"]
    assert coverage["holes_total"] == len(coverage["holes"])
    asked = {"published_from": "2026-01-04", "published_to": "2026-01-04"}
    narrow = story.get("/v1/coverage", params=asked).json()
    assert narrow["days"] == [{"day": "2026-01-04", "articles": days["2026-01-04"]}]
    assert (narrow["days_from"], narrow["articles"]) == ("2026-01-04", coverage["articles"])


def test_days_that_cannot_be_asked_for(client: TestClient):
    for first, last, kind, field in (
        ("2026-01-05", "2026-01-04", "invalid-input", "published_to"),
        ("2020-01-01", "2026-01-04", "limit-exceeded", "published_from"),
        ("yesterday", "2026-01-04", "validation", "published_from"),
    ):
        asked = {"published_from": first, "published_to": last}
        assert_problem(client.get("/v1/coverage", params=asked), 422, kind, field=field)


def test_algorithms_say_what_is_off(client: TestClient):
    algorithms = {each["role"]: each for each in client.get("/v1/algorithms").json()["algorithms"]}
    assert {"extraction", "matching", "grouping", "identity", "semantic"} <= set(algorithms)
    assert algorithms["matching"]["features"]
    assert algorithms["matching"]["thresholds"]["confirmed"] > 0
    assert algorithms["semantic"]["description"].startswith("Off")


def test_changes_are_walked_once_and_in_order(story: TestClient):
    last = story.get("/v1/coverage").json()["sequence"]
    seen, after = [], 0
    while True:
        page = story.get("/v1/changes", params={"after": after, "limit": 7}).json()
        if not page["changes"]:
            break
        seen += page["changes"]
        after = page["next_after"]
    assert [each["seq"] for each in seen] == list(range(1, last + 1))
    assert page == {"changes": [], "next_after": last}
    assert {"article_added", "version_added", "statement_created"} <= {
        each["kind"] for each in seen
    }


def test_health_and_readiness(client: TestClient):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready"}
