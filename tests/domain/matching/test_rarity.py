from __future__ import annotations

import pytest

from service.domain.matching.rarity import MOST_BITS, informative, rarity


def test_stock_words_are_common_and_telling_words_rare():
    words = ["the", "president", "weapon", "homeland"]

    assert sorted(words, key=lambda word: rarity(word, "en")) == words


@pytest.mark.parametrize("language", ["en", "es", "fr", "xx"])
def test_unknown_words_are_rarest(language: str):
    assert rarity("zzqqxxvvkkzz", language) == MOST_BITS


def test_numbers_grow_rarer_with_their_figures():
    assert rarity("5", "en") < rarity("1989", "en") <= MOST_BITS


def test_empty_word_says_nothing():
    assert rarity("", "en") == 0.0


def test_informative_counts_distinct_telling_words():
    assert informative(["the", "weapon", "weapon", "homeland", "i", "want"], "en") == 2
    assert informative(["la", "patria", "no", "que", "armas"], "es") == 2
