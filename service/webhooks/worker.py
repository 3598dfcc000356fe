"""The threads that follow the change feed for all watches and send what they ask for.

One thread reads the feed and looks for what is due; a few others send, at most one request to one
host at a time, so that a slow receiver holds up nobody else. What is to be sent stands in the
record: the queue is bounded there, and a restart goes on where it was.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import structlog

from service.domain.errors import StoreClosedError, StoreError
from service.domain.watches import Attempt, DeliveryStatus, RetryPlan
from service.usecases.config import Limits
from service.usecases.deliver import due_deliveries, load_delivery, record_attempt
from service.usecases.watch_following import WatchFollower
from service.webhooks.sender import Sender, SenderConfig
from service.webhooks.signing import signed_headers

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.store.base import QuoteStore
    from service.store.watches import Watch, WatchEvent
    from service.usecases.deliver import EventView

_AFTER_FAULT_SECONDS: Final = 30.0

_log = structlog.get_logger("service.webhooks")


@dataclass(frozen=True, slots=True)
class WorkerConfig:
    """How many threads send, how, and how often; see ``RetryPlan``, ``SenderConfig``.

    ``pause_seconds`` lie between two looks at the change feed.
    """

    threads: int = 4
    pause_seconds: float = 0.5
    events_kept: int = 1_000
    sender: SenderConfig = field(default_factory=SenderConfig)
    plan: RetryPlan = field(default_factory=RetryPlan)
    limits: Limits = field(default_factory=Limits)


class WebhookWorker:
    """Follows and sends, in threads of its own, while the store is open."""

    def __init__(
        self,
        store: QuoteStore,
        config: WorkerConfig,
        write: Callable[[Watch, EventView], bytes],
        may_send: Callable[[Watch], bool] = lambda _: True,
    ) -> None:
        """Begins nothing yet.

        Args:
            store: where watches and changes are.
            config: limits of sending.
            write: makes the body of a request.
            may_send: whether anything may be sent for a watch now; what is not stays pending.
        """
        self._store = store
        self._config = config
        self._write = write
        self._may_send = may_send
        self._sender = Sender(config.sender)
        self._follower = WatchFollower(store, config.events_kept)
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._busy: set[str] = set()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        """Begins to follow and to send."""
        self._thread.start()

    def stop(self) -> None:
        """Breaks off what is being sent; to be called before the store is closed.

        A try that is broken off counts for nothing and is made again after the next start.
        """
        self._stop.set()
        self._wake.set()
        self._sender.stop()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        with ThreadPoolExecutor(self._config.threads, thread_name_prefix="webhook") as pool:
            while not self._stop.is_set():
                pause = self._config.pause_seconds
                try:
                    has_more = self._follower.step(datetime.now(UTC))
                    self._send_due(pool)
                    pause = 0.0 if has_more else pause
                except StoreClosedError:
                    return
                except StoreError as error:
                    # the store may answer again; positions and events are still there
                    _log.warning("watches_failed", error=str(error))
                    pause = _AFTER_FAULT_SECONDS
                except Exception as error:  # noqa: BLE001  a fault of ours must not end the thread
                    _log.error("watches_failed", error=type(error).__name__)
                    pause = _AFTER_FAULT_SECONDS
                self._wake.wait(pause)
                if not self._stop.is_set():
                    self._wake.clear()

    def _send_due(self, pool: ThreadPoolExecutor) -> None:
        for watch, event in due_deliveries(self._store, now=datetime.now(UTC)):
            if not self._may_send(watch):
                continue
            host = urlsplit(watch.webhook.url).netloc if watch.webhook else ""
            with self._lock:
                if len(self._busy) >= self._config.threads:
                    return
                if host in self._busy:
                    continue
                self._busy.add(host)
            pool.submit(self._deliver, watch, event, host)

    def _deliver(self, watch: Watch, event: WatchEvent, host: str) -> None:
        try:
            self._try_once(watch, event)
        except StoreError as error:
            # not noted, so it is tried again
            _log.warning("delivery_not_noted", delivery=event.id, error=str(error))
        except Exception as error:  # noqa: BLE001  a fault of ours must not be tried without end
            _log.error("delivery_failed", delivery=event.id, error=type(error).__name__)
            self._note(event, Attempt(datetime.now(UTC), "internal error"))
        finally:
            with self._lock:
                self._busy.discard(host)
            self._wake.set()

    def _try_once(self, watch: Watch, event: WatchEvent) -> None:
        if watch.webhook is None:
            return
        view = load_delivery(self._store, event, limits=self._config.limits)
        body = self._write(watch, view)
        at = datetime.now(UTC)
        headers = signed_headers(watch.webhook.secrets(at), event.id, at, body)
        sent = self._sender.post(watch.webhook.url, headers, body)
        if sent.problem is not None and self._stop.is_set():
            return
        attempt = Attempt(at, sent.problem, sent.is_gone, sent.retry_after_seconds)
        self._note(event, attempt)

    def _note(self, event: WatchEvent, attempt: Attempt) -> None:
        after = record_attempt(self._store, event, attempt, plan=self._config.plan)
        if after is not None and after.status is DeliveryStatus.DEAD:
            _log.warning("delivery_given_up", delivery=event.id, problem=attempt.problem)
