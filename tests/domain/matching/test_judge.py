from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.kinds import Bond, MatchKind, MatchStatus
from service.domain.matching.judge import judge, judge_many
from service.domain.model import Rendering

SWORN = Rendering(
    "I swore not to touch a weapon again since the 1989 Peace Pact, but for the homeland I will "
    "take up arms again — even though I do not want to.",
    "en",
    "Gustavo Petro",
    date(2026, 1, 7),
)
RESWORN = Rendering(
    "I swore never to touch a weapon again, but for the homeland I would take up arms once more, "
    "even though I do not want to.",
    "en",
    "Gustavo Petro",
    date(2026, 1, 5),
)
REPORTED = Rendering(
    "he had sworn under the 1989 peace pact never to take up arms again",
    "en",
    "Gustavo Petro",
    date(2026, 1, 7),
    reported=True,
)


def test_two_translations_of_one_post_are_one_statement():
    match = judge(SWORN, RESWORN)

    assert (match.kind, match.status, match.bond) == (
        MatchKind.REWORDED,
        MatchStatus.CONFIRMED,
        Bond.UNION,
    )
    assert 0.95 <= match.score <= 1.0


def test_reported_form_is_tied_with_a_reason():
    match = judge(REPORTED, SWORN)

    assert match.kind is MatchKind.REPORTED
    assert match.status in {MatchStatus.CONFIRMED, MatchStatus.SUGGESTED}
    assert match.bond is not Bond.UNION
    assert "peace pact" in match.reason


def test_same_words_by_someone_else_are_not_joined():
    other = Rendering(
        "We agreed never to take up arms again.", "en", "Rodrigo Londoño", date(2026, 1, 6)
    )

    match = judge(SWORN, other)

    assert match.status is not MatchStatus.CONFIRMED
    assert match.bond is Bond.NONE


@pytest.mark.parametrize("days", [0, 400, 4000])
def test_same_long_wording_is_one_statement_whenever_it_is_carried(days: int):
    later = replace(SWORN, day=date.fromordinal(date(2026, 1, 7).toordinal() + days))

    match = judge(SWORN, later)

    assert (match.kind, match.status, match.bond) == (
        MatchKind.IDENTICAL,
        MatchStatus.CONFIRMED,
        Bond.UNION,
    )


def test_same_long_wording_by_two_speakers_is_an_attribution_conflict():
    match = judge(SWORN, replace(SWORN, speaker_name="Donald Trump"))

    assert match.bond is Bond.UNION
    assert "two speakers" in match.reason


@pytest.mark.parametrize(
    ("speaker", "day", "status", "bond"),
    [
        ("Donald Trump", date(2026, 1, 6), MatchStatus.CONFIRMED, Bond.UNION),
        ("Trump", date(2026, 1, 6), MatchStatus.CONFIRMED, Bond.ATTACH),
        ("Donald Trump", date(2026, 3, 6), MatchStatus.SUGGESTED, Bond.NONE),
        (None, date(2026, 1, 6), MatchStatus.SUGGESTED, Bond.NONE),
        ("Donald Trump", None, MatchStatus.SUGGESTED, Bond.NONE),
    ],
)
def test_short_wordings_hang_on_speaker_and_time(
    speaker: str | None, day: date | None, status: MatchStatus, bond: Bond
):
    first = Rendering("Sounds good to me.", "en", "Donald Trump", date(2026, 1, 4))

    match = judge(first, Rendering("sounds good to me", "en", speaker, day))

    assert match.kind is MatchKind.NORMALISED
    assert (match.status, match.bond) == (status, bond)


def test_short_wording_of_another_speaker_is_never_confirmed():
    first = Rendering("Sounds good to me.", "en", "Donald Trump", date(2026, 1, 4))

    match = judge(first, replace(first, speaker_name="Chuck Schumer"))

    assert match.status is not MatchStatus.CONFIRMED
    assert match.bond is Bond.NONE


def test_fragment_attaches_to_what_contains_it():
    fragment = Rendering("take up arms", "en", "Petro", date(2026, 1, 8))

    match = judge(fragment, SWORN)

    assert (match.kind, match.status, match.bond) == (
        MatchKind.CONTAINED,
        MatchStatus.CONFIRMED,
        Bond.ATTACH,
    )
    assert judge(SWORN, fragment).kind is MatchKind.CONTAINS


def test_long_stretch_is_united_with_what_contains_it():
    stretch = Rendering(
        "swore not to touch a weapon again since the 1989 Peace Pact", "en", None, None
    )

    match = judge(stretch, SWORN)

    assert (match.kind, match.status, match.bond) == (
        MatchKind.CONTAINED,
        MatchStatus.CONFIRMED,
        Bond.UNION,
    )


def test_ellipsis_is_understood():
    cut = Rendering(
        "I swore not to touch a weapon again … but for the homeland I will take up arms again",
        "en",
        "Gustavo Petro",
        date(2026, 1, 8),
    )

    assert judge(cut, SWORN).kind is MatchKind.CONTAINED


def test_opposite_is_still_a_wording_of_it():
    opposite = replace(SWORN, text=SWORN.text.replace("I do not want", "I want"))

    match = judge(SWORN, opposite)

    assert (match.kind, match.status) == (MatchKind.REWORDED, MatchStatus.CONFIRMED)


def test_stock_phrases_are_nothing_in_common():
    first = Rendering("the president of the United States is wrong about taxes", "en", "A B")
    second = Rendering("we will sue the president of the United States", "en", "C D")

    assert judge(first, second).status is not MatchStatus.CONFIRMED


def test_translation_needs_figures_and_names():
    english = Rendering(
        "In 1989 we signed peace, and Colombia paid 10,000 pesos", "en", "Petro", date(2026, 1, 5)
    )
    spanish = Rendering(
        "En 1989 firmamos la paz, y Colombia pagó 10.000 pesos",
        "es",
        "Gustavo Petro",
        date(2026, 1, 5),
    )

    match = judge(english, spanish)

    assert (match.kind, match.status, match.bond) == (
        MatchKind.TRANSLATION,
        MatchStatus.SUGGESTED,
        Bond.NONE,
    )
    unlike = replace(spanish, text=spanish.text.replace("10.000", "20.000"))
    assert judge(english, unlike).kind is MatchKind.DIFFERENT


WORDS = ["if", "they", "touch", "petro", "colombia", "not", "never", "weapon", "homeland"]
words = st.sampled_from([*WORDS, "…", "[", "]", "1989", "arms", "again"])
renderings = st.builds(
    Rendering,
    st.lists(words, min_size=1, max_size=14).map(" ".join),
    st.sampled_from(["en", "es"]),
    st.sampled_from([None, "Gustavo Petro", "Petro", "Donald Trump"]),
    st.sampled_from([None, date(2026, 1, 5), date(2026, 1, 7), date(2026, 3, 1)]),
    st.booleans(),
)
MIRROR = {
    MatchKind.CONTAINED: MatchKind.CONTAINS,
    MatchKind.CONTAINS: MatchKind.CONTAINED,
}


@given(renderings, renderings)
def test_judging_is_symmetric(a: Rendering, b: Rendering):
    there, back = judge(a, b), judge(b, a)

    assert 0.0 <= there.score <= 1.0
    assert (there.score, there.status, there.bond) == (back.score, back.status, back.bond)
    assert MIRROR.get(there.kind, there.kind) is back.kind


@given(renderings, st.lists(renderings, max_size=5))
def test_batch_equals_single(a: Rendering, others: list[Rendering]):
    assert judge_many(a, others) == [judge(a, other) for other in others]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour wall number 1 fell at 4 o'clock", "Harbour wall number 2 fell at 5 o'clock"),
        ("I spoke with the king about the treaty", "I spoke with the queen about the treaty"),
    ],
)
def test_sentences_that_count_on_are_not_one(one: str, other: str):
    said = (Rendering(text, "en", "Ana Gómez", date(2026, 1, 5)) for text in (one, other))

    assert judge(*said).status is MatchStatus.SUGGESTED
