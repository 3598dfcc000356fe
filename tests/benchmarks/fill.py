"""Fills a store with many quotations, each a statement of its own: a large index in little time.

``python -m tests.benchmarks.fill FOLDER ARTICLES`` reads the articles of ``corpus`` as an import
does and stores them without judging them against one another. What is asked of such a store costs
what it costs of any store of its size, but for statements with few wordings; how fast articles come
in is not measured here but by ``test_match_speed``.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from service.domain.ids import statement_id
from service.store.factory import open_store
from service.store.records import Change, ChangeKind, Placement
from service.usecases.config import Limits
from service.usecases.ingest import read_articles
from tests.benchmarks.corpus import articles

if TYPE_CHECKING:
    from service.store.base import StoreWriter
    from service.usecases.prepare import PreparedArticle

CHUNK = 500
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def fill(folder: Path, count: int) -> int:
    """Stores so many articles; returns how many wordings the store holds then."""
    store = open_store(folder)
    rows = islice(articles(), count)
    while chunk := list(islice(rows, CHUNK)):
        read = read_articles(chunk, limits=Limits(), now=NOW)
        with store.writing() as tx:
            _keep(tx, [article for _, article in read.prepared])
    with store.reading() as tx:
        wordings = tx.coverage().wordings
    store.close()
    return wordings


def _keep(tx: StoreWriter, read: list[PreparedArticle]) -> None:
    tx.add_outlets([article.version.outlet for article in read])
    tx.add_speakers([speaker for article in read for speaker in article.speakers])
    tx.add_versions([article.version for article in read])
    tx.add_wordings([wording for article in read for wording in article.wordings])
    sightings = {each.id: each for article in read for each in article.sightings}
    new = sorted(tx.add_sightings(list(sightings.values())))
    tx.add_mentions([mention for article in read for mention in article.mentions])
    tx.place([Placement(id_, statement_id(id_), None) for id_ in new])
    tx.append_changes([Change(ChangeKind.STATEMENT_CREATED, statement_id(id_)) for id_ in new], NOW)


if __name__ == "__main__":
    print(fill(Path(sys.argv[1]), int(sys.argv[2])))
