from __future__ import annotations

from service.domain.matching.evidence import gather
from service.domain.matching.model import ALGORITHM_NAME, ALGORITHM_VERSION, LEXICAL
from service.domain.matching.prepared import prepare
from service.domain.model import Rendering


def test_every_feature_explains_itself_in_its_own_words():
    explanations = [feature.explanation for feature in LEXICAL.features]

    assert all(len(explanation) > 20 for explanation in explanations)
    assert len(set(explanations)) == len(explanations)
    assert len({feature.name for feature in LEXICAL.features}) == len(explanations)


def test_thresholds_are_in_order():
    for suggested, confirmed in zip(LEXICAL.suggested, LEXICAL.confirmed, strict=True):
        assert 0.0 < suggested < confirmed < 1.0
    assert LEXICAL.suggested.contained < LEXICAL.unnamed < 1.0
    assert (LEXICAL.name, LEXICAL.version) == (ALGORITHM_NAME, ALGORITHM_VERSION)


def test_more_shared_words_score_higher():
    full = "If they touch Petro, they touch Colombia."
    scores = [
        score_of(full, other)
        for other in (
            "We cannot lower our guard.",
            "They will not touch the minimum wage.",
            "Petro is Colombia.",
            "If you touch Petro you touch Colombia!",
        )
    ]

    assert scores == sorted(scores)


def score_of(a: str, b: str) -> float:
    left, right = Rendering(a, "en"), Rendering(b, "en")
    evidence = gather(left, right, prepare(a, "en"), prepare(b, "en"))
    score, features = LEXICAL.score(evidence), LEXICAL.explain(evidence)
    assert [feature.name for feature in features] == [f.name for f in LEXICAL.features]
    assert all(0.0 <= feature.score <= 1.0 and feature.detail for feature in features)
    return score
