"""``speakers``: listed with their names; a file of known ones is checked before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import ARTICLES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_speakers_are_listed_and_found(run: Run):
    assert run("import", ARTICLES).status == 0
    listed = run("speakers", "list", "--limit", "1000")
    assert listed.status == 0
    assert "Gustavo Petro" in listed.out
    found = run("speakers", "list", "petr")
    assert "Gustavo Petro" in found.out
    assert len(found.out) < len(listed.out)
    assert run("speakers", "list", "zzzz").out.strip() == ""


def test_a_file_is_checked(run: Run, tmp_path: Path):
    good = tmp_path / "good.toml"
    good.write_text('[speakers.board]\nname = "Harbour Board"\naliases = ["The Board"]\n')
    assert "1 speakers under 2 names" in run("speakers", "check", good).out
    bad = tmp_path / "bad.toml"
    bad.write_text('[speakers.board]\naliases = ["The Board"]\n')
    told = run("speakers", "check", bad)
    assert told.status == 1
    assert "needs a name" in told.err


def test_reindex_settles_who_is_who(run: Run):
    assert run("import", ARTICLES).status == 0
    told = run("reindex")
    assert told.status == 0
    assert "names of speakers" in told.out
