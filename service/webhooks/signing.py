"""Signatures of webhooks by the specification Standard Webhooks 1.0.0 (standardwebhooks.com)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

SECRET_MARK: Final = "whsec_"  # noqa: S105  how every secret begins
_SECRET_BYTES: Final = 32
_ID_BYTES: Final = 10


def new_secret() -> str:
    """Returns a new random secret as receivers are given it."""
    return SECRET_MARK + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def new_watch_id() -> str:
    """Returns a new random id for a watch: unlike other ids it says nothing of its content."""
    return "wt_" + base64.b32encode(secrets.token_bytes(_ID_BYTES)).decode().lower()


def signed_headers(secret: str, message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """Returns the three headers that tell the receiver what, when, and from whom."""
    seconds = str(int(at.timestamp()))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": sign(secret, message_id, seconds, body),
    }


def sign(secret: str, message_id: str, seconds: str, body: bytes) -> str:
    """Returns ``v1,`` and the base64 of HMAC-SHA256 over id, time and body, joined by dots."""
    key = base64.b64decode(secret.removeprefix(SECRET_MARK))
    signed = f"{message_id}.{seconds}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
