"""Which sightings a correction takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain import ids
from service.domain.corrections import CorrectionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.domain.corrections import Correction
    from service.domain.model import Mention, Sighting
    from service.store.base import StoreReader


def withdrawn_sightings(
    tx: StoreReader, members: Mapping[str, Sequence[Sighting]]
) -> frozenset[str]:
    """Returns the sightings, of statements given with theirs, that a correction takes back."""
    inside = {s.id: s for group in members.values() for s in group}
    targets = {ids.statement_id(id_) for id_ in inside} | {s.wording_id for s in inside.values()}
    corrections = [
        c for c in tx.corrections_of(targets, inside.keys()) if c.kind is not CorrectionKind.OTHER
    ]
    mentions = tx.get_mentions({c.target_id for c in corrections})
    return frozenset(
        sighting.id
        for group in members.values()
        for c in corrections
        for sighting in withdrawn_by(c, group, mentions.get(c.target_id))
    )


def withdrawn_by(
    correction: Correction, group: Sequence[Sighting], mention: Mention | None
) -> list[Sighting]:
    """Returns those sightings of a statement that a correction is about."""
    target = correction.target_id
    if mention is not None:
        if mention.sighting_id not in {s.id for s in group}:
            return []
        by_speaker = correction.kind is CorrectionKind.MISATTRIBUTION
        speaker = mention.speaker.id if mention.speaker else None
        return [
            s
            for s in group
            if s.wording_id == mention.wording_id and (not by_speaker or s.speaker_id == speaker)
        ]
    if target in {ids.statement_id(s.id) for s in group}:
        return list(group)
    return [s for s in group if s.wording_id == target]
