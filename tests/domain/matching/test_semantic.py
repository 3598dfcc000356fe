from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.kinds import (
    Bond,
    DifferenceKind,
    MatchKind,
    MatchStatus,
)
from service.domain.matching.compare import compare
from service.domain.matching.judge import HOPELESS, judge
from service.domain.matching.prepared import prepare
from service.domain.matching.retrieve import rank
from service.domain.matching.semantic import (
    EVIDENCE,
    LEAST_COSINE,
    SCALES,
    answer,
    join_meaning,
    judge_semantic,
    kind_by_meaning,
    most_of_answers,
    score_answer,
)
from service.domain.model import Match, Rendering

DAY = date(2026, 1, 5)
ENGLISH = Rendering("For the homeland I will take up arms again.", "en", "Gustavo Petro", DAY)
SPANISH = Rendering("Por la patria volveré a tomar las armas.", "es", "Gustavo Petro", DAY)
OTHER_WORDS = Rendering("I am ready to fight once more for my country.", "en", "Petro", DAY)


def test_languages_decide_between_translation_and_paraphrase():
    assert kind_by_meaning(ENGLISH, SPANISH) is MatchKind.TRANSLATION
    assert kind_by_meaning(ENGLISH, OTHER_WORDS) is MatchKind.PARAPHRASE


@pytest.mark.parametrize("other", [SPANISH, OTHER_WORDS])
def test_close_pair_is_suggested_and_moves_nothing(other: Rendering):
    match = judge_semantic(ENGLISH, other, 0.71)

    assert match.kind is kind_by_meaning(ENGLISH, other)
    assert match.status is MatchStatus.SUGGESTED
    assert match.bond is Bond.NONE
    assert match.reason == "close in meaning (0.71), by the same speaker, on the same day"
    assert [feature.name for feature in match.features] == ["meaning", *EVIDENCE]


def test_possible_pair_needs_speaker_and_time():
    scale = SCALES[MatchKind.TRANSLATION]
    between = (scale.link + scale.possible) / 2
    nobody = replace(SPANISH, speaker_name=None, day=None)

    assert judge_semantic(ENGLISH, SPANISH, between).status is MatchStatus.SUGGESTED
    assert judge_semantic(ENGLISH, nobody, between).status is MatchStatus.REJECTED
    assert judge_semantic(ENGLISH, nobody, scale.link).status is MatchStatus.SUGGESTED


def test_pair_below_every_threshold_is_different():
    match = judge_semantic(ENGLISH, SPANISH, LEAST_COSINE - 0.01)

    assert match.kind is MatchKind.DIFFERENT
    assert match.reason == "not close in meaning (0.39)"


def test_other_speaker_needs_a_very_close_long_pair():
    other = replace(SPANISH, speaker_name="Donald Trump")
    long = "We will not negotiate the sovereignty of Colombia with any foreign army or government."
    a = Rendering(long, "en", "Gustavo Petro", DAY)
    b = Rendering(
        "No negociaremos la soberanía de Colombia con ningún ejército ni gobierno extranjero.",
        "es",
        "Iván Cepeda",
        DAY,
    )

    assert "the speakers differ" in judge_semantic(ENGLISH, other, 0.75).reason
    assert judge_semantic(a, b, 0.75).status is MatchStatus.REJECTED
    assert judge_semantic(a, b, 0.85).status is MatchStatus.SUGGESTED
    assert "pinned on two speakers" in judge_semantic(a, b, 0.85).reason


def test_figures_that_clash_reject():
    a = replace(ENGLISH, text="Some 30,000 people stood in the square that night.")
    b = replace(SPANISH, text="Unas 3.000 personas estaban en la plaza esa noche.")

    match = judge_semantic(a, b, 0.9)

    assert match.status is MatchStatus.REJECTED
    assert '"30,000" stands against "3.000"' in match.reason


def test_who_asks_is_shown_the_clash():
    a = replace(ENGLISH, text="Some 30,000 people stood in the square that night.")
    b = replace(SPANISH, text="Unas 3.000 personas estaban en la plaza esa noche.")

    comparison = compare(a, b, 0.9)

    assert comparison.match.status is MatchStatus.SUGGESTED
    assert comparison.match.reason.endswith('but "30,000" stands against "3.000"')
    assert [alarm.kind for alarm in comparison.alarms] == [DifferenceKind.NUMBER]


def test_denial_on_one_side_is_told_and_costs():
    a = replace(ENGLISH, text="We do not want war with anybody in this region.")
    b = replace(SPANISH, text="Queremos la guerra con todos en esta región.")
    same = replace(SPANISH, text="No queremos la guerra con nadie en esta región.")

    match = judge_semantic(a, b, 0.7)

    assert match.status is MatchStatus.SUGGESTED
    assert match.reason.endswith("but a denial stands on one side only")
    assert match.score < judge_semantic(a, same, 0.7).score


def test_fragment_needs_speaker_and_day():
    a = replace(ENGLISH, text="Sounds good")
    b = replace(SPANISH, text="Suena bien")
    later = replace(b, day=date(2026, 1, 6))

    assert judge_semantic(a, b, 0.7).status is MatchStatus.SUGGESTED
    assert judge_semantic(a, later, 0.7).status is MatchStatus.REJECTED
    assert judge_semantic(a, replace(b, speaker_name=None), 0.7).status is MatchStatus.REJECTED


def test_paraphrase_needs_a_known_speaker_and_more_than_a_fragment():
    unknown = replace(OTHER_WORDS, speaker_name=None)
    fragment = replace(OTHER_WORDS, text="to arms")

    assert "a speaker is not known" in judge_semantic(ENGLISH, unknown, 0.75).reason
    assert judge_semantic(ENGLISH, unknown, 0.82, asked=True).status is MatchStatus.SUGGESTED
    assert judge_semantic(ENGLISH, fragment, 0.75).status is MatchStatus.REJECTED


def test_short_query_is_answered_only_where_very_close():
    query = Rendering("suena bien", "es")
    answer = Rendering("Sounds good", "en")

    assert judge_semantic(query, answer, 0.7, asked=True).status is MatchStatus.SUGGESTED
    assert judge_semantic(query, answer, 0.6, asked=True).status is MatchStatus.REJECTED
    assert judge_semantic(query, answer, 0.7).status is MatchStatus.REJECTED


def test_months_between_reject():
    later = replace(SPANISH, day=date(2026, 5, 5))

    assert "120 days lie between" in judge_semantic(ENGLISH, later, 0.75).reason


@given(st.floats(-1, 1), st.sampled_from([ENGLISH, SPANISH, OTHER_WORDS]))
def test_judging_is_symmetric_and_never_confirms(cosine: float, other: Rendering):
    match = judge_semantic(ENGLISH, other, cosine)
    mirrored = judge_semantic(other, ENGLISH, cosine)

    assert (match.kind, match.score, match.status) == (
        mirrored.kind,
        mirrored.score,
        mirrored.status,
    )
    assert match.status is not MatchStatus.CONFIRMED
    assert match.bond is Bond.NONE
    assert 0.0 <= match.score <= 0.9


@given(st.floats(0.45, 0.99), st.floats(0.0, 0.01))
def test_closer_never_scores_lower(cosine: float, more: float):
    nearer = judge_semantic(ENGLISH, SPANISH, cosine + more)

    assert nearer.score >= judge_semantic(ENGLISH, SPANISH, cosine).score


def test_words_go_before_meaning():
    words = judge(ENGLISH, ENGLISH)
    meaning = judge_semantic(ENGLISH, SPANISH, 0.8)
    nothing = judge_semantic(ENGLISH, SPANISH, 0.1)

    assert join_meaning(words, meaning) is words
    assert join_meaning(HOPELESS, meaning).kind is MatchKind.TRANSLATION
    assert join_meaning(HOPELESS, nothing).kind is MatchKind.DIFFERENT
    assert join_meaning(HOPELESS, nothing).features == nothing.features


def test_comparison_with_a_cosine_shows_what_does_not_agree():
    told = replace(SPANISH, text="No queremos la guerra con nadie.")
    opposite = replace(ENGLISH, text="We want war with everybody.")

    plain = compare(told, opposite)
    comparison = compare(told, opposite, 0.8)

    assert plain.match.kind is MatchKind.DIFFERENT
    assert comparison.match.kind is MatchKind.TRANSLATION
    assert [alarm.kind for alarm in comparison.alarms] == [DifferenceKind.NEGATION]


def test_what_words_have_found_is_raised_by_a_distant_meaning_too():
    query = Rendering("The council sold the river port to a company from abroad", "en")
    stored = Rendering("Officials sold the old port at the river mouth years ago.", "en")
    lexical = Match(MatchKind.REWORDED, 0.3, MatchStatus.SUGGESTED, Bond.NONE, (), "some words")
    scores = [answer(query, stored, lexical, cosine).score for cosine in (0.0, 0.2, 0.5)]

    assert lexical.score <= scores[0] < scores[1] < scores[2]


def test_rare_words_in_common_help_what_is_near_in_meaning():
    query = Rendering("Olivetti typewriters paid for the whole campaign", "en")
    with_word = Rendering("The campaign was financed by Olivetti.", "en")
    without_word = Rendering("The election was financed by a company.", "en")
    lexical = Match(MatchKind.DIFFERENT, 0.0, MatchStatus.REJECTED, Bond.NONE, (), "too little")

    near, far = (answer(query, one, lexical, 0.6).score for one in (with_word, without_word))
    assert near > far


def test_two_dated_remarks_of_one_language_must_lie_closer_than_two_bare_texts():
    bare = replace(OTHER_WORDS, day=None)
    assert judge_semantic(ENGLISH, bare, 0.6, asked=True).status is MatchStatus.SUGGESTED
    assert judge_semantic(ENGLISH, OTHER_WORDS, 0.75, asked=True).status is MatchStatus.REJECTED
    assert judge_semantic(ENGLISH, OTHER_WORDS, 0.82, asked=True).status is MatchStatus.SUGGESTED
    # a translation has no such neighbours
    assert judge_semantic(ENGLISH, SPANISH, 0.5, asked=True).status is MatchStatus.SUGGESTED


STORED = (
    "We will keep the harbour open for every ship.",
    "Every ship may use our harbour, said nobody ever.",
    "The harbour will stay open to every ship.",
    "El puerto sigue abierto a todos los barcos.",
    "Schools close on Friday at noon.",
    "To every ship.",
    "Nunca más.",
)
ASKED = ("The harbour will stay open to every ship.", "Not the harbour.", "Every 3rd ship, at 4.")


def read_as(text):
    spanish = text.startswith(("El ", "Nunca"))
    return Rendering(text, "es" if spanish else "en")


@pytest.mark.parametrize("cosine", [-0.2, 0.1, 0.45, 0.6, 0.8, 0.97])
@pytest.mark.parametrize("text", STORED)
def test_no_answer_is_better_than_the_most_that_is_told_before(text, cosine):
    query, stored = Rendering(ASKED[0], "en"), read_as(text)
    (lexical,) = rank(query, [stored])
    (most,) = most_of_answers(prepare(query.text, query.language), [(lexical, cosine)])
    assert answer(query, stored, lexical, cosine).score <= most


@given(
    asked=st.sampled_from(ASKED),
    text=st.sampled_from(STORED),
    cosine=st.one_of(st.sampled_from([0.395, 0.4, 0.645, 0.65]), st.floats(-1.0, 1.0)),
)
def test_the_score_alone_is_that_of_the_answer(asked, text, cosine):
    query, stored = Rendering(asked, "en"), read_as(text)
    (lexical,) = rank(query, [stored])
    whole = answer(query, stored, lexical, cosine)
    alone = score_answer(
        prepare(query.text, query.language), prepare(stored.text, stored.language), lexical, cosine
    )
    assert alone == (None if whole.status is MatchStatus.REJECTED else whole.score)


@pytest.mark.parametrize("text", STORED)
def test_without_vectors_the_words_alone_answer(text):
    query, stored = Rendering(ASKED[0], "en"), read_as(text)
    (lexical,) = rank(query, [stored])
    alone = score_answer(
        prepare(query.text, query.language), prepare(stored.text, stored.language), lexical, None
    )
    assert alone == (None if lexical.status is MatchStatus.REJECTED else lexical.score)
