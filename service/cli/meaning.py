"""Meaning on the command line: everything stored is swept before it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.semantic.encoder import load_encoder
from service.semantic.index import SemanticIndex, VectorIndex
from service.semantic.sweep import sweep

if TYPE_CHECKING:
    from service.settings import Settings
    from service.store.base import QuoteStore


def sweep_store(store: QuoteStore, settings: Settings) -> SemanticIndex | None:
    """Makes the vectors and links by meaning that are missing; returns what answers queries.

    None when it is switched off or the extra is not installed.
    """
    encoder = load_encoder() if settings.semantic else None
    if encoder is None:
        return None
    vectors = VectorIndex(settings.semantic_exact_up_to)
    sweep(store, encoder, vectors)
    return SemanticIndex(encoder, vectors)
