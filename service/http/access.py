"""Lets requests in: by key and scope, and only so many a minute."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders, QueryParams

from service.http.errors import MissingKeyError, MissingScopeError, TooManyRequestsError
from service.http.handlers import error_response
from service.http.scopes import OPEN, is_feed, scope_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Send
    from starlette.types import Scope as AsgiScope

    from service.http.keys import ApiKey, KeyRing

_MINUTE: Final = 60.0
_MOST_CALLERS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a caller stands in the present minute."""

    limit: int
    remaining: int
    reset_seconds: int
    is_over: bool


class RateLimiter:
    """Counts requests of each caller by the minute; forgets every caller at its end."""

    def __init__(self, per_minute: int) -> None:
        """Allows so many; 0 allows any number."""
        self._per_minute = per_minute
        self._minute = 0
        self._counts: dict[str, int] = {}

    def count(self, caller: str, now: float) -> Standing | None:
        """Counts a request; returns None when nothing is limited."""
        if not self._per_minute:
            return None
        minute = int(now // _MINUTE)
        if minute != self._minute or len(self._counts) > _MOST_CALLERS:
            self._minute, self._counts = minute, {}
        used = self._counts.get(caller, 0) + 1
        self._counts[caller] = used
        return Standing(
            limit=self._per_minute,
            remaining=max(0, self._per_minute - used),
            reset_seconds=math.ceil((minute + 1) * _MINUTE - now),
            is_over=used > self._per_minute,
        )


class Access:
    """Asks for a key where one is needed, and limits callers by key, else by address."""

    def __init__(self, app: ASGIApp, keys: KeyRing, *, require_keys: bool, per_minute: int) -> None:
        self._app = app
        self._keys = keys
        self._require_keys = require_keys
        self._limiter = RateLimiter(per_minute)

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            key = self._find_key(scope)
            self._check_scope(scope, key)
            scope.setdefault("state", {})["key"] = key
        except (MissingKeyError, MissingScopeError) as error:
            await error_response(error, scope)(scope, receive, send)
            return
        standing = self._count(scope, key)

        async def send_with_standing(message: Message) -> None:
            if standing and message["type"] == "http.response.start":
                _write_standing(MutableHeaders(scope=message), standing)
            await send(message)

        if standing and standing.is_over:
            refusal = TooManyRequestsError(
                f"more than {standing.limit} requests in one minute", standing.reset_seconds
            )
            await error_response(refusal, scope)(scope, receive, send_with_standing)
            return
        await self._app(scope, receive, send_with_standing)

    def _find_key(self, scope: AsgiScope) -> ApiKey | None:
        written = Headers(scope=scope).get("authorization")
        if written is None:
            return None
        scheme, _, text = written.partition(" ")
        is_bearer = scheme.lower() == "bearer"
        key = self._keys.find(text.strip(), datetime.now(UTC)) if is_bearer else None
        if key is None:
            raise MissingKeyError("the Authorization header holds no key that is in use")
        return key

    def _check_scope(self, scope: AsgiScope, key: ApiKey | None) -> None:
        needed = scope_of(scope["method"], scope["path"])
        if needed is None or (key is None and not self._require_keys):
            return
        if key is None and _has_feed_token(scope):
            return  # the operation looks whether it is the token of this very watch
        if key is None:
            raise MissingKeyError("send a key: Authorization: Bearer KEY")
        if not key.allows(needed):
            raise MissingScopeError(f"the key {key.id} lacks the scope {needed.value!r}")

    def _count(self, scope: AsgiScope, key: ApiKey | None) -> Standing | None:
        if scope["path"] in OPEN:
            return None
        client = scope.get("client")
        caller = f"key {key.id}" if key else f"address {client[0] if client else ''}"
        return self._limiter.count(caller, time.time())


def _has_feed_token(scope: AsgiScope) -> bool:
    is_read = scope["method"] in {"GET", "HEAD"}
    return is_read and is_feed(scope["path"]) and "token" in QueryParams(scope["query_string"])


def _write_standing(headers: MutableHeaders, standing: Standing) -> None:
    headers["RateLimit-Limit"] = str(standing.limit)
    headers["RateLimit-Remaining"] = str(standing.remaining)
    headers["RateLimit-Reset"] = str(standing.reset_seconds)
