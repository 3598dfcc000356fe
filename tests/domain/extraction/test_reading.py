import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.extraction.cues import lexicon_for
from service.domain.extraction.reading import MASK, Reading


def reading(text: str, language: str = "en") -> Reading:
    return Reading(text, lexicon_for(language))


def test_what_is_marked_is_masked_and_nothing_moves():
    text = "He said “sounds good.” It rained."
    read = reading(text)
    assert len(read.masked) == len(text)
    assert read.masked.startswith("He said " + MASK)
    assert "sounds" not in [word.text for word in read.words]
    assert [text[s.start : s.end] for s in read.sentences] == [
        "He said “sounds good.”",
        "It rained.",
    ]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The U.S. won’t go", ["The", "U.S.", "won’t", "go"]),
        ("es", "EE. UU. no irá", ["EE. UU.", "no", "irá"]),
        ("fr", "l’accord qu’il a-t-elle", ["l’", "accord", "qu’", "il", "a", "t", "elle"]),
        ("it", "dell’accordo", ["dell’", "accordo"]),
    ],
)
def test_words_of_each_language(language: str, text: str, words: list[str]):
    assert [word.text for word in reading(text, language).words] == words


def test_a_dateline_is_no_part_of_the_sentence():
    read = reading("BOGOTÁ (Reuters) — Petro said it was late.")
    assert read.words[read.sentences[0].first].text == "Petro"


def test_places_are_found_by_bisection():
    read = reading("One here.\n\n“Two” there.\n\nThree.")
    assert read.paragraph_at(12) == 1
    assert read.words[read.word_at_or_after(12)].text == "there"
    assert read.sentence_at(25) == 2
    assert [s.start for s in read.stretches_between(0, 30)] == [12]


@given(st.sampled_from(["en", "es", "fr", "it"]), st.text("aEsU.@-’' \n1é_—", max_size=40))
def test_words_and_gaps_make_up_the_text(language: str, text: str):
    read = reading(text, language)
    end = 0
    for word in read.words:
        assert read.masked[end : word.start] == word.gap
        assert read.masked[word.start : word.end] == word.text
        assert word.lower == word.text.lower()
        end = word.end
    assert not any(char.isalnum() for char in read.masked[end:])
