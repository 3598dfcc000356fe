"""What a request needs: the scope of each operation, by method and path."""

from __future__ import annotations

import re
from typing import Final

from service.http.keys import Scope

OPEN: Final = frozenset(
    {
        "/healthz",
        "/readyz",
        "/openapi.json",
        "/",
        "/docs",
        "/docs/reference.css",
        "/docs/example",
        "/docs/example.js",
        "/docs/example.css",
    }
)
_READING: Final = ("/v1/match", "/v1/verify", "/v1/extract", "/v1/compare", "/v1/drafts/check")
_WRITING: Final = (
    ("/v1/articles", Scope.INGEST),
    ("/v1/judgements", Scope.JUDGE),
    ("/v1/corrections", Scope.JUDGE),
    ("/v1/reviews", Scope.INGEST),
)
# Who may read may have told what is there to read; a caller reaches only watches of their own.
_WATCHES: Final = "/v1/watches"


_PROBLEMS: Final = "/problems/"
# these two may be asked for with a token in the address
_FEED: Final = re.compile(r"/v1/watches/[^/]+/feed\.(?:json|atom)")


def is_feed(path: str) -> bool:
    """Whether this is the path of a watch's feed, or the template of one."""
    return _FEED.fullmatch(path) is not None


def scope_of(method: str, path: str) -> Scope | None:
    """Returns what a request needs; None when everybody may. What is not listed needs ``admin``."""
    if path in OPEN or path.startswith(_PROBLEMS):
        return None
    if method in {"GET", "HEAD", "OPTIONS"} or path in _READING:
        return Scope.READ
    if path == _WATCHES or path.startswith(f"{_WATCHES}/"):
        return Scope.READ
    if method == "DELETE" and not path.startswith("/v1/judgements/"):
        return Scope.ADMIN
    for prefix, scope in _WRITING:
        if path == prefix or path.startswith(f"{prefix}/"):
            return scope
    return Scope.ADMIN
