"""Which outlet an address belongs to: a shipped registry that users extend with their own file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from service.domain.errors import InputError
from service.domain.model import OutletFacts
from service.domain.text.normalise import fold
from service.domain.urls import fold_host

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

KINDS = frozenset(
    {
        "agency",
        "paper",
        "magazine",
        "broadcaster",
        "site",
        "aggregator",
        "social",
        "unknown",
    }
)
MIN_LABELS = 2
FIELDS = frozenset(
    {
        *("name", "shared_name", "kind", "domains", "country", "language", "owner", "aliases"),
        "excerpt_chars",
    }
)


@dataclass(frozen=True, slots=True)
class RegisteredOutlet:
    """An outlet of the registry. ``key`` is its stable name; empty fields are not known.

    ``excerpt_chars`` is that of ``OutletFacts``. With ``has_shared_name`` others are called the
    same: an outlet that only says this name is not known to be this one.
    """

    key: str
    name: str
    kind: str = "unknown"
    domains: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    owner: str = ""
    aliases: tuple[str, ...] = ()
    excerpt_chars: int | None = None
    has_shared_name: bool = False

    @property
    def facts(self) -> OutletFacts:
        """What is stored with the outlet besides its name."""
        return OutletFacts(self.country, self.language, self.owner, self.excerpt_chars)


class BadRegistryError(InputError):
    """An outlet file cannot be used; the message names the outlet."""

    def __init__(self, message: str) -> None:
        """Say what is wrong."""
        super().__init__(
            message,
            field="outlets",
            remedy="Give each outlet a name and at least one domain, as in the shipped file.",
        )


class OutletRegistry:
    """Finds outlets by address and by name."""

    def __init__(self, outlets: Iterable[RegisteredOutlet]) -> None:
        """Index the outlets; of two with one key or one domain the later counts."""
        self.outlets: dict[str, RegisteredOutlet] = {outlet.key: outlet for outlet in outlets}
        self._by_domain = {
            domain: outlet for outlet in self.outlets.values() for domain in outlet.domains
        }
        self._by_name = {
            fold(name): outlet
            for outlet in self.outlets.values()
            for name in (outlet.name, *outlet.aliases)
            if name != outlet.name or not outlet.has_shared_name
        }

    def of_url(self, url: str) -> RegisteredOutlet:
        """Returns the outlet of an address; an unknown host becomes an outlet of its own."""
        folded = fold_host(host_of(url))
        labels = folded.split(".")
        for start in range(len(labels) - MIN_LABELS + 1):
            outlet = self._by_domain.get(".".join(labels[start:]))
            if outlet is not None:
                return outlet
        return RegisteredOutlet(key=folded, name=folded, domains=(folded,))

    def of_name(self, name: str) -> RegisteredOutlet | None:
        """Returns the outlet with this name or alias, folded; None when it is unknown or shared."""
        return self._by_name.get(fold(name))


def host_of(url: str) -> str:
    """Returns the lower-case host of an address, empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def load_registry(extra: Path | None = None) -> OutletRegistry:
    """Returns the shipped outlets with those of the user's file added or put in their place.

    Raises:
        BadRegistryError: the user's file cannot be read or used.
    """
    shipped = files("service.intake").joinpath("outlets.toml").read_text(encoding="utf-8")
    outlets = read_outlets(shipped)
    if extra is not None:
        try:
            outlets += read_outlets(extra.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise BadRegistryError(f"{extra.name} cannot be read: {error}") from error
    return OutletRegistry(outlets)


def read_outlets(text: str) -> list[RegisteredOutlet]:
    """Returns the outlets of a TOML text, in its order.

    Raises:
        BadRegistryError: it is no TOML, or an outlet is not well described.
    """
    try:
        tables = tomllib.loads(text).get("outlets", {})
    except tomllib.TOMLDecodeError as error:
        raise BadRegistryError(f"the outlets are no TOML: {error}") from error
    if not isinstance(tables, dict):
        raise BadRegistryError("'outlets' is no table")
    return [read_outlet(key, table) for key, table in tables.items()]


def read_outlet(key: str, table: Mapping[str, Any] | object) -> RegisteredOutlet:
    """Returns one outlet of the file."""
    if not isinstance(table, dict):
        raise BadRegistryError(f"outlet {key!r} is no table")
    if unknown := sorted(set(table) - FIELDS):
        raise BadRegistryError(f"outlet {key!r} has unknown fields: {', '.join(unknown)}")
    if table.get("kind", "unknown") not in KINDS:
        raise BadRegistryError(f"outlet {key!r} has no kind of: {', '.join(sorted(KINDS))}")
    if not isinstance(table.get("shared_name", False), bool):
        raise BadRegistryError(f"outlet {key!r}: shared_name is true or false")
    domains = strings(key, table.get("domains"))
    name = table.get("name")
    if not isinstance(name, str) or not name.strip() or not domains:
        raise BadRegistryError(f"outlet {key!r} needs a name and at least one domain")
    return RegisteredOutlet(
        key=key,
        name=name.strip(),
        kind=table.get("kind", "unknown"),
        domains=tuple(domain.lower().strip(".") for domain in domains),
        country=str(table.get("country", "")),
        language=str(table.get("language", "")),
        owner=str(table.get("owner", "")),
        aliases=strings(key, table.get("aliases")),
        excerpt_chars=excerpt_chars(key, table.get("excerpt_chars")),
        has_shared_name=table.get("shared_name", False),
    )


def excerpt_chars(key: str, value: object) -> int | None:
    """Returns how much of the texts may be shown around a quotation; None for no limit."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadRegistryError(
            f"outlet {key!r}: excerpt_chars is a number of characters, 0 or more"
        )
    return value


def strings(key: str, value: object) -> tuple[str, ...]:
    """Returns a list of strings; nothing for a missing one."""
    items = [] if value is None else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise BadRegistryError(f"outlet {key!r}: domains and aliases are lists of strings")
    return tuple(items)
