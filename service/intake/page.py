"""What reading a page gives: the text, and every field with the place where it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from service.domain.model import Region


@dataclass(frozen=True, slots=True)
class Found:
    """A field's value and where it stood ("json-ld headline", "meta og:title", "guess")."""

    value: str
    found_in: str


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time in UTC and where it stood; ``has_zone`` is false when UTC was assumed.

    ``has_clock`` is false when only a day was given: the time is then midnight.
    """

    value: datetime
    found_in: str
    has_zone: bool = True
    has_clock: bool = True


@dataclass(frozen=True, slots=True)
class PageContent:
    """One article read from one page.

    ``text`` has its paragraphs parted by a blank line; ``regions`` are what in it is no running
    body. ``captions`` stand apart from it. ``html_sha256`` is over the bytes as received.
    ``extractor`` names library and version.
    """

    text: str
    title: Found | None
    byline: Found | None
    language: Found | None
    canonical_url: Found | None
    outlet_name: Found | None
    published_at: FoundTime | None
    modified_at: FoundTime | None
    regions: tuple[Region, ...]
    captions: tuple[str, ...]
    text_found_in: str
    encoding: str
    html_sha256: str
    extractor: str
