"""The OpenAPI document: generated, the same in every process, with one shape for every error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from service.http.models.articles import ArticleIn, BatchResult
from service.http.problems import Problem
from service.http.scopes import is_feed, scope_of
from service.version import __version__

if TYPE_CHECKING:
    from fastapi import FastAPI

_KEY = "key"
_BY_TOKEN = "feed_token"  # noqa: S105  the name of a scheme
_TITLE = "Quote and claim provenance"
_SUMMARY = "Who carries which wording of a statement, since when, and how the wordings differ."
_DESCRIPTION = """\
Offsets count Unicode code points, half-open `[start, end)`; JavaScript counts UTF-16 code units:
ask for `offsets=utf16` where it is offered. Times are ISO 8601 in UTC. Scores are 0 to 1. Every
error is a problem document (RFC 9457). Cursors are opaque. Keys may be added to answers."""


def install_openapi(app: FastAPI) -> None:
    """Makes the application serve ``document`` at its path for it."""
    setattr(app, "openapi", lambda: document(app))  # noqa: B010  the framework's documented hook


def document(app: FastAPI) -> dict[str, Any]:
    """Returns the OpenAPI document of the application."""
    made: dict[str, Any] = app.openapi_schema or _make(app)
    app.openapi_schema = made
    return made


def document_text(app: FastAPI) -> str:
    """Returns the document as it is committed: indented, keys sorted, one final line end."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(document(app), option=options).decode()


def _make(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(
        title=_TITLE,
        version=__version__,
        summary=_SUMMARY,
        description=_DESCRIPTION,
        routes=app.routes,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    # Referred to by name only: error entries and the lines of a batch have media types for which
    # the framework does not collect models.
    _, schemas = models_json_schema(
        [
            (Problem, "serialization"),
            (BatchResult, "serialization"),
            (ArticleIn, "validation"),
        ],
        ref_template="#/components/schemas/{model}",
    )
    made["components"]["schemas"].update(schemas["$defs"])
    _declare_keys(made)
    return made


def _declare_keys(made: dict[str, Any]) -> None:
    """Says how a key is sent and which scope each operation needs.

    The first alternative is empty: on loopback a service asks for no key unless told to. OpenAPI
    3.1 lets requirements of any scheme name roles, which our scopes are.
    """
    made["components"]["securitySchemes"] = {
        _KEY: {
            "type": "http",
            "scheme": "bearer",
            "description": "A key made with `keys create`, needed where keys are required.",
        }
    }
    made["components"]["securitySchemes"][_BY_TOKEN] = {
        "type": "apiKey",
        "in": "query",
        "name": "token",
        "description": "What feed readers have in place of a key: it opens the feeds of one watch.",
    }
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            scope = scope_of(method.upper(), path)
            operation["security"] = [{}] if scope is None else [{}, {_KEY: [scope.value]}]
            if is_feed(path):
                operation["security"].append({_BY_TOKEN: []})
