"""Every operation answers what its document says, whatever it is sent."""

from __future__ import annotations

import json
import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS

from service.app import create_app, make_api
from service.http.openapi import document
from service.http.paths import BATCH_PATH
from service.settings import Settings
from service.store.factory import open_store
from tests.http.conftest import ARTICLES, talking_to

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from fastapi import FastAPI

schema = schemathesis.openapi.from_dict(document(make_api(None)))
# What fits the schema may still be refused, with a documented problem: a blank text, a cursor of
# another list, a URL without a host. JSON Schema cannot say these.
(REFUSALS,) = CHECKS.get_by_names(["positive_data_acceptance"])
# How many requests each operation gets; more of them take minutes.
EXAMPLES = int(os.environ.get("CONFORMANCE_EXAMPLES", "15"))
# A batch is answered line by line: a bad line is refused inside an answer of 200.
(REJECTIONS,) = CHECKS.get_by_names(["negative_data_rejection"])


@schemathesis.serializer("application/x-ndjson")
def one_line(_context: schemathesis.SerializationContext, article: object) -> bytes:
    return json.dumps(article).encode() if not isinstance(article, bytes) else article


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    folder = tmp_path_factory.mktemp("conformance")
    with talking_to(folder) as client:
        headers = {"Content-Type": "application/x-ndjson"}
        client.post("/v1/articles/batch", content=ARTICLES.read_bytes(), headers=headers)
    store = open_store(folder)
    app = create_app(Settings(data_dir=folder, stream_seconds=0, max_wait_seconds=0), store)

    @asynccontextmanager
    async def staying_open(_app: FastAPI) -> AsyncIterator[None]:
        yield

    # Each request of the tool starts and stops the application; the store must outlive that.
    app.router.lifespan_context = staying_open
    yield app
    store.close()


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_answers_as_documented(case: schemathesis.Case[Any], app: FastAPI):
    is_batch = case.operation.path == BATCH_PATH
    excluded = [REFUSALS, REJECTIONS] if is_batch else [REFUSALS]
    case.call_and_validate(app=app, excluded_checks=excluded)
