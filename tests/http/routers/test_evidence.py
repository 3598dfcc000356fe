from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.http.checks import assert_problem

if TYPE_CHECKING:
    from fastapi.testclient import TestClient
    from httpx2 import Response

# Properties of schema.org's Claim, Quotation and NewsArticle (own and inherited) that are used.
SCHEMA_ORG = {
    "Claim": {
        "identifier", "url", "text", "inLanguage", "abstract", "version", "appearance", "author",
        "firstAppearance",
    },
    "Quotation": {
        "identifier", "text", "inLanguage", "dateCreated", "datePublished", "isPartOf",
        "exampleOfWork", "spokenByCharacter",
    },
    "NewsArticle": {
        "url", "version", "publisher", "headline", "identifier", "datePublished",
    },
    "Person": {"name"},
    "Organization": {"name"},
}  # fmt: skip


def statement_id(story: TestClient) -> str:
    found = story.get("/v1/search", params={"q": "take up arms"}).json()["statements"]
    return str(found[0]["id"])


def fetch(story: TestClient, kind: str) -> Response:
    answer = story.get(f"/v1/statements/{statement_id(story)}/evidence", params={"format": kind})
    assert answer.status_code == 200, answer.text
    return answer


def nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [node for each in value for node in nodes(each)]
    if not isinstance(value, dict):
        return []
    inner = [node for each in value.values() for node in nodes(each)]
    return [value, *inner] if "@type" in value else inner


def test_schema_org(story: TestClient):
    answer = fetch(story, "jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    claim = answer.json()
    assert claim["@context"] == "https://schema.org"
    assert claim["@type"] == "Claim"
    for node in nodes(claim):
        used = {key for key in node if not key.startswith("@")}
        assert used <= SCHEMA_ORG[node["@type"]], node["@type"]
    quotations = claim["appearance"]
    assert quotations
    assert {each["@type"] for each in quotations} == {"Quotation"}
    first = next(each for each in quotations if each["@id"] == claim["firstAppearance"]["@id"])
    dated = [each["datePublished"] for each in quotations if "datePublished" in each]
    assert first["datePublished"] == min(dated)
    for each in quotations:
        assert re.fullmatch(r"sha256:[0-9a-f]{64}", each["isPartOf"]["identifier"])
        assert datetime.fromisoformat(each["dateCreated"]).tzinfo
        path = each["@id"].removeprefix("http://testserver")
        assert story.get(path).json()["selector"]["exact"] == each["text"]


def test_prov_json(story: TestClient):
    answer = fetch(story, "prov")
    assert answer.headers["content-type"] == "application/json"
    document = answer.json()
    assert document["prefix"]["prov"] == "http://www.w3.org/ns/prov#"
    entities, agents = document["entity"], document["agent"]
    quoted = 0
    for relation in document["wasDerivedFrom"].values():
        assert relation["prov:generatedEntity"] in entities
        assert relation["prov:usedEntity"] in entities
        quoted += relation.get("prov:type", {}).get("$") == "prov:Quotation"
    mentions = [e for e in entities.values() if e["prov:type"]["$"] == "qp:mention"]
    assert quoted == len(mentions) > 1
    for relation in document["wasAttributedTo"].values():
        assert relation["prov:entity"] in entities
        assert relation["prov:agent"] in agents
    names = {*entities, *agents}
    prefixes = {name.partition(":")[0] for each in entities.values() for name in each}
    assert {name.partition(":")[0] for name in names} | prefixes <= {*document["prefix"]}
    articles = [e for e in entities.values() if e["prov:type"]["$"] == "qp:article"]
    assert all(re.fullmatch(r"[0-9a-f]{64}", each["qp:textSha256"]) for each in articles)


def test_web_annotations_find_their_places_again(story: TestClient):
    answer = fetch(story, "webannotation")
    assert "http://www.w3.org/ns/anno.jsonld" in answer.headers["content-type"]
    page = answer.json()
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert page["items"]
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] == "identifying"
        quote, position = item["target"]["selector"]
        assert quote["type"] == "TextQuoteSelector"
        assert position["type"] == "TextPositionSelector"
        link = item["target"]["state"]["cached"].removeprefix("http://testserver")
        article = story.get(link).json()
        place = story.get(item["id"].removeprefix("http://testserver")).json()["place"]
        text = article["title"] if place == "headline" else article["text"]
        around = f"{quote['prefix']}{quote['exact']}{quote['suffix']}"
        assert around in text
        assert text[position["start"] : position["end"]] == quote["exact"]


def test_csv_has_hashes_that_hold(story: TestClient):
    answer = fetch(story, "csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert ".csv" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) > 1
    for row in rows:
        article = story.get(f"/v1/articles/{row['article_id']}?version={row['version']}").json()
        if row["place"] != "headline":
            digest = hashlib.sha256(article["text"].encode()).hexdigest()
            assert row["text_sha256"] == digest
        assert row["algorithm"]
        assert story.get(row["permalink"].removeprefix("http://testserver")).status_code == 200


def test_cells_are_no_formulas(client: TestClient):
    text = "“=2+3 is what the whole harbour budget of this proud city comes to,” Ana Gómez said."
    taken = client.post("/v1/articles", json={"url": "https://a.example/1", "text": text}).json()
    (mention,) = client.get(f"/v1/articles/{taken['article_id']}/mentions").json()["mentions"]
    path = f"/v1/statements/{mention['statement_id']}/evidence"
    (row,) = csv.DictReader(io.StringIO(client.get(path, params={"format": "csv"}).text))
    assert row["exact"].startswith("'=2+3")


@pytest.mark.parametrize("kind", ["jsonld", "prov", "webannotation", "csv"])
def test_the_same_evidence_twice(story: TestClient, kind: str):
    first = fetch(story, kind)
    again = story.get(
        f"/v1/statements/{statement_id(story)}/evidence",
        params={"format": kind},
        headers={"If-None-Match": first.headers["etag"]},
    )
    assert again.status_code == 304
    if kind != "csv":
        json.loads(first.text)


def test_no_evidence(story: TestClient):
    assert_problem(story.get("/v1/statements/st_none/evidence"), 404, "statement-not-found")
    path = f"/v1/statements/{statement_id(story)}/evidence"
    assert_problem(story.get(path, params={"format": "pdf"}), 422, "validation", field="format")
