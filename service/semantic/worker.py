"""The thread that keeps vectors and links by meaning up with what is taken in."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

import structlog

from service.domain.errors import StoreClosedError, StoreError
from service.semantic.encoder import load_encoder
from service.semantic.index import EXACT_UP_TO, SemanticIndex, VectorIndex
from service.semantic.sweep import Sweep

if TYPE_CHECKING:
    from service.store.base import QuoteStore

_PAUSE_SECONDS: Final = 1.0
_AFTER_FAULT_SECONDS: Final = 30.0

_log = structlog.get_logger("service.semantic")


class SemanticWorker:
    """Loads the model and sweeps, in a thread of its own, while the store is open."""

    def __init__(self, store: QuoteStore, exact_up_to: int = EXACT_UP_TO) -> None:
        """Loads and reads nothing yet; see ``VectorIndex`` for ``exact_up_to``."""
        self._store = store
        self._exact_up_to = exact_up_to
        self._index: SemanticIndex | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="semantic", daemon=True)

    @property
    def index(self) -> SemanticIndex | None:
        """What answers queries; None until model and vectors are loaded, or without the extra."""
        return self._index

    def start(self) -> None:
        """Begins to load and to sweep."""
        self._thread.start()

    def stop(self) -> None:
        """Ends after the step under way; to be called before the store is closed."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        encoder = load_encoder()
        if encoder is None:
            _log.info("semantic_extra_missing")
            return
        vectors = VectorIndex(self._exact_up_to)
        sweep = Sweep(self._store, encoder, vectors)
        while not self._stop.is_set():
            pause = _PAUSE_SECONDS
            try:
                if self._index is None:
                    _log.info("vectors_loaded", vectors=sweep.load())
                    self._index = SemanticIndex(encoder, vectors)
                if drawn := sweep.run(self._stop):
                    _log.info("links_by_meaning_drawn", links=drawn)
            except StoreClosedError:
                return
            except StoreError as error:
                # the store may answer again; what was not swept is still there
                _log.warning("sweep_failed", error=str(error))
                pause = _AFTER_FAULT_SECONDS
            self._stop.wait(pause)
