import pytest

from service.domain.extraction.extract import extract


def mention(text: str, language: str) -> str | None:
    (found,) = extract(text, language=language).quotations
    span = found.attribution.speaker_mention
    return span.exact if span else None


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("dijo Luis Roa", "Luis Roa"),
        ("dijo ayer Luis Roa", "Luis Roa"),
        ("dijo el lunes en Cali el ministro", "el ministro"),
        ("dijo a la cadena Norte el ministro", "el ministro"),
        ("dijo al diario Norte", None),
        ("dijo emocionada", None),
        ("dijo la semana pasada", None),
        ("dijo una mujer", "una mujer"),
        ("dijo otra", "otra"),
    ],
)
def test_the_subject_stands_behind_place_time_and_listener(after: str, expected: str | None):
    assert mention(f"“No hay luz”, {after}.", "es") == expected


def test_who_is_told_is_no_subject_in_english():
    assert mention("“It was dark,” told reporters.", "en") is None
