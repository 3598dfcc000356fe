"""Offsets in UTF-16 code units, which JavaScript and Java count in, on request."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from service.domain.kinds import Place
from service.domain.model import (
    Attribution,
    Mention,
    Quotation,
    Selector,
    Span,
    TextSpan,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_LAST_OF_ONE_UNIT = "\uffff"
Placed = TypeVar("Placed", Mention, Quotation)


class OffsetUnit(StrEnum):
    """What offsets count: Unicode code points, or UTF-16 code units."""

    CODE_POINT = "code_point"
    UTF16 = "utf16"


class Utf16Map:
    """Leads from code points of one text to its UTF-16 code units."""

    def __init__(self, text: str) -> None:
        """Notes where the characters stand that take two units."""
        self._wide = [at for at, char in enumerate(text) if char > _LAST_OF_ONE_UNIT]

    def at(self, code_point: int) -> int:
        """Returns the offset in UTF-16 code units; O(log n)."""
        return code_point + bisect_left(self._wide, code_point)

    def span(self, span: Span) -> Span:
        """Returns the stretch in UTF-16 code units."""
        return Span(self.at(span.start), self.at(span.end))

    def text_span(self, span: TextSpan | None) -> TextSpan | None:
        """Returns the stretch in UTF-16 code units, its characters unchanged."""
        if span is None:
            return None
        return TextSpan(span.exact, self.at(span.start), self.at(span.end))

    def selector(self, selector: Selector) -> Selector:
        """Returns the selector with its offsets in UTF-16 code units."""
        return replace(selector, start=self.at(selector.start), end=self.at(selector.end))

    def attribution(self, found: Attribution) -> Attribution:
        """Returns the attribution with its offsets in UTF-16 code units."""
        return replace(
            found,
            cue=self.text_span(found.cue),
            speaker_mention=self.text_span(found.speaker_mention),
        )


def in_units(
    unit: OffsetUnit, placed: Sequence[Placed], *, text: str, title: str | None
) -> list[Placed]:
    """Returns mentions or quotations with their offsets in this unit.

    Args:
        unit: what offsets shall count.
        placed: all from one version of one article, offsets in code points.
        text: the text that body offsets count in.
        title: the text that headline offsets count in.
    """
    if unit is OffsetUnit.CODE_POINT:
        return list(placed)
    in_text, in_title = Utf16Map(text), Utf16Map(title or "")
    return [_moved(each, in_title if each.place is Place.HEADLINE else in_text) for each in placed]


def _moved(placed: Placed, units: Utf16Map) -> Placed:
    return replace(
        placed,
        selector=units.selector(placed.selector),
        attribution=units.attribution(placed.attribution),
        quoted_parts=tuple(units.span(each) for each in placed.quoted_parts),
    )
