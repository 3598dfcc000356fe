"""Clauses in turned order are held against their counterparts."""

import pytest

from service.domain.kinds import DifferenceKind
from service.domain.matching.differences import find_differences
from service.domain.matching.turns import find_turn

FRONT = "If the bridge is not repaired by March, we will close it to trucks."
BACK = "We will close the bridge to trucks if it is not repaired by March."


def test_the_places_where_the_clauses_meet():
    turn = find_turn(FRONT, BACK, "en")
    assert turn is not None
    assert FRONT[turn.at_a :].startswith("we will close")
    assert BACK[turn.at_b :].startswith("if it is not")
    back = find_turn(BACK, FRONT, "en")
    assert back is not None
    assert (back.at_a, back.at_b) == (turn.at_b, turn.at_a)


@pytest.mark.parametrize(
    ("a", "b", "language"),
    [
        (FRONT, FRONT, "en"),
        (
            "Ana hit Bruno, and Carla fled from him.",
            "Carla fled from him, and Ana hit Bruno.",
            "en",
        ),
        (
            "If it rains we stay. We have a roof here.",
            "We have a roof here. If it rains we stay.",
            "en",
        ),
        ("If so", "so if", "en"),
        ("", "", "en"),
    ],
)
def test_what_is_no_turn(a, b, language):
    assert find_turn(a, b, language) is None


def test_a_turned_sentence_is_harmless():
    found = find_differences(FRONT, BACK, "en", "en")
    assert [d for d in found if d.changes_meaning] == []
    order = next(d for d in found if d.kind is DifferenceKind.ORDER)
    assert order.a.exact.startswith("If the bridge")
    assert order.b.exact.startswith("if it is not")


@pytest.mark.parametrize(
    ("b", "kind", "words"),
    [
        (BACK.replace("will", "must"), DifferenceKind.MODALITY, ("will", "must")),
        (BACK.replace("March", "April"), DifferenceKind.NAME, ("March", "April")),
        (BACK.replace("is not repaired", "is repaired"), DifferenceKind.NEGATION, ("not", None)),
    ],
)
def test_what_changes_in_a_turned_sentence_is_seen_in_its_place(b, kind, words):
    alarms = [d for d in find_differences(FRONT, b, "en", "en") if d.changes_meaning]
    assert [(d.kind, d.a and d.a.exact, d.b and d.b.exact) for d in alarms] == [(kind, *words)]
    for alarm in alarms:
        assert alarm.a is None or FRONT[alarm.a.start : alarm.a.end] == alarm.a.exact
        assert alarm.b is None or b[alarm.b.start : alarm.b.end] == alarm.b.exact


def test_turned_in_spanish():
    a = "Si el puente no se repara en marzo, lo cerraremos a los camiones."
    b = "Cerraremos el puente a los camiones si no se repara en marzo."
    assert [d for d in find_differences(a, b, "es", "es") if d.changes_meaning] == []
