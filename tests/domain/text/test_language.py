import pytest

from service.domain.text.language import LANGUAGES, guess_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Colombia is a democratic, sovereign state that conducts its foreign policy"),
        ("es", "El presidente dijo que una acción militar contra Colombia suena bien"),
        ("fr", "Le président a déclaré que la situation était très préoccupante"),
        ("pt", "O presidente disse que a situação é muito preocupante para não agir"),
        ("de", "Der Präsident sagte, die Lage sei sehr ernst und nicht einfach"),
        ("it", "Il presidente ha detto che la situazione è molto preoccupante"),
    ],
)
def test_the_served_languages_are_told_apart(language: str, text: str):
    guess = guess_language(text)
    assert guess.language == language
    assert 0.5 < guess.confidence <= 1.0


def test_a_text_without_letters_gets_the_default():
    assert guess_language("12 + 34 = 46 !?", default="es").language == "es"
    assert guess_language("", default="es").confidence == 0.0


def test_only_served_languages_are_named():
    assert guess_language("Президент сказал, что всё хорошо").language in LANGUAGES


def test_a_long_text_is_judged_by_its_beginning():
    assert (
        guess_language("The president said that he would not go. " * 50 + "ñandú " * 9000).language
        == "en"
    )
