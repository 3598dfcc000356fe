"""What the change feed tells of statements and mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from service.domain.ids import anchor_of
from service.store.records import Change, ChangeKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from service.domain.model import Mention, Sighting
    from service.store.base import StoreWriter
    from service.store.records import Placement


def tell_statements(
    before: Mapping[str, Placement],
    after: Mapping[str, Placement],
    grown: Collection[str],
    sightings: Mapping[str, Sighting],
) -> list[Change]:
    """Returns what became of statements, each sort by id.

    Statements created, merged, split off, wordings that a statement gained that was there before
    (by a merge, too; a new statement brings its own), and statements that changed in any way.

    Args:
        before: where sightings stood.
        after: where they stand, all of the same statements.
        grown: sightings with a new mention: their statements changed even if none moved.
        sightings: what is named by ``after``.
    """
    members, former = _by_statement(after), _by_statement(before)
    stayed = sorted(members.keys() & former.keys())
    return [
        *(
            Change(ChangeKind.STATEMENT_CREATED, id_)
            for id_ in sorted(members.keys() - former.keys())
        ),
        *(
            Change(ChangeKind.STATEMENT_MERGED, gone, into=_survivor(gone, former[gone], after))
            for gone in sorted(former.keys() - members.keys())
        ),
        *_splits(before, members, former),
        *(
            Change(ChangeKind.WORDING_ADDED, id_, about=wording)
            for id_ in stayed
            if members[id_] != former[id_]
            for wording in _gained(members[id_], former[id_], sightings)
        ),
        *(
            Change(ChangeKind.STATEMENT_CHANGED, id_)
            for id_ in stayed
            if members[id_] != former[id_] or not members[id_].isdisjoint(grown)
        ),
    ]


def tell_outlets(tx: StoreWriter, told: Iterable[Change]) -> list[Change]:
    """Returns the outlets that began to carry a statement that was there before, by new mentions.

    Args:
        tx: the transaction, with all its mentions.
        told: what became of statements in it.
    """
    changed = {each.id for each in told if each.kind is ChangeKind.STATEMENT_CHANGED}
    if not changed:
        return []
    gained = tx.outlets_new_to(changed)
    return [
        Change(ChangeKind.OUTLET_ADDED, statement, about=outlet)
        for statement in sorted(gained)
        for outlet in gained[statement]
    ]


def tell_mentions(tx: StoreWriter, mentions: Sequence[Mention]) -> list[Change]:
    """Returns the mentions that came, in their order, each with the statement it stands in."""
    placed = tx.placements({m.sighting_id for m in mentions if m.sighting_id})
    changes = []
    for mention in mentions:
        where = placed.get(mention.sighting_id) if mention.sighting_id else None
        about = where.statement_id if where else None
        changes.append(
            Change(ChangeKind.MENTION_ADDED, mention.id, version=mention.version, about=about)
        )
    return changes


def _by_statement(placements: Mapping[str, Placement]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for id_, placement in placements.items():
        members[placement.statement_id].add(id_)
    return dict(members)


def _splits(
    before: Mapping[str, Placement],
    members: Mapping[str, Collection[str]],
    former: Mapping[str, Collection[str]],
) -> list[Change]:
    """New statements that took members from ones that go on."""
    pairs = {
        (before[id_].statement_id, created)
        for created in members.keys() - former.keys()
        for id_ in members[created]
        if id_ in before and before[id_].statement_id in members
    }
    return [Change(ChangeKind.STATEMENT_SPLIT, old, into=created) for old, created in sorted(pairs)]


def _gained(
    now: Collection[str], former: Collection[str], sightings: Mapping[str, Sighting]
) -> list[str]:
    had = {sightings[id_].wording_id for id_ in former if id_ in sightings}
    return sorted({sightings[id_].wording_id for id_ in now} - had)


def _survivor(gone: str, former: Collection[str], after: Mapping[str, Placement]) -> str:
    """The statement that holds the anchor now or, if that is gone, most of the former members."""
    anchor = after.get(anchor_of(gone))
    if anchor is not None:
        return anchor.statement_id
    counts = Counter(after[id_].statement_id for id_ in former)
    return min(counts, key=lambda id_: (-counts[id_], id_))
