"""Reviews and what they may be about: the same links whatever comes first."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain.errors import (
    EmptyTextError,
    InputError,
    InvalidUrlError,
    LimitError,
    ReviewNotFoundError,
    TakenDownError,
)
from service.domain.judgements import JudgementKind
from service.domain.model import ArticleInput
from service.domain.reviews import ReviewInput
from service.store.factory import open_store
from service.store.records import ChangeKind
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from service.usecases.judge import JudgementInput, judge
from service.usecases.read_articles import list_mentions
from service.usecases.read_statements import read_statement
from service.usecases.reviews import (
    ReviewFate,
    add_reviews,
    list_reviews,
    read_review,
    remove_review,
    view_reviews,
)
from service.usecases.take_down import take_down

NOW = datetime(2026, 1, 10, tzinfo=UTC)
HARBOUR = "Nobody in the capital has ever paid one coin for the harbour wall"
TRAMS = "Empty trams are a promise that somebody forgot to keep on time"


def article(text, name, speaker="Ana Gómez"):
    return ArticleInput(
        url=f"https://{name}.example/x",
        text=f"“{text},” {speaker} said.",
        language="en",
        published_at=datetime(2026, 1, 5, 12, tzinfo=UTC),
    )


def review(claim, number=1, **changes):
    facts = {"publisher": "Check", "claimant": "Ana Gómez", "rating": "False", "language": "en"}
    return ReviewInput(
        url=f"https://check.example/{number}", claim_text=claim, **{**facts, **changes}
    )


ARTICLES = (
    article(HARBOUR, "a"),
    article(TRAMS, "b"),
    article("Nobody in the capital ever paid a single coin for that harbour wall", "c"),
    article(HARBOUR, "d", "Luz Paz"),
)
REVIEWS = (
    review("Nobody in the capital has ever paid for the harbour wall", 1),
    review("Ana Gómez said that empty trams are a promise", 2),
    review(f"Gómez: “{HARBOUR}”", 3),
    review("Snow fell in July on the old bridge", 4),
    review("Nobody in the capital has ever paid for the harbour wall", 1, rating="Half true",
           published_on=date(2026, 1, 9)),
)  # fmt: skip


def put(store, *articles):
    outcomes = ingest(store, articles, limits=Limits(), now=NOW)
    return [list_mentions(store, o.article_id, after=None, limit=1)[0][0] for o in outcomes]


def take(store, *reviews):
    return add_reviews(store, reviews, now=NOW)


def everything(store):
    with store.reading() as tx:
        reviews = tx.list_reviews(after=None, limit=100)
        return reviews, tx.review_links([each.id for each in reviews])


def changes(store, kind):
    with store.reading() as tx:
        found = tx.changes_since(0, limit=1_000)
    return [e.change.id for e in found if e.change.kind is kind]


def fill(folder, things):
    store = open_store(folder)
    for each in things:
        if isinstance(each, ArticleInput):
            put(store, each)
        else:
            take(store, each)
    found = everything(store)
    store.close()
    return found


@pytest.fixture(scope="module")
def in_order(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("store"), [*ARTICLES, *REVIEWS])


@given(st.permutations([*ARTICLES, *REVIEWS]))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_links_in_whatever_order_they_came(tmp_path_factory, in_order, order):
    reviews, links = in_order
    linked = {link.review_id for link in links}
    assert [r.claim_text for r in reviews if r.id not in linked] == [REVIEWS[3].claim_text]
    assert fill(tmp_path_factory.mktemp("store"), order) == in_order


def test_a_statement_shows_the_reviews_that_may_be_about_it(store):
    mention, _ = put(store, ARTICLES[0], ARTICLES[1])
    take(store, REVIEWS[0])
    (shown,) = read_statement(store, mention.statement_id, limits=Limits()).reviews
    assert (shown.review.publisher, shown.review.rating) == ("Check", "False")
    assert shown.wording_id == mention.wording_id
    detail = read_review(store, shown.review.id)
    assert [id_ for id_, _ in detail.statements] == [mention.statement_id]


def test_the_same_again_changes_nothing(store):
    assert [o.fate for o in take(store, REVIEWS[0], REVIEWS[0])] == [
        ReviewFate.ADDED,
        ReviewFate.KNOWN,
    ]
    assert len(changes(store, ChangeKind.REVIEW_ADDED)) == 1


def test_a_later_form_takes_the_place_of_an_earlier_one(store):
    (mention,) = put(store, ARTICLES[0])
    old, new = REVIEWS[0], REVIEWS[4]
    (first,) = take(store, old)
    (second,) = take(store, new)
    (third,) = take(store, old)
    assert [o.fate.value for o in (first, second, third)] == ["added", "updated", "known"]
    (shown,) = read_statement(store, mention.statement_id, limits=Limits()).reviews
    assert shown.review.rating == "Half true"


def test_who_follows_changes_learns_of_it(store):
    (mention,) = put(store, ARTICLES[0])
    (outcome,) = take(store, REVIEWS[0])
    assert changes(store, ChangeKind.REVIEW_ADDED) == [outcome.review_id]
    assert changes(store, ChangeKind.STATEMENT_CHANGED) == [mention.statement_id]


def test_what_a_person_gave_to_somebody_else_is_linked_again(store):
    (mention,) = put(store, ARTICLES[0])
    take(store, REVIEWS[0])
    other = JudgementInput(
        kind=JudgementKind.OTHER_SPEAKER,
        mention_id=mention.id,
        speaker_name="Luz Paz",
        judged_by="ines",
        reason="on tape",
    )
    judge(store, other, now=NOW)
    with store.reading() as tx:
        moved = tx.get_mentions({mention.id})[mention.id]
    (shown,) = read_statement(store, moved.statement_id, limits=Limits()).reviews
    assert shown.link.speakers.value == "different"


def test_links_go_with_what_is_taken_down(store):
    (mention,) = put(store, ARTICLES[0])
    (outcome,) = take(store, REVIEWS[0])
    take_down(store, mention.article_id, reason="Asked for.", now=NOW)
    assert read_review(store, outcome.review_id).statements == ()


def test_one_that_was_removed_is_gone_and_stays_out(store):
    (mention,) = put(store, ARTICLES[0])
    (outcome,) = take(store, REVIEWS[0])
    made = remove_review(store, outcome.review_id, reason="Withdrawn.", now=NOW)
    assert remove_review(store, outcome.review_id, reason="Again.", now=NOW) == made
    assert read_statement(store, mention.statement_id, limits=Limits()).reviews == ()
    assert list_reviews(store, after=None, limit=9) == ([], None)
    (refused,) = take(store, REVIEWS[0])
    assert isinstance(refused.problem, TakenDownError)
    with pytest.raises(TakenDownError, match="Withdrawn"):
        read_review(store, outcome.review_id)
    assert changes(store, ChangeKind.REVIEW_REMOVED) == [outcome.review_id]


def test_one_that_is_not_there(store):
    with pytest.raises(ReviewNotFoundError):
        read_review(store, "rv_none")
    with pytest.raises(ReviewNotFoundError):
        remove_review(store, "rv_none", reason="x", now=NOW)
    with pytest.raises(EmptyTextError):
        remove_review(store, "rv_none", reason=" ", now=NOW)


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (ReviewInput(url="x", claim_text="a b", publisher="C"), InvalidUrlError),
        (review(" "), EmptyTextError),
        (review("…"), InputError),
        (review("a" * 5_001), LimitError),
        (review("a b", publisher=""), EmptyTextError),
        (review("a b", rating="x" * 1_001), LimitError),
        (review("a\0b"), InputError),
        (InputError("no url", field="url", remedy="x"), InputError),
    ],
)
def test_a_bad_one_sinks_no_other(store, bad, error):
    refused, good = take(store, bad, REVIEWS[1])
    assert isinstance(refused.problem, error)
    assert refused.review_id is None
    assert good.fate is ReviewFate.ADDED


def test_pages(store):
    take(store, *(review(f"the tram number {n} was late", n) for n in range(5)))
    found, after = [], None
    while True:
        page, after = list_reviews(store, after=after, limit=2)
        found += [each.id for each in page]
        if after is None:
            break
    assert found == sorted(set(found))
    assert len(found) == 5


def test_in_the_past_only_the_reviews_that_were_there(store):
    (mention,) = put(store, ARTICLES[0])
    moments = []
    for each in (None, REVIEWS[0], REVIEWS[2]):
        if each is not None:
            take(store, each)
        with store.reading() as tx:
            moments.append(tx.last_change())
    shown = []
    for moment in moments:
        with store.reading(as_of=moment) as tx:
            members = tx.members({mention.statement_id})
            found = view_reviews(tx, members).get(mention.statement_id, ())
            shown.append({view.review.url for view in found})
    first, second = REVIEWS[0].url, REVIEWS[2].url
    assert shown == [set(), {first}, {first, second}]
