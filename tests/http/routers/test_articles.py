from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.http.checks import assert_problem

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

TEXT = "First 😀.\n\n“We will open the river port by spring,” Mayor Ana Gómez said.\n\n“No.”"
ARTICLE = {
    "url": "https://www.paper.example/port?utm_source=x#top",
    "text": TEXT,
    "outlet": "The Paper",
    "title": "Gómez: ‘open the river port’",
    "language": "en-GB",
    "published_at": "2026-01-08T17:53:00-05:00",
}


def add(client: TestClient, **changes: Any) -> dict[str, Any]:
    response = client.post("/v1/articles", json=ARTICLE | changes)
    assert response.status_code in {200, 201}
    return {"code": response.status_code} | response.json()


def test_a_new_article_is_kept_as_it_came(client: TestClient):
    response = client.post("/v1/articles", json=ARTICLE)
    assert response.status_code == 201
    made = response.json()
    assert made.keys() == {
        "article_id",
        "version",
        "mentions",
        "is_new_article",
        "is_new_version",
        "is_current",
        "repeats",
        "page",
    }
    assert (made["page"], made["is_current"], made["repeats"]) == (None, True, None)
    kept = client.get(response.headers["location"]).json()
    assert kept["text"] == TEXT
    assert kept["title"] == ARTICLE["title"]
    assert kept["url"] == "https://www.paper.example/port"
    assert kept["outlet"]["name"] == "The Paper"
    assert kept["published_at"] == "2026-01-08T22:53:00Z"
    assert kept["first_seen_at"].endswith("Z")
    assert kept["language"] == "en"
    assert kept["mentions"] == made["mentions"]


def test_the_same_article_again_changes_nothing(client: TestClient):
    first, again = add(client), add(client)
    assert (first["code"], again["code"]) == (201, 200)
    assert (again["is_new_article"], again["is_new_version"]) == (False, False)
    assert again["article_id"] == first["article_id"]
    assert client.get("/v1/coverage").json()["versions"] == 1


def test_versions(client: TestClient):
    first = add(client)
    second = add(client, text=TEXT + "\n\nCorrected.")
    assert (second["code"], second["version"], second["is_new_version"]) == (200, 2, True)
    path = f"/v1/articles/{first['article_id']}"
    assert client.get(path).json()["version"] == 2
    assert client.get(path, params={"version": 1}).json()["text"] == TEXT
    assert_problem(client.get(path, params={"version": 3}), 404, "article-not-found")
    versions = client.get(f"{path}/versions").json()["versions"]
    assert [each["version"] for each in versions] == [1, 2]
    assert "text" not in versions[0]
    old = client.get(f"{path}/mentions", params={"version": 1}).json()["mentions"]
    assert {each["current"] for each in old} == {False}


def test_mentions_stand_where_they_say(client: TestClient):
    made = add(client)
    path = f"/v1/articles/{made['article_id']}/mentions"
    mentions = client.get(path).json()["mentions"]
    assert len(mentions) == made["mentions"] >= 2
    for mention in mentions:
        text = ARTICLE["title"] if mention["place"] == "headline" else TEXT
        selector = mention["selector"]
        assert text[selector["start"] : selector["end"]] == selector["exact"]
        assert client.get(f"/v1/mentions/{mention['id']}").json() == mention
        cue = mention["attribution"]["cue"]
        assert cue is None or text[cue["start"] : cue["end"]] == cue["exact"]
    said = next(each for each in mentions if each["place"] == "body")
    assert said["selector"]["exact"] == "We will open the river port by spring,"
    assert said["attribution"]["cue"]["exact"] == "said"
    assert said["attribution"]["speaker"]["name"] == "Ana Gómez"
    assert said["outlet"]["name"] == "The Paper"


def test_offsets_in_utf16(client: TestClient):
    path = f"/v1/articles/{add(client)['article_id']}/mentions"
    plain = client.get(path).json()["mentions"]
    moved = client.get(path, params={"offsets": "utf16"}).json()["mentions"]
    units = TEXT.encode("utf-16-le")
    for before, after in zip(plain, moved, strict=True):
        selector = after["selector"]
        if after["place"] == "headline":
            assert selector == before["selector"]
            continue
        raw = units[2 * selector["start"] : 2 * selector["end"]]
        assert raw.decode("utf-16-le") == selector["exact"]
        assert selector["start"] == before["selector"]["start"] + 1


def test_pages_of_mentions(client: TestClient):
    text = "\n\n".join(f"“The year {year} was a good one,” Ana Gómez said." for year in range(7))
    path = f"/v1/articles/{add(client, text=text, title=None)['article_id']}/mentions"
    whole = client.get(path).json()
    assert whole["next_cursor"] is None
    walked, cursor = [], None
    while True:
        query = {"limit": "3"} | ({"cursor": cursor} if cursor else {})
        page = client.get(path, params=query).json()
        walked += page["mentions"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert walked == whole["mentions"]
    assert len(walked) == 7


def test_a_cursor_is_bound_to_its_version(client: TestClient):
    text = "\n\n".join(f"“The year {year} was a good one,” Ana Gómez said." for year in range(4))
    made = add(client, text=text)
    path = f"/v1/articles/{made['article_id']}/mentions"
    cursor = client.get(path, params={"limit": 2}).json()["next_cursor"]
    add(client, text=text + " More.")
    response = client.get(path, params={"limit": 2, "cursor": cursor})
    assert_problem(response, 422, "invalid-cursor", field="cursor")
    kept = client.get(path, params={"limit": 2, "cursor": cursor, "version": 1})
    assert len(kept.json()["mentions"]) == 2
