import pytest

from service.domain.extraction.cues import lexicon_for
from service.domain.extraction.dialogue import find_dialogue


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
