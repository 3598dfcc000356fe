"""A real HTTP server on loopback that does what servers on the web do to their readers."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HTML = "text/html; charset=utf-8"
DRIP_SECONDS = 0.05


class Request:
    def __init__(self, head: bytes) -> None:
        lines = head.decode("latin-1").split("\r\n")
        self.path = lines[0].split(" ")[1]
        self.headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines[1:])
            if name
        }


def answer(
    sock: socket.socket,
    body: bytes = b"",
    *,
    status: str = "200 OK",
    content_type: str = HTML,
    headers: tuple[tuple[str, str], ...] = (),
    length: int | None = None,
) -> None:
    fields = [("Content-Type", content_type)]
    fields.append(("Content-Length", str(len(body) if length is None else length)))
    head = "".join(f"{name}: {value}\r\n" for name, value in [*fields, *headers])
    sock.sendall(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body)


def gzipped(sock: socket.socket, body: bytes, content_type: str = HTML) -> None:
    answer(sock, body, content_type=content_type, headers=(("Content-Encoding", "gzip"),))


def redirect(sock: socket.socket, location: str, status: str = "302 Found") -> None:
    answer(sock, status=status, headers=(("Location", location),))


def drip_body(sock: socket.socket, _: Request) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(400):
        sock.sendall(b"<p>")
        time.sleep(DRIP_SECONDS)


def drip_head(sock: socket.socket, _: Request) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(400):
        sock.sendall(f"X-{number}: y\r\n".encode() if number < 90 else b"Z")
        time.sleep(DRIP_SECONDS)


def endless(sock: socket.socket, _: Request) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(2000):
        sock.sendall(b"<p>more and more</p>" * 500)


def silent(sock: socket.socket, _: Request) -> None:
    with suppress(OSError):
        sock.recv(1)


@cache
def bomb() -> bytes:
    return gzip.compress(b"<p>nothing</p>" * 300_000, mtime=0)


def cut_gzip() -> bytes:
    return gzip.compress(b"<html><p>" + bytes(range(256)) * 200)[:-40]


class MisbehavingServer:
    """Answers each path by its handler; unknown paths get 404. Remembers what was asked."""

    def __init__(self) -> None:
        self.handlers: dict[str, Callable[[socket.socket, Request], None]] = {}
        self.requests: list[Request] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._workers: list[threading.Thread] = []
        self._open: set[socket.socket] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def asked(self, path: str) -> int:
        return sum(request.path == path for request in self.requests)

    def _serve(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            worker = threading.Thread(target=self._work, args=(sock,), daemon=True)
            self._workers.append(worker)
            worker.start()

    def _work(self, sock: socket.socket) -> None:
        self._open.add(sock)
        with suppress(OSError), sock:
            head = b""
            while b"\r\n\r\n" not in head:
                piece = sock.recv(4096)
                if not piece:
                    return
                head += piece
            request = Request(head)
            self.requests.append(request)
            handler = self.handlers.get(request.path)
            if handler is None:
                answer(sock, b"<p>no</p>", status="404 Not Found")
            else:
                handler(sock, request)
            sock.shutdown(socket.SHUT_WR)
        self._open.discard(sock)

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in list(self._open):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in [self._thread, *self._workers]:
            thread.join(timeout=5)

    def start(self) -> None:
        self._thread.start()


@contextmanager
def misbehaving_server() -> Iterator[MisbehavingServer]:
    server = MisbehavingServer()
    server.start()
    try:
        yield server
    finally:
        server.close()
