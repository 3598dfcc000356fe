"""Opaque pagination tokens: versioned, and bound to the list that they continue."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

import orjson

from service.domain.errors import CursorError

_VERSION = 1
_MAX_CHARS = 512
_NUMBER = re.compile(r"[0-9]{1,16}", re.ASCII)


def list_key(name: str, **narrowed_by: object) -> str:
    """Returns a short digest of a list's name and of everything that narrows it."""
    written = repr((name, sorted((key, _plain(value)) for key, value in narrowed_by.items())))
    return hashlib.blake2b(written.encode(), digest_size=9).hexdigest()


def write_cursor(key: str, position: str | int) -> str:
    """Returns a token for going on after this position of the list with this key."""
    raw = orjson.dumps([_VERSION, key, position])
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def next_cursor(key: str, position: str | int | None) -> str | None:
    """Returns the token for the next page, None when there is none."""
    return None if position is None else write_cursor(key, position)


def read_id(cursor: str | None, key: str) -> str | None:
    """Returns the id after which to go on; None at the beginning.

    Raises:
        CursorError: the token was not made by this service for this list.
    """
    position = _read(cursor, key)
    if position is not None and not isinstance(position, str):
        raise _foreign()
    return position


def read_offset(cursor: str | None, key: str) -> int:
    """Returns how many entries to skip; 0 at the beginning.

    Raises:
        CursorError: the token was not made by this service for this list.
    """
    position = _read(cursor, key)
    if position is None:
        return 0
    if not isinstance(position, int) or isinstance(position, bool) or position < 0:
        raise _foreign()
    return position


def read_pinned(cursor: str | None, key: str) -> tuple[int, int] | None:
    """Returns the event as of which to go on, and how many entries to skip; None at the beginning.

    Raises:
        CursorError: the token was not made by this service for this list.
    """
    position = read_id(cursor, key)
    if position is None:
        return None
    sequence, _, offset = position.partition(":")
    if not (_NUMBER.fullmatch(sequence) and _NUMBER.fullmatch(offset)):
        raise _foreign()
    return int(sequence), int(offset)


def next_pinned(key: str, sequence: int, offset: int | None) -> str | None:
    """Returns the token for the next page as of an event, None when there is none."""
    return None if offset is None else write_cursor(key, f"{sequence}:{offset}")


def _read(cursor: str | None, key: str) -> object:
    if cursor is None:
        return None
    if len(cursor) > _MAX_CHARS:
        raise _foreign()
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        version, made_for, position = orjson.loads(raw)
    except (binascii.Error, ValueError, TypeError) as error:
        raise _foreign() from error
    if version != _VERSION or made_for != key:
        raise _foreign()
    return position if position is not None else _raise_foreign()


def _raise_foreign() -> object:
    raise _foreign()


def _foreign() -> CursorError:
    return CursorError(
        "the cursor was not made for this list and these filters",
        field="cursor",
        remedy="Take `next_cursor` of the page before, with the same query; or leave it out to "
        "begin again.",
    )


def _plain(value: object) -> object:
    return sorted(str(each) for each in value) if isinstance(value, frozenset) else str(value)
