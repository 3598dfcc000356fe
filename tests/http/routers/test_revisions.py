"""A page edited three times, corrected, copied and taken down, as seen over the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.http.checks import assert_problem
from tests.http.conftest import talking_to

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient

URL = "https://harbour.example/petro"
LEAD = "The president answered on Monday in a long message."
OATH = "“I swore never to touch a weapon again,” said Gustavo Petro."
ARMS = "“For the homeland I will take up arms again, though I do not want to,” said Gustavo Petro."
EDITED = (
    "“For the homeland I would take up arms again, though I do not want to,” said Gustavo Petro."
)
MARKER = "quetzalcoatlus"


def add(client: TestClient, *paragraphs: str, url: str = URL, **fields: Any) -> dict[str, Any]:
    article = {
        "url": url,
        "text": "\n\n".join(paragraphs),
        "language": "en",
        "published_at": "2026-01-05T12:00:00Z",
    }
    response = client.post("/v1/articles", json=article | fields)
    assert response.status_code in {200, 201}, response.text
    made: dict[str, Any] = response.json()
    return made


def mentions(client: TestClient, article_id: str, version: int) -> dict[str, dict[str, Any]]:
    path = f"/v1/articles/{article_id}/mentions"
    found = client.get(path, params={"version": version}).json()["mentions"]
    return {each["selector"]["exact"][:9]: each for each in found}


def edit_three_times(client: TestClient) -> str:
    add(client, LEAD, OATH, ARMS)
    add(client, LEAD, "A new paragraph.", OATH, ARMS)
    add(client, LEAD, "A new paragraph.", OATH, EDITED)
    made = add(client, LEAD, "A new paragraph.", EDITED)
    article_id: str = made["article_id"]
    return article_id


def test_each_mention_says_in_which_versions_it_stands(client: TestClient):
    article_id = edit_three_times(client)
    first = mentions(client, article_id, 1)
    last = mentions(client, article_id, 4)
    oath, arms, edited = first["I swore n"], first["For the h"], last["For the h"]
    assert oath["standing"] == {
        "thread": oath["id"],
        "added_in": 1,
        "removed_in": 4,
        "fate": "removed",
        "changed_to": None,
        "restored_in": None,
    }
    third = mentions(client, article_id, 3)["For the h"]
    assert arms["standing"] == {
        "thread": arms["id"],
        "added_in": 1,
        "removed_in": 3,
        "fate": "changed",
        "changed_to": third["id"],
        "restored_in": None,
    }
    assert edited["standing"] == third["standing"]
    assert (edited["standing"]["added_in"], edited["standing"]["fate"]) == (3, "kept")
    shown = client.get(f"/v1/statements/{edited['statement_id']}").json()
    texts = {each["text"][:27] for each in shown["wordings"]}
    assert texts == {"For the homeland I will tak", "For the homeland I would ta"}


def test_the_difference_between_two_versions(client: TestClient):
    article_id = edit_three_times(client)
    path = f"/v1/articles/{article_id}/diff"
    diff = client.get(path, params={"from": 2, "to": 3}).json()
    assert [(e["old"]["exact"], e["new"]["exact"]) for e in diff["text_edits"]] == [
        ("will", "would")
    ]
    [changed] = diff["quotations"]["changed"]
    assert "will" in changed["old"]["selector"]["exact"]
    assert "would" in changed["new"]["selector"]["exact"]
    assert changed["comparison"]["alarms"]
    assert (diff["old"]["version"], diff["new"]["version"]) == (2, 3)
    newest = client.get(path).json()
    assert (newest["old"]["version"], newest["new"]["version"]) == (3, 4)
    assert [m["selector"]["exact"][:7] for m in newest["quotations"]["removed"]] == ["I swore"]
    whole = client.get(path, params={"from": 1, "to": 1}).json()
    assert (whole["text_edits"], whole["quotations"]["kept"]) == ([], 2)
    assert_problem(client.get(path, params={"to": 9}), 404, "article-not-found")
    assert_problem(client.get(path, params={"from": 9}), 404, "article-not-found")


def test_words_that_stand_elsewhere_are_orphaned(client: TestClient):
    add(client, LEAD, OATH, ARMS)
    plain = "He swore an oath. I swore never to touch a weapon again, it went."
    made = add(client, LEAD, ARMS, "The square was empty by noon.", plain)
    oath = mentions(client, made["article_id"], 1)["I swore n"]
    assert oath["standing"]["fate"] in {"orphaned", "removed"}
    diff = client.get(f"/v1/articles/{made['article_id']}/diff").json()["quotations"]
    assert oath["id"] in {m["id"] for m in diff["orphaned"] + diff["removed"]}


def test_a_correction_is_shown_with_who_still_carries_the_words(client: TestClient):
    made = add(client, LEAD, ARMS)
    add(client, "Elsewhere it read so.", ARMS, url="https://port.example/a")
    mention = mentions(client, made["article_id"], 1)["For the h"]
    correction = {
        "kind": "misquote",
        "text": "He wrote “would”, not “will”.",
        "target_id": mention["id"],
        "date": "2026-01-07",
        "url": "https://harbour.example/corrections",
    }
    response = client.post("/v1/corrections", json=correction)
    assert response.status_code == 201
    kept = response.json()
    assert {key: kept[key] for key in correction} == correction
    assert client.post("/v1/corrections", json=correction).json() == kept
    assert client.get("/v1/corrections").json()["corrections"] == [kept]
    path = f"/v1/statements/{mention['statement_id']}"
    [shown] = client.get(path).json()["corrections"]
    assert shown["wording_ids"] == [mention["wording_id"]]
    names = {each["name"] for each in shown["carried_by"]}
    assert names == {"harbour.example", "port.example"}
    add(client, LEAD, EDITED)
    [shown] = client.get(path).json()["corrections"]
    assert [each["name"] for each in shown["carried_by"]] == ["port.example"]


def test_withdrawn_words_are_no_longer_simply_attested(client: TestClient):
    made = add(client, LEAD, ARMS)
    mention = mentions(client, made["article_id"], 1)["For the h"]
    asked = {"text": mention["selector"]["exact"]}
    assert client.post("/v1/verify", json=asked).json()["outcome"] == "attested_verbatim"
    for target in ("statement_id", "wording_id"):
        added = {"kind": "other", "text": f"On {target}.", "target_id": mention[target]}
        client.post("/v1/corrections", json=added)
    assert client.post("/v1/verify", json=asked).json()["outcome"] == "attested_verbatim"
    made_up = {"kind": "fabricated", "text": "Made up.", "target_id": mention["statement_id"]}
    client.post("/v1/corrections", json=made_up)
    assert client.post("/v1/verify", json=asked).json()["outcome"] == "attested_but_withdrawn"


@pytest.mark.parametrize(
    ("target", "status", "kind"),
    [
        ("mn_none", 404, "mention-not-found"),
        ("wd_none", 404, "wording-not-found"),
        ("st_none", 404, "statement-not-found"),
        ("xx_none", 422, "invalid-input"),
    ],
)
def test_a_correction_of_nothing(client: TestClient, target: str, status: int, kind: str):
    given = {"kind": "other", "text": "Wrong.", "target_id": target}
    assert_problem(client.post("/v1/corrections", json=given), status, kind)


def test_an_origin_over_the_api(client: TestClient):
    body = " ".join(f"Sentence {n} of the report says what happened at hour {n}." for n in range(9))
    first = add(client, f"BOGOTA (AFP) - {body}", ARMS, url="https://a.example/1")
    second = add(client, body, ARMS, "And one more line.", url="https://b.example/2")
    ids = {
        client.get(f"/v1/articles/{made['article_id']}").json()["origin_id"]
        for made in (first, second)
    }
    [origin_id] = ids
    origin = client.get(f"/v1/origins/{origin_id}").json()
    assert (origin["articles"], origin["outlets"]) == (2, 2)
    assert origin["likely_first"]["agency"] == "afp"
    assert [e["kind"] for e in origin["evidence"]] == ["near_copy"]
    assert {m["url"] for m in origin["members"]} == {"https://a.example/1", "https://b.example/2"}
    assert_problem(client.get("/v1/origins/or_none"), 404, "origin-not-found")


def remove(client: TestClient, article_id: str, reason: str = "asked for") -> Any:
    return client.request("DELETE", f"/v1/articles/{article_id}", json={"reason": reason})


def test_what_is_taken_down_is_gone_and_says_why(client: TestClient):
    own = f"“The {MARKER} will fly over the river again,” said Ana Gómez."
    made = add(client, LEAD, own, ARMS)
    other = add(client, "Elsewhere.", ARMS, url="https://port.example/a")
    only, shared = (
        mentions(client, made["article_id"], 1)[key] for key in (f"The {MARKER[:5]}", "For the h")
    )
    response = remove(client, made["article_id"])
    assert response.json()["reason"] == "asked for"
    gone = {
        f"/v1/articles/{made['article_id']}",
        f"/v1/articles/{made['article_id']}/versions",
        f"/v1/articles/{made['article_id']}/mentions",
        f"/v1/mentions/{only['id']}",
        f"/v1/mentions/{shared['id']}",
        f"/v1/wordings/{only['wording_id']}",
        f"/v1/statements/{only['statement_id']}",
    }
    for path in gone:
        assert "asked for" in assert_problem(client.get(path), 410, "taken-down")["detail"]
    found = client.get("/v1/search", params={"q": MARKER}).json()
    assert found["statements"] == []
    left = client.get(f"/v1/statements/{shared['statement_id']}").json()
    assert (left["articles"], left["outlets"]) == (1, 1)
    assert [s["article_id"] for s in left["wordings"][0]["sources"]] == [other["article_id"]]
    coverage = client.get("/v1/coverage").json()
    assert (coverage["articles"], coverage["wordings"], coverage["statements"]) == (1, 1, 1)
    assert remove(client, made["article_id"], "again").json()["reason"] == "asked for"
    again = client.post("/v1/articles", json={"url": URL, "text": "New."})
    assert_problem(again, 410, "taken-down", field="url")
    assert_problem(remove(client, "ar_none"), 404, "article-not-found")
    assert_problem(remove(client, other["article_id"], " "), 422, "empty-text")


def test_nothing_of_it_is_left_in_any_file(tmp_path: Path):
    own = "\n\n".join(
        f"“The {MARKER} number {n} will fly over the river again,” said Ana {MARKER.title()}."
        for n in range(60)
    )
    with talking_to(tmp_path) as client:
        for number in range(40):
            url = f"https://port{number}.example/a"
            add(client, f"“Line {number} is like no other line here,” said Ana Gómez.", url=url)
        made = add(client, LEAD, own, title=f"On the {MARKER}", byline=MARKER)
        add(client, LEAD, own, "Edited.", title=f"On the {MARKER}", byline=MARKER)
        assert files_with(tmp_path, MARKER)
        remove(client, made["article_id"])
        assert files_with(tmp_path, MARKER) == []
        add(client, "“A later line that nobody said before,” said Ana Gómez.", url=f"{URL}/later")
        for words in ("line 7 is like no other", "later line that nobody"):
            assert client.get("/v1/search", params={"q": words}).json()["statements"]
    assert files_with(tmp_path, MARKER) == []
    with talking_to(tmp_path) as client:
        for words in ("line 7 is like no other", "later line that nobody"):
            assert client.get("/v1/search", params={"q": words}).json()["statements"]
        assert client.get("/v1/search", params={"q": MARKER}).json()["statements"] == []


def files_with(folder: Path, marker: str) -> list[str]:
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and marker.encode() in path.read_bytes().lower()
    ]
