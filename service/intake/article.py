"""From a page, and what a feed said of it, to an article that can be ingested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.errors import InvalidUrlError
from service.domain.model import ArticleInput
from service.intake.outlets import fold_host, host_of

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
    item: FeedItem | None = None,
) -> ArticleInput:
    """Returns the article of a page fetched from ``url``; a page from a file may have none.

    What the page says counts before what the feed said, except that a guessed time gives way to
    the feed's. The outlet is the registered one of the address, else the name that the page
    gives itself, else the host.

    Raises:
        InvalidUrlError: there is no address, neither given nor in the page.
    """
    own_url = choose_url(content, url, registry)
    outlet = registry.of_url(own_url)
    name = outlet.name
    if outlet.kind == "unknown" and content.outlet_name is not None:
        name = content.outlet_name.value
    published = content.published_at
    if item is not None and (published is None or published.found_in == "guess"):
        published = item.published_at or published
    return ArticleInput(
        url=own_url,
        text=content.text,
        outlet=name,
        title=value(content.title) or (item.title if item else None),
        byline=value(content.byline),
        language=value(content.language),
        published_at=moment(published),
        modified_at=moment(content.modified_at or (item.modified_at if item else None)),
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
