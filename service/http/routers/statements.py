"""Statements, wordings and mentions by their ids."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import RedirectResponse

from service.domain.errors import (
    AsOfError,
    AsOfTooEarlyError,
    CursorError,
    MentionNotFoundError,
    StatementNotFoundError,
    TakenDownError,
    WordingNotFoundError,
)
from service.http.cursor import list_key, next_cursor, read_id
from service.http.deps import LimitsDep, SemanticDep, StoreDep
from service.http.models.as_of import AS_OF_TOLD, AsOfField
from service.http.models.fields import PageQuery
from service.http.models.mentions import MentionModel, mention_model
from service.http.models.statements import (
    StatementDetailModel,
    StatementPage,
    WordingModel,
    statement_detail_model,
    statement_model,
    wording_model,
)
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.as_of import find_moment
from service.usecases.read_statements import (
    list_statements,
    read_mention,
    read_statement_detail,
    read_wording,
    resolve_statement,
)

router = APIRouter(prefix="/v1", tags=["statements"], route_class=StrictRoute)


@router.get("/statements", operation_id="listStatements", responses=problems(CursorError))
def get_statements(
    query: Annotated[PageQuery, Query()], store: StoreDep, limits: LimitsDep
) -> StatementPage:
    """Lists all statements, by id; `GET /v1/search` finds some of them."""
    key = list_key("statements")
    found, after = list_statements(
        store, after=read_id(query.cursor, key), limit=query.limit, limits=limits
    )
    return StatementPage(
        statements=[statement_model(each) for each in found],
        next_cursor=next_cursor(key, after),
    )


@router.get(
    "/statements/{statement_id}",
    operation_id="getStatement",
    response_model=StatementDetailModel,
    responses={
        308: {
            "description": "The statement was merged into another; it is read there.",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        **problems(AsOfError, AsOfTooEarlyError, StatementNotFoundError, TakenDownError),
    },
)
def get_statement(
    statement_id: Annotated[str, Path(max_length=64, examples=["st_aaaaaaaaaaaaaaaaaaaa"])],
    store: StoreDep,
    limits: LimitsDep,
    semantic: SemanticDep,
    as_of: Annotated[AsOfField | None, Query(description=AS_OF_TOLD)] = None,
) -> StatementDetailModel | Response:
    """Returns a statement with its wordings, their sources, and how they differ and spread."""
    moment = None if as_of is None else find_moment(store, as_of)
    sequence = moment.sequence if moment else None
    surviving = resolve_statement(store, statement_id, as_of=sequence)
    if surviving != statement_id:
        # The number, not the time: it needs no quoting and names the moment for ever.
        then = "" if sequence is None else f"?as_of={sequence}"
        return RedirectResponse(f"/v1/statements/{surviving}{then}", status_code=308)
    found = read_statement_detail(
        store, surviving, limits=limits, as_of=sequence, semantic=semantic
    )
    return statement_detail_model(found, moment)


@router.get(
    "/wordings/{wording_id}",
    operation_id="getWording",
    responses=problems(WordingNotFoundError, TakenDownError),
)
def get_wording(
    wording_id: Annotated[str, Path(max_length=64, examples=["wd_aaaaaaaaaaaaaaaaaaaa"])],
    store: StoreDep,
    limits: LimitsDep,
) -> WordingModel:
    """Returns a wording with its mentions, earliest first."""
    return wording_model(read_wording(store, wording_id, limits=limits))


@router.get(
    "/mentions/{mention_id}",
    operation_id="getMention",
    responses=problems(MentionNotFoundError, TakenDownError),
)
def get_mention(
    mention_id: Annotated[str, Path(max_length=64, examples=["mn_aaaaaaaaaaaaaaaaaaaa"])],
    store: StoreDep,
) -> MentionModel:
    """Returns one quotation at one place of one version of one article."""
    return mention_model(read_mention(store, mention_id))
