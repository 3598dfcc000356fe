"""How much of a text may be shown around a quotation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.domain.model import Mention, Selector


def shown_selector(mention: Mention) -> Selector:
    """Returns the selector with no more context than the outlet allows; see ``OutletFacts``.

    Both sides get half of what is allowed, and what one side does not need goes to the other. What
    stands nearest to the quotation stays.
    """
    selector, allowed = mention.selector, mention.outlet.facts.excerpt_chars
    if allowed is None or len(selector.prefix) + len(selector.suffix) <= allowed:
        return selector
    after = min(len(selector.suffix), max(allowed // 2, allowed - len(selector.prefix)))
    before = allowed - after
    prefix = selector.prefix[-before:] if before else ""
    return replace(selector, prefix=prefix, suffix=selector.suffix[:after])
