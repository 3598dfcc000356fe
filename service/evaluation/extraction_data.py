"""Articles whose quotations are known, read from a given folder; nothing of them is kept here.

Sets: ``polnear`` (US news with hand-annotated attributions), ``families_gold`` (articles with all
direct quotations and their speakers), ``crosslingual_quotes`` (Spanish quotations with speakers),
``seeds``. A set that is missing gives no articles.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from service.domain.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKS = '“”„«»"‘’'
_BRAT = re.compile(r"^(T\d+)\t(\w+) ([\d; ]+)\t")
_EVENT = re.compile(r"^E\d+\t(\S+):T\d+ (.*)$")


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """One known quotation; ``form`` is wholly, partly, indirect, direct or scare.

    ``spans`` are its stretches. ``speakers`` are names that count as right, ``speaker_spans`` the
    words that name the speaker; both empty where the set does not say.
    """

    spans: tuple[Span, ...]
    form: str
    speakers: tuple[str, ...] = ()
    speaker_spans: tuple[Span, ...] = ()
    cue_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article and what is known of it; ``complete``: every direct quotation is listed."""

    id: str
    data_set: str
    language: str
    text: str
    quotations: tuple[GoldQuotation, ...]
    complete: bool


def in_tuning_half(name: str) -> bool:
    """Whether an article may be tuned on; the other half is reported on."""
    return hashlib.sha256(name.encode()).digest()[-1] % 2 == 0


def read_gold(folder: Path) -> Iterator[GoldArticle]:
    """Yields the articles of every set found in the folder."""
    yield from read_polnear(folder / "polnear", "dev")
    yield from read_families(folder / "families_gold")
    yield from read_spanish(folder / "crosslingual_quotes")
    yield from read_seeds(folder / "seeds")


def read_polnear(folder: Path, part: str) -> Iterator[GoldArticle]:
    """Yields the annotated US news articles of one part ("train", "dev")."""
    for path in sorted((folder / part / "attributions").glob("*.ann")):
        source = folder / part / "text" / (path.stem.rsplit("_", 1)[0] + ".txt")
        if not source.exists():
            continue
        text = source.read_bytes().decode()
        quotations = tuple(_read_brat(path.read_text(encoding="utf-8"), text))
        yield GoldArticle(path.stem, "polnear", "en", text, quotations, complete=True)


def _read_brat(annotations: str, text: str) -> Iterator[GoldQuotation]:
    spans: dict[str, tuple[Span, ...]] = {}
    for line in annotations.splitlines():
        if found := _BRAT.match(line):
            pairs = (piece.split() for piece in found[3].split(";"))
            spans[found[1]] = tuple(Span(int(start), int(end)) for start, end in pairs)
    for line in annotations.splitlines():
        found = _EVENT.match(line)
        if found is None or not found[1].startswith("Attribution"):
            continue
        roles: dict[str, tuple[Span, ...]] = {"Content": (), "Source": (), "Cue": ()}
        for argument in found[2].split():
            role, _, target = argument.partition(":")
            role = role.rstrip("0123456789")
            if role in roles:
                roles[role] += spans.get(target, ())
        if roles["Content"]:
            yield GoldQuotation(
                spans=roles["Content"],
                form=_quoted_form(text, roles["Content"]),
                speaker_spans=roles["Source"],
                cue_spans=roles["Cue"],
            )


def _quoted_form(text: str, spans: tuple[Span, ...]) -> str:
    joined = " ".join(text[span.start : span.end] for span in spans).strip()
    if not any(mark in joined for mark in '“”"«»'):
        return "indirect"
    inner = re.sub(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»", "", joined)
    letters = sum(char.isalnum() for char in inner)
    return "wholly" if letters == 0 else "partly"


def _read_lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [orjson.loads(line) for line in path.read_bytes().splitlines() if line.strip()]


def read_families(folder: Path) -> Iterator[GoldArticle]:
    """Yields articles of three outlets; some list every direct quotation they hold."""
    complete_file = folder / "complete_articles.json"
    complete = set(orjson.loads(complete_file.read_bytes())) if complete_file.exists() else set()
    mentions: dict[str, list[GoldQuotation]] = {}
    for row in _read_lines(folder / "mentions.jsonl"):
        names = (row["speaker"],) if row["speaker"] else ()
        quotation = GoldQuotation((Span(row["start"], row["end"]),), row["kind"], names)
        mentions.setdefault(row["article_id"], []).append(quotation)
    for row in _read_lines(folder / "articles.jsonl"):
        quotations = tuple(mentions.get(row["id"], ()))
        if quotations:
            whole = row["id"] in complete
            yield GoldArticle(row["id"], "families", "en", row["text"], quotations, complete=whole)


def read_spanish(folder: Path) -> Iterator[GoldArticle]:
    """Yields Spanish articles, one line a sentence, with quotations and speakers."""
    rows = _read_lines(folder / "ntrex_es_speakers.dev.jsonl")
    for document in _read_lines(folder / "ntrex_docs.dev.jsonl"):
        starts: list[int] = []
        at = 0
        for line in document["es"]:
            starts.append(at)
            at += len(line) + 1
        first = document["lines"][0]
        quotations = tuple(
            GoldQuotation(
                (
                    Span(
                        starts[row["line"] - first] + row["start"],
                        starts[row["line"] - first] + row["end"],
                    ),
                ),
                "direct",
                (row["speaker"], *row["aliases"]),
            )
            for row in rows
            if row["doc"] == document["doc"]
        )
        if quotations:
            text = "\n".join(document["es"])
            yield GoldArticle(document["doc"], "spanish", "es", text, quotations, complete=False)


def read_seeds(folder: Path) -> Iterator[GoldArticle]:
    """Yields the articles that the project started from, gold placed by its text."""
    path = folder / "quotes_gold.json"
    rows = orjson.loads(path.read_bytes())["quotes"] if path.exists() else []
    for number, article in enumerate(_read_lines(folder / "articles.ndjson")):
        text = article["text"]
        quotations: list[GoldQuotation] = []
        at = 0
        for row in rows:
            if row["article"] != number:
                continue
            at = text.find(row["quote"], at)
            span = Span(at, at + len(row["quote"]))
            quotations.append(GoldQuotation((span,), "direct", (row["speaker"],)))
            at += 1
        if quotations:
            yield GoldArticle(
                article["url"],
                "seeds",
                article["language"],
                text,
                tuple(quotations),
                complete=False,
            )
