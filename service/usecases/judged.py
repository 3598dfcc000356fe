"""Which judgements of people stand behind the mentions that a statement shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.judgements import JudgementKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from service.domain.judgements import Judgement
    from service.domain.model import Mention
    from service.store.base import StoreReader

_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided of the mentions of some statements.

    ``by_mention`` maps a mention to the judgements in force that name it; ``apart`` holds the pairs
    of sightings, smaller id first, that must not stand together.
    """

    by_mention: Mapping[str, Sequence[Judgement]]
    apart: frozenset[tuple[str, str]]

    def of(self, mention_ids: Iterable[str]) -> tuple[Judgement, ...]:
        """Returns the judgements that name one of these, each once, in the order made."""
        named = {made.id: made for id_ in mention_ids for made in self.by_mention.get(id_, ())}
        return tuple(sorted(named.values(), key=lambda made: (made.judged_at, made.id)))


def read_decided(tx: StoreReader, mentions: Mapping[str, Sequence[Mention]]) -> Decided:
    """Returns what people decided of these mentions, which are given by sighting.

    Asks only for mentions that a judgement can have touched: those of a judged pair, and those
    whose speaker is not the one that the article names. Most answers need no question at all.
    """
    pairs = tx.judged_pairs(mentions.keys())
    apart = frozenset((a, b) for kind, a, b in pairs if kind is JudgementKind.DIFFERENT)
    touched = {end for _, a, b in pairs for end in (a, b)}
    suspects = {
        mention.id
        for sighting, group in mentions.items()
        for mention in group
        if sighting in touched or _is_given_to_another(mention)
    }
    by_mention: dict[str, list[Judgement]] = {}
    made_of_them = (
        tx.list_judgements(mention_ids=suspects, after=None, limit=_MOST) if suspects else ()
    )
    for made in made_of_them:
        if made.undone_at is None:
            for id_ in (made.mention_id, made.other_mention_id):
                if id_ is not None:
                    by_mention.setdefault(id_, []).append(made)
    return Decided(by_mention, apart)


def _is_given_to_another(mention: Mention) -> bool:
    written = mention.attribution.speaker_name
    if mention.speaker is None:
        return written is not None
    return written not in {mention.speaker.name, *mention.speaker.aliases}
