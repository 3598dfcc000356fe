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


@pytest.mark.parametrize(
    ("english", "spanish", "kind"),
    [
        ("We won the first round.", "Perdimos la primera vuelta.", DifferenceKind.NEGATION),
        ("We cannot rest now.", "Ya podemos descansar.", DifferenceKind.NEGATION),
        ("Dozens of men will return.", "Miles de hombres volverán.", DifferenceKind.NUMBER),
        ("The vote is on Tuesday.", "La votación es el jueves.", DifferenceKind.NAME),
        ("We won the second round.", "Ganamos la tercera vuelta.", DifferenceKind.NUMBER),
        ("We met at the White House.", "Nos vimos en la ONU.", DifferenceKind.NAME),
        ("Colombia needs help.", "Los venezolanos necesitan ayuda.", DifferenceKind.NAME),
    ],
)
def test_what_excludes_another_clashes_across_languages(
    english: str, spanish: str, kind: DifferenceKind
):
    found = find_possible_changes(english, spanish, "en", "es")

    assert [d.kind for d in found if d.changes_meaning] == [kind]
    back = find_possible_changes(spanish, english, "es", "en")
    assert [d.kind for d in back if d.changes_meaning] == [kind]


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("We won the first round.", "Ganamos la primera vuelta."),
        ("We did not win.", "Perdimos."),
        ("He was shot twice.", "Recibió dos disparos."),
        ("He would not drop the knife.", "Se negó a soltar el cuchillo."),
        ("Nobody has ever seen such a fire.", "Es el mayor incendio visto jamás."),
        ("Washington must decide.", "Estados Unidos debe decidir."),
        ("They march every spring.", "Marchan cada primavera."),
    ],
)
def test_what_says_the_same_is_calm(english: str, spanish: str):
    assert not any(d.changes_meaning for d in find_possible_changes(english, spanish, "en", "es"))


def test_a_denial_in_free_words_of_one_language_proves_nothing():
    found = find_possible_changes(
        "The old harbour stays with us.", "Nobody will ever take the docks away.", "en", "en"
    )

    assert not any(difference.changes_meaning for difference in found)


def test_a_denial_among_the_same_words_does():
    found = find_possible_changes(
        "The old harbour was sold to them.", "The old harbour was never sold to them.", "en", "en"
    )

    assert [d.kind for d in found if d.changes_meaning] == [DifferenceKind.NEGATION]
