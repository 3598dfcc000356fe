"""Articles with known quotations and known families, and a year of articles, read from a folder.

The folder holds ``families_gold``, ``quote_variants`` and ``polnear``, as ``matching_data`` has it;
a set that is missing gives nothing. Nothing of them is kept in this project.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

import orjson

from service.domain.model import ArticleInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ARGUABLE: Final = 2
_UNDATED: Final = datetime(2019, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A known quotation at ``[start, end)`` of the article with this URL.

    Two of one ``family`` render one utterance. ``form`` is "direct", "indirect" or "scare".
    """

    id: str
    url: str
    outlet: str
    event: str
    start: int
    end: int
    family: str
    form: str


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Articles to take in and what is known of them; ``arguable`` pairs count neither way."""

    name: str
    articles: tuple[ArticleInput, ...]
    mentions: tuple[GoldMention, ...]
    arguable: frozenset[frozenset[str]]


def read_gold_sets(folder: Path) -> list[GoldSet]:
    """Returns the labelled sets of articles that are there."""
    found = [_read_families(folder / "families_gold"), _read_leads(folder / "quote_variants")]
    return [gold for gold in found if gold.articles]


def read_articles_of_a_year(folder: Path) -> list[ArticleInput]:
    """Returns the articles of ``polnear`` that have a date, by URL."""
    root = folder / "polnear"
    if not (root / "metadata.tsv").exists():
        return []
    with (root / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        rows = {
            row["filename"].removesuffix(".txt"): row
            for row in csv.DictReader(file, delimiter="\t")
        }
    found: list[ArticleInput] = []
    for path in sorted(root.glob("*/text/*.txt")):
        row = rows.get(path.stem)
        if row is not None and row["publication_date"]:
            outlet = path.stem.partition("_")[0]
            found.append(
                ArticleInput(
                    url=f"https://{outlet}.example/{path.stem}",
                    text=path.read_text(encoding="utf-8"),
                    outlet=outlet,
                    language="en",
                    published_at=_noon(row["publication_date"]),
                )
            )
    return found


def _read_families(root: Path) -> GoldSet:
    rows = {row["id"]: row for row in _rows(root / "articles.jsonl")}
    family_of = {
        mention: row["id"]
        for row in _rows(root / "families.jsonl")
        for mention in row["mention_ids"]
    }
    mentions = [
        GoldMention(
            id=row["id"],
            url=_family_url(row["article_id"]),
            outlet=rows[row["article_id"]]["outlet"],
            event=rows[row["article_id"]]["triplet"],
            start=row["start"],
            end=row["end"],
            family=family_of.get(row["id"], row["id"]),
            form=row["kind"],
        )
        for row in _rows(root / "mentions.jsonl")
    ]
    articles = [
        ArticleInput(
            url=_family_url(row["id"]),
            text=row["text"],
            outlet=row["outlet"],
            title=row["title"],
            language="en",
            published_at=_noon(row["date"]) if row["date"] else None,
        )
        for row in rows.values()
    ]
    listed = {frozenset((row["a"], row["b"])) for row in _rows(root / "pairs.jsonl")}
    apart = {  # parts of one utterance that have no words in common
        frozenset(pair)
        for row in _rows(root / "families.jsonl")
        for pair in combinations(row["mention_ids"], 2)
    }
    return GoldSet("families", tuple(articles), tuple(mentions), frozenset(apart - listed))


def _read_leads(root: Path) -> GoldSet:
    """Reads the leads of three outlets on each event; each event gets a week of its own."""
    events: dict[str, int] = {}
    articles: list[ArticleInput] = []
    for row in _rows(root / "neus_docs.dev.jsonl"):
        week = events.setdefault(row["event"], len(events))
        articles.append(
            ArticleInput(
                url=_lead_url(row["event"], row["outlet"]),
                text=row["text"],
                outlet=row["outlet"],
                language="en",
                published_at=_UNDATED + timedelta(weeks=week),
            )
        )
    mentions = [
        GoldMention(
            id=row["id"],
            url=_lead_url(row["event"], row["outlet"]),
            outlet=row["outlet"],
            event=row["event"].split(":")[1],
            start=row["start"],
            end=row["end"],
            family=row["family"],
            form="direct",
        )
        for row in _rows(root / "neus_mentions.dev.jsonl")
    ]
    arguable = {
        frozenset((row["a"], row["b"]))
        for row in _rows(root / "neus_pairs.dev.jsonl")
        if row["label"] == _ARGUABLE
    }
    return GoldSet("leads", tuple(articles), tuple(mentions), frozenset(arguable))


def _family_url(article: str) -> str:
    event, _, outlet = article.rpartition("-")
    return f"https://{outlet}.example/{event}"


def _lead_url(event: str, outlet: str) -> str:
    return f"https://{outlet.lower()}.example/{event.replace(':', '-')}"


def _noon(day: str) -> datetime:
    return datetime.fromisoformat(day[:10]).replace(hour=12, tzinfo=UTC)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        for line in path.read_bytes().splitlines():
            if line.strip():
                yield orjson.loads(line)
