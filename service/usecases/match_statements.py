"""Which statements carry these words: many queries at once, each answer explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.errors import InputError, LimitError
from service.usecases.find_statements import find_statements
from service.usecases.statement_views import view_statements
from service.usecases.views import MatchedStatement, SearchFilter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.semantic.index import SemanticIndex
    from service.store.base import QuoteStore, StoreReader
    from service.usecases.config import Limits
    from service.usecases.find_statements import Found
    from service.usecases.views import MatchQuery


def match_statements(  # noqa: PLR0913  what is asked, where, how much, of when
    store: QuoteStore,
    queries: Mapping[str, MatchQuery],
    *,
    limit: int,
    threshold: float,
    limits: Limits,
    semantic: SemanticIndex | None = None,
    as_of: int | None = None,
) -> dict[str, list[MatchedStatement]]:
    """Returns for each query the statements that carry its words, best first.

    Args:
        store: where to look.
        queries: by a key of the caller's choice.
        limit: most statements for each query.
        threshold: lowest score that counts, 0.0-1.0.
        limits: how much may be asked.
        semantic: finds what is near in meaning; None leaves it at words.
        as_of: the number of an event; None asks for what is there now.

    Raises:
        LimitError: too many queries.
        InputError: a query has no words, or too many; ``field`` names it.
    """
    if len(queries) > limits.max_queries:
        raise LimitError(
            f"{len(queries)} queries, the limit is {limits.max_queries}",
            field="queries",
            remedy=f"Ask at most {limits.max_queries} at once.",
        )
    with store.reading(as_of=as_of) as tx:
        found = {key: _find(tx, key, query, limits, semantic) for key, query in queries.items()}
        return {
            key: show(tx, [f for f in hits if f.match.score >= threshold][:limit], limits)
            for key, hits in found.items()
        }


def _find(
    tx: StoreReader, key: str, query: MatchQuery, limits: Limits, semantic: SemanticIndex | None
) -> list[Found]:
    where = SearchFilter(
        speakers=frozenset({query.speaker} if query.speaker else ()),
        outlets=frozenset({query.outlet} if query.outlet else ()),
        languages=frozenset({query.language} if query.language else ()),
        published_from=query.published_from,
        published_to=query.published_to,
    )
    try:
        return find_statements(
            tx,
            query.text,
            where,
            candidates=limits.candidates,
            limits=limits,
            semantic=semantic,
        )
    except InputError as error:
        error.field = f"queries.{key}.{error.field}"
        raise


def show(tx: StoreReader, found: Sequence[Found], limits: Limits) -> list[MatchedStatement]:
    """Returns the statements that were found, ready to be shown, in the same order."""
    views = view_statements(tx, [f.statement_id for f in found], limits=limits)
    return [
        MatchedStatement(
            statement=views[f.statement_id],
            score=f.match.score,
            kind=f.match.kind,
            status=f.match.status,
            matched_wording_id=f.wording_id,
            explanation=f.match.features,
            reason=f.match.reason,
        )
        for f in found
    ]
