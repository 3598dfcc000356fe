"""What the use cases answer with; the HTTP edge and the command line only translate these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from service.domain.corrections import Correction
    from service.domain.errors import InputError
    from service.domain.judgements import Judgement
    from service.domain.kinds import Form, MatchKind, MatchStatus
    from service.domain.model import (
        ArticleVersion,
        Comparison,
        Difference,
        Feature,
        Mention,
        Outlet,
        Speaker,
        TextSpan,
        Wording,
    )
    from service.domain.reviews import Review, ReviewLink
    from service.domain.statements.carriers import LikelyFirst
    from service.domain.statements.credits import AgencyCredit
    from service.domain.statements.versions import Edit
    from service.store.history import FirstSight, Moment, SpreadDay
    from service.store.intake import CopyLink


@dataclass(frozen=True, slots=True)
class IngestOutcome:
    """What became of one article; ``problem`` excludes everything else.

    ``is_new_article`` and ``is_new_version`` are both false when the same text was already known.
    ``is_current`` is false when a later text of the article is known. ``repeats`` is the version
    that has the same text, where the page went back to it.
    """

    article_id: str | None = None
    version: int | None = None
    mentions: int = 0
    is_new_article: bool = False
    is_new_version: bool = False
    is_current: bool = True
    repeats: int | None = None
    problem: InputError | None = None


@dataclass(frozen=True, slots=True)
class WordingView:
    """A wording inside a statement, held against the statement's main wording.

    ``kind`` reads from this wording to the main one. ``status`` is ``suggested`` for a wording
    that stands in another statement (``statement_id``) and is shown because a link suggests it.
    ``sources`` are at most as many as the limits say; ``sources_total`` counts all. ``judged_by``
    names the people whose judgements in force tie the wording to others or to its speaker, and
    ``judgement_ids`` these judgements.
    """

    wording: Wording
    statement_id: str
    kind: MatchKind
    score: float
    status: MatchStatus
    reason: str
    differences: tuple[Difference, ...]
    alarms: tuple[Difference, ...]
    sources: tuple[Mention, ...]
    sources_total: int
    judged_by: tuple[str, ...] = ()
    judgement_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """One speaker that a wording is pinned on, and since when."""

    speaker: Speaker
    mention_ids: tuple[str, ...]
    outlets: int
    earliest_published_at: datetime | None


@dataclass(frozen=True, slots=True)
class AttributionConflict:
    """Wordings of one statement that are pinned on speakers who cannot be one person."""

    sides: tuple[ConflictSide, ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction with what it withdraws, and who still carries that.

    ``wording_ids`` are the wordings that it takes back; ``carried_by`` the outlets whose newest
    version still has one of them.
    """

    correction: Correction
    wording_ids: tuple[str, ...]
    carried_by: tuple[Outlet, ...]


@dataclass(frozen=True, slots=True)
class OriginMember:
    """A version that carries a text, and the agencies that it credits."""

    version: ArticleVersion
    credits: tuple[AgencyCredit, ...]


@dataclass(frozen=True, slots=True)
class OriginView:
    """Who carries copies of one text, the evidence, and who likely had it first."""

    id: str
    members: tuple[OriginMember, ...]
    links: tuple[CopyLink, ...]
    likely_first: LikelyFirst


@dataclass(frozen=True, slots=True)
class ChangedQuotation:
    """A quotation that an edit changed: both forms, and how they differ."""

    old: Mention
    new: Mention
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """What changed between two versions of an article.

    ``orphaned`` are quotations whose words stand elsewhere in the new text, not as the same
    quotation. ``removed`` are gone.
    """

    old: ArticleVersion
    new: ArticleVersion
    title_edits: tuple[Edit, ...]
    text_edits: tuple[Edit, ...]
    added: tuple[Mention, ...]
    removed: tuple[Mention, ...]
    orphaned: tuple[Mention, ...]
    changed: tuple[ChangedQuotation, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class FullestSpan:
    """A stretch ``[start, end)`` of the fullest wording, and where it stands in a wording."""

    start: int
    end: int
    wording_id: str
    origin: TextSpan


@dataclass(frozen=True, slots=True)
class FullestContradiction:
    """Where a wording contradicts the base; shown, not resolved. It leads from the base to it."""

    wording_id: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class FullestView:
    """What the wordings in marks say together; every stretch stands in one of them.

    ``base_wording_id`` is the longest one, whose words stand where others contradict it.
    """

    text: str
    base_wording_id: str
    spans: tuple[FullestSpan, ...]
    contradictions: tuple[FullestContradiction, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review of others beside a statement that it may be about, with the link that says so."""

    review: Review
    link: ReviewLink
    wording_id: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement with its wordings and where each is carried.

    ``wordings`` starts with the main one; the confirmed come before the suggested. ``judgements``
    are those in force that name one of the mentions shown. ``fullest`` is None where nobody put
    the words in marks.
    """

    id: str
    speaker: Speaker | None
    summary: str
    mentions: int
    articles: int
    outlets: int
    origins: int
    first_seen_at: datetime
    earliest_published_at: datetime | None
    main_wording_id: str
    wordings: tuple[WordingView, ...]
    conflicts: tuple[AttributionConflict, ...]
    aggregators: int = 0
    corrections: tuple[CorrectionView, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    fullest: FullestView | None = None
    reviews: tuple[ReviewView, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """A wording in another language than the main one, and who first carried it.

    ``statement_id`` is another statement's where the wording is only suggested.
    """

    view: WordingView
    earliest: Mention | None


@dataclass(frozen=True, slots=True)
class StatementDetail:
    """A statement with when its wordings were first carried, and by how many on which day.

    ``translations`` maps a language to its wordings, confirmed ones first, then by score.
    """

    statement: StatementView
    timeline: tuple[FirstSight, ...]
    spread: tuple[SpreadDay, ...]
    translations: Mapping[str, tuple[Translation, ...]]


@dataclass(frozen=True, slots=True)
class MatchQuery:
    """Words to look for, and what the answer must fit. Filters never change scores."""

    text: str
    speaker: str | None = None
    language: str | None = None
    outlet: str | None = None
    published_from: date | None = None
    published_to: date | None = None


@dataclass(frozen=True, slots=True)
class MatchedStatement:
    """A statement that answers a query, with the wording that answers best and why."""

    statement: StatementView
    score: float
    kind: MatchKind
    status: MatchStatus
    matched_wording_id: str
    explanation: tuple[Feature, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Filters of a search; they narrow the list and never change a score.

    ``speakers`` are ids or names, ``outlets`` ids, names or domains. ``statuses`` are those of the
    match with the words searched.
    """

    speakers: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    forms: frozenset[Form] = frozenset()
    statuses: frozenset[MatchStatus] = frozenset()
    published_from: date | None = None
    published_to: date | None = None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of matched statements, facet counts over the whole result, and where to go on.

    ``facets`` maps a facet (speaker, outlet, language, form, status, day) to counts of statements
    by value. ``next_offset`` is None on the last page. ``total`` counts the statements found.
    ``moment`` is the one that the page is of: with it the next page fits this one.
    """

    statements: tuple[MatchedStatement, ...]
    facets: Mapping[str, Mapping[str, int]]
    total: int
    next_offset: int | None
    moment: Moment


@dataclass(frozen=True, slots=True)
class AlgorithmView:
    """One algorithm in use: what it is called, its parts, and what is off."""

    role: str
    name: str
    version: str
    description: str
    features: tuple[Feature, ...] = ()
    thresholds: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class WordingDetail:
    """One wording with every statement it stands in and its mentions, earliest first."""

    wording: Wording
    statement_ids: tuple[str, ...]
    sources: tuple[Mention, ...]
    sources_total: int
