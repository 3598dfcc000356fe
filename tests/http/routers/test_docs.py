from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from service.http.problems import all_kinds
from service.usecases.attestation import Outcome
from tests.http.checks import assert_problem
from tests.http.conftest import talking_to

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient


def test_the_page_loads_only_its_own_files(client: TestClient):
    page = client.get("/docs/example")
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    files = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert sorted(files) == ["/docs", "/docs/example.css", "/docs/example.js"]
    for path in files:
        assert client.get(path).status_code == 200
    assert "<script>" not in page.text
    assert "style=" not in page.text


def test_the_api_is_a_page_without_anything_from_elsewhere(client: TestClient):
    start = client.get("/", follow_redirects=False)
    assert (start.status_code, start.headers["location"]) == (303, "/docs")
    page = client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "script-src" in page.headers["content-security-policy"]
    assert "<script" not in page.text
    assert "style=" not in page.text
    etree.fromstring(page.text.partition("\n")[2].replace(" charset", " x"), etree.HTMLParser())
    document = client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert f"<code>{method.upper()} {path}</code>" in page.text
            assert f'<section id="{operation["operationId"]}">' in page.text
    anchors = set(re.findall(r'id="([^"]+)"', page.text))
    links = re.findall(r'href="([^"]+)"', page.text)
    assert {link[1:] for link in links if link.startswith("#")} <= anchors
    for link in {link for link in links if not link.startswith("#")}:
        assert client.get(link).status_code == 200


def test_every_problem_is_told_where_its_type_leads(client: TestClient):
    refused = client.get("/v1/nothing").json()["type"]
    led = client.get(refused, follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, "/docs#problem-no-such-path")
    page = client.get("/docs").text
    for kind in all_kinds():
        assert f'id="problem-{kind.slug}"' in page
        assert client.get(kind.type, follow_redirects=False).status_code == 303
    assert_problem(client.get("/problems/A%20B"), 422, "validation")


def test_pages_are_open_where_keys_are_needed(tmp_path: Path):
    with talking_to(tmp_path, require_keys=True) as client:
        for path in ("/", "/docs", "/docs/example", "/problems/missing-key"):
            assert client.get(path).status_code == 200
        assert_problem(client.get("/v1/coverage"), 401, "missing-key")


def test_the_script_sets_text_only_and_knows_real_outcomes(client: TestClient):
    script = client.get("/docs/example.js").text
    assert "innerHTML" not in script
    table = script.split("CLASS_OF = {")[1].split("}")[0]
    assert set(re.findall(r"(\w+):", table)) <= {outcome.value for outcome in Outcome}
    assert "offsets=utf16" in script


@pytest.mark.parametrize("origin", ["https://cms.example", "https://other.example"])
def test_browsers_of_named_sites_may_call(tmp_path: Path, origin: str):
    named = origin == "https://cms.example"
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, content-type",
    }
    with talking_to(tmp_path, cors_origins=("https://cms.example",), require_keys=True) as client:
        preflight = client.options("/v1/drafts/check", headers=asked)
        assert (preflight.status_code == 200) is named
        allowed = preflight.headers.get("access-control-allow-origin")
        assert allowed == (origin if named else None)
        answer = client.get("/healthz", headers={"Origin": origin})
        assert answer.headers.get("access-control-allow-origin") == allowed


def test_without_the_setting_no_site_is_named(client: TestClient):
    answer = client.get("/healthz", headers={"Origin": "https://cms.example"})
    assert "access-control-allow-origin" not in answer.headers
