"""One request to one checked address, and its answer, bounded in time and size.

The standard library's client is used since it lets the connection be made to exactly the address
that was checked, while the certificate is checked against the name.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.intake.compression import Inflater
from service.intake.problems import FetchError, FetchProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from service.intake.addresses import Target

PIECE_BYTES = 65_536
PLAIN = frozenset({"", "identity"})
PACKED = frozenset({"gzip", "x-gzip", "deflate"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long and how much. ``total_seconds`` covers the whole exchange from the connection."""

    connect_seconds: float = 10.0
    read_seconds: float = 15.0
    total_seconds: float = 60.0
    max_bytes: int = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, headers by lower-case name, and the body with its content encoding undone."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def exchange(
    target: Target, addresses: list[str], headers: Mapping[str, str], bounds: Bounds
) -> Answer:
    """Returns the answer to a GET request for the target, asked at the first address that answers.

    Raises:
        FetchError: no connection, too slow, too large, cut off, or no HTTP.
    """
    deadline = time.monotonic() + bounds.total_seconds
    plain = connect(addresses, target, bounds)
    guard = Deadline(plain, deadline)
    try:
        with guard, contextlib.closing(speak(plain, target, bounds, guard)) as connection:
            answer = ask(connection, target, headers, bounds)
    except (FetchError, OSError, http.client.HTTPException, ValueError) as error:
        raise as_fetch_error(error, expired=guard.expired) from None
    finally:
        guard.close()
    # A socket that the guard shut looks like an answer that came to its end.
    if guard.expired:
        raise FetchError(FetchProblem.TIMEOUT, "the answer took too long")
    return answer


class Deadline:
    """Shuts a socket down when its time is over, whatever trickle of bytes keeps it busy.

    A timeout on each read would not do: a server that sends a byte now and then never meets it.
    """

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        """Prepare; the watch begins with the ``with`` block."""
        self.expired = False
        self._sock = sock
        self._timer = threading.Timer(max(deadline - time.monotonic(), 0.0), self.expire)
        self._timer.daemon = True

    def watch(self, sock: socket.socket) -> None:
        """Watch this socket in place of the one before (TLS wraps it in another)."""
        self._sock = sock

    def close(self) -> None:
        """Let go of the socket; TLS may have taken it over before the client knew it."""
        self._sock.close()

    def expire(self) -> None:
        """Shut the socket down now."""
        self.expired = True
        with contextlib.suppress(OSError):
            # Not the TLS socket's own method, which takes its state away under the reader.
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)

    def __enter__(self) -> None:
        """Start the watch."""
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        """End the watch."""
        self._timer.cancel()


def connect(addresses: list[str], target: Target, bounds: Bounds) -> socket.socket:
    """Returns a connection to the first of the checked addresses that takes one."""
    failure: OSError | None = None
    for address in addresses:
        try:
            sock = socket.create_connection((address, target.port), timeout=bounds.connect_seconds)
        except OSError as error:
            failure = error
            continue
        sock.settimeout(bounds.read_seconds)
        return sock
    reason = FetchProblem.TIMEOUT if isinstance(failure, TimeoutError) else FetchProblem.CONNECT
    raise FetchError(reason, f"{target.host} takes no connection") from failure


def speak(
    sock: socket.socket, target: Target, bounds: Bounds, guard: Deadline
) -> http.client.HTTPConnection:
    """Returns a client over this socket, inside TLS for https."""
    connection = http.client.HTTPConnection(target.host, target.port, timeout=bounds.read_seconds)
    connection.sock = sock
    if target.scheme == "https":
        context = ssl.create_default_context()
        inside = context.wrap_socket(
            sock, server_hostname=target.host, do_handshake_on_connect=False
        )
        connection.sock = inside
        guard.watch(inside)
        inside.do_handshake()
    return connection


def ask(
    connection: http.client.HTTPConnection,
    target: Target,
    headers: Mapping[str, str],
    bounds: Bounds,
) -> Answer:
    """Returns the answer to the request."""
    connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": target.authority, **headers, "Connection": "close"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    # The answer takes the socket over, so it has to be closed as well.
    with contextlib.closing(connection.getresponse()) as response:
        fields = {name.lower(): value for name, value in response.getheaders()}
        encoding = fields.get("content-encoding", "").strip().lower()
        body = b"".join(read_body(response, encoding, bounds.max_bytes))
        return Answer(response.status, fields, body)


def read_body(response: http.client.HTTPResponse, encoding: str, max_bytes: int) -> Iterator[bytes]:
    """Yields the plain pieces of the body.

    Raises:
        FetchError: too large as sent or unpacked, packed in a way we did not ask for, or cut off.
    """
    if encoding not in PLAIN | PACKED:
        raise FetchError(FetchProblem.CONTENT_ENCODING, f"packed as {encoding[:40]!r}")
    inflater = Inflater(max_bytes) if encoding in PACKED else None
    size = 0
    while piece := response.read(PIECE_BYTES):
        size += len(piece)
        if size > max_bytes:
            raise FetchError(FetchProblem.TOO_LARGE, f"more than {max_bytes} bytes")
        yield inflater.feed(piece) if inflater else piece
    # ``length`` counts what is still missing of the declared length.
    if response.length or (inflater and size and not inflater.is_whole):
        raise FetchError(FetchProblem.TRUNCATED, "the answer is cut off")


# From the particular to the general: the first that fits names the failure.
FAILURES: tuple[tuple[type[Exception], FetchProblem, str], ...] = (
    (TimeoutError, FetchProblem.TIMEOUT, "the answer took too long"),
    (http.client.IncompleteRead, FetchProblem.TRUNCATED, "the answer is cut off"),
    (http.client.RemoteDisconnected, FetchProblem.CONNECT, "the server hung up"),
    (ssl.SSLError, FetchProblem.CONNECT, "no secure connection"),
    (http.client.HTTPException, FetchProblem.PROTOCOL, "the answer is no HTTP"),
    (ValueError, FetchProblem.PROTOCOL, "the answer is no HTTP"),
)


def as_fetch_error(error: Exception, *, expired: bool) -> FetchError:
    """Returns the error in our words, without anything that the server sent."""
    if expired:
        return FetchError(FetchProblem.TIMEOUT, "the answer took too long")
    if isinstance(error, FetchError):
        return error
    for kind, reason, message in FAILURES:
        if isinstance(error, kind):
            return FetchError(reason, message)
    return FetchError(FetchProblem.CONNECT, "the connection broke")
