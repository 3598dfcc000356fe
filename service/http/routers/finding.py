"""Finding statements by words."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.domain.errors import ArticleTooLargeError, CursorError, EmptyTextError, LimitError
from service.http.cursor import list_key, next_cursor, read_offset
from service.http.deps import LimitsDep, SemanticDep, StoreDep
from service.http.errors import named
from service.http.models.queries import (
    KeyMatches,
    MatchIn,
    MatchModel,
    SearchModel,
    SearchQuery,
    match_query,
    search_filter,
)
from service.http.models.registry import coverage_model
from service.http.models.statements import matched_statement_model
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.describe import coverage
from service.usecases.match_statements import match_statements
from service.usecases.search_statements import search_statements

router = APIRouter(prefix="/v1", tags=["finding"], route_class=StrictRoute)


@router.post(
    "/match",
    operation_id="matchStatements",
    responses=problems(ArticleTooLargeError, EmptyTextError, LimitError, body=True),
)
def match(given: MatchIn, store: StoreDep, limits: LimitsDep, semantic: SemanticDep) -> MatchModel:
    """Finds for each query the statements that carry its words, best first, with the reasons."""
    found = match_statements(
        store,
        {key: match_query(query) for key, query in given.queries.items()},
        limit=given.limit,
        threshold=given.threshold,
        limits=limits,
        semantic=semantic,
    )
    results = {
        key: KeyMatches(statements=[matched_statement_model(each) for each in statements])
        for key, statements in found.items()
    }
    return MatchModel(results=results, coverage=coverage_model(coverage(store)))


@router.get(
    "/search",
    operation_id="searchStatements",
    responses=problems(ArticleTooLargeError, CursorError, EmptyTextError, LimitError),
)
def search(
    query: Annotated[SearchQuery, Query()],
    store: StoreDep,
    limits: LimitsDep,
    semantic: SemanticDep,
) -> SearchModel:
    """Searches statements by their words, narrowed by filters, with counts and pages."""
    where = search_filter(query)
    key = list_key("search", q=query.q, where=where)
    with named("text", "q"):
        page = search_statements(
            store,
            query.q,
            where,
            offset=read_offset(query.cursor, key),
            limit=query.limit,
            limits=limits,
            semantic=semantic,
        )
    return SearchModel(
        statements=[matched_statement_model(each) for each in page.statements],
        facets={name: dict(counts) for name, counts in page.facets.items()},
        total=page.total,
        next_cursor=next_cursor(key, page.next_offset),
    )
