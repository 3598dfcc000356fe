"""Linking what is new to what is stored, and placing it in statements, inside one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.domain.ids import statement_id
from service.domain.judgements import JudgementKind
from service.domain.kinds import Bond, MatchKind, MatchStatus
from service.domain.matching.grading import VERY_LONG
from service.domain.matching.judge import judge_many
from service.domain.matching.model import LEXICAL
from service.domain.matching.prepared import prepare
from service.domain.model import Link, Rendering
from service.domain.statements.group import Judged, Placed, make_units, place_sightings
from service.domain.statements.hosts import is_clause_link
from service.store.records import Change, Placement
from service.usecases.link_reviews import link_sightings
from service.usecases.nearby import find_nearby
from service.usecases.telling import tell_outlets, tell_statements

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from service.domain.model import Match, Sighting
    from service.domain.statements.group import Units
    from service.store.base import StoreReader, StoreWriter

_MODEL: Final = replace(LEXICAL, hopeless=max(0.5, LEXICAL.hopeless), hopeless_report=0.3)
"""The scorer in use; what shares less never reaches a score that is kept here."""

LEAST_REPORTED = 0.75
"""Below this score a report in other words is not kept as a suggestion."""

MIRROR = {MatchKind.CONTAINED: MatchKind.CONTAINS, MatchKind.CONTAINS: MatchKind.CONTAINED}
"""What a kind reads the other way round; every other kind reads the same both ways."""


def link_and_place(
    tx: StoreWriter,
    seen: Mapping[str, Sighting],
    new: Collection[str],
    given: Sequence[Link],
) -> list[Change]:
    """Judges new sightings against their neighbours and regroups what that touches.

    Args:
        tx: the transaction that holds the sightings already.
        seen: every sighting that has a new mention.
        new: ids of those that were not stored before.
        given: links that the articles themselves give.

    Returns:
        What changed in statements, in a stable order.
    """
    links = find_links(tx, [seen[id_] for id_ in sorted(new)])
    # What an article itself says of two of its quotations goes before what the words alone say.
    by_pair = {(link.a, link.b): link for link in (*links, *given)}
    links = [by_pair[pair] for pair in sorted(by_pair)]
    tx.add_links(links)
    link_sightings(tx, new)
    touched = set(seen) | {end for link in links for end in (link.a, link.b)}
    changes = regroup(tx, touched, grown=set(seen))
    return [*changes, *tell_outlets(tx, changes)]


def find_links(tx: StoreReader, new: Sequence[Sighting]) -> list[Link]:
    """Returns the links of new sightings to all stored ones (each other included), by (a, b)."""
    wordings = {sighting.wording_id for sighting in new}
    least = min(_MODEL.hopeless, _MODEL.hopeless_report)  # less is not looked at by judging
    neighbours = tx.neighbours(wordings, least=least)
    around = tx.sightings_of_wordings(wordings.union(*neighbours.values()))
    nearby = find_nearby(tx, new)
    links: dict[tuple[str, str], Link] = {}
    judged: set[tuple[str, str]] = set()  # two new ones find each other, and are judged once
    renderings: dict[str, Rendering] = {}
    for sighting in new:
        portions = {sighting.wording_id: 1.0, **neighbours.get(sighting.wording_id, {})}
        found = {
            other.id: other
            for wording, portion in portions.items()
            for other in around.get(wording, ())
            if portion >= _least_portion(sighting, other)
        }
        found.update({other.id: other for other in nearby.get(sighting.id, ())})
        others = [
            other
            for id_, other in found.items()
            if id_ != sighting.id and _pair(sighting.id, id_) not in judged
        ]
        if _stands_alone(sighting):
            # All sightings of a long wording are one unit without a link for each pair of them.
            others = [other for other in others if other.wording_id != sighting.wording_id]
        judged.update(_pair(sighting.id, other.id) for other in others)
        for each in (sighting, *others):
            if each.id not in renderings:
                renderings[each.id] = _rendering(each)
        matches = judge_many(
            renderings[sighting.id],
            [renderings[other.id] for other in others],
            model=_MODEL,
            explained=False,
        )
        for other, match in zip(others, matches, strict=True):
            if _is_worth_keeping(match):
                links[_pair(sighting.id, other.id)] = _make_link(sighting, other, match)
    return [links[pair] for pair in sorted(links)]


def _least_portion(sighting: Sighting, other: Sighting) -> float:
    """How much of its words one has to share for judging to look at the two."""
    if sighting.reported != other.reported:
        return min(_MODEL.hopeless, _MODEL.hopeless_report)
    return _MODEL.hopeless


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _rendering(sighting: Sighting) -> Rendering:
    return Rendering(
        text=sighting.text,
        language=sighting.language,
        speaker_name=sighting.speaker_name,
        day=sighting.day,
        reported=sighting.reported,
    )


def _make_link(one: Sighting, other: Sighting, match: Match) -> Link:
    a, b = _pair(one.id, other.id)
    return Link(
        a=a,
        b=b,
        kind=match.kind if a == one.id else MIRROR.get(match.kind, match.kind),
        score=match.score,
        status=match.status,
        bond=match.bond,
        reason=match.reason,
    )


def _is_worth_keeping(match: Match) -> bool:
    """Whether readers should see the match.

    Of one speaker's words of a few days many pairs are looked at that only share a subject, so a
    report in other words needs a higher score here than between two given mentions.
    """
    if match.status is MatchStatus.REJECTED:
        return False
    return match.kind is not MatchKind.REPORTED or match.score >= LEAST_REPORTED


def _stands_alone(sighting: Sighting) -> bool:
    """Whether the same words are the same statement, whoever carries them and whenever."""
    return prepare(sighting.text, sighting.language).length >= VERY_LONG


class _Region:
    """Sightings that can only be grouped together, with their links; grows until it is closed.

    It begins with the statements that hold what was touched, whole, and takes in the statements
    of whatever a union link or a fragment's choice of host leads to. What lies outside keeps its
    place, so the cost follows the neighbourhood and not the size of the store.
    """

    def __init__(self, tx: StoreReader, touched: Iterable[str]) -> None:
        self._tx = tx
        self.sightings: dict[str, Sighting] = {}
        self.links: dict[tuple[str, str], Link] = {}
        self.ends: dict[str, Sighting] = {}
        self.before: dict[str, Placement] = {}
        self.judged = Judged()
        self.units: Units = self._close(set(touched))

    def _close(self, wanted: set[str]) -> Units:
        while True:
            self._take_in(wanted)
            self.judged = self._read_judged()
            standing = {s.wording_id for s in self.sightings.values() if _stands_alone(s)}
            units = make_units(
                self.sightings, self.links.values(), self.ends, frozenset(standing), self.judged
            )
            wanted = {
                end
                for link in self.links.values()
                if link.bond is Bond.UNION and link.status is MatchStatus.CONFIRMED
                for end in (link.a, link.b)
            }
            wanted |= set(units.host_of.values())
            wanted |= self._quoted_together()
            wanted |= self._same_wording(standing)
            wanted |= {end for pair in self.judged.same for end in pair}
            wanted -= self.sightings.keys()
            if not wanted:
                return units

    def _read_judged(self) -> Judged:
        pairs = self._tx.judged_pairs(self.sightings.keys())
        return Judged(
            same=frozenset((a, b) for kind, a, b in pairs if kind is JudgementKind.SAME),
            different=frozenset((a, b) for kind, a, b in pairs if kind is JudgementKind.DIFFERENT),
        )

    def _quoted_together(self) -> set[str]:
        """Clauses and what they quote in marks: what one hangs on decides for the others."""
        return {
            end
            for link in self.links.values()
            if is_clause_link(link, self.ends)
            for end in (link.a, link.b)
        }

    def _same_wording(self, wordings: Collection[str]) -> set[str]:
        found = self._tx.sightings_of_wordings(wordings)
        return {sighting.id for group in found.values() for sighting in group}

    def _take_in(self, wanted: set[str]) -> None:
        placed = self._tx.placements(wanted)
        members = self._tx.members({p.statement_id for p in placed.values()})
        fresh = {s.id: s for group in members.values() for s in group}
        missing = wanted - fresh.keys()
        fresh.update(self._tx.get_sightings(missing))
        self.before.update(self._tx.placements(fresh.keys()))
        self.sightings.update(fresh)
        self.ends.update(fresh)
        links = self._tx.links_of(fresh.keys())
        self.links.update({(link.a, link.b): link for link in links})
        unknown = {end for link in links for end in (link.a, link.b)} - self.ends.keys()
        self.ends.update(self._tx.get_sightings(unknown))


def regroup(tx: StoreWriter, touched: Collection[str], *, grown: Collection[str]) -> list[Change]:
    """Places again every sighting that what was touched can move.

    Args:
        tx: the transaction to read and write.
        touched: sightings that are new, or have a new link, or lost one.
        grown: those of them with a new mention: their statements changed even if none moved.

    Returns:
        What became of statements; see ``tell_statements``.
    """
    if not touched:
        return []
    region = _Region(tx, touched)
    placed = place_sightings(region.sightings, region.units, region.judged)
    after = {id_: _placement(id_, where) for id_, where in placed.items()}
    moved = [after[id_] for id_ in sorted(after) if region.before.get(id_) != after[id_]]
    tx.place(moved)
    return tell_statements(region.before, after, grown, region.sightings)


def _placement(sighting: str, where: Placed) -> Placement:
    return Placement(
        sighting_id=sighting, statement_id=statement_id(where.anchor_id), host_id=where.host_id
    )
