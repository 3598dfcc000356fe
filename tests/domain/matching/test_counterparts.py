"""Words of a translation without a counterpart, told by given cosines."""

from __future__ import annotations

import pytest

from service.domain.kinds import DifferenceKind
from service.domain.matching.compare import compare
from service.domain.matching.counterparts import (
    FARTHEST,
    LEAST_RISE,
    find_lonely,
    open_counterparts,
    weigh_counterparts,
    without,
)
from service.domain.model import Rendering

SPANISH = Rendering("Robaron las estatuas de nuestro templo.", "es")
ENGLISH = Rendering("They stole the statues from our bank.", "en")


def test_telling_words_of_a_calm_translation_are_weighed():
    left, right = open_counterparts(SPANISH, ENGLISH, compare(SPANISH, ENGLISH, 0.7))

    assert "templo" in left.words
    assert "bank" in right.words
    assert "our bank" in right.phrases


@pytest.mark.parametrize(
    ("a", "b", "cosine"),
    [
        (SPANISH, ENGLISH, 0.1),
        (ENGLISH, ENGLISH, 1.0),
        (SPANISH, Rendering("They stole statues from our temple in Rome.", "en"), 0.1),
    ],
)
def test_what_is_no_translation_is_left_alone(a: Rendering, b: Rendering, cosine: float):
    assert open_counterparts(a, b, compare(a, b, cosine)) == []


def test_what_has_an_alarm_is_left_alone():
    b = Rendering("They did not steal the statues from our bank.", "en")
    comparison = compare(SPANISH, b, 0.7)

    assert comparison.alarms
    assert open_counterparts(SPANISH, b, comparison) == []


def test_the_farthest_word_is_lonely_when_too_far():
    left, _ = open_counterparts(SPANISH, ENGLISH, compare(SPANISH, ENGLISH, 0.7))
    nearness = [0.9] * len(left.spots)
    place = left.words.index("templo")

    assert find_lonely(left, nearness) is None
    nearness[place] = FARTHEST
    lonely = find_lonely(left, nearness)
    assert lonely is not None
    assert lonely.word == "templo"
    assert without(SPANISH.text, lonely) == "Robaron las estatuas de nuestro ."


@pytest.mark.parametrize(("rise", "alarm"), [(LEAST_RISE, True), (LEAST_RISE - 0.01, False)])
def test_lonely_words_alarm_when_the_texts_come_nearer_without(rise: float, *, alarm: bool):
    comparison = compare(SPANISH, ENGLISH, 0.7)
    left, right = open_counterparts(SPANISH, ENGLISH, comparison)
    lonely = (left.spots[left.words.index("templo")], right.spots[right.words.index("bank")])
    weighed = weigh_counterparts(comparison, (SPANISH.text, ENGLISH.text), lonely, rise)

    assert [d.kind for d in weighed.alarms] == ([DifferenceKind.WORD_CHOICE] if alarm else [])
    assert [(d.a.exact, d.b.exact) for d in weighed.alarms if d.a and d.b] == (
        [("templo", "bank")] if alarm else []
    )
