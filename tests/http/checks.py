"""What several tests check of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from httpx2 import Response

KEYS = {"type", "title", "status", "detail", "instance", "errors", "request_id"}


def assert_problem(
    response: Response, status: int, kind: str, *, field: str | None = None
) -> dict[str, Any]:
    """Checks the one shape of errors, and returns the document."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = response.json()
    assert set(document) == KEYS
    assert document["status"] == status
    assert document["type"] == f"/problems/{kind}"
    assert document["title"]
    assert document["detail"]
    assert document["request_id"] == response.headers["x-request-id"]
    for error in document["errors"]:
        assert set(error) == {"field", "message", "remedy"}
        assert error["field"]
        assert error["remedy"]
    if field is not None:
        assert field in [error["field"] for error in document["errors"]]
    return document
