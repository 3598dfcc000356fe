"""Which wordings meet by their keys, and how much of their words they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from service.domain.matching.candidates import is_weak, partner_key
from service.domain.matching.outline import shared_portions
from service.store.sqlite import queries, rows
from service.store.sqlite.connection import as_list

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from service.store.sqlite.connection import Session


def find_neighbours(
    session: Session, wording_ids: Collection[str]
) -> Mapping[str, Mapping[str, float]]:
    """See StoreReader.neighbours."""
    wanted = session.rows(queries.KEYS_OF_WORDINGS, (as_list(wording_ids),))
    sought = {row: [partner_key(key) for key in rows.from_keys(keys)] for row, _, keys, _ in wanted}
    # One wording shares many keys: rows are told apart as numbers, and named once at the end.
    sharing: dict[int, list[int]] = defaultdict(list)
    distinct = {key for keys in sought.values() for key in keys}
    for key, other in session.rows(queries.SHARING, (as_list(sorted(distinct)),)):
        sharing[key].append(other)
    met = {row: sorted(_meet(keys, sharing) - {row}) for row, keys in sought.items()}
    everybody = sorted({other for others in met.values() for other in others})
    known = {
        row: (public_id, drawn)
        for row, public_id, drawn in session.rows(queries.OUTLINES, (as_list(everybody),))
    }
    return {
        public_id: _portions(drawn, [known[other] for other in met[row]])
        for row, public_id, _, drawn in wanted
    }


def _meet(keys: Sequence[int], sharing: Mapping[int, Sequence[int]]) -> set[int]:
    """Returns the rows that share one strong key or two weak ones."""
    met: set[int] = set()
    weakly: Counter[int] = Counter()
    for key in keys:
        if is_weak(key):
            weakly.update(sharing.get(key, ()))
        else:
            met.update(sharing.get(key, ()))
    return met | {other for other, times in weakly.items() if times > 1}


def _portions(own: bytes | None, others: Sequence[tuple[str, bytes | None]]) -> dict[str, float]:
    portions = shared_portions(own or b"", [drawn or b"" for _, drawn in others]).tolist()
    return {
        public_id: 1.0 if own is None or drawn is None else portion
        for (public_id, drawn), portion in sorted(zip(others, portions, strict=True))
    }
