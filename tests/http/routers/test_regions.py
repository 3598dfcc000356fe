"""A page over HTTP: what it sets apart from the running text keeps its place in the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.http.checks import assert_problem

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

PAGE = """<!doctype html><html lang="en"><head><title>Minister answers her critics</title>
<meta property="og:title" content="Minister answers her critics"></head><body><article>
<h1>Minister answers her critics</h1>
<p>The minister of transport, Ana Torres, answered her critics on Sunday after weeks of silence in
the capital. “The bridge is closed for a reason,” Torres told the paper.</p>
<figure><img src="a.jpg"><figcaption>“We are ready to work,” Luis Prado told the crowd on Friday.
Photo: M. Gil</figcaption></figure>
<figure><img src="b.jpg"><figcaption>The bridge at noon. Photo: M. Gil</figcaption></figure>
<p>In a letter to the workers, Torres wrote:</p>
<blockquote><p>The bridge will be rebuilt before the winter.</p>
<p>No worker will be dismissed while I hold this office.</p></blockquote>
<p>The union was not impressed, and its president answered on the network within the hour.</p>
<blockquote class="twitter-tweet"><p lang="en">Promises do not carry trucks. We will strike on
Monday. <a href="https://t.example/x">https://t.example/x</a></p>&mdash; Luis Prado (@luisprado)
<a href="https://social.example/1">January 3, 2026</a></blockquote>
<p>The strike is the third of this year, and the causes of it have been known for a long time.</p>
<blockquote class="pullquote"><p>“The bridge is closed for a reason”</p></blockquote>
<p>More talks between the two sides are planned for Wednesday in the rooms of the ministry.</p>
</article></body></html>"""
LETTER = (
    "The bridge will be rebuilt before the winter.\n\n"
    "No worker will be dismissed while I hold this office."
)
URL = "https://www.paper.example/bridge"


def mentions_of(client: TestClient, **article: Any) -> list[dict[str, Any]]:
    made = client.post("/v1/articles", json={"url": URL, **article})
    assert made.status_code == 201, made.text
    article_id = made.json()["article_id"]
    text = client.get(f"/v1/articles/{article_id}").json()["text"]
    found: list[dict[str, Any]] = client.get(f"/v1/articles/{article_id}/mentions").json()[
        "mentions"
    ]
    for mention in found:
        if mention["place"] != "headline":
            selector = mention["selector"]
            assert selector["exact"] == text[selector["start"] : selector["end"]]
    return found


def places(found: list[dict[str, Any]]) -> set[tuple[str, str, str | None]]:
    return {
        (
            mention["place"],
            mention["selector"]["exact"],
            (mention["attribution"]["speaker"] or {}).get("name"),
        )
        for mention in found
        if mention["form"] == "direct"
    }


def test_a_page_keeps_block_quotes_posts_and_captions_apart(client: TestClient):
    assert places(mentions_of(client, html=PAGE)) == {
        ("body", "The bridge is closed for a reason,", "Ana Torres"),
        (
            "block_quote",
            LETTER,
            "Ana Torres",
        ),
        ("embedded_post", "Promises do not carry trucks. We will strike on Monday.", "Luis Prado"),
        ("caption", "We are ready to work,", "Luis Prado"),
    }


def test_a_post_and_a_block_quote_make_statements(client: TestClient):
    found = [m for m in mentions_of(client, html=PAGE) if m["place"] == "embedded_post"]
    assert [mention["statement_id"] is not None for mention in found] == [True]


def test_a_text_may_say_its_regions_itself(client: TestClient):
    text = "Ana Torres wrote:\n\nThe bridge will be rebuilt."
    start = text.index("The bridge")
    region = {"place": "block_quote", "start": start, "end": len(text)}
    found = mentions_of(client, text=text, language="en", regions=[region])
    assert places(found) == {("block_quote", "The bridge will be rebuilt.", "Ana Torres")}


@pytest.mark.parametrize(
    "region",
    [
        {"place": "body", "start": 0, "end": 4},
        {"place": "caption", "start": 4, "end": 4},
        {"place": "caption", "start": -1, "end": 4},
        {"place": "aside", "start": 0, "end": 4},
        {"place": "caption", "start": 0},
    ],
)
def test_a_region_that_is_none_is_refused(client: TestClient, region: dict[str, Any]):
    article = {"url": URL, "text": "“Enough,” she said.", "regions": [region]}
    assert_problem(client.post("/v1/articles", json=article), 422, "validation")


def test_text_and_regions_of_a_stored_article_read_the_same_again(client: TestClient):
    made = client.post("/v1/articles", json={"url": URL, "html": PAGE}).json()
    article = client.get(f"/v1/articles/{made['article_id']}").json()
    assert {each["place"] for each in article["regions"]} >= {"caption", "embedded_post"}
    stored = client.get(f"/v1/articles/{made['article_id']}/mentions").json()["mentions"]
    given = {name: article[name] for name in ("text", "title", "language", "regions")}
    again = client.post("/v1/extract", json=given).json()["mentions"]
    names = ("place", "form", "selector", "quoted_parts")
    both = [
        sorted([[m[n] for n in names] for m in found], key=lambda m: (m[0], m[2]["start"]))
        for found in (stored, again)
    ]
    assert both[0] == both[1]
    assert both[0]
    bare = client.post("/v1/extract", json=given | {"regions": []}).json()["mentions"]
    assert "caption" not in {each["place"] for each in bare}


def test_regions_to_extract_have_to_be_regions(client: TestClient):
    given = {"text": "A caption.", "regions": [{"place": "body", "start": 0, "end": 4}]}
    assert_problem(client.post("/v1/extract", json=given), 422, "validation", field="regions.0")
