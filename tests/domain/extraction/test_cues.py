import pytest

from service.domain.extraction.cues import lexicon_for
from service.domain.kinds import Stance


@pytest.mark.parametrize(
    ("language", "form", "lemma", "stance"),
    [
        ("en", "said", "say", Stance.NEUTRAL),
        ("en", "denies", "deny", Stance.DENIES),
        ("en", "vowing", "vow", Stance.PROMISES),
        ("es", "dijo", "decir", Stance.NEUTRAL),
        ("es", "niega", "negar", Stance.DENIES),
        ("es", "advirtió", "advertir", Stance.WARNS),
        ("fr", "affirme", "affirmer", Stance.CLAIMS),
        ("fr", "déclaré", "déclarer", Stance.NEUTRAL),
        ("pt", "disse", "dizer", Stance.NEUTRAL),
        ("it", "detto", "dire", Stance.NEUTRAL),
        ("it", "ammette", "ammettere", Stance.ADMITS),
        ("de", "sagte", "sagen", Stance.NEUTRAL),
        ("de", "betonte", "betonen", Stance.NEUTRAL),
        ("de", "bestritt", "bestreiten", Stance.DENIES),
    ],
)
def test_forms_lead_to_lemma_and_stance(language: str, form: str, lemma: str, stance: Stance):
    cue = lexicon_for(language).cues[form]
    assert (cue.lemma, cue.stance) == (lemma, stance)


def test_regions_share_a_lexicon_and_other_languages_get_the_english_one():
    assert lexicon_for("es-CO") is lexicon_for("es")
    assert lexicon_for("fi") is lexicon_for("en")


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt", "it", "de"])
def test_closed_classes_do_not_swallow_cues(language: str):
    lexicon = lexicon_for(language)
    assert not lexicon.between & set(lexicon.cues)
    assert all(word == word.lower() for word in lexicon.not_names)
