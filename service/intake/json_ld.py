"""The article among a page's JSON-LD, however it is wrapped.

Sources: schema.org (NewsArticle and its kin); JSON-LD 1.1, 7.1 (script elements in HTML).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

ARTICLE_TYPES = frozenset(
    {
        "AnalysisNewsArticle",
        "Article",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "NewsArticle",
        "OpinionNewsArticle",
        "Report",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "ScholarlyArticle",
        "SocialMediaPosting",
    }
)
MAX_NODES = 2000
MAX_DEPTH = 12
CONTROL = re.compile(r"[\x00-\x1f]+")
WRAPPER = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
TRAILING_COMMA = re.compile(r",\s*([}\]])")

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Article:
    """The fields of the article node, as written."""

    is_article: bool = False
    headline: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    body: str | None = None
    is_free: bool | None = None


def read_json_ld(tree: HtmlElement, url: str | None) -> Article:
    """Returns the article that the page is about; an empty one when there is none.

    Of several articles the one at the page's own address counts, then the one with most fields
    (teasers of other articles have few), then the first.
    """
    nodes = [node for script in scripts(tree) for node in walk(script)]
    by_id: dict[str, dict[str, Json]] = {}
    for node in sorted(nodes, key=len):
        # A mere reference has the same id as what it refers to, and fewer fields.
        if isinstance(node_id := node.get("@id"), str):
            by_id[node_id] = node
    articles = [node for node in nodes if types_of(node) & ARTICLE_TYPES]
    if not articles:
        return Article()
    best = max(articles, key=lambda node: (bool(url) and address_of(node) == url, richness(node)))
    return read_article(best, by_id)


def scripts(tree: HtmlElement) -> Iterator[Json]:
    """Yields the parsed content of each JSON-LD script that can be read."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        written = WRAPPER.sub("", element.text or "").strip()
        parsed = parse(written)
        if parsed is not None:
            yield parsed


def parse(written: str) -> Json:
    """Returns the parsed value, None when it cannot be read.

    What content systems break most is mended: raw line breaks inside strings, and commas before
    a closing bracket.
    """
    for text in (written, TRAILING_COMMA.sub(r"\1", CONTROL.sub(" ", written))):
        try:
            parsed: Json = orjson.loads(text)
        except ValueError:
            continue
        return parsed
    return None


def walk(value: Json) -> Iterator[dict[str, Json]]:
    """Yields every object in it, outermost first, within bounds."""
    queue: list[tuple[Json, int]] = [(value, 0)]
    seen = 0
    while queue and seen < MAX_NODES:
        current, depth = queue.pop(0)
        seen += 1
        if isinstance(current, dict):
            yield current
            children = list(current.values())
        else:
            children = current if isinstance(current, list) else []
        if depth < MAX_DEPTH:
            queue.extend((child, depth + 1) for child in children if isinstance(child, dict | list))


def types_of(node: dict[str, Json]) -> set[str]:
    """Returns the types of a node without their vocabulary's address."""
    return {kind.rsplit("/", 1)[-1] for kind in texts(node.get("@type"))}


def texts(value: Json) -> list[str]:
    """Returns the strings in a value that may be one or many."""
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]


def text(value: Json) -> str | None:
    """Returns the first string with its character references read, None when there is none."""
    found = texts(value)
    return html.unescape(found[0]).strip() or None if found else None


def address_of(node: dict[str, Json]) -> str | None:
    """Returns the address of the page that a node describes."""
    page = node.get("mainEntityOfPage")
    if isinstance(page, dict):
        page = page.get("@id") or page.get("url")
    return text(node.get("url")) or text(page)


def richness(node: dict[str, Json]) -> int:
    """Returns how many of the fields that only a page's own article has are filled."""
    fields = ("headline", "datePublished", "author", "articleBody", "dateModified", "publisher")
    return sum(bool(node.get(field)) for field in fields)


def read_article(node: dict[str, Json], by_id: dict[str, dict[str, Json]]) -> Article:
    """Returns the fields of an article node; references are followed one step."""
    free = node.get("isAccessibleForFree")
    if isinstance(free, str):
        free = {"true": True, "false": False}.get(free.strip().lower())
    publishers = names(node.get("publisher"), by_id)
    return Article(
        is_article=True,
        headline=text(node.get("headline")) or text(node.get("name")),
        authors=tuple(names(node.get("author") or node.get("creator"), by_id)),
        publisher=publishers[0] if publishers else None,
        language=language_of(node.get("inLanguage")),
        url=address_of(node),
        published=text(node.get("datePublished")),
        modified=text(node.get("dateModified")),
        body=text(node.get("articleBody")),
        is_free=free if isinstance(free, bool) else None,
    )


def language_of(value: Json) -> str | None:
    """Returns the language, which may be given as an object with a name."""
    if isinstance(value, dict):
        return text(value.get("alternateName")) or text(value.get("name"))
    return text(value)


def names(value: Json, by_id: dict[str, dict[str, Json]]) -> list[str]:
    """Returns the names in a value that may hold strings, objects, references, or many of them."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        name = item
        if isinstance(item, dict):
            known = by_id.get(text(item.get("@id")) or "", {})
            name = item.get("name") or known.get("name")
        found += [cleaned for part in texts(name) if (cleaned := html.unescape(part).strip())]
    return [name for name in dict.fromkeys(found) if not name.startswith(("http:", "https:"))]
