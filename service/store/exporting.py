"""The part of the port that walks through all that is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.model import ArticleVersion


class ExportReader(Protocol):
    """The part of StoreReader that lists everything of a sort, page by page."""

    def versions_after(
        self, version: tuple[str, int] | None, *, limit: int
    ) -> Sequence[tuple[str, int]]:
        """Returns article ids and version numbers in the order they were stored.

        From the first one if None, else after this one, which has to be stored.
        """

    def articles_after(self, article_id: str | None, *, limit: int) -> Sequence[ArticleVersion]:
        """Returns the newest versions of articles, in the order that the articles were stored."""

    def statements_after(self, statement_id: str | None, *, limit: int) -> Sequence[str]:
        """Returns the ids of statements that hold something, ascending."""
