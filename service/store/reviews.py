"""The part of the port that is about fact-check reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from service.domain.corrections import Tombstone
    from service.domain.reviews import Review, ReviewLink


class ReviewReader(Protocol):
    """A consistent snapshot. Lookups by unknown ids leave the id out of their answer."""

    def get_reviews(self, review_ids: Collection[str]) -> Mapping[str, Review]:
        """Returns the reviews with these ids."""

    def list_reviews(self, *, after: str | None, limit: int) -> Sequence[Review]:
        """Returns reviews in the order of their ids; ``after`` is one."""

    def review_links(self, review_ids: Collection[str]) -> Sequence[ReviewLink]:
        """Returns the links of these reviews, by review, then best first."""

    def reviews_of_sightings(self, sighting_ids: Collection[str]) -> Sequence[ReviewLink]:
        """Returns the links to these sightings, best first, then by review and sighting."""


class ReviewWriter(ReviewReader, Protocol):
    """One transaction."""

    def review_rank(self, review_id: str) -> str | None:
        """Returns the rank that the review was kept with; None when there is none."""

    def has_reviews(self) -> bool:
        """Whether there is any review."""

    def keep_review(self, review: Review, *, rank: str, keys: Collection[int]) -> None:
        """Keeps a review, in place of any with its id, whose links are forgotten."""

    def reviews_by_keys(self, keys: Collection[int]) -> Sequence[tuple[int, str]]:
        """Returns those of the keys that reviews have, with the reviews' ids."""

    def wordings_by_keys(self, keys: Collection[int]) -> Sequence[tuple[int, str]]:
        """Returns those of the keys that wordings have, with the wordings' ids."""

    def add_review_links(self, links: Sequence[ReviewLink]) -> None:
        """Keeps links, in place of any between the same review and sighting."""

    def bury_review(self, tombstone: Tombstone) -> None:
        """Removes the review with the tombstone's id; the tombstone stays."""

    def forget_review_links(self, sighting_ids: Collection[str]) -> None:
        """Forgets the links to these sightings."""
