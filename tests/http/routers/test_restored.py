"""A page that goes back to an older text, and texts that arrive out of order, over the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.http.routers.test_revisions import ARMS, EDITED, LEAD, OATH, add, mentions

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

TEN, ELEVEN, NOON = (f"2026-01-05T{hour}:00:00Z" for hour in (10, 11, 12))


def get(client: TestClient, path: str, **params: Any) -> dict[str, Any]:
    response = client.get(path, params=params)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def go_back(client: TestClient) -> dict[str, Any]:
    """The oath goes and the arms change; then both are as they were."""
    add(client, LEAD, OATH, ARMS, modified_at=TEN)
    add(client, LEAD, EDITED, modified_at=ELEVEN)
    return add(client, LEAD, OATH, ARMS, modified_at=NOON)


def test_an_older_text_that_stands_again_is_a_new_version(client: TestClient):
    made = go_back(client)
    assert (made["version"], made["is_new_version"], made["is_current"]) == (3, True, True)
    assert made["repeats"] == 1
    path = f"/v1/articles/{made['article_id']}"
    assert OATH in get(client, path)["text"]
    versions = get(client, f"{path}/versions")["versions"]
    assert [(v["version"], v["current"], v["repeats"]) for v in versions] == [
        (1, False, None),
        (2, False, None),
        (3, True, 1),
    ]
    assert [v["stands_at"] for v in versions] == [TEN, ELEVEN, NOON]


def test_a_plain_sending_again_is_no_going_back(client: TestClient):
    first = add(client, LEAD, OATH, ARMS, modified_at=TEN)
    add(client, LEAD, EDITED, modified_at=ELEVEN)
    for times in ({"modified_at": TEN}, {}, {"modified_at": ELEVEN}, {"seen_at": TEN}):
        again = add(client, LEAD, OATH, ARMS, **times)
        assert (again["version"], again["is_new_version"], again["is_current"]) == (1, False, False)
    back = add(client, LEAD, OATH, ARMS, modified_at=TEN, seen_at=NOON)
    assert (back["version"], back["repeats"]) == (3, 1)
    for times in ({"seen_at": NOON}, {"modified_at": TEN}, {}):
        again = add(client, LEAD, OATH, ARMS, **times)
        assert (again["is_new_version"], again["repeats"] == 1) == (
            False,
            again["version"] == 3,
        )
    assert len(get(client, f"/v1/articles/{first['article_id']}/versions")["versions"]) == 3


def test_quotations_stand_again_with_their_ids(client: TestClient):
    made = go_back(client)
    first = mentions(client, made["article_id"], 1)
    assert mentions(client, made["article_id"], 3) == first
    second = mentions(client, made["article_id"], 2)
    oath, arms, edited = first["I swore n"], first["For the h"], second["For the h"]
    assert oath["standing"] | {"thread": ""} == {
        "thread": "",
        "added_in": 1,
        "removed_in": None,
        "fate": "kept",
        "changed_to": None,
        "restored_in": 3,
    }
    assert (arms["current"], arms["standing"]["restored_in"]) == (True, 3)
    assert edited["current"] is False
    assert (edited["standing"]["fate"], edited["standing"]["removed_in"]) == ("changed", 3)
    assert edited["standing"]["changed_to"] == arms["id"]


def test_the_feed_the_difference_and_the_past_tell_it(client: TestClient):
    made = go_back(client)
    changes = get(client, "/v1/changes", limit=1000)["changes"]
    told = [(c["kind"], c["version"]) for c in changes if c["kind"].startswith("mention_re")]
    assert sorted(told) == [
        ("mention_removed", 2),
        ("mention_restored", 3),
        ("mention_restored", 3),
    ]
    path = f"/v1/articles/{made['article_id']}"
    diff = get(client, f"{path}/diff")
    assert (diff["old"]["version"], diff["new"]["version"]) == (2, 3)
    assert [m["selector"]["exact"][:7] for m in diff["quotations"]["added"]] == ["I swore"]
    [changed] = diff["quotations"]["changed"]
    assert "would" in changed["old"]["selector"]["exact"]
    oath = mentions(client, made["article_id"], 1)["I swore n"]
    [third] = [c["seq"] for c in changes if (c["kind"], c["version"]) == ("version_added", 3)]
    statement = f"/v1/statements/{oath['statement_id']}"
    for as_of, current in ((third - 1, False), (None, True)):
        params = {} if as_of is None else {"as_of": as_of}
        [wording] = get(client, statement, **params)["wordings"]
        [source] = wording["sources"]
        assert source["current"] is current
        assert source["standing"]["restored_in"] == (3 if current else None)


def test_a_text_that_is_read_late_does_not_push_a_newer_one_away(client: TestClient):
    add(client, LEAD, EDITED, modified_at=ELEVEN)
    late = add(client, LEAD, OATH, ARMS, modified_at=TEN)
    assert (late["version"], late["is_new_version"], late["is_current"]) == (2, True, False)
    path = f"/v1/articles/{late['article_id']}"
    assert EDITED in get(client, path)["text"]
    oath = mentions(client, late["article_id"], 2)["I swore n"]
    assert (oath["current"], oath["standing"]["fate"]) == (False, "removed")
    assert (oath["standing"]["added_in"], oath["standing"]["removed_in"]) == (2, 1)
    diff = get(client, f"{path}/diff")
    assert (diff["old"]["version"], diff["new"]["version"]) == (2, 1)
    back = add(client, LEAD, OATH, ARMS, seen_at=NOON)
    assert (back["version"], back["repeats"], back["is_current"]) == (3, 2, True)


def test_without_times_the_order_of_arrival_counts(client: TestClient):
    add(client, LEAD, OATH, modified_at=NOON)
    second = add(client, LEAD, ARMS)
    assert second["is_current"]
    third = add(client, LEAD, EDITED, modified_at=TEN)
    assert third["is_current"]


def test_what_is_taken_down_leaves_no_repeated_text(client: TestClient):
    made = go_back(client)
    path = f"/v1/articles/{made['article_id']}"
    response = client.request("DELETE", path, json={"reason": "Asked for by the outlet."})
    assert response.status_code in {200, 204}, response.text
    assert client.get(path).status_code == 410
