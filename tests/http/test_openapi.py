from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from service.app import make_api
from service.http.openapi import document, document_text

COMMITTED = Path(__file__).parents[2] / "openapi" / "openapi.json"


def test_the_committed_document_is_that_of_the_code():
    assert COMMITTED.read_text(encoding="utf-8") == document_text(make_api(None))


def test_another_process_makes_the_same_document():
    made = subprocess.run(
        [sys.executable, "-m", "service", "openapi", "--check", str(COMMITTED)],
        check=False,
        capture_output=True,
        cwd=COMMITTED.parents[1],
    )
    assert (made.returncode, made.stderr) == (0, b"")


def test_operation_ids_are_unique_and_every_reference_leads_somewhere():
    made = document(make_api(None))
    operations = [each for path in made["paths"].values() for each in path.values()]
    ids = [each["operationId"] for each in operations]
    assert len(ids) == len(set(ids))
    assert all(each["summary"] and each["description"] for each in operations)
    written = document_text(make_api(None))
    for name in {part.split('"')[0] for part in written.split("#/components/schemas/")[1:]}:
        assert name in made["components"]["schemas"]


def test_the_operations_of_the_design_are_there():
    assert set(document(make_api(None))["paths"]) == {
        "/v1/articles",
        "/v1/articles/batch",
        "/v1/articles/{article_id}",
        "/v1/articles/{article_id}/versions",
        "/v1/articles/{article_id}/mentions",
        "/v1/articles/{article_id}/diff",
        "/v1/origins/{origin_id}",
        "/v1/corrections",
        "/v1/watches",
        "/v1/watches/{watch_id}",
        "/v1/watches/{watch_id}/feed.json",
        "/v1/watches/{watch_id}/feed.atom",
        "/v1/watches/{watch_id}/feed_token",
        "/v1/watches/{watch_id}/secret",
        "/v1/watches/{watch_id}/deliveries",
        "/v1/watches/{watch_id}/deliveries/{delivery_id}/replay",
        "/v1/watches/{watch_id}/ping",
        "/v1/reviews",
        "/v1/reviews/{review_id}",
        "/v1/extract",
        "/v1/compare",
        "/v1/match",
        "/v1/verify",
        "/v1/drafts/check",
        "/v1/judgements",
        "/v1/judgements/{judgement_id}",
        "/v1/search",
        "/v1/statements",
        "/v1/statements/{statement_id}",
        "/v1/statements/{statement_id}/evidence",
        "/v1/wordings/{wording_id}",
        "/v1/mentions/{mention_id}",
        "/v1/speakers",
        "/v1/speakers/{speaker_id}",
        "/v1/outlets",
        "/v1/outlets/{outlet_id}",
        "/v1/coverage",
        "/v1/algorithms",
        "/v1/quality",
        "/v1/changes",
        "/v1/changes/stream",
        "/healthz",
        "/readyz",
        "/metrics",
    }


def test_every_operation_says_which_scope_a_key_needs():
    made = document(make_api(None))
    asked = {
        operation["operationId"]: operation["security"]
        for path in made["paths"].values()
        for operation in path.values()
    }
    assert asked["getHealth"] == [{}]
    assert asked["getStatement"] == [{}, {"key": ["read"]}]
    assert asked["addCorrection"] == [{}, {"key": ["judge"]}]
    assert asked["takeArticleDown"] == [{}, {"key": ["admin"]}]
    assert made["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


def test_schema_names_are_words_of_the_api():
    assert not [name for name in document(make_api(None))["components"]["schemas"] if "__" in name]
