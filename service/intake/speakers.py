"""Who is known under several names: a shipped directory that users extend with their own file."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from service.domain.errors import InputError
from service.domain.speakers.identity import KnownSpeaker, identity_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FIELDS: Final = frozenset({"name", "aliases", "wikidata_id"})
_WIKIDATA: Final = re.compile(r"Q[1-9][0-9]{0,11}")


class BadSpeakersError(InputError):
    """A file of speakers cannot be used; the message names the speaker."""

    def __init__(self, message: str) -> None:
        """Say what is wrong."""
        super().__init__(
            message,
            field="speakers",
            remedy="Give each speaker a name and aliases that no other has, as in the shipped "
            "file.",
        )


def load_directory(extra: Path | None = None) -> tuple[KnownSpeaker, ...]:
    """Returns the shipped speakers with those of the user's file added or put in their place.

    A name that the user's file gives to somebody is taken from whomever the shipped file gives it.

    Raises:
        BadSpeakersError: the user's file cannot be read or used.
    """
    shipped = dict(_shipped())
    if extra is None:
        return tuple(shipped.values())
    own = read_file(extra)
    taken = {key for entry in own.values() for key in entry.keys}
    kept = {
        name: KnownSpeaker(
            entry.name,
            tuple(alias for alias in entry.aliases if identity_key(alias) not in taken),
            entry.wikidata_id,
        )
        for name, entry in shipped.items()
        if name not in own and identity_key(entry.name) not in taken
    }
    return (*kept.values(), *own.values())


def read_file(path: Path) -> dict[str, KnownSpeaker]:
    """Returns the speakers of a TOML file; see ``read_speakers``."""
    try:
        return read_speakers(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadSpeakersError(f"{path.name} cannot be read: {error}") from error


def read_speakers(text: str) -> dict[str, KnownSpeaker]:
    """Returns the speakers of a TOML text by their keys, in its order.

    Raises:
        BadSpeakersError: it is no TOML, a speaker is not well described, or two have one name.
    """
    try:
        tables = tomllib.loads(text).get("speakers", {})
    except tomllib.TOMLDecodeError as error:
        raise BadSpeakersError(f"the speakers are no TOML: {error}") from error
    if not isinstance(tables, dict):
        raise BadSpeakersError("'speakers' is no table")
    found = {key: _read_speaker(key, table) for key, table in tables.items()}
    owner: dict[str, str] = {}
    for key, entry in found.items():
        for name in sorted(entry.keys):
            if owner.setdefault(name, key) != key:
                raise BadSpeakersError(f"{name!r} is a name of both {owner[name]!r} and {key!r}")
    return found


def _read_speaker(key: str, table: Mapping[str, object] | object) -> KnownSpeaker:
    if not isinstance(table, dict):
        raise BadSpeakersError(f"speaker {key!r} is no table")
    if unknown := sorted(set(table) - _FIELDS):
        raise BadSpeakersError(f"speaker {key!r} has unknown fields: {', '.join(unknown)}")
    name, aliases, wikidata_id = (table.get(f) for f in ("name", "aliases", "wikidata_id"))
    aliases = [] if aliases is None else aliases
    if not isinstance(name, str) or not name.strip():
        raise BadSpeakersError(f"speaker {key!r} needs a name")
    if not isinstance(aliases, list) or not all(isinstance(a, str) and a.strip() for a in aliases):
        raise BadSpeakersError(f"speaker {key!r}: aliases are a list of names")
    if wikidata_id is not None and not (
        isinstance(wikidata_id, str) and _WIKIDATA.fullmatch(wikidata_id)
    ):
        raise BadSpeakersError(f"speaker {key!r}: a wikidata_id is Q and a number")
    return KnownSpeaker(name.strip(), tuple(alias.strip() for alias in aliases), wikidata_id)


@lru_cache(maxsize=1)
def _shipped() -> dict[str, KnownSpeaker]:
    text = files("service.intake").joinpath("speakers.toml").read_text(encoding="utf-8")
    return read_speakers(text)
