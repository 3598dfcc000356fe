"""Kills a real server in the middle of batches: what it acknowledged is there, nothing is half."""

from __future__ import annotations

import json
import multiprocessing
import random
import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from service.cli.serve import serve
from service.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.context import ForkServerContext
    from pathlib import Path

ROUNDS = 20
LINES = 80
PER_ARTICLE = 3
START_SECONDS = 30.0
NDJSON = {"Content-Type": "application/x-ndjson"}
WORDS = """harbour bridge tunnel market railway airport library reservoir orchard bakery quarry
lighthouse stadium chapel granary shipyard vineyard observatory cinema brewery theatre foundry
canal windmill archive terminal hospital school museum prison monastery distillery aqueduct depot
greenhouse sawmill tannery laboratory cathedral barracks embassy warehouse fountain cemetery
""".split()


def sentence(number: int, place: int) -> str:
    a, b, c, d, e = random.Random(number * PER_ARTICLE + place).sample(WORDS, 5)
    return f"The {a} and the {b} must pay for the {c}, not the {d} or the {e} of {number} streets"


def article(number: int) -> bytes:
    text = "\n\n".join(f"“{sentence(number, n)},” Ana Gómez said." for n in range(PER_ARTICLE))
    return json.dumps({"url": f"https://paper.example/{number}", "text": text}).encode()


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    # A process that has everything loaded forks the servers: twenty starts take seconds.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["service.cli.serve", "tests.http.warm"])
    return context


@contextmanager
def running(processes: ForkServerContext, data_dir: Path) -> Iterator[tuple[Any, httpx2.Client]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = Settings.model_validate(
        {"data_dir": data_dir, "port": port, "log_level": "error", "batch_chunk_lines": 5}
    )
    server = processes.Process(target=serve, args=(settings,), daemon=True)
    server.start()
    client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=START_SECONDS)
    try:
        _wait(client, server)
        yield server, client
    finally:
        client.close()
        server.kill()
        server.join()
        server.close()


def _wait(client: httpx2.Client, server: Any) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.is_alive()
        with suppress(httpx2.TransportError):
            if client.get("/readyz").status_code == httpx2.codes.OK:
                return
        time.sleep(0.02)
    pytest.fail("the server did not start")


def send_until_killed(client: httpx2.Client, lines: list[bytes], server: Any, delay: float) -> int:
    """Returns how many lines were acknowledged before the server was killed."""
    acknowledged = 0
    timer = threading.Timer(delay, server.kill)
    with (
        suppress(httpx2.TransportError),
        client.stream(
            "POST", "/v1/articles/batch", content=b"\n".join(lines), headers=NDJSON
        ) as answer,
    ):
        for count, line in enumerate(answer.iter_lines(), start=1):
            if count == 1:
                timer.start()
            assert json.loads(line)["status"] == httpx2.codes.CREATED
            acknowledged += 1
    timer.cancel()
    return acknowledged


def check_whole(client: httpx2.Client, at_least: int) -> int:
    """Checks that every article is there with all its mentions; returns how many there are."""
    coverage = client.get("/v1/coverage").json()
    articles: int = coverage["articles"]
    assert articles >= at_least
    assert coverage["versions"] == articles
    assert coverage["mentions"] == articles * PER_ARTICLE
    return articles


def check_findable(client: httpx2.Client, numbers: list[int]) -> None:
    if not numbers:
        return
    queries = {str(number): {"text": sentence(number, 1)} for number in numbers}
    found = client.post("/v1/match", json={"queries": queries, "limit": 1}).json()["results"]
    for number in numbers:
        texts = {
            wording["text"].rstrip(",")
            for statement in found[str(number)]["statements"]
            for wording in statement["wordings"]
        }
        assert sentence(number, 1) in texts


def test_what_was_acknowledged_survives_a_kill(processes: ForkServerContext, tmp_path: Path):
    chance = random.Random(7)
    acknowledged: list[int] = []
    stored = broken_off = 0
    for round_ in range(ROUNDS):
        numbers = list(range(round_ * LINES, (round_ + 1) * LINES))
        with running(processes, tmp_path) as (server, client):
            stored = check_whole(client, at_least=max(stored, len(acknowledged)))
            check_findable(client, chance.sample(acknowledged, min(10, len(acknowledged))))
            lines = [article(number) for number in numbers]
            count = send_until_killed(client, lines, server, chance.uniform(0, 0.1))
            acknowledged += numbers[:count]
            broken_off += count < LINES
    with running(processes, tmp_path) as (_, client):
        check_whole(client, at_least=len(acknowledged))
        for start in range(0, len(acknowledged), 100):
            check_findable(client, acknowledged[start : start + 100])
    # Else the rounds would have tested nothing.
    assert broken_off >= ROUNDS // 2
    assert len(acknowledged) >= ROUNDS * 3
