from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.http.checks import assert_problem

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


SPEAKER = {
    "id",
    "name",
    "aliases",
    "wikidata_id",
    "mentions",
    "statements",
    "spellings",
    "merged_ids",
}


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
    assert set(petro) == SPEAKER
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
        assert set(outlet) == {
            "id",
            "name",
            "kind",
            "domains",
            "country",
            "language",
            "owner",
            "carries_others",
            "excerpt_chars",
        }
        assert story.get(f"/v1/outlets/{outlet['id']}").json() == outlet


def test_a_cursor_of_another_list(story: TestClient):
    cursor = story.get("/v1/outlets", params={"limit": 1}).json()["next_cursor"]
    response = story.get("/v1/speakers", params={"cursor": cursor})
    assert_problem(response, 422, "invalid-cursor", field="cursor")


def told(client: TestClient, words: str, speaker: str, name: str) -> dict[str, Any]:
    """Returns the one mention of a new article in which this speaker says these words."""
    article = {
        "url": f"https://{name}.example/x",
        "text": f"“{words},” {speaker} said on the square.",
        "language": "en",
        "published_at": "2026-01-05T12:00:00Z",
    }
    made = client.post("/v1/articles", json=article).json()
    path = f"/v1/articles/{made['article_id']}/mentions"
    [mention] = client.get(path).json()["mentions"]
    return mention


def speaker_of(mention: dict[str, Any]) -> dict[str, Any]:
    return mention["attribution"]["speaker"]


def test_one_person_under_several_names(client: TestClient):
    told(client, "We will open the old river bridge before spring comes", "Gustavo Petro", "a")
    told(client, "Nobody has ever paid one coin for the harbour wall", "GUSTAVO PETRO", "b")
    long = told(client, "Empty trams are a promise that was not kept", "Gustavo Petro Urrego", "c")
    told(client, "The orchards need rain and not another speech", "Anna Smith", "d")
    told(client, "The school will be mended by the first of May", "Robert Smith", "e")
    [petro] = client.get("/v1/speakers", params={"q": "URREGO petro"}).json()["speakers"]
    assert petro["name"] == "Gustavo Petro"
    assert petro["mentions"] == petro["statements"] == 3
    assert {(each["name"], each["mentions"]) for each in petro["spellings"]} == {
        ("Gustavo Petro", 1),
        ("GUSTAVO PETRO", 1),
        ("Gustavo Petro Urrego", 1),
    }
    assert speaker_of(long) == {"id": petro["id"], "name": "Gustavo Petro"}
    [other] = petro["merged_ids"]
    response = client.get(f"/v1/speakers/{other}", follow_redirects=False)
    assert response.status_code == 308
    assert response.headers["Location"] == f"/v1/speakers/{petro['id']}"
    assert client.get(f"/v1/speakers/{other}").json()["id"] == petro["id"]
    smiths = client.get("/v1/speakers", params={"q": "smith", "limit": 1}).json()
    assert len(smiths["speakers"]) == 1
    assert len(walk(client, "/v1/speakers", "speakers", q="smith", limit=1)) == 2


def test_two_speakers_are_judged_one(client: TestClient):
    a = told(client, "the bridge opens in spring", "Bill Harrow", "a")
    b = told(client, "the bridge opens in spring", "Dorothea Finch", "b")
    assert a["statement_id"] != b["statement_id"]
    given = {
        "kind": "same_speaker",
        "speaker_id": speaker_of(a)["id"],
        "other_speaker_id": speaker_of(b)["id"],
        "judged_by": "Marta",
        "reason": "She writes under his name.",
    }
    answer = client.post("/v1/judgements", json=given)
    assert answer.status_code == 201
    made = answer.json()
    assert (made["mention_id"], made["speaker_id"]) == (None, given["speaker_id"])
    listed = client.get(answer.headers["Location"]).json()["judgements"]
    assert listed == [made]
    shown = [client.get(f"/v1/mentions/{each['id']}").json() for each in (a, b)]
    assert len({each["statement_id"] for each in shown}) == 1
    assert len({speaker_of(each)["id"] for each in shown}) == 1
    [merged] = {given["speaker_id"], given["other_speaker_id"]} - {speaker_of(shown[0])["id"]}
    assert client.get(f"/v1/speakers/{merged}", follow_redirects=False).status_code == 308
    kinds = {each["kind"] for each in client.get("/v1/changes").json()["changes"]}
    assert {"speaker_merged", "judgement_added", "statement_merged"} <= kinds
    client.delete(f"/v1/judgements/{made['id']}")
    again = [client.get(f"/v1/mentions/{each['id']}").json() for each in (a, b)]
    assert again == [a, b]


def test_a_judgement_of_unknown_speakers(client: TestClient):
    a = told(client, "the bridge opens in spring", "Bill Harrow", "a")
    given = {
        "kind": "different_speaker",
        "speaker_id": speaker_of(a)["id"],
        "judged_by": "Marta",
        "reason": "Two men.",
    }
    response = client.post("/v1/judgements", json=given)
    assert_problem(response, 422, "invalid-input", field="other_speaker_id")
    response = client.post("/v1/judgements", json=given | {"other_speaker_id": "sp_none"})
    assert_problem(response, 404, "speaker-not-found")
