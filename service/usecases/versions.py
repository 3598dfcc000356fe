"""Versions of an article: how its quotations stand in them, and what changed between two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.domain.errors import ArticleNotFoundError
from service.domain.matching.compare import compare
from service.domain.model import Rendering
from service.domain.statements.versions import (
    Anchored,
    Fate,
    VersionTexts,
    diff_texts,
    trace_quotations,
)
from service.domain.versions import Standing
from service.store.records import Change, ChangeKind
from service.usecases.views import ChangedQuotation, VersionDiff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.model import ArticleVersion, Mention
    from service.domain.statements.versions import Trace
    from service.store.base import QuoteStore, StoreReader, StoreWriter

_ALL = 1_000_000


_TOLD = {
    Fate.CHANGED: ChangeKind.MENTION_CHANGED,
    Fate.ORPHANED: ChangeKind.MENTION_ORPHANED,
    Fate.REMOVED: ChangeKind.MENTION_REMOVED,
}


def follow_versions(tx: StoreWriter, fresh: Sequence[ArticleVersion]) -> list[Change]:
    """Notes how quotations of the version before stand in each of these new versions.

    Returns:
        The mentions that no longer stand as they did, with what took their place.
    """
    changes: list[Change] = []
    for version in sorted(fresh, key=lambda v: (v.article_id, v.version)):
        before = version.version - 1
        old = tx.get_version(version.article_id, before) if before else None
        if old is None:
            continue
        was = {m.id: m for m in _mentions(tx, old)}
        now = {m.id: m for m in _mentions(tx, version)}
        traces = _trace(old, version, was, now)
        tx.set_standings(_standings(traces, was, version.version))
        changes += [
            Change(_TOLD[t.fate], t.old_id, version=version.version, about=t.new_id)
            for t in traces
            if t.old_id is not None and t.fate in _TOLD
        ]
    return changes


def _standings(
    traces: Sequence[Trace], was: dict[str, Mention], number: int
) -> dict[str, Standing]:
    standings: dict[str, Standing] = {}
    for trace in traces:
        if trace.old_id is None:
            if trace.new_id is not None:
                standings[trace.new_id] = Standing(trace.new_id, number)
            continue
        begun = was[trace.old_id].standing or Standing(trace.old_id, number - 1)
        if trace.fate is Fate.KEPT and trace.new_id is not None:
            standings[trace.old_id] = standings[trace.new_id] = begun
            continue
        standings[trace.old_id] = replace(
            begun, removed_in=number, fate=trace.fate.value, changed_to=trace.new_id
        )
        if trace.new_id is not None:
            standings[trace.new_id] = Standing(trace.new_id, number)
    return standings


def diff_versions(
    store: QuoteStore, article_id: str, older: int | None = None, newer: int | None = None
) -> VersionDiff:
    """Returns what changed between two versions; left out, the newest and the one before it.

    Raises:
        ArticleNotFoundError: no such article, or no such version of it.
    """
    with store.reading() as tx:
        new = tx.get_version(article_id, newer)
        if new is None:
            raise ArticleNotFoundError("article with this version", article_id)
        old = tx.get_version(article_id, older or max(new.version - 1, 1))
        if old is None:
            raise ArticleNotFoundError("article with this version", article_id)
        was = {m.id: m for m in _mentions(tx, old)}
        now = {m.id: m for m in _mentions(tx, new)}
    traces = [] if old == new else _trace(old, new, was, now)

    def gone(fate: Fate) -> tuple[Mention, ...]:
        return tuple(was[t.old_id] for t in traces if t.fate is fate and t.old_id)

    return VersionDiff(
        old=old,
        new=new,
        title_edits=diff_texts(old.title or "", new.title or ""),
        text_edits=diff_texts(old.text, new.text),
        added=tuple(now[t.new_id] for t in traces if t.fate is Fate.ADDED and t.new_id),
        removed=gone(Fate.REMOVED),
        orphaned=gone(Fate.ORPHANED),
        changed=tuple(
            _changed(was[t.old_id], now[t.new_id])
            for t in traces
            if t.fate is Fate.CHANGED and t.old_id and t.new_id
        ),
        kept=len(now) if old == new else sum(t.fate is Fate.KEPT for t in traces),
    )


def _changed(old: Mention, new: Mention) -> ChangedQuotation:
    return ChangedQuotation(old, new, compare(_rendering(old), _rendering(new)))


def _rendering(mention: Mention) -> Rendering:
    return Rendering(
        text=mention.selector.exact,
        language=mention.language,
        speaker_name=mention.attribution.speaker_name,
        day=mention.published_at.date() if mention.published_at else None,
        reported=mention.form.is_reported,
    )


def _trace(
    old: ArticleVersion, new: ArticleVersion, was: dict[str, Mention], now: dict[str, Mention]
) -> Sequence[Trace]:
    return trace_quotations(
        [Anchored(m.id, m.place, m.selector) for m in was.values()],
        [Anchored(m.id, m.place, m.selector) for m in now.values()],
        VersionTexts(old.title or "", old.text),
        VersionTexts(new.title or "", new.text),
    )


def _mentions(tx: StoreReader, version: ArticleVersion) -> Sequence[Mention]:
    return tx.list_mentions(version.article_id, version.version, after=None, limit=_ALL)
