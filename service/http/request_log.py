"""Gives each request an id, writes one line per request, and answers for what nobody foresaw."""

from __future__ import annotations

import re
import time
import traceback
import uuid
from typing import TYPE_CHECKING

import structlog
from starlette.datastructures import Headers, MutableHeaders

from service.http.handlers import error_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_HEADER = "X-Request-ID"
_log = structlog.get_logger("service.http")


class RequestLog:
    """The outermost layer: ids, timing, log lines, and the last resort for errors."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(_HEADER, "")
        request_id = given if _SANE_ID.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        begun = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[_HEADER] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, send_with_id)
            except Exception as error:
                log_failure(error)
                if status:
                    raise  # half an answer is out: only a broken connection tells the client
                await error_response(error, scope)(scope, receive, send_with_id)
            finally:
                _log_request(scope, status, time.perf_counter() - begun)


def log_failure(error: Exception) -> None:
    """Logs what nobody foresaw: its class and where it happened.

    Without its message and the values at hand: they may hold what a caller sent.
    """
    frames = [
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)[-12:]
    ]
    _log.error("request_failed", error=type(error).__name__, frames=frames)


def _log_request(scope: Scope, status: int, seconds: float) -> None:
    route = scope.get("route")
    facts = {
        "method": scope["method"],
        "route": getattr(route, "path", None) or "unmatched",
        "status": status,
        "ms": round(seconds * 1000, 1),
    }
    if problem := scope["state"].get("problem"):
        facts["problem"] = problem
    _log.info("request_answered", **facts)
