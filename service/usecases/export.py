"""Everything of a sort, one by one, out of one snapshot of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.domain.model import ArticleInput
from service.usecases.statement_views import view_statements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from service.domain.corrections import Correction
    from service.domain.judgements import Judgement
    from service.domain.model import ArticleVersion, Mention
    from service.store.base import QuoteStore
    from service.usecases.config import Limits
    from service.usecases.views import StatementView

_PAGE: Final = 500


def export_articles(store: QuoteStore) -> Iterator[ArticleInput]:
    """Yields every version of every article, in the order they were stored, to be taken in again.

    A store that takes them in, in this order, gives them the same ids and version numbers, and
    finds the same statements. How a page was read (``page``) is not part of it, nor when it came.
    """
    last: tuple[str, int] | None = None
    with store.reading() as tx:
        while page := tx.versions_after(last, limit=_PAGE):
            for article_id, number in page:
                version = tx.get_version(article_id, number)
                if version is not None:
                    yield ArticleInput(
                        url=version.url,
                        text=version.text,
                        outlet=version.outlet.name,
                        title=version.title,
                        byline=version.byline,
                        language=version.language,
                        published_at=version.published_at,
                        modified_at=version.modified_at,
                        regions=version.regions,
                        seen_at=_seen_at(version),
                    )
            last = page[-1]


def _seen_at(version: ArticleVersion) -> datetime | None:
    """Returns when it stood, where the order of an article's versions hangs on it."""
    if version.version == 1 and version.current:
        return version.seen_at
    return version.stands_at or version.first_seen_at


def export_mentions(store: QuoteStore) -> Iterator[Mention]:
    """Yields the mentions of every version, in the order that versions were stored."""
    last: tuple[str, int] | None = None
    with store.reading() as tx:
        while page := tx.versions_after(last, limit=_PAGE):
            for article_id, number in page:
                after: str | None = None
                while mentions := tx.list_mentions(article_id, number, after=after, limit=_PAGE):
                    # A version that repeats another has the same mentions.
                    yield from (each for each in mentions if each.version == number)
                    after = mentions[-1].id
            last = page[-1]


def export_statements(store: QuoteStore, *, limits: Limits) -> Iterator[StatementView]:
    """Yields every statement, by id."""
    last: str | None = None
    with store.reading() as tx:
        while page := tx.statements_after(last, limit=_PAGE):
            views = view_statements(tx, page, limits=limits)
            yield from (views[id_] for id_ in page if id_ in views)
            last = page[-1]


def export_judgements(store: QuoteStore) -> Iterator[Judgement]:
    """Yields what people judged, in the order it was made, what was taken back included."""
    last: str | None = None
    with store.reading() as tx:
        while page := tx.list_judgements(mention_ids=None, after=last, limit=_PAGE):
            yield from page
            last = page[-1].id


def export_corrections(store: QuoteStore) -> Iterator[Correction]:
    """Yields corrections, in the order they were made."""
    last: str | None = None
    with store.reading() as tx:
        while page := tx.list_corrections(after=last, limit=_PAGE):
            yield from page
            last = page[-1].id
