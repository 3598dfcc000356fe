"""Watches: made, listed, removed by whom they belong to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hmac import compare_digest
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from service.domain.errors import (
    EmptyTextError,
    FeedTokenError,
    InputError,
    LimitError,
    SpeakerNotFoundError,
    StatementNotFoundError,
    WatchNotFoundError,
    WordingNotFoundError,
)
from service.domain.ids import anchor_of, digest
from service.domain.text.tokens import words
from service.intake.addresses import check_url, is_public
from service.intake.problems import FetchError
from service.store.records import ChangeKind
from service.store.watches import Watch, Webhook
from service.usecases.ingest import check_text
from service.usecases.tombstones import raise_if_buried

if TYPE_CHECKING:
    from datetime import datetime

    from service.domain.watches import WatchTarget
    from service.store.base import QuoteStore, StoreReader

MAX_NAME_CHARS: Final = 200
MAX_FACET_CHARS: Final = 200

UNWATCHABLE: Final = frozenset({ChangeKind.ORIGIN_MERGED, ChangeKind.ARTICLE_TAKEN_DOWN})
"""Events that are about no words, and so concern no watch."""

USUAL_KINDS: Final = frozenset(
    {
        ChangeKind.ARTICLE_ADDED,
        ChangeKind.VERSION_ADDED,
        ChangeKind.STATEMENT_MERGED,
        ChangeKind.CORRECTION_ADDED,
        ChangeKind.WITHDRAWN_REAPPEARED,
        ChangeKind.REVIEW_ADDED,
    }
)
"""What a watch waits for that names no kinds."""


@dataclass(frozen=True, slots=True)
class WatchLimits:
    """Declared limits of watches.

    ``most`` counts the watches of one owner; ``events_kept`` the newest events of one watch;
    ``overlap_seconds`` is how long a secret that was replaced goes on signing.
    ``allow_private`` lets webhooks go to any address and port, and without TLS.
    """

    most: int = 100
    events_kept: int = 1_000
    max_query_chars: int = 5_000
    overlap_seconds: int = 86_400
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the id of a key, None where there are no keys. An admin sees all watches.

    ``feed_token`` is what a reader of feeds has in place of a key; it opens one watch and no other.
    """

    key_id: str | None = None
    is_admin: bool = False
    feed_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class WatchInput:
    """A watch as handed in; empty ``kinds`` means the usual ones."""

    target: WatchTarget
    name: str | None = None
    kinds: frozenset[ChangeKind] = frozenset()
    webhook_url: str | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a new watch is given: a secret drawn at random, and an id.

    The id is drawn too, or made of the caller's idempotency key (``repeatable_id``).
    """

    watch_id: str
    secret: str


def repeatable_id(caller: Caller, key: str) -> str:
    """Returns the id of the one watch that this caller makes with this idempotency key."""
    return "wt_" + digest("watch", caller.key_id or "", key)


def add_watch(
    store: QuoteStore,
    given: WatchInput,
    *,
    caller: Caller,
    drawn: Drawn,
    limits: WatchLimits,
    now: datetime,
) -> Watch:
    """Keeps a watch; it sees what changes from now on. Durable when this returns.

    The same watch with the same id again is not made twice: what was made is returned.

    Raises:
        InputError: the target is none, a kind cannot be watched, the webhook's URL is unfit, or
            another watch was made with this id.
        LimitError: the caller has as many watches as are allowed, or a text is too long.
        StatementNotFoundError: no statement has the id that is watched.
        WordingNotFoundError: no wording has it.
        SpeakerNotFoundError: no speaker has it.
    """
    _check(given, limits)
    with store.writing() as tx:
        if (known := tx.get_watch(drawn.watch_id)) is not None:
            return _same_again(known, given)
        _check_named(tx, given.target)
        if tx.count_watches(caller.key_id) >= limits.most:
            raise LimitError(
                f"there are {limits.most} watches already",
                field="watches",
                remedy="Remove one that is no longer needed.",
            )
        hook = Webhook(given.webhook_url, drawn.secret) if given.webhook_url else None
        made = Watch(
            id=drawn.watch_id,
            owner=caller.key_id,
            name=given.name or _describe(given.target),
            target=given.target,
            kinds=given.kinds or USUAL_KINDS,
            created_at=now,
            position=tx.last_change(),
            webhook=hook,
        )
        tx.add_watch(made)
    return made


def _same_again(known: Watch, given: WatchInput) -> Watch:
    url = known.webhook.url if known.webhook else None
    asked = (given.target, given.name or _describe(given.target), given.kinds or USUAL_KINDS)
    if (known.target, known.name, known.kinds) != asked or url != given.webhook_url:
        raise InputError(
            "another watch was made with this key",
            field="Idempotency-Key",
            remedy="Send a new key for a new watch, or the same watch again.",
        )
    return known


def find_watch(tx: StoreReader, watch_id: str, caller: Caller) -> Watch:
    """Returns the watch, if it is the caller's.

    Raises:
        FeedTokenError: the caller has a token, and it is not that of this watch.
        WatchNotFoundError: there is none, or it belongs to somebody else.
    """
    found = tx.get_watch(watch_id)
    if caller.feed_token is not None:
        return _opened(found, caller.feed_token)
    if found is None or not (_sees_all(caller) or found.owner == caller.key_id):
        raise WatchNotFoundError("watch", watch_id)
    return found


def _opened(watch: Watch | None, token: str) -> Watch:
    """Returns the watch if this is its token; whether there is such a watch is not told."""
    expected = watch.feed_token_sha256 if watch else None
    matches = compare_digest(token_sha256(token), expected or token_sha256(""))
    if watch is None or expected is None or not matches:
        raise FeedTokenError("the token in the address opens no such feed")
    return watch


def token_sha256(token: str) -> str:
    """Returns what is kept of a feed's token."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def webhook_of(watch: Watch) -> Webhook:
    """Returns the webhook of a watch.

    Raises:
        InputError: it has none.
    """
    if watch.webhook is None:
        raise InputError(
            "the watch has no webhook",
            field="watch_id",
            remedy="Read its feed, or make a watch with a webhook.",
        )
    return watch.webhook


def replace_secret(
    store: QuoteStore,
    watch_id: str,
    *,
    caller: Caller,
    secret: str,
    overlap_seconds: int,
    now: datetime,
) -> Webhook:
    """Gives the webhook of a watch a new secret; the one before it signs beside it for a while.

    Of three secrets in a row the oldest ends at once. Nothing else about the watch changes.

    Raises:
        WatchNotFoundError: there is none, or it belongs to somebody else.
        InputError: the watch has no webhook.
    """
    with store.writing() as tx:
        known = webhook_of(find_watch(tx, watch_id, caller))
        made = replace(known, secret=secret, old_secret=None, old_until=None)
        if overlap_seconds:
            until = now + timedelta(seconds=overlap_seconds)
            made = replace(made, old_secret=known.secret, old_until=until)
        tx.set_webhook(watch_id, made)
    return made


def set_feed_token(store: QuoteStore, watch_id: str, *, caller: Caller, token: str | None) -> Watch:
    """Lets the feeds of a watch be read with this token and with none before it; None ends it.

    Raises:
        WatchNotFoundError: there is none, or it belongs to somebody else.
    """
    with store.writing() as tx:
        watch = find_watch(tx, watch_id, caller)
        tx.set_feed_token(watch_id, None if token is None else token_sha256(token))
    return watch


def read_watch(store: QuoteStore, watch_id: str, *, caller: Caller) -> Watch:
    """Returns the watch; see ``find_watch``.

    Raises:
        WatchNotFoundError: there is none, or it belongs to somebody else.
    """
    with store.reading() as tx:
        return find_watch(tx, watch_id, caller)


def list_watches(
    store: QuoteStore, *, caller: Caller, after: str | None, limit: int
) -> tuple[list[Watch], str | None]:
    """Returns a page of the caller's watches, oldest first, and where to go on."""
    with store.reading() as tx:
        found = list(
            tx.list_watches(
                owner=caller.key_id, everybody=_sees_all(caller), after=after, limit=limit + 1
            )
        )
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None


def remove_watch(store: QuoteStore, watch_id: str, *, caller: Caller) -> None:
    """Forgets a watch with its events and its secret; nothing more is sent for it.

    Raises:
        WatchNotFoundError: there is none, or it belongs to somebody else.
    """
    with store.writing() as tx:
        find_watch(tx, watch_id, caller)
        tx.remove_watch(watch_id)


def _sees_all(caller: Caller) -> bool:
    return caller.is_admin or caller.key_id is None


def _check(given: WatchInput, limits: WatchLimits) -> None:
    target = given.target
    named = [target.statement_id, target.wording_id, target.speaker_id]
    asked = [target.text, target.speaker, target.outlet]
    by_id = sum(each is not None for each in named)
    is_query = any(each is not None for each in (*asked, target.language))
    if by_id > 1 or (by_id == 1) == is_query or (not by_id and not any(asked)):
        raise InputError(
            "a watch is of one statement, wording or speaker by id, or of a query",
            field="query",
            remedy="Give one of statement_id, wording_id and speaker_id; or a query with text, "
            "speaker or outlet.",
        )
    if target.text is not None:
        check_text(target.text, field="query.text", limit=limits.max_query_chars)
        if not words(target.text):
            raise EmptyTextError(
                "there is no word in the text", field="query.text", remedy="Give at least one word."
            )
    for name, value in (("query.speaker", target.speaker), ("query.outlet", target.outlet)):
        if value is not None:
            check_text(value, field=name, limit=MAX_FACET_CHARS)
    if given.name is not None:
        check_text(given.name, field="name", limit=MAX_NAME_CHARS)
    if unfit := given.kinds & UNWATCHABLE:
        raise InputError(
            f"{min(unfit).value} is about no words and cannot be watched",
            field="kinds",
            remedy="Leave it out; the change feed has it.",
        )
    if given.webhook_url is not None:
        _check_webhook(given.webhook_url, allow_private=limits.allow_private)


def _check_webhook(url: str, *, allow_private: bool) -> None:
    """Checks what can be told without asking a name server; that is done before each sending."""
    try:
        target = check_url(url, allow_private=allow_private)
    except FetchError as error:
        raise _unfit(str(error)) from error
    if allow_private:
        return
    if target.scheme != "https":
        raise _unfit("webhooks are sent by https only")
    try:
        address = str(ip_address(target.host))
    except ValueError:
        return
    if not is_public(address):
        raise _unfit("the address is not public")


def _unfit(message: str) -> InputError:
    return InputError(
        message,
        field="webhook.url",
        remedy="Give an https URL on a public host, without credentials, on a usual port.",
    )


def _check_named(tx: StoreReader, target: WatchTarget) -> None:
    if (id_ := target.statement_id) is not None:
        is_there = id_.startswith("st_") and (
            bool(tx.placements({anchor_of(id_)})) or tx.survivor_of(id_) is not None
        )
        if not is_there:
            raise_if_buried(tx, id_, field="statement_id")
            raise StatementNotFoundError("statement", id_)
    if (id_ := target.wording_id) is not None and not tx.get_wordings({id_}):
        raise_if_buried(tx, id_, field="wording_id")
        raise WordingNotFoundError("wording", id_)
    if (id_ := target.speaker_id) is not None and tx.get_speaker(id_) is None:
        raise SpeakerNotFoundError("speaker", id_)


def _describe(target: WatchTarget) -> str:
    named = target.statement_id or target.wording_id or target.speaker_id
    if named is not None:
        return named
    text = f"“{target.text}”" if target.text else None
    told = ", ".join(part for part in (text, target.speaker, target.outlet) if part)
    return told if len(told) <= MAX_NAME_CHARS else f"{told[: MAX_NAME_CHARS - 1]}…"
