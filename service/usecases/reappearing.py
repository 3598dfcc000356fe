"""The alarm for words that were withdrawn and are carried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.store.records import Change, ChangeKind
from service.usecases.withdrawn import withdrawn_sightings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.domain.model import ArticleVersion, Mention
    from service.domain.statements.timeline import Timeline
    from service.store.base import StoreWriter

_MOST = 1_000


def find_reappeared(
    tx: StoreWriter,
    fresh: Sequence[tuple[ArticleVersion, Sequence[Mention]]],
    timelines: Mapping[str, Timeline],
) -> list[Change]:
    """Returns one event for each statement whose withdrawn words a new version carries.

    To be asked of versions that stand on their pages now, once they are stored and their
    statements stand. What the version before one carried as well is no reappearance. ``about`` is
    the first mention of the words.
    """
    sightings = {m.sighting_id for _, mentions in fresh for m in mentions if m.sighting_id}
    if not sightings or not tx.list_corrections(after=None, limit=1):
        return []
    placed = tx.placements(sightings)
    members = tx.members({place.statement_id for place in placed.values()})
    withdrawn = withdrawn_sightings(tx, members)
    if not withdrawn:
        return []
    changes = []
    for version, mentions in fresh:
        before = _carried_before(tx, version, timelines)
        first: dict[str, str] = {}
        for mention in mentions:
            if mention.sighting_id in withdrawn and mention.wording_id not in before:
                first.setdefault(placed[mention.sighting_id].statement_id, mention.id)
        changes += [
            Change(ChangeKind.WITHDRAWN_REAPPEARED, statement, version=version.version, about=about)
            for statement, about in sorted(first.items())
        ]
    return changes


def _carried_before(
    tx: StoreWriter, version: ArticleVersion, timelines: Mapping[str, Timeline]
) -> frozenset[str]:
    before = timelines[version.article_id].before(version.version)
    if before is None:
        return frozenset()
    mentions = tx.list_mentions(version.article_id, before.number, after=None, limit=_MOST)
    return frozenset(mention.wording_id for mention in mentions)
