"""Corrections and retractions: attached and listed."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.domain.errors import (
    CursorError,
    EmptyTextError,
    InputError,
    InvalidUrlError,
    LimitError,
    MentionNotFoundError,
    StatementNotFoundError,
    TakenDownError,
    WordingNotFoundError,
)
from service.http.cursor import list_key, next_cursor, read_id
from service.http.deps import NowDep, StoreDep
from service.http.models.corrections import (
    CorrectionIn,
    CorrectionModel,
    CorrectionPage,
    correction_input,
    correction_model,
)
from service.http.models.fields import PageQuery
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.corrections import add_correction, list_corrections

router = APIRouter(prefix="/v1/corrections", tags=["corrections"], route_class=StrictRoute)


@router.post(
    "",
    operation_id="addCorrection",
    status_code=201,
    responses=problems(
        InputError,
        EmptyTextError,
        InvalidUrlError,
        LimitError,
        MentionNotFoundError,
        StatementNotFoundError,
        WordingNotFoundError,
        TakenDownError,
        body=True,
    ),
)
def post_correction(given: CorrectionIn, store: StoreDep, now: NowDep) -> CorrectionModel:
    """Attaches a correction to a mention, a wording or a statement; the same again is kept once.

    The statement shows it from then on, with the outlets that still carry what it takes back.
    """
    return correction_model(add_correction(store, correction_input(given), now=now))


@router.get("", operation_id="listCorrections", responses=problems(CursorError))
def get_corrections(query: Annotated[PageQuery, Query()], store: StoreDep) -> CorrectionPage:
    """Lists corrections in the order they came."""
    key = list_key("corrections")
    found, after = list_corrections(store, after=read_id(query.cursor, key), limit=query.limit)
    return CorrectionPage(
        corrections=[correction_model(each) for each in found], next_cursor=next_cursor(key, after)
    )
