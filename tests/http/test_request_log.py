from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import structlog

from service.logs import configure_logs
from tests.http.conftest import talking_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def test_one_line_per_request_and_no_text_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    configure_logs(line_format="json", level="info")
    marker = "zanzibarium"
    text = f"“The {marker} is ours,” Ana Gómez said."
    with talking_to(tmp_path) as client:
        client.post("/v1/articles", json={"url": "https://paper.example/1", "text": text})
        client.post("/v1/extract", json={"text": text, "titel": marker})
        client.post("/v1/articles/batch", content=text.encode())
        client.get("/v1/search", params={"q": marker})
        client.get(f"/v1/{marker}")
        client.post("/v1/match", json={"queries": {marker: {"text": marker}}})
    logged = capsys.readouterr().err
    assert marker not in logged
    lines = [json.loads(line) for line in logged.splitlines()]
    assert [line["event"] for line in lines] == ["request_answered"] * 6
    assert [line["status"] for line in lines] == [201, 422, 415, 200, 404, 200]
    assert [line["route"] for line in lines][-2:] == ["unmatched", "/v1/match"]
    assert lines[1]["problem"] == "/problems/validation"
    assert len({line["request_id"] for line in lines}) == 6


def test_the_least_severe_level_is_a_setting(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    configure_logs(line_format="console", level="error")
    with talking_to(tmp_path) as client:
        client.get("/healthz")
    assert capsys.readouterr().err == ""
