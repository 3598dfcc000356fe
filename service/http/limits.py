"""Declared limits of a request: length of the URL, readable escapes, size of the body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from starlette.datastructures import Headers

from service.http.errors import BodyTooLargeError, MalformedUrlError, UrlTooLongError
from service.http.handlers import error_response
from service.http.paths import BATCH_PATH

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from service.domain.errors import InputError


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """Sizes in bytes. ``chunk_lines`` and ``batch_lines`` count lines of a batch."""

    url_bytes: int
    body_bytes: int
    batch_bytes: int
    batch_lines: int
    chunk_lines: int


class RequestLimiter:
    """Refuses what is too large, by what is announced and by what really comes."""

    def __init__(self, app: ASGIApp, limits: RequestLimits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_batch = scope["path"] == BATCH_PATH
        most = self._limits.batch_bytes if is_batch else self._limits.body_bytes
        fault = _url_fault(scope, self._limits.url_bytes) or _length_fault(scope, most)
        if fault is not None:
            await error_response(fault, scope)(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise _too_large(most)
            return message

        await self._app(scope, counted, send)


def _url_fault(scope: Scope, most: int) -> InputError | None:
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope["query_string"]
    if len(path) + len(query) > most:
        return UrlTooLongError(
            f"path and query are longer than {most} bytes",
            field="url",
            remedy="Send long texts in the body of a POST request.",
        )
    try:
        unquote_to_bytes(path).decode()
        unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        return MalformedUrlError(
            "path or query is not percent-encoded UTF-8",
            field="url",
            remedy="Encode the text as UTF-8 before percent-encoding it.",
        )
    return None


def _length_fault(scope: Scope, most: int) -> InputError | None:
    announced = Headers(scope=scope).get("content-length", "0")
    # Servers refuse lengths that are no number; a missing one is counted as it comes.
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > most:
        return _too_large(most)
    return None


def _too_large(most: int) -> BodyTooLargeError:
    return BodyTooLargeError(
        f"the body is larger than {most} bytes",
        field="body",
        remedy="Send less at once: one article, or a smaller batch.",
    )
