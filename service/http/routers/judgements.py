"""People's judgements: made, listed, undone."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from service.domain.errors import (
    CursorError,
    EmptyTextError,
    InputError,
    JudgementNotFoundError,
    LimitError,
    MentionNotFoundError,
    SpeakerNotFoundError,
)
from service.http.cursor import list_key, next_cursor, read_id
from service.http.deps import NowDep, StoreDep
from service.http.models.fields import PageQuery
from service.http.models.judgements import (
    JudgementIn,
    JudgementModel,
    JudgementPage,
    judgement_input,
    judgement_model,
)
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.judge import judge, list_judgements, undo_judgement

router = APIRouter(prefix="/v1/judgements", tags=["judgements"], route_class=StrictRoute)


class JudgementQuery(PageQuery):
    """Which judgements."""

    mention: list[str] = Field(
        default_factory=list, max_length=50, description="Only those that name this mention."
    )
    speaker: list[str] = Field(default_factory=list, max_length=50, description="Or this speaker.")


@router.post(
    "",
    operation_id="addJudgement",
    status_code=201,
    responses=problems(
        InputError,
        EmptyTextError,
        LimitError,
        MentionNotFoundError,
        SpeakerNotFoundError,
        body=True,
    ),
)
def add_judgement(
    given: JudgementIn, response: Response, store: StoreDep, now: NowDep
) -> JudgementModel:
    """Keeps a judgement; statements follow at once, and every later regrouping keeps to it.

    The same judgement by the same person again changes nothing. A later one about the same pair,
    or about the same mention's speaker or nature, takes the place of the earlier. Two speakers that
    are judged the same have one id from then on, and their words are compared as one person's.
    """
    made = judge(store, judgement_input(given), now=now)
    about = f"mention={made.mention_id}" if made.mention_id else f"speaker={made.speaker_id}"
    response.headers["Location"] = f"/v1/judgements?{about}"
    return judgement_model(made)


@router.get("", operation_id="listJudgements", responses=problems(CursorError))
def get_judgements(query: Annotated[JudgementQuery, Query()], store: StoreDep) -> JudgementPage:
    """Lists judgements in the order they were made, those taken back included."""
    mentions = sorted(set(query.mention)) or None
    speakers = sorted(set(query.speaker)) or None
    key = list_key("judgements", mentions=mentions, speakers=speakers)
    found, after = list_judgements(
        store,
        mention_ids=mentions,
        speaker_ids=speakers,
        after=read_id(query.cursor, key),
        limit=query.limit,
    )
    return JudgementPage(
        judgements=[judgement_model(each) for each in found], next_cursor=next_cursor(key, after)
    )


@router.delete(
    "/{judgement_id}",
    operation_id="undoJudgement",
    responses=problems(JudgementNotFoundError),
)
def delete_judgement(
    judgement_id: Annotated[str, Path(max_length=64, examples=["jd_aaaaaaaaaaaaaaaaaaaa"])],
    store: StoreDep,
    now: NowDep,
) -> JudgementModel:
    """Takes a judgement back: statements stand as without it. It stays on record as undone."""
    return judgement_model(undo_judgement(store, judgement_id, now=now))
