"""Two parties that change places."""

from __future__ import annotations

import pytest

from service.domain.kinds import DifferenceKind
from service.domain.matching.alignment import read_spots
from service.domain.matching.roles import find_swap


def swap(a: str, b: str, language: str = "en"):
    return find_swap(a, b, read_spots(a, language), read_spots(b, language))


@pytest.mark.parametrize(
    ("a", "b", "language"),
    [
        ("The workers sued the bank.", "The bank sued the workers.", "en"),
        ("The mayor was accused by the judge.", "The mayor accused the judge.", "en"),
        ("El juez acusó al alcalde.", "El alcalde acusó al juez.", "es"),
        (
            "The union has no claim against my village.",
            "My village has no claim against the union.",
            "en",
        ),
    ],
)
def test_parties_change_places(a: str, b: str, language: str):
    found = swap(a, b, language)

    assert found is not None
    assert found.kind is DifferenceKind.ORDER
    assert found.changes_meaning
    assert found.a is not None
    assert found.b is not None
    assert a[found.a.start : found.a.end] == found.a.exact
    assert b[found.b.start : found.b.end] == found.b.exact
    assert "changed places" in (found.reason or "")


@pytest.mark.parametrize(
    ("a", "b", "language"),
    [
        ("The army freed four farmers.", "Four farmers were freed by the army.", "en"),
        ("El ejército liberó a los presos.", "Los presos fueron liberados por el ejército.", "es"),
        ("We met the families and the doctors.", "We met the doctors and the families.", "en"),
        ("The wards are full and the nurses sad.", "The nurses are sad and the wards full.", "en"),
        ("The workers sued the bank.", "The workers sued the bank again.", "en"),
        ("The workers sued the bank.", "Nothing of the sort.", "en"),
    ],
)
def test_nobody_changed_places(a: str, b: str, language: str):
    assert swap(a, b, language) is None
