"""Batches over a real connection: results come while lines are still being sent."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor

import httpx2

HEAD = (
    b"POST /v1/articles/batch HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
)


def article(number: int) -> bytes:
    text = f"“Sentence number {number} is ours,” Ana Gómez said."
    return json.dumps({"url": f"https://paper.example/{number}", "text": text}).encode() + b"\n"


def chunk(content: bytes) -> bytes:
    return f"{len(content):x}\r\n".encode() + content + b"\r\n"


def read_until(connection: socket.socket, wanted: bytes) -> bytes:
    seen = b""
    while wanted not in seen:
        piece = connection.recv(65_536)
        assert piece, seen
        seen += piece
    return seen


def test_results_come_before_the_end_of_the_batch(port: int):
    url = f"http://127.0.0.1:{port}"
    before = httpx2.get(f"{url}/v1/coverage").json()["articles"]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(HEAD + chunk(article(1) + article(2) + article(3)))
        first = read_until(connection, b'"line":2,')
        assert b'"line":3,' not in first
        assert httpx2.get(f"{url}/v1/coverage").json()["articles"] == before + 2
        connection.sendall(b"0\r\n\r\n")
        assert b'"line":3,' in read_until(connection, b"\r\n0\r\n\r\n")


def test_a_client_that_leaves_takes_nothing_half_with_it(port: int):
    url = f"http://127.0.0.1:{port}"
    before = httpx2.get(f"{url}/v1/coverage").json()["articles"]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(HEAD + chunk(article(10) + article(11) + article(12)[:30]))
        read_until(connection, b'"line":2,')
    found = httpx2.get(f"{url}/v1/coverage").json()
    assert found["articles"] == before + 2
    assert httpx2.get(f"{url}/readyz").status_code == 200


def test_a_client_that_sends_everything_before_it_reads_does_not_hang(port: int):
    lines = 10_000
    answer = httpx2.post(
        f"http://127.0.0.1:{port}/v1/articles/batch",
        content=b"{\n" * lines,
        headers={"Content-Type": "application/x-ndjson"},
        timeout=60,
    )
    # Far more than the buffers between the two hold.
    assert len(answer.content) > 4_000_000
    assert len(answer.content.splitlines()) == lines


def test_readers_go_on_while_articles_come_in(port: int):
    url = f"http://127.0.0.1:{port}"
    body = {"queries": {"a": {"text": "is ours"}}, "limit": 3}

    def read(_number: int) -> set[int]:
        with httpx2.Client(base_url=url, timeout=60) as client:
            codes = {client.post("/v1/match", json=body).status_code for _ in range(8)}
            return codes | {client.get("/v1/search?q=sentence").status_code}

    def write(start: int) -> set[int]:
        lines = b"".join(article(number) for number in range(start, start + 30))
        headers = {"Content-Type": "application/x-ndjson"}
        answer = httpx2.post(f"{url}/v1/articles/batch", content=lines, headers=headers, timeout=60)
        return {json.loads(line)["status"] for line in answer.content.splitlines()}

    with ThreadPoolExecutor(8) as pool:
        writers = pool.map(write, (1000, 2000))
        readers = pool.map(read, range(6))
        assert set().union(*readers) == {200}
        assert set().union(*writers) == {201}
