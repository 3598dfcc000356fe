"""The OpenAPI document as a page for people: one file, no script, nothing from other sites."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

import orjson

from service.http.problems import all_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CODE = re.compile(r"`([^`]+)`")
_SLUG = re.compile(r"/problems/([a-z-]+)")
_MOST_WORDS = 12
_ELSEWHERE = (
    '<p><a href="/openapi.json">openapi.json</a> is this page for programs; '
    '<a href="/docs/example">an example</a> checks a draft in the browser.</p>'
)
_PROBLEMS_TOLD = (
    "<p>Every error is a problem document (RFC 9457); programs go by its <code>type</code>.</p>"
)


def reference_page(document: Mapping[str, Any]) -> str:
    """Returns the page: every operation with parameters, body, answers, and every problem."""
    info = document["info"]
    operations = list(_operations(document))
    tags = list(dict.fromkeys(operation["tags"][0] for _, _, operation in operations))
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(info['title'])}: the API</title>",
        '<link rel="stylesheet" href="/docs/reference.css">',
        "</head>",
        "<body>",
        f"<h1>{escape(info['title'])}</h1>",
        f"<p>{_told(info['summary'])}</p>",
        f"<p>{_told(info['description'])}</p>",
        _ELSEWHERE,
        "<nav><ul>",
        *(f'<li><a href="#{escape(tag)}">{escape(tag)}</a></li>' for tag in tags),
        '<li><a href="#shapes">shapes</a></li>',
        '<li><a href="#problems">problems</a></li>',
        "</ul></nav>",
    ]
    for tag in tags:
        parts.append(f'<h2 id="{escape(tag)}">{escape(tag.capitalize())}</h2>')
        for path, method, operation in operations:
            if operation["tags"][0] == tag:
                parts += _operation(document, path, method, operation)
    parts += ['<h2 id="shapes">Shapes</h2>', *_shapes(document)]
    parts += ['<h2 id="problems">Problems</h2>', *_problems(), "</body>", "</html>"]
    return "\n".join(parts) + "\n"


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


def _operation(
    document: Mapping[str, Any], path: str, method: str, operation: Mapping[str, Any]
) -> Iterator[str]:
    yield f'<section id="{escape(operation["operationId"])}">'
    yield f"<h3><code>{method} {escape(path)}</code></h3>"
    yield f"<p>{_told(operation['description'])}</p>"
    rows = [
        (f"{each['name']}{'' if each.get('required') else '?'}", each["schema"], each)
        for each in operation.get("parameters", ())
    ]
    yield from _fields("Parameters", document, rows)
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        yield from _model(document, f"Body, <code>{escape(media_type)}</code>", content)
    for status, answer in operation["responses"].items():
        if not status.startswith("2"):
            continue
        for media_type, content in answer.get("content", {}).items():
            heading = f"Answer {status}, <code>{escape(media_type)}</code>"
            yield from _model(document, heading, content)
    slugs = {
        slug
        for answer in operation["responses"].values()
        for slug in _SLUG.findall(answer["description"])
    }
    links = ", ".join(f'<a href="#problem-{slug}">{slug}</a>' for slug in sorted(slugs))
    yield f"<details><summary>Problems</summary><p>{links}</p></details>"
    yield "</section>"


def _shapes(document: Mapping[str, Any]) -> Iterator[str]:
    for name, model in document["components"]["schemas"].items():
        if "properties" in model:
            yield f'<section id="{escape(name)}"><h3>{escape(name)}</h3>'
            yield f"<p>{_told(model.get('description', ''))}</p>"
            yield from _model(document, "Fields", {"schema": model})
            yield "</section>"


def _model(document: Mapping[str, Any], heading: str, content: Mapping[str, Any]) -> Iterator[str]:
    model = _resolved(document, content.get("schema", {}))
    required = set(model.get("required", ()))
    rows = [
        (name if name in required else f"{name}?", schema, schema)
        for name, schema in model.get("properties", {}).items()
    ]
    yield from _fields(heading, document, rows)


def _fields(
    heading: str,
    document: Mapping[str, Any],
    rows: list[tuple[str, Mapping[str, Any], Mapping[str, Any]]],
) -> Iterator[str]:
    if not rows:
        return
    yield f"<details><summary>{heading}</summary><table>"
    for name, schema, told in rows:
        yield (
            f"<tr><th><code>{escape(name)}</code></th><td>{_kind(document, schema)}</td>"
            f"<td>{_told(_description(told))}{_example(schema)}</td></tr>"
        )
    yield "</table></details>"


def _description(told: Mapping[str, Any]) -> str:
    found: str = told.get("description") or next(
        (each["description"] for each in told.get("anyOf", ()) if "description" in each), ""
    )
    return found


def _kind(document: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """Returns the type of a field in a few words."""
    if words := schema.get("enum"):
        more = " …" if len(words) > _MOST_WORDS else ""
        return " | ".join(escape(str(word)) for word in words[:_MOST_WORDS]) + more
    if "$ref" in schema:
        resolved = _resolved(document, schema)
        name = escape(schema["$ref"].rpartition("/")[2])
        is_shape = "properties" in resolved
        return f'<a href="#{name}">{name}</a>' if is_shape else _kind(document, resolved)
    if any_of := schema.get("anyOf"):
        return " | ".join(dict.fromkeys(_kind(document, each) for each in any_of))
    if schema.get("type") == "array":
        return f"list of {_kind(document, schema.get('items', {}))}"
    return escape(schema.get("format") or schema.get("type") or "any")


def _example(schema: Mapping[str, Any]) -> str:
    examples = schema.get("examples")
    return f" <code>{escape(orjson.dumps(examples[0]).decode())}</code>" if examples else ""


def _resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    named = next((each for each in schema.get("anyOf", ()) if "$ref" in each), schema)
    if "$ref" not in named:
        return named
    found: dict[str, Any] = document["components"]["schemas"][named["$ref"].rpartition("/")[2]]
    return found


def _problems() -> Iterator[str]:
    yield _PROBLEMS_TOLD
    yield "<table>"
    for kind in all_kinds():
        yield (
            f'<tr id="problem-{kind.slug}"><th><code>{kind.type}</code></th>'
            f"<td>{kind.status}</td><td>{escape(kind.title)}</td></tr>"
        )
    yield "</table>"


def _told(text: str) -> str:
    """Returns a description as HTML: what stands in backticks is code."""
    return _CODE.sub(r"<code>\1</code>", escape(text, quote=False)).replace("\n\n", "</p><p>")
