"""Differences and alarms on the hand-written pairs of ``fixtures/difference_cases.jsonl``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from service.domain.matching.differences import find_differences

if TYPE_CHECKING:
    from service.domain.model import Difference, TextSpan

CASES = Path(__file__).parents[3] / "fixtures" / "difference_cases.jsonl"
LEAST_ALARMS_FOUND = 0.95
MOST_FALSE_ALARMS = 0.05
LEAST_KINDS_FOUND = 0.95


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    a: str
    b: str
    expected: list[dict[str, Any]]
    found: tuple[Difference, ...]

    @property
    def alarms(self) -> list[dict[str, Any]]:
        return [row for row in self.expected if row["alarm"]]


def read_cases() -> list[Case]:
    cases: list[Case] = []
    for line in CASES.read_bytes().splitlines():
        row = orjson.loads(line)
        language = row["language"]
        found = find_differences(row["a"], row["b"], language, language, reported=row["reported"])
        cases.append(Case(row["id"], row["a"], row["b"], row["expected"], found))
    return cases


def touches(span: TextSpan | None, text: str, exact: str | None) -> bool:
    """Whether the span overlaps the first place of the expected words."""
    if exact is None:
        return True
    place = re.search(rf"(?<!\w){re.escape(exact)}(?!\w)", text)
    assert place is not None, exact
    return span is not None and span.start < place.end() and place.start() < span.end


def agrees(case: Case, row: dict[str, Any], difference: Difference) -> bool:
    return (
        difference.kind == row["kind"]
        and difference.changes_meaning == row["alarm"]
        and touches(difference.a, case.a, row["a"])
        and touches(difference.b, case.b, row["b"])
    )


def is_found(case: Case, row: dict[str, Any]) -> bool:
    return any(agrees(case, row, difference) for difference in case.found)


def test_there_are_enough_cases_in_two_languages():
    cases = read_cases()

    assert len(cases) >= 150
    assert len({case.id for case in cases}) == len(cases)
    assert {case.id[:2] for case in cases} == {"en", "es"}


def test_alarms_are_raised():
    wanted = [(case, row) for case in read_cases() for row in case.alarms]
    missed = [(case.id, row) for case, row in wanted if not is_found(case, row)]

    assert len(missed) <= (1 - LEAST_ALARMS_FOUND) * len(wanted), missed


def test_harmless_pairs_raise_none():
    harmless = [case for case in read_cases() if not case.alarms]
    wrong = [
        (case.id, [difference for difference in case.found if difference.changes_meaning])
        for case in harmless
        if any(difference.changes_meaning for difference in case.found)
    ]

    assert len(wrong) <= MOST_FALSE_ALARMS * len(harmless), wrong


def test_kinds_are_right():
    wanted = [(case, row) for case in read_cases() for row in case.expected]
    missed = [(case.id, row) for case, row in wanted if not is_found(case, row)]

    assert len(missed) <= (1 - LEAST_KINDS_FOUND) * len(wanted), missed
