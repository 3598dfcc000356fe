"""Takes in many texts, some of them copies, and prints what finding their origins costs.

``python -m tests.benchmarks.copies FOLDER TEXTS [FOOTER_WORDS]`` makes texts of about
250 words with a small seeded vocabulary-rich generator; one in ten is an edited copy of an earlier
one. All may end in one and the same footer, as on the pages of a chain of 40 sites. Only origins
are kept up to date: no quotation is read. Prints a line for each tenth: what making the texts,
their fingerprints and storing them with their origins took of CPU time since the line before, size
on disk and memory. At the end every text is looked up: how many planted copies were found, and how
many texts were joined that are no copies.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from service.domain import ids
from service.domain.model import ArticleVersion, Outlet
from service.domain.statements.origins import fingerprint
from service.domain.text.normalise import fold
from service.store.factory import open_store
from service.usecases.origins import keep_origins

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from service.store.base import QuoteStore

CHUNK = 1000
WORDS = 250
OUTLETS = 40
COPY_EVERY = 10
REMEMBERED = 5000
LINES = 10
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SYLLABLES = "ba ko ri ten mar lo ven dis cal por nu sha gre fi tol am be wick son".split()


@dataclass
class Texts:
    """Makes texts; ``copies`` pairs the number of a copy with that of what it was made from."""

    footer_words: int = 0
    rng: np.random.Generator = field(default_factory=lambda: np.random.default_rng(20260105))
    copies: dict[int, int] = field(default_factory=dict)

    def make(self, count: int) -> Iterator[str]:
        vocabulary = np.array(
            [
                "".join(self.rng.choice(SYLLABLES, size=self.rng.choice((1, 2, 2, 3, 3))))
                for _ in range(40_000)
            ],
            dtype=object,
        )
        shares = np.cumsum(1 / (np.arange(len(vocabulary)) + 3))
        footer = list(self.rng.choice(vocabulary, size=self.footer_words))
        earlier: list[tuple[int, list[str]]] = []
        for number in range(count):
            if number % COPY_EVERY == COPY_EVERY - 1:
                source, words = earlier[self.rng.integers(len(earlier))]
                self.copies[number] = source
                words = self._edit(words)
            else:
                picked = np.searchsorted(shares, self.rng.random(WORDS) * shares[-1])
                words = vocabulary[picked].tolist()
                earlier.append((number, words))
                del earlier[:-REMEMBERED]
            yield " ".join([*words, *footer])

    def _edit(self, words: list[str]) -> list[str]:
        cut = int(self.rng.integers(0, WORDS // 4))
        kept = words[: WORDS - cut]
        for place in self.rng.integers(0, len(kept), size=4):
            kept[place] = "changed"
        return ["agency", "report", *kept]


class Watch:
    """CPU seconds spent on each part of the work, since it was last read."""

    def __init__(self) -> None:
        self._spent: Counter[str] = Counter()
        self._at = time.process_time()

    def lap(self, part: str) -> None:
        """Books the time since the last lap on this part."""
        now = time.process_time()
        self._spent[part] += now - self._at
        self._at = now

    def read(self) -> str:
        """Returns the parts with their seconds, and begins anew."""
        spent, self._spent = self._spent, Counter()
        return ", ".join(f"{part} {seconds:.0f} s" for part, seconds in spent.items())


def run(folder: Path, count: int, footer_words: int) -> None:
    """Stores the texts and prints what it cost."""
    store = open_store(folder)
    texts = Texts(footer_words)
    rows = enumerate(texts.make(count))
    watch, done, started = Watch(), 0, time.process_time()
    with (folder / "hashes").open("wb") as hashes:  # a list of a million would count as memory
        while chunk := list(islice(rows, CHUNK)):
            watch.lap("making")
            versions = [_version(number, text) for number, text in chunk]
            read = [(version, fingerprint(version.text)) for version in versions]
            watch.lap("fingerprints")
            _keep(store, read)
            watch.lap("storing and joining")
            hashes.writelines(bytes.fromhex(version.text_sha256) for version in versions)
            done += len(chunk)
            if done % max(CHUNK, count // LINES) == 0:
                _print(folder, done, watch.read(), time.process_time() - started)
    _count_found(store, texts, folder / "hashes")
    store.close()


def _version(number: int, text: str) -> ArticleVersion:
    url, host = f"https://o{number % OUTLETS}.example/{number}", f"o{number % OUTLETS}.example"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return ArticleVersion(
        article_id=ids.article_id(url),
        version=1,
        url=url,
        outlet=Outlet(id=ids.outlet_id(host), name=host, domains=(host,)),
        title=None,
        byline=None,
        language="en",
        published_at=None,
        modified_at=None,
        first_seen_at=NOW,
        text=text,
        text_sha256=sha256,
        content_sha256=sha256,
        origin_id=ids.origin_id(" ".join(fold(text).split())),
        extractor="none",
    )


def _keep(store: QuoteStore, read: Sequence[tuple[ArticleVersion, tuple[int, ...]]]) -> None:
    with store.writing() as tx:
        tx.add_outlets([version.outlet for version, _ in read])
        tx.add_versions([version for version, _ in read])
        keep_origins(tx, read)


def _count_found(store: QuoteStore, texts: Texts, hashes: Path) -> None:
    """Prints how the groups found compare with those planted: every text, no sample."""
    read = hashes.read_bytes()
    sha256s = [read[at : at + 32].hex() for at in range(0, len(read), 32)]
    origins: dict[str, str] = {}
    with store.reading() as tx:
        for at in range(0, len(sha256s), CHUNK):
            for text in tx.carried_texts(sha256s[at : at + CHUNK]):
                origins[text.text_sha256] = text.origin_id
    planted = defaultdict(set)
    for number, sha256 in enumerate(sha256s):
        planted[origins[sha256]].add(texts.copies.get(number, number))
    found = sum(
        origins[sha256s[copy]] == origins[sha256s[source]] for copy, source in texts.copies.items()
    )
    print(f"planted copies found: {found} of {len(texts.copies)}")
    wrong = sum(len(sources) for sources in planted.values() if len(sources) > 1)
    print(f"texts that were joined to what they are no copies of: {wrong} of {len(sha256s)}")


def _print(folder: Path, done: int, parts: str, seconds: float) -> None:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e9
    own, mapped = _memory()
    print(
        f"{done:9} texts, {seconds:6.0f} s of CPU in all; since the last line: {parts}; "
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
