"""What Spanish ascribes to somebody: thoughts, wishes and stances, with their holder."""

import sys

import pytest

from service.domain.extraction.extract import extract
from service.domain.kinds import Stance


def ascribed(text: str) -> list[tuple[str, Stance, str | None]]:
    found = extract(text, language="es").quotations
    return [
        (q.selector.exact, q.attribution.stance, q.attribution.speaker_name)
        for q in found
        if q.form in {"indirect", "mixed"}
    ]


@pytest.mark.parametrize(
    ("text", "content", "stance"),
    [
        ("Leo Paz espera que el pacto salga.", "el pacto salga", Stance.WANTS),
        ("Leo Paz confía en que el pacto salga.", "el pacto salga", Stance.BELIEVES),
        ("Leo Paz duda de que el pacto salga.", "el pacto salga", Stance.BELIEVES),
        ("A Leo Paz le preocupa que el pacto salga.", "el pacto salga", Stance.BELIEVES),
        ("Leo Paz está convencido de que el pacto saldrá.", "el pacto saldrá", Stance.BELIEVES),
        ("Leo Paz expresó su temor a que el pacto salga.", "el pacto salga", Stance.BELIEVES),
        ("Leo Paz se mostró partidario de cerrar el puente.", "cerrar el puente", Stance.FAVOURS),
        ("Leo Paz quiere cerrar el puente.", "cerrar el puente", Stance.WANTS),
        ("Leo Paz aboga por cerrar el puente.", "cerrar el puente", Stance.WANTS),
        ("Leo Paz ha apoyado la nueva ley del agua.", "la nueva ley del agua", Stance.FAVOURS),
        ("Leo Paz advirtió del riesgo de nuevas crecidas.", "riesgo de nuevas crecidas",
         Stance.WARNS),
        ("Leo Paz recomendó no cruzar el puente.", "no cruzar el puente", Stance.ORDERS),
        ("Leo Paz acusó a la empresa de mentir.", "a la empresa de mentir", Stance.CLAIMS),
    ],
)  # fmt: skip
def test_what_is_ascribed_and_to_whom(text: str, content: str, stance: Stance):
    assert ascribed(text) == [(content, stance, "Leo Paz")]


def test_a_left_out_subject_is_who_is_spoken_of():
    text = "Leo Paz habló ayer. Le gustaría que el pacto se firmara pronto."
    assert ascribed(text) == [("el pacto se firmara pronto", Stance.WANTS, "Leo Paz")]


def test_a_fragment_is_whose_thought_it_stands_in():
    found = extract("A Leo Paz le preocupa que el pacto «muera pronto».", language="es").quotations
    names = {q.selector.exact: q.attribution.speaker_name for q in found if q.form == "direct"}
    assert names == {"muera pronto": "Leo Paz"}


@pytest.mark.parametrize(
    "text",
    [
        "Leo Paz no quiso dar más datos.",
        "El puente espera que lo arreglen desde hace años.",
        "La esperanza de que el pacto salga crece.",
        "Al parecer el pacto saldrá adelante.",
        "Un asesor dispuesto a todo salió deprisa.",
        "Se espera que el pacto salga.",
    ],
)
def test_nobody_holds_it(text: str):
    assert ascribed(text) == []


def calls_made(text: str) -> int:
    """Returns how many Python and C functions reading a text calls."""
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        extract(text, language="es")
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "unit",
    [
        "A Leo Paz le preocupa que el plan de cerrar el puente salga de su esperanza. ",
        "«Es un plan —dijo Leo Paz—, pero tarda». ",
        "el ministro de Obras, Puentes y Pesca, Leo Paz, dijo que no, ",
        "desde la Asociación de la Torre de los Ríos aseguran que ",
    ],
)
def test_twice_the_text_is_at_most_little_more_than_twice_the_work(unit: str):
    assert calls_made(unit * 80) <= 2.3 * calls_made(unit * 40)
