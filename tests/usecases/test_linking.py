"""Fragments and the clauses that quote them find their quotation, in whatever order they come."""

from datetime import UTC, datetime
from itertools import permutations

import pytest

from service.domain.model import ArticleInput
from service.store.factory import open_store
from service.usecases.config import Limits
from service.usecases.ingest import ingest

NOW = datetime(2026, 1, 10, tzinfo=UTC)
QUOTED = "The harbour tax is madness and he is a fool to defend it in the villages"
SPLIT = "Ana Ruiz said the harbour tax was “madness” and the minister “a fool” to defend it."
SOLE = "Ana Ruiz said the harbour tax in the villages was “madness” to defend."


def article(name, body):
    return ArticleInput(
        url=f"https://{name}.example/a",
        text=body,
        language="en",
        published_at=datetime(2026, 1, 5, 12, tzinfo=UTC),
    )


CORPUS = [
    article("daily", f"“{QUOTED},” said Ana Ruiz."),
    article("gazette", SPLIT),
    article("herald", SOLE),
]


def read(store, outcomes):
    found = {}
    with store.reading() as tx:
        for outcome in outcomes:
            for mention in tx.list_mentions(outcome.article_id, 1, after=None, limit=100):
                found.setdefault(mention.statement_id, set()).add(mention.selector.exact)
    return {frozenset(words) for words in found.values()}


def take_in(folder, articles):
    store = open_store(folder)
    try:
        outcomes = [
            outcome
            for one in articles
            for outcome in ingest(store, [one], limits=Limits(), now=NOW)
        ]
        return read(store, outcomes)
    finally:
        store.close()


TOLD = "The harbour tax is madness and he is a fool to defend it in the villages,"
OF_SEVERAL = "the harbour tax was “madness” and the minister “a fool” to defend it"
OF_ONE = "the harbour tax in the villages was “madness” to defend"


def test_fragments_of_one_clause_are_not_one_statement_by_themselves(tmp_path):
    assert take_in(tmp_path, CORPUS[1:2]) == {
        frozenset({OF_SEVERAL}),
        frozenset({"madness"}),
        frozenset({"a fool"}),
    }


def test_what_nobody_is_named_for_hangs_on_the_clause_that_it_stands_in(tmp_path):
    clause = "it reflected the “greed, envy, spite” and the lies of a hard winter"
    told = article("daily", f"The talks failed. Ana Ruiz said that {clause}.")
    assert take_in(tmp_path, [told]) == {frozenset({clause, "greed, envy, spite"})}


@pytest.mark.parametrize("order", list(permutations(CORPUS)))
def test_a_quotation_gathers_the_clauses_that_quote_its_words_in_any_order(tmp_path, order):
    assert take_in(tmp_path, order) == {
        frozenset({TOLD, OF_SEVERAL, OF_ONE, "madness", "a fool"}),
    }
