"""Domain values for tests: plain functions with defaults, every part open to change."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from service.domain import ids
from service.domain.kinds import (
    Bond,
    Form,
    MatchKind,
    MatchStatus,
    Place,
)
from service.domain.model import (
    ArticleInput,
    ArticleVersion,
    Attribution,
    Link,
    Mention,
    Outlet,
    Quotation,
    Rendering,
    Selector,
    Sighting,
    Speaker,
    TextSpan,
    Wording,
)
from service.domain.text.tokens import words
from service.store.records import NewWording, Placement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.store.base import StoreWriter

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
TODAY = date(2026, 1, 5)
LINE = "for the homeland I will take up arms again"


def make_article(text: str = f"“{LINE},” said Gustavo Petro.", **changes: Any) -> ArticleInput:
    article = ArticleInput(url="https://daily.example/petro", text=text, published_at=NOON)
    return replace(article, **changes)


def make_outlet(name: str = "The Daily", **changes: Any) -> Outlet:
    key = name.lower().replace(" ", "-")
    outlet = Outlet(id=ids.outlet_id(key), name=name, kind="newspaper", domains=(f"{key}.example",))
    return replace(outlet, **changes)


def make_speaker(name: str = "Gustavo Petro", **changes: Any) -> Speaker:
    return replace(Speaker(id=ids.speaker_id(name.lower()), name=name), **changes)


def make_version(
    url: str = "https://daily.example/petro", version: int = 1, **changes: Any
) -> ArticleVersion:
    text = changes.setdefault("text", f"“{LINE},” said Gustavo Petro in version {version}.")
    title = changes.setdefault("title", "Petro answers")
    made = ArticleVersion(
        article_id=ids.article_id(url),
        version=version,
        url=url,
        outlet=make_outlet(),
        title=title,
        byline=None,
        language="en",
        published_at=NOON,
        modified_at=None,
        first_seen_at=NOON,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        content_sha256=hashlib.sha256(f"{title}\0{text}".encode()).hexdigest(),
        origin_id=ids.origin_id(text),
        extractor="test-1",
    )
    return replace(made, **changes)


def make_wording(text: str = LINE, language: str = "en", **changes: Any) -> Wording:
    key = changes.get("key", " ".join(words(text)))
    wording = Wording(
        id=ids.wording_id(language, key),
        language=language,
        text=text,
        key=key,
        first_seen_at=NOON,
    )
    return replace(wording, **changes)


def make_new_wording(
    text: str = LINE, *, rank: str = "m", link_keys: tuple[int, ...] = (), **changes: Any
) -> NewWording:
    return NewWording(wording=make_wording(text, **changes), rank=rank, link_keys=link_keys)


def make_sighting(
    wording: Wording | None = None,
    speaker: Speaker | None = None,
    day: date | None = TODAY,
    *,
    reported: bool = False,
) -> Sighting:
    wording = wording or make_wording()
    speaker_id = speaker.id if speaker else None
    return Sighting(
        id=ids.sighting_id(wording.id, speaker_id, day, reported=reported),
        wording_id=wording.id,
        text=wording.text,
        language=wording.language,
        speaker_id=speaker_id,
        speaker_name=speaker.name if speaker else None,
        day=day,
        reported=reported,
    )


def make_attribution(**changes: Any) -> Attribution:
    attribution = Attribution(
        cue=TextSpan("said", 46, 50),
        cue_lemma="say",
        speaker_mention=TextSpan("Gustavo Petro", 51, 64),
        speaker_name="Gustavo Petro",
        confidence=0.9,
        pattern="quote_cue_name",
    )
    return replace(attribution, **changes)


def make_selector(exact: str = LINE, start: int = 1, **changes: Any) -> Selector:
    selector = Selector(exact, prefix="“", suffix=",” said", start=start, end=start + len(exact))
    return replace(selector, **changes)


def make_quotation(exact: str = LINE, start: int = 1, **changes: Any) -> Quotation:
    quotation = Quotation(
        form=Form.DIRECT,
        place=Place.BODY,
        language="en",
        selector=make_selector(exact, start),
        attribution=make_attribution(),
    )
    return replace(quotation, **changes)


def make_mention(
    version: ArticleVersion | None = None, sighting: Sighting | None = None, **changes: Any
) -> Mention:
    """Returns a mention whose wording and sighting are those given."""
    version = version or make_version()
    sighting = sighting or make_sighting()
    selector = changes.setdefault("selector", make_selector(sighting.text))
    place = changes.setdefault("place", Place.BODY)
    mention = Mention(
        id=ids.mention_id(
            version.article_id, version.content_sha256, place.value, selector.start, selector.end
        ),
        article_id=version.article_id,
        version=version.version,
        outlet=version.outlet,
        url=version.url,
        title=version.title,
        origin_id=version.origin_id,
        published_at=version.published_at,
        first_seen_at=version.first_seen_at,
        form=Form.INDIRECT if sighting.reported else Form.DIRECT,
        place=place,
        language=sighting.language,
        selector=selector,
        attribution=make_attribution(),
        speaker=None,
        wording_id=sighting.wording_id,
        sighting_id=sighting.id,
        statement_id=None,
    )
    return replace(mention, **changes)


def make_link(a: Sighting | str, b: Sighting | str, **changes: Any) -> Link:
    """Returns a confirmed union of two sightings, its ends put in order."""
    first, second = sorted(end if isinstance(end, str) else end.id for end in (a, b))
    link = Link(
        a=first,
        b=second,
        kind=MatchKind.REWORDED,
        score=0.91,
        status=MatchStatus.CONFIRMED,
        bond=Bond.UNION,
        reason="same rare words in the same order",
    )
    return replace(link, **changes)


def make_placement(sighting: Sighting, anchor: Sighting | None = None) -> Placement:
    return Placement(sighting.id, ids.statement_id((anchor or sighting).id), host_id=None)


def make_rendering(text: str = LINE, **changes: Any) -> Rendering:
    rendering = Rendering(text=text, language="en", speaker_name="Gustavo Petro", day=TODAY)
    return replace(rendering, **changes)


def write_line(
    writer: StoreWriter,
    text: str = LINE,
    *,
    version: ArticleVersion | None = None,
    speaker: Speaker | None = None,
    link_keys: Sequence[int] = (),
    start: int = 1,
) -> Mention:
    """Writes one quotation with all that belongs to it; returns the mention as it reads back."""
    version = version or make_version()
    wording = make_wording(text)
    day = version.published_at.date() if version.published_at else None
    sighting = make_sighting(wording, speaker, day)
    mention = make_mention(version, sighting, speaker=speaker, selector=make_selector(text, start))
    placement = make_placement(sighting)
    writer.add_outlets([version.outlet])
    writer.add_speakers([speaker] if speaker else [])
    writer.add_versions([version])
    writer.add_wordings([NewWording(wording, rank=mention.id, link_keys=tuple(link_keys))])
    writer.add_sightings([sighting])
    writer.add_mentions([mention])
    writer.place([placement])
    return replace(mention, statement_id=placement.statement_id)
