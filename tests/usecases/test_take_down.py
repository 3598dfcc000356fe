"""Take-downs: statements, judgements and the feed of changes follow."""

from datetime import UTC, datetime

import pytest

from service.domain.errors import ArticleNotFoundError, EmptyTextError, TakenDownError
from service.domain.judgements import JudgementKind
from service.store.factory import open_store
from service.store.records import ChangeKind
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from service.usecases.judge import JudgementInput, judge, list_judgements
from service.usecases.read_statements import read_statement, resolve_statement
from service.usecases.take_down import take_down
from tests.factories import make_article

NOW = datetime(2026, 1, 10, tzinfo=UTC)
LINE = "for the homeland I will take up arms again even though I do not want to"
LONGER = f"I swore never to touch a weapon again but {LINE}"
OTHER = "Colombia is run by a sick man who likes making cocaine and selling it"


def put(store, *lines):
    articles = [
        make_article(f"“{line},” said Gustavo Petro.", url=f"https://paper{n}.example/a")
        for n, line in enumerate(lines)
    ]
    return [o.article_id for o in ingest(store, articles, limits=Limits(), now=NOW)]


def mention_of(store, article_id):
    with store.reading() as tx:
        return tx.list_mentions(article_id, 1, after=None, limit=1)[0]


def kinds_after(store, seq):
    with store.reading() as tx:
        return [(r.change.kind, r.change.id) for r in tx.changes_since(seq, limit=100)]


def test_statements_are_as_if_the_article_had_never_come(tmp_path):
    lines = (LINE, LONGER, OTHER)
    with_it, without = open_store(tmp_path / "a"), open_store(tmp_path / "b")
    gone = put(with_it, *lines)[1]
    take_down(with_it, gone, reason="asked for", now=NOW)
    kept = put(without, LINE)
    ingest(
        without,
        [make_article(f"“{OTHER},” said Gustavo Petro.", url="https://paper2.example/a")],
        limits=Limits(),
        now=NOW,
    )
    views = []
    for store in (with_it, without):
        mention = mention_of(store, kept[0])
        views.append(
            read_statement(store, resolve_statement(store, mention.statement_id), limits=Limits())
        )
        with store.reading() as tx:
            held = tx.coverage()
            views.append((held.articles, held.mentions, held.wordings, held.statements))
        store.close()
    assert views[:2] == views[2:]


def test_a_spelling_that_only_the_article_gave_is_gone_from_the_past_too(store):
    (kept,) = put(store, LINE)
    odd = make_article(f"“{OTHER},” said GUSTAVO Pétro.", url="https://odd.example/a")
    (outcome,) = ingest(store, [odd], limits=Limits(), now=NOW)
    speaker = mention_of(store, kept).speaker.id
    with store.reading() as tx:
        then = tx.last_change()
        assert tx.get_speaker(speaker).aliases == ("GUSTAVO Pétro",)
    take_down(store, outcome.article_id, reason="asked for", now=NOW)
    with store.reading(as_of=then) as tx:
        assert (tx.get_speaker(speaker).name, tx.get_speaker(speaker).aliases) == (
            "Gustavo Petro",
            (),
        )


def test_the_feed_tells_what_went(store):
    first, second = put(store, LINE, OTHER)
    statement = mention_of(store, second).statement_id
    with store.reading() as tx:
        before = tx.coverage().sequence
    take_down(store, second, reason="asked for", now=NOW)
    assert kinds_after(store, before) == [
        (ChangeKind.STATEMENT_REMOVED, statement),
        (ChangeKind.ARTICLE_TAKEN_DOWN, second),
    ]
    with pytest.raises(TakenDownError, match="asked for"):
        resolve_statement(store, statement)
    assert mention_of(store, first)


def test_judgements_of_it_go_and_bind_nobody_any_more(store):
    first, second = put(store, LINE, OTHER)
    pair = [mention_of(store, id_).id for id_ in (first, second)]
    judge(
        store,
        JudgementInput(JudgementKind.SAME, pair[0], "A. Desk", "One speech.", pair[1]),
        now=NOW,
    )
    joined = resolve_statement(store, mention_of(store, first).statement_id)
    assert read_statement(store, joined, limits=Limits()).articles == 2
    take_down(store, second, reason="asked for", now=NOW)
    assert list_judgements(store, mention_ids=None, after=None, limit=9) == ([], None)
    left = resolve_statement(store, mention_of(store, first).statement_id)
    assert read_statement(store, left, limits=Limits()).articles == 1
    assert resolve_statement(store, joined) == left


def test_what_cannot_be_taken_down(store):
    [article] = put(store, LINE)
    with pytest.raises(ArticleNotFoundError):
        take_down(store, "ar_none", reason="asked for", now=NOW)
    with pytest.raises(EmptyTextError):
        take_down(store, article, reason=" ", now=NOW)
    assert mention_of(store, article)


def test_it_is_not_taken_in_again(store):
    [article] = put(store, LINE)
    first = take_down(store, article, reason="asked for", now=NOW)
    assert take_down(store, article, reason="again", now=NOW) == first
    outcomes = ingest(
        store,
        [make_article("Other.", url="https://paper0.example/a"), make_article()],
        limits=Limits(),
        now=NOW,
    )
    assert isinstance(outcomes[0].problem, TakenDownError)
    assert outcomes[1].is_new_article
