"""Everything wrong that can be handed in: a problem with field and way out, nothing stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.http.checks import assert_problem

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

GOOD = {"url": "https://paper.example/1", "text": "“We will see,” Ana Gómez said."}


def article(**changes: object) -> bytes:
    return json.dumps(GOOD | changes).encode()


BAD = {
    "empty text": (article(text=""), 422, "empty-text", "text"),
    "blank text": (article(text=" \n\t "), 422, "empty-text", "text"),
    "long text": (article(text="a" * 2_000_001), 413, "article-too-large", "text"),
    "long title": (article(title="a" * 2_001), 422, "limit-exceeded", "title"),
    "NUL in text": (article(text="a\0b"), 422, "unsupported-text", "text"),
    "NUL in a name": (article(outlet="a\0b"), 422, "unsupported-text", "outlet"),
    "NUL in a key": (b'{"a\\u0000": 1}', 422, "unsupported-text", "body"),
    "lone surrogate": (article(text="a\ud800b"), 422, "unsupported-text", "text"),
    "low surrogate in title": (article(title="\udc00"), 422, "unsupported-text", "title"),
    "invalid UTF-8": (b'{"url": "\xff"}', 400, "malformed-json", "body"),
    "UTF-16": ('{"url": "a"}'.encode("utf-16"), 400, "malformed-json", "body"),
    "Latin-1": ('{"url": "é"}'.encode("latin-1"), 400, "malformed-json", "body"),
    "no JSON": (b"hello", 400, "malformed-json", "body"),
    "half JSON": (article()[:-5], 400, "malformed-json", "body"),
    "two values": (article() + article(), 400, "malformed-json", "body"),
    "NaN": (b'{"url": NaN}', 400, "malformed-json", "body"),
    "infinity": (b'{"url": 1e999}', 400, "malformed-json", "body"),
    "nesting": (b"[" * 100_000, 400, "malformed-json", "body"),
    "nesting in a field": (b'{"text":' + b"[" * 900 + b"]" * 900 + b"}", 422, "validation", "text"),
    "a list": (b"[]", 422, "validation", "body"),
    "null": (b"null", 422, "validation", "body"),
    "a number": (b"7", 422, "validation", "body"),
    "unknown field": (article(titel="x"), 422, "validation", "titel"),
    "missing text": (b'{"url": "https://paper.example/1"}', 422, "validation", "text"),
    "text null": (article(text=None), 422, "validation", "text"),
    "text a number": (article(text=12), 422, "validation", "text"),
    "huge number": (article(text=10**400), 400, "malformed-json", "body"),
    "no URL": (article(url="paper"), 422, "invalid-url", "url"),
    "empty URL": (article(url=""), 422, "invalid-url", "url"),
    "other scheme": (article(url="ftp://paper.example/1"), 422, "invalid-url", "url"),
    "script": (article(url="javascript:alert(1)"), 422, "invalid-url", "url"),
    "no host": (article(url="https://"), 422, "invalid-url", "url"),
    "bad port": (article(url="https://paper.example:99999/1"), 422, "invalid-url", "url"),
    "long URL": (article(url="https://paper.example/" + "a" * 5000), 422, "invalid-url", "url"),
    "no date": (article(published_at="yesterday"), 422, "validation", "published_at"),
    "31 February": (
        article(published_at="2026-02-31T00:00:00Z"),
        422,
        "validation",
        "published_at",
    ),
    "hour 25": (article(published_at="2026-02-01T25:00:00Z"), 422, "validation", "published_at"),
    "year 0": (article(published_at="0000-01-01T00:00:00Z"), 422, "validation", "published_at"),
    "before year 1": (
        article(published_at="0001-01-01T00:00:00+14:00"),
        422,
        "validation",
        "published_at",
    ),
    "after year 9999": (
        article(modified_at="9999-12-31T23:59:59-14:00"),
        422,
        "validation",
        "modified_at",
    ),
    "date a number": (article(published_at=20260108), 422, "validation", "published_at"),
    "no language": (article(language="!"), 422, "validation", "language"),
}


@pytest.mark.parametrize("case", BAD.values(), ids=list(BAD))
def test_one_article(client: TestClient, case: tuple[bytes, int, str, str]):
    body, status, kind, field = case
    response = client.post(
        "/v1/articles", content=body, headers={"Content-Type": "application/json"}
    )
    assert_problem(response, status, kind, field=field)
    assert client.get("/v1/coverage").json()["articles"] == 0


def test_all_of_them_in_one_batch(client: TestClient):
    # A line cannot hold a line end, and UTF-16 does.
    bad = {name: case for name, case in BAD.items() if b"\n" not in case[0]}
    lines = [line for case in bad.values() for line in (case[0], article(url=f"{GOOD['url']}x"))]
    response = client.post(
        "/v1/articles/batch",
        content=b"\n".join(lines),
        headers={"Content-Type": "application/x-ndjson"},
    )
    results = [json.loads(line) for line in response.content.splitlines()]
    assert [each["line"] for each in results] == list(range(1, len(lines) + 1))
    for (_, status, kind, field), result in zip(bad.values(), results[::2], strict=True):
        assert result["status"] == status
        assert result["problem"]["type"] == f"/problems/{kind}"
        assert field in [error["field"] for error in result["problem"]["errors"]]
    assert [each["status"] for each in results[1::2]] == [201] + [200] * (len(bad) - 1)
    assert client.get("/v1/coverage").json()["articles"] == 1


@pytest.mark.parametrize(
    "text",
    [
        '"' * 1_000_000,
        "“" * 100_000,
        "“" * 50_000 + "”" * 50_000,
        "«„‚‘'»" * 20_000,
        "“e" + "\u0301" * 20_000 + "” said Ana.",
        "\u202e“abc”\u202c قال “مرحبا” שלום",
        "\ufeff“a” said B. \ufffe\uffff\U0010ffff",
        "“never closed, Ana Gómez said",
        "”closed, never opened“",
        "a" * 200_000,
        "“a,” said " * 100,
    ],
    ids=range(11),
)
def test_strange_texts_are_read_and_kept_as_they_are(client: TestClient, text: str):
    response = client.post("/v1/articles", json=GOOD | {"text": text})
    assert response.status_code == 201
    kept = client.get(f"/v1/articles/{response.json()['article_id']}").json()
    assert kept["text"] == text
    mentions = client.get(f"/v1/articles/{kept['article_id']}/mentions").json()["mentions"]
    for mention in mentions:
        selector = mention["selector"]
        assert text[selector["start"] : selector["end"]] == selector["exact"]


QUERIES = {
    "no words": ({"queries": {"a": {"text": "…"}}}, 422, "empty-text", "queries.a.text"),
    "empty": ({"queries": {"a": {"text": ""}}}, 422, "empty-text", "queries.a.text"),
    "too long": ({"queries": {"k": {"text": "a " * 2501}}}, 422, "limit-exceeded", None),
    "none": ({"queries": {}}, 422, "validation", "queries"),
    "too many": (
        {"queries": {str(n): {"text": "a"} for n in range(101)}},
        422,
        "limit-exceeded",
        "queries",
    ),
    "limit 0": ({"queries": {"a": {"text": "b"}}, "limit": 0}, 422, "validation", "limit"),
    "limit huge": ({"queries": {"a": {"text": "b"}}, "limit": 10**18}, 422, "validation", "limit"),
    "threshold": (
        {"queries": {"a": {"text": "b"}}, "threshold": 2},
        422,
        "validation",
        "threshold",
    ),
    "day": (
        {"queries": {"a": {"text": "b", "published_from": "2026-02-30"}}},
        422,
        "validation",
        "queries.a.published_from",
    ),
    "unknown": (
        {"queries": {"a": {"text": "b", "fuzzy": True}}},
        422,
        "validation",
        "queries.a.fuzzy",
    ),
}


@pytest.mark.parametrize("case", QUERIES.values(), ids=list(QUERIES))
def test_queries(client: TestClient, case: tuple[object, int, str, str | None]):
    body, status, kind, field = case
    assert_problem(client.post("/v1/match", json=body), status, kind, field=field)


@pytest.mark.parametrize(
    ("query", "kind", "field"),
    [
        ("", "validation", "q"),
        ("q=", "validation", "q"),
        ("q=%20", "empty-text", "q"),
        ("q=a&limit=0", "validation", "limit"),
        ("q=a&limit=1000000000000000000000000", "validation", "limit"),
        ("q=a&limit=x", "validation", "limit"),
        ("q=a&form=loud", "validation", "form.0"),
        ("q=a&status=true", "validation", "status.0"),
        ("q=a&published_to=1767916800", "validation", "published_to"),
        ("q=a&published_to=2026-13-01", "validation", "published_to"),
        ("q=a&cursor=abc", "invalid-cursor", "cursor"),
        ("q=a&cursor=%C3%A9", "invalid-cursor", "cursor"),
        ("q=a&cursor=" + "A" * 2000, "invalid-cursor", "cursor"),
    ],
)
def test_searches(client: TestClient, query: str, kind: str, field: str):
    assert_problem(client.get(f"/v1/search?{query}"), 422, kind, field=field)
