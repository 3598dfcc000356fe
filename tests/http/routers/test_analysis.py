from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

TEXT = "😀 “We will open the river port by spring,” Mayor Ana Gómez said."


def test_extract_finds_and_keeps_nothing(client: TestClient):
    answer = client.post("/v1/extract", json={"text": TEXT}).json()
    assert answer["language"] == "en"
    [mention] = answer["mentions"]
    assert mention["selector"]["exact"] == "We will open the river port by spring,"
    assert (mention["selector"]["start"], mention["form"], mention["place"]) == (
        3,
        "direct",
        "body",
    )
    assert mention["attribution"]["speaker"] == {"name": "Ana Gómez"}
    assert not {"id", "article_id", "wording_id", "statement_id"} & set(mention)
    assert client.get("/v1/coverage").json()["articles"] == 0


def test_extract_counts_in_utf16_on_request(client: TestClient):
    answer = client.post("/v1/extract?offsets=utf16", json={"text": TEXT}).json()
    assert answer["mentions"][0]["selector"]["start"] == 4


def test_extract_reads_the_title(client: TestClient):
    body = {"text": TEXT, "title": "Gómez: “The port will open by spring”"}
    places = [each["place"] for each in client.post("/v1/extract", json=body).json()["mentions"]]
    assert sorted(places) == ["body", "headline"]


def test_compare_names_what_changed(client: TestClient):
    body = {
        "a": {"text": "We will never leave the harbour to them.", "speaker": "Ana Gómez"},
        "b": {"text": "We will leave the harbour to them.", "speaker": "Ana Gómez"},
    }
    answer = client.post("/v1/compare", json=body).json()
    assert set(answer) == {
        "kind", "score", "status", "bond", "reason", "features", "differences", "alarms",
    }  # fmt: skip
    assert 0 <= answer["score"] <= 1
    alarm = answer["alarms"][0]
    assert set(alarm) == {"kind", "a", "b", "changes_meaning", "reason"}
    assert (alarm["kind"], alarm["a"]["exact"], alarm["b"]) == ("negation", "never", None)
    start, end = alarm["a"]["start"], alarm["a"]["end"]
    assert body["a"]["text"][start:end] == "never"


def test_compare_the_same_words(client: TestClient):
    side = {"text": "We will open the river port by spring", "language": "en"}
    answer = client.post("/v1/compare", json={"a": side, "b": side}).json()
    assert (answer["kind"], answer["differences"], answer["alarms"]) == ("identical", [], [])


@pytest.mark.parametrize("side", ["a", "b"])
def test_compare_names_the_faulty_side(client: TestClient, side: str):
    body = {"a": {"text": "one"}, "b": {"text": "two"}} | {side: {"text": " "}}
    response = client.post("/v1/compare", json=body)
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == f"{side}.text"
