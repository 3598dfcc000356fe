"""Feeds to items: RSS, Atom and RDF through feedparser, JSON Feed, news sitemaps and their indexes.

A bad item never sinks the others: it is left out and counted by its reason.
"""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import feedparser  # type: ignore[import-untyped]  # ships no types
import orjson
from lxml import etree

from service.intake.compression import gunzip
from service.intake.decoding import drop_unstorable
from service.intake.problems import FeedProblem, FetchError, UnreadableFeedError
from service.intake.times import parse_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from service.intake.page import FoundTime

MAX_FEED_BYTES = 20 * 1024 * 1024
MAX_ITEMS = 50_000
MAX_SUMMARY_CHARS = 2_000
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
BLANK = b" \t\r\n\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An article that a feed announces. ``summary`` is plain or marked up, as the feed has it."""

    url: str
    title: str | None = None
    summary: str | None = None
    published_at: FoundTime | None = None
    modified_at: FoundTime | None = None
    language: str | None = None
    outlet_name: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds. ``further`` are addresses of more sitemaps.

    ``skipped`` counts why items were left out, and of those kept, dates that are none.
    """

    kind: str
    title: str | None
    items: tuple[FeedItem, ...]
    further: tuple[str, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()


def read_feed(data: bytes, *, url: str | None, max_bytes: int = MAX_FEED_BYTES) -> Feed:
    """Returns the items of a feed, each address once, in its order.

    ``url`` is where it came from; relative addresses are resolved against it.

    Raises:
        UnreadableFeedError: it is empty, too large, or no feed.
    """
    try:
        plain = gunzip(data, max_bytes).strip(BLANK)
    except FetchError as error:
        raise UnreadableFeedError(FeedProblem.NOT_A_FEED, str(error)) from error
    if not plain:
        raise UnreadableFeedError(FeedProblem.EMPTY, "the feed is empty")
    if len(plain) > max_bytes:
        raise UnreadableFeedError(FeedProblem.TOO_LARGE, f"the feed exceeds {max_bytes} bytes")
    if plain.startswith(b"{"):
        return read_json_feed(plain, url)
    head = plain[:2_000]
    if b"<urlset" in head or b"<sitemapindex" in head:
        return read_sitemap(plain, url)
    return read_syndication(plain, url)


def read_syndication(data: bytes, url: str | None) -> Feed:
    """Returns the items of an RSS, Atom or RDF feed."""
    # As a stream: the library would open bytes that look like a path or an address.
    parsed = feedparser.parse(io.BytesIO(data), response_headers={"content-location": url or ""})
    if not parsed.get("version"):
        raise UnreadableFeedError(FeedProblem.NOT_A_FEED, "the data are no feed")
    head = parsed.feed
    rows = [
        {
            "url": entry.get("link") or linked(entry),
            "title": entry.get("title"),
            "summary": entry.get("summary"),
            "published": entry.get("published") or entry.get("created"),
            # Past the library's own get, which warns and answers with the other time.
            "modified": dict.get(entry, "updated"),
            "outlet": (entry.get("source") or {}).get("title"),
        }
        for entry in parsed.entries
    ]
    return collect(
        str(parsed.version), clean(head.get("title")), rows, url, clean(head.get("language"))
    )


def linked(entry: Mapping[str, Any]) -> str | None:
    """Returns the address of an entry that has no plain link: its guid if that is one."""
    guid = entry.get("id")
    return guid if isinstance(guid, str) and guid.startswith(("http:", "https:")) else None


def read_json_feed(data: bytes, url: str | None) -> Feed:
    """Returns the items of a JSON Feed."""
    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise UnreadableFeedError(FeedProblem.NOT_A_FEED, "the data are no JSON") from error
    version = document.get("version")
    entries = document.get("items")
    if not isinstance(version, str) or "jsonfeed" not in version or not isinstance(entries, list):
        raise UnreadableFeedError(FeedProblem.NOT_A_FEED, "the JSON is no feed")
    rows = [
        {
            "url": entry.get("url") or entry.get("external_url"),
            "title": entry.get("title"),
            "summary": entry.get("summary"),
            "published": entry.get("date_published"),
            "modified": entry.get("date_modified"),
            "language": entry.get("language"),
        }
        for entry in entries
        if isinstance(entry, dict)
    ]
    return collect(
        "json feed", clean(document.get("title")), rows, url, clean(document.get("language"))
    )


def read_sitemap(data: bytes, url: str | None) -> Feed:
    """Returns the items of a sitemap; news sitemaps give title, time, language and outlet."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFeedError(FeedProblem.NOT_A_FEED, "the XML is broken") from error
    if root is None or root.tag not in {f"{SITEMAP}sitemapindex", f"{SITEMAP}urlset"}:
        raise UnreadableFeedError(FeedProblem.NOT_A_FEED, "the XML is no sitemap")
    if root.tag == f"{SITEMAP}sitemapindex":
        places = (element.text or "" for element in root.iter(f"{SITEMAP}loc"))
        further = tuple(place for found in places if (place := absolute(found, url)))
        return Feed("sitemap index", None, (), further[:MAX_ITEMS])
    rows = [
        {
            "url": entry.findtext(f"{SITEMAP}loc"),
            "title": entry.findtext(f"{NEWS}news/{NEWS}title"),
            "published": entry.findtext(f"{NEWS}news/{NEWS}publication_date"),
            "modified": entry.findtext(f"{SITEMAP}lastmod"),
            "language": entry.findtext(f"{NEWS}news/{NEWS}publication/{NEWS}language"),
            "outlet": entry.findtext(f"{NEWS}news/{NEWS}publication/{NEWS}name"),
        }
        for entry in root.iter(f"{SITEMAP}url")
    ]
    return collect("sitemap", None, rows, url, None)


def collect(
    kind: str,
    title: str | None,
    rows: Iterable[Mapping[str, Any]],
    url: str | None,
    language: str | None,
) -> Feed:
    """Returns the feed of these raw rows."""
    items: dict[str, FeedItem] = {}
    skipped: Counter[str] = Counter()
    for row in rows:
        address = absolute(str(row.get("url") or ""), url)
        if address is None:
            skipped[FeedProblem.NO_ADDRESS] += 1
        elif address in items:
            skipped["repeated"] += 1
        elif len(items) >= MAX_ITEMS:
            skipped[FeedProblem.BEYOND_LIMIT] += 1
        else:
            items[address] = item = make_item(address, row, language)
            skipped[FeedProblem.BAD_DATE] += count_bad_dates(row, item)
    return Feed(kind, title, tuple(items.values()), skipped=tuple(sorted((+skipped).items())))


def make_item(address: str, row: Mapping[str, Any], language: str | None) -> FeedItem:
    """Returns the item of a raw row; a field that cannot be read is left out."""
    summary = clean(row.get("summary"))
    return FeedItem(
        url=address,
        title=clean(row.get("title")),
        summary=summary[:MAX_SUMMARY_CHARS] if summary else None,
        published_at=past(row.get("published"), "feed published"),
        modified_at=past(row.get("modified"), "feed modified"),
        language=clean(row.get("language")) or language,
        outlet_name=clean(row.get("outlet")),
    )


def count_bad_dates(row: Mapping[str, Any], item: FeedItem) -> int:
    """Returns how many dates a raw row states that its item had to leave out."""
    pairs = ((row.get("published"), item.published_at), (row.get("modified"), item.modified_at))
    return sum(found is None and clean(written) is not None for written, found in pairs)


def past(written: object, found_in: str) -> FoundTime | None:
    """Returns the time unless it is none. Feeds date embargoed items ahead; that is kept."""
    found = parse_time(written, found_in) if isinstance(written, str) else None
    # Content systems write the beginning of their own time where they know none.
    return None if found is None or found.value <= datetime(1971, 1, 1, tzinfo=UTC) else found


def clean(value: object) -> str | None:
    """Returns the text without outer spaces, None when there is none."""
    return drop_unstorable(value).strip() or None if isinstance(value, str) else None


def absolute(address: str, base: str | None) -> str | None:
    """Returns an absolute http(s) address, None when it is none."""
    try:
        joined = urljoin(base or "", address.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    known = parts.scheme in {"http", "https"} and parts.hostname
    return joined if address.strip() and known else None
