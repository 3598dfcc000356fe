"""Counts articles that were refused, for the coverage: reason and host, nothing of their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import structlog
from fastapi.exceptions import RequestValidationError

from service.domain.errors import StoreError
from service.usecases.coverage import count_refusals, make_refusal, reason_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from service.store.base import QuoteStore

_log = structlog.get_logger("service.http")


def note_refusals(
    store: QuoteStore, refused: Collection[tuple[Exception, str | None]], *, now: datetime
) -> None:
    """Counts errors with the addresses they came with; never raises for what a store does."""
    made = [make_refusal(_reason(error), url) for error, url in refused]
    try:
        count_refusals(store, made, now=now)
    except StoreError as error:
        # the answer to the client matters more than the count
        _log.warning("refusals_not_counted", count=len(made), error=type(error).__name__)


def url_in(body: object) -> str | None:
    """Returns the address that an article names, as it came; None where there is none to read."""
    url = body.get("url") if isinstance(body, dict) else None
    return url if isinstance(url, str) else None


def url_in_line(raw: bytes | None) -> str | None:
    """Returns the address in a line of a batch; see ``url_in``."""
    try:
        return url_in(orjson.loads(raw or b""))
    except ValueError:
        return None


def _reason(error: Exception) -> str:
    return "validation" if isinstance(error, RequestValidationError) else reason_of(error)
