"""Every row of the table of hand-written cases: its quotations, all of them and no other."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from service.domain.extraction.extract import extract

TABLE = Path(__file__).parents[3] / "fixtures" / "extraction_cases.jsonl"
CASES: list[dict[str, Any]] = [
    json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()
]


def in_order(quotations: list[tuple[str, str, str | None]]) -> list[tuple[str, str, str | None]]:
    return sorted(quotations, key=lambda quotation: (quotation[0], quotation[1]))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any]):
    expected = [(row["exact"], row["form"], row.get("speaker")) for row in case["expected"]]
    labelled = {
        exact for exact, form, _ in expected if form in {"scare", "title", "nickname", "motto"}
    }
    found = [
        (
            quotation.selector.exact,
            quotation.form.value,
            None if quotation.selector.exact in labelled else quotation.attribution.speaker_name,
        )
        for quotation in extract(case["text"], language=case["language"]).quotations
    ]
    assert in_order(found) == in_order(expected), case["phenomenon"]


def test_the_table_is_wide():
    languages = Counter(case["language"] for case in CASES)
    assert len(CASES) >= 250
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert len({case["phenomenon"] for case in CASES}) >= 40
    assert all(languages[language] >= 20 for language in ("en", "es", "fr", "pt", "it", "de"))
