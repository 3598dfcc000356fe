"""Signatures of webhooks by the specification Standard Webhooks 1.0.0 (standardwebhooks.com)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

SECRET_MARK: Final = "whsec_"  # noqa: S105  how every secret begins
FEED_TOKEN_MARK: Final = "wf_"  # noqa: S105  how every token begins
_SECRET_BYTES: Final = 32
_ID_BYTES: Final = 10


def new_secret() -> str:
    """Returns a new random secret as receivers are given it."""
    return SECRET_MARK + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def new_watch_id() -> str:
    """Returns a new random id for a watch: unlike other ids it says nothing of its content."""
    return "wt_" + base64.b32encode(secrets.token_bytes(_ID_BYTES)).decode().lower()


def new_feed_token() -> str:
    """Returns a new random token by which the feeds of one watch are read."""
    return FEED_TOKEN_MARK + secrets.token_urlsafe(_SECRET_BYTES)


def signed_headers(
    keys: Sequence[str], message_id: str, at: datetime, body: bytes
) -> dict[str, str]:
    """Returns the three headers that tell the receiver what, when, and from whom.

    There is one signature for each of the secrets ``keys``, so that a receiver that knows any of
    them can check.
    """
    seconds = str(int(at.timestamp()))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(sign(key, message_id, seconds, body) for key in keys),
    }


def sign(secret: str, message_id: str, seconds: str, body: bytes) -> str:
    """Returns ``v1,`` and the base64 of HMAC-SHA256 over id, time and body, joined by dots."""
    key = base64.b64decode(secret.removeprefix(SECRET_MARK))
    signed = f"{message_id}.{seconds}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
