"""Clients that send as slowly as they can: told so in the end, and in nobody's way until then."""

from __future__ import annotations

import json
import socket
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import httpx2

from tests.http.conftest import serving
from tests.http.test_streaming import read_until

if TYPE_CHECKING:
    from pathlib import Path

BODY = json.dumps({"text": "“Sounds good to me,” Ana Gómez said."}).encode()


def head(path: str, media_type: str, length: str) -> bytes:
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {media_type}\r\n{length}\r\n\r\n"
    ).encode()


WHOLE = head("/v1/extract", "application/json", f"Content-Length: {len(BODY)}")
BATCH = head("/v1/articles/batch", "application/x-ndjson", "Transfer-Encoding: chunked")


def read_all(connection: socket.socket) -> bytes:
    seen = b""
    while piece := connection.recv(65_536):
        seen += piece
    return seen


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def test_a_body_that_drips_is_given_up(tmp_path: Path):
    with serving(tmp_path, body_seconds=0.5) as port, connect(port) as connection:
        connection.sendall(WHOLE)
        for byte in BODY[:6]:
            connection.sendall(bytes([byte]))
            time.sleep(0.05)
        answer = read_all(connection)
    start, _, document = answer.partition(b"\r\n\r\n")
    assert start.startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in start.lower()
    assert json.loads(document)["type"] == "/problems/slow-body"


def test_a_batch_may_pause_but_not_for_ever(tmp_path: Path):
    with serving(tmp_path, body_seconds=0.5) as port, connect(port) as connection:
        connection.sendall(BATCH)
        for _ in range(4):  # longer in all than one piece may take
            connection.sendall(b"3\r\n{}\n\r\n")
            time.sleep(0.25)
        answer = read_until(connection, b"/problems/slow-body")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.count(b"/problems/validation") == 4


def test_many_slow_clients_hold_nobody_up(tmp_path: Path):
    with serving(tmp_path, threads=2) as port, ExitStack() as open_ones:
        slow = [open_ones.enter_context(connect(port)) for _ in range(20)]
        for connection in slow:
            connection.sendall(WHOLE + BODY[:9])
        answer = httpx2.post(
            f"http://127.0.0.1:{port}/v1/extract",
            content=BODY,
            timeout=10,
            headers={"Content-Type": "application/json"},
        )
        assert answer.status_code == 200
        slow[0].sendall(BODY[9:])
        assert slow[0].recv(65_536).startswith(b"HTTP/1.1 200 ")
