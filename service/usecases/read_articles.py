"""Reading an article: a version, all versions, the mentions in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.errors import ArticleNotFoundError
from service.usecases.tombstones import raise_if_buried, raise_if_taken_down

if TYPE_CHECKING:
    from service.domain.model import ArticleVersion, Mention
    from service.store.base import QuoteStore


def read_article(store: QuoteStore, article_id: str, version: int | None = None) -> ArticleVersion:
    """Returns this version of the article, the current one when none is named.

    Raises:
        TakenDownError: the article was taken down.
        ArticleNotFoundError: no such article, or no such version of it.
    """
    with store.reading() as tx:
        found = tx.get_version(article_id, version)
    if found is None:
        raise_if_taken_down(store, article_id, field="article_id")
        raise ArticleNotFoundError(
            "article" if version is None else f"version {version} of an article", article_id
        )
    return found


def list_versions(store: QuoteStore, article_id: str) -> list[ArticleVersion]:
    """Returns all versions of the article, oldest first.

    Raises:
        TakenDownError: the article was taken down.
        ArticleNotFoundError: no such article.
    """
    with store.reading() as tx:
        versions = list(tx.list_versions(article_id))
    if not versions:
        raise_if_taken_down(store, article_id, field="article_id")
        raise ArticleNotFoundError("article", article_id)
    return versions


def list_articles(
    store: QuoteStore, *, after: str | None, limit: int
) -> tuple[list[ArticleVersion], str | None]:
    """Returns a page of articles, each in its newest version, and where to go on.

    In the order that they came first, so that new ones stand on the last page. ``after`` is the id
    of an article that is stored.
    """
    with store.reading() as tx:
        found = list(tx.articles_after(after, limit=limit + 1))
    page = found[:limit]
    return page, page[-1].article_id if len(found) > limit else None


def list_mentions(
    store: QuoteStore,
    article_id: str,
    version: int | None = None,
    *,
    after: str | None,
    limit: int,
) -> tuple[list[Mention], str | None]:
    """Returns a page of the mentions in a version, in reading order, and where to go on.

    Raises:
        TakenDownError: the article was taken down.
        ArticleNotFoundError: no such article, or no such version of it.
    """
    with store.reading() as tx:
        article = tx.get_version(article_id, version)
        if article is None:
            raise_if_buried(tx, article_id, field="article_id")
            raise ArticleNotFoundError("article", article_id)
        found = list(tx.list_mentions(article_id, article.version, after=after, limit=limit + 1))
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None
