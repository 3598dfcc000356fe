"""Reading one statement, wording or mention by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.errors import (
    MentionNotFoundError,
    StatementNotFoundError,
    WordingNotFoundError,
)
from service.domain.ids import anchor_of
from service.store.records import MentionFilter
from service.usecases.exchanged import weigh_exchanged
from service.usecases.statement_views import in_time_order, view_statements
from service.usecases.tombstones import raise_if_buried, raise_if_taken_down
from service.usecases.translations import find_translations
from service.usecases.views import StatementDetail, StatementView, WordingDetail

if TYPE_CHECKING:
    from service.domain.model import Mention
    from service.semantic.index import SemanticIndex
    from service.store.base import QuoteStore
    from service.usecases.config import Limits

MOST_TIMELINE = 500
"""So many wordings of a statement, the earliest, have their place in its time line."""

MOST_DAYS = 1_000
"""So many days of a statement's spread are shown, the first ones."""


def resolve_statement(store: QuoteStore, statement_id: str, *, as_of: int | None = None) -> str:
    """Returns the id that now stands for this statement: the same, or that of the survivor.

    With ``as_of``, the number of an event, it is the id that stood for it then.

    Raises:
        StatementNotFoundError: no statement, and no merged one, has this id.
    """
    if not statement_id.startswith("st_"):
        raise StatementNotFoundError("statement", statement_id)
    current, met = statement_id, {statement_id}
    with store.reading(as_of=as_of) as tx:
        while True:
            anchor = anchor_of(current)
            placement = tx.placements({anchor}).get(anchor)
            if placement is not None:
                return placement.statement_id
            if as_of is not None and tx.members({current}):
                # Its anchor was taken down since; what others say of it is still there.
                return current
            # The anchor is gone: a person gave its mentions to somebody else, or took them out.
            survivor = tx.survivor_of(current)
            if survivor is None or survivor in met:
                raise_if_buried(tx, current, field="statement_id")
                raise StatementNotFoundError("statement", statement_id)
            met.add(survivor)
            current = survivor


def read_statement(
    store: QuoteStore, statement_id: str, *, limits: Limits, as_of: int | None = None
) -> StatementView:
    """Returns the statement with this surviving id.

    Raises:
        StatementNotFoundError: no statement has this id now; see ``resolve_statement``.
    """
    return read_statement_detail(store, statement_id, limits=limits, as_of=as_of).statement


def list_statements(
    store: QuoteStore, *, after: str | None, limit: int, limits: Limits
) -> tuple[list[StatementView], str | None]:
    """Returns a page of statements by id, and where to go on."""
    with store.reading() as tx:
        found = list(tx.statements_after(after, limit=limit + 1))
        page = found[:limit]
        views = view_statements(tx, page, limits=limits)
    return [views[id_] for id_ in page], page[-1] if len(found) > limit else None


def read_statement_detail(
    store: QuoteStore,
    statement_id: str,
    *,
    limits: Limits,
    as_of: int | None = None,
    semantic: SemanticIndex | None = None,
) -> StatementDetail:
    """Returns the statement with this surviving id, with how it spread; now, or after an event.

    With ``semantic``, words that stand for others are weighed by their meaning.

    Raises:
        StatementNotFoundError: no statement has this id now; see ``resolve_statement``.
    """
    with store.reading(as_of=as_of) as tx:
        view = view_statements(tx, [statement_id], limits=limits).get(statement_id)
        if view is None:
            raise StatementNotFoundError("statement", statement_id)
        return StatementDetail(
            statement=view if semantic is None else weigh_exchanged(view, semantic),
            timeline=tuple(tx.first_sights(statement_id, limit=MOST_TIMELINE)),
            spread=tuple(tx.spread_by_day(statement_id)[:MOST_DAYS]),
            translations=find_translations(view),
        )


def read_wording(store: QuoteStore, wording_id: str, *, limits: Limits) -> WordingDetail:
    """Returns the wording, the statements it stands in, and its mentions.

    Raises:
        WordingNotFoundError: no wording has this id.
    """
    with store.reading() as tx:
        wording = tx.get_wordings({wording_id}).get(wording_id)
        if wording is None:
            raise_if_buried(tx, wording_id, field="wording_id")
            raise WordingNotFoundError("wording", wording_id)
        sightings = [s.id for s in tx.sightings_of_wordings({wording_id}).get(wording_id, ())]
        placed = tx.placements(sightings)
        by_sighting = tx.mentions_of_sightings(
            sightings, where=MentionFilter(), limit_each=limits.sources_per_wording
        )
    mentions = in_time_order(m for group in by_sighting.values() for m in group)
    return WordingDetail(
        wording=wording,
        statement_ids=tuple(sorted({p.statement_id for p in placed.values()})),
        sources=tuple(mentions[: limits.sources_per_wording]),
        sources_total=len(mentions),
    )


def read_mention(store: QuoteStore, mention_id: str) -> Mention:
    """Returns the mention with this id.

    Raises:
        MentionNotFoundError: no mention has this id.
    """
    with store.reading() as tx:
        mention = tx.get_mentions({mention_id}).get(mention_id)
    if mention is None:
        raise_if_taken_down(store, mention_id, field="mention_id")
        raise MentionNotFoundError("mention", mention_id)
    return mention
