"""From an article as handed in to everything that is stored of it; pure, and needs no store."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING

from service.domain import ids
from service.domain.extraction.blocks import Regions
from service.domain.extraction.extract import EXTRACTOR, extract
from service.domain.kinds import (
    Bond,
    Form,
    MatchKind,
    MatchStatus,
)
from service.domain.matching.candidates import link_keys
from service.domain.matching.outline import outline
from service.domain.model import (
    ArticleVersion,
    Link,
    Mention,
    Outlet,
    Sighting,
    Speaker,
    Wording,
)
from service.domain.statements.admission import stands_alone
from service.domain.statements.describe import speaker_id_of
from service.domain.statements.hosts import GIVEN_SCORE, SHORT_WORDS
from service.domain.statements.origins import fingerprint
from service.domain.text.normalise import fold
from service.domain.text.tokens import wording_key
from service.domain.urls import host_key
from service.store.records import NewWording, text_rank

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from service.domain.model import ArticleInput, Attribution, Quotation

SPLIT = "Stretches of one sentence that its cue splits."
CLAUSE = "The clause that the quotation stands in, as the article words it."


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """One version of one article, read, with all that follows from it."""

    version: ArticleVersion
    speakers: tuple[Speaker, ...]
    wordings: tuple[NewWording, ...]
    sightings: tuple[Sighting, ...]
    mentions: tuple[Mention, ...]
    given_links: tuple[Link, ...]
    text_keys: tuple[int, ...]

    def numbered(self, version: int) -> PreparedArticle:
        """Returns the same with the version number set throughout."""
        if version == self.version.version:
            return self  # as reading numbers it; most articles have one version
        return replace(
            self,
            version=replace(self.version, version=version),
            mentions=tuple(replace(mention, version=version) for mention in self.mentions),
        )


@dataclass(frozen=True, slots=True)
class _Read:
    """One quotation with the ids that it gives rise to."""

    quotation: Quotation
    mention_id: str
    wording: NewWording
    speaker: Speaker | None
    sighting: Sighting | None


def prepare_article(article: ArticleInput, url: str, now: datetime) -> PreparedArticle:
    """Reads an article that was checked.

    Args:
        article: as handed in.
        url: its canonical URL.
        now: when it was received, UTC.

    Returns:
        The article as version 1; ``numbered`` gives it its real number.
    """
    extraction = extract(
        article.text, title=article.title, language=article.language, regions=article.regions
    )
    version = _make_version(article, url, now, extraction.language)
    reads = _read_quotations(extraction.quotations, version)
    mentions = [_make_mention(read, version) for read in reads]
    for index, read in enumerate(reads):
        if (before := read.quotation.continues) is not None:
            mentions[index] = replace(mentions[index], continues=reads[before].mention_id)
    return PreparedArticle(
        version=replace(version, mentions=len(mentions)),
        speakers=tuple({r.speaker.id: r.speaker for r in reads if r.speaker}.values()),
        wordings=tuple(read.wording for read in reads),
        sightings=tuple({r.sighting.id: r.sighting for r in reads if r.sighting}.values()),
        mentions=tuple(mentions),
        given_links=_given_links(reads),
        text_keys=fingerprint(article.text),
    )


def content_sha256(title: str | None, text: str) -> str:
    """Returns the hash that tells versions apart: over the title's hash and the text's."""
    title_hash = hashlib.sha256((title or "").encode()).hexdigest()
    return hashlib.sha256(f"{title_hash}\n{text_sha256(text)}".encode()).hexdigest()


def text_sha256(text: str) -> str:
    """Returns the hexadecimal SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _make_version(article: ArticleInput, url: str, now: datetime, language: str) -> ArticleVersion:
    return ArticleVersion(
        article_id=ids.article_id(url),
        version=1,
        url=url,
        outlet=article.registered or _make_outlet(article.outlet, url),
        title=article.title,
        byline=article.byline,
        language=language,
        published_at=_utc(article.published_at),
        modified_at=_utc(article.modified_at),
        first_seen_at=now,
        text=article.text,
        text_sha256=text_sha256(article.text),
        content_sha256=content_sha256(article.title, article.text),
        origin_id=ids.origin_id(" ".join(fold(article.text).split())),
        extractor=EXTRACTOR,
        page=article.page,
        seen_at=_utc(article.seen_at),
        regions=tuple(Regions(article.text, article.regions).regions),
    )


def _make_outlet(given: str | None, url: str) -> Outlet:
    """Returns an outlet that no registry knows: of this name, else of the host."""
    host = host_key(url)
    name = (given or "").strip()
    return Outlet(
        id=ids.outlet_id(fold(name) if name else host), name=name or host, domains=(host,)
    )


def _utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _read_quotations(quotations: Sequence[Quotation], version: ArticleVersion) -> list[_Read]:
    day = version.published_at.date() if version.published_at else None
    reads = []
    for quotation in quotations:
        selector = quotation.selector
        mention = ids.mention_id(
            version.article_id,
            version.content_sha256,
            quotation.place,
            selector.start,
            selector.end,
        )
        key = wording_key(selector.exact) or fold(selector.exact)
        wording = Wording(
            id=ids.wording_id(quotation.language, key),
            language=quotation.language,
            text=selector.exact,
            key=key,
            first_seen_at=version.first_seen_at,
        )
        alone = stands_alone(quotation)
        keys = link_keys(key, quotation.language) if alone else ()
        name = quotation.attribution.speaker_name
        reads.append(
            _Read(
                quotation=quotation,
                mention_id=mention,
                wording=NewWording(
                    wording,
                    rank=text_rank(version.published_at, mention),
                    link_keys=keys,
                    outline=outline(key, quotation.language) if keys else b"",
                ),
                speaker=Speaker(id=speaker_id_of(name), name=name) if name else None,
                sighting=make_sighting(wording, name, day, reported=quotation.form.is_reported)
                if alone
                else None,
            )
        )
    return reads


def make_sighting(
    wording: Wording, speaker_name: str | None, day: date | None, *, reported: bool
) -> Sighting:
    """Returns the sighting of a wording with this speaker on this day.

    It carries the wording's key, not its text: which mention lends a wording its text may change as
    articles come in, and what is linked must not.
    """
    speaker = speaker_id_of(speaker_name) if speaker_name else None
    return Sighting(
        id=ids.sighting_id(wording.id, speaker, day, reported=reported),
        wording_id=wording.id,
        text=wording.key,
        language=wording.language,
        speaker_id=speaker,
        speaker_name=speaker_name,
        day=day,
        reported=reported,
    )


def _make_mention(read: _Read, version: ArticleVersion) -> Mention:
    quotation = read.quotation
    return Mention(
        id=read.mention_id,
        article_id=version.article_id,
        version=version.version,
        outlet=version.outlet,
        url=version.url,
        title=version.title,
        origin_id=version.origin_id,
        published_at=version.published_at,
        first_seen_at=version.first_seen_at,
        form=quotation.form,
        place=quotation.place,
        language=quotation.language,
        selector=quotation.selector,
        attribution=quotation.attribution,
        speaker=read.speaker,
        wording_id=read.wording.wording.id,
        sighting_id=read.sighting.id if read.sighting else None,
        statement_id=None,
        quoted_parts=quotation.quoted_parts,
        continues_sentence=quotation.continues_sentence,
        unbalanced=quotation.unbalanced,
    )


def _given_links(reads: Sequence[_Read]) -> tuple[Link, ...]:
    """Links that the article itself gives.

    The stretches of one sentence that its cue splits are one quotation; so, mostly, are what stands
    in marks and the clause that it stands in.
    """
    pairs = []
    for read in reads:
        before = read.quotation.continues
        if before is not None and read.quotation.continues_sentence:
            pairs.append((reads[before], read, MatchKind.CONTINUATION, SPLIT))
        if read.quotation.form is Form.MIXED:
            inside = [other for other in reads if _stands_inside(other, read)]
            pairs += [(part, read, MatchKind.CONTAINED, CLAUSE) for part in inside]
    links = {}
    for left, right, kind, reason in pairs:
        if left.sighting and right.sighting and left.sighting.id != right.sighting.id:
            link = _link(left.sighting, right.sighting, kind, reason)
            links[link.a, link.b] = link
    return tuple(links.values())


def _stands_inside(part: _Read, clause: _Read) -> bool:
    inner, outer = part.quotation, clause.quotation
    return (
        inner.form is Form.DIRECT
        and inner.place is outer.place
        and outer.selector.start <= inner.selector.start
        and inner.selector.end <= outer.selector.end
        and _are_one_speaker(inner.attribution, outer.attribution)
    )


def _are_one_speaker(a: Attribution, b: Attribution) -> bool:
    """Whether nothing speaks against it: what stands in a clause is mostly of its speaker."""
    named = {a.speaker_name, b.speaker_name} - {None}
    return len(named) < 2  # noqa: PLR2004  two names are two speakers


def _link(left: Sighting, right: Sighting, kind: MatchKind, reason: str) -> Link:
    """Returns a confirmed link; ``kind`` reads from left to right.

    Only stretches long enough to be told apart from other people's words unite. A fragment, and
    the clause around a quotation, hang on the other: "today" may be split off many sentences.
    """
    shorter = min(len(left.text.split()), len(right.text.split()))
    unites = kind is MatchKind.CONTINUATION and shorter >= SHORT_WORDS
    bond = Bond.UNION if unites else Bond.ATTACH
    if left.id > right.id:
        left, right = right, left
        kind = MatchKind.CONTAINS if kind is MatchKind.CONTAINED else kind
    return Link(left.id, right.id, kind, GIVEN_SCORE, MatchStatus.CONFIRMED, bond, reason)
