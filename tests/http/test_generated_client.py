"""A typed client generated from the committed document works against a real server."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

COMMITTED = Path(__file__).parents[2] / "openapi" / "openapi.json"
PACKAGE = "generated_quote_client"
# NDJSON has no place in the generator; a caller of batches sends lines.
NOT_GENERATED = {"addArticles"}

TEXT = "“Tonight we stay until every vote is counted,” Mayor Ines Calder said on Monday."


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    folder = tmp_path_factory.mktemp("client")
    subprocess.run(
        [
            *(sys.executable, "-c", "from openapi_python_client.cli import app; app()", "generate"),
            *("--path", str(COMMITTED), "--output-path", str(folder / PACKAGE), "--meta", "none"),
        ],
        check=True,
        capture_output=True,
    )
    sys.path.insert(0, str(folder))
    try:
        importlib.import_module(PACKAGE)
    finally:
        sys.path.remove(str(folder))
    return lambda name: importlib.import_module(f"{PACKAGE}.{name}")


def test_every_operation_is_generated(load):
    paths = json.loads(COMMITTED.read_text(encoding="utf-8"))["paths"]
    asked = {each["operationId"] for path in paths.values() for each in path.values()}
    made = {
        path.stem.replace("_", "")
        for path in Path(load("api").__file__).parent.rglob("*.py")
        if path.stem != "__init__"
    }
    assert {each for each in asked if each.lower() not in made} == NOT_GENERATED


def test_an_article_goes_in_and_its_statement_comes_out_typed(load, port):
    models = load("models")
    with load("client").Client(
        base_url=f"http://127.0.0.1:{port}", raise_on_unexpected_status=True
    ) as client:
        added = load("api.articles.add_article").sync(
            client=client,
            body=models.ArticleIn(url="https://paper.example/vote", text=TEXT, language="en"),
        )
        assert added.mentions == 1
        queries = models.MatchIn.from_dict({"queries": {"mine": {"text": "every vote is counted"}}})
        found = load("api.finding.match_statements").sync(client=client, body=queries)
        best = found.results["mine"].statements[0]
        assert best.speaker.name == "Ines Calder"
        statement = load("api.statements.get_statement").sync(best.id, client=client)
        assert isinstance(statement, models.StatementDetailModel)
        (wording,) = statement.wordings
        assert wording.text == "Tonight we stay until every vote is counted,"
        (mention,) = wording.sources
        assert TEXT[mention.selector.start : mention.selector.end] == mention.selector.exact


def test_a_refusal_comes_out_as_a_typed_problem(load, port):
    with load("client").Client(base_url=f"http://127.0.0.1:{port}") as client:
        refused = load("api.statements.get_statement").sync("st_unknown", client=client)
        assert isinstance(refused, load("models").Problem)
        assert refused.status == 404
