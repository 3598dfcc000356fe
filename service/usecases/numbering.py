"""Which versions articles become: numbered as they arrive, in order by the times they state."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from service.domain.statements.timeline import Timeline, enter, stated_time
from service.usecases.views import IngestOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from service.domain.model import ArticleVersion, Mention
    from service.domain.statements.timeline import Entry, Seen, Stand
    from service.store.base import StoreReader, StoreWriter
    from service.usecases.prepare import PreparedArticle


_ALL = 1_000_000


@dataclass(slots=True)
class NewVersions:
    """What is to be stored of articles that were handed in together.

    ``articles`` bring texts that are new; ``versions`` are theirs, and those with which pages went
    back to a text, each after the one it repeats. ``timelines`` are of all articles met, as they
    are now, and ``seen`` what is to be noted of texts that are known.
    """

    timelines: dict[str, Timeline]
    articles: list[PreparedArticle] = field(default_factory=list)
    versions: list[ArticleVersion] = field(default_factory=list)
    seen: dict[str, list[Seen]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to store."""
        return not self.versions and not self.seen

    def current(self, tx: StoreReader) -> list[tuple[ArticleVersion, Sequence[Mention]]]:
        """Returns those of the versions that stand on their page now, with their mentions.

        To be asked once they are stored.
        """
        read = {(a.version.article_id, a.version.version): a.mentions for a in self.articles}
        found: list[tuple[ArticleVersion, Sequence[Mention]]] = []
        for version in self.versions:
            key = (version.article_id, version.version)
            stand = self.timelines[version.article_id].current
            if stand is None or stand.number != version.version:
                continue
            repeats = version.repeats is not None
            found.append(
                (version, tx.list_mentions(*key, after=None, limit=_ALL) if repeats else read[key])
            )
        return found


def read_timelines(tx: StoreWriter, articles: Iterable[PreparedArticle]) -> NewVersions:
    """Returns what to begin with for these articles: what is known of them, nothing to store."""
    return NewVersions(dict(tx.timelines({article.version.article_id for article in articles})))


def number_version(tx: StoreWriter, article: PreparedArticle, new: NewVersions) -> IngestOutcome:
    """Notes what an article becomes among the others of its address, and returns its outcome."""
    version = article.version
    before = new.timelines.get(version.article_id, Timeline())
    entry = enter(
        before,
        version.content_sha256,
        stated_at=stated_time(version.modified_at, version.seen_at, version.first_seen_at),
        received_at=version.first_seen_at,
    )
    new.timelines[version.article_id] = entry.timeline
    if gained := entry.timeline.seen[len(before.seen) :]:
        new.seen.setdefault(version.article_id, []).extend(gained)
    for stand in entry.made:
        _make(tx, article, stand, new)
    current = entry.timeline.current
    return IngestOutcome(
        article_id=version.article_id,
        version=entry.number,
        mentions=len(article.mentions),
        is_new_article=not before.stands,
        is_new_version=any(stand.number == entry.number for stand in entry.made),
        is_current=current is not None and current.number == entry.number,
        repeats=_repeated(entry, entry.number),
    )


def _make(tx: StoreWriter, article: PreparedArticle, stand: Stand, new: NewVersions) -> None:
    """Notes a version that is to be stored."""
    given = article.version
    received_at = given.first_seen_at
    stands_at = None if stand.at == received_at else stand.at
    first = new.timelines[given.article_id].first_of(stand.content)
    if first == stand.number:
        numbered = article.numbered(stand.number)
        numbered = replace(numbered, version=replace(numbered.version, stands_at=stands_at))
        new.articles.append(numbered)
        new.versions.append(numbered.version)
        return
    if stand.content != given.content_sha256:
        # The new text stood between two times at which this one was seen.
        given = replace(_held(tx, given.article_id, first, new), seen_at=stand.at, page=None)
    new.versions.append(
        replace(
            given,
            version=stand.number,
            repeats=first,
            stands_at=stands_at,
            first_seen_at=received_at,
        )
    )


def _held(tx: StoreWriter, article_id: str, number: int, new: NewVersions) -> ArticleVersion:
    """Returns a version of an article: one of those to be stored, else from the store.

    Raises:
        LookupError: there is none.
    """
    for version in new.versions:
        if (version.article_id, version.version) == (article_id, number):
            return version
    held = tx.get_version(article_id, number)
    if held is None:
        raise LookupError(f"version {number} of {article_id} is not held")
    return held


def _repeated(entry: Entry, number: int) -> int | None:
    content = next(stand.content for stand in entry.timeline.stands if stand.number == number)
    first = entry.timeline.first_of(content)
    return None if first == number else first
