from __future__ import annotations

import gzip
import json
import threading
from typing import TYPE_CHECKING, Any

import httpx2 as httpx
import pytest
import uvicorn

from service.app import create_app
from service.cli.serve import _listen
from service.settings import Settings
from service.store.factory import open_store
from service.usecases.coverage import coverage
from tests.cli.conftest import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Run


def row(number: int, **changes: Any) -> dict[str, Any]:
    text = f"“Sentence number {number} is ours,” Ana Gómez said."
    return {"url": f"https://paper.example/{number}", "text": text} | changes


def lines(*rows: object) -> bytes:
    return b"".join(
        each + b"\n" if isinstance(each, bytes) else json.dumps(each).encode() + b"\n"
        for each in rows
    )


def articles_in(folder: Path) -> int:
    store = open_store(folder)
    try:
        return coverage(store).articles
    finally:
        store.close()


def test_the_fixtures(run: Run, tmp_path: Path):
    ended = run("import", ARTICLES)
    assert (ended.status, ended.err) == (0, "")
    assert "articles (17 new)" in ended.out
    assert "articles/s" in ended.out
    assert "quotations/s" in ended.out
    assert articles_in(tmp_path / "data") == 17


def test_a_file_that_is_done_is_skipped(run: Run):
    run("import", ARTICLES)
    again = run("import", ARTICLES)
    assert again.status == 0
    assert "0 articles" in again.out
    assert "1 files skipped as done" in again.out
    assert "18 articles (0 new)" in run("import", "--again", ARTICLES).out


def test_a_file_that_changed_is_read_again(run: Run, tmp_path: Path):
    path = tmp_path / "a.ndjson"
    path.write_bytes(lines(row(1)))
    run("import", path)
    path.write_bytes(lines(row(1), row(2)))
    assert "2 articles (1 new)" in run("import", path).out


def test_an_emptied_store_is_filled_again(run: Run, tmp_path: Path):
    path = tmp_path / "a.ndjson"
    path.write_bytes(lines(row(1)))
    run("import", path)
    for kept in (tmp_path / "data").iterdir():
        if kept.is_file() and kept.name != "imports.json":
            kept.unlink()
    assert "1 articles (1 new)" in run("import", path).out


def test_bad_rows_are_reported_and_skipped(run: Run, tmp_path: Path):
    path = tmp_path / "a.ndjson"
    path.write_bytes(
        lines(
            row(1),
            b"",
            b"{half",
            row(2, titel="x"),
            row(3, url="nowhere"),
            row(4, text=" "),
            b"\xff\xfe",
            row(5, published_at="2026-02-30"),
            row(6, text="a\ud800"),
            row(7),
        )
    )
    ended = run("import", path)
    assert ended.status == 0
    assert "2 articles (2 new)" in ended.out
    assert "7 bad rows" in ended.out
    reported = dict(line.split(": ", 1) for line in ended.err.splitlines())
    assert list(reported) == [f"{path}:{number}" for number in (3, 4, 5, 7, 8, 9, 6)]
    assert "column" in reported[f"{path}:3"]
    assert "titel" in reported[f"{path}:4"]
    assert "http" in reported[f"{path}:5"]
    assert "text is empty" in reported[f"{path}:6"]
    assert "published_at" in reported[f"{path}:8"]
    assert "surrogate" in reported[f"{path}:9"]
    assert run("import", "--again", "--strict", path).status == 1


def test_nothing_good_is_a_failure(run: Run, tmp_path: Path):
    path = tmp_path / "a.ndjson"
    path.write_bytes(b"{\n")
    assert run("import", path).status == 1
    missing = run("import", tmp_path / "missing.ndjson")
    assert missing.status == 1
    assert "no such file" in missing.err


def test_every_kind_of_file_in_a_folder(run: Run, tmp_path: Path):
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + lines(row(1)))
    (folder / "b.ndjson.gz").write_bytes(gzip.compress(lines(row(2), row(3))))
    (folder / "c.json").write_bytes(json.dumps([row(4), row(5)]).encode())
    (folder / "deep" / "d.JSON").write_bytes(json.dumps(row(6)).encode())
    (folder / "e.txt").write_text("“Sentence number 7 is ours,” Ana Gómez said.", "utf-8")
    (folder / "f.txt.gz").write_bytes(gzip.compress(b"Nobody spoke.", mtime=0))
    (folder / "ignored.pdf").write_bytes(b"%PDF")
    ended = run(
        "import", folder, "--url-prefix", "https://paper.example/t/", "--outlet", "The Paper"
    )
    assert (ended.status, ended.err) == (0, "")
    assert "8 articles (8 new) with 7 quotations" in ended.out
    assert '"title":"e"' in run("search", "Sentence number 7", "--json").out.replace(" ", "")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"%PDF", "not a .ndjson"),
        ("a.txt", b"words", "--url-prefix"),
        ("a.json", b"[", "not JSON"),
        ("a.json", b"[1]", "JSON object"),
        ("a.ndjson.gz", b"no gzip", "cannot be read"),
        ("a.ndjson.gz", gzip.compress(b"{}\n" * 9, mtime=0)[:-12], "cannot be read"),
    ],
)
def test_files_that_cannot_be_read(
    run: Run, tmp_path: Path, name: str, content: bytes, reason: str
):
    (tmp_path / name).write_bytes(content)
    ended = run("import", tmp_path / name)
    assert ended.status == 1
    assert f"{tmp_path / name}:1: " in ended.err
    assert reason in ended.err


def test_a_text_that_is_no_utf8(run: Run, tmp_path: Path):
    (tmp_path / "a.txt").write_bytes("é".encode("latin-1"))
    ended = run("import", tmp_path / "a.txt", "--url-prefix", "https://paper.example/")
    assert "not UTF-8: byte 0" in ended.err


def test_a_broken_off_import_goes_on_where_it_stopped(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("QUOTE_PROVENANCE_BATCH_CHUNK_LINES", "2")
    path = tmp_path / "a.ndjson"
    path.write_bytes(lines(*(row(number) for number in range(7))))
    run("import", path)
    kept = tmp_path / "data" / "imports.json"
    state = json.loads(kept.read_bytes())
    assert state[str(path)]["finished"]
    # As it is left when the process dies after its second step.
    state[str(path)] |= {"finished": False, "line": 4}
    kept.write_text(json.dumps(state))
    assert "3 articles (0 new)" in run("import", path).out


def test_a_spoilt_memory_is_no_harm(run: Run, tmp_path: Path):
    path = tmp_path / "a.ndjson"
    path.write_bytes(lines(row(1)))
    run("import", path)
    (tmp_path / "data" / "imports.json").write_bytes(b"[1, 2")
    assert "1 articles (0 new)" in run("import", path).out


@pytest.fixture
def service_url(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "served"
    listener = _listen("127.0.0.1", 0)
    settings = Settings.model_validate({"data_dir": folder})
    app = create_app(settings, open_store(folder))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()


def test_into_a_running_service(run: Run, tmp_path: Path, service_url: str):
    path = tmp_path / "a.ndjson"
    path.write_bytes(lines(row(1), b"{", row(2, url="nowhere"), row(3)))
    ended = run("import", path, "--url", service_url)
    assert ended.status == 0
    assert "2 articles (2 new) with 2 quotations" in ended.out
    assert f"{path}:2: not JSON" in ended.err
    assert f"{path}:3: the URL is not" in ended.err
    assert "2 articles (0 new)" in run("import", path, "--url", service_url).out


def test_into_a_service_that_is_not_there(run: Run, tmp_path: Path):
    path = tmp_path / "a.ndjson"
    path.write_bytes(lines(row(1)))
    listener = _listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    listener.close()
    ended = run("import", path, "--url", f"http://127.0.0.1:{port}")
    assert ended.status == 1
    assert "the service does not answer" in ended.err


def test_what_a_page_sets_apart_reaches_a_running_service(
    run: Run, tmp_path: Path, service_url: str
):
    told = "The harbour was quiet in the morning, and the boats stayed where they were left."
    page = f"""<html lang="en"><body><article><h1>Quiet</h1><p>{told}</p>
<figure><img src="a.jpg"><figcaption>“We are ready to work,” Luis Prado told the crowd on Friday.
</figcaption></figure><p>{told} Nobody slept.</p><p>{told} The baker did.</p></article></body>"""
    (tmp_path / "quiet.html").write_text(page, encoding="utf-8")
    prefix = ("--url-prefix", "https://paper.example/")
    assert run("import", tmp_path / "quiet.html", *prefix, "--url", service_url).status == 0
    found = httpx.get(f"{service_url}/v1/search", params={"q": "ready to work"}).json()
    (source,) = found["statements"][0]["wordings"][0]["sources"]
    assert source["place"] == "caption"
    article = httpx.get(f"{service_url}/v1/articles/{source['article_id']}").json()
    (region,) = article["regions"]
    assert article["text"][region["start"] : region["end"]].startswith("“We are ready to work,”")


def failures_in(folder: Path) -> dict[str, int]:
    store = open_store(folder)
    try:
        with store.reading() as tx:
            return {each.reason: each.items for each in tx.failures(hosts=1)}
    finally:
        store.close()


def test_bad_rows_are_counted_once_however_often_they_are_imported(run: Run, tmp_path: Path):
    rows = (row(1), row(2, text=" "), b"{", row(3, colour=1), row(4, url="nowhere"), row(5, text=3))
    (tmp_path / "bad.ndjson").write_bytes(lines(*rows))
    for options in ((), ("--again", "--workers", "2")):
        assert "5 bad rows" in run("import", *options, tmp_path / "bad.ndjson").out
    found = failures_in(tmp_path / "data")
    # what has no readable address counts each time
    assert found == {"empty_text": 1, "validation": 2, "malformed_json": 2, "invalid_url": 2}
