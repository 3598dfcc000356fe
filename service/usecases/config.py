"""Limits that the use cases keep; the settings fill them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Declared limits. Lengths are in code points.

    ``sources_per_wording`` is how many mentions a statement shows under each wording; the rest is
    counted. ``candidates`` is how many wordings a query scores.
    """

    max_text_chars: int = 2_000_000
    max_title_chars: int = 2_000
    max_query_chars: int = 5_000
    max_queries: int = 100
    max_batch_lines: int = 10_000
    max_page: int = 1_000
    sources_per_wording: int = 50
    candidates: int = 200
    max_draft_quotations: int = 200
