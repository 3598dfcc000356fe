"""The part of the port that is about watches and what they have to tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from service.domain.watches import DeliveryStatus, WatchTarget
    from service.store.records import ChangeKind


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where to send, and the secret to sign with; kept as it is, since signing needs it.

    ``old_secret`` is the one before it, which signs beside it until ``old_until``.
    """

    url: str
    secret: str = field(repr=False)
    old_secret: str | None = field(default=None, repr=False)
    old_until: datetime | None = None

    def secrets(self, now: datetime) -> tuple[str, ...]:
        """Returns the secrets that sign at this time, the newest first."""
        if self.old_secret is None or self.old_until is None or self.old_until <= now:
            return (self.secret,)
        return (self.secret, self.old_secret)


@dataclass(frozen=True, slots=True)
class Watch:
    """A standing question. ``owner`` is the id of the key that made it, None without keys.

    ``position`` is the number of the last change that was held against it. ``feed_token_sha256``
    is what is kept of the token by which its feeds are read without a key.
    """

    id: str
    owner: str | None
    name: str
    target: WatchTarget
    kinds: frozenset[ChangeKind]
    created_at: datetime
    position: int
    webhook: Webhook | None = None
    feed_token_sha256: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class WatchEvent:
    """An event that a watch asked for, and how far its delivery has come.

    ``seq`` is its number in the change feed, None for a ping. It names things (``named``: what the
    change names; mentions and statements that fit) and holds no words: these are read when it is
    shown, so that nothing outlives a take-down.
    """

    id: str
    watch_id: str
    seq: int | None
    at: datetime
    kind: str
    named: tuple[str, ...]
    mention_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]
    status: DeliveryStatus
    tries: int = 0
    next_try_at: datetime | None = None
    last_try_at: datetime | None = None
    problem: str | None = None


class WatchReader(Protocol):
    """A consistent snapshot."""

    def get_watch(self, watch_id: str) -> Watch | None:
        """Returns the watch; None when there is none."""

    def list_watches(
        self, *, owner: str | None, everybody: bool, after: str | None, limit: int
    ) -> Sequence[Watch]:
        """Returns watches of this owner, or of everybody, oldest first; ``after`` is an id."""

    def count_watches(self, owner: str | None) -> int:
        """Returns how many watches this owner has."""

    def watches_behind(self) -> Sequence[Watch]:
        """Returns the watches that have not seen the last change, by position, then by id."""

    def last_change(self) -> int:
        """Returns the number of the last change, 0 when there is none."""

    def correction_targets(self, correction_ids: Collection[str]) -> Mapping[str, str]:
        """Returns what these corrections are about, by their ids."""

    def get_watch_event(self, event_id: str) -> WatchEvent | None:
        """Returns the event; None when there is none."""

    def list_watch_events(
        self, watch_id: str, *, status: DeliveryStatus | None, before: str | None, limit: int
    ) -> Sequence[WatchEvent]:
        """Returns events of the watch, newest first; ``before`` is an event's id."""

    def due_watch_events(self, now: datetime, *, limit: int) -> Sequence[WatchEvent]:
        """Returns the oldest pending event that is due of each watch, longest due first."""


class WatchWriter(WatchReader, Protocol):
    """One transaction."""

    def add_watch(self, watch: Watch) -> None:
        """Keeps a watch."""

    def remove_watch(self, watch_id: str) -> None:
        """Forgets a watch with its events and its secret."""

    def set_webhook(self, watch_id: str, webhook: Webhook) -> None:
        """Sets where a watch sends and what it signs with."""

    def drop_old_secrets(self, now: datetime) -> None:
        """Forgets the old secrets whose time is over."""

    def set_feed_token(self, watch_id: str, sha256: str | None) -> None:
        """Sets the hash of the token by which the feeds of a watch are read; None for none."""

    def move_watches(self, positions: Mapping[str, int]) -> None:
        """Notes how far the watches with these ids have come; never backwards."""

    def add_watch_events(self, events: Sequence[WatchEvent], *, keep: int) -> None:
        """Keeps events of watches that are there; of each watch the newest ``keep``.

        An event that is there stays as it is.
        """

    def set_delivery(self, event: WatchEvent) -> None:
        """Sets status, tries, times and problem of an event that is there."""
