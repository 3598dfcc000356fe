"""What every operation refuses in the same way, taken from the API document itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from service.app import make_api
from service.http.openapi import document
from tests.http.checks import assert_problem

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

PATHS: dict[str, dict[str, Any]] = document(make_api(None))["paths"]
READS = sorted(path for path, operations in PATHS.items() if "get" in operations)
WRITES = sorted(
    (method, path) for path, operations in PATHS.items() for method in operations if method != "get"
)
# What a read needs besides, lest it is refused for lack of it.
NEEDED = {"/v1/search": {"q": "take up arms"}}


def takes(path: str, name: str) -> bool:
    given = PATHS[path]["get"].get("parameters", ())
    return any(each["in"] == "query" and each["name"] == name for each in given)


def filled(path: str, ids: dict[str, str]) -> str:
    """Returns the path with real ids in place of its parameters."""
    return re.sub(r"\{(\w+)_id\}", lambda m: ids.get(m[1], "none"), path)


@pytest.mark.parametrize("path", READS)
def test_unknown_parameters_of_reads(story: TestClient, ids: dict[str, str], path: str):
    params = {**NEEDED.get(path, {}), "colour": "red"}
    answer = story.get(filled(path, ids), params=params)
    assert_problem(answer, 422, "unknown-parameter", field="colour")


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_unknown_parameters_of_writes(
    story: TestClient, ids: dict[str, str], method: str, path: str
):
    typed = "application/x-ndjson" if path.endswith("/batch") else "application/json"
    answer = story.request(
        method,
        filled(path, ids),
        params={"colour": "red"},
        content=b"{}",
        headers={"Content-Type": typed},
    )
    assert_problem(answer, 422, "unknown-parameter", field="colour")


@pytest.mark.parametrize("limit", ["0", "-1", "1001", "1" + "0" * 30, "many", "1.5", ""])
@pytest.mark.parametrize("path", [path for path in READS if takes(path, "limit")])
def test_absurd_limits(story: TestClient, ids: dict[str, str], path: str, limit: str):
    answer = story.get(filled(path, ids), params={**NEEDED.get(path, {}), "limit": limit})
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == ["limit"]


@pytest.mark.parametrize("path", [path for path in READS if takes(path, "cursor")])
def test_cursors_of_another_list(story: TestClient, ids: dict[str, str], path: str):
    other = "/v1/outlets" if path != "/v1/outlets" else "/v1/speakers"
    cursor = story.get(other, params={"limit": 1}).json()["next_cursor"]
    assert cursor
    for given in (cursor, cursor[:-2], "bogus", "A" * 3_000):
        params = {**NEEDED.get(path, {}), "cursor": given}
        answer = story.get(filled(path, ids), params=params)
        assert_problem(answer, 422, "invalid-cursor", field="cursor")


@pytest.mark.parametrize("path", [path for path in READS if "_id}" in path])
def test_unknown_ids(story: TestClient, path: str):
    kind = re.findall(r"\{(\w+)_id\}", path)[0]
    asked = re.sub(r"\{\w+\}", "xx_aaaaaaaaaaaaaaaaaaaa", path)
    assert_problem(story.get(asked), 404, f"{kind}-not-found")


@pytest.mark.parametrize("path", ["/v1/drafts/check", "/v1/extract"])
def test_ten_megabytes_of_draft(story: TestClient, path: str):
    text = "“We will see,” Ana Gómez said. " * (10_000_000 // 31)
    assert_problem(story.post(path, json={"text": text}), 413, "article-too-large", field="text")
