from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from service.app import create_app, make_api
from service.domain.errors import NotFoundError, QuoteError, StatementNotFoundError
from service.http.openapi import document
from service.http.problems import PROBLEMS, kind_of, problems
from service.settings import Settings
from service.store.factory import open_store
from tests.http.checks import assert_problem
from tests.http.conftest import talking_to

if TYPE_CHECKING:
    from pathlib import Path


def all_subclasses(cls: type[Exception]) -> set[type[Exception]]:
    direct = set(cls.__subclasses__())
    return direct.union(*(all_subclasses(each) for each in direct))


def test_every_error_of_the_domain_and_the_edge_has_a_row_in_the_table():
    homes = {"service.domain.errors", "service.http.errors"}
    ours = {each for each in all_subclasses(QuoteError) if each.__module__ in homes}
    assert ours - set(PROBLEMS) == set()


def test_errors_of_other_parts_are_told_as_what_they_are_a_kind_of():
    for each in all_subclasses(QuoteError):
        if each.__module__ == "service.intake.problems":
            continue  # fetching is done on the command line, never in a request
        assert set(each.__mro__) & set(PROBLEMS), each


def test_types_are_told_apart():
    slugs = [kind.slug for kind in PROBLEMS.values()]
    assert len(slugs) == len(set(slugs))


def test_the_closest_class_decides():
    class StrangeNotFoundError(NotFoundError):
        pass

    assert kind_of(StrangeNotFoundError("thing", "1")).slug == "not-found"
    assert kind_of(RuntimeError()).status == 500


def test_entries_of_the_document_come_from_the_table():
    entries = problems(StatementNotFoundError)
    assert "/problems/statement-not-found" in entries[404]["description"]
    assert set(entries) == {400, 401, 403, 404, 414, 422, 429, 500, 503}
    assert set(problems(body=True)) == {400, 401, 403, 408, 413, 414, 415, 422, 429, 500, 503}


def test_every_operation_lists_its_problems():
    for path, operations in document(make_api(None))["paths"].items():
        for operation in operations.values():
            answers = operation["responses"]
            assert {"400", "401", "403", "414", "422", "429", "500", "503"} <= set(answers), path
            if "{" in path:
                assert "404" in answers, path
            for status, answer in answers.items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"]


def test_unknown_path(client: TestClient):
    assert_problem(client.get("/v1/nothing"), 404, "no-such-path")


def test_a_slash_too_many_is_another_path(client: TestClient):
    assert_problem(client.get("/v1/speakers/"), 404, "no-such-path")


def test_unknown_method(client: TestClient):
    response = client.delete("/v1/speakers")
    assert_problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "GET, HEAD"
    response = client.put("/v1/judgements")
    assert_problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/v1/articles/ar_none", "article-not-found"),
        ("/v1/articles/ar_none/versions", "article-not-found"),
        ("/v1/articles/ar_none/mentions", "article-not-found"),
        ("/v1/articles/%00", "article-not-found"),
        ("/v1/statements/st_none", "statement-not-found"),
        ("/v1/statements/wd_none", "statement-not-found"),
        ("/v1/wordings/wd_none", "wording-not-found"),
        ("/v1/mentions/mn_none", "mention-not-found"),
        ("/v1/speakers/sp_none", "speaker-not-found"),
        ("/v1/outlets/ou_none", "outlet-not-found"),
    ],
)
def test_unknown_ids(client: TestClient, path: str, kind: str):
    assert_problem(client.get(path), 404, kind)


def test_an_id_that_is_none_is_refused_before_it_is_looked_up(client: TestClient):
    problem = assert_problem(client.get(f"/v1/mentions/{'m' * 65}"), 422, "validation")
    assert problem["errors"][0]["field"] == "mention_id"


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", None])
def test_other_media_types(client: TestClient, content_type: str | None):
    headers = {"Content-Type": content_type} if content_type else {}
    response = client.post("/v1/extract", content=b'{"text": "a"}', headers=headers)
    assert_problem(response, 415, "unsupported-media-type", field="Content-Type")


def test_other_character_sets(client: TestClient):
    response = client.post(
        "/v1/extract",
        content='{"text": "“é”"}'.encode("utf-16"),
        headers={"Content-Type": "application/json; charset=utf-16"},
    )
    assert_problem(response, 415, "unsupported-media-type", field="Content-Type")


def test_compressed_bodies(client: TestClient):
    response = client.post(
        "/v1/extract",
        content=b"x",
        headers={"Content-Type": "application/json", "Content-Encoding": "gzip"},
    )
    assert_problem(response, 415, "unsupported-media-type", field="Content-Encoding")


def test_no_body(client: TestClient):
    assert_problem(client.post("/v1/extract"), 422, "validation", field="body")


def test_a_crash_says_nothing_of_its_cause(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    app = create_app(Settings(data_dir=tmp_path), open_store(tmp_path))

    def crash() -> None:
        raise RuntimeError("a secret quotation")

    app.add_api_route("/crash", crash)
    with TestClient(app) as client:
        problem = assert_problem(client.get("/crash"), 500, "internal-error")
    assert "secret" not in str(problem)
    logged = capsys.readouterr()
    assert "RuntimeError" in logged.out + logged.err
    assert "secret" not in logged.out + logged.err


def test_a_closed_store(tmp_path: Path):
    store = open_store(tmp_path)
    with TestClient(create_app(Settings(data_dir=tmp_path), store)) as client:
        store.close()
        response = client.get("/v1/coverage")
        assert_problem(response, 503, "store-closed")
        assert response.headers["retry-after"] == "1"
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200


def test_a_long_url(tmp_path: Path):
    with talking_to(tmp_path, max_url_bytes=256) as client:
        assert client.get("/v1/search", params={"q": "a" * 200}).status_code == 200
        response = client.get("/v1/search", params={"q": "a" * 300})
        assert_problem(response, 414, "url-too-long", field="url")


@pytest.mark.parametrize("path", ["/v1/search?q=%ff", "/v1/articles/%ed%a0%80"])
def test_a_url_that_is_no_utf8(client: TestClient, path: str):
    assert_problem(client.get(path), 400, "malformed-url", field="url")


def test_unknown_parameters(client: TestClient):
    problem = assert_problem(
        client.get("/v1/search", params={"q": "a", "speakr": "b"}),
        422,
        "unknown-parameter",
        field="speakr",
    )
    assert "speaker" in problem["errors"][0]["remedy"]
    assert_problem(client.get("/healthz?x=1"), 422, "unknown-parameter", field="x")


def test_nul_in_a_parameter(client: TestClient):
    assert_problem(client.get("/v1/search?q=a%00b"), 422, "unsupported-text", field="q")


def test_announced_size(tmp_path: Path):
    with talking_to(tmp_path, max_body_bytes=2000) as client:
        response = client.post("/v1/extract", json={"text": "a" * 3000})
        assert_problem(response, 413, "body-too-large", field="body")


def test_unannounced_size(tmp_path: Path):
    pieces = (b'{"text": "' + b"a" * 900, *[b"a" * 900] * 3, b'"}')
    with talking_to(tmp_path, max_body_bytes=2000) as client:
        response = client.post(
            "/v1/extract", content=iter(pieces), headers={"Content-Type": "application/json"}
        )
        assert "content-length" not in response.request.headers
        assert_problem(response, 413, "body-too-large", field="body")


def test_request_ids(client: TestClient):
    given = client.get("/nothing", headers={"X-Request-ID": "desk-7.a_b"})
    assert assert_problem(given, 404, "no-such-path")["request_id"] == "desk-7.a_b"
    for strange in ("", "a b", "x" * 65, "é"):
        response = client.get("/nothing", headers={"X-Request-ID": strange.encode()})
        assert assert_problem(response, 404, "no-such-path")["request_id"] != strange
