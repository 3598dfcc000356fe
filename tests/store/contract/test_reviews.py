"""Reviews and their links in the record."""

from dataclasses import replace
from datetime import date

from service.domain.corrections import Tombstone
from service.domain.kinds import MatchKind
from service.domain.reviews import Review, ReviewLink
from service.domain.text.names import NameRelation
from tests.factories import NOON, make_version, write_line

REVIEW = Review(
    id="rv_a",
    url="https://check.example/1",
    claim_text="He will take up arms.",
    publisher="Check",
    publisher_url="https://check.example",
    claimant="Gustavo Petro",
    rating="Lacks context",
    title="Arms?",
    language="en",
    published_on=date(2026, 1, 8),
    appearances=("https://a.example/1", "https://b.example/2"),
    first_appearance="https://a.example/1",
    imported_at=NOON,
)
BARE = replace(
    REVIEW,
    id="rv_b",
    publisher_url=None,
    claimant=None,
    rating=None,
    title=None,
    published_on=None,
    appearances=(),
    first_appearance=None,
)


def link(mention, review="rv_a", score=0.8):
    return ReviewLink(
        review, mention.sighting_id, MatchKind.REWORDED, score, "most words", NameRelation.SAME
    )


def test_they_come_back_as_they_were(open_store):
    store = open_store()
    with store.writing() as tx:
        assert not tx.has_reviews()
        tx.keep_review(REVIEW, rank="1", keys=[3, 4])
        tx.keep_review(BARE, rank="2", keys=[])
    store.close()
    store = open_store()
    with store.writing() as tx:
        assert tx.has_reviews()
        assert tx.get_reviews({"rv_a", "rv_b", "rv_none"}) == {"rv_a": REVIEW, "rv_b": BARE}
        assert [r.id for r in tx.list_reviews(after=None, limit=9)] == ["rv_a", "rv_b"]
        assert [r.id for r in tx.list_reviews(after="rv_a", limit=9)] == ["rv_b"]
        assert [tx.review_rank(id_) for id_ in ("rv_a", "rv_none")] == ["1", None]
    store.close()


def test_they_are_found_by_their_keys(store):
    with store.writing() as tx:
        tx.keep_review(REVIEW, rank="1", keys=[3, 2**63 - 1])
        tx.keep_review(BARE, rank="1", keys=[3])
        assert tx.reviews_by_keys([3, 4]) == [(3, "rv_a"), (3, "rv_b")]
        assert tx.reviews_by_keys([2**63 - 1]) == [(2**63 - 1, "rv_a")]
        tx.keep_review(replace(REVIEW, rating="False"), rank="2", keys=[5])
        assert tx.reviews_by_keys([3, 5]) == [(5, "rv_a"), (3, "rv_b")]


def test_wordings_are_found_by_theirs(store):
    with store.writing() as tx:
        mention = write_line(tx, link_keys=(8, 12))
        assert tx.wordings_by_keys([8, 9]) == [(8, mention.wording_id)]


def test_links_best_first_and_gone_with_either_end(store):
    version = make_version()
    with store.writing() as tx:
        one = write_line(tx, version=version)
        two = write_line(tx, "nobody paid for the wall", version=version, start=200)
        tx.keep_review(REVIEW, rank="1", keys=[])
        tx.keep_review(BARE, rank="1", keys=[])
        links = [link(one), link(two, score=0.9), link(one, "rv_b", 0.7)]
        tx.add_review_links(links)
        assert tx.review_links(["rv_a"]) == [links[1], links[0]]
        assert tx.reviews_of_sightings([one.sighting_id]) == [links[0], links[2]]
        tx.add_review_links([link(one, score=0.5)])
        assert tx.reviews_of_sightings([one.sighting_id])[-1].score == 0.5
        tx.keep_review(replace(BARE, rating="x"), rank="2", keys=[])
        assert tx.review_links(["rv_b"]) == []
    with store.writing() as tx:
        tx.take_down(Tombstone(version.article_id, version.article_id, "asked for", NOON))
        assert tx.review_links(["rv_a"]) == []
        assert tx.get_reviews({"rv_a"}) == {"rv_a": REVIEW}


def test_one_that_is_removed_leaves_its_reason(store):
    grave = Tombstone("rv_a", "rv_a", "asked for", NOON)
    with store.writing() as tx:
        mention = write_line(tx)
        tx.keep_review(REVIEW, rank="1", keys=[3])
        tx.add_review_links([link(mention)])
        tx.bury_review(grave)
        assert tx.get_reviews({"rv_a"}) == {}
        assert tx.reviews_of_sightings([mention.sighting_id]) == []
        assert tx.reviews_by_keys([3]) == []
        assert tx.tombstone("rv_a") == grave
