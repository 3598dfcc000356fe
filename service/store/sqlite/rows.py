"""Rows of the record to values of the domain, and back."""

from __future__ import annotations

import struct
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import orjson

from service.domain.kinds import (
    Bond,
    Form,
    MatchKind,
    MatchStatus,
    Place,
    Stance,
)
from service.domain.model import (
    NO_FACTS,
    ArticleVersion,
    Attribution,
    Link,
    Mention,
    Outlet,
    OutletFacts,
    Region,
    Selector,
    Sighting,
    Span,
    Speaker,
    TextSpan,
    Wording,
)
from service.domain.versions import PageFacts, Standing
from service.store.records import (
    Change,
    ChangeKind,
    RecordedChange,
    Spread,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.store.sqlite.connection import Row, Value

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_KEY_BITS = 64

# Part of the record's format: numbers are added, never changed.
PLACE_NUMBERS = {
    Place.BODY: 0,
    Place.HEADLINE: 1,
    Place.CAPTION: 2,
    Place.BLOCK_QUOTE: 3,
    Place.EMBEDDED_POST: 4,
}
_PLACES = {number: place for place, number in PLACE_NUMBERS.items()}
# A look-up is several times cheaper than calling the enumeration for each row.
_FORMS = {form.value: form for form in Form}
_STANCES = {stance.value: stance for stance in Stance}


def to_time(at: datetime | None) -> int | None:
    """Returns microseconds since 1970 in UTC, exactly."""
    return None if at is None else (at - _EPOCH) // _MICROSECOND


def from_time(microseconds: int) -> datetime:
    """Returns the aware datetime of a count of microseconds."""
    return _EPOCH + timedelta(microseconds=microseconds)


def from_time_or_none(microseconds: int | None) -> datetime | None:
    """Returns the aware datetime, None for None."""
    return None if microseconds is None else _EPOCH + timedelta(microseconds=microseconds)


def start_of_day(day: date) -> int:
    """Returns the microsecond at which a UTC day begins."""
    return (day.toordinal() - _EPOCH.toordinal()) * 86_400_000_000


def to_names(names: Sequence[str]) -> str:
    """Returns names as stored: sorted, each once."""
    return orjson.dumps(sorted(set(names))).decode()


def from_names(stored: str) -> tuple[str, ...]:
    """Returns the names that ``to_names`` stored."""
    return () if stored == "[]" else tuple(orjson.loads(stored))


def to_places(page: PageFacts) -> str:
    """Returns where the fields of a page stood, as stored."""
    return orjson.dumps(dict(page.found_in)).decode()


def to_signed(key: int) -> int:
    """Returns a link key of up to 64 bits as SQLite's signed integer."""
    key &= (1 << _KEY_BITS) - 1
    return key - (1 << _KEY_BITS) if key >> (_KEY_BITS - 1) else key


def to_keys(keys: Sequence[int]) -> bytes:
    """Returns signed keys packed, each once, sorted."""
    distinct = sorted(set(keys))
    return struct.pack(f"<{len(distinct)}q", *distinct)


def from_keys(packed: bytes) -> tuple[int, ...]:
    """Returns the signed keys that ``to_keys`` packed."""
    return struct.unpack(f"<{len(packed) // 8}q", packed)


def to_outlet(row: Row) -> Outlet:
    """Returns the outlet of (public_id, name, kind, domains, facts)."""
    return Outlet(row[0], row[1], row[2], from_names(row[3]), _to_facts(row[4]))


def from_facts(facts: OutletFacts) -> str | None:
    """Returns the facts as stored; None where there are none."""
    return None if facts == NO_FACTS else orjson.dumps(asdict(facts)).decode()


@lru_cache(maxsize=4096)
def _to_facts(stored: str | None) -> OutletFacts:
    return NO_FACTS if stored is None else OutletFacts(**orjson.loads(stored))


def to_speaker(row: Row) -> Speaker:
    """Returns the speaker of (public_id, name, aliases, wikidata_id)."""
    return Speaker(row[0], row[1], from_names(row[2]), row[3])


def to_version(row: Row) -> ArticleVersion:
    """Returns the version of a row of ``version_view``."""
    return ArticleVersion(
        article_id=row[0],
        version=row[1],
        url=row[2],
        outlet=to_outlet(row[3:8]),
        title=row[8],
        byline=row[9],
        language=row[10],
        published_at=from_time_or_none(row[11]),
        modified_at=from_time_or_none(row[12]),
        first_seen_at=from_time(row[13]),
        text=row[14],
        text_sha256=row[15],
        content_sha256=row[16],
        origin_id=row[17],
        extractor=row[18],
        mentions=row[19],
        page=None if row[20] is None else _to_page(row[20:24]),
        regions=() if row[24] is None else _to_regions(row[24]),
        seen_at=from_time_or_none(row[25]),
        stands_at=from_time_or_none(row[26]),
        repeats=row[27],
        current=bool(row[28]),
    )


def from_regions(regions: Sequence[Region]) -> str:
    """Returns the regions of a text as stored."""
    return orjson.dumps([(PLACE_NUMBERS[r.place], r.start, r.end) for r in regions]).decode()


def _to_regions(stored: str) -> tuple[Region, ...]:
    return tuple(Region(_PLACES[place], start, end) for place, start, end in orjson.loads(stored))


def to_wording(row: Row) -> Wording:
    """Returns the wording of (public_id, language, text, key, first_seen_at)."""
    return Wording(row[0], row[1], row[2], row[3], from_time(row[4]))


def to_sighting(row: Row) -> Sighting:
    """Returns the sighting of the first eight columns of ``sighting_view``."""
    # by position: judging reads many thousands of these
    return Sighting(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4],
        row[5],
        None if row[6] is None else date.fromordinal(row[6]),
        row[7] == 1,
    )


def to_mention(row: Row) -> Mention:
    """Returns the mention of a row of ``mention_view``."""
    return Mention(
        id=row[0],
        article_id=row[1],
        version=row[2],
        outlet=to_outlet(row[3:8]),
        url=row[8],
        title=row[9],
        origin_id=row[10],
        published_at=from_time_or_none(row[11]),
        first_seen_at=from_time(row[12]),
        form=_FORMS[row[13]],
        place=_PLACES[row[14]],
        language=row[15],
        selector=Selector(row[16], row[17], row[18], row[19], row[20]),
        attribution=_to_attribution(row[21]),
        speaker=None if row[22] is None else to_speaker(row[22:26]),
        wording_id=row[26],
        sighting_id=row[27],
        statement_id=row[28],
        quoted_parts=_to_spans(row[29]),
        continues=row[30],
        continues_sentence=bool(row[31]),
        unbalanced=bool(row[32]),
        current=bool(row[33]),
        standing=None if row[34] is None else Standing(*row[34:40]),
    )


def from_mention(mention: Mention) -> tuple[Value, ...]:
    """Returns the columns from ``form`` to ``unbalanced`` of table ``mention``."""
    selector = mention.selector
    parts = [(part.start, part.end) for part in mention.quoted_parts]
    return (
        mention.form.value,
        PLACE_NUMBERS[mention.place],
        mention.language,
        selector.start,
        selector.end,
        selector.exact,
        selector.prefix,
        selector.suffix,
        _from_attribution(mention.attribution),
        orjson.dumps(parts).decode() if parts else None,
        mention.continues,
        mention.continues_sentence,
        mention.unbalanced,
    )


def to_link(row: Row) -> Link:
    """Returns the link of (a, b, kind, score, status, bond, reason)."""
    return Link(
        row[0], row[1], MatchKind(row[2]), row[3], MatchStatus(row[4]), Bond(row[5]), row[6]
    )


def to_change(row: Row) -> RecordedChange:
    """Returns the event of (seq, at, kind, id, into_id, version, about)."""
    return RecordedChange(row[0], from_time(row[1]), Change(ChangeKind(row[2]), *row[3:7]))


def to_spread(row: Row) -> Spread:
    """Returns the spread of the columns of ``queries.SPREAD`` after the id."""
    seen, published = from_time(row[4]), from_time_or_none(row[5])
    return Spread(row[0], row[1], row[2], row[3], seen, published, row[6])


def _from_attribution(attribution: Attribution) -> str:
    return orjson.dumps(
        (
            _from_text_span(attribution.cue),
            attribution.cue_lemma,
            attribution.stance.value,
            _from_text_span(attribution.speaker_mention),
            attribution.speaker_name,
            attribution.confidence,
            attribution.pattern,
        )
    ).decode()


def _to_attribution(stored: str) -> Attribution:
    cue, lemma, stance, speaker_mention, speaker_name, confidence, pattern = orjson.loads(stored)
    return Attribution(
        TextSpan(*cue) if cue else None,
        lemma,
        _STANCES[stance],
        TextSpan(*speaker_mention) if speaker_mention else None,
        speaker_name,
        confidence,
        pattern,
    )


def _from_text_span(span: TextSpan | None) -> tuple[str, int, int] | None:
    return None if span is None else (span.exact, span.start, span.end)


def _to_page(row: Row) -> PageFacts:
    return PageFacts(row[0], row[1], row[2], tuple(orjson.loads(row[3]).items()))


def _to_spans(stored: str | None) -> tuple[Span, ...]:
    return () if stored is None else tuple(Span(*pair) for pair in orjson.loads(stored))
