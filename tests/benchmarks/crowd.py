"""Fifty readers and two writers on one real server for a minute; then the books are checked.

``python -m tests.benchmarks.crowd [SECONDS [FOLDER]]`` serves a folder (a new one without a name),
lets writers send batches of articles and readers ask for matches, verifications, statements and
changes, and follows the change feed all the while. It fails unless no answer was an error, every
article that was acknowledged is in the feed once, and the feed has no gap.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import orjson

from tests.benchmarks.corpus import articles, queries, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.domain.model import ArticleInput

READERS = 50
WRITERS = 2
BATCH = 5
PORTION = 500


@dataclass
class Books:
    """What the crowd did and saw; times in seconds by kind of request."""

    until: float
    base: str
    writing: int = WRITERS
    statements: list[str] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    events: list[dict] = field(default_factory=list)
    spent: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def goes_on(self) -> bool:
        return time.monotonic() < self.until

    async def ask(self, client: httpx2.AsyncClient, kind: str, method: str, path: str, **more):
        started = time.perf_counter()
        answer = await client.request(method, path, **more)
        self.spent[kind].append(time.perf_counter() - started)
        if answer.status_code not in {200, 304, 308}:
            self.errors[f"{kind}: {answer.status_code} {answer.text[:200]}"] += 1
        return answer


async def read(books: Books, texts: list[str], seed: int) -> None:
    rng = random.Random(seed)
    async with httpx2.AsyncClient(base_url=books.base, timeout=60) as client:
        while books.goes_on:
            text = rng.choice(texts)
            body = {"queries": {"q": {"text": text}}, "limit": 5}
            found = await books.ask(client, "match", "POST", "/v1/match", json=body)
            for statement in orjson.loads(found.content)["results"]["q"]["statements"]:
                books.statements.append(statement["id"])
            await books.ask(client, "verify", "POST", "/v1/verify", json={"text": text})
            if books.statements:
                path = f"/v1/statements/{rng.choice(books.statements[-500:])}"
                await books.ask(client, "statement", "GET", path)


async def write(books: Books, rows: Iterator[ArticleInput]) -> None:
    headers = {"Content-Type": "application/x-ndjson"}
    async with httpx2.AsyncClient(base_url=books.base, timeout=60) as client:
        while books.goes_on and (group := list(islice(rows, BATCH))):
            lines = b"\n".join(orjson.dumps(_line(article)) for article in group)
            path = "/v1/articles/batch"
            answer = await books.ask(client, "batch", "POST", path, content=lines, headers=headers)
            for line in answer.content.splitlines():
                books.acknowledged.add(orjson.loads(line)["article_id"])
    books.writing -= 1


async def follow(books: Books) -> None:
    after = 0
    async with httpx2.AsyncClient(base_url=books.base, timeout=60) as client:
        while True:
            is_last = not books.writing
            parameters = {"after": after, "limit": PORTION, "wait": 1}
            answer = await books.ask(client, "changes", "GET", "/v1/changes", params=parameters)
            page = orjson.loads(answer.content)
            books.events += page["changes"]
            after = page["next_after"]
            if not page["changes"] and is_last:
                return


def _line(article: ArticleInput) -> dict:
    at = article.published_at
    assert isinstance(at, datetime)
    return {
        "url": article.url,
        "text": article.text,
        "title": article.title,
        "language": article.language,
        "published_at": at.isoformat(),
    }


async def crowd(base: str, seconds: float) -> Books:
    books = Books(until=time.monotonic() + seconds, base=base)
    texts = queries([text for _, _, text in islice(quotations(), 20_000)], 400)
    rows = articles()
    async with asyncio.TaskGroup() as tasks:
        for seed in range(READERS):
            tasks.create_task(read(books, texts, seed))
        for _ in range(WRITERS):
            tasks.create_task(write(books, rows))
        tasks.create_task(follow(books))
    return books


def check(books: Books) -> None:
    for kind, spent in sorted(books.spent.items()):
        ordered = sorted(spent)
        marks = [ordered[min(len(ordered) - 1, len(ordered) * q // 100)] for q in (50, 95, 99)]
        shown = "  ".join(f"{mark * 1000:8.1f}" for mark in marks)
        print(f"{kind:10} {len(spent):7} requests; p50, p95, p99 in ms: {shown}")
    seqs = [event["seq"] for event in books.events]
    added = Counter(e["id"] for e in books.events if e["kind"] == "article_added")
    print(f"{len(seqs)} events, {len(books.acknowledged)} articles acknowledged")
    assert not books.errors, books.errors
    assert seqs == list(range(1, len(seqs) + 1)), "the feed has a gap or an event twice"
    assert books.acknowledged <= set(added), "an acknowledged article is not in the feed"
    assert set(added.values()) <= {1}, "an article was added twice"


def main(seconds: float, folder: Path) -> None:
    command = [sys.executable, "-m", "service", "serve", "--data", str(folder), "--port", "0"]
    environment = {**os.environ, "QUOTE_PROVENANCE_LOG_LEVEL": "error"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as server:
        try:
            assert server.stdout is not None
            found = next(
                match.group(0)
                for line in server.stdout
                if (match := re.search(r"http://127\.0\.0\.1:\d+", line))
            )
            check(asyncio.run(crowd(found, seconds)))
        finally:
            server.terminate()


if __name__ == "__main__":
    where = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0, where)
