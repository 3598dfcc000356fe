import pytest

from service.domain.extraction.cues import lexicon_for
from service.domain.extraction.phrases import Phrase, Phrases, bare, is_possessive
from service.domain.extraction.reading import Reading


def phrases(text: str, language: str = "en") -> Phrases:
    return Phrases(Reading(text, lexicon_for(language)))


def words_of(found: Phrases, phrase: Phrase | None) -> str | None:
    if phrase is None:
        return None
    return " ".join(word.text for word in found.words[phrase.first : phrase.last])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Colombian President Gustavo Petro said", "Colombian President Gustavo Petro"),
        ("the finance minister said", "the finance minister"),
        ("A source at the presidential palace said", "A source at the presidential palace"),
        ("Colombia’s Foreign Ministry said", "Colombia’s Foreign Ministry"),
        ("On Monday psychologist Elaine Dunn said", "psychologist Elaine Dunn"),
    ],
)
def test_the_phrase_before_a_verb(text: str, expected: str):
    found = phrases(text)
    assert words_of(found, found.ending_at(len(found.words) - 2, 0)) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("the mayor of Cali said", "en", "the mayor of Cali"),
        (
            "Democratic Senate leader Chuck Schumer told",
            "en",
            "Democratic Senate leader Chuck Schumer",
        ),
        ("he said", "en", "he"),
        ("when it rained", "en", None),
        ("el estilista de famosos Luis Roa dijo", "es", "el estilista de famosos Luis Roa"),
        ("la ministra Laura Gil dijo", "es", "la ministra Laura Gil"),
    ],
)
def test_the_phrase_that_starts_a_clause(text: str, language: str, expected: str | None):
    found = phrases(text, language)
    assert words_of(found, found.starting_at(0, len(found.words))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Monday, Laura Gil spoke", "Laura Gil"),
        ("After waiting in cold, rainy conditions, demonstrators waved", "demonstrators"),
        ("A day before the vote, Laura Gil spoke", "Laura Gil"),
        ("Here in Cali, Laura Gil spoke", "Laura Gil"),
    ],
)
def test_the_first_subject_of_a_clause(text: str, expected: str):
    found = phrases(text)
    assert words_of(found, found.first_subject(0, len(found.words))) == expected


def test_genitives():
    assert is_possessive("Trump’s")
    assert is_possessive("Democrats’")
    assert not is_possessive("Trump")
    assert bare("Trump’s") == "Trump"


def test_a_past_form_before_its_object_ends_a_phrase():
    reading = Reading("The claim angered Roa. The retired Roa left.", lexicon_for("en"))
    phrases = Phrases(reading)
    first = phrases.starting_at(0, 4)
    second = phrases.starting_at(4, 8)
    assert first is not None
    assert second is not None
    assert (first.last, second.last) == (2, 7)
