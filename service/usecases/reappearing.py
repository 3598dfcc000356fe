"""The alarm for words that were withdrawn and are carried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.store.records import Change, ChangeKind
from service.usecases.withdrawn import withdrawn_sightings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.model import ArticleVersion, Mention
    from service.store.base import StoreWriter

_MOST = 1_000


def find_reappeared(
    tx: StoreWriter, fresh: Sequence[tuple[ArticleVersion, Sequence[Mention]]]
) -> list[Change]:
    """Returns one event for each statement whose withdrawn words a new version carries.

    To be asked once the version is stored and its statements stand. What a version before it
    carried as well is no reappearance. ``about`` is the first mention of the words.
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
        before = _carried_before(tx, version)
        first: dict[str, str] = {}
        for mention in mentions:
            if mention.sighting_id in withdrawn and mention.wording_id not in before:
                first.setdefault(placed[mention.sighting_id].statement_id, mention.id)
        changes += [
            Change(ChangeKind.WITHDRAWN_REAPPEARED, statement, version=version.version, about=about)
            for statement, about in sorted(first.items())
        ]
    return changes


def _carried_before(tx: StoreWriter, version: ArticleVersion) -> frozenset[str]:
    if version.version == 1:
        return frozenset()
    before = tx.list_mentions(version.article_id, version.version - 1, after=None, limit=_MOST)
    return frozenset(mention.wording_id for mention in before)
