"""Whether the service can do its work now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from service.store.base import QuoteStore


def check_ready(store: QuoteStore) -> None:
    """Returns when reads and writes can be served now.

    Raises:
        StoreUnavailableError: they cannot.
    """
    if not store.is_ready():
        raise StoreUnavailableError("the store is not ready")
