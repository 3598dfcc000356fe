"""Grouping sightings into statements: a function of the set of links, of nothing else.

Two steps. Sightings joined by a confirmed ``union`` link, or sharing a wording long enough to
stand alone, form a *unit*. Units grow only together with what most of their wordings are tied to:
a chain in which each wording resembles the next and the last one nothing of the first ends where
it loses its beginning. A unit of short fragments, or of reports, then hangs on one host: the longer
sighting that contains it best, or the quotation that it reports. It never hangs on two, so neither
a fragment nor a report can bridge two statements.

No order of arrival enters: ties fall to the earlier day, then to the smaller id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.kinds import Bond, MatchStatus
from service.domain.statements.hosts import LAST_DAY, choose_hosts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from service.domain.model import Link, Sighting

GROUPING = "units/3"
"""Name and version of this way of grouping."""

_TIED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a sighting stands: the sighting its statement is anchored in, and its host if any."""

    anchor_id: str
    host_id: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided of pairs of sightings, each pair with the smaller id first."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Units:
    """The first step of grouping: which sightings are one unit, and the host each unit chose.

    ``unit_of`` maps a sighting to the smallest id of its unit; ``host_of`` maps a unit to the
    sighting it hangs on, which may lie outside the sightings that were given.
    """

    unit_of: Mapping[str, str]
    host_of: Mapping[str, str]


class _Forest:
    """Disjoint sets over ids; the smallest id of a set is its name.

    ``apart`` names pairs that must never share a set: a union that would bring one together is
    refused.
    """

    def __init__(self, ids: Iterable[str], apart: Iterable[tuple[str, str]] = ()) -> None:
        self._parent = {id_: id_ for id_ in ids}
        self._enemies: dict[str, set[str]] = {}
        for a, b in apart:
            if a in self._parent and b in self._parent:
                self._enemies.setdefault(a, set()).add(b)
                self._enemies.setdefault(b, set()).add(a)

    def find(self, id_: str) -> str:
        """Returns the smallest id of the set."""
        root = id_
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[id_] != root:
            self._parent[id_], id_ = root, self._parent[id_]
        return root

    def union(self, a: str, b: str) -> bool:
        """Makes the sets of a and b one, unless they must stay apart; returns whether they are."""
        low, high = sorted((self.find(a), self.find(b)))
        if low == high:
            return True
        hated = self._enemies.get(high, set())
        if any(self.find(enemy) == low for enemy in hated):
            return False
        if hated:
            self._enemies.setdefault(low, set()).update(hated)
        self._parent[high] = low
        return True


def _is_confirmed(link: Link, bond: Bond) -> bool:
    return link.bond is bond and link.status is MatchStatus.CONFIRMED


def make_units(
    sightings: Mapping[str, Sighting],
    links: Collection[Link],
    ends: Mapping[str, Sighting],
    standing_alone: frozenset[str],
    judged: Judged,
) -> Units:
    """Joins what is one utterance, and lets every unit of fragments choose its host.

    Unions are made in a fixed order: what people joined, then sightings of one wording that stands
    alone, then links by score and ids. A union by a link is refused where hardly any of the
    wordings on its two sides are tied; any union that would bring together what people hold apart.

    Args:
        sightings: those to group, by id; closed under union (every confirmed union link with one
            end inside has both inside).
        links: all links with an end inside.
        ends: every sighting that a link names, inside or not.
        standing_alone: ids of wordings that are one statement whoever carries them, whenever.
        judged: what people decided.

    Returns:
        Units over ``sightings``.
    """
    forest = _Forest(sightings, judged.different)
    for a, b in sorted(judged.same):
        if a in sightings and b in sightings:
            forest.union(a, b)
    _unite_wordings(forest, sightings, standing_alone)
    _unite_linked(forest, sightings, links)
    unit_of = {id_: forest.find(id_) for id_ in sightings}
    return Units(unit_of=unit_of, host_of=choose_hosts(unit_of, links, ends, judged.different))


def _unite_wordings(
    forest: _Forest, sightings: Mapping[str, Sighting], standing_alone: frozenset[str]
) -> None:
    groups: dict[str, list[str]] = {}
    for id_ in sorted(sightings):
        wording = sightings[id_].wording_id
        if wording not in standing_alone:
            continue
        firsts = groups.setdefault(wording, [])
        if not any(forest.union(first, id_) for first in firsts):
            firsts.append(id_)


def _unite_linked(
    forest: _Forest, sightings: Mapping[str, Sighting], links: Collection[Link]
) -> None:
    inside = [link for link in links if link.a in sightings and link.b in sightings]
    wording_of = {id_: sighting.wording_id for id_, sighting in sightings.items()}
    tied = {
        pair
        for link in inside
        if link.status is not MatchStatus.REJECTED
        for a, b in [(wording_of[link.a], wording_of[link.b])]
        for pair in ((a, b), (b, a))
    }
    wordings: dict[str, set[str]] = {}
    for id_ in sightings:
        wordings.setdefault(forest.find(id_), set()).add(wording_of[id_])
    for link in sorted(inside, key=lambda one: (-one.score, one.a, one.b)):
        a, b = forest.find(link.a), forest.find(link.b)
        if a == b or not _is_confirmed(link, Bond.UNION):
            continue
        if _are_mostly_tied(wordings[a], wordings[b], tied) and forest.union(a, b):
            wordings[forest.find(a)] = wordings[a] | wordings[b]


def _are_mostly_tied(
    left: Collection[str], right: Collection[str], tied: Collection[tuple[str, str]]
) -> bool:
    """Whether half of all pairs of their wordings are equal or have a link."""
    pairs = [(a, b) for a in left for b in right]
    return sum(a == b or (a, b) in tied for a, b in pairs) >= _TIED_SHARE * len(pairs)


def place_sightings(
    sightings: Mapping[str, Sighting], units: Units, judged: Judged
) -> dict[str, Placed]:
    """Returns where every sighting stands.

    A statement is anchored in the earliest sighting (then the smallest id) of the unit that hangs
    on nothing. Fragments never anchor what they hang on, so a fragment that comes or goes does
    not move the id.

    Args:
        sightings: as for ``make_units``, and holding every chosen host.
        units: what ``make_units`` made of them.
        judged: what people decided; a unit stays off a host that it must not stand with.
    """
    apart = {
        (units.unit_of[a], units.unit_of[b])
        for a, b in judged.different
        if a in sightings and b in sightings
    }
    forest = _Forest(set(units.unit_of.values()), sorted(apart))
    host_of = {
        unit: host_id
        for unit, host_id in sorted(units.host_of.items())
        if forest.union(unit, units.unit_of[host_id])
    }
    anchor: dict[str, tuple[bool, date, str]] = {}
    for id_, sighting in sightings.items():
        own = units.unit_of[id_]
        statement = forest.find(own)
        rank = (own in host_of, sighting.day or LAST_DAY, id_)
        anchor[statement] = min(anchor.get(statement, rank), rank)
    return {
        id_: Placed(
            anchor_id=anchor[forest.find(units.unit_of[id_])][2],
            host_id=host_of.get(units.unit_of[id_]),
        )
        for id_ in sightings
    }
