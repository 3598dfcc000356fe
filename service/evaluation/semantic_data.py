"""Quotations in two languages, tweets and checked claims, read from a given folder; none is kept.

The folder holds ``crosslingual_quotes``, ``clef2020_task2`` and, as distractors, ``families_gold``
and ``polnear``; a set that is missing gives no rows.
"""

from __future__ import annotations

import csv
import hashlib
import io
import sys
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import orjson

from service.domain import ids
from service.domain.kinds import Form, Place
from service.domain.matching.candidates import link_keys
from service.domain.model import (
    ArticleVersion,
    Attribution,
    Mention,
    Outlet,
    Selector,
    Sighting,
    Wording,
)
from service.domain.text.tokens import wording_key
from service.evaluation.matching_data import read_families, read_year
from service.store.records import NewWording, Placement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from service.store.base import QuoteStore, StoreWriter

_NOW: Final = datetime(2000, 1, 1, tzinfo=UTC)
_OUTLET: Final = Outlet(id=ids.outlet_id("evaluation"), name="evaluation")
_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One quotation in English and Spanish; ``event`` is what the halves are split by."""

    event: str
    english: str
    spanish: str


@dataclass(frozen=True, slots=True)
class Tweet:
    """A text that repeats checked claims; ``claims`` are their ids."""

    text: str
    claims: frozenset[str]


def read_bilingual(folder: Path) -> list[Bilingual]:
    """Returns the quotations of ``crosslingual_quotes``."""
    path = folder / "crosslingual_quotes" / "es_en_quotes.dev.jsonl"
    if not path.exists():
        return []
    rows = [orjson.loads(line) for line in path.read_bytes().splitlines() if line.strip()]
    return [Bilingual(row["doc"], row["en"], row["es"]) for row in rows]


def read_distractors(folder: Path) -> list[str]:
    """Returns the English direct quotations of the other sets, each once, sorted."""
    pairs = read_families(folder)
    sides = [side for pair in pairs for side in (pair.a, pair.b)]
    sides += [quotation.rendering for quotation in read_year(folder)]
    return sorted({side.text for side in sides if not side.reported})


def read_claims(folder: Path) -> dict[str, str]:
    """Returns the checked claims of ``clef2020_task2`` by id."""
    path = folder / "clef2020_task2" / "data" / "v3.zip"
    if not path.exists():
        return {}
    rows = _table(path, "v3.0/verified_claims.docs.tsv")
    return {row[0]: row[1] for row in rows[1:]}


def read_tweets(folder: Path, part: str) -> list[Tweet]:
    """Returns the tweets of ``train``, ``dev`` or ``test`` with the claims that they repeat."""
    root = folder / "clef2020_task2"
    path = root / "test-input" / "test-input.zip" if part == "test" else root / "data" / "v3.zip"
    if not path.exists():
        return []
    inside = "" if part == "test" else f"v3.0/{part}/"
    claims: dict[str, set[str]] = defaultdict(set)
    for tweet, _, claim, *_ in _table(path, f"{inside}tweet-vclaim-pairs.qrels"):
        claims[tweet].add(claim)
    rows = _table(path, f"{inside}tweets.queries.tsv")[1:]
    return [Tweet(row[1], frozenset(claims[row[0]])) for row in rows]


def plant(store: QuoteStore, texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Stores each text of (text, language) as a quotation of an article and statement of its own.

    Returns:
        The wording's id by text.
    """
    distinct = sorted(set(texts))
    made = {
        text: _wording(text, language) for text, language in distinct if wording_key(text).strip()
    }
    wordings = list(made.values())
    for start in range(0, len(wordings), _BATCH):
        with store.writing() as tx:
            _write(tx, wordings[start : start + _BATCH])
    return {text: wording.id for text, wording in made.items()}


def _wording(text: str, language: str) -> Wording:
    key = wording_key(text)
    return Wording(ids.wording_id(language, key), language, text, key, _NOW)


def _write(tx: StoreWriter, wordings: Sequence[Wording]) -> None:
    sightings = {w.id: _sighting(w) for w in wordings}
    versions = [_version(w) for w in wordings]
    tx.add_outlets([_OUTLET])
    tx.add_versions(versions)
    tx.add_wordings([NewWording(w, w.id, tuple(link_keys(w.text, w.language))) for w in wordings])
    tx.add_sightings(list(sightings.values()))
    tx.add_mentions(
        [_mention(v, w, sightings[w.id]) for v, w in zip(versions, wordings, strict=True)]
    )
    tx.place([Placement(s.id, ids.statement_id(s.id), None) for s in sightings.values()])


def _sighting(wording: Wording) -> Sighting:
    return Sighting(
        id=ids.sighting_id(wording.id, None, None, reported=False),
        wording_id=wording.id,
        text=wording.text,
        language=wording.language,
        speaker_id=None,
        speaker_name=None,
        day=None,
        reported=False,
    )


def _version(wording: Wording) -> ArticleVersion:
    url = f"https://evaluation.example/{wording.id}"
    sha256 = hashlib.sha256(wording.text.encode()).hexdigest()
    return ArticleVersion(
        article_id=ids.article_id(url),
        version=1,
        url=url,
        outlet=_OUTLET,
        title=None,
        byline=None,
        language=wording.language,
        published_at=None,
        modified_at=None,
        first_seen_at=_NOW,
        text=wording.text,
        text_sha256=sha256,
        content_sha256=sha256,
        origin_id=ids.origin_id(wording.text),
        extractor="none",
        mentions=1,
    )


def _mention(version: ArticleVersion, wording: Wording, sighting: Sighting) -> Mention:
    end = len(wording.text)
    return Mention(
        id=ids.mention_id(version.article_id, version.content_sha256, "body", 0, end),
        article_id=version.article_id,
        version=version.version,
        outlet=version.outlet,
        url=version.url,
        title=None,
        origin_id=version.origin_id,
        published_at=None,
        first_seen_at=_NOW,
        form=Form.DIRECT,
        place=Place.BODY,
        language=wording.language,
        selector=Selector(wording.text, "", "", 0, end),
        attribution=Attribution(),
        speaker=None,
        wording_id=wording.id,
        sighting_id=sighting.id,
        statement_id=None,
    )


def _table(path: Path, name: str) -> list[list[str]]:
    csv.field_size_limit(sys.maxsize)
    with zipfile.ZipFile(path) as archive:
        text = archive.read(name).decode()
    return list(csv.reader(io.StringIO(text), delimiter="\t"))
