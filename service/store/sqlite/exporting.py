"""All that is stored, page by page, in SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.store.sqlite import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.model import ArticleVersion
    from service.store.sqlite.connection import Session


class ExportReading:
    """The part of StoreReader that lists everything of a sort."""

    _session: Session

    def versions_after(
        self, version: tuple[str, int] | None, *, limit: int
    ) -> Sequence[tuple[str, int]]:
        """See ExportReader.versions_after."""
        found: list[tuple[str, int]] = self._session.rows(
            "select article.public_id, version.number from version"
            " join article on article.id = version.article where version.id >"
            " coalesce((select earlier.id from version as earlier"
            " join article on article.id = earlier.article"
            " where article.public_id = ? and earlier.number = ?), 0)"
            " order by version.id limit ?",
            (*(version or (None, None)), limit),
        )
        return found

    def articles_after(self, article_id: str | None, *, limit: int) -> Sequence[ArticleVersion]:
        """See ExportReader.articles_after."""
        found = self._session.rows(
            "select version_view.* from article"
            " cross join version_view on version_view.article_id = article.public_id and current"
            " where article.id > coalesce((select id from article where public_id = ?), 0)"
            " order by article.id limit ?",
            (article_id, limit),
        )
        return [rows.to_version(row) for row in found]

    def statements_after(self, statement_id: str | None, *, limit: int) -> Sequence[str]:
        """See ExportReader.statements_after."""
        found = self._session.rows(
            "select public_id from statement where public_id > ?"
            " and exists (select 1 from sighting where sighting.statement = statement.id)"
            " order by public_id limit ?",
            (statement_id or "", limit),
        )
        return [public_id for (public_id,) in found]
