"""Declared limits of a request: length of the URL, readable escapes, size and time of the body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import anyio
from starlette.datastructures import Headers

from service.http.errors import (
    BodyTooLargeError,
    MalformedUrlError,
    SlowBodyError,
    UrlTooLongError,
)
from service.http.handlers import error_response
from service.http.paths import BATCH_PATH

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from service.domain.errors import InputError


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """Sizes in bytes. ``chunk_lines`` and ``batch_lines`` count lines of a batch.

    ``body_seconds`` is how long a whole body may take to come, and each piece of a batch.
    """

    url_bytes: int
    body_bytes: int
    batch_bytes: int
    batch_lines: int
    chunk_lines: int
    body_seconds: float = 60.0


class RequestLimiter:
    """Refuses what is too large, by what is announced and by what really comes, or too slow."""

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
        is_coming = True
        ends = anyio.current_time() + self._limits.body_seconds

        async def counted() -> Message:
            nonlocal seen, is_coming
            if not is_coming:  # what is waited for now is the client's leaving
                return await receive()
            message = await _in_time(
                receive, anyio.current_time() + self._limits.body_seconds if is_batch else ends
            )
            is_coming = message.get("more_body", False)
            seen += len(message.get("body", b""))
            if seen > most:
                raise _too_large(most)
            return message

        await self._app(scope, counted, send)


async def _in_time(receive: Receive, ends: float) -> Message:
    with anyio.CancelScope(deadline=ends):
        return await receive()
    raise SlowBodyError("the client was too slow; send again what was not answered")


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
