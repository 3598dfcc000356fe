"""How long a served folder takes to answer, over HTTP, one request after another.

``python -m tests.benchmarks.latency FOLDER [REQUESTS]`` serves the folder and asks so many times
(400) for matches, verifications, statements and pages of changes, and a tenth as often for checks
of a draft of 1,500 words with twenty quotations. It prints percentiles of the time that passed and
of the processor time that the server took, which a busy machine changes little; before them, how
long the server took to start, and last its memory. The words asked for are those of ``corpus``.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import httpx2

from tests.benchmarks.corpus import queries, quotations

REQUESTS = 400
WARM = 10
"""A tenth of the requests come first and are not counted."""
DRAFT_WORDS = 1_500
DRAFT_QUOTATIONS = 20
READ = 20_000
LIMIT = 10
_MILLIS = 1_000


@dataclass
class Kind:
    """Requests of one kind: seconds that passed, and that the server's threads ran."""

    name: str
    passed: list[float] = field(default_factory=list)
    ran: list[float] = field(default_factory=list)

    def line(self) -> str:
        return (
            f"{self.name:10} {len(self.passed):5}   wall {_marks(self.passed)}"
            f"   processor {_marks(self.ran)}"
        )


def _marks(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    marks = [ordered[min(len(ordered) - 1, len(ordered) * q // 100)] for q in (50, 95, 99)]
    return " ".join(f"{mark * _MILLIS:8.1f}" for mark in marks)


def processor_seconds(pid: int) -> float:
    """The time that all living threads of a process ran; 0.0 where the system does not tell."""
    total = 0
    for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            total += int(task.read_text().split()[0])
        except (OSError, IndexError):  # the thread ended
            continue
    return total / 1e9


def memory(pid: int) -> str:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return "unknown"
    found = re.findall(r"(RssAnon|RssFile):\s+(\d+) kB", status)
    return ", ".join(f"{name} {int(size) // 1024} MB" for name, size in found)


class Asking:
    """A client that keeps the time."""

    def __init__(self, client: httpx2.Client, pid: int) -> None:
        self._client, self._pid = client, pid

    def ask(self, kind: Kind, method: str, path: str, **more):
        before, started = processor_seconds(self._pid), time.perf_counter()
        answer = self._client.request(method, path, **more)
        kind.passed.append(time.perf_counter() - started)
        kind.ran.append(processor_seconds(self._pid) - before)
        assert answer.status_code == 200, answer.text
        return answer.json()


def draft(texts: list[str], seed: int) -> str:
    """A draft of 1,500 words that quotes twenty of the texts, every other one shortened."""
    rng = random.Random(seed)
    quoted = []
    for number, text in enumerate(rng.sample(texts, DRAFT_QUOTATIONS)):
        words = text.rstrip(" .,").split()
        quoted.append(" ".join(words[: len(words) // 2 + 2] if number % 2 else words))
    left = max(0, DRAFT_WORDS - sum(len(text.split()) + 3 for text in quoted))
    between = " ".join(["The meeting went on for a while and nobody left the room."] * 40).split()
    share = left // DRAFT_QUOTATIONS
    return "\n\n".join(f"“{text},” Ana Rojas said. {' '.join(between[:share])}" for text in quoted)


def ask_all(asking: Asking, texts: list[str], asked: list[str]) -> list[Kind]:
    kinds = {n: Kind(n) for n in ("match", "verify", "statement", "changes", "draft")}
    statements: list[str] = []
    for text in asked:
        body = {"queries": {"q": {"text": text}}, "limit": LIMIT}
        found = asking.ask(kinds["match"], "POST", "/v1/match", json=body)
        statements += [each["id"] for each in found["results"]["q"]["statements"]]
    for text in asked:
        asking.ask(kinds["verify"], "POST", "/v1/verify", json={"text": text})
    rng = random.Random(7)
    for id_ in rng.choices(sorted(set(statements)), k=len(asked)):
        asking.ask(kinds["statement"], "GET", f"/v1/statements/{id_}")
    for after in range(len(asked)):
        where = {"after": after * 97, "limit": 100}
        asking.ask(kinds["changes"], "GET", "/v1/changes", params=where)
    for seed in range(max(2, len(asked) // 10)):
        body = {"text": draft(texts, seed)}
        asking.ask(kinds["draft"], "POST", "/v1/drafts/check", json=body)
    return list(kinds.values())


def main(folder: Path, count: int) -> None:
    texts = [text for _, _, text in islice(quotations(), READ)]
    asked = queries(texts, count)
    command = [sys.executable, "-m", "service", "serve", "--data", str(folder), "--port", "0"]
    environment = {**os.environ, "QUOTE_PROVENANCE_LOG_LEVEL": "error"}
    started = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as server:
        try:
            assert server.stdout is not None
            base = next(
                found.group(0)
                for line in server.stdout
                if (found := re.search(r"http://127\.0\.0\.1:\d+", line))
            )
            print(
                f"started in {time.perf_counter() - started:.1f} s,"
                f" {processor_seconds(server.pid):.1f} s of the processor; {memory(server.pid)}"
            )
            with httpx2.Client(base_url=base, timeout=300) as client:
                asking = Asking(client, server.pid)
                ask_all(asking, texts, queries(texts, max(2, count // WARM)))
                print("p50, p95, p99 in ms")
                for kind in ask_all(asking, texts, asked):
                    print(kind.line())
            print(memory(server.pid))
        finally:
            server.terminate()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else REQUESTS)
