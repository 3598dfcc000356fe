from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.http.checks import assert_problem

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

HARBOUR = "Nobody in the capital has ever paid one coin for the harbour wall"
TRAMS = "Empty trams are a promise that somebody forgot to keep on time"
JUDGEMENT = {
    "id", "kind", "mention_id", "other_mention_id", "speaker_name", "judged_by", "reason",
    "judged_at", "undone_at", "speaker_id", "other_speaker_id",
}  # fmt: skip


def put(client: TestClient, text: str, name: str) -> dict[str, Any]:
    article = {
        "url": f"https://{name}.example/x",
        "text": f"“{text},” Ana Gómez said.",
        "published_at": "2026-01-05",
    }
    taken = client.post("/v1/articles", json=article).json()
    (mention,) = client.get(f"/v1/articles/{taken['article_id']}/mentions").json()["mentions"]
    found: dict[str, Any] = mention
    return found


def same(a: dict[str, Any], b: dict[str, Any]) -> dict[str, str]:
    return {
        "kind": "same",
        "mention_id": a["id"],
        "other_mention_id": b["id"],
        "judged_by": "Ines",
        "reason": "one speech",
    }


def test_a_judgement_is_made_shown_and_undone(client: TestClient):
    a, b = put(client, HARBOUR, "a"), put(client, TRAMS, "b")
    answer = client.post("/v1/judgements", json=same(a, b))
    assert answer.status_code == 201
    made = answer.json()
    assert set(made) == JUDGEMENT
    assert client.get(answer.headers["location"]).json()["judgements"] == [made]
    joined = client.get(f"/v1/statements/{b['statement_id']}").json()
    assert joined == client.get(f"/v1/statements/{a['statement_id']}").json()
    assert joined["articles"] == 2
    assert joined["judgements"] == [made]
    assert [w["judged_by"] for w in joined["wordings"]] == [["Ines"]] * 2
    assert all(w["status"] == "confirmed" for w in joined["wordings"])
    undone = client.delete(f"/v1/judgements/{made['id']}")
    assert undone.status_code == 200
    assert undone.json()["undone_at"]
    parted = client.get(f"/v1/statements/{a['statement_id']}").json()
    assert (parted["articles"], parted["judgements"]) == (1, [])
    assert client.get("/v1/judgements").json()["judgements"] == [undone.json()]


def test_a_pair_held_apart_is_no_suggestion_either(client: TestClient):
    a, b = put(client, HARBOUR, "a"), put(client, f"{HARBOUR} of ours", "b")
    assert a["statement_id"] == b["statement_id"]
    client.post("/v1/judgements", json=same(a, b) | {"kind": "different"})
    for mention in (a, b):
        current = client.get(f"/v1/mentions/{mention['id']}").json()["statement_id"]
        shown = client.get(f"/v1/statements/{current}").json()
        assert [w["text"].rstrip(",") for w in shown["wordings"]] == [
            mention["selector"]["exact"].rstrip(",")
        ]


def test_pages(client: TestClient):
    mentions = [put(client, f"{HARBOUR} {word}", word) for word in ("one", "two", "six")]
    for mention in mentions:
        given = {
            "kind": "other_speaker",
            "mention_id": mention["id"],
            "speaker_name": "Luz Paz",
            "judged_by": "Ines",
            "reason": "heard it",
        }
        assert client.post("/v1/judgements", json=given).status_code == 201
    first = client.get("/v1/judgements", params={"limit": 2}).json()
    second = client.get("/v1/judgements", params={"cursor": first["next_cursor"]}).json()
    found = [each["mention_id"] for each in first["judgements"] + second["judgements"]]
    assert found == [each["id"] for each in mentions]
    assert second["next_cursor"] is None
    foreign = client.get(
        "/v1/judgements", params={"cursor": first["next_cursor"], "mention": found[0]}
    )
    assert_problem(foreign, 422, "invalid-cursor")
    narrowed = client.get("/v1/judgements", params={"mention": found[:2]}).json()["judgements"]
    assert len(narrowed) == 2


def test_what_cannot_be_judged(client: TestClient):
    a, b = put(client, HARBOUR, "a"), put(client, TRAMS, "b")
    good = same(a, b)
    path = "/v1/judgements"
    lone = {key: value for key, value in good.items() if key != "other_mention_id"}
    assert_problem(client.post(path, json=lone), 422, "invalid-input", field="other_mention_id")
    nobody = client.post(path, json=good | {"judged_by": " "})
    assert_problem(nobody, 422, "empty-text", field="judged_by")
    long = client.post(path, json=good | {"reason": "r" * 2_001})
    assert_problem(long, 422, "limit-exceeded", field="reason")
    unknown = client.post(path, json=good | {"mention_id": "mn_none"})
    assert_problem(unknown, 404, "mention-not-found")
    assert_problem(
        client.post(path, json=good | {"kind": "maybe"}), 422, "validation", field="kind"
    )
    assert_problem(client.delete("/v1/judgements/jd_none"), 404, "judgement-not-found")
    assert client.get(path).json()["judgements"] == []
