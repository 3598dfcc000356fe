from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.http.checks import assert_problem

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def walk(client: TestClient, path: str, key: str, **query: Any) -> list[Any]:
    found, cursor = [], None
    while True:
        page = client.get(path, params=query | ({"cursor": cursor} if cursor else {})).json()
        assert len(page[key]) <= query["limit"]
        found += page[key]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


@pytest.mark.parametrize("kind", ["speakers", "outlets"])
def test_lists_walk_to_the_end(story: TestClient, kind: str):
    whole = story.get(f"/v1/{kind}", params={"limit": 1000}).json()[kind]
    assert len(whole) >= 3
    assert walk(story, f"/v1/{kind}", kind, limit=2) == whole


def test_speakers_by_the_beginning_of_a_name(story: TestClient):
    [petro] = story.get("/v1/speakers", params={"prefix": "petr"}).json()["speakers"]
    assert petro["name"] == "Gustavo Petro"
    assert set(petro) == {"id", "name", "aliases", "wikidata_id"}
    assert story.get("/v1/speakers", params={"prefix": "zz"}).json()["speakers"] == []


def test_a_speaker_with_statements(story: TestClient):
    [petro] = story.get("/v1/speakers", params={"prefix": "petro"}).json()["speakers"]
    path = f"/v1/speakers/{petro['id']}"
    whole = story.get(path, params={"limit": 1000}).json()
    assert {key: whole[key] for key in petro} == petro
    assert walk(story, path, "statement_ids", limit=2) == whole["statement_ids"]
    for statement in whole["statement_ids"]:
        assert story.get(f"/v1/statements/{statement}").status_code == 200


def test_an_outlet(story: TestClient):
    for outlet in story.get("/v1/outlets").json()["outlets"]:
        assert set(outlet) == {"id", "name", "kind", "domains"}
        assert story.get(f"/v1/outlets/{outlet['id']}").json() == outlet


def test_a_cursor_of_another_list(story: TestClient):
    cursor = story.get("/v1/outlets", params={"limit": 1}).json()["next_cursor"]
    response = story.get("/v1/speakers", params={"cursor": cursor})
    assert_problem(response, 422, "invalid-cursor", field="cursor")
