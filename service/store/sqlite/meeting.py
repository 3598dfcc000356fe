"""Which wordings meet by their keys, and how much of their words they share.

One wording shares many keys: rows are told apart as numbers, many thousands of pairs at once, and
named at the end.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from service.domain.matching.candidates import are_weak, partner_keys
from service.domain.matching.outline import shared_portions
from service.store.sqlite import queries
from service.store.sqlite.connection import as_list

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from service.store.sqlite.connection import Row, Session

    Numbers = NDArray[np.int64]

_MOST_MEETINGS = 500_000
"""So many shared keys, or those of one wording, are looked at together: that bounds the memory."""

_ROW_BITS = 40


def find_neighbours(
    session: Session, wording_ids: Collection[str], least: float
) -> Mapping[str, Mapping[str, float]]:
    """See StoreReader.neighbours."""
    wanted = session.rows(queries.KEYS_OF_WORDINGS, (as_list(wording_ids),))
    found: dict[str, dict[str, float]] = {public_id: {} for _, public_id, _, _ in wanted}
    for owners, others in _iter_met(session, wanted):
        portions = _portions(session, wanted, owners, others)
        enough = np.flatnonzero(portions >= least)
        names: dict[int, str] = dict(session.rows(queries.PUBLIC_IDS, (_listed(others[enough]),)))
        for owner, other, portion in sorted(
            (wanted[owner][1], names[other], portion)
            for owner, other, portion in zip(
                owners[enough].tolist(),
                others[enough].tolist(),
                portions[enough].tolist(),
                strict=True,
            )
        ):
            found[owner][other] = portion
    return found


def _iter_met(session: Session, wanted: Sequence[Row]) -> Iterator[tuple[Numbers, Numbers]]:
    """Yields pairs that share one strong key or two weak ones, each once.

    The first of a pair is its place in ``wanted``, all pairs of one come together; the second is
    the row of another wording.
    """
    packed = [np.frombuffer(keys, dtype="<i8") for _, _, keys, _ in wanted]
    if not packed:
        return
    owners = np.repeat(np.arange(len(packed)), [len(keys) for keys in packed])
    sought = partner_keys(np.concatenate(packed))
    posted = session.rows(queries.SHARING, (_listed(sought),))
    postings = np.array(posted, dtype=np.int64).reshape(-1, 2)
    postings = postings[np.argsort(postings[:, 0], kind="stable")]
    first = np.searchsorted(postings[:, 0], sought, side="left")
    sizes = np.searchsorted(postings[:, 0], sought, side="right") - first
    weak = are_weak(sought)
    rows = np.array([row for row, _, _, _ in wanted], dtype=np.int64)
    for start, stop in _portioned(owners, sizes):
        many = sizes[start:stop]
        at = np.repeat(np.arange(start, stop), many)
        shifts = np.repeat(first[start:stop] - (np.cumsum(many) - many), many)
        others = postings[np.arange(len(at)) + shifts, 1]
        pairs = _join((owners[at] << _ROW_BITS) | others, weak[at])
        mine, theirs = pairs >> _ROW_BITS, pairs & ((1 << _ROW_BITS) - 1)
        is_other = rows[mine] != theirs
        yield mine[is_other], theirs[is_other]


def _portioned(owners: Numbers, sizes: Numbers) -> Iterator[tuple[int, int]]:
    """Yields stretches of keys with at most so many meetings; a wording's keys stay together."""
    begins = np.flatnonzero(np.diff(owners, prepend=-1))
    before = np.concatenate(([0], np.cumsum(sizes)))[begins]
    cuts = begins[np.flatnonzero(np.diff(before // _MOST_MEETINGS, prepend=-1))]
    yield from pairwise([*cuts.tolist(), len(owners)])


def _join(pairs: Numbers, weak: NDArray[np.bool_]) -> Numbers:
    """Returns the pairs that are there strongly once or weakly twice, each once, ascending."""
    often, times = np.unique(pairs[weak], return_counts=True)
    return np.union1d(pairs[~weak], often[times > 1])


def _portions(
    session: Session, wanted: Sequence[Row], owners: Numbers, others: Numbers
) -> NDArray[np.float64]:
    """Returns how much each pair shares, 1.0 where one of the two has no outline."""
    drawn = session.rows(queries.OUTLINES, (_listed(others),))
    outlines = [outline for _, _, _, outline in wanted] + [outline for _, outline in drawn]
    there = np.array([row for row, _ in drawn], dtype=np.int64)
    order = np.argsort(there)
    places = len(wanted) + order[np.searchsorted(there, others, sorter=order)]
    is_blank = np.array([outline is None for outline in outlines], dtype=np.bool_)
    portions = shared_portions([outline or b"" for outline in outlines], owners, places)
    return np.where(is_blank[owners] | is_blank[places], 1.0, portions)


def _listed(numbers: Numbers) -> str:
    return as_list(np.unique(numbers).tolist())
