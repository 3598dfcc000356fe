"""All articles and all statements, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def read_all(story: TestClient, path: str, of: str, limit: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        params = {"limit": limit} | ({"cursor": cursor} if cursor else {})
        page = story.get(path, params=params).json()
        assert len(page[of]) <= limit
        found += page[of]
        if (cursor := page["next_cursor"]) is None:
            return found


@pytest.mark.parametrize("limit", [1, 4, 1000])
def test_every_article_once_in_its_newest_version(story: TestClient, limit: int):
    articles = read_all(story, "/v1/articles", "articles", limit)
    assert len(articles) == len({each["article_id"] for each in articles})
    assert len(articles) == story.get("/v1/coverage").json()["articles"]
    for each in articles:
        assert "text" not in each
        newest = story.get(f"/v1/articles/{each['article_id']}").json()
        assert {name: newest[name] for name in each} == each
    seen = [each["article_id"] for each in articles]
    came = story.get("/v1/changes", params={"kind": "article_added", "limit": 1000}).json()
    assert seen == [change["id"] for change in came["changes"]]


@pytest.mark.parametrize("limit", [7, 1000])
def test_every_statement_once_as_it_reads_alone(story: TestClient, limit: int):
    statements = read_all(story, "/v1/statements", "statements", limit)
    ids = [each["id"] for each in statements]
    assert ids == sorted(set(ids))
    assert len(ids) == story.get("/v1/coverage").json()["statements"]
    for each in statements[:5]:
        alone = story.get(f"/v1/statements/{each['id']}").json()
        assert {name: alone[name] for name in each} == each
