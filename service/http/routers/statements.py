"""Statements, wordings and mentions by their ids."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import RedirectResponse

from service.domain.errors import (
    MentionNotFoundError,
    StatementNotFoundError,
    TakenDownError,
    WordingNotFoundError,
)
from service.http.deps import LimitsDep, StoreDep
from service.http.models.mentions import MentionModel, mention_model
from service.http.models.statements import (
    StatementModel,
    WordingModel,
    statement_model,
    wording_model,
)
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.read_statements import (
    read_mention,
    read_statement,
    read_wording,
    resolve_statement,
)

router = APIRouter(prefix="/v1", tags=["statements"], route_class=StrictRoute)


@router.get(
    "/statements/{statement_id}",
    operation_id="getStatement",
    response_model=StatementModel,
    responses={
        308: {
            "description": "The statement was merged into another; it is read there.",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        **problems(StatementNotFoundError, TakenDownError),
    },
)
def get_statement(
    statement_id: Annotated[str, Path(max_length=64, examples=["st_aaaaaaaaaaaaaaaaaaaa"])],
    store: StoreDep,
    limits: LimitsDep,
) -> StatementModel | Response:
    """Returns a statement with its wordings, their sources, and how they differ."""
    surviving = resolve_statement(store, statement_id)
    if surviving != statement_id:
        return RedirectResponse(f"/v1/statements/{surviving}", status_code=308)
    return statement_model(read_statement(store, surviving, limits=limits))


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
