"""Reads JSON strictly: UTF-8, no NaN, no lone surrogate, no NUL, no endless nesting."""

from __future__ import annotations

import json
from email.message import Message
from typing import TYPE_CHECKING

import orjson

from service.domain.errors import UnsupportedTextError
from service.http.errors import MalformedJsonError, UnsupportedMediaTypeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NUL_ESCAPE = b"\\u0000"
_SURROGATE = range(0xD800, 0xE000)


def parse_json(raw: bytes) -> object:
    """Returns the value that the bytes denote.

    Raises:
        MalformedJsonError: they are not JSON in UTF-8; the message names line and column.
        UnsupportedTextError: a string holds NUL or a lone surrogate; the field is named.
    """
    try:
        value: object = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        if (field := _find_surrogate(raw)) is not None:
            raise _unsupported(field, "a lone surrogate, which is no character") from error
        raise MalformedJsonError(
            f"not JSON at line {error.lineno}, column {error.colno}: {error.msg}",
            field="body",
            remedy="Send one JSON value in UTF-8; numbers must be finite.",
        ) from error
    if _NUL_ESCAPE in raw and (field := _find(value, _holds_nul)) is not None:
        raise _unsupported(field, "the character NUL (U+0000)")
    return value


def check_media_type(headers: Mapping[str, str], *expected: str) -> None:
    """Checks that a body is of one of the expected types, in UTF-8, and not compressed.

    Raises:
        UnsupportedMediaTypeError: it is something else.
    """
    written = headers.get("content-type", "")
    message = Message()
    message["content-type"] = written or "none/none"
    charset = str(message.get_param("charset", "utf-8")).lower()
    if message.get_content_type() not in expected or charset not in {"utf-8", "utf8"}:
        raise UnsupportedMediaTypeError(
            f"Content-Type {written!r} is not read here",
            field="Content-Type",
            remedy=f"Send {' or '.join(expected)} in UTF-8.",
        )
    encoding = headers.get("content-encoding", "identity").lower()
    if encoding != "identity":
        raise UnsupportedMediaTypeError(
            f"Content-Encoding {encoding!r} is not read here",
            field="Content-Encoding",
            remedy="Send the body uncompressed.",
        )


def _unsupported(field: str, what: str) -> UnsupportedTextError:
    return UnsupportedTextError(
        f"{field} holds {what}", field=field, remedy="Remove or replace that character."
    )


def _find_surrogate(raw: bytes) -> str | None:
    # Only to name the field: the standard library reads what the strict reader refused.
    try:
        return _find(json.loads(raw), _holds_surrogate)
    except (ValueError, RecursionError):
        return None


def _holds_nul(text: str) -> bool:
    return "\0" in text


def _holds_surrogate(text: str) -> bool:
    return any(ord(char) in _SURROGATE for char in text)


def _find(value: object, bad: Callable[[str], bool], path: str = "") -> str | None:
    """Returns the path of the first string for which ``bad`` holds."""
    stack: list[tuple[str, object]] = [(path, value)]
    while stack:
        path, item = stack.pop()
        if isinstance(item, str):
            if bad(item):
                return path or "body"
        elif isinstance(item, dict):
            if any(bad(key) for key in item):
                return path or "body"
            inner = ((f"{path}.{key}" if path else key, each) for key, each in item.items())
            stack.extend(reversed(list(inner)))
        elif isinstance(item, list):
            stack.extend(reversed([(f"{path}[{n}]", each) for n, each in enumerate(item)]))
    return None
