from __future__ import annotations

from datetime import date

import pytest

from service.domain.kinds import DifferenceKind, MatchKind, MatchStatus
from service.domain.matching.compare import compare, relate
from service.domain.matching.judge import judge
from service.domain.model import Rendering

NEVER = "We will never leave the harbour to them."
LEAVE = "We will leave the harbour to them."


@pytest.mark.parametrize(
    ("altered", "kind"),
    [
        (LEAVE, DifferenceKind.NEGATION),
        ("We would never leave the harbour to them.", DifferenceKind.MODALITY),
    ],
)
def test_altered_wording_is_suggested_with_its_alarm(altered: str, kind: DifferenceKind):
    found = compare(Rendering(NEVER, "en"), Rendering(altered, "en"))

    assert found.match.kind is MatchKind.REWORDED
    assert found.match.status is MatchStatus.SUGGESTED
    assert [alarm.kind for alarm in found.alarms] == [kind]


def test_one_altered_word_is_the_same_both_ways():
    there = judge(Rendering(NEVER, "en"), Rendering(LEAVE, "en"))
    back = judge(Rendering(LEAVE, "en"), Rendering(NEVER, "en"))

    assert there == back


def test_other_speakers_and_times_are_no_altered_wording():
    first = Rendering(NEVER, "en", "Ana Prado", date(2026, 1, 5))
    other = Rendering(LEAVE, "en", "Luis Vega", date(2026, 1, 5))
    later = Rendering(LEAVE, "en", "Ana Prado", date(2026, 6, 5))

    assert judge(first, other).kind is MatchKind.DIFFERENT
    assert judge(first, later).kind is MatchKind.DIFFERENT


def test_rejected_pair_still_shows_how_it_differs():
    found = compare(
        Rendering("They want to go home.", "en"),
        Rendering("They do not want to go home today.", "en"),
    )

    assert found.match.status is MatchStatus.REJECTED
    assert DifferenceKind.NEGATION in {alarm.kind for alarm in found.alarms}
    assert found.match.features


def test_nothing_in_common_is_not_aligned():
    found = compare(
        Rendering("The bridge will open on Monday.", "en"),
        Rendering("A new school is planned near town.", "en"),
    )

    assert found.match.kind is MatchKind.DIFFERENT
    assert found.differences == ()


@pytest.mark.parametrize("cosine", [None, 0.3, 0.72])
@pytest.mark.parametrize(
    "text",
    [
        NEVER,
        LEAVE,
        "We will never leve the harbour to them.",  # misspelt
        "Nobody gives up this port as long as we are here.",
        "The budget of the school was read out on Friday.",
    ],
)
def test_what_turns_out_different_is_not_laid_side_by_side(text: str, cosine: float | None):
    a, b = Rendering(NEVER, "en"), Rendering(text, "en")

    whole, short = compare(a, b, cosine), relate(a, b, cosine)

    assert short == (None if whole.match.kind is MatchKind.DIFFERENT else whole)
