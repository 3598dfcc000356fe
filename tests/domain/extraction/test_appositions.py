"""Names beside what describes them, also behind what a title is for."""

import pytest

from service.domain.extraction.appositions import places_behind
from service.domain.extraction.cues import lexicon_for
from service.domain.extraction.extract import extract
from service.domain.extraction.phrases import Phrase, Phrases
from service.domain.extraction.reading import Reading


def names_behind(text: str, size: int, language: str = "es") -> list[str]:
    phrases = Phrases(Reading(text, lexicon_for(language)))
    return [phrases.words[at].text for at in places_behind(phrases, Phrase(0, size))]


def test_places_are_those_behind_commas_up_to_the_verb():
    text = "El ministro de Economía, Comercio y Empresa, Carlos Cobo, dijo que iría, Ana mediante."
    assert names_behind(text, 4) == ["Comercio", "Carlos"]


def test_what_describes_the_name_is_passed_over():
    assert names_behind("La jefa, la médica Elsa Rey, avisa.", 2) == ["Elsa"]


def test_no_place_behind_a_verb():
    assert names_behind("El ministro viajó a Lima, Ana Roa, dijo.", 2) == []


def test_elsewhere_only_what_follows_at_once():
    assert names_behind("The head of the union, Ana Roa, said so.", 2, "en") == []
    assert names_behind("The head, Ana Roa, said so.", 2, "en") == ["Ana"]


@pytest.mark.parametrize(
    "subject",
    [
        "La teniente de alcalde, Marta Quiroga,",
        "El consejero de Sanidad y Emergencias, Marta Quiroga,",
        "El director ejecutivo de Norte Inc., Marta Quiroga,",
        "El portavoz de la Agencia Común (AC), Marta Quiroga,",
        "Un analista del sector, Marta Quiroga,",
    ],
)
def test_a_description_speaks_by_the_name_beside_it(subject: str):
    found = extract(f"{subject} dijo que el aviso llegó «a tiempo».", language="es").quotations
    assert {quotation.attribution.speaker_name for quotation in found} == {"Marta Quiroga"}
