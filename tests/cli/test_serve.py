from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest

from service.cli.serve import is_loopback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Run

COMMAND = [sys.executable, "-m", "service"]
ENVIRONMENT = {
    **os.environ,
    "PYTHONIOENCODING": "ascii",
    "PYTHONWARNINGS": "error",
    # From the checkout, whatever the working directory: an installed copy may be older.
    "PYTHONPATH": str(Path(__file__).parents[2]),
}


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--data", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    ) as server:
        assert server.stdout is not None
        first = server.stdout.readline()
        assert first.startswith("Listening on http://127.0.0.1:"), first
        try:
            yield server, first.split()[2]
        finally:
            server.kill()


def test_it_serves_survives_restarts_and_holds_its_folder(tmp_path: Path):
    article = {"url": "https://paper.example/1", "text": "“We will see,” Ana Gómez said."}
    with serving(tmp_path) as (server, url):
        assert httpx2.get(f"{url}/readyz").status_code == 200
        assert httpx2.post(f"{url}/v1/articles", json=article).status_code == 201
        other = subprocess.run(
            [*COMMAND, "search", "we will see", "--data", str(tmp_path)],
            check=False,
            capture_output=True,
            text=True,
            env=ENVIRONMENT,
        )
        assert other.returncode == 3
        assert "Traceback" not in other.stderr
        assert "--url http://127.0.0.1:8000" in other.stderr
        server.send_signal(signal.SIGTERM)
        _, err = server.communicate(timeout=20)
        assert server.returncode in {0, -signal.SIGTERM}
        assert "Traceback" not in err
        assert '"event":"request_answered"' in err
    with serving(tmp_path) as (_, url):
        assert httpx2.get(f"{url}/v1/coverage").json()["articles"] == 1


def test_it_does_not_listen_to_others_unless_told(run: Run, tmp_path: Path):
    ended = run("serve", "--host", "0.0.0.0", "--port", "0")  # noqa: S104  that is the point
    assert ended.status == 1
    assert "QUOTE_PROVENANCE_ALLOW_REMOTE=true" in ended.err
    assert not (tmp_path / "data").exists()


def test_a_port_in_use(run: Run, tmp_path: Path):
    with serving(tmp_path / "other") as (_, url):
        ended = run("serve", "--port", url.rpartition(":")[2])
    assert ended.status == 1
    assert "Cannot listen" in ended.err


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("192.168.1.2", False),
        ("paper.example", False),
        ("", False),
    ],
)
def test_loopback(host: str, *, expected: bool):
    assert is_loopback(host) is expected


def test_output_on_a_terminal_without_unicode(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("“Nǐ hǎo 你好,” Ana Gómez said.", "utf-8")
    ended = subprocess.run(
        [*COMMAND, "extract", str(path)],
        check=False,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
    )
    assert ended.returncode == 0
    assert "\\u4f60" in ended.stdout
