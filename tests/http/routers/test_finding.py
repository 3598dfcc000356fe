from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.http.checks import assert_problem

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def match(client: TestClient, text: str, **query: Any) -> list[dict[str, Any]]:
    body = {"queries": {"key": {"text": text} | query}, "limit": 100}
    response = client.post("/v1/match", json=body)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["results"]["key"]["statements"]
    return found


def search(client: TestClient, **query: Any) -> dict[str, Any]:
    response = client.get("/v1/search", params=query)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def test_the_main_question(story: TestClient):
    [first, *_] = match(story, "take up arms")
    assert first["speaker"]["name"] == "Gustavo Petro"
    assert 0 < first["score"] <= 1
    assert first["explanation"]
    assert {"name", "score", "weight", "detail"} == set(first["explanation"][0])
    wordings = {each["id"]: each for each in first["wordings"]}
    assert first["matched_wording_id"] in wordings
    assert first["wordings"][0]["id"] == first["main_wording_id"]
    for wording in first["wordings"]:
        assert wording["sources_total"] >= len(wording["sources"]) >= 1
        for source in wording["sources"]:
            article = story.get(
                f"/v1/articles/{source['article_id']}", params={"version": source["version"]}
            ).json()
            text = article["title"] if source["place"] == "headline" else article["text"]
            selector = source["selector"]
            assert text[selector["start"] : selector["end"]] == selector["exact"]


def test_both_translations_are_found_for_the_question(story: TestClient):
    texts = {
        wording["text"]
        for statement in match(story, "take up arms")
        for wording in statement["wordings"]
    }
    assert any("will take up arms again" in text for text in texts)
    assert any("would take up arms once more" in text for text in texts)


def test_many_queries_at_once_and_what_was_searched(story: TestClient):
    body = {"queries": {"ä": {"text": "take up arms"}, "": {"text": "zanzibarium"}}, "limit": 1}
    answer = story.post("/v1/match", json=body).json()
    assert len(answer["results"]["ä"]["statements"]) == 1
    assert answer["results"][""] == {"statements": []}
    whole = story.get("/v1/coverage").json()
    told = answer["coverage"]
    # the index may have caught up in between
    assert {k: told[k] for k in told if k != "index_sequence"}.items() <= whole.items()
    assert told["articles"] == 17


def test_the_threshold(story: TestClient):
    all_of_them = match(story, "take up arms")
    cut = all_of_them[0]["score"]
    body = {"queries": {"key": {"text": "take up arms"}}, "threshold": cut, "limit": 100}
    kept = story.post("/v1/match", json=body).json()["results"]["key"]["statements"]
    assert [each["id"] for each in kept] == [
        each["id"] for each in all_of_them if each["score"] >= cut
    ]


def test_filters_narrow_and_never_change_scores(story: TestClient):
    whole = {each["id"]: each for each in match(story, "take up arms")}
    scores = {
        wording["id"]: each["score"]
        for each in whole.values()
        for wording in each["wordings"]
        if wording["id"] == each["matched_wording_id"]
    }
    for query in (
        {"speaker": "Gustavo Petro"},
        {"language": "en"},
        {"outlet": "The Andes Courier"},
        {"published_from": "2026-01-06", "published_to": "2026-01-06"},
    ):
        narrowed = match(story, "take up arms", **query)
        assert narrowed
        for each in narrowed:
            # The best wording that fits may be another one, and then a lesser one.
            assert each["score"] <= whole[each["id"]]["score"]
            matched = each["matched_wording_id"]
            assert each["score"] == scores.get(matched, each["score"])
    assert match(story, "take up arms", speaker="Nobody Atall") == []


def test_search_pages_and_facets(story: TestClient):
    whole = search(story, q="take up arms", limit=100)
    assert whole["total"] == len(whole["statements"]) > 1
    assert whole["next_cursor"] is None
    assert whole["facets"]["speaker"]["Gustavo Petro"] >= 1
    walked, cursor = [], None
    while True:
        page = search(story, q="take up arms", limit=2, **({"cursor": cursor} if cursor else {}))
        assert page["facets"] == whole["facets"]
        walked += page["statements"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert walked == whole["statements"]


def test_a_cursor_is_bound_to_the_words_and_filters(story: TestClient):
    cursor = search(story, q="take up arms", limit=1)["next_cursor"]
    for other in ({"q": "arms"}, {"q": "take up arms", "language": "en"}):
        response = story.get("/v1/search", params=other | {"cursor": cursor})
        assert_problem(response, 422, "invalid-cursor", field="cursor")


@pytest.mark.parametrize(
    ("facet", "value"), [("language", "es"), ("form", "indirect"), ("status", "confirmed")]
)
def test_search_filters(story: TestClient, facet: str, value: str):
    whole = search(story, q="las armas take up arms", limit=100)
    narrowed = search(story, q="las armas take up arms", limit=100, **{facet: value})
    assert len(narrowed["statements"]) <= len(whole["statements"])
    if facet == "status":
        assert {each["status"] for each in narrowed["statements"]} <= {value}


def test_a_phrase_has_to_stand_side_by_side(story: TestClient):
    def texts(**params: str) -> list[str]:
        found = story.get("/v1/search", params=params).json()["statements"]
        return [w["text"].lower() for each in found for w in each["wordings"][:1]]

    assert texts(q="arms take up")
    assert not texts(q='"arms take up"')
    assert not texts(q="arms take up", mode="phrase")
    for params in ({"q": '"take up arms"'}, {"q": "take up arms", "mode": "phrase"}):
        statements = story.get("/v1/search", params=params).json()["statements"]
        assert statements
        for each in statements:
            held = {w["id"]: w["text"].lower() for w in each["wordings"]}
            assert "take up arms" in held[each["matched_wording_id"]]
    assert texts(q="take up armz", mode="fuzzy")
    assert_problem(story.get("/v1/search", params={"q": "x", "mode": "vague"}), 422, "validation")


def test_a_search_says_what_was_searched(story: TestClient):
    found = story.get("/v1/search", params={"q": "zebra crossing guards"}).json()
    assert found["total"] == 0
    told = story.get("/v1/coverage").json()
    for name in ("articles", "outlets", "statements", "latest_published_at", "sequence"):
        assert found["coverage"][name] == told[name]
    before = story.get("/v1/search", params={"q": "take up arms", "as_of": 1}).json()
    assert before["coverage"]["sequence"] == before["as_of"]["sequence"]
