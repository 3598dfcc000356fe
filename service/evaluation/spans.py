"""Spans compared by their letters and digits, so that marks, spaces and stops do not count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.domain.kinds import Form
from service.domain.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.domain.model import Quotation

HALF: Final = 0.5
"""From this overlap on, two spans count as the same quotation."""

_LEADING = ("that ", "que ")


@dataclass(frozen=True, slots=True)
class Unit:
    """Quotations that an annotator would mark as one: a clause with its parts, or a split one."""

    letters: frozenset[int]
    quotations: tuple[Quotation, ...]


def letters_of(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Returns the places of the letters and digits in these spans, a leading "that" left out."""
    places: set[int] = set()
    for number, span in enumerate(spans):
        start = span.start
        if number == 0 and text[start : start + 5].lower().startswith(_LEADING):
            start = text.index(" ", start)
        places.update(at for at in range(start, span.end) if text[at].isalnum())
    return frozenset(places)


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Returns intersection over union, 0.0 for two empty sets."""
    union = len(a | b)
    return len(a & b) / union if union else 0.0


def make_units(text: str, quotations: tuple[Quotation, ...]) -> list[Unit]:
    """Returns quotations as units: parts of a clause join the clause, resumed ones their start."""
    clauses = [q for q in quotations if q.form is Form.MIXED]
    units: list[Unit] = []
    chains: dict[int, list[Quotation]] = {}
    for index, quotation in enumerate(quotations):
        selector = quotation.selector
        inside = quotation.form is Form.DIRECT and any(
            c.selector.start <= selector.start and selector.end <= c.selector.end for c in clauses
        )
        if inside or not quotation.form.is_quotation:
            continue
        chain = chains.get(quotation.continues) if quotation.continues is not None else None
        if chain is None:
            chain = []
        chain.append(quotation)
        chains[index] = chain
    for index, chain in chains.items():
        if chain[0] is not quotations[index]:
            continue
        spans = [Span(q.selector.start, q.selector.end) for q in chain]
        units.append(Unit(letters_of(text, spans), tuple(chain)))
    return units
