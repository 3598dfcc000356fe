"""Where articles come in: pages become articles, and outlets are looked up in the registry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.domain import ids
from service.domain.model import ArticleInput, Outlet
from service.domain.urls import canonical_url
from service.domain.versions import PageFacts
from service.intake.article import make_article
from service.intake.html import read_page
from service.intake.outlets import load_registry

if TYPE_CHECKING:
    from pathlib import Path

    from service.intake.outlets import OutletRegistry, RegisteredOutlet
    from service.intake.page import PageContent

GIVEN = "request"
"""Where a field was found that came with the page and not in it."""


class IntakeDesk:
    """Makes articles ready for ingest; without state, so that any thread may use it."""

    def __init__(self, registry: OutletRegistry | None = None) -> None:
        """Takes the registry to look outlets up in; the shipped one if None."""
        self._registry = registry or load_registry()

    @classmethod
    def with_outlets(cls, extra: Path | None) -> IntakeDesk:
        """Returns a desk that knows the shipped outlets and those of the user's file.

        Raises:
            BadRegistryError: the user's file cannot be read or used.
        """
        return cls(load_registry(extra))

    def outlets(self) -> list[Outlet]:
        """Returns every outlet of the registry, by key."""
        return [_make_outlet(each) for _, each in sorted(self._registry.outlets.items())]

    def take(self, article: ArticleInput) -> ArticleInput:
        """Returns the article with its outlet looked up.

        Raises:
            InvalidUrlError: the URL is not an absolute http or https URL.
        """
        return replace(article, registered=self._find_outlet(article.url, article.outlet))

    def read(
        self, html: bytes, *, content_type: str | None = None, given: ArticleInput
    ) -> ArticleInput:
        """Returns the article of a page.

        Args:
            html: the page as received; its bytes are hashed.
            content_type: as the server said it, if it did.
            given: what came with the page; its text is not looked at, an empty URL is one that
                is not known, and its other fields count before what the page says.

        Raises:
            UnreadablePageError: the page holds no article; its ``reason`` says why.
            InvalidUrlError: neither the caller nor the page names a usable address.
        """
        content = read_page(html, url=given.url or None, content_type=content_type)
        made = make_article(content, url=given.url or None, registry=self._registry)
        own = {
            name: value
            for name in ("outlet", "title", "byline", "language", "published_at", "modified_at")
            if (value := getattr(given, name)) is not None
        }
        found_in = _places(content, made.url) | dict.fromkeys(own, GIVEN)
        page = PageFacts(
            html_sha256=content.html_sha256,
            extractor=content.extractor,
            encoding=content.encoding,
            found_in=tuple(sorted(found_in.items())),
        )
        return self.take(replace(made, **own, page=page, seen_at=given.seen_at))

    def _find_outlet(self, url: str, name: str | None) -> Outlet | None:
        """Returns the registered outlet of an address; of a name only where no host is known.

        Who carried an article to us is told by its address: an aggregator's copy stays the
        aggregator's, whatever name comes with it.
        """
        found = self._registry.of_url(canonical_url(url))
        if found.key in self._registry.outlets:
            return _make_outlet(found)
        named = self._registry.of_name(name) if name else None
        return _make_outlet(named) if named else None


def _make_outlet(found: RegisteredOutlet) -> Outlet:
    return Outlet(
        id=ids.registered_outlet_id(found.key),
        name=found.name,
        kind=found.kind,
        domains=tuple(sorted(found.domains)),
        facts=found.facts,
    )


def _places(content: PageContent, url: str) -> dict[str, str]:
    """Returns where in the page each field stood that it has."""
    found = {
        "title": content.title,
        "byline": content.byline,
        "language": content.language,
        "outlet": content.outlet_name,
        "published_at": content.published_at,
        "modified_at": content.modified_at,
    }
    canonical = content.canonical_url
    of_url = canonical.found_in if canonical and canonical.value == url else GIVEN
    return {
        "text": content.text_found_in,
        "url": of_url,
        **{name: each.found_in for name, each in found.items() if each},
    }
