from __future__ import annotations

import pytest

from service.domain.kinds import DifferenceKind
from service.domain.matching.guards import find_possible_changes


@pytest.mark.parametrize(
    ("english", "spanish", "kinds"),
    [
        ("We lost 1,000 men.", "Perdimos mil hombres.", []),
        ("We lost 1,000 men.", "Perdimos 10.000 hombres.", [DifferenceKind.NUMBER]),
        ("We do not want war.", "No queremos guerra con nadie.", []),
        ("We do not want war.", "Queremos guerra.", [DifferenceKind.NEGATION]),
        ("Nobody can stop us.", "No nos puede parar nadie.", []),
        ("They pay twelve percent.", "Pagan el 12 por ciento.", []),
    ],
)
def test_across_languages(english: str, spanish: str, kinds: list[DifferenceKind]):
    found = find_possible_changes(english, spanish, "en", "es")

    assert [difference.kind for difference in found] == kinds
    assert all(difference.changes_meaning and difference.reason for difference in found)


def test_a_short_rendering_may_leave_a_figure_out():
    found = find_possible_changes(
        "In 1989 we signed a peace that nobody wanted to break, and nobody did.",
        "Nadie rompió la paz.",
        "en",
        "es",
    )

    assert [(d.kind, d.changes_meaning) for d in found] == [(DifferenceKind.NUMBER, False)]


def test_denial_is_left_alone_in_other_languages():
    assert find_possible_changes("We do not want war.", "Wir wollen Krieg.", "en", "de") == ()


@pytest.mark.parametrize(
    ("english", "spanish", "clash"),
    [
        ("I spoke with Gustavo Petro about it.", "Hablé de eso con Claudia Sheinbaum.", True),
        ("Once more it confirms Einstein.", "Una vez más confirma a Hawking.", True),
        ("I spoke with Gustavo Petro about it.", "Hablé de eso con Gustavo Petro.", False),
        ("We met at the White House again.", "Nos vimos otra vez en la Casa Blanca.", False),
        ("They came from the United States.", "Vinieron de Estados Unidos.", False),
        ("I spoke with Gustavo Petro about it.", "Hablé de eso con el presidente.", False),
    ],
)
def test_names_in_each_others_place(english: str, spanish: str, *, clash: bool):
    found = find_possible_changes(english, spanish, "en", "es")

    assert [d.kind for d in found] == ([DifferenceKind.NAME] if clash else [])
    assert all(difference.changes_meaning and difference.a and difference.b for difference in found)
