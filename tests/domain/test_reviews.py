"""Reviews: what makes two of them one, and what a claim may be about."""

from __future__ import annotations

from datetime import date

import pytest

from service.domain.kinds import MatchKind
from service.domain.reviews import Review, claim_keys, link_review, review_id, review_rank
from service.domain.text.names import NameRelation
from service.domain.text.tokens import wording_key
from tests.factories import LINE, NOON, make_sighting, make_speaker, make_wording

URL = "https://check.example/1"


def review(claim, **changes):
    facts = {
        "id": review_id(URL, claim),
        "url": URL,
        "claim_text": claim,
        "publisher": "Check",
        "publisher_url": None,
        "claimant": "Gustavo Petro",
        "rating": "Lacks context",
        "title": None,
        "language": "en",
        "published_on": date(2026, 1, 8),
        "appearances": (),
        "first_appearance": None,
        "imported_at": NOON,
    }
    return Review(**{**facts, **changes})


def sighting(text=LINE, speaker="Gustavo Petro", language="en"):
    return make_sighting(make_wording(wording_key(text), language), make_speaker(speaker))


def test_the_same_address_and_claim_is_the_same_review():
    assert review_id(URL, "He will take up arms.") == review_id(URL, "he will  take up ARMS")
    assert review_id(URL, "He will not.") != review_id(URL, "He will take up arms.")
    assert review_id("https://check.example/2", "He will.") != review_id(URL, "He will.")


def test_of_two_forms_the_later_date_decides_and_not_the_arrival():
    old = review("x", published_on=date(2026, 1, 1), rating="True")
    new = review("x", published_on=date(2026, 1, 2), rating="False")
    assert review_rank(old) < review_rank(new)
    assert review_rank(review("x", published_on=None)) < review_rank(old)
    again = review("x", imported_at=NOON.replace(year=2030))
    assert review_rank(again) == review_rank(review("x"))


@pytest.mark.parametrize(
    "claim",
    [
        "For the homeland I will take up arms again",
        "Gustavo Petro said that he would take up arms again for the homeland.",
        "Petro: “for the homeland I will take up arms again”",
    ],
)
def test_a_claim_is_tied_to_what_it_may_be_about(claim):
    far = sighting("nobody in the capital has ever paid one coin for the harbour wall")
    (link,) = link_review(review(claim), [far, sighting()])
    assert link.sighting_id == sighting().id
    assert link.score >= 0.5
    assert link.speakers is NameRelation.SAME
    assert link.reason


def test_what_a_claim_quotes_counts_by_itself():
    (link,) = link_review(review(f"A post shows Petro at a rally: “{LINE}”"), [sighting()])
    assert link.kind in {MatchKind.IDENTICAL, MatchKind.NORMALISED}


def test_another_speaker_is_told_and_scores_less():
    (same,) = link_review(review(LINE), [sighting()])
    (other,) = link_review(review(LINE), [sighting(speaker="Ana Gómez")])
    assert other.speakers is NameRelation.DIFFERENT
    assert other.score < same.score


def test_a_link_looks_at_nothing_but_its_two_ends():
    others = [sighting(f"tram number {n} will take up its arms at noon") for n in range(9)]
    alone = link_review(review(LINE), [sighting()])
    among = link_review(review(LINE), [*others, sighting()])
    assert alone[0] in among
    assert among == link_review(review(LINE), [sighting(), *reversed(others)])


def test_other_languages_are_not_tied():
    assert link_review(review(LINE), [sighting(language="es")]) == []


def test_a_claim_meets_by_the_keys_of_all_its_readings():
    plain = set(claim_keys(review(LINE)))
    quoted = set(claim_keys(review(f"Petro said: “{LINE}”")))
    assert plain <= quoted
