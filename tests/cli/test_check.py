from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.conftest import ARTICLES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

DRAFT = (
    "“I swore to touch a weapon again since the 1989 Peace Pact,” Gustavo Petro wrote.\n\n"
    "“For the homeland I will take up arms again,” Donald Trump said.\n\n"
    "“Nobody will ever find the silver spoons of the archbishop,” Trump said."
)


def test_a_draft_is_checked_for_people(run: Run, tmp_path: Path):
    run("import", ARTICLES)
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, "utf-8")
    ended = run("check", path)
    assert ended.status == 0
    for part in (
        "attested_with_edits",
        "may mislead: negation",
        "attested for Gustavo Petro",
        "in full: “but for the homeland I will take up arms again",
        "not_in_index",
        "3 quotations checked against",
    ):
        assert part in ended.out, part


def test_a_draft_is_checked_for_programs(run: Run, tmp_path: Path):
    run("import", ARTICLES)
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, "utf-8")
    answer = json.loads(run("check", path, "--json").out)
    assert [each["attestation"]["outcome"] for each in answer["mentions"]] == [
        "attested_with_edits",
        "attested_other_speaker",
        "not_in_index",
    ]


def test_a_draft_must_be_text(run: Run, tmp_path: Path):
    path = tmp_path / "draft.txt"
    path.write_bytes(b"\xff\xfe\xfa")
    ended = run("check", path)
    assert ended.status == 1
    assert "UTF-8" in ended.err
