"""Taking an article down: its text and all that only it holds go, a tombstone stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.corrections import Tombstone
from service.domain.errors import ArticleNotFoundError
from service.store.records import Change, ChangeKind
from service.usecases.ingest import check_text
from service.usecases.linking import regroup
from service.usecases.origins import free_boilerplate, regroup_origins
from service.usecases.people import settle_people

if TYPE_CHECKING:
    from datetime import datetime

    from service.store.base import QuoteStore, StoreWriter

MAX_REASON_CHARS = 2_000


def take_down(store: QuoteStore, article_id: str, *, reason: str, now: datetime) -> Tombstone:
    """Removes an article from record, index and files; statements and origins follow.

    Taking it down twice returns the first tombstone. The same address is not taken in again.

    Raises:
        ArticleNotFoundError: no such article.
        InputError: there is no reason, or too long a one.
    """
    check_text(reason, field="reason", limit=MAX_REASON_CHARS)
    with store.writing() as tx:
        made = tx.tombstone(article_id) or _remove(tx, article_id, reason, now)
    # Also the second time: the first may have been broken off before this.
    store.purge()
    return made


def _remove(tx: StoreWriter, article_id: str, reason: str, now: datetime) -> Tombstone:
    if tx.get_version(article_id) is None:
        raise ArticleNotFoundError("article", article_id)
    made = Tombstone(article_id, article_id, reason, now)
    named = {near.id for near in tx.speakers_around(tx.speakers_of_article(article_id))}
    texts = {version.text_sha256 for version in tx.list_versions(article_id)}
    keys = {key for each in tx.keys_of_texts(texts).values() for key in each}
    removal = tx.take_down(made)
    changes = settle_people(tx, named)
    changes += regroup(tx, removal.touched, grown=removal.touched)
    changes += [Change(ChangeKind.STATEMENT_REMOVED, id_) for id_ in removal.emptied]
    changes += regroup_origins(tx, {*removal.origin_ids, *free_boilerplate(tx, keys)})
    changes.append(Change(ChangeKind.ARTICLE_TAKEN_DOWN, article_id))
    tx.append_changes(changes, now)
    return made
