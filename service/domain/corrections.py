"""Corrections of what was carried, and the trace that a take-down leaves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


class CorrectionKind(StrEnum):
    """What was wrong."""

    MISQUOTE = "misquote"
    MISATTRIBUTION = "misattribution"
    MISTRANSLATION = "mistranslation"
    FABRICATED = "fabricated"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction or retraction of a mention, a wording or a statement (``target_id``).

    ``day`` and ``url`` are when and where it was published, as far as known.
    """

    id: str
    kind: CorrectionKind
    text: str
    target_id: str
    made_at: datetime
    day: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of an article that was taken down, or of a mention in it (``id``)."""

    id: str
    article_id: str
    reason: str
    at: datetime
