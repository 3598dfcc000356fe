"""Speakers and outlets."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from service.domain.errors import CursorError, OutletNotFoundError, SpeakerNotFoundError
from service.http.cursor import list_key, next_cursor, read_id, read_offset
from service.http.deps import StoreDep
from service.http.models.fields import PageQuery
from service.http.models.registry import (
    OutletModel,
    OutletPage,
    SpeakerDetailModel,
    SpeakerPage,
    outlet_model,
    speaker_detail,
    speaker_page,
)
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.read_registry import (
    find_speakers,
    list_outlets,
    list_speakers,
    read_outlet,
    read_speaker,
    resolve_speaker,
)

router = APIRouter(prefix="/v1", tags=["registry"], route_class=StrictRoute)


class SpeakerQuery(PageQuery):
    """Which speakers."""

    prefix: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="Only names with a word that begins so.",
    )
    q: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="Only those met under a name in which each of these words begins a word; "
        "most mentioned first. Takes the place of `prefix`.",
    )


@router.get("/speakers", operation_id="listSpeakers", responses=problems(CursorError))
def get_speakers(query: Annotated[SpeakerQuery, Query()], store: StoreDep) -> SpeakerPage:
    """Lists speakers: by id or, where `q` is asked, most mentioned first."""
    if query.q is not None:
        key = list_key("speakers by mentions", q=query.q)
        ranked, offset = find_speakers(
            store, query.q, offset=read_offset(query.cursor, key), limit=query.limit
        )
        return speaker_page(ranked, next_cursor(key, offset))
    key = list_key("speakers", prefix=query.prefix)
    found, after = list_speakers(
        store, prefix=query.prefix, after=read_id(query.cursor, key), limit=query.limit
    )
    return speaker_page(found, next_cursor(key, after))


@router.get(
    "/speakers/{speaker_id}",
    operation_id="getSpeaker",
    response_model=SpeakerDetailModel,
    responses={
        308: {
            "description": "The name stands for a person with another id; it is read there.",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        **problems(SpeakerNotFoundError, CursorError),
    },
)
def get_speaker(
    speaker_id: Annotated[str, Path(max_length=64, examples=["sp_aaaaaaaaaaaaaaaaaaaa"])],
    query: Annotated[PageQuery, Query()],
    store: StoreDep,
) -> SpeakerDetailModel | Response:
    """Returns a speaker with a page of the statements that mention them, by id."""
    person = resolve_speaker(store, speaker_id)
    if person != speaker_id:
        return RedirectResponse(f"/v1/speakers/{person}", status_code=308)
    key = list_key("statements of speaker", speaker=speaker_id)
    found = read_speaker(store, speaker_id, after=read_id(query.cursor, key), limit=query.limit)
    return speaker_detail(found, next_cursor(key, found.next_after))


@router.get("/outlets", operation_id="listOutlets", responses=problems(CursorError))
def get_outlets(query: Annotated[PageQuery, Query()], store: StoreDep) -> OutletPage:
    """Lists outlets, by id."""
    key = list_key("outlets")
    found, after = list_outlets(store, after=read_id(query.cursor, key), limit=query.limit)
    return OutletPage(
        outlets=[outlet_model(each) for each in found], next_cursor=next_cursor(key, after)
    )


@router.get(
    "/outlets/{outlet_id}", operation_id="getOutlet", responses=problems(OutletNotFoundError)
)
def get_outlet(
    outlet_id: Annotated[str, Path(max_length=64, examples=["ou_aaaaaaaaaaaaaaaaaaaa"])],
    store: StoreDep,
) -> OutletModel:
    """Returns an outlet."""
    return outlet_model(read_outlet(store, outlet_id))
