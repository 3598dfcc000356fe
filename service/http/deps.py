"""What endpoints are given: the store, the limits, the time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated

import anyio
from fastapi import Depends, FastAPI, Request

from service.http.feed import Feed
from service.http.limits import RequestLimits
from service.http.metrics import Metrics
from service.intake.desk import IntakeDesk
from service.semantic.index import SemanticIndex
from service.semantic.worker import SemanticWorker
from service.store.base import QuoteStore
from service.store.watches import Watch
from service.usecases.config import Limits
from service.usecases.coverage import KnownHoles
from service.usecases.watches import WatchLimits


@dataclass(frozen=True, slots=True)
class Context:
    """What the application was made with."""

    store: QuoteStore
    limits: Limits
    request_limits: RequestLimits
    batch_threads: anyio.CapacityLimiter
    feed: Feed
    metrics: Metrics
    desk: IntakeDesk
    semantic: SemanticWorker | None = None
    watch_limits: WatchLimits = field(default_factory=WatchLimits)
    max_reviews: int = 1_000
    known_holes: KnownHoles = field(default_factory=KnownHoles)
    owner_is_active: Callable[[Watch], bool] = lambda _: True


def keep_context(app: FastAPI, context: Context) -> None:
    """Puts the context where the dependencies find it."""
    app.state.context = context


# The dependencies are coroutines only because FastAPI sends plain functions to a thread, which
# costs more than they do.
async def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


async def _store(request: Request) -> QuoteStore:
    return (await _context(request)).store


async def _desk(request: Request) -> IntakeDesk:
    return (await _context(request)).desk


async def _limits(request: Request) -> Limits:
    return (await _context(request)).limits


async def _batch_threads(request: Request) -> anyio.CapacityLimiter:
    return (await _context(request)).batch_threads


async def _semantic(request: Request) -> SemanticIndex | None:
    worker = (await _context(request)).semantic
    return worker.index if worker else None


async def _feed(request: Request) -> Feed:
    return (await _context(request)).feed


async def _now() -> datetime:
    return datetime.now(UTC)


ContextDep = Annotated[Context, Depends(_context)]
StoreDep = Annotated[QuoteStore, Depends(_store)]
DeskDep = Annotated[IntakeDesk, Depends(_desk)]
LimitsDep = Annotated[Limits, Depends(_limits)]
SemanticDep = Annotated[SemanticIndex | None, Depends(_semantic)]
FeedDep = Annotated[Feed, Depends(_feed)]
NowDep = Annotated[datetime, Depends(_now)]
BatchThreadsDep = Annotated[anyio.CapacityLimiter, Depends(_batch_threads)]
