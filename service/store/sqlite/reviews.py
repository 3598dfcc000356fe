"""Fact-check reviews in the record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import orjson

from service.domain.kinds import MatchKind
from service.domain.reviews import Review, ReviewLink
from service.domain.text.names import NameRelation
from service.store.sqlite import rows
from service.store.sqlite.connection import as_list

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from service.domain.corrections import Tombstone
    from service.store.sqlite.connection import Row, Session

_REVIEW = (
    "select public_id, url, claim_text, publisher, publisher_url, claimant, rating, title,"
    " language, published_on, appearances, first_appearance, imported_at from review"
)
_GET = f"{_REVIEW} where public_id in (select value from json_each(?))"  # noqa: S608  fixed text
_LIST = f"{_REVIEW} where public_id > ? order by public_id limit ?"
_LINK = (
    "select review.public_id, sighting.public_id, review_link.kind, score, reason, speakers"
    " from json_each(?) as wanted"
)
_LINKS_OF_REVIEWS = f"""
{_LINK} cross join review on review.public_id = wanted.value
join review_link on review_link.review = review.id
join sighting on sighting.id = review_link.sighting
order by 1, score desc, 2
"""
_LINKS_OF_SIGHTINGS = f"""
{_LINK} cross join sighting on sighting.public_id = wanted.value
join review_link on review_link.sighting = sighting.id
join review on review.id = review_link.review
order by score desc, 1, 2
"""


class ReviewReading:
    """The part of StoreReader that is about reviews."""

    _session: Session

    def get_reviews(self, review_ids: Collection[str]) -> Mapping[str, Review]:
        """See ReviewReader.get_reviews."""
        found = self._session.rows(_GET, (as_list(review_ids),))
        return {row[0]: _to_review(row) for row in found}

    def list_reviews(self, *, after: str | None, limit: int) -> Sequence[Review]:
        """See ReviewReader.list_reviews."""
        return [_to_review(row) for row in self._session.rows(_LIST, (after or "", limit))]

    def review_links(self, review_ids: Collection[str]) -> Sequence[ReviewLink]:
        """See ReviewReader.review_links."""
        found = self._session.rows(_LINKS_OF_REVIEWS, (as_list(set(review_ids)),))
        return [_to_link(row) for row in found]

    def reviews_of_sightings(self, sighting_ids: Collection[str]) -> Sequence[ReviewLink]:
        """See ReviewReader.reviews_of_sightings."""
        found = self._session.rows(_LINKS_OF_SIGHTINGS, (as_list(set(sighting_ids)),))
        return [_to_link(row) for row in found]


class ReviewWriting(ReviewReading):
    """The part of StoreWriter that is about reviews."""

    def review_rank(self, review_id: str) -> str | None:
        """See ReviewWriter.review_rank."""
        row = self._session.one("select rank from review where public_id = ?", (review_id,))
        return row[0] if row else None

    def has_reviews(self) -> bool:
        """See ReviewWriter.has_reviews."""
        return self._session.one("select 1 from review limit 1") is not None

    def keep_review(self, review: Review, *, rank: str, keys: Collection[int]) -> None:
        """See ReviewWriter.keep_review."""
        self._session.run("delete from review where public_id = ?", (review.id,))
        self._session.run(
            "insert into review (public_id, url, claim_text, publisher, publisher_url, claimant,"
            " rating, title, language, published_on, appearances, first_appearance, imported_at,"
            " rank) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                review.id,
                review.url,
                review.claim_text,
                review.publisher,
                review.publisher_url,
                review.claimant,
                review.rating,
                review.title,
                review.language,
                review.published_on.toordinal() if review.published_on else None,
                orjson.dumps(review.appearances).decode(),
                review.first_appearance,
                rows.to_time(review.imported_at),
                rank,
            ),
        )
        self._session.run_many(
            "insert into review_key select ?, id from review where public_id = ?",
            [(rows.to_signed(key), review.id) for key in sorted(set(keys))],
        )

    def reviews_by_keys(self, keys: Collection[int]) -> Sequence[tuple[int, str]]:
        """See ReviewWriter.reviews_by_keys."""
        found = self._session.rows(
            "select review_key.key, public_id from json_each(?) as wanted"
            " cross join review_key on review_key.key = wanted.value"
            " join review on review.id = review_key.review order by 2, 1",
            (as_list(rows.to_signed(key) for key in set(keys)),),
        )
        return [(key, public_id) for key, public_id in found]

    def wordings_by_keys(self, keys: Collection[int]) -> Sequence[tuple[int, str]]:
        """See ReviewWriter.wordings_by_keys."""
        found = self._session.rows(
            "select link_key.key, public_id from json_each(?) as wanted"
            " cross join link_key on link_key.key = wanted.value"
            " join wording on wording.id = link_key.wording order by 2, 1",
            (as_list(rows.to_signed(key) for key in set(keys)),),
        )
        return [(key, public_id) for key, public_id in found]

    def add_review_links(self, links: Sequence[ReviewLink]) -> None:
        """See ReviewWriter.add_review_links."""
        self._session.run_many(
            "insert or replace into review_link"
            " select sighting.id, review.id, ?, ?, ?, ? from sighting, review"
            " where sighting.public_id = ? and review.public_id = ?",
            [
                (
                    link.kind.value,
                    link.score,
                    link.reason,
                    link.speakers.value,
                    link.sighting_id,
                    link.review_id,
                )
                for link in links
            ],
        )

    def forget_review_links(self, sighting_ids: Collection[str]) -> None:
        """See ReviewWriter.forget_review_links."""
        self._session.run(
            "delete from review_link where sighting in (select id from sighting"
            " where public_id in (select value from json_each(?)))",
            (as_list(sighting_ids),),
        )

    def bury_review(self, tombstone: Tombstone) -> None:
        """See ReviewWriter.bury_review."""
        self._session.run("delete from review where public_id = ?", (tombstone.id,))
        self._session.run(
            "insert or replace into tombstone values (?, ?, ?, ?)",
            (tombstone.id, tombstone.article_id, tombstone.reason, rows.to_time(tombstone.at)),
        )


def _to_review(row: Row) -> Review:
    return Review(
        id=row[0],
        url=row[1],
        claim_text=row[2],
        publisher=row[3],
        publisher_url=row[4],
        claimant=row[5],
        rating=row[6],
        title=row[7],
        language=row[8],
        published_on=None if row[9] is None else date.fromordinal(row[9]),
        appearances=tuple(orjson.loads(row[10])),
        first_appearance=row[11],
        imported_at=rows.from_time(row[12]),
    )


def _to_link(row: Row) -> ReviewLink:
    return ReviewLink(row[0], row[1], MatchKind(row[2]), row[3], row[4], NameRelation(row[5]))
