"""Reading speakers and outlets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.errors import OutletNotFoundError, SpeakerNotFoundError
from service.domain.speakers.identity import name_words

if TYPE_CHECKING:
    from service.domain.model import Outlet
    from service.store.base import QuoteStore
    from service.store.people import RankedSpeaker


@dataclass(frozen=True, slots=True)
class SpeakerDetail:
    """One person or body with the statements that mention it, by id."""

    found: RankedSpeaker
    statement_ids: tuple[str, ...]
    next_after: str | None


def resolve_speaker(store: QuoteStore, speaker_id: str) -> str:
    """Returns the id that now stands for this speaker: the same, or that of the person.

    Raises:
        SpeakerNotFoundError: no speaker has this id.
    """
    with store.reading() as tx:
        found = tx.get_speaker(speaker_id)
    if found is None:
        raise SpeakerNotFoundError("speaker", speaker_id)
    return found.id


def read_speaker(
    store: QuoteStore, speaker_id: str, *, after: str | None = None, limit: int = 100
) -> SpeakerDetail:
    """Returns the person that this id stands for, with a page of the statements.

    Raises:
        SpeakerNotFoundError: no speaker has this id.
    """
    with store.reading() as tx:
        ranked = tx.rank_speaker(speaker_id)
        if ranked is None:
            raise SpeakerNotFoundError("speaker", speaker_id)
        found = list(tx.statements_of_speaker(speaker_id, after=after, limit=limit + 1))
    page = found[:limit]
    return SpeakerDetail(
        found=ranked,
        statement_ids=tuple(page),
        next_after=page[-1] if len(found) > limit else None,
    )


def list_speakers(
    store: QuoteStore, *, prefix: str | None, after: str | None, limit: int
) -> tuple[list[RankedSpeaker], str | None]:
    """Returns a page of speakers, by id, and where to go on."""
    with store.reading() as tx:
        listed = list(tx.list_speakers(prefix=prefix, after=after, limit=limit + 1))
        page = listed[:limit]
        found = [ranked for one in page if (ranked := tx.rank_speaker(one.id)) is not None]
    return found, page[-1].id if len(listed) > limit else None


def find_speakers(
    store: QuoteStore, q: str, *, offset: int, limit: int
) -> tuple[list[RankedSpeaker], int | None]:
    """Returns a page of the speakers met under such a name, most mentioned first.

    Every word of ``q`` has to begin a word of one of their names; case and accents do not count.
    """
    begun = name_words(q)
    if not begun:
        return [], None
    with store.reading() as tx:
        found = list(tx.rank_speakers(begun, offset=offset, limit=limit + 1))
    return found[:limit], offset + limit if len(found) > limit else None


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
