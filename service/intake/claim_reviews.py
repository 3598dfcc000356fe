"""Fact-check reviews out of JSON-LD: single ones, pages' graphs, and feeds of thousands.

Sources: schema.org (ClaimReview, Claim, Rating, DataFeed); Data Commons, data feed of the Fact
Check Markup Tool (a DataFeed whose ``dataFeedElement`` holds the reviews as ``item``).
"""

from __future__ import annotations

import html
from collections import ChainMap
from typing import TYPE_CHECKING, Final, TypeAlias

from service.domain.errors import InputError
from service.domain.reviews import ReviewInput
from service.intake.json_ld import language_of, names, text, texts, types_of, walk
from service.intake.times import parse_time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from service.intake.json_ld import Json

Node: TypeAlias = "dict[str, Json]"

_REVIEW: Final = "ClaimReview"
_FEED_PARTS: Final = ("dataFeedElement", "itemListElement")
_REMEDY: Final = "Send schema.org ClaimReview with url, claimReviewed and author."
_SHORT_TAG: Final = 3


def find_reviews(value: Json) -> Iterator[ReviewInput | InputError]:
    """Yields every review in a JSON-LD value, in its order; an error for one that lacks a part.

    A feed is read element by element, so that its length has no bound of its own.
    """
    for part in _parts(value):
        nodes = list(walk(part))
        by_id: dict[str, Node] = {}
        for node in sorted(nodes, key=len):
            # a mere reference has the same id as what it refers to, and fewer fields
            if isinstance(id_ := node.get("@id"), str):
                by_id[id_] = node
        for node in nodes:
            if _REVIEW in types_of(node) and not _is_reference(node):
                yield _read(node, by_id)


def _is_reference(node: Node) -> bool:
    return not (node.keys() - {"@id", "@type", "@context"}) and "@id" in node


def _parts(value: Json) -> Iterator[Json]:
    """Yields what can be read apart, in order: elements of feeds, and of lists however deep."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += reversed(part)
        else:
            yield from _elements(part)


def _elements(value: Json) -> list[Json]:
    if isinstance(value, dict):
        for name in _FEED_PARTS:
            if isinstance(elements := value.get(name), list):
                return elements
    return [value]


def _read(node: Node, by_id: dict[str, Node]) -> ReviewInput | InputError:
    about = _node(node.get("itemReviewed"), by_id)
    author = _node(node.get("author") or node.get("publisher"), by_id)
    url = text(node.get("url")) or text(node.get("mainEntityOfPage")) or text(node.get("@id"))
    claim = text(node.get("claimReviewed")) or text(about.get("text")) or text(about.get("name"))
    publisher = _first(names(node.get("author"), by_id) or names(node.get("publisher"), by_id))
    publisher = publisher or text(author.get("url"))
    for field, found in (("url", url), ("claimReviewed", claim), ("author", publisher)):
        if not found:
            return InputError(f"a review has no {field}", field=field, remedy=_REMEDY)
    first = _addresses(about.get("firstAppearance"), by_id)
    seen = [*_addresses(about.get("appearance"), by_id), *_addresses(about, by_id)]
    return ReviewInput(
        url=url or "",
        claim_text=claim or "",
        publisher=publisher or "",
        publisher_url=text(author.get("url")) or text(author.get("sameAs")),
        claimant=_first(names(about.get("author"), by_id))
        or _first(names(about.get("creator"), by_id)),
        rating=_rating(_node(node.get("reviewRating"), by_id)),
        title=text(node.get("headline")) or text(node.get("name")),
        language=_language(language_of(node.get("inLanguage"))),
        published_on=_day(node),
        appearances=tuple(dict.fromkeys(seen)),
        first_appearance=_first(first),
    )


def _rating(rating: Node) -> str | None:
    """Returns the finding in the publisher's words; its number where there are none."""
    for name in ("alternateName", "name", "ratingExplanation"):
        if found := text(rating.get(name)):
            return found
    value = _number(rating.get("ratingValue"))
    best = _number(rating.get("bestRating"))
    return f"{value}/{best}" if value and best else value


def _number(value: Json) -> str | None:
    if isinstance(value, bool):
        return None
    return str(value) if isinstance(value, int | float) else text(value)


def _day(node: Node) -> date | None:
    for name in ("dateModified", "datePublished", "dateCreated"):
        written = text(node.get(name))
        if written and (found := parse_time(written, name)):
            return found.value.date()
    return None


def _addresses(value: Json, by_id: dict[str, Node]) -> list[str]:
    """Returns the web addresses in a value of strings, objects or references."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        node = _node(item, by_id)
        written = texts(item) or texts(node.get("url")) or texts(node.get("@id"))
        found += [html.unescape(each).strip() for each in written]
    return [each for each in found if each.startswith(("http://", "https://"))]


def _node(value: Json, by_id: dict[str, Node]) -> Node:
    """Returns the first object in a value, filled up from what it refers to."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            known = by_id.get(text(item.get("@id")) or "", {})
            return dict(ChainMap(item, known))
    return {}


def _first(values: list[str]) -> str | None:
    return values[0] if values else None


def _language(tag: str | None) -> str | None:
    primary = (tag or "").partition("-")[0].strip().lower()
    return primary if primary.isalpha() and 1 < len(primary) <= _SHORT_TAG else None
