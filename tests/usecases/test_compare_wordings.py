"""Two wordings held against each other with the model of meaning."""

from __future__ import annotations

import pytest

from service.domain.kinds import MatchKind, MatchStatus
from service.domain.model import Rendering
from service.semantic.encoder import load_encoder
from service.semantic.index import SemanticIndex, VectorIndex
from service.usecases.compare_wordings import compare_wordings
from service.usecases.config import Limits

OFFICE = "We must give back the statues, because they were stolen from the temple."


@pytest.fixture(scope="module")
def semantic() -> SemanticIndex:
    encoder = load_encoder()
    if encoder is None:
        pytest.skip("the extra is not installed")
    return SemanticIndex(encoder, VectorIndex())


def alarms(a: Rendering, b: Rendering, semantic: SemanticIndex) -> list[tuple[str, str]]:
    compared = compare_wordings(a, b, limits=Limits(), semantic=semantic)
    assert compared.match.status is not MatchStatus.REJECTED
    return [(d.a.exact if d.a else "", d.b.exact if d.b else "") for d in compared.alarms]


def test_an_empty_index_does_not_switch_the_model_off(semantic: SemanticIndex):
    assert len(semantic) == 0
    a = Rendering("They would not give us another loan, so we sold the firm.", "en")
    b = Rendering("Como no quisieron darnos otro crédito, vendimos la empresa.", "es")

    assert alarms(a, b, semantic) == []


@pytest.mark.parametrize(
    ("b", "expected"),
    [
        ("We must give back the statues, because they were robbed from the temple.", []),
        (
            "We must give back the computers, because they were stolen from the temple.",
            [("statues", "computers")],
        ),
    ],
)
def test_only_words_of_another_meaning_alarm(
    b: str, expected: list[tuple[str, str]], semantic: SemanticIndex
):
    assert alarms(Rendering(OFFICE, "en"), Rendering(b, "en"), semantic) == expected


def test_a_translation_of_something_else_alarms(semantic: SemanticIndex):
    a = Rendering("Nunca he recibido dinero de la industria petrolera.", "es")
    same = Rendering("I have never taken money from the oil industry.", "en")
    other = Rendering("I have never taken money from the tobacco industry.", "en")

    assert alarms(a, same, semantic) == []
    assert alarms(a, other, semantic) == [("petrolera", "tobacco")]


def test_a_denial_that_says_the_same_is_calm(semantic: SemanticIndex):
    a = Rendering("Los pescadores dejaron la isla y la aldea sigue vacía.", "es")
    b = Rendering("The fishermen left the island and the village is still empty.", "en")
    denied = Rendering("The fishermen left the island and the village is not empty.", "en")

    assert alarms(a, b, semantic) == []
    assert alarms(a, denied, semantic) == [("", "not")]


def test_what_reads_like_a_report_is_one_and_its_shifted_tense_no_alarm():
    said = Rendering("I will mend every net in the harbour before the winter", "en")
    told = Rendering("she would mend every net in the harbour before the winter", "en")
    found = compare_wordings(said, told, limits=Limits())
    assert (found.match.kind, found.match.status) == (MatchKind.REPORTED, MatchStatus.SUGGESTED)
    assert found.alarms == ()
    # the same shift between two wordings of her own is one
    own = Rendering("I would mend every net in the harbour before the winter", "en")
    assert compare_wordings(said, own, limits=Limits()).alarms


def test_what_is_told_to_stand_in_marks_is_no_report():
    said = Rendering("I will mend the nets before the boats go out again", "en", "Dora Wren")
    told = Rendering("she would mend the nets before the boats went out again", "en", "Dora Wren")
    guessed = compare_wordings(said, told, limits=Limits())
    assert guessed.match.kind is MatchKind.REPORTED
    in_marks = compare_wordings(said, told, limits=Limits(), is_form_told=True)
    assert in_marks.match.kind is not MatchKind.REPORTED
    assert in_marks.alarms
