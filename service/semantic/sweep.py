"""Drawing suggested links by meaning, beside the requests: derived from the record, resumable."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from service.domain.kinds import MatchStatus
from service.domain.matching.semantic import judge_semantic
from service.domain.model import Link, Rendering
from service.semantic.encoder import from_bytes, to_bytes

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping, Sequence
    from datetime import date

    from service.domain.model import Sighting
    from service.semantic.encoder import SentenceEncoder
    from service.semantic.index import VectorIndex
    from service.store.base import QuoteStore, StoreReader

BATCH: Final = 64
"""Sightings of one step: few, since the writer is held while they are judged."""

NEAREST: Final = 30
"""Wordings of each language that a sighting is held against."""

_PAGE: Final = 4_096
_REST: Final = 1.0
"""Requests of the same process get so much time for themselves for each unit that a step took."""


class Sweep:
    """Holds every sighting against the nearest wordings, once, in the order of their arrival.

    Vectors are made of wordings that have none. Each step is one durable transaction, so a sweep
    that was broken off goes on where it was; repeating a step changes nothing.
    """

    def __init__(self, store: QuoteStore, encoder: SentenceEncoder, index: VectorIndex) -> None:
        """Nothing is read yet; the index is filled by ``load``."""
        self._store = store
        self._encoder = encoder
        self._index = index

    def load(self) -> int:
        """Fills the index with the vectors that are stored; returns how many it holds."""
        after: str | None = None
        while True:
            with self._store.reading() as tx:
                page = tx.list_vectors(self._encoder.model, after=after, limit=_PAGE)
            if not page:
                return len(self._index)
            self._index.add(
                [vector.wording_id for vector in page],
                [vector.language for vector in page],
                from_bytes([vector.data for vector in page]),
            )
            after = page[-1].wording_id

    def run(self, stop: threading.Event | None = None) -> int:
        """Sweeps until nothing is left or until told to stop; returns how many links it drew."""
        drawn = 0
        while not (stop and stop.is_set()):
            with self._store.reading() as tx:
                batch = tx.sightings_to_sweep(self._encoder.model, limit=BATCH)
            if not batch:
                break
            begun = time.monotonic()
            drawn += self._step(batch)
            if stop:
                stop.wait(_REST * (time.monotonic() - begun))
        return drawn

    def _step(self, batch: Sequence[Sighting]) -> int:
        self._make_vectors({sighting.wording_id for sighting in batch})
        near = self._find_near(sorted({sighting.wording_id for sighting in batch}))
        with self._store.writing() as tx:
            # a judgement may have taken one away since the batch was read
            there = tx.get_sightings([sighting.id for sighting in batch])
            links = _draw(tx, [s for s in batch if s.id in there], near)
            tx.add_links(links)
            if there:
                tx.mark_swept(self._encoder.model, [s.id for s in batch if s.id in there][-1])
        return len(links)

    def _make_vectors(self, wording_ids: set[str]) -> None:
        with self._store.reading() as tx:
            missing = wording_ids - tx.known_vectors(self._encoder.model, wording_ids)
            wordings = tx.get_wordings(missing)
        if not missing:
            return
        ids = sorted(wordings)
        vectors = self._encoder.encode([wordings[id_].key for id_ in ids])
        with self._store.writing() as tx:
            packed = {id_: to_bytes(vector) for id_, vector in zip(ids, vectors, strict=True)}
            tx.add_vectors(self._encoder.model, packed)
        self._index.add(ids, [wordings[id_].language for id_ in ids], vectors)

    def _find_near(self, wording_ids: Sequence[str]) -> dict[str, list[tuple[str, float]]]:
        known, vectors = self._index.get_each(wording_ids)
        return dict(zip(known, self._index.nearest(vectors, limit=NEAREST), strict=True))


def sweep(store: QuoteStore, encoder: SentenceEncoder, index: VectorIndex) -> int:
    """Loads what is stored and sweeps to the end; returns how many links it drew."""
    swept = Sweep(store, encoder, index)
    swept.load()
    return swept.run()


def _draw(
    tx: StoreReader, batch: Sequence[Sighting], near: Mapping[str, Sequence[tuple[str, float]]]
) -> list[Link]:
    """Returns the new links of these sightings, by (a, b); what is linked stays as it is."""
    wording_ids = {id_ for s in batch for id_, _ in near.get(s.wording_id, ())}
    around = tx.sightings_of_wordings(wording_ids)
    linked = {(link.a, link.b) for link in tx.links_of([sighting.id for sighting in batch])}
    links: dict[tuple[str, str], Link] = {}
    for sighting in batch:
        for wording_id, cosine in near.get(sighting.wording_id, ()):
            if wording_id == sighting.wording_id:
                continue
            for other in _nearest_in_time(sighting, around.get(wording_id, ())):
                a, b = sorted((sighting, other), key=lambda one: one.id)
                if (a.id, b.id) in linked or (a.id, b.id) in links:
                    continue
                match = judge_semantic(_rendering(a), _rendering(b), cosine)
                if match.status is not MatchStatus.REJECTED:
                    links[a.id, b.id] = Link(
                        a.id, b.id, match.kind, match.score, match.status, match.bond, match.reason
                    )
    return [links[pair] for pair in sorted(links)]


def _nearest_in_time(sighting: Sighting, others: Sequence[Sighting]) -> list[Sighting]:
    """Returns one sighting of each speaker: a wording carried for weeks needs no link to each."""
    best: dict[str | None, Sighting] = {}
    for other in sorted(others, key=lambda one: (_days(sighting.day, one.day), one.id)):
        best.setdefault(other.speaker_id, other)
    return list(best.values())


def _days(a: date | None, b: date | None) -> int:
    return 10**6 if a is None or b is None else abs((a - b).days)


def _rendering(sighting: Sighting) -> Rendering:
    return Rendering(
        text=sighting.text,
        language=sighting.language,
        speaker_name=sighting.speaker_name,
        day=sighting.day,
        reported=sighting.reported,
    )
