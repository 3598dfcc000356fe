"""Waiting for events without asking the store once per waiting client."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import anyio
import anyio.to_thread

from service.domain.errors import QuoteError
from service.http.errors import TooManyStreamsError
from service.http.models.changes import change_model
from service.http.request_log import log_failure
from service.usecases.follow_changes import EVERYTHING, list_changes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from service.store.base import QuoteStore
    from service.store.records import RecordedChange
    from service.usecases.follow_changes import ChangeFilter, ChangeSlice

_PAUSE_SECONDS: Final = 0.2
_KEEP_ALIVE_SECONDS: Final = 15.0
_RETRY_MS: Final = 2_000
_CHUNK: Final = 100


@dataclass(frozen=True, slots=True)
class FeedLimits:
    """How many streams may be open at once, for how long, and how long a page may wait."""

    max_streams: int
    stream_seconds: int
    wait_seconds: int


class Feed:
    """The change feed of one store for clients that wait.

    All waiting clients share one look at the end of the feed every fifth of a second. Use it from
    one event loop.
    """

    def __init__(self, store: QuoteStore, limits: FeedLimits) -> None:
        self._store = store
        self._limits = limits
        self._last = 0
        self._looked_at = float("-inf")
        self._looking = anyio.Lock()
        self._open = 0
        self._stopping = False

    def stop(self) -> None:
        """Ends all streams and all waiting within a fifth of a second; may be called anywhere."""
        self._stopping = True

    async def read(
        self, after: int, *, limit: int, where: ChangeFilter, wait_seconds: float
    ) -> ChangeSlice:
        """Returns wanted events, at once if there are any, else as soon as there are.

        Raises:
            CursorError: the feed has no event ``after``.
        """
        deadline = time.monotonic() + min(wait_seconds, self._limits.wait_seconds)
        while True:
            found = await anyio.to_thread.run_sync(
                partial(list_changes, self._store, after, limit=limit, where=where)
            )
            after = found.next_after
            left = deadline - time.monotonic()
            if found.changes or left <= 0 or not await self._grows_past(after, left):
                return found

    def check_room(self) -> None:
        """Checks that one more stream may be opened.

        Raises:
            TooManyStreamsError: as many as are allowed are open.
        """
        if self._open >= self._limits.max_streams:
            raise TooManyStreamsError(f"{self._open} streams are open, and no more are allowed")

    async def stream(self, after: int, where: ChangeFilter) -> AsyncIterator[bytes]:
        """Yields wanted events as Server-Sent Events, comments while there are none.

        Ends after a while, so that a client whose key was revoked does not listen for ever; clients
        come back by themselves with the number of their last event.
        """
        self._open += 1
        try:
            yield f"retry: {_RETRY_MS}\n\n".encode()
            async for part in self._parts(after, where):
                yield part
        finally:
            self._open -= 1

    async def _parts(self, after: int, where: ChangeFilter) -> AsyncIterator[bytes]:
        deadline = time.monotonic() + self._limits.stream_seconds
        while time.monotonic() < deadline and not self._stopping:
            try:
                found = await self.read(
                    after, limit=_CHUNK, where=where, wait_seconds=_KEEP_ALIVE_SECONDS
                )
            except QuoteError as error:
                log_failure(error)
                return
            for each in found.changes:
                yield _event(each)
            if not found.changes and not self._stopping:
                yield b": nothing new\n\n"
            after = found.next_after

    async def _grows_past(self, seq: int, within_seconds: float) -> bool:
        """Waits until the feed has an event after this one; returns whether it came in time."""
        with anyio.move_on_after(within_seconds):
            while not self._stopping:
                await self._look()
                if self._last > seq:
                    return True
                await anyio.sleep(_PAUSE_SECONDS)
        return False

    async def _look(self) -> None:
        async with self._looking:
            if time.monotonic() - self._looked_at >= _PAUSE_SECONDS:
                self._last = await anyio.to_thread.run_sync(self._find_end)
                self._looked_at = time.monotonic()

    def _find_end(self) -> int:
        after = self._last
        while (found := list_changes(self._store, after, limit=1_000, where=EVERYTHING)).changes:
            after = found.next_after
        return after


def _event(recorded: RecordedChange) -> bytes:
    data = change_model(recorded).model_dump_json()
    return f"id: {recorded.seq}\nevent: {recorded.change.kind.value}\ndata: {data}\n\n".encode()
