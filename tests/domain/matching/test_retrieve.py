from __future__ import annotations

from datetime import date

import pytest

from service.domain.kinds import MatchKind, MatchStatus
from service.domain.matching.retrieve import rank
from service.domain.model import Rendering
from service.domain.text.tokens import wording_key

SWORN = Rendering(
    "I swore not to touch a weapon again since the 1989 Peace Pact, but for the homeland I will "
    "take up arms again — even though I do not want to.",
    "en",
    "Gustavo Petro",
    date(2026, 1, 7),
)
REPORTED = Rendering(
    "he had sworn under the 1989 peace pact never to take up arms again",
    "en",
    "Gustavo Petro",
    date(2026, 1, 7),
    reported=True,
)
TOUCH = Rendering("If they touch Petro, they touch Colombia.", "en", "Gustavo Petro")
GOOD = Rendering("Sounds good to me.", "en", "Donald Trump")
ALL = [SWORN, REPORTED, TOUCH, GOOD]


def best(query: str) -> tuple[Rendering, float]:
    matches = rank(Rendering(query, "en"), ALL)
    at = max(range(len(ALL)), key=lambda index: matches[index].score)
    return ALL[at], matches[at].score


@pytest.mark.parametrize("candidate", [SWORN, REPORTED])
def test_phrase_inside_scores_high(candidate: Rendering):
    (match,) = rank(Rendering("take up arms", "en"), [candidate])

    assert match.kind is MatchKind.CONTAINED
    assert match.status is MatchStatus.CONFIRMED
    assert match.score >= 0.9


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("If you touch Petro", TOUCH),
        ("touch petro", TOUCH),
        ("colombia touched", TOUCH),
        ("sounds good", GOOD),
        ("sound good", GOOD),
        ("swear weapons homeland", SWORN),
        ("peace pact never arms", REPORTED),
        ("touch Pettro", TOUCH),
    ],
)
def test_remembered_forms_find_their_statement(query: str, expected: Rendering):
    found, score = best(query)

    assert found is expected
    assert score >= 0.5


def test_verbatim_comes_before_near_forms():
    near, verbatim = rank(
        Rendering("if they touch Petro", "en"),
        [Rendering("If you touch Petro, you touch Colombia.", "en"), TOUCH],
    )

    assert verbatim.score > near.score > 0.5


def test_strangers_are_different():
    assert [m.kind for m in rank(Rendering("minimum wage inflation", "en"), ALL)] == [
        MatchKind.DIFFERENT
    ] * 4


def test_another_speaker_counts_against():
    query = Rendering("sounds good", "en", "Gustavo Petro")

    (match,) = rank(query, [GOOD])

    assert match.score < 0.5
    assert match.status is MatchStatus.SUGGESTED
    assert "another speaker" in match.reason


def test_no_candidates():
    assert rank(Rendering("x", "en"), []) == []


def test_a_text_need_not_be_covered():
    post = (
        "Unbelievable what goes on there, can anybody explain to me why they would touch Petro and "
        "Colombia again this week? https://example.org/abc — Somebody (@somebody) January 5, 2026"
    )

    found, score = best(post)

    assert found is TOUCH
    assert 0.2 <= score < 0.6


def test_links_and_signatures_are_not_read():
    plain = rank(Rendering("sounds good to us", "en"), ALL)
    signed = rank(
        Rendering("sounds good to us https://example.org/x — A. B. (@ab) May 1, 2020", "en"), ALL
    )

    assert plain == signed


def test_known_keys_change_nothing():
    query = Rendering("to touch a weapon agian", "en")
    keys = [wording_key(candidate.text) for candidate in ALL]

    assert rank(query, ALL, keys) == rank(query, ALL)


def test_words_misspelt_at_their_beginning_are_found():
    (match,) = rank(Rendering("touch a waepon again", "en"), [SWORN])

    assert match.score > 0.6


def test_candidate_inside_a_long_query_is_found_however_short():
    query = Rendering(f"{SWORN.text} And that the harbour stays ours is no question.", "en")
    (match,) = rank(query, [Rendering("the 1989 Peace Pact", "en")])

    assert match.kind is MatchKind.CONTAINS
