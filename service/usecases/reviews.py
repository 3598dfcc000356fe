"""Fact-check reviews: taken in, listed, removed, and shown beside the statements they may concern.

What a review says is its publisher's statement. Nothing here turns it into a finding of ours.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from service.domain.corrections import Tombstone
from service.domain.errors import InputError, ReviewNotFoundError
from service.domain.reviews import Review, claim_keys, review_id, review_rank
from service.domain.text.language import guess_language
from service.domain.text.tokens import words
from service.domain.urls import canonical_url
from service.store.records import Change, ChangeKind
from service.usecases.ingest import check_text
from service.usecases.link_reviews import link_new_review
from service.usecases.tombstones import raise_if_buried, taken_down
from service.usecases.views import ReviewView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from service.domain.model import Sighting
    from service.domain.reviews import ReviewInput, ReviewLink
    from service.store.base import QuoteStore, StoreReader, StoreWriter

MAX_CLAIM_CHARS: Final = 5_000
MAX_FIELD_CHARS: Final = 1_000
MAX_REASON_CHARS: Final = 2_000
MAX_APPEARANCES: Final = 50
SHOWN: Final = 20
"""Reviews shown with one statement, best first."""

_CHUNK: Final = 200


class ReviewFate(StrEnum):
    """What became of a review that was handed in."""

    ADDED = "added"
    UPDATED = "updated"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class ReviewOutcome:
    """What became of one review; ``problem`` excludes everything else."""

    review_id: str | None = None
    fate: ReviewFate | None = None
    problem: InputError | None = None


@dataclass(frozen=True, slots=True)
class ReviewDetail:
    """A review with the statements that it may be about, best first, each with its best link."""

    review: Review
    statements: tuple[tuple[str, ReviewLink], ...]


def add_reviews(
    store: QuoteStore, given: Sequence[ReviewInput | InputError], *, now: datetime
) -> list[ReviewOutcome]:
    """Takes reviews in and returns one outcome for each, in order; durable when this returns.

    One of the same address and claim is the same review: of two forms the one with the later date
    stays. A review that was removed is refused. An error in place of a review is passed on.

    Raises:
        StoreError: what was not taken in before the failure can be handed in again.
    """
    outcomes: list[ReviewOutcome] = []
    for start in range(0, len(given), _CHUNK):
        made = [_make(each, now) for each in given[start : start + _CHUNK]]
        with store.writing() as tx:
            outcomes += [
                ReviewOutcome(problem=each) if isinstance(each, InputError) else _keep(tx, each)
                for each in made
            ]
    return outcomes


def list_reviews(
    store: QuoteStore, *, after: str | None, limit: int
) -> tuple[list[Review], str | None]:
    """Returns a page of reviews in the order of their ids, and where to go on."""
    with store.reading() as tx:
        found = list(tx.list_reviews(after=after, limit=limit + 1))
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None


def read_review(store: QuoteStore, id_: str) -> ReviewDetail:
    """Returns a review with the statements that it may be about.

    Raises:
        ReviewNotFoundError: no review has this id.
        TakenDownError: it was removed; the reason is told.
    """
    with store.reading() as tx:
        review = tx.get_reviews({id_}).get(id_)
        if review is None:
            raise_if_buried(tx, id_, field="review_id")
            raise ReviewNotFoundError("review", id_)
        links = tx.review_links({id_})
        placed = tx.placements({link.sighting_id for link in links})
    best: dict[str, ReviewLink] = {}
    for link in links:
        if link.sighting_id in placed:
            best.setdefault(placed[link.sighting_id].statement_id, link)
    return ReviewDetail(review, tuple(best.items()))


def remove_review(store: QuoteStore, id_: str, *, reason: str, now: datetime) -> Tombstone:
    """Removes a review; it is not taken in again. Removing it twice returns the first tombstone.

    Raises:
        ReviewNotFoundError: no review has this id.
        InputError: there is no reason, or too long a one.
    """
    check_text(reason, field="reason", limit=MAX_REASON_CHARS)
    with store.writing() as tx:
        if (known := tx.tombstone(id_)) is not None and id_.startswith("rv_"):
            return known
        if id_ not in tx.get_reviews({id_}):
            raise ReviewNotFoundError("review", id_)
        made = Tombstone(id_, id_, reason, now)
        touched = _statements(tx, [link.sighting_id for link in tx.review_links({id_})])
        tx.bury_review(made)
        tx.append_changes([Change(ChangeKind.REVIEW_REMOVED, id_), *touched], now)
    return made


def view_reviews(
    tx: StoreReader, members: Mapping[str, Sequence[Sighting]]
) -> dict[str, tuple[ReviewView, ...]]:
    """Returns the reviews of statements, given with their sightings, by statement, best first."""
    inside = {s.id: (statement, s) for statement, group in members.items() for s in group}
    links = tx.reviews_of_sightings(inside.keys())
    if not links:
        return {}
    best: dict[str, dict[str, ReviewLink]] = defaultdict(dict)
    for link in links:
        best[inside[link.sighting_id][0]].setdefault(link.review_id, link)
    shown = {statement: list(found.values())[:SHOWN] for statement, found in best.items()}
    reviews = tx.get_reviews({link.review_id for found in shown.values() for link in found})
    return {
        statement: tuple(
            ReviewView(reviews[link.review_id], link, inside[link.sighting_id][1].wording_id)
            for link in found
        )
        for statement, found in shown.items()
    }


def _make(given: ReviewInput | InputError, now: datetime) -> Review | InputError:
    if isinstance(given, InputError):
        return given
    try:
        url = canonical_url(given.url)
        _check(given)
    except InputError as error:
        return error
    return Review(
        id=review_id(url, given.claim_text),
        url=url,
        claim_text=given.claim_text,
        publisher=given.publisher,
        publisher_url=given.publisher_url,
        claimant=given.claimant,
        rating=given.rating,
        title=given.title,
        language=given.language or guess_language(given.claim_text).language,
        published_on=given.published_on,
        appearances=tuple(dict.fromkeys(given.appearances))[:MAX_APPEARANCES],
        first_appearance=given.first_appearance,
        imported_at=now,
    )


def _check(given: ReviewInput) -> None:
    check_text(given.claim_text, field="claimReviewed", limit=MAX_CLAIM_CHARS)
    if not words(given.claim_text):
        raise InputError(
            "there is no word in the claim", field="claimReviewed", remedy="Send the claim's words."
        )
    check_text(given.publisher, field="author.name", limit=MAX_FIELD_CHARS)
    for field, value in (
        ("author.url", given.publisher_url),
        ("itemReviewed.author.name", given.claimant),
        ("reviewRating", given.rating),
        ("name", given.title),
        ("itemReviewed.firstAppearance", given.first_appearance),
        *(("itemReviewed.appearance", each) for each in given.appearances),
    ):
        if value is not None:
            check_text(value, field=field, limit=MAX_FIELD_CHARS, may_be_empty=True)


def _keep(tx: StoreWriter, review: Review) -> ReviewOutcome:
    if (grave := tx.tombstone(review.id)) is not None:
        return ReviewOutcome(problem=taken_down(grave, field="url"))
    rank, known = review_rank(review), tx.review_rank(review.id)
    if known is not None and known >= rank:
        return ReviewOutcome(review.id, ReviewFate.KNOWN)
    before = [link.sighting_id for link in tx.review_links({review.id})]
    tx.keep_review(review, rank=rank, keys=claim_keys(review))
    linked = link_new_review(tx, review)
    tx.append_changes(
        [Change(ChangeKind.REVIEW_ADDED, review.id), *_statements(tx, [*before, *linked])],
        review.imported_at,
    )
    fate = ReviewFate.ADDED if known is None else ReviewFate.UPDATED
    return ReviewOutcome(review.id, fate)


def _statements(tx: StoreReader, sighting_ids: Sequence[str]) -> list[Change]:
    placed = tx.placements(set(sighting_ids))
    touched = sorted({place.statement_id for place in placed.values()})
    return [Change(ChangeKind.STATEMENT_CHANGED, id_) for id_ in touched]
