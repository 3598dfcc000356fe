"""Hearing that the server is told to stop, before it waits for answers that are under way."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def told_to_stop(call: Callable[[], None]) -> Iterator[None]:
    """Calls when a signal comes that ends the server, then whoever listened to it before.

    A server ends the application only after all answers are given, and a stream that does not know
    of the end would hold it up. Outside of the main thread no signal is heard, and nothing done.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {each: signal.getsignal(each) for each in _SIGNALS}

    def hear(number: int, frame: FrameType | None) -> None:
        call()
        listener = before[signal.Signals(number)]
        if callable(listener):
            listener(number, frame)

    ours = [each for each in _SIGNALS if callable(before[each])]
    for each in ours:
        signal.signal(each, hear)
    try:
        yield
    finally:
        for each in ours:
            if signal.getsignal(each) is hear:
                signal.signal(each, before[each])
