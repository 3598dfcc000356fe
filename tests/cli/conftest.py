"""Fixture policy: commands run in this process through their real entry point; only what needs a
process of its own (signals, locks, standard streams) starts one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.cli import main

FIXTURES = Path(__file__).parents[2] / "fixtures"
ARTICLES = FIXTURES / "articles.ndjson"


@dataclass(frozen=True)
class Ended:
    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the command line with the data folder ``data`` beside the test's own files."""
    monkeypatch.chdir(tmp_path)

    def command(*args: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["quote-provenance", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 0, out, err)

    return command
