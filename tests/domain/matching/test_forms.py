from __future__ import annotations

import pytest

from service.domain.matching.forms import read_forms, read_words, stem, strip_marks
from service.domain.text.tokens import wording_key


def words_of(text: str, language: str = "en") -> list[str]:
    return [form.word for form in read_forms(wording_key(text).split(" "), language)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We won't go", "we will not go"),
        ("I can't, he's out", "I cannot, he is out"),
        ("10,000 men", "ten thousand men"),
        ("$5 million", "5m"),
        ("25% of it", "twenty-five percent of it"),
        ("25 per cent", "25 %"),
        ("two hundred and fifty", "250"),
        ("a well-known man", "a well known man"),
        ("they’re gonna vote", "they are going to vote"),
    ],
)
def test_spellings_of_the_same_words_are_equal(one: str, other: str):
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10.000", "#10000"),
        ("12,5", "#12.5"),
        ("dos millones", "#2000000"),
        ("treinta y cinco", "#35"),
        ("mil", "#1000"),
    ],
)
def test_spanish_numbers(text: str, value: str):
    assert words_of(text, "es") == [value]


@pytest.mark.parametrize("text", ["one thing", "no one", "once again"])
def test_ambiguous_number_words_stay_words(text: str):
    assert words_of(text) == text.split()


def test_forms_know_their_tokens():
    forms = read_forms(["we", "won't", "pay", "ten", "thousand", "pesos"], "en")

    assert [(form.word, form.first, form.last) for form in forms] == [
        ("we", 0, 0),
        ("will", 1, 1),
        ("not", 1, 1),
        ("pay", 2, 2),
        ("#10000", 3, 4),
        ("pesos", 5, 5),
    ]


@pytest.mark.parametrize(
    ("language", "family"),
    [
        ("en", "swear swore sworn swearing"),
        ("en", "touch touches touched touching"),
        ("en", "study studies studied studying"),
        ("en", "plan plans planned planning"),
        ("es", "tomar tomaré tomaría tomaron tomando"),
        ("es", "arma armas"),
        ("es", "quiero quiere quieren"),
    ],
)
def test_inflections_share_a_stem(language: str, family: str):
    stems = {stem(word, language) for word in family.split()}

    assert len(stems) == 1


def test_different_words_keep_different_stems():
    assert len({stem(word, "en") for word in ["petro", "peace", "pact", "peasant", "people"]}) == 5


def test_strip_marks():
    assert strip_marks("Jóse Ñandú") == "Jose Nandu"


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        "We won't pay ten thousand dollars, the mayor's son's bill",
        "In the U.S. one in three of the well-known twenty-five said 3.5 %",
        "EE. UU. pagará el diez por ciento, dijo",
        "I'm not going to percent it",
        "",
    ],
)
def test_words_are_those_of_the_forms(text: str, language: str):
    tokens = wording_key(text).split()
    assert read_words(tokens, language) == [form.word for form in read_forms(tokens, language)]
