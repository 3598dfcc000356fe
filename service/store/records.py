"""What goes into a store and comes out of it, besides the values of the domain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from service.domain.kinds import Form
    from service.domain.model import Wording


LAST_RANK = "9999-12-31T23:59:59+00:00"


@dataclass(frozen=True, slots=True)
class NewWording:
    """A wording to keep, with the keys by which its neighbours find it.

    ``outline`` (see ``domain.matching.outline``) tells how much of its words a neighbour shares;
    without one it counts as sharing everything.

    ``rank`` orders the mentions that could lend the wording its text (earliest publication, then
    mention id): the text of the lowest rank ever seen is the one kept, whatever arrives first.
    """

    wording: Wording
    rank: str
    link_keys: tuple[int, ...]
    outline: bytes = b""


def text_rank(published_at: datetime | None, mention_id: str) -> str:
    """Returns the rank of a mention that could lend a wording its text; see ``NewWording``."""
    at = published_at.isoformat() if published_at else LAST_RANK
    return f"{at} {mention_id}"


class ChangeKind(StrEnum):
    """What happened; one word per event of the change feed."""

    ARTICLE_ADDED = "article_added"
    VERSION_ADDED = "version_added"
    STATEMENT_CREATED = "statement_created"
    STATEMENT_CHANGED = "statement_changed"
    STATEMENT_MERGED = "statement_merged"
    STATEMENT_REMOVED = "statement_removed"
    STATEMENT_SPLIT = "statement_split"
    WORDING_ADDED = "wording_added"
    OUTLET_ADDED = "outlet_added"
    MENTION_ADDED = "mention_added"
    MENTION_CHANGED = "mention_changed"
    MENTION_ORPHANED = "mention_orphaned"
    MENTION_REMOVED = "mention_removed"
    MENTION_RESTORED = "mention_restored"
    ORIGIN_MERGED = "origin_merged"
    CORRECTION_ADDED = "correction_added"
    ARTICLE_TAKEN_DOWN = "article_taken_down"
    JUDGEMENT_ADDED = "judgement_added"
    JUDGEMENT_UNDONE = "judgement_undone"
    SPEAKER_MERGED = "speaker_merged"
    SPEAKER_SPLIT = "speaker_split"
    WITHDRAWN_REAPPEARED = "withdrawn_reappeared"
    REVIEW_ADDED = "review_added"
    REVIEW_REMOVED = "review_removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One event, in the order of commits.

    ``into`` is the surviving id of a merge, or the statement that was split off. ``about`` is what
    else takes part: the wording or outlet that a statement gained, the statement of a mention, the
    mention that took the place of one.
    """

    kind: ChangeKind
    id: str
    into: str | None = None
    version: int | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """A change with its place in the sequence (gap-free, from 1) and its time."""

    seq: int
    at: datetime
    change: Change


@dataclass(frozen=True, slots=True)
class Placement:
    """Which statement a sighting stands in, and on which longer sighting it hangs, if any."""

    sighting_id: str
    statement_id: str
    host_id: str | None


@dataclass(frozen=True, slots=True)
class CandidateQuery:
    """A search for wordings worth scoring.

    ``words`` are folded words in order. ``limit`` is the largest number of wordings wanted.
    ``phrase_only`` asks for wordings that hold the words in order, side by side. With ``fuzzy``
    words of four letters and more stand for those one letter away, too.
    """

    words: tuple[str, ...]
    limit: int
    phrase_only: bool = False
    fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class MentionFilter:
    """Which mentions count; every field None means all of them. Dates are UTC days, inclusive."""

    speaker_ids: frozenset[str] | None = None
    outlet_ids: frozenset[str] | None = None
    languages: frozenset[str] | None = None
    forms: frozenset[Form] | None = None
    published_from: date | None = None
    published_to: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered."""
        return self == MentionFilter()


@dataclass(frozen=True, slots=True)
class StoredVector:
    """What a model made of a wording; ``data`` are the bytes that ``add_vectors`` was given."""

    wording_id: str
    language: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a statement is carried, over all its mentions in all versions.

    ``aggregators`` are those of the outlets that carry the articles of others.
    """

    mentions: int
    articles: int
    outlets: int
    origins: int
    first_seen_at: datetime
    earliest_published_at: datetime | None
    aggregators: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is indexed: absence means nothing without it."""

    articles: int
    versions: int
    outlets: int
    speakers: int
    mentions: int
    wordings: int
    statements: int
    languages: Mapping[str, int]
    earliest_published_at: datetime | None
    latest_published_at: datetime | None
    last_ingest_at: datetime | None
    sequence: int
    index_sequence: int
