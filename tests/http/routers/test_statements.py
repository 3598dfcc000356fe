from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

MENTION = {
    "id", "article_id", "version", "outlet", "url", "title", "published_at", "first_seen_at",
    "form", "place", "language", "selector", "attribution", "quoted_parts", "continues",
    "continues_sentence", "unbalanced", "origin_id", "wording_id", "statement_id", "current",
    "standing",
}  # fmt: skip
ATTRIBUTION = {
    "cue", "cue_lemma", "stance", "speaker_mention", "speaker", "confidence", "pattern",
}  # fmt: skip
STATEMENT = {
    "id", "speaker", "summary", "mentions", "articles", "outlets", "aggregators", "origins",
    "corrections", "first_seen_at", "earliest_published_at", "main_wording_id", "wordings",
    "conflicts", "judgements", "fullest_wording", "reviews",
}  # fmt: skip
DETAIL = {"timeline", "spread", "translations", "as_of"}


def first(story: TestClient) -> dict[str, Any]:
    found = story.get("/v1/search", params={"q": "take up arms"}).json()["statements"]
    statement: dict[str, Any] = found[0]
    return statement


def test_a_statement_reads_as_it_was_found(story: TestClient):
    found = first(story)
    read = story.get(f"/v1/statements/{found['id']}").json()
    assert set(read) == STATEMENT | DETAIL
    told = {key: read[key] for key in STATEMENT}
    assert told == {key: value for key, value in found.items() if key in STATEMENT} | {
        key: read[key] for key in ("wordings", "conflicts")
    }
    assert read["articles"] >= read["outlets"] >= 1
    assert read["articles"] >= read["origins"] >= 1


def test_a_statement_tells_how_it_spread(story: TestClient):
    read = story.get(f"/v1/statements/{first(story)['id']}").json()
    assert read["as_of"] is None
    for what in ("mentions", "articles", "outlets", "origins"):
        assert sum(day[what] for day in read["spread"]) == read[what]
    assert [day["day"] for day in read["spread"]] == sorted(day["day"] for day in read["spread"])
    own = {w["id"] for w in read["wordings"] if w["statement_id"] == read["id"]}
    assert {sight["wording_id"] for sight in read["timeline"]} == own
    earliest = read["timeline"][0]
    assert earliest["earliest_published_at"] == read["earliest_published_at"]
    assert earliest["earliest_published_by"]["name"]
    main = next(w for w in read["wordings"] if w["id"] == read["main_wording_id"])
    others = {w["id"] for w in read["wordings"] if w["language"] != main["language"]}
    shown = [w["wording_id"] for group in read["translations"] for w in group["wordings"]]
    assert set(shown) == others
    assert main["language"] not in {group["language"] for group in read["translations"]}


def test_its_wordings_and_mentions_read_by_their_ids(story: TestClient):
    for wording in first(story)["wordings"]:
        read = story.get(f"/v1/wordings/{wording['id']}").json()
        assert read["text"] == wording["text"]
        assert wording["statement_id"] in read["statement_ids"]
        assert {each["id"] for each in wording["sources"]} <= {
            each["id"] for each in read["sources"]
        }
        for source in wording["sources"]:
            mention = story.get(f"/v1/mentions/{source['id']}").json()
            assert set(mention) == MENTION
            assert set(mention["attribution"]) == ATTRIBUTION
            assert set(mention["selector"]) == {"exact", "prefix", "suffix", "start", "end"}
            assert mention == source


def test_a_merged_statement_redirects(client: TestClient):
    first_half = "We will open the old river port before the end of spring"
    second_half = "and nobody in the capital will ever stop us from finishing the bridge"
    for number, words in enumerate((first_half, second_half, f"{first_half} {second_half}")):
        article = {
            "url": f"https://paper{number}.example/port",
            "text": f"“{words},” Ana Gómez said.",
            "published_at": "2026-01-08",
        }
        assert client.post("/v1/articles", json=article).status_code == 201
    changes = client.get("/v1/changes").json()["changes"]
    merged = {each["id"]: each["into"] for each in changes if each["kind"] == "statement_merged"}
    assert merged
    for old, new in merged.items():
        response = client.get(f"/v1/statements/{old}", follow_redirects=False)
        assert response.status_code == 308
        assert response.headers["location"] == f"/v1/statements/{new}"
        surviving = client.get(f"/v1/statements/{old}").json()
        assert surviving["id"] == new
        assert surviving["articles"] == 3
