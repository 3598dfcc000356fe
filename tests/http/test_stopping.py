"""The end of the server is heard, and ends what waits."""

from __future__ import annotations

import signal
import time

import anyio

from service.http.feed import Feed, FeedLimits
from service.http.stopping import told_to_stop
from service.store.factory import open_store
from service.usecases.follow_changes import EVERYTHING


def test_a_signal_is_heard_and_handed_on():
    heard = []
    before = signal.signal(signal.SIGTERM, lambda *_: heard.append("server"))
    try:
        with told_to_stop(lambda: heard.append("feed")):
            signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert heard == ["feed", "server", "server"]


def test_streams_and_long_polls_end(tmp_path):
    store = open_store(tmp_path)
    feed = Feed(store, FeedLimits(max_streams=5, stream_seconds=600, wait_seconds=600))
    ended = []

    async def stream() -> None:
        ended.append([part async for part in feed.stream(0, EVERYTHING)])

    async def poll() -> None:
        ended.append(await feed.read(0, limit=5, where=EVERYTHING, wait_seconds=600))

    async def both() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(stream)
            tasks.start_soon(poll)
            await anyio.sleep(0.3)
            assert not ended
            feed.stop()

    began = time.monotonic()
    anyio.run(both)
    store.close()
    assert len(ended) == 2
    assert time.monotonic() - began < 60
