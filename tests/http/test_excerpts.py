"""An outlet that limits excerpts: nothing over HTTP shows more of its texts around a quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.http.conftest import talking_to

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient

LINE = "The bridge over the river will be open again before the first snow falls"
BEFORE = "Half the valley stood in the town hall on Monday night to hear the mayor speak of it. "
AFTER = " said Clara Winter. She left by the back door and took no questions of the reporters."
TEXT = f"{BEFORE}“{LINE},”{AFTER}"
NAMED = """[outlets.valley]
name = "Valley Voice"
kind = "paper"
domains = ["valley.example"]
country = "AT"
language = "en"
owner = "Voice Ltd"
"""
FORMATS = ("jsonld", "prov", "webannotation", "csv")


def registry(folder: Path, allowed: int | None) -> Path:
    path = folder / "outlets.toml"
    limit = "" if allowed is None else f"excerpt_chars = {allowed}\n"
    path.write_text(NAMED + limit, encoding="utf-8")
    return path


def put(client: TestClient, text: str = TEXT) -> str:
    url = "https://m.valley.example/bridge"
    answer = client.post("/v1/articles", json={"url": url, "text": text, "title": "The bridge"})
    assert answer.json()["mentions"] == 1
    return answer.json()["article_id"]


def mention_of(client: TestClient, article: str) -> dict:
    [mention] = client.get(f"/v1/articles/{article}/mentions").json()["mentions"]
    return mention


@pytest.mark.parametrize("allowed", [0, 1, 9])
def test_no_more_context_than_the_outlet_allows(tmp_path, allowed):
    with talking_to(tmp_path, outlets_file=registry(tmp_path, allowed)) as client:
        article = put(client)
        found = mention_of(client, article)
        selector = found["selector"]
        assert LINE in selector["exact"]
        assert len(selector["prefix"]) + len(selector["suffix"]) == allowed
        begins = TEXT.index(selector["exact"])
        assert TEXT[:begins].endswith(selector["prefix"])
        assert TEXT[begins + len(selector["exact"]) :].startswith(selector["suffix"])
        whole = client.get(f"/v1/articles/{article}").json()
        assert whole["text"] is None
        assert whole["excerpt_chars"] == allowed
        shown = client.get(f"/v1/mentions/{found['id']}").json()
        assert shown["selector"] == selector
        statement = f"/v1/statements/{found['statement_id']}"
        answers = [
            client.get(statement),
            client.post("/v1/verify", json={"text": LINE}),
            client.get("/v1/search", params={"q": LINE}),
            *(client.get(f"{statement}/evidence", params={"format": name}) for name in FORMATS),
        ]
        for answer in answers:
            assert answer.status_code == 200
            assert LINE in answer.text
            assert "Half the valley" not in answer.text
            assert "mayor" not in answer.text
            assert "back door" not in answer.text


def test_a_diff_tells_of_the_quotations_and_not_of_the_rest(tmp_path):
    with talking_to(tmp_path, outlets_file=registry(tmp_path, 0)) as client:
        article = put(client)
        put(client, TEXT.replace("Monday", "Tuesday"))
        diff = client.get(f"/v1/articles/{article}/diff").json()
    assert diff["text_edits"] == []
    assert diff["quotations"]["kept"] == 1
    assert diff["new"]["excerpt_chars"] == 0


def test_without_a_limit_all_is_shown(tmp_path):
    with talking_to(tmp_path, outlets_file=registry(tmp_path, None)) as client:
        article = put(client)
        assert client.get(f"/v1/articles/{article}").json()["text"] == TEXT
        assert "mayor" in mention_of(client, article)["selector"]["prefix"]


def test_a_limit_counts_for_what_was_there_before_it_and_ends_with_it(tmp_path):
    contexts = []
    for allowed in (None, 4, None):
        with talking_to(tmp_path, outlets_file=registry(tmp_path, allowed)) as client:
            selector = mention_of(client, put(client))["selector"]
            contexts.append(len(selector["prefix"]) + len(selector["suffix"]))
    assert contexts[1] == 4
    assert contexts[0] == contexts[2] > 4


def test_an_outlet_is_shown_with_what_the_registry_says_of_it(tmp_path):
    with talking_to(tmp_path, outlets_file=registry(tmp_path, 120)) as client:
        found = mention_of(client, put(client))
        outlet = client.get(f"/v1/outlets/{found['outlet']['id']}").json()
    assert outlet == {
        "id": found["outlet"]["id"],
        "name": "Valley Voice",
        "kind": "paper",
        "domains": ["valley.example"],
        "country": "AT",
        "language": "en",
        "owner": "Voice Ltd",
        "carries_others": False,
        "excerpt_chars": 120,
    }
