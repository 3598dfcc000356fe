"""The part of the port that draws links anew: after a change of the rules that judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.model import Sighting


@dataclass(frozen=True, slots=True)
class DrawnBy:
    """By which rules (names and versions) the links of the store stand.

    ``after`` is the last sighting whose links were drawn by them; None when all were.
    """

    rules: str
    after: str | None


@dataclass(frozen=True, slots=True)
class FiledWording:
    """The keys by which a wording meets others (unsigned, 64 bits), and its outline."""

    id: str
    link_keys: tuple[int, ...]
    outline: bytes


class RelinkingReader(Protocol):
    """The part of StoreReader that says how links stand."""

    def drawn_by(self) -> DrawnBy | None:
        """Returns by which rules links stand; None when nobody has noted it."""

    def sightings_after(self, sighting_id: str | None, *, limit: int) -> Sequence[Sighting]:
        """Returns sightings in the order they were stored; all from the first one if None."""


class RelinkingWriter(RelinkingReader, Protocol):
    """The part of StoreWriter that draws links anew."""

    def set_drawn_by(self, drawn: DrawnBy) -> None:
        """Notes by which rules links stand, in place of what was noted before."""

    def refile_wordings(self, wordings: Sequence[FiledWording]) -> int:
        """Sets keys and outline of known wordings; returns how many had others."""
