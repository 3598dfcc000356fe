"""Fact-check reviews: what others said of a claim, and which sightings the claim may be about.

A review is its publisher's: claim, rating and date are kept in the publisher's own words. A link to
a sighting is a suggestion and a pure function of the two, so that the same reviews and articles
have the same links in whatever order they came.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from service.domain import ids
from service.domain.extraction.extract import extract
from service.domain.kinds import MatchKind, MatchStatus
from service.domain.matching.candidates import link_keys
from service.domain.matching.retrieve import rank
from service.domain.model import Rendering
from service.domain.text.names import NameRelation, compare_names
from service.domain.text.tokens import wording_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from service.domain.model import Match, Sighting

LEAST_SCORE: Final = 0.5
"""Below this score a sighting is not suggested for a review."""

LEAST_SCORE_OTHER_SPEAKER: Final = 0.4
"""The same where the speaker is not the claimant, which has halved the score already.

Many reviews find that words are pinned on somebody who did not say them: these are such words.
"""


@dataclass(frozen=True, slots=True)
class Review:
    """A review of a claim, as its publisher put it.

    ``rating`` is the publisher's own word for its finding, never ours. ``published_on`` is the
    publisher's date. ``appearances`` are addresses where the publisher saw the claim;
    ``first_appearance`` where it saw it first.
    """

    id: str
    url: str
    claim_text: str
    publisher: str
    publisher_url: str | None
    claimant: str | None
    rating: str | None
    title: str | None
    language: str
    published_on: date | None
    appearances: tuple[str, ...]
    first_appearance: str | None
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewInput:
    """A review as handed in; see ``Review``."""

    url: str
    claim_text: str
    publisher: str
    publisher_url: str | None = None
    claimant: str | None = None
    rating: str | None = None
    title: str | None = None
    language: str | None = None
    published_on: date | None = None
    appearances: tuple[str, ...] = ()
    first_appearance: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewLink:
    """A suggestion that a review is about what stands in a sighting; ``kind`` reads from the claim.

    ``speakers`` says what the names of claimant and speaker are to each other.
    """

    review_id: str
    sighting_id: str
    kind: MatchKind
    score: float
    reason: str
    speakers: NameRelation


def review_id(canonical_url: str, claim_text: str) -> str:
    """Returns the id of the review of this claim at this address."""
    return "rv_" + ids.digest("review", canonical_url, wording_key(claim_text))


def review_rank(review: Review) -> str:
    """Returns what decides between two forms of one review: the later date, then the content.

    It does not look at when they came, so that their order does not matter.
    """
    parts = (
        review.publisher,
        review.publisher_url,
        review.claim_text,
        review.claimant,
        review.rating,
        review.title,
        review.language,
        review.first_appearance,
        *review.appearances,
    )
    day = review.published_on.isoformat() if review.published_on else ""
    return f"{day} {ids.digest(*(part or '' for part in parts))}"


def claim_keys(review: Review) -> tuple[int, ...]:
    """Returns the keys by which the claim meets wordings, ascending; see ``link_keys``."""
    return tuple(
        sorted(
            {
                key
                for text in _readings(review.claim_text, review.language)
                for key in link_keys(text, review.language)
            }
        )
    )


def link_review(review: Review, sightings: Sequence[Sighting]) -> list[ReviewLink]:
    """Returns the links of a review to those of the sightings that it may be about, by sighting.

    The claim is read as a whole and, where it quotes or reports somebody, by what is quoted or
    reported; the best reading counts.
    """
    same_language = [s for s in sightings if s.language == review.language]
    if not same_language:
        return []
    candidates = [Rendering(s.text, s.language, s.speaker_name) for s in same_language]
    keys = [s.text for s in same_language]
    readings = [
        rank(Rendering(text, review.language, review.claimant), candidates, keys)
        for text in _readings(review.claim_text, review.language)
    ]
    links = []
    for sighting, matches in zip(same_language, zip(*readings, strict=True), strict=True):
        best: Match = max(matches, key=lambda match: match.score)
        speakers = compare_names(review.claimant, sighting.speaker_name)
        is_other = speakers is NameRelation.DIFFERENT
        least = LEAST_SCORE_OTHER_SPEAKER if is_other else LEAST_SCORE
        if best.status is not MatchStatus.REJECTED and best.score >= least:
            links.append(
                ReviewLink(
                    review_id=review.id,
                    sighting_id=sighting.id,
                    kind=best.kind,
                    score=best.score,
                    reason=best.reason,
                    speakers=speakers,
                )
            )
    return sorted(links, key=lambda link: link.sighting_id)


@lru_cache(maxsize=16_384)
def _readings(claim: str, language: str) -> tuple[str, ...]:
    """Returns the claim, and what it quotes or reports, each once."""
    found = extract(claim, language=language).quotations
    inside = (each.selector.exact for each in found if each.form.is_quotation)
    return tuple(dict.fromkeys(text for text in (claim, *inside) if text.strip()))
