"""What a page says about itself: JSON-LD, OpenGraph and other meta tags, microdata, links.

A field is looked up in the order of trust: JSON-LD of the article, meta tags, microdata, the
visible page. Each value keeps the place where it stood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin, urlsplit

from service.intake.json_ld import Article, read_json_ld
from service.intake.page import Found, FoundTime
from service.intake.times import parse_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

TITLE_META = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
AUTHOR_META = ("author", "parsely-author", "sailthru.author", "dc.creator", "article:author", "byl")
OUTLET_META = ("og:site_name", "application-name", "dc.publisher", "apple-mobile-web-app-title")
PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "datepublished",
    "publishdate",
    "pubdate",
    "publish-date",
    "publication_date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
MODIFIED_META = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "revised",
)
LANGUAGE_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
SPACES = re.compile(r"\s+")
HANGING_NAME = re.compile(r"(.{8,}?)\s+[-–—|·]\s+([^-–—|·]{2,60})")
BYLINE_START = re.compile(r"^\s*(?:by|von|por|par|di|de)\s+(?=[A-ZÀ-Þ])", re.IGNORECASE)
# Joints that are no part of a name: a Spanish "y" or a Portuguese "e" can be.
AUTHOR_JOINTS = re.compile(r"\s*[;•|]\s*|\s+(?:and|und|og|och)\s+|\s*,\s*(?:and\s+)?")
HAS_LETTER = re.compile(r"[^\W\d_]")
MAX_TITLE_CHARS = 1000
MAX_BYLINE_CHARS = 300
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Structured:
    """The fields found, and what the page calls itself."""

    title: Found | None
    byline: Found | None
    language: Found | None
    canonical_url: Found | None
    outlet_name: Found | None
    published_at: FoundTime | None
    modified_at: FoundTime | None
    article_body: str | None
    is_article: bool
    is_free: bool | None


@dataclass(frozen=True, slots=True)
class Sources:
    """The page and the raw fields in it, gathered once."""

    tree: HtmlElement
    article: Article
    url: str | None
    meta: dict[str, str] = field(default_factory=dict)


def read_structured(tree: HtmlElement, url: str | None) -> Structured:
    """Returns what the page says about itself; ``url`` resolves relative addresses."""
    canonical = find_canonical(tree, url)
    sources = Sources(
        tree, read_json_ld(tree, canonical.value if canonical else url), url, read_meta(tree)
    )
    outlet_name = first(outlet_names(sources))
    return Structured(
        title=drop_outlet(first(titles(sources)), outlet_name, shown_headlines(tree)),
        byline=choose_byline(list(bylines(sources)), outlet_name),
        language=first(languages(sources)),
        canonical_url=canonical or first(other_addresses(sources)),
        outlet_name=outlet_name,
        published_at=first(published_times(sources)),
        modified_at=first(modified_times(sources)),
        article_body=sources.article.body,
        is_article=sources.article.is_article or sources.meta.get("og:type", "") == "article",
        is_free=sources.article.is_free,
    )


def first(values: Iterable[T]) -> T | None:
    """Returns the most trusted value there is."""
    return next(iter(values), None)


def read_meta(tree: HtmlElement) -> dict[str, str]:
    """Returns the content of the meta tags by lower-case name; the first of a name counts."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            meta.setdefault(name.strip().lower(), content)
    return meta


def clean(value: str, limit: int) -> str | None:
    """Returns the value with single spaces; None when it is empty or cannot be the field."""
    cleaned = SPACES.sub(" ", value).strip()
    return cleaned if 0 < len(cleaned) <= limit else None


def from_meta(sources: Sources, names: Iterable[str], limit: int) -> Iterator[Found]:
    """Yields the values of these meta tags in order."""
    for name in names:
        value = clean(sources.meta.get(name, ""), limit)
        if value:
            yield Found(value, f"meta {name}")


def with_property(tree: HtmlElement, name: str) -> Iterator[HtmlElement]:
    """Yields the elements that carry this microdata property."""
    yield from tree.xpath("//*[contains(concat(' ', @itemprop, ' '), $name)]", name=f" {name} ")


def titles(sources: Sources) -> Iterator[Found]:
    """Yields candidates for the title."""
    if value := clean(sources.article.headline or "", MAX_TITLE_CHARS):
        yield Found(value, "json-ld headline")
    yield from from_meta(sources, TITLE_META, MAX_TITLE_CHARS)
    for element in with_property(sources.tree, "headline"):
        if value := clean(element.text_content(), MAX_TITLE_CHARS):
            yield Found(value, "microdata headline")
    for tag in ("h1", "title"):
        for element in sources.tree.iter(tag):
            if value := clean(element.text_content(), MAX_TITLE_CHARS):
                yield Found(value, tag)


def shown_headlines(tree: HtmlElement) -> frozenset[str]:
    """Returns the headlines that a reader sees."""
    return frozenset(SPACES.sub(" ", element.text_content()).strip() for element in tree.iter("h1"))


def drop_outlet(title: Found | None, outlet: Found | None, shown: frozenset[str]) -> Found | None:
    """Returns the title without the outlet's name that content systems hang on it.

    What hangs on it goes only if it is the stated name of the outlet, or if the page shows the
    rest as its headline.
    """
    if title is None or not (match := HANGING_NAME.fullmatch(title.value)):
        return title
    rest, name = match.groups()
    is_outlet = outlet is not None and outlet.value.casefold() == name.casefold()
    return Found(rest, title.found_in) if is_outlet or rest in shown else title


def choose_byline(candidates: list[Found], outlet: Found | None) -> Found | None:
    """Returns the first byline that names somebody else than the outlet, else the first."""
    own = outlet.value.casefold() if outlet else ""
    people = [found for found in candidates if found.value.casefold() != own]
    return first(people) or first(candidates)


def list_names(written: str) -> str | None:
    """Returns the names of a byline parted by commas; None when there is no name in it."""
    names = AUTHOR_JOINTS.split(BYLINE_START.sub("", written))
    listed = ", ".join(name.strip() for name in names if name.strip())
    return clean(listed, MAX_BYLINE_CHARS) if HAS_LETTER.search(listed) else None


def bylines(sources: Sources) -> Iterator[Found]:
    """Yields candidates for the byline; addresses and numbers are no names."""
    written = [(", ".join(sources.article.authors), "json-ld author")]
    written += [(sources.meta.get(name, ""), f"meta {name}") for name in AUTHOR_META]
    written += [
        (element.get("content") or element.text_content(), "microdata author")
        for element in with_property(sources.tree, "author")
    ]
    links = sources.tree.xpath("//a[contains(concat(' ', @rel, ' '), ' author ')]")
    linked = dict.fromkeys(SPACES.sub(" ", element.text_content()) for element in links)
    written.append((", ".join(linked), "link rel author"))
    for value, found_in in written:
        if not value.strip().startswith(("http:", "https:", "/", "@")) and (
            names := list_names(value)
        ):
            yield Found(names, found_in)


def languages(sources: Sources) -> Iterator[Found]:
    """Yields candidates for the language as a lower-case code."""
    stated = (
        (sources.tree.get("lang") or "", "html lang"),
        (sources.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "", "html lang"),
        (sources.article.language or "", "json-ld inLanguage"),
        (sources.meta.get("og:locale", ""), "meta og:locale"),
        (sources.meta.get("content-language", ""), "meta content-language"),
    )
    for value, found_in in stated:
        if match := LANGUAGE_CODE.fullmatch(value.strip()):
            yield Found(match.group(1).lower(), found_in)


def outlet_names(sources: Sources) -> Iterator[Found]:
    """Yields candidates for the name of the outlet."""
    if value := clean(sources.article.publisher or "", MAX_BYLINE_CHARS):
        yield Found(value, "json-ld publisher")
    yield from from_meta(sources, OUTLET_META, MAX_BYLINE_CHARS)


def find_canonical(tree: HtmlElement, url: str | None) -> Found | None:
    """Returns the address that the page calls its own by a canonical link."""
    for element in tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]"):
        if address := absolute(element.get("href") or "", url):
            return Found(address, "link canonical")
    return None


def other_addresses(sources: Sources) -> Iterator[Found]:
    """Yields further candidates for the page's own address."""
    if address := absolute(sources.meta.get("og:url", ""), sources.url):
        yield Found(address, "meta og:url")
    if address := absolute(sources.article.url or "", sources.url):
        yield Found(address, "json-ld url")


def absolute(address: str, base: str | None) -> str | None:
    """Returns the address as an absolute http(s) one that names more than a front page.

    Broken templates point every page at the front page; believing them would make all articles
    of an outlet versions of one.
    """
    try:
        joined = urljoin(base or "", address.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    if not address.strip() or parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    return joined if parts.path.strip("/") or parts.query else None


def times_from_meta(sources: Sources, names: Iterable[str]) -> Iterator[FoundTime]:
    """Yields the times in these meta tags."""
    for name in names:
        if found := parse_time(sources.meta.get(name, ""), f"meta {name}"):
            yield found


def times_from_microdata(tree: HtmlElement, name: str) -> Iterator[FoundTime]:
    """Yields the times that carry this microdata property."""
    for element in with_property(tree, name):
        written = element.get("datetime") or element.get("content") or element.text_content()
        if found := parse_time(written, f"microdata {name}"):
            yield found


def published_times(sources: Sources) -> Iterator[FoundTime]:
    """Yields candidates for the time of publication."""
    if found := parse_time(sources.article.published or "", "json-ld datePublished"):
        yield found
    yield from times_from_meta(sources, PUBLISHED_META)
    yield from times_from_microdata(sources.tree, "datePublished")
    for element in sources.tree.xpath("//time[@datetime and (@pubdate or ancestor::article)]"):
        if found := parse_time(element.get("datetime"), "time element"):
            yield found


def modified_times(sources: Sources) -> Iterator[FoundTime]:
    """Yields candidates for the time of the last change."""
    if found := parse_time(sources.article.modified or "", "json-ld dateModified"):
        yield found
    yield from times_from_meta(sources, MODIFIED_META)
    yield from times_from_microdata(sources.tree, "dateModified")
