"""Three users, each with a whole story over a real connection, on the articles in ``fixtures/``.

The README tells the same stories with curl.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from tests.http.checks import assert_problem
from tests.http.conftest import ARTICLES, serving
from tests.webhooks.receiver import open_receiver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DRAFT = """Gustavo Petro wrote: “I swore not to touch a weapon again since the 1989 Peace Pact, \
but for the homeland I will not take up arms again.”

“If they touch Petro, they touch Colombia. There are still things to discuss at the White House,” \
Petro said.

“I promised my mother never to take up arms again,” Gustavo Petro said.

“The moon is made of old green cheese and nobody has told us,” Donald Trump said."""
CHANGED = "If they touch Petro, they touch the country"
CORRECTED = "If they touch Petro, they touch Colombia"


@pytest.fixture
def api(tmp_path: Path) -> Iterator[httpx2.Client]:
    settings = {"semantic": False, "webhook_allow_private": True}
    with (
        serving(tmp_path, **settings) as port,
        httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client,
    ):
        push(client)
        yield client


def push(client: httpx2.Client) -> list[dict[str, Any]]:
    headers = {"Content-Type": "application/x-ndjson"}
    answer = client.post("/v1/articles/batch", content=ARTICLES.read_bytes(), headers=headers)
    assert answer.status_code == 200
    return [json.loads(line) for line in answer.content.splitlines()]


def found(client: httpx2.Client, text: str) -> dict[str, Any]:
    """Returns the best statement for a search."""
    answer = client.get("/v1/search", params={"q": text})
    best: dict[str, Any] = answer.json()["statements"][0]
    return best


def wait_for(condition: Callable[[], Any]) -> Any:
    ends = time.monotonic() + 20
    while not (reached := condition()):
        assert time.monotonic() < ends, "it took too long"
        time.sleep(0.02)
    return reached


def test_a_newsroom_pushes_articles_and_checks_a_draft(api: httpx2.Client):
    assert {line["status"] for line in push(api)} == {200}  # pushed again, nothing is new

    answer = api.post("/v1/drafts/check", json={"text": DRAFT})
    changed, spliced, other, absent = [each["attestation"] for each in answer.json()["mentions"]]
    assert len(answer.content) < 50_000

    assert changed["outcome"] == "attested_with_edits"
    (alarm,) = changed["evidence"][0]["alarms"]
    assert (alarm["kind"], alarm["a"]["exact"]) == ("negation", "not")

    assert spliced["spliced"]
    assert [each["exact"] for each in spliced["splice"]] == [
        CORRECTED,
        "There are still things to discuss at the White House",
    ]
    assert spliced["evidence"][0]["outcome"] == "attested_in_part"

    assert other["outcome"] == "attested_other_speaker"
    assert other["attested_speakers"] == ["Joseph Okeny"]
    assert other["evidence"][0]["sources"][0]["outlet"]["name"] == "Great Lakes Observer"

    assert (absent["outcome"], absent["evidence"]) == ("not_in_index", [])
    assert answer.json()["coverage"]["articles"] == 17


def test_a_fact_checker_follows_a_wording_and_leaves_a_trace(api: httpx2.Client):
    statement = found(api, "take up arms")
    assert statement["speaker"]["name"] == "Gustavo Petro"
    (conflict,) = statement["conflicts"]
    assert {side["speaker"]["name"] for side in conflict["sides"]} == {
        "Gustavo Petro",
        "Marcela Ibarra",
    }

    body = {"a": {"text": "I would take up arms again"}, "b": {"text": "I will take up arms again"}}
    compared = api.post("/v1/compare", json=body).json()
    assert [alarm["kind"] for alarm in compared["alarms"]] == ["modality"]

    earliest = min(
        (source for wording in statement["wordings"] for source in wording["sources"]),
        key=lambda source: source["published_at"],
    )
    origin = api.get(f"/v1/origins/{earliest['origin_id']}").json()
    assert origin["likely_first"]["article_id"] == earliest["article_id"]

    # What a paper has changed is withdrawn; a person says that both are one statement.
    withdrawn, stands = found(api, CHANGED), found(api, CORRECTED)
    before = api.get("/v1/changes", params={"limit": 1000}).json()["next_after"]
    judgement = {
        "kind": "same",
        "mention_id": withdrawn["wordings"][0]["sources"][0]["id"],
        "other_mention_id": stands["wordings"][0]["sources"][0]["id"],
        "judged_by": "fact desk",
        "reason": "The paper corrected its report.",
    }
    made = api.post("/v1/judgements", json=judgement)
    assert made.status_code == 201
    joined = api.get(f"/v1/statements/{stands['id']}", follow_redirects=True).json()
    assert {w["text"] for w in joined["wordings"] if w["status"] == "confirmed"} == {
        f"{CHANGED},",
        f"{CORRECTED},",
    }
    past = api.get(f"/v1/statements/{stands['id']}", params={"as_of": before}).json()
    assert past["mentions"] < joined["mentions"]
    assert past["as_of"]["sequence"] <= before

    note = {"kind": "misquote", "text": "He named the country.", "target_id": joined["id"]}
    assert api.post("/v1/corrections", json=note).status_code == 201
    review = {
        "@type": "ClaimReview",
        "url": "https://check.example/petro",
        "claimReviewed": "Gustavo Petro said: If they touch Petro, they touch Colombia.",
        "author": {"name": "Check"},
        "reviewRating": {"alternateName": "Correct"},
    }
    assert api.post("/v1/reviews", json=review).json()["reviews"][0]["status"] == "added"
    now = api.get(f"/v1/statements/{joined['id']}").json()
    assert [each["text"] for each in now["corrections"]] == ["He named the country."]
    assert [each["judged_by"] for each in now["judgements"]] == ["fact desk"]
    assert [each["rating"] for each in now["reviews"]] == ["Correct"]

    pack = api.get(f"/v1/statements/{joined['id']}/evidence").json()
    assert pack["url"] == f"{str(api.base_url).rstrip('/')}/v1/statements/{joined['id']}"
    assert len(pack["appearance"]) == joined["mentions"]
    assert api.delete(f"/v1/judgements/{made.json()['id']}").status_code == 200
    assert found(api, CHANGED)["id"] != found(api, CORRECTED)["id"]


def test_a_bot_follows_what_happens(api: httpx2.Client):
    first = api.get("/v1/changes", params={"limit": 3}).json()
    rest = api.get("/v1/changes", params={"after": first["next_after"], "limit": 1000}).json()
    numbers = [each["seq"] for each in first["changes"] + rest["changes"]]
    assert numbers == list(range(1, len(numbers) + 1))
    last = rest["next_after"]

    with open_receiver() as receiver:
        watch = api.post(
            "/v1/watches",
            json={
                "query": {"text": "take up arms", "speaker": "Petro"},
                "webhook": {"url": f"{receiver.url}/hook"},
            },
        ).json()
        article = {
            "url": "https://gazette.example/petro",
            "outlet": "The Gazette",
            "published_at": "2026-01-06T08:00:00Z",
            "text": "“For the homeland I will take up arms again,” Gustavo Petro wrote on Monday.",
        }
        assert api.post("/v1/articles", json=article).status_code == 201

        polled = api.get("/v1/changes", params={"after": last, "wait": 5}).json()["changes"]
        assert polled[0]["kind"] == "article_added"
        statement = found(api, "take up arms")["id"]
        assert {each["id"] for each in polled if each["kind"] == "wording_added"} == {statement}

        (sent,) = wait_for(lambda: receiver.at("/hook"))
        assert sent.headers["webhook-signature"] == signature(watch["secret"], sent)
        told = json.loads(sent.body)
        assert told["type"] == "article_added"
        assert told["data"]["title"].startswith("Carried by The Gazette: “For the homeland")
        feed = api.get(watch["json_feed"]).json()
        assert [item["id"] for item in feed["items"]] == [sent.headers["webhook-id"]]

    # A stream goes on after the last event that was seen.
    headers = {"Last-Event-ID": str(last)}
    with api.stream("GET", "/v1/changes/stream", headers=headers) as stream:
        lines = stream.iter_lines()
        streamed = [next(line for line in lines if line.startswith("id:")) for _ in polled]
    assert streamed == [f"id: {each['seq']}" for each in polled]

    # The younger of two statements that a person joined redirects to the older.
    mentions = [found(api, text)["wordings"][0]["sources"][0] for text in (CHANGED, CORRECTED)]
    judgement = {"kind": "same", "judged_by": "fact desk", "reason": "One was corrected."}
    ids = {"mention_id": mentions[0]["id"], "other_mention_id": mentions[1]["id"]}
    api.post("/v1/judgements", json=judgement | ids)
    after = {"after": polled[-1]["seq"], "kind": "statement_merged"}
    (merged,) = api.get("/v1/changes", params=after).json()["changes"]
    moved = api.get(f"/v1/statements/{merged['id']}")
    assert moved.status_code == 308
    assert moved.headers["location"] == f"/v1/statements/{merged['into']}"
    assert_problem(api.get("/v1/statements/st_none"), 404, "statement-not-found")


def signature(secret: str, sent: Any) -> str:
    """Returns what a receiver works out from what it was sent."""
    key = b64decode(secret.removeprefix("whsec_"))
    head = f"{sent.headers['webhook-id']}.{sent.headers['webhook-timestamp']}."
    digest = hmac.digest(key, head.encode() + sent.body, hashlib.sha256)
    return f"v1,{b64encode(digest).decode()}"
