"""Reading the quotations of a text without keeping anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.errors import ArticleTooLargeError
from service.domain.extraction.extract import extract
from service.usecases.ingest import check_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.model import Extraction, Region
    from service.usecases.config import Limits


def extract_quotations(
    text: str,
    *,
    title: str | None = None,
    language: str | None = None,
    regions: Sequence[Region] = (),
    limits: Limits,
) -> Extraction:
    """Returns the quotations of a text and its title; stores nothing.

    With the regions and the language that a version was stored with they are those stored, unless
    another release read it.

    Raises:
        InputError: nothing to read, too much of it, or no text.
    """
    check_text(text, field="text", limit=limits.max_text_chars, too_long=ArticleTooLargeError)
    if title is not None:
        check_text(title, field="title", limit=limits.max_title_chars, may_be_empty=True)
    return extract(text, title=title, language=language, regions=regions)
