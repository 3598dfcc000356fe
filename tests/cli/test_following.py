"""Following and fetching from a real local server into a real store."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from service.cli.following import fetch_command, follow_command
from service.cli.importing import import_command
from service.store.factory import open_store
from service.usecases.coverage import coverage
from tests.intake.misbehaving import MisbehavingServer, answer, misbehaving_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINES = [
    "The harbour was quiet in the morning, and the boats stayed where the storm had left them.",
    "“We cannot lower our guard,” Gustavo Petro said. “There are still things to discuss.”",
    "Nobody had slept, and the baker gave his bread away before the sun was over the hill.",
]


def page(number: int) -> bytes:
    lines = "".join(f"<p>{line} That was day {number}.</p>" for line in LINES)
    return f"<html lang='en'><body><article>{lines}</article></body></html>".encode()


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with misbehaving_server() as running:
        items = "".join(
            f"<item><title>Day {n}</title><link>{running.url}/{n}</link></item>" for n in (1, 2, 3)
        )
        feed = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
        running.handlers["/feed"] = lambda sock, _: answer(
            sock, feed, content_type="application/rss+xml"
        )
        for n in (1, 2):
            running.handlers[f"/{n}"] = lambda sock, _, n=n: answer(sock, page(n))
        yield running


@pytest.fixture
def feeds(server: MisbehavingServer, tmp_path: Path) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(f'[[feeds]]\nurl = "{server.url}/feed"\n', encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _no_pacing(monkeypatch: pytest.MonkeyPatch):
    """The pace is for strangers' servers; ours is asked as fast as it answers."""
    monkeypatch.setattr("service.intake.fetch.Pacer.wait", lambda *_: None)


def articles_in(folder: Path) -> int:
    with closing(open_store(folder)) as store:
        return coverage(store).articles


def test_following_once_takes_what_is_announced(feeds: Path, tmp_path: Path):
    folder = tmp_path / "data"
    arguments = [str(feeds), "--data", str(folder), "--once", "--allow-private"]
    first = CliRunner().invoke(follow_command, arguments)
    assert first.exit_code == 0, first.output
    assert "3 new pages, 2 pages taken, 1 left out (page status)" in first.output
    assert "2 articles with 4 quotations taken" in first.output
    again = CliRunner().invoke(follow_command, arguments)
    assert again.output == "0 articles with 0 quotations taken\n"
    assert articles_in(folder) == 2


def test_fetching_a_feed_takes_its_articles_and_names_the_missing(
    server: MisbehavingServer, tmp_path: Path
):
    folder = tmp_path / "data"
    result = CliRunner().invoke(
        fetch_command, [f"{server.url}/feed", "--data", str(folder), "--allow-private"]
    )
    assert result.exit_code == 0, result.output
    assert f"{server.url}/3: the server answered with status 404" in result.stderr
    assert "2 articles with 4 quotations taken" in result.stdout
    assert articles_in(folder) == 2


def test_fetching_a_page_takes_it(server: MisbehavingServer, tmp_path: Path):
    result = CliRunner().invoke(
        fetch_command, [f"{server.url}/1", "--data", str(tmp_path / "data"), "--allow-private"]
    )
    assert result.exit_code == 0, result.output
    assert "1 articles with 2 quotations taken" in result.stdout


def test_import_takes_addresses_beside_files(server: MisbehavingServer, tmp_path: Path):
    rows = tmp_path / "rows.ndjson"
    rows.write_text(f'{{"url": "https://a.example/", "text": "{LINES[0]}"}}\n', encoding="utf-8")
    folder = tmp_path / "data"
    arguments = [f"{server.url}/feed", str(rows), "--data", str(folder), "--allow-private"]
    result = CliRunner().invoke(import_command, [*arguments, "--workers", "1"])
    assert result.exit_code == 0, result.output
    assert f"{server.url}/3: the server answered with status 404" in result.stderr
    assert "3 articles (3 new) with 4 quotations" in result.stdout
    assert "1 bad rows" in result.stdout
    assert articles_in(folder) == 3
    strict = CliRunner().invoke(import_command, [*arguments, "--strict"])
    assert strict.exit_code == 1
    assert "2 articles (0 new)" in strict.stdout


def test_import_of_an_address_that_gives_nothing_fails(server: MisbehavingServer, tmp_path: Path):
    arguments = [f"{server.url}/none", "--data", str(tmp_path / "data")]
    refused = CliRunner().invoke(import_command, arguments)
    assert refused.exit_code == 1
    assert server.requests == []
    missing = CliRunner().invoke(import_command, [*arguments, "--allow-private"])
    assert missing.exit_code == 1
    assert "status 404" in missing.stderr


def test_loopback_is_not_fetched_unless_allowed(server: MisbehavingServer, tmp_path: Path):
    result = CliRunner().invoke(
        fetch_command, [f"{server.url}/1", "--data", str(tmp_path / "data")]
    )
    assert result.exit_code == 1
    assert server.requests == []


def test_the_contact_is_part_of_the_user_agent(server: MisbehavingServer, tmp_path: Path):
    arguments = [f"{server.url}/1", "--data", str(tmp_path / "data"), "--allow-private"]
    CliRunner().invoke(fetch_command, [*arguments, "--contact", "news@valley.example"])
    assert {r.headers["user-agent"].rsplit("; ", 1)[1] for r in server.requests} == {
        "news@valley.example"
    }
    refused = CliRunner().invoke(fetch_command, [*arguments, "--contact", "a\r\nHost: x"])
    assert refused.exit_code == 2


def test_a_signal_ends_following_in_order(feeds: Path, tmp_path: Path, server: MisbehavingServer):
    empty = b"<rss version='2.0'><channel><title>V</title></channel></rss>"
    server.handlers["/feed"] = lambda sock, _: answer(sock, empty, content_type="text/xml")
    folder = tmp_path / "data"
    code = "from service.cli.following import follow_command; follow_command()"
    command = [sys.executable, "-c", code, str(feeds), "--data", str(folder), "--allow-private"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
    try:
        deadline = time.monotonic() + 30
        while not server.asked("/feed") and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=30)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0
    assert "0 articles with 0 quotations taken" in output


def test_what_cannot_be_taken_is_counted(server: MisbehavingServer, feeds: Path, tmp_path: Path):
    folder = tmp_path / "data"
    wall = b"<html><body><nav>Home</nav></body></html>"
    server.handlers["/2"] = lambda sock, _: answer(sock, wall)
    following = [str(feeds), "--data", str(folder), "--once", "--allow-private"]
    assert CliRunner().invoke(follow_command, following).exit_code == 0
    fetching = [f"{server.url}/feed", "--data", str(folder), "--allow-private"]
    assert CliRunner().invoke(fetch_command, fetching).exit_code == 0
    with closing(open_store(folder)) as store, store.reading() as tx:
        found = {each.reason: (each.items, each.hosts[0].host) for each in tx.failures(hosts=1)}
    assert found == {"no_article": (1, "127.0.0.1"), "status_404": (1, "127.0.0.1")}
