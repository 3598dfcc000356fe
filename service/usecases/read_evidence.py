"""What an evidence pack is made of: a statement and the versions that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.extract import EXTRACTOR
from service.domain.matching.model import LEXICAL
from service.domain.statements.group import GROUPING
from service.usecases.read_statements import read_statement

if TYPE_CHECKING:
    from service.domain.model import ArticleVersion
    from service.store.base import QuoteStore
    from service.usecases.config import Limits
    from service.usecases.views import StatementView

ALGORITHM = f"{EXTRACTOR} {LEXICAL.name}/{LEXICAL.version} {GROUPING}"
"""What read the quotations, judged them and grouped them, each with its version."""


def read_evidence(
    store: QuoteStore, statement_id: str, *, limits: Limits
) -> tuple[StatementView, dict[tuple[str, int], ArticleVersion]]:
    """Returns a statement, and the article versions of its mentions by article id and number.

    Raises:
        StatementNotFoundError: no statement has this id now; see ``resolve_statement``.
    """
    view = read_statement(store, statement_id, limits=limits)
    wanted = {(m.article_id, m.version) for w in view.wordings for m in w.sources}
    with store.reading() as tx:
        found = {key: tx.get_version(*key) for key in sorted(wanted)}
    return view, {key: version for key, version in found.items() if version is not None}
