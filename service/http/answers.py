"""Validators and compression for answers: ``ETag``, ``If-None-Match``, ``HEAD``, gzip."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware

from service.http.paths import BATCH_PATH, STREAM_PATH

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SMALLEST_COMPRESSED_BYTES = 1_000
_HTTP_OK = 200


class Validators:
    """Tags each answer to a GET with a weak digest of its body; 304 when the client has it.

    A HEAD is worked on as a GET, and its answer leaves without the body.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope["method"] if scope["type"] == "http" else ""
        if method not in {"GET", "HEAD"} or scope["path"] == STREAM_PATH:
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                await _send_tagged(scope, start, bytes(body), send, bare=method == "HEAD")

        # Changed in place and back: who measures and logs reads the route from this very scope.
        scope["method"] = "GET"
        try:
            await self._app(scope, receive, hold)
        finally:
            scope["method"] = method


async def _send_tagged(
    scope: Scope, start: Message, body: bytes, send: Send, *, bare: bool
) -> None:
    if start["status"] == _HTTP_OK:
        tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        headers = MutableHeaders(scope=start)
        headers["ETag"] = tag
        headers["Cache-Control"] = "no-cache"
        if _matches(Headers(scope=scope).getlist("if-none-match"), tag):
            start["status"], body = 304, b""
            del headers["content-length"]
            del headers["content-type"]
    await send(start)
    await send({"type": "http.response.body", "body": b"" if bare else body})


def _matches(given: list[str], tag: str) -> bool:
    """Whether a list of entity tags holds this one; weak comparison (RFC 9110, 8.8.3.2)."""
    bare = tag.removeprefix("W/")
    written = [each.strip() for line in given for each in line.split(",")]
    return any(each == "*" or each.removeprefix("W/") == bare for each in written)


class Compression:
    """Gzip for every answer but those in lines: each line must leave at once."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._gzip = GZipMiddleware(app, minimum_size=_SMALLEST_COMPRESSED_BYTES, compresslevel=5)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        in_lines = scope["type"] == "http" and scope["path"] in {BATCH_PATH, STREAM_PATH}
        await (self._plain if in_lines else self._gzip)(scope, receive, send)
