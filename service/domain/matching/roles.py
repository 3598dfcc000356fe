"""Who does what to whom: two texts of the same words in which the two parties changed places."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.kinds import DifferenceKind
from service.domain.matching.alignment import span_of
from service.domain.matching.wordclasses import WordClass
from service.domain.model import Difference
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from service.domain.matching.alignment import Spot

_BREAKS: Final = frozenset(",;:.!?—–()¡¿")
COORDINATORS: Final = word_set("and but or y e pero o u")
"""Words that begin another clause."""

_BY: Final = word_set("by por")
_AUXILIARIES: Final = word_set("am is are was were be been being es son fue fueron ser sido era")
_NEAR: Final = 6
_NEAREST: Final = 2
_LITTLE: Final = frozenset({WordClass.FUNCTION, WordClass.PRONOUN})
_PARTIES: Final = frozenset({WordClass.CONTENT, WordClass.NAME})


class _Around(NamedTuple):
    """What stands around one word of a clause: the words before it and after it."""

    before: tuple[Spot, ...]
    after: tuple[Spot, ...]

    @property
    def is_passive(self) -> bool:
        """Whether "was ... by" puts the one who acts behind the verb."""
        acting = bool(self.after) and self.after[0].word in _BY
        return acting and any(spot.word in _AUXILIARIES for spot in self.before[-2:])


def find_swap(
    a: str, b: str, spots_a: Sequence[Spot], spots_b: Sequence[Spot]
) -> Difference | None:
    """Returns the difference when what stood before a common word stands behind it, and vice versa.

    "The workers sued the bank" against "the bank sued the workers"; a passive that says the same
    is none, and a passive that keeps the order of the two is one.
    """
    if _keep_their_order(spots_a, spots_b):
        return None
    places = _single_places(spots_b)
    cuts_a, cuts_b = _cuts(a, spots_a), _cuts(b, spots_b)
    for at, spot in enumerate(spots_a):
        other = places.get(spot.key)
        if other is None or spot.word_class is not WordClass.CONTENT:
            continue
        mine, others = _around(cuts_a, spots_a, at), _around(cuts_b, spots_b, other)
        parties = _changed_parties(mine, others)
        if parties is None:
            continue
        spans = (
            span_of(a, [spot, *_named(mine, parties)]),
            span_of(b, [spots_b[other], *_named(others, parties)]),
        )
        reason = f'"{parties[0].word}" and "{parties[1].word}" have changed places'
        return Difference(DifferenceKind.ORDER, *spans, changes_meaning=True, reason=reason)
    return None


def _keep_their_order(a: Sequence[Spot], b: Sequence[Spot]) -> bool:
    """Whether no two parties can have changed places, which is so of most pairs of texts."""
    mine, others = _party_keys(a), _party_keys(b)
    common = set(mine).intersection(others)
    if len(common) < _NEAREST:
        return True
    order = [key for key in mine if key in common]
    if len(order) > len(common) or order != [key for key in others if key in common]:
        return False
    return not any(spot.word in _BY for spots in (a, b) for spot in spots)


def _party_keys(spots: Sequence[Spot]) -> list[str]:
    return [spot.key for spot in spots if spot.word_class in _PARTIES]


def _single_places(spots: Sequence[Spot]) -> dict[str, int]:
    """Returns the places of the words that occur once."""
    places: dict[str, int] = {}
    twice: set[str] = set()
    for at, spot in enumerate(spots):
        if spot.key in places:
            twice.add(spot.key)
        places[spot.key] = at
    return {key: at for key, at in places.items() if key not in twice}


def _cuts(text: str, spots: Sequence[Spot]) -> list[bool]:
    """Returns for each word whether a sign between it and the word before parts two clauses."""
    signs = [
        not _BREAKS.isdisjoint(text[left.end : right.start]) for left, right in pairwise(spots)
    ]
    return [True, *signs]


def _around(cuts: Sequence[bool], spots: Sequence[Spot], at: int) -> _Around:
    before = tuple(reversed(list(_clause(cuts, spots, at, -1))))
    return _Around(before, tuple(_clause(cuts, spots, at, 1)))


def _clause(cuts: Sequence[bool], spots: Sequence[Spot], at: int, step: int) -> Iterator[Spot]:
    place = at + step
    while 0 <= place < len(spots) and abs(place - at) <= _NEAR:
        spot = spots[place]
        if cuts[max(place, place - step)] or spot.word in COORDINATORS:
            return
        yield spot
        place += step


def _changed_parties(a: _Around, b: _Around) -> tuple[Spot, Spot] | None:
    """Returns the two parties that changed places, as the first text has them."""
    crosses = a.is_passive == b.is_passive
    subject, object_ = _parties(reversed(a.before)), _parties(a.after)
    if not subject or not object_:
        return None
    leading, following = _parties(reversed(b.before)), _parties(b.after)
    if not crosses:
        leading, following = following, leading
    first = next((spot for spot in subject if spot.key in _keys(following)), None)
    second = next((spot for spot in object_ if spot.key in _keys(leading)), None)
    if first is None or second is None:
        return None
    stays = first.key in _keys(leading) or second.key in _keys(following)
    return None if stays else (first, second)


def _parties(spots: Iterable[Spot]) -> list[Spot]:
    """Returns the nearest words that may be a party."""
    return [spot for spot in spots if spot.word_class in _PARTIES][:_NEAREST]


def _keys(spots: Sequence[Spot]) -> set[str]:
    return {spot.key for spot in spots}


def _named(around: _Around, parties: tuple[Spot, Spot]) -> list[Spot]:
    keys = {party.key for party in parties}
    words = (*around.before, *around.after)
    found = [spot for spot in words if spot.key in keys]
    first = words.index(found[0])
    # with its article: "the senator"
    article = first > 0 and words[first - 1].word_class in _LITTLE
    return [words[first - 1], *found] if article else found
