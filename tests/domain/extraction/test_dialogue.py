import pytest

from service.domain.extraction.cues import lexicon_for
from service.domain.extraction.dialogue import find_dialogue, part_asides
from service.domain.extraction.extract import extract
from service.domain.extraction.marks import find_stretches, split_paragraphs


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("es", "—Hola —dijo Ana.", ["Hola"]),
        (
            "es",
            "Llovía. —¿Y ahora qué? —preguntó Ana—. No sé nada.",
            ["¿Y ahora qué?", "No sé nada."],
        ),
        ("fr", "— Bonjour — dit Anne.", ["Bonjour"]),
        ("es", "El plan —malo— murió.", []),
        ("en", "—Hello —said Ann.", []),
    ],
)
def test_speech_between_dashes(language: str, text: str, spoken: list[str]):
    found = find_dialogue(text, lexicon_for(language))
    assert [text[s.start : s.end] for s in found] == spoken
    assert all(s.outer.start <= s.start < s.end <= s.outer.end for s in found)


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("es", "«Hola —dijo Ana—, y adiós».", ["Hola", "y adiós"]),
        ("es", "«Hola —ha dicho Ana Roa—. Adiós».", ["Hola", "Adiós"]),
        ("it", "«Ciao – dice Anna –. Si parte».", ["Ciao", "Si parte"]),
        ("es", "«Hola —dijo Ana—».", ["Hola"]),
        ("es", "«Hola —un saludo corto— y adiós».", ["Hola —un saludo corto— y adiós"]),
        ("en", "“Hello —said Ann—, and bye”.", ["Hello —said Ann—, and bye"]),
    ],
)
def test_an_aside_inside_marks_parts_what_was_said(language: str, text: str, parts: list[str]):
    found, _ = find_stretches(text, split_paragraphs(text))
    parted = part_asides(text, found, lexicon_for(language))
    assert [text[s.start : s.end] for s in parted] == parts
    assert all(s.outer.start <= s.start < s.end <= s.outer.end for s in parted)


def test_who_speaks_by_an_aside_inside_marks_speaks_on_both_sides():
    found = extract("«Hola —dijo ayer Ana Roa—, y adiós».", language="es").quotations
    assert [q.attribution.speaker_name for q in found] == ["Ana Roa", "Ana Roa"]
    assert [q.continues for q in found] == [None, 0]
