"""Splices: separate statements joined as one, and what only looks like it."""

from __future__ import annotations

import pytest

from service.usecases.splices import Piece, find_splice
from tests.factories import make_wording

BRIDGE = "We will open the old river bridge before the end of spring"
HARBOUR = "nobody in the capital has ever paid for the harbour wall"
TRAMS = "the trams will run again through the northern market"


def pieces(**wordings: str) -> list[Piece]:
    return [Piece(f"st_{name}", make_wording(text)) for name, text in wordings.items()]


def splice(text: str, found: list[Piece]) -> list[tuple[str, str]]:
    return [(each.exact, each.statement_id) for each in find_splice(text, "en", found)]


def test_two_statements_joined_as_one():
    text = f"{BRIDGE}, and {HARBOUR}."
    found = find_splice(text, "en", pieces(a=BRIDGE, b=HARBOUR))
    assert [(each.exact, each.statement_id) for each in found] == [
        (BRIDGE, "st_a"),
        (HARBOUR, "st_b"),
    ]
    for each in found:
        assert text[each.start : each.end] == each.exact


def test_parts_of_longer_wordings_count():
    longer = f"{BRIDGE}, if the money comes and the weather holds until the second week of May"
    other = f"I have said it a hundred times in this chamber: {HARBOUR}"
    text = f"{BRIDGE} … {HARBOUR}"
    assert splice(text, pieces(a=longer, b=other)) == [(BRIDGE, "st_a"), (HARBOUR, "st_b")]


def test_three_statements():
    text = f"{BRIDGE}, {HARBOUR}, {TRAMS}"
    found = splice(text, pieces(a=BRIDGE, b=HARBOUR, c=TRAMS))
    assert [statement for _, statement in found] == ["st_a", "st_b", "st_c"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{BRIDGE}, and {HARBOUR}", {"a": f"{BRIDGE}, and {HARBOUR}", "b": HARBOUR}),
        (f"{BRIDGE} … {HARBOUR}", {"a": f"{BRIDGE}, God willing, for {HARBOUR}", "b": HARBOUR}),
        (BRIDGE, {"a": BRIDGE, "b": HARBOUR}),
        (f"{BRIDGE} and then we shall see what happens to all the other things", {"a": BRIDGE}),
        ("of the and in the of a to it is", {"a": "of the and in the", "b": "of a to it is"}),
        ("", {"a": BRIDGE}),
        ("… — !", {"a": BRIDGE, "b": HARBOUR}),
    ],
    ids=["one holds all", "an omission", "one alone", "mostly new", "stop words", "empty", "signs"],
)
def test_what_is_no_splice(text: str, found: dict[str, str]):
    assert splice(text, pieces(**found)) == []


def test_words_that_two_share_belong_to_the_longer():
    first = "the river bridge will open before the end of the spring"
    second = "the end of the spring brings floods to the lower market"
    text = (
        "the river bridge will open before the end of the spring brings floods to the lower market"
    )
    assert splice(text, pieces(a=first, b=second)) == [
        (first, "st_a"),
        ("brings floods to the lower market", "st_b"),
    ]


def test_the_order_of_pieces_does_not_matter():
    text = f"{BRIDGE}, and {HARBOUR}, and {TRAMS}."
    found = pieces(a=BRIDGE, b=HARBOUR, c=TRAMS)
    assert find_splice(text, "en", found) == find_splice(text, "en", found[::-1])
