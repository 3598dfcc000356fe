"""Vectors of wordings, and how far links by meaning are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.errors import StoreError
from service.store.records import StoredVector
from service.store.sqlite import rows
from service.store.sqlite.connection import as_list

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from service.domain.model import Sighting
    from service.store.sqlite.connection import Session


class VectorReading:
    """The part of StoreReader that is about vectors."""

    _session: Session

    def known_vectors(self, model: str, wording_ids: Collection[str]) -> frozenset[str]:
        """See StoreReader.known_vectors."""
        found = self._session.rows(
            "select wording.public_id from json_each(?) as wanted"
            " cross join wording on wording.public_id = wanted.value"
            " join vector on vector.model = ? and vector.wording = wording.id",
            (as_list(wording_ids), model),
        )
        return frozenset(public_id for (public_id,) in found)

    def list_vectors(self, model: str, *, after: str | None, limit: int) -> Sequence[StoredVector]:
        """See StoreReader.list_vectors."""
        found = self._session.rows(
            "select wording.public_id, wording.language, vector.data from vector"
            " join wording on wording.id = vector.wording"
            " where vector.model = ? and vector.wording >"
            " coalesce((select id from wording where public_id = ?), 0)"
            " order by vector.wording limit ?",
            (model, after, limit),
        )
        return [StoredVector(*row) for row in found]

    def sightings_to_sweep(self, model: str, *, limit: int) -> Sequence[Sighting]:
        """See StoreReader.sightings_to_sweep."""
        found = self._session.rows(
            "select sighting_view.* from sighting_view where row >"
            " coalesce((select sighting from sweep where model = ?), 0) order by row limit ?",
            (model, limit),
        )
        return [rows.to_sighting(row) for row in found]


class VectorWriting(VectorReading):
    """The part of StoreWriter that is about vectors."""

    def add_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """See StoreWriter.add_vectors.

        Raises:
            StoreError: a wording is not stored.
        """
        known: dict[str, int] = dict(
            self._session.rows(
                "select wording.public_id, wording.id from json_each(?) as wanted"
                " cross join wording on wording.public_id = wanted.value",
                (as_list(vectors),),
            )
        )
        if missing := sorted(vectors.keys() - known.keys()):
            raise StoreError(f"no wording has the id {missing[0]!r}")
        self._session.run_many(
            "insert or ignore into vector values (?, ?, ?)",
            [(model, row, vectors[id_]) for id_, row in sorted(known.items(), key=lambda i: i[1])],
        )

    def mark_swept(self, model: str, sighting_id: str) -> None:
        """See StoreWriter.mark_swept."""
        self._session.run(
            "insert into sweep select ?, id from sighting where public_id = ?"
            " on conflict (model) do update set sighting = max(sighting, excluded.sighting)",
            (model, sighting_id),
        )

    def drop_vectors(self) -> None:
        """See StoreWriter.drop_vectors."""
        self._session.run("delete from vector")
        self._session.run("delete from sweep")
