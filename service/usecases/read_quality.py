"""What the last evaluation measured, and whether the service still works by what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Final

import orjson

from service.domain.extraction.extract import EXTRACTOR
from service.domain.matching.model import LEXICAL
from service.domain.matching.semantic import SEMANTIC_NAME, SEMANTIC_VERSION
from service.domain.statements.group import GROUPING
from service.intake.html import EXTRACTOR as PAGE_READER

RECORD: Final = "quality.json"
"""The committed record, beside this module; ``evaluate record`` writes it."""


@dataclass(frozen=True, slots=True)
class QualityFigure:
    """One measured share, 0.0 to 1.0; ``floor`` is what it may not fall below, if it has one."""

    name: str
    value: float
    floor: float | None = None


@dataclass(frozen=True, slots=True)
class QualityPart:
    """The figures of one part of the service.

    ``algorithm`` names what was measured, ``current`` what works now, both as name/version.
    ``data`` says on which articles and whether they were kept apart from tuning; ``command``
    prints all figures of this part.
    """

    part: str
    algorithm: str
    current: str
    data: str
    command: str
    figures: tuple[QualityFigure, ...]

    @property
    def is_current(self) -> bool:
        """Whether the figures are those of what works now."""
        return self.algorithm == self.current


@dataclass(frozen=True, slots=True)
class Quality:
    """The last recorded evaluation."""

    evaluated_on: date
    command: str
    parts: tuple[QualityPart, ...]


def current_algorithms() -> dict[str, str]:
    """Returns what works now, as name/version, by part."""
    return {
        "extraction": EXTRACTOR,
        "matching": f"{LEXICAL.name}/{LEXICAL.version}",
        "pages": PAGE_READER,
        "origins": GROUPING,
        "semantic": f"{SEMANTIC_NAME}/{SEMANTIC_VERSION}",
    }


def read_quality() -> Quality:
    """Returns the committed record of the last evaluation."""
    return parse_quality(resources.files(__package__).joinpath(RECORD).read_bytes())


def parse_quality(stored: bytes) -> Quality:
    """Returns a record as ``evaluate record`` writes it."""
    record = orjson.loads(stored)
    current = current_algorithms()
    return Quality(
        evaluated_on=date.fromisoformat(record["evaluated_on"]),
        command=record["command"],
        parts=tuple(
            QualityPart(
                part=row["part"],
                algorithm=row["algorithm"],
                current=current[row["part"]],
                data=row["data"],
                command=row["command"],
                figures=tuple(
                    QualityFigure(each["name"], each["value"], each.get("floor"))
                    for each in row["figures"]
                ),
            )
            for row in record["parts"]
        ),
    )
