"""Figures for Prometheus: requests by operation, what is held, what waits and for how long."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.responses import Response

from service.usecases.coverage import coverage

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from service.store.base import QuoteStore

_MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """The figures of one application; nothing of a request but its route and status."""

    def __init__(self, store: QuoteStore) -> None:
        """Begins at zero; figures of the store are read when they are asked for."""
        self._store = store
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "quote_provenance_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "quote_provenance_request_seconds",
            "Time to the end of the answer.",
            ("method", "route"),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._held = Gauge(
            "quote_provenance_held", "Things held, by kind.", ("kind",), registry=self._registry
        )
        self._lag = Gauge(
            "quote_provenance_index_lag_changes",
            "Changes that the derived index has not taken in; they are searched in memory.",
            registry=self._registry,
        )
        self._since = Gauge(
            "quote_provenance_ingest_age_seconds",
            "Time since the last article was taken in.",
            registry=self._registry,
        )
        self._queue = Gauge(
            "quote_provenance_queue",
            "What waits: writers for their turn; changes that the slowest watch has not seen;"
            " webhooks to be sent; quotations not yet held against the others by meaning.",
            ("queue",),
            registry=self._registry,
        )

        self._refused = Gauge(
            "quote_provenance_refused",
            "Articles, lines and pages that were refused, by reason.",
            ("reason",),
            registry=self._registry,
        )

    def count(self, scope: Scope, status: int, seconds: float) -> None:
        """Counts a request by its operation, never by what it asked for."""
        route = getattr(scope.get("route"), "path", None) or "unmatched"
        method = scope["method"] if route != "unmatched" else "any"
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(method, route).observe(seconds)

    def text(self, model: str | None = None) -> bytes:
        """Returns all figures in the text format of Prometheus; ``model`` is that of meaning."""
        found = coverage(self._store)
        for kind in ("articles", "versions", "mentions", "wordings", "statements"):
            self._held.labels(kind).set(getattr(found, kind))
        self._lag.set(found.sequence - found.index_sequence)
        if found.last_ingest_at:
            self._since.set(max(0.0, time.time() - found.last_ingest_at.timestamp()))
        self._measure_refusals()
        self._measure_queues(model)
        return generate_latest(self._registry)

    def _measure_refusals(self) -> None:
        with self._store.reading() as tx:
            failures = tx.failures(hosts=0)
        for failure in failures:
            self._refused.labels(failure.reason).set(failure.items)

    def _measure_queues(self, model: str | None) -> None:
        with self._store.reading() as tx:
            backlog = tx.backlog(model)
        self._queue.labels("writers").set(self._store.writers_waiting())
        self._queue.labels("watches").set(backlog.watched_changes)
        self._queue.labels("webhooks").set(backlog.webhooks)
        self._queue.labels("meaning").set(backlog.unswept)


def metrics_response(metrics: Metrics, model: str | None) -> Response:
    """Returns the answer that carries the figures; ``model`` is that of meaning, if any."""
    return Response(metrics.text(model), media_type=_MEDIA_TYPE)


class Measure:
    """Counts every request that reaches the operations."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            self._metrics.count(scope, status, time.perf_counter() - begun)
