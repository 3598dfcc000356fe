from __future__ import annotations

from typing import TYPE_CHECKING

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
