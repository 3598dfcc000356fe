"""Reads ``fixtures/``: the articles, and the answer that an editor made by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from service.domain.model import ArticleInput

FIXTURES = Path(__file__).parents[2] / "fixtures"


@dataclass(frozen=True, slots=True)
class GoldenQuotation:
    key: str
    exact: str
    start: int
    place: str
    form: str
    speaker: str | None
    optional: bool
    continues: str | None
    continues_sentence: bool


@dataclass(frozen=True, slots=True)
class GoldenArticle:
    article: ArticleInput
    version: int
    quotations: tuple[GoldenQuotation, ...]

    @property
    def name(self) -> str:
        return f"{self.article.url.removeprefix('https://')}#{self.version}"


@dataclass(frozen=True, slots=True)
class GoldenStatement:
    name: str
    speaker: str
    members: tuple[str, ...]
    conflict_speakers: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldenPair:
    a: str
    b: str
    why: str
    needs_meaning_model: bool

    @property
    def name(self) -> str:
        return f"{self.a}/{self.b}"


@dataclass(frozen=True, slots=True)
class Golden:
    articles: tuple[GoldenArticle, ...]
    statements: tuple[GoldenStatement, ...]
    tied: tuple[GoldenPair, ...]
    apart: tuple[GoldenPair, ...]

    @property
    def inputs(self) -> list[ArticleInput]:
        return [article.article for article in self.articles]


def read_articles(path: Path = FIXTURES / "articles.ndjson") -> list[ArticleInput]:
    articles = []
    for line in path.read_bytes().splitlines():
        row = orjson.loads(line)
        for field in ("published_at", "modified_at"):
            if field in row:
                row[field] = datetime.fromisoformat(row[field])
        articles.append(ArticleInput(**row))
    return articles


def find_start(quotation: dict[str, Any], article: ArticleInput) -> int:
    """Returns where the quotation stands; one that stands more than once must say which."""
    home = (article.title or "") if quotation["place"] == "headline" else article.text
    exact = quotation["exact"]
    starts = [i for i in range(len(home)) if home.startswith(exact, i)]
    if "occurrence" in quotation:
        return starts[quotation["occurrence"]]
    assert len(starts) == 1, f"{quotation['key']} stands {len(starts)} times in {article.url}"
    return starts[0]


def read_quotation(row: dict[str, Any], article: ArticleInput) -> GoldenQuotation:
    return GoldenQuotation(
        key=row["key"],
        exact=row["exact"],
        start=find_start(row, article),
        place=row["place"],
        form=row["form"],
        speaker=row["speaker"],
        optional=row.get("optional", False),
        continues=row.get("continues"),
        continues_sentence=row.get("continues_sentence", False),
    )


def read_golden() -> Golden:
    raw = orjson.loads((FIXTURES / "golden.json").read_bytes())
    articles = []
    for article, row in zip(read_articles(), raw["articles"], strict=True):
        assert article.url == row["url"]
        quotations = tuple(read_quotation(q, article) for q in row["quotations"])
        articles.append(GoldenArticle(article, row["version"], quotations))
    statements = tuple(
        GoldenStatement(
            row["name"],
            row["speaker"],
            tuple(row["members"]),
            frozenset(row.get("conflict_speakers", ())),
        )
        for row in raw["statements"]
    )
    return Golden(tuple(articles), statements, read_pairs(raw["tied"]), read_pairs(raw["apart"]))


def read_pairs(rows: list[dict[str, Any]]) -> tuple[GoldenPair, ...]:
    return tuple(
        GoldenPair(row["a"], row["b"], row["why"], row.get("needs_meaning_model", False))
        for row in rows
    )


GOLDEN = read_golden()
