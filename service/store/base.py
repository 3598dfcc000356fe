"""The one port: what the use cases need of a store, in the words of the domain.

A store keeps articles with their versions, mentions, wordings, sightings, the links between
sightings, and which statement each sighting stands in. It does not judge or group: that is the
domain's work, so that every back end gives the same statements.

Writing goes through one transaction at a time (``writing``); it is durable when the block has
ended without an exception, and leaves no trace otherwise. Reading goes through a consistent
snapshot (``reading``); any number of threads may read at once. Every read sees every transaction
that was durable before it began, candidates included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from service.store.backlog import BacklogReader
from service.store.coverage import CoverageReader, CoverageWriter
from service.store.exporting import ExportReader
from service.store.history import HistoryReader, HistoryWriter
from service.store.intake import IntakeReader, IntakeWriter
from service.store.people import PeopleReader, PeopleWriter
from service.store.relinking import RelinkingReader, RelinkingWriter
from service.store.reviews import ReviewReader, ReviewWriter
from service.store.watches import WatchReader, WatchWriter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime

    from service.domain.judgements import Judgement, JudgementKind
    from service.domain.model import (
        ArticleVersion,
        Link,
        Mention,
        Outlet,
        Sighting,
        Wording,
    )
    from service.store.records import (
        CandidateQuery,
        Change,
        Coverage,
        MentionFilter,
        NewWording,
        Placement,
        RecordedChange,
        Spread,
        StoredVector,
    )


class StoreReader(
    IntakeReader,
    PeopleReader,
    ReviewReader,
    WatchReader,
    HistoryReader,
    BacklogReader,
    CoverageReader,
    RelinkingReader,
    ExportReader,
    Protocol,
):
    """A consistent snapshot. Lookups by unknown ids leave the id out of their answer."""

    def get_version(self, article_id: str, version: int | None = None) -> ArticleVersion | None:
        """Returns this version of the article, the current one if None; None when there is none."""

    def list_versions(self, article_id: str) -> Sequence[ArticleVersion]:
        """Returns all versions of the article, oldest first; empty when it is unknown."""

    def get_mentions(self, mention_ids: Collection[str]) -> Mapping[str, Mention]:
        """Returns the mentions with these ids."""

    def list_mentions(
        self, article_id: str, version: int, *, after: str | None, limit: int
    ) -> Sequence[Mention]:
        """Returns mentions of a version by place and start; ``after`` is a mention id."""

    def mentions_of_sightings(
        self, sighting_ids: Collection[str], *, where: MentionFilter, limit_each: int
    ) -> Mapping[str, Sequence[Mention]]:
        """Returns each sighting's mentions, earliest published first, then by id."""

    def get_wordings(self, wording_ids: Collection[str]) -> Mapping[str, Wording]:
        """Returns the wordings with these ids."""

    def get_sightings(self, sighting_ids: Collection[str]) -> Mapping[str, Sighting]:
        """Returns the sightings with these ids."""

    def sightings_of_wordings(
        self, wording_ids: Collection[str]
    ) -> Mapping[str, Sequence[Sighting]]:
        """Returns each wording's sightings, by id."""

    def sightings_near(
        self, speaker_ids: Collection[str], first: date, last: date
    ) -> Sequence[Sighting]:
        """Returns these speakers' sightings of these UTC days, both inclusive, by id."""

    def neighbours(
        self, wording_ids: Collection[str], *, least: float = 0.0
    ) -> Mapping[str, Mapping[str, float]]:
        """Returns for each wording the others it meets by a link key, by id, in the order of ids.

        With each goes how much of the lighter of the two both share (``shared_portions``), 1.0
        where one of them has no outline. Those that share less than ``least`` are left out.

        A key meets its partner (``candidates.partner_key``); one strong key is enough, of weak
        ones (``candidates.is_weak``) it takes two.
        """

    def links_of(self, sighting_ids: Collection[str]) -> Sequence[Link]:
        """Returns the links with an end among these sightings, each once, by (a, b)."""

    def placements(self, sighting_ids: Collection[str]) -> Mapping[str, Placement]:
        """Returns where these sightings stand."""

    def members(self, statement_ids: Collection[str]) -> Mapping[str, Sequence[Sighting]]:
        """Returns each statement's sightings, by id."""

    def spread(self, statement_ids: Collection[str]) -> Mapping[str, Spread]:
        """Returns how far each statement is carried."""

    def find_candidates(self, query: CandidateQuery) -> Sequence[str]:
        """Returns ids of wordings worth scoring, most promising first."""

    def filter_sightings(
        self, sighting_ids: Collection[str], where: MentionFilter
    ) -> frozenset[str]:
        """Returns those sightings that have at least one mention that counts."""

    def get_outlet(self, outlet_id: str) -> Outlet | None:
        """Returns the outlet, None when unknown."""

    def list_outlets(self, *, after: str | None, limit: int) -> Sequence[Outlet]:
        """Returns outlets by id."""

    def changes_since(self, seq: int, *, limit: int) -> Sequence[RecordedChange]:
        """Returns the changes after this one, in order, without gaps."""

    def get_judgement(self, judgement_id: str) -> Judgement | None:
        """Returns the judgement, undone or not; None when unknown."""

    def list_judgements(
        self,
        *,
        mention_ids: Collection[str] | None,
        speaker_ids: Collection[str] | None = None,
        after: str | None,
        limit: int,
    ) -> Sequence[Judgement]:
        """Returns judgements in the order they were made, undone ones included.

        ``mention_ids`` and ``speaker_ids`` narrow to those that name one of these; ``after`` is a
        judgement id.
        """

    def survivor_of(self, statement_id: str) -> str | None:
        """Returns what the change feed last says this statement went into; None if nothing."""

    def judged_pairs(
        self, sighting_ids: Collection[str]
    ) -> Sequence[tuple[JudgementKind, str, str]]:
        """Returns the pairs of sightings that people hold together or apart, in that order.

        Those in force with an end among these sightings; the smaller id first in each pair.
        """

    def known_vectors(self, model: str, wording_ids: Collection[str]) -> frozenset[str]:
        """Returns those of the wordings that have a vector of this model."""

    def list_vectors(self, model: str, *, after: str | None, limit: int) -> Sequence[StoredVector]:
        """Returns the vectors of this model, in the order of wordings; ``after`` is one's id."""

    def sightings_to_sweep(self, model: str, *, limit: int) -> Sequence[Sighting]:
        """Returns the sightings that ``mark_swept`` has not passed, oldest first."""

    def coverage(self) -> Coverage:
        """Returns what is indexed."""


class StoreWriter(
    StoreReader,
    IntakeWriter,
    PeopleWriter,
    ReviewWriter,
    WatchWriter,
    HistoryWriter,
    CoverageWriter,
    RelinkingWriter,
    Protocol,
):
    """One transaction. Adding what is already there changes nothing."""

    def add_outlets(self, outlets: Sequence[Outlet]) -> None:
        """Keeps outlets; of a known one the domains are joined and the facts replaced."""

    def add_versions(self, versions: Sequence[ArticleVersion]) -> None:
        """Keeps versions of articles; a version number is never reused.

        Of one that repeats another, which has to come before it, the text is not kept twice.
        Which is current follows from when they stand, not from ``current``.
        """

    def add_wordings(self, wordings: Sequence[NewWording]) -> frozenset[str]:
        """Keeps wordings with their keys; returns the ids that were new."""

    def add_sightings(self, sightings: Sequence[Sighting]) -> frozenset[str]:
        """Keeps sightings; returns the ids that were new."""

    def add_mentions(self, mentions: Sequence[Mention]) -> None:
        """Keeps mentions (``statement_id`` is not stored: it follows from the sighting)."""

    def add_links(self, links: Sequence[Link]) -> None:
        """Keeps links, in place of any between the same two sightings."""

    def place(self, placements: Sequence[Placement]) -> None:
        """Sets where these sightings stand."""

    def add_judgement(self, judgement: Judgement) -> None:
        """Keeps a judgement."""

    def undo_judgement(self, judgement_id: str, at: datetime) -> None:
        """Takes a judgement back; it stays on record."""

    def move_mentions(self, moves: Mapping[str, tuple[str | None, str | None]]) -> Sequence[str]:
        """Sets sighting and speaker (ids, or None) of mentions by mention id.

        A sighting that loses its last mention is forgotten with its links. Returns the ids of the
        sightings that were linked to or stood with such a one: they have to be placed again.
        """

    def add_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keeps the vectors that a model (name and version) made of wordings, by wording id."""

    def mark_swept(self, model: str, sighting_id: str) -> None:
        """Notes that this sighting and all older ones were held against the others by meaning."""

    def drop_vectors(self) -> None:
        """Forgets all vectors and how far the sweep was; links by meaning stay."""

    def append_changes(self, changes: Sequence[Change], at: datetime) -> None:
        """Adds events to the change feed, in this order."""


class QuoteStore(Protocol):
    """A store that is open. Closing it twice is harmless; using it afterwards raises.

    Raises:
        StoreClosedError: from every method but ``close``, once closed.
        StoreUnavailableError: when the back end does not answer.
    """

    def reading(self, *, as_of: int | None = None) -> AbstractContextManager[StoreReader]:
        """Returns a snapshot to read from; use it in the thread that opened it.

        ``as_of`` is the number of an event: what is read is as it was after the last transaction
        up to it, but for candidates (those of now that were there then), and what was taken down
        since, which is gone but for the counts of coverage.

        Raises:
            StoreError: the history of the store begins later.
        """

    def writing(self) -> AbstractContextManager[StoreWriter]:
        """Returns the one writing transaction; waits for the one before it to end.

        Durable when the block ends, rolled back when it raises.
        """

    def writers_waiting(self) -> int:
        """Returns how many threads wait for the writing transaction of another to end."""

    def rebuild_index(self) -> int:
        """Makes the derived index anew from the record; returns how many wordings it holds."""

    def purge(self) -> None:
        """Makes sure that nothing of what was taken down is left in any file."""

    def is_ready(self) -> bool:
        """Whether reads and writes can be served now."""

    def close(self) -> None:
        """Ends all work and lets go of every file."""
