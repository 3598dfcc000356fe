import sys
from types import FrameType

from service.domain.extraction.cues import lexicon_for
from service.domain.extraction.extract import extract
from service.domain.extraction.people import People, fold_word
from service.domain.extraction.phrases import Phrases
from service.domain.extraction.reading import Reading
from service.domain.extraction.salience import Salience


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
    held = {entry.person.name: entry.adjectives for entry in found.holders("president", 0)}
    assert held == {"Donald Trump": frozenset({"us"}), "Gustavo Petro": frozenset()}


def test_a_country_after_a_title_holds_no_title():
    found = people("El presidente de Colombia, Gustavo Petro, habló.", "es")
    assert [entry.person.name for entry in found.holders("presidente", 0)] == ["Gustavo Petro"]


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


def test_many_names_and_pronouns_are_read_in_linear_work():
    def lines_run(count: int, name: str) -> int:
        # Names are folded once each: another run has to bring its own.
        text = "".join(f"President {name}{n} Gil came. “Yes,” she said. " for n in range(count))
        text += "“No,” the president said."
        run = 0

        def trace(_frame: FrameType, event: str, _arg: object) -> object:
            nonlocal run
            run += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            extract(text, language="en")
        finally:
            sys.settrace(before)
        return run

    lines_run(5, "Laura")
    assert lines_run(240, "Marta") <= 2.3 * lines_run(120, "Julia")


def test_one_mrs_among_many_bare_surnames_is_not_all_of_them():
    text = (
        "Melania Stone came. Mrs. Stone sat. Stone spoke. Stone left. Stone fell. Adam Stone ran."
    )
    found = people(text)
    assert {p.name: p.gender for p in found.persons}["Stone"] is None
    assert people("Melania Stone came. Mrs. Stone sat.").persons[1].gender == "f"


def test_letters_stand_for_the_body_whose_initials_they_are():
    found = people("The Alpine Road Trust met. The ART left. The XYZ stayed.")
    assert found.full_name("ART") == "Alpine Road Trust"
    assert found.full_name("XYZ") == "XYZ"


def test_what_stands_before_a_name_is_no_part_of_it():
    found = people("„Ja“, sagte Finanzminister Paul Mertens.", "de")
    assert [person.name for person in found.persons] == ["Paul Mertens"]
    assert [p.name for p in people("Le député M. Mercier vote.", "fr").persons] == ["Mercier"]
    assert [p.name for p in people("Habló Reuters Luis Roa.", "es").persons] == ["Luis Roa"]


def test_a_party_behind_a_name_is_nobody():
    assert [p.name for p in people("Sen. Ana Torres (R-Ky.) left.").persons] == ["Ana Torres"]


def test_who_is_introduced_in_a_stretch_of_text():
    found = people("Laura Gil came. Peter Stone came. Laura Gil left.")
    salience = Salience(found)
    assert salience.introduced_between(16, 60) == {"Peter Stone"}
    assert salience.clearly(15, None) == "Laura Gil"


def test_an_initial_that_looks_like_an_article_is_part_of_the_name():
    found = extract("“We go,” John A. Smith said. “It is late,” Smith added.", language="en")
    assert [q.attribution.speaker_name for q in found.quotations] == ["John A. Smith"] * 2


def test_the_verb_of_a_headline_is_no_name():
    text = "Mayor Says Bridge Will Close Soon\n\n“It is old,” said Mayor Ana Ruiz."
    found = extract(text, language="en")
    assert [q.attribution.speaker_name for q in found.quotations] == ["Ana Ruiz"] * 2
