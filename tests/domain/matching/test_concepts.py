"""Poles, closed sets and places across two languages."""

from __future__ import annotations

import pytest

from service.domain.kinds import DifferenceKind
from service.domain.matching.alignment import read_spots
from service.domain.matching.concept_tables import CLOSED_SETS, HARD_AXES, SOFT_AXES
from service.domain.matching.concepts import (
    are_opposite_poles,
    find_places,
    member_of,
    place_of,
    poles_of,
)
from service.domain.matching.forms import stem


def opposite(a: str, b: str, languages: tuple[str, str] = ("en", "en")) -> bool:
    return are_opposite_poles(stem(a, languages[0]), stem(b, languages[1]), *languages)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("won", "lost"),
        ("raised", "cut"),
        ("richer", "poorer"),
        ("grew", "shrank"),
        ("open", "shut"),
    ],
)
def test_opposites_in_english(a: str, b: str):
    assert opposite(a, b)
    assert opposite(b, a)


@pytest.mark.parametrize(("a", "b"), [("ganamos", "perdieron"), ("subió", "bajará")])
def test_opposites_in_spanish(a: str, b: str):
    assert opposite(a, b, ("es", "es"))


def test_opposites_across_languages():
    assert opposite("perdimos", "won", ("es", "en"))
    assert not opposite("perdimos", "lost", ("es", "en"))


@pytest.mark.parametrize(("a", "b"), [("won", "won"), ("rise", "grow"), ("house", "home")])
def test_what_is_no_opposite(a: str, b: str):
    assert not opposite(a, b)


def test_other_languages_have_no_poles():
    assert not poles_of("gagn", "fr")
    assert member_of("lundi", "fr") is None
    assert place_of("londres", "fr") is None


def test_every_axis_has_two_ends():
    for axis in (*HARD_AXES, *SOFT_AXES):
        ends = axis.split(" > ")
        assert len(ends) == 2
        assert all(end.count(";") == 1 for end in ends), axis


def test_members_are_one_across_languages():
    tuesday, martes, lunes = (
        member_of("tuesday", "en"),
        member_of("martes", "es"),
        member_of("lunes", "es"),
    )

    assert tuesday == martes
    assert tuesday is not None
    assert lunes is not None
    assert tuesday != lunes
    assert tuesday.group == lunes.group
    assert tuesday.kind is DifferenceKind.NAME
    assert tuesday.is_hard


def test_only_days_told_from_today_shift():
    today, monday = member_of("today", "en"), member_of("monday", "en")

    assert today is not None
    assert monday is not None
    assert today.shifts
    assert not monday.shifts


def test_no_word_stands_in_two_members_of_a_set():
    for closed in CLOSED_SETS:
        for side in (0, 1):
            words = [w for m in closed.members.split(", ") for w in m.split(";")[side].split()]
            assert len(words) == len(set(words)), closed.members


def places(text: str, language: str) -> set[int]:
    return set(find_places(read_spots(text, language), language))


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("the White House", "la Casa Blanca"),
        ("British troops", "tropas de Londres"),
        ("the United Nations", "la ONU"),
        ("the United States", "EE. UU."),
    ],
)
def test_places_are_one_across_languages(english: str, spanish: str):
    assert places(english, "en") == places(spanish, "es") != set()


def test_south_america_is_not_the_united_states():
    assert not places("a South American capital", "en")
    assert places("an American general", "en")
