"""Takes in many texts, some of them copies, and prints what finding their origins costs.

``python -m tests.benchmarks.copies FOLDER TEXTS [FOOTER_WORDS]`` makes texts of about
250 words with a small seeded vocabulary-rich generator; one in ten is an edited copy of an earlier
one. All may end in one and the same footer, as on the pages of a chain of 40 sites. Only origins
are kept up to date: no quotation is read. Prints a line for each tenth: texts a second of CPU time,
size on disk and memory; at the end, how many of the planted copies were found.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING

from service.domain.ids import article_id
from service.domain.model import ArticleInput
from service.store.factory import open_store
from service.usecases.config import Limits
from service.usecases.ingest import read_articles
from service.usecases.origins import keep_origins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.store.base import QuoteStore

CHUNK = 1000
WORDS = 250
OUTLETS = 40
COPY_EVERY = 10
REMEMBERED = 5000
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Texts:
    """Makes texts; ``copies`` pairs the number of a copy with that of what it was made from."""

    footer_words: int = 0
    rng: random.Random = field(default_factory=lambda: random.Random(20260105))
    copies: dict[int, int] = field(default_factory=dict)

    def make(self, count: int) -> Iterator[str]:
        syllables = "ba ko ri ten mar lo ven dis cal por nu sha gre fi tol am be wick son".split()
        vocabulary = [
            "".join(self.rng.choices(syllables, k=self.rng.choice((1, 2, 2, 3, 3))))
            for _ in range(40_000)
        ]
        shares = list(accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))
        footer = self.rng.choices(vocabulary, k=self.footer_words)
        earlier: list[tuple[int, list[str]]] = []
        for number in range(count):
            if number % COPY_EVERY == COPY_EVERY - 1:
                source, words = self.rng.choice(earlier)
                self.copies[number] = source
                words = self._edit(words)
            else:
                words = self.rng.choices(vocabulary, cum_weights=shares, k=WORDS)
                earlier.append((number, words))
                del earlier[:-REMEMBERED]
            yield " ".join([*words, *footer])

    def _edit(self, words: list[str]) -> list[str]:
        cut = self.rng.randrange(0, WORDS // 4)
        kept = words[: WORDS - cut]
        for _ in range(4):
            kept[self.rng.randrange(len(kept))] = "changed"
        return ["agency", "report", *kept]


def run(folder: Path, count: int, footer_words: int) -> None:
    """Stores the texts and prints what it cost."""
    store = open_store(folder)
    texts = Texts(footer_words)
    rows = enumerate(texts.make(count))
    origins: dict[int, str] = {}
    done, started, tenth = 0, time.process_time(), max(CHUNK, count // 10)
    while chunk := list(islice(rows, CHUNK)):
        articles = [
            ArticleInput(url=f"https://o{n % OUTLETS}.example/{n}", text=text, language="en")
            for n, text in chunk
        ]
        read = read_articles(articles, limits=Limits(), now=NOW)
        begun = time.process_time()
        _keep(store, [article for _, article in read.prepared])
        spent = time.process_time() - begun
        done += len(chunk)
        if done % tenth == 0:
            _print(folder, done, len(chunk) / spent, time.process_time() - started)
    _count_found(store, texts, origins)
    store.close()


def _keep(store: QuoteStore, read: list) -> None:
    with store.writing() as tx:
        tx.add_outlets([article.version.outlet for article in read])
        tx.add_versions([article.version for article in read])
        keep_origins(tx, [(article.version, article.text_keys) for article in read])


def _count_found(store: QuoteStore, texts: Texts, origins: dict[int, str]) -> None:
    found = 0
    with store.reading() as tx:
        for copy, source in texts.copies.items():
            for number in (copy, source):
                if number not in origins:
                    url = f"https://o{number % OUTLETS}.example/{number}"
                    version = tx.get_version(article_id(url))
                    assert version is not None
                    origins[number] = version.origin_id
            found += origins[copy] == origins[source]
    print(f"planted copies found: {found} of {len(texts.copies)}")


def _print(folder: Path, done: int, rate: float, seconds: float) -> None:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e9
    own, mapped = _memory()
    print(
        f"{done:9} texts {seconds:7.0f} s of CPU in all; storing now {rate:6.0f} texts/s of CPU; "
        f"{size:.2f} GB on disk, {own:.0f} MB of its own memory, {mapped:.0f} MB of mapped files",
        flush=True,
    )


def _memory() -> tuple[float, float]:
    """Returns MB that are the process's own, and MB of files that the system may drop any time."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:  # no Linux: both in one, the most there ever was
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 0.0
    found = {
        name: value.split()[0]
        for name, _, value in (line.partition(":") for line in lines)
        if name in {"RssAnon", "RssFile"}
    }
    return int(found["RssAnon"]) / 1024, int(found["RssFile"]) / 1024


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
