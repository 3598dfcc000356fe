"""Reading speakers and outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.errors import OutletNotFoundError, SpeakerNotFoundError
from service.usecases.views import SpeakerDetail

if TYPE_CHECKING:
    from service.domain.model import Outlet, Speaker
    from service.store.base import QuoteStore


def read_speaker(
    store: QuoteStore, speaker_id: str, *, after: str | None = None, limit: int = 100
) -> SpeakerDetail:
    """Returns the speaker with a page of the statements that mention them.

    Raises:
        SpeakerNotFoundError: no speaker has this id.
    """
    with store.reading() as tx:
        speaker = tx.get_speaker(speaker_id)
        if speaker is None:
            raise SpeakerNotFoundError("speaker", speaker_id)
        found = list(tx.statements_of_speaker(speaker_id, after=after, limit=limit + 1))
    page = found[:limit]
    return SpeakerDetail(
        speaker=speaker,
        statement_ids=tuple(page),
        next_after=page[-1] if len(found) > limit else None,
    )


def list_speakers(
    store: QuoteStore, *, prefix: str | None, after: str | None, limit: int
) -> tuple[list[Speaker], str | None]:
    """Returns a page of speakers, by id, and where to go on."""
    with store.reading() as tx:
        found = list(tx.list_speakers(prefix=prefix, after=after, limit=limit + 1))
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None


def read_outlet(store: QuoteStore, outlet_id: str) -> Outlet:
    """Returns the outlet.

    Raises:
        OutletNotFoundError: no outlet has this id.
    """
    with store.reading() as tx:
        outlet = tx.get_outlet(outlet_id)
    if outlet is None:
        raise OutletNotFoundError("outlet", outlet_id)
    return outlet


def list_outlets(
    store: QuoteStore, *, after: str | None, limit: int
) -> tuple[list[Outlet], str | None]:
    """Returns a page of outlets, by id, and where to go on."""
    with store.reading() as tx:
        found = list(tx.list_outlets(after=after, limit=limit + 1))
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None
