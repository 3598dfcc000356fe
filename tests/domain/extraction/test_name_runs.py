"""Runs of capitals that are one name, with the small words inside them."""

import pytest

from service.domain.extraction.cues import lexicon_for
from service.domain.extraction.name_runs import NameRuns
from service.domain.extraction.reading import Reading


def name_from(text: str, first: str, language: str = "es") -> str:
    reading = Reading(text, lexicon_for(language))
    runs = NameRuns(reading)
    index = next(at for at, word in enumerate(reading.words) if word.text == first)
    last = runs.name_right(index, len(reading.words))
    return text[reading.words[index].start : reading.words[last - 1].end]


def name_to(text: str, last: str) -> str:
    reading = Reading(text, lexicon_for("es"))
    runs = NameRuns(reading)
    index = next(at for at, word in enumerate(reading.words) if word.text == last)
    first = runs.name_left(index, 0)
    return text[reading.words[first].start : reading.words[index].end]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ayer habló Ana de la Torre en Cádiz.", "Ana de la Torre"),
        ("Ayer habló Ana de los Ángeles Prado en Cádiz.", "Ana de los Ángeles Prado"),
        ("Ayer habló Ana von der Linde en Cádiz.", "Ana von der Linde"),
        ("Ayer habló Ana del Valle en Cádiz.", "Ana del Valle"),
        ("Ayer habló Ana de la asociación en Cádiz.", "Ana"),
        ("Ayer habló Ana y la Torre cayó.", "Ana"),
        ("Ayer habló Ana Prado de la BBC en Cádiz.", "Ana Prado"),
    ],
)
def test_several_small_words_lie_inside_a_name(text: str, name: str):
    assert name_from(text, "Ana") == name


@pytest.mark.parametrize(
    ("text", "last", "name"),
    [
        ("Ayer Ana de la Torre habló.", "Torre", "Ana de la Torre"),
        ("Ayer Ana von der Linde habló.", "Linde", "Ana von der Linde"),
        ("Ayer Ana del Valle habló.", "Valle", "Ana del Valle"),
        ("Ayer vio la Torre.", "Torre", "Torre"),
    ],
)
def test_a_name_is_read_from_its_end_too(text: str, last: str, name: str):
    assert name_to(text, last) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Heute sprach Ursula von der Linde.", "Ursula von der Linde"),
        ("Heute sprach Ursula Adebar von der Akademie.", "Ursula Adebar"),
        ("Heute sagte Ursula Adebar der Zeitung wenig.", "Ursula Adebar"),
    ],
)
def test_german_articles_lie_in_no_name_but_behind_von(text: str, name: str):
    assert name_from(text, "Ursula", "de") == name
