from __future__ import annotations

import pytest

from service.domain.statements.credits import CreditKind, find_credits

BODY = "The council met in the morning and went home in the evening.\n\n" * 30


def found(text: str, byline: str | None = None) -> list[tuple[str, str]]:
    return [(credit.agency, credit.kind.value) for credit in find_credits(text, byline)]


@pytest.mark.parametrize(
    ("text", "byline", "expected"),
    [
        ("BOGOTÁ (Reuters) - The council met.\n" + BODY, None, [("reuters", "dateline")]),
        ("LIMA, 5 ene (EFE).- El consejo se reunió.\n" + BODY, None, [("efe", "dateline")]),
        ("CARACAS (AP) — The council met.\n" + BODY, None, [("ap", "dateline")]),
        ("Berlin (dpa) - Der Rat tagte.\n" + BODY, None, [("dpa", "dateline")]),
        ("QUITO (AFP) – El consejo.\n" + BODY, None, [("afp", "dateline")]),
        (BODY, "By Ana Ruiz, Associated Press", [("ap", "byline")]),
        (BODY, "AFP", [("afp", "byline")]),
        (BODY, "Redacción / EFE", [("efe", "byline")]),
        (BODY + "(Reuters)\n", None, [("reuters", "credit_line")]),
        (BODY + "Fuente: Europa Press\n", None, [("europapress", "credit_line")]),
        (BODY + "Con información de EFE y medios locales.", None, [("efe", "contribution")]),
        (BODY + "Con información de EFE", None, [("efe", "contribution")]),
        (BODY, "Con información de AFP", [("afp", "contribution")]),
        (
            BODY + "The Associated Press contributed to this report.",
            None,
            [("ap", "contribution")],
        ),
        (BODY + "With reporting by Reuters", None, [("reuters", "contribution")]),
    ],
)
def test_credits_are_found_where_they_stand(
    text: str, byline: str | None, expected: list[tuple[str, str]]
):
    assert found(text, byline) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister told Reuters that he would stay.\n" + BODY,
        BODY + "“We are tired,” he said to AFP.\n" + BODY,
        "An AP photographer was hurt.\n" + BODY,
        "The apa (a kind of monkey) - was seen again.\n" + BODY,
        "",
    ],
)
def test_an_agency_as_a_witness_is_no_credit(text: str):
    assert found(text) == []


def test_a_contribution_makes_no_origin():
    assert not CreditKind.CONTRIBUTION.is_whole
    assert all(kind.is_whole for kind in CreditKind if kind is not CreditKind.CONTRIBUTION)


def test_the_words_of_the_credit_are_kept():
    (credit,) = find_credits("LIMA (EFE) - El consejo.\n" + BODY)
    assert credit.exact == "(EFE) -"
