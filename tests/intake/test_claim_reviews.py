"""Reviews out of JSON-LD, however they are wrapped."""

from __future__ import annotations

from datetime import date

import pytest

from service.domain.errors import InputError
from service.domain.reviews import ReviewInput
from service.intake.claim_reviews import find_reviews

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/1",
    "claimReviewed": "Rivers run &quot;uphill&quot;",
    "author": {"@type": "Organization", "name": "Check", "url": "https://check.example"},
    "datePublished": "2026-01-08T10:00:00+01:00",
    "inLanguage": "en-GB",
    "headline": "Do rivers run uphill?",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ana Gómez"},
        "appearance": [{"@type": "CreativeWork", "url": "https://a.example/x"}, {"@id": "#none"}],
        "firstAppearance": {"@type": "CreativeWork", "url": "https://b.example/y"},
    },
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": "Mostly false"},
}
EXPECTED = ReviewInput(
    url="https://check.example/1",
    claim_text='Rivers run "uphill"',
    publisher="Check",
    publisher_url="https://check.example",
    claimant="Ana Gómez",
    rating="Mostly false",
    title="Do rivers run uphill?",
    language="en",
    published_on=date(2026, 1, 8),
    appearances=("https://a.example/x",),
    first_appearance="https://b.example/y",
)


@pytest.mark.parametrize(
    "value",
    [
        REVIEW,
        [REVIEW],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "NewsArticle", "review": REVIEW},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        {**REVIEW, "@type": ["Review", "http://schema.org/ClaimReview"]},
    ],
    ids=["one", "array", "graph", "inside", "feed", "full type"],
)
def test_however_it_is_wrapped(value):
    assert list(find_reviews(value)) == [EXPECTED]


def test_references_are_followed():
    graph = {
        "@graph": [
            {
                "@type": "Organization",
                "@id": "#us",
                "name": "Check",
                "url": "https://check.example",
            },
            {"@type": "Person", "@id": "#ana", "name": "Ana Gómez"},
            {**REVIEW, "author": {"@id": "#us"}, "itemReviewed": {"@id": "#claim"}},
            {**REVIEW["itemReviewed"], "@id": "#claim", "author": {"@id": "#ana"}},
        ]
    }
    assert list(find_reviews(graph)) == [EXPECTED]


def test_a_creative_work_is_what_was_reviewed_and_where_it_appeared():
    about = {"@type": "CreativeWork", "author": {"name": "Ana Gómez"}, "url": "https://c.example/z"}
    (found,) = find_reviews({**REVIEW, "itemReviewed": about})
    assert found.appearances == ("https://c.example/z",)
    assert found.claimant == "Ana Gómez"


@pytest.mark.parametrize(
    ("rating", "told"),
    [
        ({"alternateName": "False", "name": "x"}, "False"),
        ({"ratingExplanation": "Nobody measured it."}, "Nobody measured it."),
        ({"ratingValue": 2, "bestRating": "5"}, "2/5"),
        ({"ratingValue": "1"}, "1"),
        ({}, None),
        (None, None),
        ([{"alternateName": "Pants on fire"}], "Pants on fire"),
    ],
)
def test_the_rating_is_the_publishers_word(rating, told):
    (found,) = find_reviews({**REVIEW, "reviewRating": rating})
    assert found.rating == told


@pytest.mark.parametrize(
    ("gone", "field"),
    [("url", "url"), ("claimReviewed", "claimReviewed"), ("author", "author")],
)
def test_one_that_lacks_a_part_is_told_and_sinks_no_other(gone, field):
    lacking = {name: value for name, value in REVIEW.items() if name != gone}
    bad, good = find_reviews([lacking, REVIEW])
    assert isinstance(bad, InputError)
    assert bad.field == field
    assert good == EXPECTED


def test_a_long_feed_has_no_bound_of_its_own():
    feed = {"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}] * 3_000}
    assert sum(1 for _ in find_reviews(feed)) == 3_000


def test_lists_may_be_as_deep_as_a_parser_lets_in():
    deep: object = REVIEW
    for _ in range(1_020):
        deep = [deep]
    assert len(list(find_reviews(deep))) == 1


@pytest.mark.parametrize("value", [None, 7, "x", [], {}, {"@type": "NewsArticle"}, [[1], [None]]])
def test_what_holds_no_review(value):
    assert list(find_reviews(value)) == []
