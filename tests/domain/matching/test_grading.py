"""What may be confirmed: by length, speaker, days and what is reported."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.domain.kinds import Bond, MatchKind, MatchStatus
from service.domain.matching.judge import judge
from service.domain.model import Rendering

DAY = date(2026, 3, 2)
TAX = Rendering("the harbour tax will ruin every fishing village", "en", "Ana Ruiz", DAY)
OFFICE = Rendering("Deputy Fisheries Minister Ana Ruiz Ortega", "en", None, DAY)
PORT = Rendering("We will rebuild the harbour with our own hands", "en", "Ana Ruiz", DAY)


def later(rendering: Rendering, days: int, **changes: object) -> Rendering:
    return replace(rendering, day=DAY + timedelta(days=days), **changes)


def verdict(a: Rendering, b: Rendering) -> tuple[MatchStatus, Bond]:
    match = judge(a, b)
    return match.status, match.bond


UNITED = (MatchStatus.CONFIRMED, Bond.UNION)
HANGS = (MatchStatus.CONFIRMED, Bond.ATTACH)


def test_a_quotation_comes_back_under_its_speaker_after_years():
    assert verdict(TAX, later(TAX, 900)) == UNITED


@pytest.mark.parametrize("changes", [{"speaker_name": None}, {"reported": True}])
def test_middling_words_that_come_back_without_speaker_or_marks_are_not_confirmed(changes):
    assert verdict(TAX, later(TAX, 3, **changes)) == UNITED
    assert judge(TAX, later(TAX, 900, **changes)).status is not MatchStatus.CONFIRMED


def test_names_and_offices_are_no_statement():
    assert judge(OFFICE, later(OFFICE, 5)).status is not MatchStatus.CONFIRMED
    around = replace(OFFICE, text="it fell to Deputy Fisheries Minister Ana Ruiz Ortega to explain")
    assert judge(OFFICE, later(around, 40)).status is not MatchStatus.CONFIRMED


def test_a_short_wording_under_two_full_forms_of_a_name_is_one():
    short = replace(PORT, text="let us see what it is")
    assert verdict(short, replace(short, speaker_name="Ana Maria Ruiz")) == UNITED
    # a surname alone may be that of a husband or a wife: it hangs on the full name
    assert verdict(short, replace(short, speaker_name="Ruiz")) == HANGS


def test_telling_words_hang_together_at_once_where_nobody_is_named():
    part = replace(PORT, text="rebuild the harbour with our own hands", speaker_name=None)
    assert verdict(part, PORT) == HANGS
    assert judge(part, later(PORT, 10)).status is MatchStatus.SUGGESTED


def test_a_sentence_within_a_long_speech_hangs_on_it():
    speech = replace(
        TAX,
        text=f"{TAX.text} and nobody in this cabinet has ever mended a net, hauled a trap in a "
        "January gale, or waited on the quay for a trawler that was three days overdue",
    )
    assert verdict(TAX, speech) == HANGS
    assert verdict(TAX, replace(TAX, text=f"I tell you {TAX.text}")) == UNITED


def test_a_report_hangs_on_what_it_reports_and_only_within_days():
    report = Rendering(
        "the harbour tax would ruin every fishing village along the northern coast",
        "en",
        "Ana Ruiz",
        DAY,
        reported=True,
    )
    match = judge(TAX, report)
    assert (match.kind, match.status, match.bond) == (MatchKind.REPORTED, *HANGS)
    assert judge(TAX, later(report, 10)).status is MatchStatus.SUGGESTED


def test_no_judgement_has_the_score_of_what_an_article_says_itself():
    long = replace(TAX, text=f"{TAX.text} and so will the bridge toll on the coast road")
    assert judge(long, long).score < 1.0


def test_wordings_with_nothing_beside_what_they_share_on_both_sides_need_less():
    told = replace(PORT, text="nobody in the village thanked us for the work that we did")
    begins = replace(PORT, text="And nobody in this village ever thanked us for our work")
    assert verdict(told, begins) == UNITED
    # a line that is said again goes on in another way
    told = replace(PORT, text="we will fight the harbour tax in every village, and then vote")
    again = replace(PORT, text="we will fight the harbour tax in every village until he resigns")
    assert judge(told, again).status is MatchStatus.SUGGESTED


def test_two_words_that_many_sentences_have_are_only_suggested():
    sentence = "I have always said that the {} of this coast is ours, whatever they may say"
    for words, status in (
        ("common sense", MatchStatus.SUGGESTED),
        ("rotten trawler", MatchStatus.CONFIRMED),
    ):
        around = replace(PORT, text=sentence.format(words))
        assert judge(replace(PORT, text=words), around).status is status


@pytest.mark.parametrize("title", ["Meet the Harbour", "Voices of the Coast"])
def test_what_is_written_like_a_title_is_no_utterance_of_nobody(title):
    show = replace(PORT, text=title, speaker_name=None)
    assert judge(show, replace(show, text=f"{title}.")).status is MatchStatus.REJECTED
    said = replace(show, text=title.lower())
    assert judge(said, replace(said, text=f"{said.text}.")).status is MatchStatus.SUGGESTED
    named = replace(show, speaker_name="Ana Ruiz")
    assert judge(named, replace(named, text=f"{title}.")).status is MatchStatus.CONFIRMED
