from service.domain.extraction.cues import lexicon_for
from service.domain.extraction.people import People, Salience, fold_word
from service.domain.extraction.phrases import Phrases
from service.domain.extraction.reading import Reading


def people(text: str, language: str = "en") -> People:
    reading = Reading(text, lexicon_for(language))
    return People(reading, Phrases(reading))


def test_a_surname_gets_the_fullest_name_of_the_article():
    found = people("Colombian President Gustavo Petro came. Mr. Petro spoke. Petro left.")
    assert found.full_name("Petro") == "Gustavo Petro"
    assert found.full_name("Uribe") == "Uribe"


def test_a_title_before_a_bare_surname_tells_husband_and_wife_apart():
    found = people("Melania Trump came. Donald Trump came. Mr. Trump spoke.")
    assert found.full_name("Donald Trump") == "Donald Trump"
    assert found.full_name("Melania Trump") == "Melania Trump"


def test_a_bare_surname_is_the_father_and_not_the_son():
    found = people("Donald Trump Jr. came. Donald Trump came. Trump spoke.")
    assert found.full_name("Trump") == "Donald Trump"


def test_titles_are_held_with_their_adjectives():
    found = people("U.S. President Donald Trump met Gustavo Petro, the president of Colombia.")
    held = {entry.person.name: entry.adjectives for entry in found.holders("president")}
    assert held == {"Donald Trump": frozenset({"us"}), "Gustavo Petro": frozenset()}


def test_a_country_after_a_title_holds_no_title():
    found = people("El presidente de Colombia, Gustavo Petro, habló.", "es")
    assert [entry.person.name for entry in found.holders("presidente")] == ["Gustavo Petro"]


def test_places_and_bodies_are_no_persons():
    found = people("Gustavo Petro met the White House staff in New York.")
    assert {p.name for p in found.persons if found.is_person(p)} == {"Gustavo Petro"}


def test_salience_prefers_the_right_gender_and_the_nearer_name():
    found = people("Laura Gil came. Peter Stone came.\n\nHe left.")
    salience = Salience(found)
    at = found.reading.text.index("He left")
    assert [name for _, name in salience.rank(at, "m")] == ["Peter Stone"]
    assert [name for _, name in salience.rank(at, "f")] == ["Laura Gil"]
    assert salience.named_between(0, 10) == {"Laura Gil"}
    assert salience.only_one_before(at) is None
    assert salience.only_one_before(16) == "Laura Gil"


def test_words_fold_as_titles_are_listed():
    assert fold_word("U.S.") == "us"
    assert fold_word("Trump’s") == "trump"
