"""From a page, and what a feed said of it, to an article that can be ingested."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.domain.errors import InvalidUrlError
from service.domain.model import ArticleInput
from service.domain.urls import fold_host
from service.intake.body import Body, with_captions
from service.intake.outlets import host_of

if TYPE_CHECKING:
    from datetime import datetime

    from service.intake.feeds import FeedItem
    from service.intake.outlets import OutletRegistry
    from service.intake.page import Found, FoundTime, PageContent


def make_article(
    content: PageContent,
    *,
    url: str | None,
    registry: OutletRegistry,
) -> ArticleInput:
    """Returns the article of a page fetched from ``url``; a page from a file may have none.

    The outlet is the registered one of the address, else the name that the page gives itself,
    else the host.

    Raises:
        InvalidUrlError: there is no address, neither given nor in the page.
    """
    own_url = choose_url(content, url, registry)
    outlet = registry.of_url(own_url)
    name = outlet.name
    if outlet.kind == "unknown" and content.outlet_name is not None:
        name = content.outlet_name.value
    body = with_captions(Body(content.text, content.regions), content.captions)
    return ArticleInput(
        url=own_url,
        text=body.text,
        outlet=name,
        title=value(content.title),
        byline=value(content.byline),
        language=value(content.language),
        published_at=moment(content.published_at),
        modified_at=moment(content.modified_at),
        regions=body.regions,
    )


def fill_from_feed(article: ArticleInput, item: FeedItem) -> ArticleInput:
    """Returns the article with what a feed said of it where the page said nothing.

    A guessed time gives way to the feed's: feeds are made by the outlet, guesses by us.
    """
    places = dict(article.page.found_in) if article.page else {}
    published, modified = article.published_at, article.modified_at
    if item.published_at and (published is None or places.get("published_at") == "guess"):
        published = item.published_at.value
        places["published_at"] = item.published_at.found_in
    if item.modified_at and modified is None:
        modified = item.modified_at.value
        places["modified_at"] = item.modified_at.found_in
    if item.title and not article.title:
        places["title"] = "feed title"
    page = replace(article.page, found_in=tuple(sorted(places.items()))) if article.page else None
    return replace(
        article,
        title=article.title or item.title,
        published_at=published,
        modified_at=modified,
        page=page,
    )


def choose_url(content: PageContent, url: str | None, registry: OutletRegistry) -> str:
    """Returns the canonical address if it is of the same outlet, else the one fetched.

    An aggregator's page that names the publisher's address as canonical is still the
    aggregator's: the outlet is who carried it to us.
    """
    canonical = value(content.canonical_url)
    if url is None and canonical is None:
        raise InvalidUrlError(
            "the page does not say its address",
            field="url",
            remedy="Give the address that the page was fetched from.",
        )
    if url is None or canonical is None:
        return url or canonical or ""
    same_host = fold_host(host_of(canonical)) == fold_host(host_of(url))
    same_outlet = registry.of_url(canonical).key == registry.of_url(url).key
    return canonical if same_host or same_outlet else url


def value(found: Found | None) -> str | None:
    """Returns the value of a field, if it was found."""
    return found.value if found else None


def moment(found: FoundTime | None) -> datetime | None:
    """Returns the time of a field, if it was found."""
    return found.value if found else None
