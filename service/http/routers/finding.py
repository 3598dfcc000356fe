"""Finding statements by words."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.domain.errors import (
    ArticleTooLargeError,
    AsOfError,
    AsOfTooEarlyError,
    CursorError,
    EmptyTextError,
    LimitError,
)
from service.http.cursor import list_key, next_pinned, read_pinned
from service.http.deps import LimitsDep, SemanticDep, StoreDep
from service.http.errors import named
from service.http.models.as_of import moment_model
from service.http.models.queries import (
    KeyMatches,
    MatchIn,
    MatchModel,
    SearchModel,
    SearchQuery,
    match_query,
    search_filter,
    search_model,
)
from service.http.models.registry import coverage_model
from service.http.models.statements import matched_statement_model
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.as_of import find_moment
from service.usecases.coverage import coverage
from service.usecases.match_statements import match_statements
from service.usecases.search_statements import search_statements

router = APIRouter(prefix="/v1", tags=["finding"], route_class=StrictRoute)


@router.post(
    "/match",
    operation_id="matchStatements",
    responses=problems(
        ArticleTooLargeError, AsOfError, AsOfTooEarlyError, EmptyTextError, LimitError, body=True
    ),
)
def match(given: MatchIn, store: StoreDep, limits: LimitsDep, semantic: SemanticDep) -> MatchModel:
    """Finds for each query the statements that carry its words, best first, with the reasons."""
    moment = None if given.as_of is None else find_moment(store, given.as_of)
    sequence = moment.sequence if moment else None
    found = match_statements(
        store,
        {key: match_query(query) for key, query in given.queries.items()},
        limit=given.limit,
        threshold=given.threshold,
        limits=limits,
        semantic=semantic,
        as_of=sequence,
    )
    results = {
        key: KeyMatches(statements=[matched_statement_model(each) for each in statements])
        for key, statements in found.items()
    }
    return MatchModel(
        results=results,
        coverage=coverage_model(coverage(store, as_of=sequence)),
        as_of=moment_model(moment),
    )


@router.get(
    "/search",
    operation_id="searchStatements",
    responses=problems(
        ArticleTooLargeError,
        AsOfError,
        AsOfTooEarlyError,
        CursorError,
        EmptyTextError,
        LimitError,
    ),
)
def search(
    query: Annotated[SearchQuery, Query()],
    store: StoreDep,
    limits: LimitsDep,
    semantic: SemanticDep,
) -> SearchModel:
    """Searches statements by their words, narrowed by filters, with counts and pages.

    All pages are of the moment of the first one, so that none repeats a statement or leaves one out
    while articles arrive.
    """
    where = search_filter(query)
    key = list_key("search", q=query.q, where=where, mode=query.mode, as_of=query.as_of)
    as_of, offset = read_pinned(query.cursor, key) or (None, 0)
    if as_of is not None:
        find_moment(store, as_of)  # a token of another store's history
    elif query.as_of is not None:
        as_of = find_moment(store, query.as_of).sequence
    with named("text", "q"):
        page = search_statements(
            store,
            query.q,
            where,
            offset=offset,
            limit=query.limit,
            limits=limits,
            semantic=semantic,
            mode=query.mode,
            as_of=as_of,
        )
    moment = page.moment.sequence
    return search_model(
        page,
        next_pinned(key, moment, page.next_offset),
        coverage_model(coverage(store, as_of=moment)),
    )
