"""All that is stored, page by page."""

from __future__ import annotations

from datetime import UTC, datetime

from service.domain.model import ArticleInput
from service.usecases.config import Limits
from service.usecases.ingest import ingest

NOW = datetime(2026, 1, 10, tzinfo=UTC)


def article(name, said):
    return ArticleInput(
        url=f"https://{name}.example/x",
        text=f"“{said},” Dora Wren said on the square.",
        language="en",
        published_at=NOW,
    )


def test_versions_come_in_the_order_they_were_stored(store):
    lines = (
        ("z", "The old river bridge opens before the spring is over"),
        ("a", "Nobody in the capital has paid one coin for the wall"),
        ("z", "The old river bridge opens after the spring is over"),
    )
    kept = [
        (done.article_id, done.version)
        for line in lines
        for done in ingest(store, [article(*line)], limits=Limits(), now=NOW)
    ]
    assert [number for _, number in kept] == [1, 1, 2]
    with store.reading() as tx:
        assert list(tx.versions_after(None, limit=10)) == kept
        assert list(tx.versions_after(kept[0], limit=1)) == kept[1:2]
        assert list(tx.versions_after(kept[2], limit=10)) == []
        statements = list(tx.statements_after(None, limit=10))
        assert statements == sorted(statements)
        assert set(tx.members(statements)) == set(statements)
        assert list(tx.statements_after(statements[0], limit=10)) == statements[1:]


def test_an_empty_store_lists_nothing(store):
    with store.reading() as tx:
        assert not tx.versions_after(None, limit=10)
        assert not tx.statements_after(None, limit=10)
