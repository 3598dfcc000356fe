from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from service.usecases.attestation import Outcome
from tests.http.conftest import talking_to

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient


def test_the_page_loads_only_its_own_files(client: TestClient):
    page = client.get("/docs/example")
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    files = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert sorted(files) == ["/docs/example.css", "/docs/example.js"]
    for path in files:
        assert client.get(path).status_code == 200
    assert "<script>" not in page.text
    assert "style=" not in page.text


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
