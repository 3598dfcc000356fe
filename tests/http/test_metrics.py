from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

ARTICLE = {"url": "https://a.example/1", "text": "“We will open the bridge,” Ana Gómez said."}


def figures(client: TestClient) -> dict[str, float]:
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_requests_are_counted_by_operation_and_never_by_what_they_ask(client: TestClient):
    client.post("/v1/articles", json=ARTICLE)
    client.get("/v1/mentions/mn_secretmarker")
    client.get("/secretmarker")
    client.get("/v1/search", params={"q": "secretmarker"})
    found = figures(client)
    name = "quote_provenance_requests_total"
    assert found[f'{name}{{method="POST",route="/v1/articles",status="201"}}'] == 1
    assert found[f'{name}{{method="GET",route="/v1/mentions/{{mention_id}}",status="404"}}'] == 1
    assert found[f'{name}{{method="any",route="unmatched",status="404"}}'] == 1
    assert not any("secretmarker" in line for line in found)


def test_what_is_held_and_how_far_the_index_lags(client: TestClient):
    assert figures(client)['quote_provenance_held{kind="articles"}'] == 0
    client.post("/v1/articles", json=ARTICLE)
    found = figures(client)
    assert found['quote_provenance_held{kind="articles"}'] == 1
    assert found["quote_provenance_index_lag_changes"] >= 0
    assert 0 <= found["quote_provenance_ingest_age_seconds"] < 600


def test_what_waits(client: TestClient):
    client.post("/v1/watches", json={"query": {"text": "open the bridge"}})
    queues = ("writers", "watches", "webhooks", "meaning")
    names = [f'quote_provenance_queue{{queue="{queue}"}}' for queue in queues]
    assert [figures(client)[name] for name in names] == [0, 0, 0, 0]
