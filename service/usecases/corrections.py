"""Corrections: kept, listed, and shown where what they take back is still carried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain import ids
from service.domain.corrections import Correction, CorrectionKind
from service.domain.errors import (
    InputError,
    MentionNotFoundError,
    StatementNotFoundError,
    WordingNotFoundError,
)
from service.domain.urls import canonical_url
from service.store.records import Change, ChangeKind
from service.usecases.ingest import check_text
from service.usecases.tombstones import raise_if_buried
from service.usecases.views import CorrectionView
from service.usecases.withdrawn import withdrawn_by

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from service.domain.model import Sighting
    from service.store.base import QuoteStore, StoreReader

MAX_TEXT_CHARS = 10_000


@dataclass(frozen=True, slots=True)
class CorrectionInput:
    """A correction as handed in."""

    kind: CorrectionKind
    text: str
    target_id: str
    day: date | None = None
    url: str | None = None


def add_correction(store: QuoteStore, given: CorrectionInput, *, now: datetime) -> Correction:
    """Keeps a correction; the same one again changes nothing. Durable when this returns.

    Raises:
        InputError: there is no text, too much of it, or the URL or the target is none.
        MentionNotFoundError: no mention has the target's id.
        WordingNotFoundError: no wording has it.
        StatementNotFoundError: no statement has it.
    """
    check_text(given.text, field="text", limit=MAX_TEXT_CHARS)
    url = canonical_url(given.url) if given.url is not None else None
    day = given.day.isoformat() if given.day else ""
    key = ids.digest("correction", given.kind.value, given.text, given.target_id, day, url or "")
    made = Correction(
        id=f"cr_{key}",
        kind=given.kind,
        text=given.text,
        target_id=given.target_id,
        made_at=now,
        day=given.day,
        url=url,
    )
    with store.writing() as tx:
        touched = _statements_of(tx, given.target_id)
        known = [c for c in tx.corrections_of({given.target_id}, ()) if c.id == made.id]
        if known:
            return known[0]
        tx.add_correction(made)
        changes = [Change(ChangeKind.STATEMENT_CHANGED, id_) for id_ in touched]
        tx.append_changes([Change(ChangeKind.CORRECTION_ADDED, made.id), *changes], now)
    return made


def list_corrections(
    store: QuoteStore, *, after: str | None, limit: int
) -> tuple[list[Correction], str | None]:
    """Returns a page of corrections in the order they were made, and where to go on."""
    with store.reading() as tx:
        found = list(tx.list_corrections(after=after, limit=limit + 1))
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None


def view_corrections(
    tx: StoreReader, members: Mapping[str, Sequence[Sighting]]
) -> dict[str, tuple[CorrectionView, ...]]:
    """Returns the corrections of statements, given with their sightings, by statement."""
    inside = {s.id: s for group in members.values() for s in group}
    targets = {ids.statement_id(id_) for id_ in inside} | {s.wording_id for s in inside.values()}
    corrections = tx.corrections_of(targets, inside.keys())
    if not corrections:
        return {}
    mentions = tx.get_mentions({c.target_id for c in corrections})
    withdrawn = {
        (statement, c.id): found
        for statement, group in members.items()
        for c in corrections
        if (found := withdrawn_by(c, group, mentions.get(c.target_id)))
    }
    carrying = tx.outlets_carrying({s.id for group in withdrawn.values() for s in group})
    views: dict[str, tuple[CorrectionView, ...]] = {}
    for statement in members:
        shown = []
        for correction in corrections:
            group = withdrawn.get((statement, correction.id), [])
            if group:
                outlets = {o.id: o for s in group for o in carrying.get(s.id, ())}
                wordings = tuple(sorted({s.wording_id for s in group}))
                by_id = tuple(outlets[id_] for id_ in sorted(outlets))
                shown.append(CorrectionView(correction, wordings, by_id))
        views[statement] = tuple(shown)
    return views


def withdrawn_wordings(
    tx: StoreReader, members: Mapping[str, Sequence[Sighting]]
) -> frozenset[tuple[str, str]]:
    """Returns the pairs of statement and wording that a correction takes back.

    A correction of kind ``other`` adds to what was said and takes nothing back.
    """
    return frozenset(
        (statement, wording)
        for statement, views in view_corrections(tx, members).items()
        for view in views
        if view.correction.kind is not CorrectionKind.OTHER
        for wording in view.wording_ids
    )


def _statements_of(tx: StoreReader, target_id: str) -> list[str]:
    """Returns the statements that a correction of this target is shown in."""
    prefix = target_id.partition("_")[0]
    if prefix == "st":
        sightings = [ids.anchor_of(target_id)]
        if not tx.placements(sightings):
            raise_if_buried(tx, target_id, field="target_id")
            raise StatementNotFoundError("statement", target_id)
    elif prefix == "wd":
        if not tx.get_wordings({target_id}):
            raise_if_buried(tx, target_id, field="target_id")
            raise WordingNotFoundError("wording", target_id)
        sightings = [s.id for s in tx.sightings_of_wordings({target_id}).get(target_id, ())]
    elif prefix == "mn":
        mention = tx.get_mentions({target_id}).get(target_id)
        if mention is None:
            raise_if_buried(tx, target_id, field="target_id")
            raise MentionNotFoundError("mention", target_id)
        sightings = [mention.sighting_id] if mention.sighting_id else []
    else:
        raise InputError(
            "the target is no mention, wording or statement",
            field="target_id",
            remedy="Give an id that begins with mn_, wd_ or st_.",
        )
    return sorted({place.statement_id for place in tx.placements(sightings).values()})
