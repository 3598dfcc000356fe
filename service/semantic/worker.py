"""The thread that keeps vectors and links by meaning up with what is taken in."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

import structlog

from service.domain.errors import StoreClosedError, StoreError
from service.semantic.index import SemanticIndex, VectorIndex
from service.semantic.sweep import Sweep

if TYPE_CHECKING:
    from service.semantic.encoder import SentenceEncoder
    from service.store.base import QuoteStore

_PAUSE_SECONDS: Final = 1.0
_AFTER_FAULT_SECONDS: Final = 30.0

log = structlog.get_logger()


class SemanticWorker:
    """Sweeps in a thread of its own while the store is open; ``index`` answers queries."""

    def __init__(self, store: QuoteStore, encoder: SentenceEncoder) -> None:
        """Reads nothing yet; until ``start`` has loaded the vectors, the index is empty."""
        vectors = VectorIndex()
        self.index = SemanticIndex(encoder, vectors)
        self._sweep = Sweep(store, encoder, vectors)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="semantic", daemon=True)

    def start(self) -> None:
        """Begins to sweep."""
        self._thread.start()

    def stop(self) -> None:
        """Ends after the step under way; to be called before the store is closed."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        is_loaded = False
        while not self._stop.is_set():
            pause = _PAUSE_SECONDS
            try:
                if not is_loaded:
                    log.info("vectors_loaded", vectors=self._sweep.load())
                    is_loaded = True
                drawn = self._sweep.run(self._stop)
                if drawn:
                    log.info("links_by_meaning_drawn", links=drawn)
            except StoreClosedError:
                return
            except StoreError as error:
                # the store may answer again; what was not swept is still there
                log.warning("sweep_failed", error=str(error))
                pause = _AFTER_FAULT_SECONDS
            self._stop.wait(pause)
