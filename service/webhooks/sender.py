"""One POST to one webhook, to an address that was checked, without following redirects."""

from __future__ import annotations

import contextlib
import http.client
import threading
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

from service.intake.addresses import check_url, resolve
from service.intake.exchange import Bounds, Deadline, as_fetch_error, connect, speak
from service.intake.fetch import read_retry_after
from service.intake.problems import FetchError, FetchProblem
from service.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.intake.addresses import Target

USER_AGENT = f"quote-provenance/{__version__} (webhook)"
_TAKEN = range(200, 300)


@dataclass(frozen=True, slots=True)
class SenderConfig:
    """How to send. ``total_seconds`` covers connection, request and the head of the answer.

    ``allow_private`` lets any address and port in, and http: for receivers of one's own only.
    """

    total_seconds: float = 10.0
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """What the receiver answered; ``problem`` is None when it took the event."""

    problem: str | None = None
    is_gone: bool = False
    retry_after_seconds: float | None = None


@dataclass(slots=True)
class Sender:
    """Sends; safe to share between threads."""

    config: SenderConfig
    _open: set[Deadline] = field(default_factory=set)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Sent:
        """Returns how the receiver took it; never raises for what a receiver or network does.

        The name is looked up once, every address found must be allowed, and the connection goes to
        one of them. Of the answer only the head is read.
        """
        try:
            target = check_url(url, allow_private=self.config.allow_private)
            if target.scheme != "https" and not self.config.allow_private:
                return Sent(problem=FetchProblem.SCHEME.value)
            addresses = resolve(target, allow_private=self.config.allow_private)
            response = self._exchange(target, addresses, headers, body)
        except FetchError as error:
            return Sent(problem=error.reason.value)
        status, retry_after = response
        if status in _TAKEN:
            return Sent()
        return Sent(
            problem=f"status {status}",
            is_gone=status == HTTPStatus.GONE,
            retry_after_seconds=read_retry_after(retry_after),
        )

    def stop(self) -> None:
        """Breaks off whatever is under way; what is sent afterwards fails at once."""
        self._stopped.set()
        for guard in list(self._open):
            guard.expire()

    def _exchange(
        self, target: Target, addresses: list[str], headers: Mapping[str, str], body: bytes
    ) -> tuple[int, str | None]:
        seconds = self.config.total_seconds
        each = seconds / max(len(addresses), 1)  # an address that swallows all leaves time for more
        bounds = Bounds(connect_seconds=each, read_seconds=seconds, total_seconds=seconds)
        deadline = time.monotonic() + seconds
        plain = connect(addresses, target, bounds)
        guard = Deadline(plain, deadline)
        self._open.add(guard)
        if self._stopped.is_set():
            guard.expire()
        try:
            with guard, contextlib.closing(speak(plain, target, bounds, guard)) as connection:
                answer = _ask(connection, target, headers, body)
        except (FetchError, OSError, http.client.HTTPException, ValueError) as error:
            raise as_fetch_error(error, expired=guard.expired) from None
        finally:
            self._open.discard(guard)
            guard.close()
        # A socket that the guard shut looks like a head that came to its end.
        if guard.expired:
            raise FetchError(FetchProblem.TIMEOUT, "the answer took too long")
        return answer


def _ask(
    connection: http.client.HTTPConnection,
    target: Target,
    headers: Mapping[str, str],
    body: bytes,
) -> tuple[int, str | None]:
    """Returns status and Retry-After of the answer."""
    connection.putrequest("POST", target.path, skip_host=True, skip_accept_encoding=True)
    sent = {
        "Host": target.authority,
        "User-Agent": USER_AGENT,
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        **headers,
        "Connection": "close",
    }
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    with contextlib.closing(connection.getresponse()) as response:
        return response.status, response.getheader("retry-after")
