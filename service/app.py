"""Makes the application from its settings and an open store."""

from __future__ import annotations

import threading
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
import structlog
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from service.domain.watches import RetryPlan
from service.http.access import Access
from service.http.answers import Compression, Validators
from service.http.deps import Context, keep_context
from service.http.feed import Feed, FeedLimits
from service.http.handlers import install_handlers
from service.http.keys import KeyRing
from service.http.limits import RequestLimiter, RequestLimits
from service.http.metrics import Measure, Metrics
from service.http.models.watch_events import webhook_body
from service.http.openapi import install_openapi
from service.http.request_log import RequestLog
from service.http.routers import (
    about,
    analysis,
    articles,
    changes,
    checking,
    corrections,
    docs,
    evidence,
    feeds,
    finding,
    judgements,
    quality,
    registry,
    reviews,
    revisions,
    statements,
    watches,
)
from service.http.stopping import told_to_stop
from service.intake.desk import IntakeDesk
from service.usecases.outlets import adopt_outlets
from service.usecases.redraw import RULES, links_drawn_by
from service.usecases.warm_up import warm_up
from service.usecases.watches import WatchLimits
from service.version import __version__
from service.webhooks.sender import SenderConfig
from service.webhooks.worker import WebhookWorker, WorkerConfig

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from service.semantic.worker import SemanticWorker
    from service.settings import Settings
    from service.store.base import QuoteStore
    from service.store.watches import Watch

_log = structlog.get_logger("service")

_SENT = ("Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", "Last-Event-ID")
_EXPOSED = (
    "ETag",
    "Location",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "X-Request-ID",
)
# Batches wait for the one writer; more of them at once would only wait longer.
_BATCH_THREADS = 2


def create_app(
    settings: Settings, store: QuoteStore, semantic: SemanticWorker | None = None
) -> FastAPI:
    """Returns the application over this store, which it closes at its end.

    Outlets that are held take over what the registry says of them now.

    Args:
        settings: limits and the number of threads.
        store: open; no other application may use it.
        semantic: works beside the requests, from the start of the application to its end; None
            leaves it at words.
    """

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.threads
        if (drawn := links_drawn_by(store)) != RULES:
            _log.warning("links of older rules", drawn_by=drawn, rules=RULES, remedy="reindex")
        threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
        if semantic:
            semantic.start()
        webhooks.start()
        try:
            with told_to_stop(context.feed.stop):
                yield
        finally:
            await anyio.to_thread.run_sync(webhooks.stop)
            if semantic:
                await anyio.to_thread.run_sync(semantic.stop)
            await anyio.to_thread.run_sync(store.close)

    is_active = _owner_is_active(KeyRing(settings.data_dir))
    webhooks = WebhookWorker(store, _worker_config(settings), webhook_body, is_active)
    app = make_api(lifespan)
    desk = IntakeDesk.with_outlets(settings.outlets_file)
    adopt_outlets(store, desk.outlets())
    context = Context(
        store=store,
        limits=settings.limits(),
        request_limits=_request_limits(settings),
        batch_threads=anyio.CapacityLimiter(_BATCH_THREADS),
        metrics=Metrics(store),
        feed=Feed(
            store,
            FeedLimits(
                max_streams=settings.max_streams,
                stream_seconds=settings.stream_seconds,
                wait_seconds=settings.max_wait_seconds,
            ),
        ),
        desk=desk,
        semantic=semantic,
        watch_limits=_watch_limits(settings),
        max_reviews=settings.max_reviews,
        owner_is_active=is_active,
    )
    keep_context(app, context)
    _wrap(app, settings, context)
    return app


def _wrap(app: FastAPI, settings: Settings, context: Context) -> None:
    # Each wraps those before it: the last one is the outermost.
    app.add_middleware(Validators)
    app.add_middleware(Compression)
    app.add_middleware(RequestLimiter, limits=context.request_limits)
    app.add_middleware(
        Access,
        keys=KeyRing(settings.data_dir),
        require_keys=settings.require_keys,
        per_minute=settings.requests_per_minute,
    )
    app.add_middleware(Measure, metrics=context.metrics)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=_SENT,
            expose_headers=_EXPOSED,
        )
    app.add_middleware(RequestLog)


def make_api(lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None) -> FastAPI:
    """Returns the operations and error handlers by themselves: enough to describe the API."""
    app = FastAPI(
        version=__version__,
        lifespan=lifespan,
        # The interactive pages load scripts from other sites.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    for router in (
        articles,
        analysis,
        checking,
        changes,
        finding,
        judgements,
        corrections,
        evidence,
        docs,
        revisions,
        statements,
        reviews,
        watches,
        feeds,
        registry,
        quality,
        about,
    ):
        app.include_router(router.router)
    install_handlers(app)
    install_openapi(app)
    return app


def _owner_is_active(keys: KeyRing) -> Callable[[Watch], bool]:
    """Returns whether nobody has revoked the key that a watch belongs to."""

    def is_active(watch: Watch) -> bool:
        if watch.owner is None:
            return True
        return keys.is_active(watch.owner, datetime.now(UTC))

    return is_active


def _worker_config(settings: Settings) -> WorkerConfig:
    return WorkerConfig(
        threads=settings.webhook_threads,
        events_kept=settings.watch_events,
        sender=SenderConfig(
            total_seconds=settings.webhook_seconds, allow_private=settings.webhook_allow_private
        ),
        plan=RetryPlan(tries=settings.webhook_tries, first_seconds=settings.webhook_retry_seconds),
        limits=settings.limits(),
    )


def _watch_limits(settings: Settings) -> WatchLimits:
    return WatchLimits(
        most=settings.max_watches,
        events_kept=settings.watch_events,
        max_query_chars=settings.max_query_chars,
        overlap_seconds=settings.webhook_overlap_seconds,
        allow_private=settings.webhook_allow_private,
    )


def _request_limits(settings: Settings) -> RequestLimits:
    return RequestLimits(
        url_bytes=settings.max_url_bytes,
        body_bytes=settings.max_body_bytes,
        batch_bytes=settings.max_batch_bytes,
        batch_lines=settings.max_batch_lines,
        chunk_lines=settings.batch_chunk_lines,
        body_seconds=settings.body_seconds,
    )
