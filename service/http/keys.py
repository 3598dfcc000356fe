"""API keys: who may do what. Kept hashed in a file beside the store, never in it.

The file is written by the command line and read by the service whenever it has changed, so that a
key can be made or revoked while the service holds the data folder.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import threading
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import orjson

from service.domain.errors import InputError, StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

KEYS_NAME: Final = "keys.json"
_MARK: Final = "qp"
_ID_BYTES: Final = 5
_SECRET_BYTES: Final = 32
_MAX_KEY_CHARS: Final = 200


class Scope(StrEnum):
    """What a key allows; ``admin`` allows everything."""

    READ = "read"
    INGEST = "ingest"
    JUDGE = "judge"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What is kept of a key: everything but the key."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    sha256: str
    created_at: datetime
    revoked_at: datetime | None = None

    def allows(self, scope: Scope) -> bool:
        """Whether the key may do what this scope is for."""
        return scope in self.scopes or Scope.ADMIN in self.scopes


class KeyRing:
    """The keys of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        """Reads nothing yet."""
        self._path = data_dir / KEYS_NAME
        self._stamp: tuple[int, int] | None = None
        self._keys: dict[str, ApiKey] = {}
        self._lock = threading.Lock()

    def list_keys(self) -> list[ApiKey]:
        """Returns all keys, revoked ones included, oldest first."""
        self._refresh()
        return sorted(self._keys.values(), key=lambda key: (key.created_at, key.id))

    def has_active(self) -> bool:
        """Whether any key can be used."""
        return any(key.revoked_at is None for key in self.list_keys())

    def create(self, name: str, scopes: Collection[Scope], now: datetime) -> tuple[ApiKey, str]:
        """Makes a key; returns what is kept of it, and the key itself, which is not kept."""
        self._refresh()
        id_ = secrets.token_hex(_ID_BYTES)
        text = f"{_MARK}_{id_}_{secrets.token_urlsafe(_SECRET_BYTES)}"
        made = ApiKey(id_, name, tuple(sorted(scopes)), _digest(text), now)
        self._write({**self._keys, id_: made})
        return made, text

    def revoke(self, id_: str, now: datetime) -> ApiKey:
        """Ends the use of a key; revoking twice changes nothing.

        Raises:
            InputError: no key has this id.
        """
        self._refresh()
        found = self._keys.get(id_)
        if found is None:
            raise InputError(
                f"no key has the id {id_!r}", field="id", remedy="List the keys to see their ids."
            )
        if found.revoked_at is None:
            found = replace(found, revoked_at=now)
            self._write({**self._keys, id_: found})
        return found

    def find(self, text: str) -> ApiKey | None:
        """Returns the active key that this is; None if it is none. Compares in constant time."""
        self._refresh()
        parts = text.split("_", 2) if len(text) <= _MAX_KEY_CHARS else []
        known = self._keys.get(parts[1]) if len(parts) == 3 else None  # noqa: PLR2004  qp, id, secret
        expected = known.sha256 if known else _digest("")
        matches = hmac.compare_digest(_digest(text), expected)
        return known if known and matches and known.revoked_at is None else None

    def _refresh(self) -> None:
        with self._lock:
            try:
                found = self._path.stat()
            except FileNotFoundError:
                self._stamp, self._keys = None, {}
                return
            stamp = (found.st_mtime_ns, found.st_ino)
            if stamp != self._stamp:
                self._keys = _read(self._path)
                self._stamp = stamp

    def _write(self, keys: dict[str, ApiKey]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".new")
        raw = orjson.dumps([asdict(key) for key in keys.values()], option=orjson.OPT_INDENT_2)
        # Hashes of random keys tell nothing, but names and scopes are nobody else's business.
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _read(path: Path) -> dict[str, ApiKey]:
    try:
        rows = orjson.loads(path.read_bytes())
        keys = [
            ApiKey(
                id=row["id"],
                name=row["name"],
                scopes=tuple(Scope(scope) for scope in row["scopes"]),
                sha256=row["sha256"],
                created_at=datetime.fromisoformat(row["created_at"]),
                revoked_at=datetime.fromisoformat(row["revoked_at"]) if row["revoked_at"] else None,
            )
            for row in rows
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreUnavailableError(f"{path} does not hold keys: {error}") from error
    return {key.id: key for key in keys}
