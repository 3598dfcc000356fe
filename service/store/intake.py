"""The part of the port that is about versions, copies, corrections and take-downs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from service.domain.corrections import Correction, Tombstone
    from service.domain.model import ArticleVersion, Outlet
    from service.domain.statements.origins import CopyEvidence
    from service.domain.statements.timeline import Seen, Timeline
    from service.domain.versions import Standing


@dataclass(frozen=True, slots=True)
class CarriedText:
    """A distinct text and the origin it belongs to.

    ``base_id`` names all texts that are equal but for spaces, case and marks; ``origin_id`` is the
    smallest of those of all its copies.
    """

    text_sha256: str
    base_id: str
    origin_id: str


@dataclass(frozen=True, slots=True)
class NewText:
    """A text to keep with the keys by which near copies find it."""

    text_sha256: str
    base_id: str
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Two texts that are copies, by their hashes, ``a < b``; the evidence reads from a to b."""

    a: str
    b: str
    evidence: CopyEvidence


@dataclass(frozen=True, slots=True)
class Removal:
    """What a take-down left behind.

    ``touched`` are sightings that were linked to or stood with one that is gone: they have to be
    placed again. ``emptied`` are the statements that lost all their sightings.
    ``origin_ids`` are the origins that the article's texts belonged to.
    """

    touched: tuple[str, ...]
    emptied: tuple[str, ...]
    origin_ids: tuple[str, ...]


class IntakeReader(Protocol):
    """A consistent snapshot. Lookups by unknown ids leave the id out of their answer."""

    def timelines(self, article_ids: Collection[str]) -> Mapping[str, Timeline]:
        """Returns for each known article when its versions stood and were seen again."""

    def texts_of_origins(self, origin_ids: Collection[str]) -> Sequence[CarriedText]:
        """Returns the distinct texts of these origins, by hash."""

    def carried_texts(self, text_sha256s: Collection[str]) -> Sequence[CarriedText]:
        """Returns these texts, by hash."""

    def find_origin(self, origin_id: str) -> str | None:
        """Returns the origin that this id now stands for; None when it was never given."""

    def carriers_of_origin(self, origin_id: str, *, limit: int) -> Sequence[ArticleVersion]:
        """Returns versions whose text has this origin: published first, then by id and number."""

    def copies_of(self, text_sha256s: Collection[str]) -> Sequence[CopyLink]:
        """Returns the links between these texts, by (a, b)."""

    def corrections_of(
        self, target_ids: Collection[str], sighting_ids: Collection[str]
    ) -> Sequence[Correction]:
        """Returns corrections of these targets or of mentions of these sightings, as made."""

    def list_corrections(self, *, after: str | None, limit: int) -> Sequence[Correction]:
        """Returns corrections in the order they were made; ``after`` is a correction id."""

    def outlets_carrying(self, sighting_ids: Collection[str]) -> Mapping[str, Sequence[Outlet]]:
        """Returns for each sighting the outlets whose newest version still has it, by id."""

    def tombstone(self, public_id: str) -> Tombstone | None:
        """Returns why the article or mention with this id was taken down; None if it was not."""


class IntakeWriter(IntakeReader, Protocol):
    """One transaction. Adding what is already there changes nothing."""

    def add_seen(self, article_id: str, seen: Collection[Seen]) -> None:
        """Notes that versions of an article that are kept were seen on its page again."""

    def add_texts(self, texts: Sequence[NewText]) -> frozenset[str]:
        """Keeps texts with their keys; returns the hashes of those that were new."""

    def texts_sharing(self, text_sha256: str, *, least: int) -> Sequence[tuple[CarriedText, int]]:
        """Returns the other texts with the same base or so many keys in common, most first.

        Boilerplate does not count.
        """

    def keys_all_over(
        self, text_sha256: str, *, articles: int, of_aggregator: int
    ) -> Sequence[int]:
        """Returns the keys of a text, not yet boilerplate, that its outlets have all over.

        An outlet has a key all over that stands in so many of its ``articles``; an aggregator, in
        so many ``of_aggregator``.
        """

    def keys_still_all_over(
        self, keys: Collection[int], *, articles: int, of_aggregator: int
    ) -> Sequence[int]:
        """Returns those of the keys that some outlet has all over; see ``keys_all_over``."""

    def boilerplate_among(self, keys: Collection[int]) -> frozenset[int]:
        """Returns those of the keys that are boilerplate."""

    def set_boilerplate(self, keys: Collection[int], *, is_boilerplate: bool) -> Sequence[str]:
        """Makes keys boilerplate, or no more; returns the origins of the texts that have them."""

    def keys_of_texts(self, text_sha256s: Collection[str]) -> Mapping[str, Sequence[int]]:
        """Returns the keys of these texts, ascending."""

    def read_texts(self, text_sha256s: Collection[str]) -> Mapping[str, str]:
        """Returns the texts themselves."""

    def add_copies(self, links: Sequence[CopyLink]) -> None:
        """Keeps links between texts."""

    def set_origins(self, origins: Mapping[str, str]) -> None:
        """Sets the origins of texts, by hash, and of every version that has them."""

    def forget_copies(self, text_sha256s: Collection[str]) -> None:
        """Forgets the links of these texts."""

    def set_standings(self, standings: Mapping[str, Standing]) -> None:
        """Sets how mentions stand; the end of a thread is set on all its mentions."""

    def add_correction(self, correction: Correction) -> None:
        """Keeps a correction."""

    def take_down(self, tombstone: Tombstone) -> Removal:
        """Removes an article with its versions, mentions and whatever nothing else holds.

        Wordings that other mentions share take their text from the earliest of those. Judgements
        and corrections of its mentions go with them. What is left is the tombstone.
        """
