"""Articles through the front door: versions, repetition, bad ones, order."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain.errors import (
    ArticleTooLargeError,
    EmptyTextError,
    InvalidUrlError,
    LimitError,
    UnsupportedTextError,
)
from service.domain.model import ArticleInput
from service.store.factory import open_store
from service.store.records import ChangeKind
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from service.usecases.read_articles import list_mentions, list_versions, read_article
from service.usecases.read_statements import read_statement, resolve_statement

NOW = datetime(2026, 1, 10, tzinfo=UTC)
LIMITS = Limits()
LONG = "for the homeland I will take up arms again even though I do not want to"


def article(text=f"“{LONG},” said Gustavo Petro.", **changes):
    made = ArticleInput(
        url="https://daily.example/a",
        text=text,
        title="Petro answers Trump",
        language="en",
        published_at=datetime(2026, 1, 5, 12, tzinfo=UTC),
    )
    return replace(made, **changes)


def put(store, *articles):
    return ingest(store, articles, limits=LIMITS, now=NOW)


def test_a_new_article_is_stored_with_its_mentions(store):
    (outcome,) = put(store, article())
    assert outcome.is_new_article
    assert outcome.is_new_version
    assert outcome.version == 1
    assert outcome.mentions == 1
    stored = read_article(store, outcome.article_id)
    mentions, after = list_mentions(store, outcome.article_id, after=None, limit=10)
    assert after is None
    (mention,) = mentions
    assert stored.text[mention.selector.start : mention.selector.end] == mention.selector.exact
    assert mention.selector.exact == f"{LONG},"
    assert mention.speaker.name == "Gustavo Petro"
    assert mention.statement_id


def test_the_same_again_changes_nothing(store):
    first = put(store, article())[0]
    with store.reading() as tx:
        before = tx.coverage()
    again = put(store, article(), article())
    assert [o.article_id for o in again] == [first.article_id] * 2
    assert not any(o.is_new_article or o.is_new_version for o in again)
    with store.reading() as tx:
        assert tx.coverage() == before


def test_a_changed_text_or_title_is_a_new_version(store):
    put(store, article())
    changed = put(store, article(f"“{LONG}!” shouted Gustavo Petro."))[0]
    retitled = put(store, article(title="Another title"))[0]
    assert (changed.version, retitled.version) == (2, 3)
    assert not changed.is_new_article
    versions = list_versions(store, changed.article_id)
    assert [v.version for v in versions] == [1, 2, 3]
    mentions, _ = list_mentions(store, changed.article_id, 1, after=None, limit=10)
    assert not mentions[0].current


def test_two_versions_in_one_batch_are_numbered_in_order(store):
    outcomes = put(store, article(), article("Nothing said."), article())
    assert [o.version for o in outcomes] == [1, 2, 1]


@pytest.mark.parametrize(
    ("bad", "error", "field"),
    [
        (article(""), EmptyTextError, "text"),
        (article(" \n\t"), EmptyTextError, "text"),
        (article("x" * (LIMITS.max_text_chars + 1)), ArticleTooLargeError, "text"),
        (article("a\x00b"), UnsupportedTextError, "text"),
        (article("a\ud800b"), UnsupportedTextError, "text"),
        (article(url="nowhere"), InvalidUrlError, "url"),
        (article(title="t" * (LIMITS.max_title_chars + 1)), LimitError, "title"),
        (article(byline="\udfff"), UnsupportedTextError, "byline"),
        (article(outlet="\x00"), UnsupportedTextError, "outlet"),
    ],
    ids=["empty", "blank", "long", "nul", "surrogate", "url", "title", "byline", "outlet"],
)
def test_a_bad_article_is_named_and_never_sinks_the_rest(store, bad, error, field):
    good = article(url="https://daily.example/good")
    outcomes = put(store, bad, good)
    assert type(outcomes[0].problem) is error
    assert outcomes[0].problem.field == field
    assert outcomes[0].problem.remedy
    assert outcomes[1].is_new_article
    with store.reading() as tx:
        assert tx.coverage().articles == 1


def test_nothing_is_stored_when_storing_fails(store, monkeypatch):
    def fail(*_):
        raise RuntimeError("planted")

    monkeypatch.setattr("service.usecases.ingest.link_and_place", fail)
    with pytest.raises(RuntimeError, match="planted"):
        put(store, article())
    with store.reading() as tx:
        held = tx.coverage()
    assert (held.articles, held.mentions, held.wordings, held.sequence) == (0, 0, 0, 0)


def test_changes_tell_what_happened(store):
    put(store, article())
    put(store, article(url="https://other.example/b"))
    with store.reading() as tx:
        recorded = tx.changes_since(0, limit=100)
    assert [r.seq for r in recorded] == list(range(1, len(recorded) + 1))
    kinds = [r.change.kind for r in recorded]
    assert kinds == [
        ChangeKind.ARTICLE_ADDED,
        ChangeKind.STATEMENT_CREATED,
        ChangeKind.MENTION_ADDED,
        ChangeKind.ARTICLE_ADDED,
        ChangeKind.STATEMENT_CHANGED,
        ChangeKind.OUTLET_ADDED,
        ChangeKind.MENTION_ADDED,
    ]


STEMS = [
    "for the homeland I will take up arms again even though I do not want to",
    "for the homeland I would take up arms once more even though I do not want to",
    "I swore never to touch a weapon again but for the homeland I will take up arms again",
    "take up arms",
    "take up arms again",
    "colombia is run by a sick man who likes making cocaine",
    "a sick man",
    "the president of the republic has been legitimately elected by the sovereign will",
    "legitimately elected by the sovereign will of the colombian people",
]
SPEAKERS = ["Gustavo Petro", "Donald Trump", "Álvaro Uribe"]


@st.composite
def corpora(draw):
    made = []
    for number in range(draw(st.integers(2, 9))):
        lines = draw(st.lists(st.sampled_from(STEMS), min_size=1, max_size=3))
        speaker = draw(st.sampled_from(SPEAKERS))
        body = "\n\n".join(f"“{line},” said {speaker}." for line in lines)
        made.append(
            article(
                body,
                url=f"https://daily.example/{number}",
                published_at=datetime(2026, 1, 1, tzinfo=UTC)
                + timedelta(days=draw(st.integers(0, 40))),
            )
        )
    return made


def statements(store):
    """Every sighting's statement, as ids and as groups."""
    with store.reading() as tx:
        changes = tx.changes_since(0, limit=100_000)
        named = {c.change.id for c in changes if c.change.id.startswith("st_")}
        return {id_: frozenset(s.id for s in group) for id_, group in tx.members(named).items()}


@given(corpora(), st.randoms(use_true_random=False), st.integers(1, 5))
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_neither_order_nor_batch_size_changes_the_statements(
    tmp_path_factory, corpus, shuffle, size
):
    whole = open_store(tmp_path_factory.mktemp("whole"))
    parts = open_store(tmp_path_factory.mktemp("parts"))
    try:
        put(whole, *corpus)
        mixed = list(corpus)
        shuffle.shuffle(mixed)
        for start in range(0, len(mixed), size):
            put(parts, *mixed[start : start + size])
        assert statements(whole) == statements(parts)
    finally:
        whole.close()
        parts.close()


def test_ids_that_were_handed_out_always_lead_to_the_statement(store):
    corpus = [
        article(
            f"“{line},” said Gustavo Petro.",
            url=f"https://daily.example/{n}",
            published_at=datetime(2026, 1, 20 - n, tzinfo=UTC),
        )
        for n, line in enumerate(STEMS[:5])
    ]
    random.Random(1).shuffle(corpus)
    for one in corpus:
        put(store, one)
    with store.reading() as tx:
        created = [
            r.change.id
            for r in tx.changes_since(0, limit=1_000)
            if r.change.kind is ChangeKind.STATEMENT_CREATED
        ]
    for id_ in created:
        assert read_statement(store, resolve_statement(store, id_), limits=LIMITS).id


def test_whom_somebody_backs_is_a_mention_and_no_statement(store):
    text = f"“{LONG},” said Gustavo Petro. Ana Torres supports Petro."
    (outcome,) = put(store, article(text))
    mentions, _ = list_mentions(store, outcome.article_id, after=None, limit=10)
    said, backed = mentions
    assert (said.selector.exact, backed.selector.exact) == (f"{LONG},", "Petro")
    assert backed.attribution.stance.is_attitude
    assert backed.speaker.name == "Ana Torres"
    assert said.statement_id is not None
    assert (backed.statement_id, backed.sighting_id) == (None, None)
