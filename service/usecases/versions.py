"""Versions of an article: how its quotations stand in them, and what changed between two."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from service.domain.errors import ArticleNotFoundError
from service.domain.matching.compare import compare
from service.domain.model import Rendering
from service.domain.statements.standings import State, follow_states
from service.domain.statements.versions import (
    Anchored,
    Fate,
    VersionTexts,
    diff_texts,
    trace_quotations,
)
from service.store.records import Change, ChangeKind
from service.usecases.views import ChangedQuotation, VersionDiff

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.domain.model import ArticleVersion, Mention
    from service.domain.statements.standings import Passage
    from service.domain.statements.timeline import Timeline
    from service.domain.statements.versions import Trace
    from service.domain.versions import Standing
    from service.store.base import QuoteStore, StoreReader, StoreWriter

_ALL = 1_000_000


_TOLD = {
    Fate.CHANGED: ChangeKind.MENTION_CHANGED,
    Fate.ORPHANED: ChangeKind.MENTION_ORPHANED,
    Fate.REMOVED: ChangeKind.MENTION_REMOVED,
}


def follow_versions(
    tx: StoreWriter, fresh: Sequence[ArticleVersion], timelines: Mapping[str, Timeline]
) -> list[Change]:
    """Notes how the quotations of articles stand now that these versions of them are stored.

    Returns:
        The mentions that no longer stand as they did, with what took their place, and those that
        stand again.
    """
    numbers: dict[str, list[ArticleVersion]] = defaultdict(list)
    for version in fresh:
        numbers[version.article_id].append(version)
    changes: list[Change] = []
    for article_id, versions in sorted(numbers.items()):
        order = [stand.number for stand in timelines[article_id].in_time]
        if len(order) > 1:
            changes += _follow(tx, article_id, order, versions)
    return changes


def _follow(
    tx: StoreWriter, article_id: str, order: Sequence[int], fresh: Sequence[ArticleVersion]
) -> list[Change]:
    """Follows the quotations of one article from where the fresh versions begin."""
    new = {version.version for version in fresh}
    tail = len(order)
    while tail and order[tail - 1] in new:
        tail -= 1
    # What is simply newer goes on from where the version before it stood.
    goes_on = tail == len(order) - len(new) and all(v.repeats is None for v in fresh)
    begin = max(tail - 1, 0) if goes_on else 0
    states, stored = _read_states(tx, article_id, order[begin:])
    known = {mention: standing for mention, standing in stored.items() if standing is not None}
    history = follow_states(states, known if goes_on else None)
    tx.set_standings(
        {
            mention: standing
            for mention, standing in history.standings.items()
            if mention in stored and standing != stored[mention]
        }
    )
    before = dict(zip(order[begin + 1 :], order[begin:], strict=False))
    touched = [p for p in history.passages if p.number in new or before[p.number] in new]
    return [change for passage in touched for change in _told(passage)]


def _read_states(
    tx: StoreWriter, article_id: str, numbers: Sequence[int]
) -> tuple[list[State], dict[str, Standing | None]]:
    """Returns these versions with their quotations, and how those stand as stored."""
    states: list[State] = []
    stored: dict[str, Standing | None] = {}
    for number in numbers:
        version = tx.get_version(article_id, number)
        if version is None:
            continue
        mentions = _mentions(tx, version)
        stored |= {mention.id: mention.standing for mention in mentions}
        states.append(State(number, _texts(version), tuple(map(_anchored, mentions))))
    return states, stored


def _told(passage: Passage) -> list[Change]:
    return [
        Change(_TOLD[trace.fate], trace.old_id, version=passage.number, about=trace.new_id)
        for trace in passage.traces
        if trace.old_id is not None and trace.fate in _TOLD
    ] + [
        Change(ChangeKind.MENTION_RESTORED, mention, version=passage.number)
        for mention in passage.restored
    ]


def diff_versions(
    store: QuoteStore, article_id: str, older: int | None = None, newer: int | None = None
) -> VersionDiff:
    """Returns what changed between two versions; left out, the current and the one before it.

    Raises:
        ArticleNotFoundError: no such article, or no such version of it.
    """
    with store.reading() as tx:
        new = tx.get_version(article_id, newer)
        if new is None:
            raise ArticleNotFoundError("article with this version", article_id)
        before = tx.timelines([article_id])[article_id].before(new.version)
        old = tx.get_version(article_id, older or (before.number if before else new.version))
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
        [_anchored(mention) for mention in was.values()],
        [_anchored(mention) for mention in now.values()],
        _texts(old),
        _texts(new),
    )


def _anchored(mention: Mention) -> Anchored:
    return Anchored(mention.id, mention.place, mention.selector)


def _texts(version: ArticleVersion) -> VersionTexts:
    return VersionTexts(version.title or "", version.text)


def _mentions(tx: StoreReader, version: ArticleVersion) -> Sequence[Mention]:
    return tx.list_mentions(version.article_id, version.version, after=None, limit=_ALL)
