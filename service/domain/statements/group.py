"""Grouping sightings into statements: a function of the set of links, of nothing else.

Two steps. Sightings joined by a confirmed ``union`` link, or sharing a wording long enough to
stand alone, form a *unit*. A unit of short fragments then hangs on one host: the longer sighting
that contains it best. It never hangs on two, so a fragment cannot bridge two statements.

No order of arrival enters: ties fall to the earlier day, then to the smaller id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from service.domain.model import Bond, MatchStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from service.domain.model import Link, Sighting

GROUPING = "units/1"
"""Name and version of this way of grouping."""

LAST_DAY = date.max


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a sighting stands: the sighting its statement is anchored in, and its host if any."""

    anchor_id: str
    host_id: str | None


@dataclass(frozen=True, slots=True)
class Units:
    """The first step of grouping: which sightings are one unit, and the host each unit chose.

    ``unit_of`` maps a sighting to the smallest id of its unit; ``host_of`` maps a unit to the
    sighting it hangs on, which may lie outside the sightings that were given.
    """

    unit_of: Mapping[str, str]
    host_of: Mapping[str, str]


class _Forest:
    """Disjoint sets over ids; the smallest id of a set is its name."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._parent = {id_: id_ for id_ in ids}

    def find(self, id_: str) -> str:
        """Returns the smallest id of the set."""
        root = id_
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[id_] != root:
            self._parent[id_], id_ = root, self._parent[id_]
        return root

    def union(self, a: str, b: str) -> None:
        """Makes the sets of a and b one."""
        low, high = sorted((self.find(a), self.find(b)))
        self._parent[high] = low


def _is_confirmed(link: Link, bond: Bond) -> bool:
    return link.bond is bond and link.status is MatchStatus.CONFIRMED


def _speaker_words(sighting: Sighting) -> int:
    return len(sighting.speaker_name.split()) if sighting.speaker_name else 0


def _word_count(sighting: Sighting) -> int:
    return len(sighting.text.split())


def can_host(fragment: Sighting, host: Sighting, *, fragment_is_bare: bool) -> bool:
    """Returns whether the host says more than the fragment.

    More words, or as many words under a fuller name when the fragment's unit knows only a surname.
    The relation has no cycles between units of one wording.
    """
    words, host_words = _word_count(fragment), _word_count(host)
    if host_words != words:
        return host_words > words
    return fragment_is_bare and _speaker_words(host) > 1


def make_units(
    sightings: Mapping[str, Sighting],
    links: Collection[Link],
    ends: Mapping[str, Sighting],
    standing_alone: frozenset[str],
) -> Units:
    """Joins what is one utterance, and lets every unit of fragments choose its host.

    Args:
        sightings: those to group, by id; closed under union (every confirmed union link with one
            end inside has both inside).
        links: all links with an end inside.
        ends: every sighting that a link names, inside or not.
        standing_alone: ids of wordings that are one statement whoever carries them, whenever.

    Returns:
        Units over ``sightings``.
    """
    forest = _Forest(sightings)
    first_of: dict[str, str] = {}
    for id_ in sorted(sightings):
        wording = sightings[id_].wording_id
        if wording in standing_alone:
            forest.union(id_, first_of.setdefault(wording, id_))
    for link in links:
        if _is_confirmed(link, Bond.UNION) and link.a in sightings and link.b in sightings:
            forest.union(link.a, link.b)
    unit_of = {id_: forest.find(id_) for id_ in sightings}
    return Units(unit_of=unit_of, host_of=_choose_hosts(unit_of, links, ends))


def _choose_hosts(
    unit_of: Mapping[str, str], links: Collection[Link], ends: Mapping[str, Sighting]
) -> dict[str, str]:
    bare: dict[str, bool] = {}
    for id_, unit in unit_of.items():
        bare[unit] = bare.get(unit, True) and _speaker_words(ends[id_]) == 1
    best: dict[str, tuple[float, int, date, str]] = {}
    for link in links:
        if not _is_confirmed(link, Bond.ATTACH):
            continue
        for fragment_id, host_id in ((link.a, link.b), (link.b, link.a)):
            fragment = unit_of.get(fragment_id)
            if fragment is None or unit_of.get(host_id) == fragment:
                continue
            host = ends[host_id]
            if can_host(ends[fragment_id], host, fragment_is_bare=bare[fragment]):
                rank = (-link.score, -_word_count(host), host.day or LAST_DAY, host_id)
                best[fragment] = min(best.get(fragment, rank), rank)
    return {unit: rank[3] for unit, rank in best.items()}


def place_sightings(sightings: Mapping[str, Sighting], units: Units) -> dict[str, Placed]:
    """Returns where every sighting stands.

    A statement is anchored in the earliest sighting (then the smallest id) of the unit that hangs
    on nothing. Fragments never anchor what they hang on, so a fragment that comes or goes does
    not move the id.

    Args:
        sightings: as for ``make_units``, and holding every chosen host.
        units: what ``make_units`` made of them.
    """
    forest = _Forest(set(units.unit_of.values()))
    for unit, host_id in units.host_of.items():
        forest.union(unit, units.unit_of[host_id])
    anchor: dict[str, tuple[bool, date, str]] = {}
    for id_, sighting in sightings.items():
        own = units.unit_of[id_]
        statement = forest.find(own)
        rank = (own in units.host_of, sighting.day or LAST_DAY, id_)
        anchor[statement] = min(anchor.get(statement, rank), rank)
    return {
        id_: Placed(
            anchor_id=anchor[forest.find(units.unit_of[id_])][2],
            host_id=units.host_of.get(units.unit_of[id_]),
        )
        for id_ in sightings
    }
