"""Pull-quotes: words that a page sets large beside the text they are taken from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.domain.kinds import Form, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.model import Quotation

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_MARK_CHARS = 6
_OPENS = re.compile(r"(?:\A|[\n\r\u2028\u2029])[^\w\n\r]{0,5}\Z")
_ENDS = re.compile(r"[^\w\n\r\u2028\u2029]{0,5}(?:\Z|[\n\r\u2028\u2029])")
_LEAST_LETTERS = 20
_MOST_LOOKED_FOR = 20


def find_pulled(text: str, quotations: Sequence[Quotation]) -> set[int]:
    """Returns the indexes of quotations that only repeat words of the running text.

    A pull-quote fills its paragraph, names no cue, and its words stand elsewhere: as a whole
    quotation or, where the page sets it apart as a block, anywhere. Of two that repeat each other
    the first stays. O(n), as only some blocks are looked for in the text.
    """
    alone = {index for index, one in enumerate(quotations) if _stands_alone(text, one)}
    if not alone:
        return set()
    settled = {
        _key(quotation.selector.exact)
        for index, quotation in enumerate(quotations)
        if index not in alone and quotation.place is Place.BODY
    }
    running: str | None = None
    looked_for = 0
    pulled: set[int] = set()
    for index in sorted(alone):
        quotation = quotations[index]
        key = _key(quotation.selector.exact)
        if len(key) < _LEAST_LETTERS:
            continue
        if key in settled:
            pulled.add(index)
            continue
        if quotation.place is Place.BLOCK_QUOTE and looked_for < _MOST_LOOKED_FOR:
            looked_for += 1
            running = _key(text) if running is None else running
            if running.count(key) > 1:
                pulled.add(index)
                continue
        settled.add(key)
    return pulled


def _key(text: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", text).casefold()


def _stands_alone(text: str, quotation: Quotation) -> bool:
    """Whether a direct quotation without a cue fills its paragraph but for marks."""
    if quotation.form is not Form.DIRECT or quotation.attribution.cue is not None:
        return False
    selector = quotation.selector
    left = text[max(0, selector.start - _MARK_CHARS) : selector.start]
    right = text[selector.end : selector.end + _MARK_CHARS]
    return _OPENS.search(left) is not None and _ENDS.match(right) is not None
