from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from service.intake.files import iter_pages
from service.intake.problems import PageProblem

if TYPE_CHECKING:
    from pathlib import Path

PAGE = b"<html><body><p>One line.</p></body></html>"


def make_record(kind: str, url: str, content: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2026-01-05T12:00:00Z\r\nWARC-Record-ID: <urn:uuid:{kind}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(content)}\r\n"
    )
    return head.encode() + b"\r\n" + content + b"\r\n\r\n"


def make_archive(*, packed: bool, status: str = "200 OK", kind: str = "text/html") -> bytes:
    records = []
    for number in range(3):
        body = gzip.compress(PAGE, mtime=0) if number == 1 else PAGE
        encoding = "Content-Encoding: gzip\r\n" if number == 1 else ""
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{encoding}\r\n".encode()
        url = f"https://valley.example/{number}"
        records += [make_record("response", url, head + body), make_record("metadata", url, b"x")]
    return b"".join(gzip.compress(record, mtime=0) if packed else record for record in records)


@pytest.mark.parametrize("name", ["a.html", "a.html.gz"])
def test_a_page_is_read_plain_or_packed(tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_bytes(gzip.compress(PAGE, mtime=0) if name.endswith(".gz") else PAGE)
    (page,) = iter_pages(path)
    assert (page.place, page.html, page.url, page.problem) == (name, PAGE, None, None)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_an_archive_gives_its_pages_with_their_addresses(tmp_path: Path, packed: bool):
    path = tmp_path / "a.warc"
    path.write_bytes(make_archive(packed=packed))
    pages = list(iter_pages(path))
    assert [page.url for page in pages] == [f"https://valley.example/{n}" for n in range(3)]
    assert {page.html for page in pages} == {PAGE}
    assert {page.content_type for page in pages} == {"text/html"}
    assert {page.seen_at for page in pages} == {datetime(2026, 1, 5, 12, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("status", "kind"), [("404 Not Found", "text/html"), ("200 OK", "image/png")]
)
def test_what_is_no_page_in_an_archive_is_passed_over(tmp_path: Path, status: str, kind: str):
    path = tmp_path / "a.warc"
    path.write_bytes(make_archive(packed=False, status=status, kind=kind))
    assert list(iter_pages(path)) == []


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("cut.html.gz", gzip.compress(PAGE * 50, mtime=0)[:-12], PageProblem.BROKEN),
        ("bomb.html.gz", gzip.compress(b"<p>" * 1_000_000, mtime=0), PageProblem.TOO_LARGE),
        ("words.warc", b"no archive at all\r\n\r\n", PageProblem.BROKEN),
        ("cut.warc.gz", make_archive(packed=True)[:60], PageProblem.BROKEN),
    ],
)
def test_a_damaged_file_carries_its_problem(
    tmp_path: Path, name: str, data: bytes, reason: PageProblem
):
    path = tmp_path / name
    path.write_bytes(data)
    *_, last = iter_pages(path, max_bytes=100_000)
    assert last.problem is not None
    assert last.problem.reason is reason
    assert name in last.place


def test_an_empty_archive_holds_nothing(tmp_path: Path):
    path = tmp_path / "empty.warc"
    path.write_bytes(b"")
    assert list(iter_pages(path)) == []
