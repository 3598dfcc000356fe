"""The values that the service is about; frozen, without behaviour that needs a store.

Words are those of the field (see the README's glossary). All offsets are Unicode code points
into the named text, half-open ``[start, end)``. All times are aware datetimes in UTC. All scores
are floats from 0.0 to 1.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.kinds import Stance

if TYPE_CHECKING:
    from datetime import date, datetime

    from service.domain.kinds import Bond, DifferenceKind, Form, MatchKind, MatchStatus, Place
    from service.domain.versions import PageFacts, Standing


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: code points, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of a text together with its characters: ``exact == text[start:end]``."""

    exact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a text that is no running body: a caption, a block quote, an embedded post."""

    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Selector:
    """A place in a text that can be found again (W3C Web Annotation, 4.2.4 and 4.2.5)."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said it, and by which words.

    ``speaker_mention`` is as written ("he", "the minister"); ``speaker_name`` is whom the article
    itself lets it resolve to ("Gustavo Petro"), or None: never a guess. ``pattern`` names the rule
    that found it. ``confidence`` is the measured share of correct speakers for that rule.
    """

    cue: TextSpan | None = None
    cue_lemma: str | None = None
    stance: Stance = Stance.NEUTRAL
    speaker_mention: TextSpan | None = None
    speaker_name: str | None = None
    confidence: float = 0.0
    pattern: str = "none"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation that extraction found at one place of one text.

    ``selector.exact`` excludes the outer quotation marks. ``quoted_parts`` lists the stretches
    inside marks of a ``mixed`` one. ``continues`` is the index, in the same extraction, of the
    quotation that this one resumes; with ``continues_sentence`` both are stretches of one sentence
    split by the cue ("A," X said, "b.").
    """

    form: Form
    place: Place
    language: str
    selector: Selector
    attribution: Attribution
    quoted_parts: tuple[Span, ...] = ()
    continues: int | None = None
    continues_sentence: bool = False
    unbalanced: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """What extraction found in one article, ordered by place and start.

    ``warnings`` are constant words for what could not be read safely ("unbalanced_marks").
    """

    language: str
    quotations: tuple[Quotation, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleInput:
    """An article as handed in; an outlet that a registry knows counts before the name given.

    ``regions`` are the stretches of ``text`` that are no running body, in order and apart.
    ``seen_at`` is when the text was seen on its page, where that is known.
    """

    url: str
    text: str
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    registered: Outlet | None = None
    page: PageFacts | None = None
    regions: tuple[Region, ...] = ()
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OutletFacts:
    """What the registry says of an outlet besides its name; empty where it says nothing.

    ``country`` is an ISO 3166 code, ``language`` a BCP 47 tag. ``excerpt_chars`` is how many code
    points of its texts may be shown before and after a quotation together: 0 for none, None for no
    limit.
    """

    country: str = ""
    language: str = ""
    owner: str = ""
    excerpt_chars: int | None = None


NO_FACTS = OutletFacts()


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who carries articles (of others: kind ``aggregator``). ``domains`` are lower-case hosts."""

    id: str
    name: str
    kind: str = "unknown"
    domains: tuple[str, ...] = ()
    facts: OutletFacts = NO_FACTS


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or body, with every name it was met under."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata_id: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """The text of an article as it was at one fetch, kept code point for code point.

    ``version`` counts from 1 in order of arrival. ``content_sha256`` covers title and text: when
    either changes there is a new version. ``origin_id`` is shared by copies of one text.
    ``regions`` are those that the text was read with: with them it reads the same again.

    ``seen_at`` is when the text was seen on its page, as stated with it; ``stands_at`` when it
    stood there as far as is known, which puts versions in order (None: when it arrived).
    ``current`` says that no later text is known. ``repeats`` is the number of the version that
    first had this title and text, where the page went back to them: both have the same mentions.
    """

    article_id: str
    version: int
    url: str
    outlet: Outlet
    title: str | None
    byline: str | None
    language: str
    published_at: datetime | None
    modified_at: datetime | None
    first_seen_at: datetime
    text: str
    text_sha256: str
    content_sha256: str
    origin_id: str
    extractor: str
    mentions: int = 0
    page: PageFacts | None = None
    regions: tuple[Region, ...] = ()
    seen_at: datetime | None = None
    stands_at: datetime | None = None
    current: bool = True
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """One distinct form of words in one language.

    ``text`` is the exact text of its earliest mention; ``key`` is what its mentions share.
    """

    id: str
    language: str
    text: str
    key: str
    first_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Sighting:
    """All mentions of one wording pinned on one speaker on one day: the unit that is grouped.

    Copies of one text differ in nothing that judging looks at, so a wire line carried by five
    hundred outlets is judged once. ``day`` is the UTC day of publication, None when not stated.
    ``speaker_name`` is the name as resolved within the articles. ``reported`` is true for indirect
    forms.
    """

    id: str
    wording_id: str
    text: str
    language: str
    speaker_id: str | None
    speaker_name: str | None
    day: date | None
    reported: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """One quotation at one place of one version of one article, as stored.

    ``speaker`` is the resolved one. ``current`` says that the version is the newest we hold;
    ``standing`` how it fared in other versions, None where the article has one.
    """

    id: str
    article_id: str
    version: int
    outlet: Outlet
    url: str
    title: str | None
    origin_id: str
    published_at: datetime | None
    first_seen_at: datetime
    form: Form
    place: Place
    language: str
    selector: Selector
    attribution: Attribution
    speaker: Speaker | None
    wording_id: str
    sighting_id: str | None
    statement_id: str | None
    quoted_parts: tuple[Span, ...] = ()
    continues: str | None = None
    continues_sentence: bool = False
    unbalanced: bool = False
    current: bool = True
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence: ``score`` 0-1, its ``weight`` in the model, ``detail`` for people."""

    name: str
    score: float
    weight: float
    detail: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One edit that leads from wording a to wording b."""

    kind: DifferenceKind
    a: TextSpan | None
    b: TextSpan | None
    changes_meaning: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Rendering:
    """What judging looks at in one mention; never the state of an index."""

    text: str
    language: str
    speaker_name: str | None = None
    day: date | None = None
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The judgement of two renderings by rule; ``score`` is calibrated where it says so."""

    kind: MatchKind
    score: float
    status: MatchStatus
    bond: Bond
    features: tuple[Feature, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A match with the differences that lead from a to b; ``alarms`` are those that may mislead."""

    match: Match
    differences: tuple[Difference, ...]
    alarms: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A stored match between two sightings, ``a < b`` by id; ``kind`` reads from a to b."""

    a: str
    b: str
    kind: MatchKind
    score: float
    status: MatchStatus
    bond: Bond
    reason: str
