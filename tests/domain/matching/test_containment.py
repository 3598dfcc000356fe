from __future__ import annotations

import pytest

from service.domain.matching.containment import lies_in, same_words
from service.domain.matching.prepared import prepare

WHOLE = "If they touch Petro, they touch Colombia, and we will answer in the streets."


@pytest.mark.parametrize(
    ("part", "inside"),
    [
        ("they touch Petro", True),
        ("THEY TOUCH PETRO,", True),
        ("If they touch Petro ... we will answer", True),
        ("If they touch [the president], they touch Colombia", True),
        ("we’ll answer in the streets", True),
        ("we will answer ... they touch Petro", False),
        ("they touch the streets", False),
        ("touch Pet", False),
        ("...", False),
    ],
)
def test_lies_in(part: str, inside: bool):
    assert lies_in(prepare(part, "en"), prepare(WHOLE, "en")) is inside


def test_nothing_is_found_across_an_ellipsis():
    cut = prepare("If they touch Petro ... we will answer in the streets.", "en")

    assert not lies_in(prepare("touch Petro we will answer", "en"), cut)
    assert lies_in(prepare("we will answer", "en"), cut)


def test_same_words_mind_the_ellipsis():
    plain, cut = prepare("We won't go back", "en"), prepare("we will not ... go back", "en")

    assert same_words(plain, prepare("“we will not go back.”", "en"))
    assert not same_words(plain, cut)
