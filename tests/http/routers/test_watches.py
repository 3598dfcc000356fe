"""Watches over HTTP: owners, feeds, webhooks, and a secret that is shown once."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from lxml import etree

from service.http.keys import KeyRing, Scope
from tests.http.checks import assert_problem
from tests.http.conftest import talking_to
from tests.webhooks.receiver import open_receiver

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fastapi.testclient import TestClient

NOW = datetime(2026, 1, 10, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
ARTICLE = {
    "url": "https://daily.example/petro",
    "outlet": "The Daily",
    "published_at": "2026-01-05T12:00:00Z",
    "text": "“For the homeland I will take up arms again,” said Gustavo Petro.",
}
QUERY = {"query": {"text": "take up arms"}}


def wait_for(condition: Callable[[], Any], seconds: float = 15.0) -> Any:
    ends = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < ends, "it took too long"
        time.sleep(0.02)
    return found


def make(client: TestClient, **given: Any) -> dict[str, Any]:
    answer = client.post("/v1/watches", json=given or QUERY)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def deliveries(client: TestClient, watch: str, **where: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(
        f"/v1/watches/{watch}/deliveries", params=where
    ).json()["deliveries"]
    return found


def test_a_watch_is_made_read_listed_and_removed(client: TestClient):
    answer = client.post("/v1/watches", json={**QUERY, "name": "Arms", "kinds": ["article_added"]})
    made = answer.json()
    assert made.pop("secret") is None
    assert answer.headers["location"] == f"/v1/watches/{made['id']}"
    assert made["query"]["text"] == "take up arms"
    assert made["kinds"] == ["article_added"]
    assert client.get(f"/v1/watches/{made['id']}").json() == made
    assert client.get("/v1/watches").json() == {"watches": [made], "next_cursor": None}
    assert client.delete(f"/v1/watches/{made['id']}").status_code == 204
    assert_problem(client.get(f"/v1/watches/{made['id']}"), 404, "watch-not-found")
    assert_problem(client.delete(f"/v1/watches/{made['id']}"), 404, "watch-not-found")


def test_pages_of_watches(client: TestClient):
    made = [make(client)["id"] for _ in range(3)]
    first = client.get("/v1/watches", params={"limit": 2}).json()
    rest = client.get("/v1/watches", params={"cursor": first["next_cursor"]}).json()
    assert [w["id"] for w in first["watches"] + rest["watches"]] == made
    foreign = client.get("/v1/reviews", params={"cursor": first["next_cursor"]})
    assert_problem(foreign, 422, "invalid-cursor", field="cursor")


@pytest.mark.parametrize(
    ("given", "status", "kind", "field"),
    [
        ({}, 422, "invalid-input", "query"),
        ({"query": {"language": "en"}}, 422, "invalid-input", "query"),
        ({"query": {"text": " "}}, 422, "empty-text", "query.text"),
        ({**QUERY, "statement_id": "st_none"}, 422, "invalid-input", "query"),
        ({"statement_id": "st_none"}, 404, "statement-not-found", None),
        ({"wording_id": "wd_none"}, 404, "wording-not-found", None),
        ({"speaker_id": "sp_none"}, 404, "speaker-not-found", None),
        ({**QUERY, "kinds": ["everything"]}, 422, "validation", "kinds.0"),
        ({**QUERY, "kinds": ["origin_merged"]}, 422, "invalid-input", "kinds"),
        ({**QUERY, "webhook": {"url": "http://10.0.0.1/"}}, 422, "invalid-input", "webhook.url"),
        ({**QUERY, "webhook": {"url": "https://[::1]/"}}, 422, "invalid-input", "webhook.url"),
        ({"query": {"text": "a", "threshold": 2}}, 422, "validation", "query.threshold"),
        ({**QUERY, "secret": "x"}, 422, "validation", "secret"),
    ],
)
def test_what_cannot_be_watched(
    client: TestClient, given: dict[str, Any], status: int, kind: str, field: str | None
):
    assert_problem(client.post("/v1/watches", json=given), status, kind, field=field)
    assert client.get("/v1/watches").json()["watches"] == []


def test_only_so_many(tmp_path: Path):
    with talking_to(tmp_path, max_watches=1) as client:
        make(client)
        assert_problem(client.post("/v1/watches", json=QUERY), 422, "limit-exceeded")


def test_feeds(client: TestClient):
    made = make(client)
    path = f"/v1/watches/{made['id']}"
    empty = feedparser.parse(client.get(f"{path}/feed.atom").content)
    assert (empty.version, empty.bozo, empty.entries) == ("atom10", False, [])
    client.post("/v1/articles", json=ARTICLE)
    (told,) = wait_for(lambda: deliveries(client, made["id"]))
    answer = client.get(f"{path}/feed.json")
    assert answer.headers["content-type"] == "application/feed+json"
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith(f"{path}/feed.json")
    (item,) = feed["items"]
    assert item["id"] == told["id"]
    assert item["url"] == ARTICLE["url"]
    assert "The Daily" in item["title"]
    event = item["_quote_provenance"]
    assert event["seq"] == told["seq"]
    assert event["mentions"][0]["selector"]["exact"].startswith("For the homeland")
    assert event["statements"][0]["id"] == event["mentions"][0]["statement_id"]
    atom = client.get(f"{path}/feed.atom")
    assert atom.headers["content-type"] == "application/atom+xml"
    parsed = feedparser.parse(atom.content)
    assert (parsed.bozo, parsed.feed.title) == (False, "“take up arms”")
    (entry,) = parsed.entries
    assert (entry.title, entry.link) == (item["title"], ARTICLE["url"])
    assert entry.id.startswith("urn:uuid:")
    root = etree.fromstring(atom.content)
    for parent in (root, root.find(f"{ATOM}entry")):
        assert parent is not None
        for name in ("id", "title", "updated"):
            assert parent.findtext(f"{ATOM}{name}"), name


@pytest.mark.parametrize("name", ["feed.json", "feed.atom", "deliveries", ""])
def test_what_has_not_changed_is_not_sent_again(client: TestClient, name: str):
    path = f"/v1/watches/{make(client)['id']}/{name}".rstrip("/")
    tag = client.get(path).headers["etag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_characters_that_xml_does_not_know(client: TestClient):
    made = make(client)
    text = "“For the homeland I will take\x0b up arms again,” said Gustavo Petro."
    client.post("/v1/articles", json={**ARTICLE, "text": text})
    wait_for(lambda: deliveries(client, made["id"]))
    parsed = feedparser.parse(client.get(f"/v1/watches/{made['id']}/feed.atom").content)
    assert not parsed.bozo
    assert len(parsed.entries) == 1


def test_a_webhook_from_the_making_to_the_replay(tmp_path: Path):
    settings = {"webhook_allow_private": True, "webhook_retry_seconds": 0.05, "webhook_tries": 2}
    with open_receiver() as receiver, talking_to(tmp_path, **settings) as client:
        receiver.plans["/"] = [500]
        made = make(client, **QUERY, webhook={"url": receiver.url})
        assert made["secret"].startswith("whsec_")
        path = f"/v1/watches/{made['id']}"
        client.post("/v1/articles", json=ARTICLE)
        (dead,) = wait_for(lambda: deliveries(client, made["id"], status="dead"))
        assert (dead["tries"], dead["problem"]) == (2, "status 500")
        receiver.plans["/"] = [204]
        replayed = client.post(f"{path}/deliveries/{dead['id']}/replay")
        assert (replayed.status_code, replayed.json()["status"]) == (202, "pending")
        wait_for(lambda: deliveries(client, made["id"], status="delivered"))
        body = json.loads(receiver.received[-1].body)
        assert body["type"] == "article_added"
        assert body["data"]["watch"]["id"] == made["id"]
        assert body["data"]["mentions"][0]["url"] == ARTICLE["url"]
        pinged = client.post(f"{path}/ping")
        assert (pinged.status_code, pinged.json()["kind"]) == (202, "ping")
        wait_for(lambda: len(deliveries(client, made["id"], status="delivered")) == 2)
        assert json.loads(receiver.received[-1].body)["type"] == "ping"


def test_what_has_no_webhook_cannot_be_pinged_or_replayed(client: TestClient):
    made = make(client)
    path = f"/v1/watches/{made['id']}"
    assert_problem(client.post(f"{path}/ping"), 422, "invalid-input", field="watch_id")
    client.post("/v1/articles", json=ARTICLE)
    (told,) = wait_for(lambda: deliveries(client, made["id"]))
    assert told["status"] == "listed"
    again = client.post(f"{path}/deliveries/{told['id']}/replay")
    assert_problem(again, 422, "invalid-input", field="watch_id")


def test_deliveries_that_are_not_there(tmp_path: Path):
    with talking_to(tmp_path, webhook_allow_private=True) as client:
        made = make(client, **QUERY, webhook={"url": "http://127.0.0.1:9/"})
        answer = client.post(f"/v1/watches/{made['id']}/deliveries/wv_none/replay")
        assert_problem(answer, 404, "delivery-not-found")
        answer = client.post("/v1/watches/wt_none/deliveries/wv_none/replay")
        assert_problem(answer, 404, "watch-not-found")


def test_the_secret_is_shown_once_and_logged_never(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with talking_to(tmp_path, webhook_allow_private=True, webhook_tries=1) as client:
        made = make(client, **QUERY, webhook={"url": "http://127.0.0.1:9/hook"})
        client.post("/v1/articles", json=ARTICLE)
        wait_for(lambda: deliveries(client, made["id"], status="dead"))
        path = f"/v1/watches/{made['id']}"
        shown = [
            client.get(each).text
            for each in (path, "/v1/watches", f"{path}/deliveries", f"{path}/feed.json")
        ]
        shown.append(client.post(f"{path}/ping").text)
    logged = capsys.readouterr()
    for text in (*shown, logged.out, logged.err):
        assert made["secret"].removeprefix("whsec_") not in text


def test_everybody_sees_only_their_own(tmp_path: Path):
    ring = KeyRing(tmp_path)
    ana, luz, admin = (
        {"Authorization": f"Bearer {ring.create(name, {scope}, NOW)[1]}"}
        for name, scope in (("ana", Scope.READ), ("luz", Scope.READ), ("root", Scope.ADMIN))
    )
    with talking_to(tmp_path, require_keys=True) as client:
        assert_problem(client.post("/v1/watches", json=QUERY), 401, "missing-key")
        made = client.post("/v1/watches", json=QUERY, headers=ana).json()
        path = f"/v1/watches/{made['id']}"
        assert client.get("/v1/watches", headers=luz).json()["watches"] == []
        for each in (path, f"{path}/feed.json", f"{path}/feed.atom", f"{path}/deliveries"):
            assert_problem(client.get(each, headers=luz), 404, "watch-not-found")
            assert client.get(each, headers=ana).status_code == 200
            assert client.get(each, headers=admin).status_code == 200
        assert_problem(client.delete(path, headers=luz), 404, "watch-not-found")
        assert client.delete(path, headers=ana).status_code == 204


def test_a_revoked_key_is_told_nothing_more(tmp_path: Path):
    ring = KeyRing(tmp_path)
    made, text = ring.create("ana", {Scope.READ, Scope.INGEST}, NOW)
    _, other = ring.create("root", {Scope.ADMIN}, NOW)
    ana, root = ({"Authorization": f"Bearer {each}"} for each in (text, other))
    with (
        open_receiver() as receiver,
        talking_to(tmp_path, require_keys=True, webhook_allow_private=True) as client,
    ):
        watch = {**QUERY, "webhook": {"url": receiver.url}}
        kept = client.post("/v1/watches", json=watch, headers=ana).json()["id"]
        client.post("/v1/articles", json=ARTICLE, headers=ana)
        wait_for(lambda: receiver.received)
        ring.revoke(made.id, NOW)
        again = {**ARTICLE, "url": "https://other.example/petro"}
        client.post("/v1/articles", json=again, headers=root)
        path = f"/v1/watches/{kept}/deliveries"
        wait_for(lambda: len(client.get(path, headers=root).json()["deliveries"]) == 2)
        time.sleep(0.7)
        newest = client.get(path, headers=root).json()["deliveries"][0]
        assert (newest["status"], newest["tries"]) == ("pending", 0)
        assert len(receiver.received) == 1


def test_an_alarm_for_withdrawn_words(client: TestClient):
    client.post("/v1/articles", json=ARTICLE)
    found = client.get("/v1/search", params={"q": "take up arms"}).json()["statements"][0]
    made = make(client, statement_id=found["id"], kinds=["withdrawn_reappeared"])
    wrong = {"kind": "fabricated", "text": "Never said.", "target_id": found["main_wording_id"]}
    assert client.post("/v1/corrections", json=wrong).status_code == 201
    client.post("/v1/articles", json={**ARTICLE, "url": "https://other.example/petro"})
    (told,) = wait_for(lambda: deliveries(client, made["id"]))
    assert told["kind"] == "withdrawn_reappeared"
    (item,) = client.get(f"/v1/watches/{made['id']}/feed.json").json()["items"]
    assert item["url"] == "https://other.example/petro"
    assert item["title"].startswith("Withdrawn words are carried again by The Daily")
    kinds = [each["kind"] for each in client.get("/v1/changes").json()["changes"]]
    assert kinds.count("withdrawn_reappeared") == 1


def test_a_watch_that_is_sent_again_is_made_once(client: TestClient):
    hooked = {**QUERY, "webhook": {"url": "https://desk.example/x"}}
    headers = {"Idempotency-Key": "desk-1"}
    first = client.post("/v1/watches", json=hooked, headers=headers)
    again = client.post("/v1/watches", json=hooked, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    # the first answer may never have arrived, and with it the secret
    assert again.json() == first.json()
    assert len(client.get("/v1/watches").json()["watches"]) == 1
    other = client.post("/v1/watches", json=QUERY, headers=headers)
    assert_problem(other, 422, "invalid-input", field="Idempotency-Key")
    client.post("/v1/watches", json=hooked, headers={"Idempotency-Key": "desk-2"})
    client.post("/v1/watches", json=hooked)
    assert len(client.get("/v1/watches").json()["watches"]) == 3


def test_keys_of_two_callers_are_two(tmp_path: Path):
    ring = KeyRing(tmp_path)
    ana, luz = (ring.create(name, {Scope.READ}, NOW)[1] for name in ("ana", "luz"))
    with talking_to(tmp_path, require_keys=True) as client:
        ids = [
            client.post(
                "/v1/watches",
                json=QUERY,
                headers={"Authorization": f"Bearer {key}", "Idempotency-Key": "desk-1"},
            ).json()["id"]
            for key in (ana, luz, ana)
        ]
    assert ids[0] == ids[2] != ids[1]


def test_a_secret_is_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with talking_to(tmp_path, webhook_allow_private=True) as client:
        made = make(client, **QUERY, webhook={"url": "http://127.0.0.1:9/hook"})
        path = f"/v1/watches/{made['id']}"
        assert client.get(path).json()["webhook"]["previous_secret_until"] is None
        answer = client.post(f"{path}/secret")
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        first = answer.json()
        assert first["secret"].startswith("whsec_")
        assert first["secret"] != made["secret"]
        left = datetime.fromisoformat(first["previous_until"]) - datetime.now(UTC)
        assert timedelta(hours=23) < left <= timedelta(days=1)
        shown = client.get(path)
        assert shown.json()["webhook"]["previous_secret_until"] == first["previous_until"]
        last = client.post(f"{path}/secret", json={"overlap_seconds": 0}).json()
        assert last["previous_until"] is None
        refused = client.post(f"{path}/secret", json={"overlap_seconds": -1})
        assert_problem(refused, 422, "validation", field="overlap_seconds")
        bare = client.post(f"/v1/watches/{make(client)['id']}/secret")
        assert_problem(bare, 422, "invalid-input", field="watch_id")
        assert_problem(client.post("/v1/watches/wt_none/secret"), 404, "watch-not-found")
    logged = capsys.readouterr()
    for secret in (made["secret"], first["secret"], last["secret"]):
        assert secret.removeprefix("whsec_") not in shown.text + logged.out + logged.err
    kept = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    assert last["secret"].encode() in kept


def test_a_feed_reader_comes_with_a_token(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    ring = KeyRing(tmp_path)
    made_key, text = ring.create("ana", {Scope.READ, Scope.INGEST}, NOW)
    ana = {"Authorization": f"Bearer {text}"}
    with talking_to(tmp_path, require_keys=True) as client:
        paths = [
            f"/v1/watches/{client.post('/v1/watches', json=QUERY, headers=ana).json()['id']}"
            for _ in range(2)
        ]
        path, other = paths
        answer = client.post(f"{path}/feed_token", headers=ana)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        made = answer.json()
        assert client.get(path, headers=ana).json()["has_feed_token"] is True
        assert client.get(other, headers=ana).json()["has_feed_token"] is False
        feed = client.get(made["json_feed"])
        assert feed.json()["feed_url"].endswith(made["json_feed"])
        parsed = feedparser.parse(client.get(made["atom_feed"]).content)
        assert parsed.feed.links[0].href.endswith(made["atom_feed"])
        assert client.head(made["json_feed"]).status_code == 200
        again = client.get(made["json_feed"], headers={"If-None-Match": feed.headers["etag"]})
        assert again.status_code == 304

        asked = {"token": made["token"]}
        wrong = [{"token": f"{made['token']}x"}, {"token": ""}, {"token": made["token"][:-1]}]
        for given in wrong:
            assert_problem(client.get(f"{path}/feed.json", params=given), 401, "wrong-feed-token")
        for each in (f"{other}/feed.json", f"{other}/feed.atom", "/v1/watches/wt_none/feed.json"):
            assert_problem(client.get(each, params=asked), 401, "wrong-feed-token")
        for each in (path, f"{path}/deliveries", "/v1/watches", "/v1/changes", "/v1/coverage"):
            assert_problem(client.get(each, params=asked), 401, "missing-key")
        assert_problem(client.post(f"{path}/feed_token", params=asked), 401, "missing-key")
        assert_problem(client.post(f"{path}/feed.json", params=asked), 401, "missing-key")
        assert_problem(client.get(f"{path}/feed.json"), 401, "missing-key")

        newer = client.post(f"{path}/feed_token", headers=ana).json()
        assert_problem(client.get(made["json_feed"]), 401, "wrong-feed-token")
        assert client.get(newer["json_feed"]).status_code == 200
        metrics = client.get("/metrics", headers=ana).text
        assert client.delete(f"{path}/feed_token", headers=ana).status_code == 204
        assert_problem(client.get(newer["json_feed"]), 401, "wrong-feed-token")

        last = client.post(f"{path}/feed_token", headers=ana).json()
        assert client.get(last["json_feed"]).status_code == 200
        ring.revoke(made_key.id, NOW)
        assert_problem(client.get(last["json_feed"]), 401, "wrong-feed-token")
    logged = capsys.readouterr()
    kept = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    for token in (made["token"], newer["token"], last["token"]):
        assert token not in logged.out + logged.err + metrics
        assert token.encode() not in kept


def test_without_keys_feeds_are_open_but_a_wrong_token_is_refused(client: TestClient):
    path = f"/v1/watches/{make(client)['id']}"
    assert client.get(f"{path}/feed.json").status_code == 200
    wrong = client.get(f"{path}/feed.json", params={"token": "wf_none"})
    assert_problem(wrong, 401, "wrong-feed-token")
    assert_problem(client.post("/v1/watches/wt_none/feed_token"), 404, "watch-not-found")
    assert_problem(client.delete("/v1/watches/wt_none/feed_token"), 404, "watch-not-found")
