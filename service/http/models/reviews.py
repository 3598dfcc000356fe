"""Fact-check reviews, as they are taken in and shown. What they say is their publishers'."""

from datetime import date, datetime

from pydantic import Field

from service.domain.kinds import MatchKind
from service.domain.reviews import Review, ReviewLink
from service.domain.text.names import NameRelation
from service.http.models.fields import Input, Output
from service.http.problems import FieldProblem, field_problems, kind_of
from service.usecases.reviews import ReviewDetail, ReviewFate, ReviewOutcome
from service.usecases.views import ReviewView

CLAIM_REVIEW_EXAMPLE = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://factcheck.example/2026/petro-arms",
    "claimReviewed": "Gustavo Petro said that he would take up arms again.",
    "author": {"@type": "Organization", "name": "Fact Check Example"},
    "datePublished": "2026-01-08",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Gustavo Petro"},
        "appearance": [{"@type": "CreativeWork", "url": "https://daily.example/petro"}],
    },
    "reviewRating": {"@type": "Rating", "alternateName": "Lacks context"},
}


class ReviewModel(Output):
    """A review of a claim, in its publisher's words."""

    id: str
    url: str
    publisher: str
    publisher_url: str | None
    published_on: date | None = Field(description="The publisher's date.")
    claim_text: str = Field(description="The claim as the publisher words it.")
    claimant: str | None = Field(description="Who made the claim, as the publisher says.")
    rating: str | None = Field(
        description="The publisher's own word for its finding; this service gives none."
    )
    title: str | None
    language: str
    appearances: list[str] = Field(description="Where the publisher saw the claim.")
    first_appearance: str | None
    imported_at: datetime


class ReviewLinkModel(Output):
    """Why a review may be about something; always a suggestion."""

    kind: MatchKind = Field(description="Reads from the claim to the wording.")
    score: float = Field(ge=0, le=1)
    status: str = Field(description="Always `suggested`.")
    reason: str
    speakers: NameRelation = Field(description="What claimant and speaker are to each other.")


class ShownReview(ReviewModel):
    """A review beside a statement that it may be about."""

    wording_id: str = Field(description="The wording that the claim is nearest to.")
    link: ReviewLinkModel


class ReviewedStatement(ReviewLinkModel):
    """A statement that a review may be about."""

    statement_id: str


class ReviewDetailModel(ReviewModel):
    """A review with the statements that it may be about, best first."""

    statements: list[ReviewedStatement]


class ReviewPage(Output):
    """Reviews in the order of their ids."""

    reviews: list[ReviewModel]
    next_cursor: str | None


class ReviewProblem(Output):
    """Why a review was not taken in."""

    type: str
    detail: str
    errors: list[FieldProblem]


class ReviewResult(Output):
    """What became of one review of those handed in."""

    review_id: str | None
    status: ReviewFate | None = Field(description="Null when there is a problem.")
    problem: ReviewProblem | None


class ReviewResults(Output):
    """What became of each review that was found, in its order."""

    reviews: list[ReviewResult]


class ReviewRemovalIn(Input):
    """Why a review is removed; is kept."""

    reason: str = Field(max_length=2_000, examples=["Withdrawn by its publisher."])


class RemovedReview(Output):
    """What is left of a review that was removed."""

    id: str
    reason: str
    removed_at: datetime


def review_model(review: Review) -> ReviewModel:
    """Returns the model of a review."""
    return ReviewModel(
        id=review.id,
        url=review.url,
        publisher=review.publisher,
        publisher_url=review.publisher_url,
        published_on=review.published_on,
        claim_text=review.claim_text,
        claimant=review.claimant,
        rating=review.rating,
        title=review.title,
        language=review.language,
        appearances=list(review.appearances),
        first_appearance=review.first_appearance,
        imported_at=review.imported_at,
    )


def shown_review(view: ReviewView) -> ShownReview:
    """Returns the model of a review beside a statement."""
    return ShownReview(
        **dict(review_model(view.review)), wording_id=view.wording_id, link=_link(view.link)
    )


def review_detail(found: ReviewDetail) -> ReviewDetailModel:
    """Returns the model of a review with what it may be about."""
    return ReviewDetailModel(
        **dict(review_model(found.review)),
        statements=[
            ReviewedStatement(**dict(_link(link)), statement_id=id_)
            for id_, link in found.statements
        ],
    )


def review_result(outcome: ReviewOutcome) -> ReviewResult:
    """Returns what became of a review."""
    error = outcome.problem
    problem = None
    if error is not None:
        problem = ReviewProblem(
            type=kind_of(error).type, detail=str(error), errors=field_problems(error)
        )
    return ReviewResult(review_id=outcome.review_id, status=outcome.fate, problem=problem)


def _link(link: ReviewLink) -> ReviewLinkModel:
    return ReviewLinkModel(
        kind=link.kind,
        score=link.score,
        status="suggested",
        reason=link.reason,
        speakers=link.speakers,
    )
