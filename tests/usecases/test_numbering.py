"""Articles of one address become the same versions, whatever the order in which they arrive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.model import ArticleInput
from service.store.factory import open_store
from service.usecases.config import Limits
from service.usecases.export import export_articles, export_mentions
from service.usecases.ingest import ingest
from service.usecases.read_articles import list_mentions, list_versions, read_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.store.base import QuoteStore

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
RECEIVED = NOON + timedelta(days=2)
OATH = "“I swore never to touch a weapon again,” said Gustavo Petro."
ARMS = "“For the homeland I will take up arms again, though I hate to,” said Gustavo Petro."
TEXTS = (f"{OATH}\n\n{ARMS}", f"{ARMS}\n\nIt rained.", f"A day later.\n\n{OATH}")
MOST = 100


def article(text: int, hour: int) -> ArticleInput:
    return ArticleInput(
        url="https://harbour.example/petro",
        text=TEXTS[text],
        language="en",
        published_at=NOON,
        seen_at=NOON + timedelta(hours=hour),
    )


HANDED_IN = (article(0, 0), article(1, 1), article(0, 2), article(2, 3), article(0, 4))


def tell(store: QuoteStore, article_id: str) -> object:
    """What is told of an article, with versions named by their place in time."""
    versions = list_versions(store, article_id)
    place = {version.version: at for at, version in enumerate(versions)} | {None: None}
    mentions = [
        mention
        for number in sorted(version.version for version in versions)
        for mention in list_mentions(store, article_id, number, after=None, limit=MOST)[0]
    ]
    return (
        [(version.text, version.current) for version in versions],
        read_article(store, article_id).text,
        {
            mention.id: (
                mention.current,
                mention.statement_id,
                s.thread,
                s.fate,
                s.changed_to,
                place[s.added_in],
                place[s.removed_in],
                place[s.restored_in],
            )
            for mention in mentions
            if (s := mention.standing)
        },
    )


def take(*batches: Sequence[ArticleInput]) -> object:
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        try:
            for minute, batch in enumerate(batches):
                now = RECEIVED + timedelta(minutes=minute)
                [outcome, *_] = ingest(store, batch, limits=Limits(), now=now)
            assert outcome.article_id is not None
            return tell(store, outcome.article_id)
        finally:
            store.close()


@cache
def in_order() -> object:
    return take(*([each] for each in HANDED_IN))


@settings(max_examples=8)
@given(st.permutations(HANDED_IN), st.sets(st.integers(1, 4)))
def test_versions_do_not_depend_on_the_order_of_arrival(
    handed_in: list[ArticleInput], cuts: set[int]
):
    borders = [0, *sorted(cuts), len(handed_in)]
    assert take(*(handed_in[a:b] for a, b in pairwise(borders))) == in_order()


def test_what_is_exported_is_taken_in_as_it_was(tmp_path: Path):
    old, new = open_store(tmp_path / "old"), open_store(tmp_path / "new")
    try:
        # Out of order and back: the export has to tell it all.
        for minute, each in enumerate((*HANDED_IN[3:], *HANDED_IN[:3])):
            ingest(old, [each], limits=Limits(), now=RECEIVED + timedelta(minutes=minute))
        outcomes = ingest(
            new, list(export_articles(old)), limits=Limits(), now=RECEIVED + timedelta(days=9)
        )
        article_id = outcomes[0].article_id
        assert article_id is not None
        assert tell(new, article_id) == tell(old, article_id)
        numbers = [version.version for version in list_versions(old, article_id)]
        assert [version.version for version in list_versions(new, article_id)] == numbers
        exported = [mention.id for mention in export_mentions(new)]
        assert len(exported) == len(set(exported))
    finally:
        old.close()
        new.close()
