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
    """What is kept of a key: everything but the key.

    ``old_sha256`` is the hash of the text before it, which may be used until ``old_until``.
    """

    id: str
    name: str
    scopes: tuple[Scope, ...]
    sha256: str
    created_at: datetime
    revoked_at: datetime | None = None
    expires_at: datetime | None = None
    old_sha256: str | None = None
    old_until: datetime | None = None

    def is_active(self, now: datetime) -> bool:
        """Whether it is neither revoked nor expired."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)

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

    def has_active(self, now: datetime) -> bool:
        """Whether any key can be used."""
        return any(key.is_active(now) for key in self.list_keys())

    def is_active(self, id_: str, now: datetime) -> bool:
        """Whether the key with this id can be used."""
        self._refresh()
        found = self._keys.get(id_)
        return found is not None and found.is_active(now)

    def create(
        self,
        name: str,
        scopes: Collection[Scope],
        now: datetime,
        *,
        expires_at: datetime | None = None,
    ) -> tuple[ApiKey, str]:
        """Makes a key; returns what is kept of it, and the key itself, which is not kept."""
        self._refresh()
        id_ = secrets.token_hex(_ID_BYTES)
        text = _new_text(id_)
        scopes = tuple(sorted(scopes))
        made = ApiKey(id_, name, scopes, _digest(text), now, expires_at=expires_at)
        self._write({**self._keys, id_: made})
        return made, text

    def rotate(self, id_: str, now: datetime, *, old_until: datetime) -> tuple[ApiKey, str]:
        """Gives a key a new text; the one before it may be used until ``old_until``.

        Id, name, scopes, expiry and what belongs to the key stay. Returns as ``create``.

        Raises:
            InputError: no key that is in use has this id.
        """
        found = self._find_by_id(id_)
        if not found.is_active(now):
            raise InputError(
                f"the key {id_!r} is no longer in use", field="id", remedy="Make a new key."
            )
        text = _new_text(id_)
        made = replace(found, sha256=_digest(text), old_sha256=found.sha256, old_until=old_until)
        self._write({**self._keys, id_: made})
        return made, text

    def revoke(self, id_: str, now: datetime) -> ApiKey:
        """Ends the use of a key; revoking twice changes nothing.

        Raises:
            InputError: no key has this id.
        """
        found = self._find_by_id(id_)
        if found.revoked_at is None:
            found = replace(found, revoked_at=now)
            self._write({**self._keys, id_: found})
        return found

    def find(self, text: str, now: datetime) -> ApiKey | None:
        """Returns the active key that this is; None if it is none. Compares in constant time."""
        self._refresh()
        parts = text.split("_", 2) if len(text) <= _MAX_KEY_CHARS else []
        known = self._keys.get(parts[1]) if len(parts) == 3 else None  # noqa: PLR2004  qp, id, secret
        given, none = _digest(text), _digest("")
        matches = hmac.compare_digest(given, known.sha256 if known else none)
        matches_old = hmac.compare_digest(given, (known.old_sha256 if known else none) or none)
        if known is None or not known.is_active(now):
            return None
        is_overlap = known.old_until is not None and now < known.old_until
        return known if matches or (matches_old and is_overlap) else None

    def _find_by_id(self, id_: str) -> ApiKey:
        self._refresh()
        found = self._keys.get(id_)
        if found is None:
            raise InputError(
                f"no key has the id {id_!r}", field="id", remedy="List the keys to see their ids."
            )
        return found

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


def _new_text(id_: str) -> str:
    return f"{_MARK}_{id_}_{secrets.token_urlsafe(_SECRET_BYTES)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _time(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


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
                revoked_at=_time(row["revoked_at"]),
                # files of older releases have none of these
                expires_at=_time(row.get("expires_at")),
                old_sha256=row.get("old_sha256"),
                old_until=_time(row.get("old_until")),
            )
            for row in rows
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreUnavailableError(f"{path} does not hold keys: {error}") from error
    return {key.id: key for key in keys}
