from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from service.settings import Settings, settings_markdown
from service.version import __version__
from tests.cli.conftest import ARTICLES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

TEXT = "“We will open the river port by spring,” Mayor Ana Gómez said."


def test_search_prints_statements_for_people(run: Run):
    run("import", ARTICLES)
    ended = run("search", "take up arms")
    assert ended.status == 0
    for part in ("Gustavo Petro", "The Andes Courier", "main wording", "2026-01-06", "score"):
        assert part in ended.out
    assert "\x1b" not in ended.out


def test_search_prints_json(run: Run):
    run("import", ARTICLES)
    answer = json.loads(run("search", "take up arms", "--json", "--limit", "1").out)
    assert len(answer["statements"]) == 1
    assert answer["total"] > 1


def test_search_filters(run: Run):
    run("import", ARTICLES)
    everything = json.loads(run("search", "las armas", "--json").out)["total"]
    spanish = json.loads(run("search", "las armas", "--json", "--language", "es").out)["total"]
    nobody = json.loads(run("search", "las armas", "--json", "--speaker", "Nobody").out)["total"]
    assert everything >= spanish > nobody == 0


def test_search_finds_nothing(run: Run):
    ended = run("search", "zanzibarium")
    assert ended.status == 0
    assert "Not in the index" in ended.out


def test_search_without_words(run: Run):
    ended = run("search", "…")
    assert ended.status == 1
    assert "no word" in ended.err


def test_extract(run: Run, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    ended = run("extract", path)
    assert "“We will open the river port by spring,”" in ended.out
    assert "Ana Gómez" in ended.out
    answer = json.loads(run("extract", path, "--json", "--title", "“Port”").out)
    assert [each["place"] for each in answer["mentions"]][-1] in {"body", "headline"}


def test_extract_refuses_what_is_no_text(run: Run, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff")
    assert "not UTF-8" in run("extract", path).err
    path.write_bytes(b" ")
    ended = run("extract", path)
    assert (ended.status, "empty" in ended.err) == (1, True)


def test_compare(run: Run):
    never = "We will never sell the old lighthouse and the harbour museum to foreign owners."
    ended = run("compare", never, never.replace("never ", ""))
    assert "may mislead: negation: “never” → nothing" in ended.out
    answer = json.loads(run("compare", never, never, "--json").out)
    assert answer["kind"] == "identical"


def test_reindex(run: Run):
    run("import", ARTICLES)
    before = run("search", "take up arms", "--json").out
    ended = run("reindex")
    assert ended.status == 0
    assert "wordings in" in ended.out
    assert re.search(
        r"Judged \d+ quotations by .+: 0 links new or other, 0 gone or other", ended.out
    )
    assert run("search", "take up arms", "--json").out == before


def test_openapi(run: Run, tmp_path: Path):
    made = run("openapi").out
    assert json.loads(made)["info"]["version"] == __version__
    path = tmp_path / "openapi.json"
    path.write_text(made, "utf-8")
    assert run("openapi", "--check", path).status == 0
    path.write_text(made.replace("take up arms", "lay down arms"), "utf-8")
    ended = run("openapi", "--check", path)
    assert ended.status == 1
    assert "lay down arms" in ended.err


def test_demo(run: Run, tmp_path: Path):
    ended = run("demo", ARTICLES)
    assert ended.status == 0
    for part in ("Gustavo Petro", "will take up arms again", "make serve"):
        assert part in ended.out
    assert not (tmp_path / "data").exists()


def test_settings(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("QUOTE_PROVENANCE_MAX_PAGE", "77")
    assert "QUOTE_PROVENANCE_MAX_PAGE=77" in run("settings").out
    table = run("settings", "--markdown").out
    assert table == settings_markdown()
    assert table.count("\n") == len(Settings.model_fields) + 2


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "x"), ("THREADS", "0"), ("LOG_LEVEL", "loud"), ("PORT", "70000")]
)
def test_settings_that_cannot_be(run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str):
    monkeypatch.setenv(f"QUOTE_PROVENANCE_{name}", value)
    ended = run("settings")
    assert ended.status == 2
    assert f"QUOTE_PROVENANCE_{name}: " in ended.err


def test_wrong_usage(run: Run):
    assert run("serach").status == 2
    assert run("import").status == 2
    assert run("--version").out.strip().endswith(__version__)
