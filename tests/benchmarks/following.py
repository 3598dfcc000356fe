"""Follows 200 feeds of a local server for some minutes and holds what was taken against the truth.

``python -m tests.benchmarks.following FOLDER MINUTES [FEEDS]`` runs ``python -m service follow`` as
a process of its own. Each feed has a host of its own on loopback (Linux: all of 127.0.0.0/8), two
items at the start and a new one every three to five minutes. Some feeds share an item, some fail
now and then or send broken XML; some pages redirect, fail at first, are gone, hold no article, are
slow or are edited later, which their feed says. Half-way the follower is killed and started again.
In the last two minutes nothing new is announced. At the end it is stopped, and every page is looked
up: lost, doubled, without its edit, taken though it is no article; or not yet taken, if there were
more than the machine could take. Prints the memory every half minute.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import sys
import threading
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import TypeAlias

from service.domain.ids import article_id
from service.domain.urls import canonical_url
from service.store.factory import open_store
from tests.benchmarks.copies import SYLLABLES

FEEDS = 200
FIRST_ITEMS = 2
INTERVAL_MINUTES = 1.0
QUIET_MINUTES = 2.0
EDIT_AFTER_SECONDS = 60.0
SLOW_SECONDS = 2.0
BUSY_SHARE = 0.2
FAULT_SHARE = 0.3
SAMPLE_SECONDS = 30.0
Reply: TypeAlias = tuple[int, str, bytes, str]


class Kind(Enum):
    """What a page does to its reader."""

    PLAIN = "plain"
    EDITED = "edited"
    REDIRECTED = "redirected"
    BUSY_AT_FIRST = "busy at first"
    GONE = "gone"
    NO_ARTICLE = "no article"
    SLOW = "slow"


SHARES = (80, 6, 4, 3, 3, 3, 1)


@dataclass
class Page:
    """One page of the server; ``edited_at`` is when its text changed, 0.0 if it did not."""

    url: str
    number: int
    kind: Kind
    made_at: float
    edited_at: float = 0.0
    asked: int = 0

    def body(self) -> bytes:
        if self.kind is Kind.NO_ARTICLE:
            return b"<html><body><p>Nothing.</p></body></html>"
        rng = random.Random(self.number)
        lines = "".join(f"<p>{_sentence(rng, 40)}.</p>" for _ in range(4))
        # No two pages quote the same, or every page would be held against every other.
        said = f"“{_sentence(rng, 12)},” said {_sentence(rng, 1)} {_sentence(rng, 1)}."
        edit = "<p>This page was corrected.</p>" if self.edited_at else ""
        return (
            f"<html lang='en'><head><title>Report {self.number}</title></head><body><article>"
            f"<h1>Report {self.number}</h1>{lines}<p>{said}</p>{edit}"
            "</article></body></html>"
        ).encode()


def _sentence(rng: random.Random, words: int) -> str:
    """Returns so many made-up words, with a capital letter at the beginning."""
    made = ("".join(rng.choices(SYLLABLES, k=rng.choice((2, 3, 4)))) for _ in range(words))
    return " ".join(made).capitalize()


@dataclass
class Newspaper:
    """A host with one feed. Its items are the newest 20, as feeds have it."""

    host: str
    every_seconds: float
    fails: bool
    pages: list[Page] = field(default_factory=list)

    def feed(self, shared: Page) -> bytes:
        entries = "".join(
            f"<entry><title>Report {page.number}</title><link href='{page.url}'/>"
            f"<published>{_iso(page.made_at)}</published>"
            f"<updated>{_iso(page.edited_at or page.made_at)}</updated></entry>"
            for page in [*self.pages[-20:], shared]
        )
        space = "http://www.w3.org/2005/Atom"
        return f"<feed xmlns='{space}'><title>{self.host}</title>{entries}</feed>".encode()


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()


class World:
    """What is on the server now. Runs in a thread with a loop of its own."""

    def __init__(self, feeds: int) -> None:
        self.rng = random.Random(20260105)
        self.port = 0
        self.requests: Counter[int] = Counter()
        self.pages: dict[str, Page] = {}
        self.papers = {
            host: Newspaper(host, self.rng.uniform(180, 300), fails=number % 10 == 0)
            for number in range(feeds)
            if (host := f"127.0.{1 + number // 200}.{1 + number % 200}")
        }
        self.ends_at = float("inf")

    async def serve(self, started: threading.Event) -> None:
        hosts = list(self.papers)
        first = await asyncio.start_server(self._answer, hosts[0], 0)
        self.port = first.sockets[0].getsockname()[1]
        rest = await asyncio.start_server(self._answer, hosts[1:], self.port)
        for paper in self.papers.values():
            for _ in range(FIRST_ITEMS):
                self._add(paper)
        started.set()
        async with first, rest:
            due = {
                host: time.time() + self.rng.uniform(0, paper.every_seconds)
                for host, paper in self.papers.items()
            }
            while True:
                await asyncio.sleep(0.5)
                self._go_on(due)

    def _go_on(self, due: dict[str, float]) -> None:
        """Adds what is to be announced by now, and edits pages that were read."""
        now = time.time()
        if self._is_late(QUIET_MINUTES):
            return
        for host, paper in self.papers.items():
            if due[host] <= now:
                self._add(paper)
                due[host] = now + paper.every_seconds
            for page in paper.pages:
                was_read = page.asked and now > page.made_at + EDIT_AFTER_SECONDS
                # The first look again is five minutes after the page was fetched.
                is_due = was_read and not page.edited_at and not self._is_late(7)
                if page.kind is Kind.EDITED and is_due:
                    page.edited_at = now

    def _add(self, paper: Newspaper) -> None:
        [kind] = self.rng.choices(list(Kind), SHARES)
        if kind is Kind.BUSY_AT_FIRST and self._is_late(7):  # it is tried again after five minutes
            kind = Kind.PLAIN
        number = len(self.pages)
        page = Page(
            f"http://{paper.host}:{self.port}/{number}.html", number, kind, made_at=time.time()
        )
        self.pages[page.url] = page
        paper.pages.append(page)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, IndexError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            fields = {
                name.lower(): value.strip()
                for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:])
            }
            host = fields["host"].split(":")[0]
            status, kind, body, more = await self._find(host, path, fields.get("if-none-match"))
            self.requests[status] += 1
            writer.write(
                f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
                f"Connection: close\r\n{more}\r\n".encode()
                + body
            )
            await writer.drain()
        with suppress(OSError):
            writer.close()

    async def _find(self, host: str, path: str, known: str | None) -> Reply:
        if path == "/feed":
            return self._find_feed(self.papers[host], known)
        page = self.pages.get(f"http://{host}:{self.port}{path.removeprefix('/to')}")
        if page is None or page.kind is Kind.GONE:
            return 404, "text/html", b"", ""
        if page.kind is Kind.REDIRECTED and not path.startswith("/to"):
            return 302, "text/html", b"", f"Location: /to{path}\r\n"
        page.asked += 1
        if page.kind is Kind.BUSY_AT_FIRST and page.asked == 1:
            return 503, "text/html", b"busy", "Retry-After: 5\r\n"
        if page.kind is Kind.SLOW:
            await asyncio.sleep(SLOW_SECONDS)
        return _conditional(page.body(), "text/html; charset=utf-8", known)

    def _find_feed(self, paper: Newspaper, known: str | None) -> Reply:
        trouble = self.rng.random() if paper.fails and not self._is_late(4) else 1.0
        if trouble < BUSY_SHARE:
            return 503, "text/plain", b"busy", ""
        if trouble < FAULT_SHARE:
            return 200, "text/html", b"<html>no feed</html>", ""
        shared = next(iter(self.papers.values())).pages[0]
        return _conditional(paper.feed(shared), "application/atom+xml", known)

    def _is_late(self, minutes: float) -> bool:
        """Whether less than this is left: what takes longer would not be seen."""
        return time.time() > self.ends_at - minutes * 60


def _conditional(body: bytes, kind: str, known: str | None) -> Reply:
    etag = f'"{hash(body)}"'
    if known == etag:
        return 304, kind, b"", f"ETag: {etag}\r\n"
    return 200, kind, body, f"ETag: {etag}\r\n"


def run(folder: Path, minutes: float, feeds: int) -> None:
    """Runs it all and prints what came of it."""
    folder.mkdir(parents=True)
    world, started = World(feeds), threading.Event()
    threading.Thread(target=lambda: asyncio.run(world.serve(started)), daemon=True).start()
    started.wait()
    rows = (
        f'[[feeds]]\nurl = "http://{host}:{world.port}/feed"\n'
        f"interval_minutes = {INTERVAL_MINUTES}\n"
        for host in world.papers
    )
    (folder / "feeds.toml").write_text("".join(rows), encoding="utf-8")
    begun = time.time()
    world.ends_at = begun + minutes * 60
    follower = _start(folder)
    _watch(follower, begun, begun + minutes * 30)
    follower.kill()
    follower.wait()
    print("killed, and started again", flush=True)
    follower = _start(folder)
    _watch(follower, begun, world.ends_at)
    follower.send_signal(signal.SIGTERM)
    print("ended with status", follower.wait(timeout=120))
    _compare(folder, world)


def _start(folder: Path) -> Popen[bytes]:
    command = [sys.executable, "-m", "service", "follow", str(folder / "feeds.toml")]
    return Popen(
        [*command, "--data", str(folder / "data"), "--allow-private"],
        stdout=DEVNULL,
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )


def _watch(follower: Popen[bytes], begun: float, until: float) -> None:
    """Prints the memory of the follower until then."""
    while (now := time.time()) < until:
        time.sleep(min(SAMPLE_SECONDS, until - now))
        if follower.poll() is not None:
            raise SystemExit(f"the follower ended with status {follower.returncode}")
        own, threads, seconds = _figures(follower.pid)
        print(
            f"{time.time() - begun:5.0f} s: {own:.0f} MB of its own memory, {threads} threads,"
            f" {seconds:.0f} s of CPU",
            flush=True,
        )


def _figures(pid: int) -> tuple[float, int, float]:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    found = {
        name: value.split()[0]
        for name, _, value in (line.partition(":") for line in lines)
        if value.split()
    }
    ticks = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    seconds = (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")
    return int(found["RssAnon"]) / 1024, int(found["Threads"]), seconds


def _compare(folder: Path, world: World) -> None:
    """Looks every page up, and counts what is not as it should be."""
    expected: dict[str, Page] = {}
    for page in world.pages.values():
        url = (
            page.url.replace(f":{world.port}/", f":{world.port}/to/")
            if page.kind is Kind.REDIRECTED
            else page.url
        )
        expected[article_id(canonical_url(url))] = page
    waiting = _waiting(folder / "data" / "follow.sqlite3")
    wrong: Counter[str] = Counter()
    edits = sum(bool(page.edited_at) for page in expected.values())
    store = open_store(folder / "data")
    with store.reading() as tx:
        held = tx.coverage()
        for key, page in expected.items():
            versions = tx.list_versions(key)
            fault = _fault(page, [version.text for version in versions])
            if fault and page.url in waiting:
                wrong["not yet taken, and remembered as due"] += 1
            elif fault:
                wrong[fault] += 1
                print(f"{fault}: {page}")
    store.close()
    kinds = Counter(page.kind.name for page in expected.values())
    print(f"pages announced: {len(expected)} ({dict(kinds)}), {edits} of them edited")
    print(f"answers by status: {dict(sorted(world.requests.items()))}")
    print(f"held: {held.articles} articles in {held.versions} versions")
    print(f"at fault: {dict(wrong) or 'none'}")


def _waiting(memory: Path) -> set[str]:
    """Returns the addresses that the follower would have taken next."""
    with closing(sqlite3.connect(memory)) as connection:
        found = connection.execute("select url from page where next_at <= ?", (time.time(),))
        return {url for (url,) in found}


def _fault(page: Page, texts: list[str]) -> str | None:
    """Returns what is wrong with the versions held of a page."""
    if page.kind in {Kind.GONE, Kind.NO_ARTICLE}:
        return "taken though it is no article" if texts else None
    if not texts:
        return "lost"
    if page.edited_at and "was corrected" not in texts[-1]:
        return "without its edit"
    return "doubled" if len(texts) > 1 + bool(page.edited_at) else None


if __name__ == "__main__":
    run(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else FEEDS)
