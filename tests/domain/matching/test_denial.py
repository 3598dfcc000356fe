"""Words that deny, and ways of denying without them."""

from __future__ import annotations

import pytest

from service.domain.matching.alignment import read_spots
from service.domain.matching.denial import find_denial, is_answered, is_denied


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("We will not pay.", "en", "not"),
        ("Nobody came to the square.", "en", "nobody"),
        ("Ya no pagamos.", "es", "no"),
        ("Vivimos sin agua.", "es", "sin"),
    ],
)
def test_denials(text: str, language: str, word: str):
    found = find_denial(read_spots(text, language), language)

    assert found is not None
    assert found.word == word


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Not only the farmers came.", "en"),
        ("There is no doubt that we will pay.", "en"),
        ("Sin embargo pagamos.", "es"),
        ("No solo vinieron los campesinos.", "es"),
        ("The largest fire we have ever seen.", "en"),
        ("Es el mayor incendio, el peor jamás visto.", "es"),
        ("Nous ne payons pas.", "fr"),
    ],
)
def test_what_denies_nothing(text: str, language: str):
    assert find_denial(read_spots(text, language), language) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They refused to pay.", "en"),
        ("The plan was impossible.", "en"),
        ("Se negaron a pagar.", "es"),
        ("It is the worst fire ever.", "en"),
    ],
)
def test_denied_without_a_not(text: str, language: str):
    assert is_answered(read_spots(text, language), language)


def test_plain_words_answer_no_denial():
    assert not is_answered(read_spots("They agreed to pay.", "en"), "en")


@pytest.mark.parametrize(
    ("text", "language", "at", "denied"),
    [
        ("We cannot pay", "en", 1, True),
        ("We did not win it", "en", 3, True),
        ("We won and did not cheat", "en", 1, False),
        ("Ya no podemos pagar", "es", 2, True),
    ],
)
def test_which_word_is_denied(text: str, language: str, at: int, *, denied: bool):
    assert is_denied(read_spots(text, language), at, language) is denied
