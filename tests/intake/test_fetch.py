"""Fetching from a server that misbehaves in every way we know; each way ends soon, by its name."""

from __future__ import annotations

import gzip
import socket
import time
from typing import TYPE_CHECKING

import pytest

from service.intake.exchange import Bounds
from service.intake.fetch import (
    PAGE_TYPES,
    FetchConfig,
    Fetcher,
    Known,
    Pacer,
    read_retry_after,
)
from service.intake.problems import FetchError, FetchProblem
from tests.intake.misbehaving import (
    HTML,
    MisbehavingServer,
    answer,
    bomb,
    cut_gzip,
    drip_body,
    drip_head,
    endless,
    gzipped,
    misbehaving_server,
    redirect,
    silent,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "<html><body><p>Número uno.</p></body></html>".encode()
BOUNDS = Bounds(connect_seconds=2.0, read_seconds=0.6, total_seconds=0.8, max_bytes=500_000)
LIMIT_SECONDS = 10.0


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with misbehaving_server() as running:
        yield running


def make_fetcher(**changes: object) -> Fetcher:
    settings: dict[str, object] = {
        "bounds": BOUNDS,
        "allow_private": True,
        "obey_robots": False,
        "seconds_between_requests": 0.0,
    }
    return Fetcher(FetchConfig(**(settings | changes)))  # type: ignore[arg-type]


def fetch_problem(fetcher: Fetcher, url: str) -> FetchError:
    started = time.monotonic()
    with pytest.raises(FetchError) as caught:
        fetcher.get(url, PAGE_TYPES)
    assert time.monotonic() - started < LIMIT_SECONDS
    return caught.value


def test_a_page_is_fetched_with_its_validators(server: MisbehavingServer):
    server.handlers["/a"] = lambda sock, _: answer(
        sock, PAGE, headers=(("ETag", '"1"'), ("Last-Modified", "Mon, 05 Jan 2026 10:00:00 GMT"))
    )
    fetched = make_fetcher().get(server.url + "/a", PAGE_TYPES)
    assert fetched.body == PAGE
    assert fetched.content_type == HTML
    assert (fetched.etag, fetched.not_modified) == ('"1"', False)
    (request,) = server.requests
    assert request.headers["user-agent"].startswith("quote-provenance/")
    assert request.headers["host"] == f"127.0.0.1:{server.port}"
    assert "if-none-match" not in request.headers


def test_what_is_known_is_not_fetched_again(server: MisbehavingServer):
    def handle(sock: socket.socket, request: object) -> None:
        known = request.headers.get("if-none-match") == '"1"'  # type: ignore[attr-defined]
        answer(sock, status="304 Not Modified") if known else answer(sock, PAGE)

    server.handlers["/a"] = handle
    fetched = make_fetcher().get(server.url + "/a", PAGE_TYPES, Known(etag='"1"'))
    assert fetched.not_modified
    assert fetched.body == b""


def test_gzip_is_undone(server: MisbehavingServer):
    server.handlers["/a"] = lambda sock, _: gzipped(sock, gzip.compress(PAGE, mtime=0))
    assert make_fetcher().get(server.url + "/a", PAGE_TYPES).body == PAGE


def test_redirects_are_followed_and_named(server: MisbehavingServer):
    server.handlers["/a"] = lambda sock, _: redirect(sock, "/b?x=1", "301 Moved")
    server.handlers["/b?x=1"] = lambda sock, _: answer(sock, PAGE)
    fetched = make_fetcher().get(server.url + "/a", PAGE_TYPES)
    assert fetched.url == server.url + "/b?x=1"
    assert fetched.redirects == (server.url + "/a",)


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        (drip_body, FetchProblem.TIMEOUT),
        (drip_head, FetchProblem.TIMEOUT),
        (silent, FetchProblem.TIMEOUT),
        (endless, FetchProblem.TOO_LARGE),
        (lambda sock, _: gzipped(sock, bomb()), FetchProblem.TOO_LARGE),
        (lambda sock, _: gzipped(sock, cut_gzip()), FetchProblem.TRUNCATED),
        (lambda sock, _: gzipped(sock, b"no gzip at all"), FetchProblem.CONTENT_ENCODING),
        (
            lambda sock, _: answer(sock, PAGE, headers=(("Content-Encoding", "br"),)),
            FetchProblem.CONTENT_ENCODING,
        ),
        (lambda sock, _: answer(sock, PAGE, length=len(PAGE) + 50), FetchProblem.TRUNCATED),
        (
            lambda sock, _: sock.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>ab\r\nff\r\ncd"
            ),
            FetchProblem.TRUNCATED,
        ),
        (lambda sock, _: sock.sendall(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), FetchProblem.PROTOCOL),
        (
            lambda sock, _: sock.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 500 + b"\r\n"),
            FetchProblem.PROTOCOL,
        ),
        (lambda sock, _: sock.close(), FetchProblem.CONNECT),
        (
            lambda sock, _: answer(sock, b"%PDF", content_type="application/pdf"),
            FetchProblem.CONTENT_TYPE,
        ),
        (lambda sock, _: redirect(sock, "/a"), FetchProblem.TOO_MANY_REDIRECTS),
        (lambda sock, _: redirect(sock, "ftp://x.example/a"), FetchProblem.SCHEME),
        (lambda sock, _: redirect(sock, "file:///etc/passwd"), FetchProblem.SCHEME),
        (lambda sock, _: redirect(sock, "http://u:p@x.example/"), FetchProblem.CREDENTIALS_IN_URL),
        (lambda sock, _: redirect(sock, "http://[bad"), FetchProblem.BAD_URL),
        (lambda sock, _: answer(sock, status="500 Broken"), FetchProblem.STATUS),
    ],
    ids=[
        "drips the body",
        "drips the head",
        "says nothing",
        "never ends",
        "gzip bomb",
        "gzip cut off",
        "gzip that is none",
        "brotli unasked",
        "length too long",
        "chunks cut off",
        "no HTTP",
        "500 header lines",
        "hangs up",
        "a PDF",
        "redirect loop",
        "redirect to ftp",
        "redirect to a file",
        "redirect with credentials",
        "redirect to nonsense",
        "status 500",
    ],
)
def test_misbehaviour_ends_soon_and_by_its_name(
    server: MisbehavingServer, handler: object, reason: FetchProblem
):
    server.handlers["/a"] = handler  # type: ignore[assignment]
    assert fetch_problem(make_fetcher(), server.url + "/a").reason is reason


def test_a_long_way_of_redirects_is_left(server: MisbehavingServer):
    for number in range(9):
        server.handlers[f"/{number}"] = lambda sock, _, n=number: redirect(sock, f"/{n + 1}")
    error = fetch_problem(make_fetcher(max_redirects=3), server.url + "/0")
    assert error.reason is FetchProblem.TOO_MANY_REDIRECTS
    assert len(server.requests) == 4


def test_a_length_too_short_cuts_the_body(server: MisbehavingServer):
    server.handlers["/a"] = lambda sock, _: answer(sock, PAGE, length=10)
    assert make_fetcher().get(server.url + "/a", PAGE_TYPES).body == PAGE[:10]


def test_status_and_retry_after_are_told(server: MisbehavingServer):
    server.handlers["/a"] = lambda sock, _: answer(
        sock, status="429 Too Many", headers=(("Retry-After", "120"),)
    )
    error = fetch_problem(make_fetcher(), server.url + "/a")
    assert (error.status, error.retry_after_seconds) == (429, 120.0)


def test_loopback_is_refused_by_default(server: MisbehavingServer):
    error = fetch_problem(make_fetcher(allow_private=False), server.url + "/a")
    assert error.reason is FetchProblem.PORT
    assert server.requests == []


def test_a_redirect_to_a_private_address_is_refused(
    server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch
):
    """The first hop is let through by naming its address public; the second one is not."""
    server.handlers["/a"] = lambda sock, _: redirect(
        sock, "http://169.254.169.254/latest/meta-data"
    )
    monkeypatch.setattr("service.intake.addresses.PUBLIC_PORTS", {80, server.port})
    monkeypatch.setattr("service.intake.addresses.is_public", lambda ip: ip == "127.0.0.1")
    error = fetch_problem(make_fetcher(allow_private=False), server.url + "/a")
    assert error.reason is FetchProblem.PRIVATE_ADDRESS
    assert len(server.requests) == 1


def test_a_closed_port_is_no_connection():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert fetch_problem(make_fetcher(), f"http://127.0.0.1:{port}/").reason is FetchProblem.CONNECT


def test_a_server_that_speaks_no_tls_is_no_secure_connection(server: MisbehavingServer):
    server.handlers["/"] = lambda sock, _: answer(sock, PAGE)
    error = fetch_problem(make_fetcher(), f"https://127.0.0.1:{server.port}/")
    assert error.reason in {FetchProblem.CONNECT, FetchProblem.TIMEOUT}


def test_robots_are_obeyed_and_asked_once(server: MisbehavingServer):
    rules = b"User-agent: *\nDisallow: /private\n"
    server.handlers["/robots.txt"] = lambda sock, _: answer(sock, rules, content_type="text/plain")
    server.handlers["/open"] = lambda sock, _: answer(sock, PAGE)
    fetcher = make_fetcher(obey_robots=True)
    assert fetcher.get(server.url + "/open", PAGE_TYPES).body == PAGE
    assert fetch_problem(fetcher, server.url + "/private/a").reason is FetchProblem.ROBOTS
    assert (server.asked("/robots.txt"), server.asked("/private/a")) == (1, 0)


def test_without_rules_everything_is_allowed(server: MisbehavingServer):
    server.handlers["/open"] = lambda sock, _: answer(sock, PAGE)
    assert make_fetcher(obey_robots=True).get(server.url + "/open", PAGE_TYPES).body == PAGE


def test_a_server_in_trouble_allows_nothing(server: MisbehavingServer):
    server.handlers["/robots.txt"] = lambda sock, _: answer(sock, status="503 Busy")
    error = fetch_problem(make_fetcher(obey_robots=True), server.url + "/open")
    assert error.reason is FetchProblem.ROBOTS


def test_requests_to_one_site_are_kept_apart():
    now = [100.0]
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    pacer = Pacer(clock=lambda: now[0], sleep=sleep)
    for site in ("http://a.example", "http://b.example", "http://a.example", "http://a.example"):
        pacer.wait(site, 2.0)
    assert waits == [2.0, 2.0]
    now[0] += 10
    pacer.wait("http://a.example", 2.0)
    assert waits == [2.0, 2.0]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("30", 30.0),
        ("99999999999999999999", 604_800.0),
        ("Mon, 05 Jan 2015 10:00:00 GMT", 0.0),
    ],
)
def test_retry_after_is_read_within_bounds(written: str | None, seconds: float | None):
    assert read_retry_after(written) == seconds


def test_errors_show_no_query_and_no_credentials():
    fetcher = make_fetcher(allow_private=False)
    error = fetch_problem(fetcher, "http://127.0.0.1/path?token=secret")
    assert error.reason is FetchProblem.PRIVATE_ADDRESS
    assert "secret" not in str(error)
    assert "secret" not in str(fetch_problem(fetcher, "http://me:secret@127.0.0.1/"))
