"""Which "que" opens what was said, and which is a relative or part of another conjunction."""

import pytest

from service.domain.extraction.extract import extract


def reported(text: str, language: str = "es") -> list[str]:
    found = extract(text, language=language).quotations
    return [q.selector.exact for q in found if q.form == "indirect"]


@pytest.mark.parametrize(
    "text",
    [
        "El ministro dijo que el puente caerá.",
        "El ministro dijo ayer en rueda de prensa que el puente caerá.",
        "Ayer dijo el ministro de Obras en Cádiz que el puente caerá.",
        "Leo Paz advirtió a los vecinos de que el puente caerá.",
        "Leo Paz insistió el lunes en que el puente caerá.",
        "Dijo una vecina que el puente caerá.",
        "Hay que decirlo: Leo Paz afirmó que el puente caerá.",
    ],
)
def test_what_is_reported(text: str):
    assert reported(text) == ["el puente caerá"]


@pytest.mark.parametrize(
    "text",
    [
        "El juez ordenó la retirada de los dos menores que viven en el puente.",
        "La policía solicitó un informe sobre las causas que hundieron el puente.",
        "El entrenador pidió un descanso que fue un alivio para todos.",
        "El alcalde informó de la caída antes de que el puente se moviera.",
        "Leo Paz pidió una sanción por una falta de otro equipo.",
        "Cabe destacar que en febrero la lluvia hundió el puente.",
        "Hay que recordar que en febrero la lluvia hundió el puente.",
    ],
)
def test_what_is_not_reported(text: str):
    assert reported(text) == []


def test_a_question_word_opens_a_clause_only_soon_behind_its_verb():
    text = "Leo Paz explicó por qué el puente se hundió en febrero."
    assert reported(text) == ["por qué el puente se hundió en febrero"]


def test_other_languages():
    assert reported("Ana Roa disse ontem que a ponte vai cair.", "pt") == ["a ponte vai cair"]
    assert reported("Le maire a ordonné la fin des travaux que la pluie gêne.", "fr") == []
