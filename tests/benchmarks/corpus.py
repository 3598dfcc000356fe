"""Seeded articles for benchmarks: own words, or a tab-separated file of quotations.

Set ``QUOTE_PROVENANCE_BENCH_QUOTES`` to a file with a header-less row ``id, family, kind, speaker,
outlet, language, date, text`` for each quotation, ``QUOTE_PROVENANCE_BENCH_QUERIES`` to one with
``id, kind, family, text`` for each query, and ``QUOTE_PROVENANCE_BENCH_SIZE`` to how many rows
to take. Without them a small grammar makes 5,000 quotations.
"""

import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from service.domain.model import ArticleInput

FIRST = (
    "Ana Luis Marta Pedro Elena Jorge Rosa Hugo Clara Iván Sara Tomás Nora Emil Ruth Omar".split()
)
LAST = "Rojas Vega Molina Castro Núñez Pardo Duarte Lozano Bravo Salas Ibarra Prieto Luna".split()
SUBJECTS = "government court army senate company union province border treaty budget school".split()
VERBS = "rejects defends delays signs breaks studies funds denies closes opens repairs".split()
OBJECTS = "agreement bridge ceasefire pipeline reform election harvest tariff hospital dam".split()
PLACES = "Bogotá Lima Quito Cali Panama Madrid Caracas Leticia Cúcuta Medellín".split()
QUOTATIONS_IN_AN_ARTICLE = 10


def quotations() -> Iterator[tuple[int, datetime, str]]:
    """Yields speaker number, time and words of each quotation."""
    path = os.environ.get("QUOTE_PROVENANCE_BENCH_QUOTES")
    if path is None:
        yield from _own()
        return
    size = int(os.environ.get("QUOTE_PROVENANCE_BENCH_SIZE", "1000000000"))
    with Path(path).open(encoding="utf-8") as rows:
        for row in islice(rows, size):
            _, _, _, speaker, _, _, day, text = row.rstrip("\n").split("\t")
            yield int(speaker), datetime.fromisoformat(day).replace(tzinfo=UTC), text


def _own() -> Iterator[tuple[int, datetime, str]]:
    rng = random.Random(20260105)
    for number in range(5_000):
        words = [
            f"the {rng.choice(SUBJECTS)} {rng.choice(VERBS)} the {rng.choice(OBJECTS)}"
            f" of {rng.choice(PLACES)} number {rng.randrange(10_000)}"
            for _ in range(rng.randint(1, 3))
        ]
        yield number % 400, datetime(2026, 1 + number % 12, 1, tzinfo=UTC), " and ".join(words)


def articles() -> Iterator[ArticleInput]:
    """Yields articles of ten quotations each."""
    rows = quotations()
    number = 0
    while group := list(islice(rows, QUOTATIONS_IN_AN_ARTICLE)):
        body = "\n\n".join(
            f"“{_closed(text)},” {_name(speaker)} said." for speaker, _, text in group
        )
        yield ArticleInput(
            url=f"https://outlet{number % 200}.example/{number}",
            text=body,
            title=f"Report number {number}",
            language="en",
            published_at=group[0][1],
        )
        number += 1


def queries(texts: list[str], count: int) -> list[str]:
    """Returns queries: of the file if one is named, else pieces of the quotations."""
    path = os.environ.get("QUOTE_PROVENANCE_BENCH_QUERIES")
    rng = random.Random(7)
    if path is not None:
        with Path(path).open(encoding="utf-8") as rows:
            found = [row.rstrip("\n").split("\t")[3] for row in rows]
        rng.shuffle(found)
        return found[:count]
    made = []
    for text in rng.sample(texts, count):
        words = text.split()
        start = rng.randrange(max(1, len(words) - 5))
        made.append(" ".join(words[start : start + rng.randint(2, 12)]))
    return made


def _name(speaker: int) -> str:
    """A name for each number: sixteen first names, thirteen last names, then middle initials."""
    first, rest = FIRST[speaker % 16], speaker // 16
    last, rest = LAST[rest % 13], rest // 13
    return (
        f"{first} {last}"
        if rest == 0
        else f"{first} {chr(65 + rest % 26)}. {last}-{LAST[rest % 13]}"
    )


def _closed(text: str) -> str:
    """The words as they stand before a cue: without the full stop."""
    return text.rstrip(" .,")
