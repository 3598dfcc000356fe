"""Verifying against the articles in ``fixtures/``, in a real store."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.domain.errors import ArticleTooLargeError, EmptyTextError, LimitError
from service.domain.kinds import DifferenceKind
from service.domain.model import ArticleInput
from service.domain.text.names import NameRelation
from service.store.factory import open_store
from service.usecases.attestation import Outcome
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from service.usecases.verify_quotations import EVIDENCE, check_draft, verify
from tests.fixtures_golden.golden import read_articles

NOW = datetime(2026, 1, 10, tzinfo=UTC)
LIMITS = Limits()
ARMS = (
    "I swore not to touch a weapon again since the 1989 Peace Pact, but for the homeland I will "
    "take up arms again — even though I do not want to."
)
COCAINE = (
    "Colombia is run by a sick man who likes making cocaine and selling it to the United States"
)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    opened = open_store(tmp_path_factory.mktemp("story"))
    ingest(opened, read_articles(), limits=LIMITS, now=NOW)
    yield opened
    opened.close()


def checked(store, text, speaker=None):
    return verify(store, text, speaker=speaker, limits=LIMITS)


@pytest.mark.parametrize("speaker", ["Gustavo Petro", "Petro", None])
def test_verbatim_whoever_the_speaker_is_called(story, speaker):
    found = checked(story, ARMS, speaker)
    assert found.outcome is Outcome.ATTESTED_VERBATIM
    best = found.evidence[0]
    assert best.wording.text == ARMS
    assert best.comparison.differences == ()
    assert best.speaker_name == "Gustavo Petro"
    assert best.sources
    assert not found.spliced


def test_other_marks_and_letters_are_still_verbatim(story):
    text = ARMS.upper().replace("—", "-")
    assert checked(story, text, "Petro").outcome is Outcome.ATTESTED_VERBATIM


def test_a_dropped_word_that_turns_the_meaning_is_an_edit_with_an_alarm(story):
    text = ARMS.replace("I will take", "I will not take")
    found = checked(story, text, "Gustavo Petro")
    assert found.outcome is Outcome.ATTESTED_WITH_EDITS
    (alarm,) = found.evidence[0].alarms
    assert alarm.kind is DifferenceKind.NEGATION
    assert alarm.a.exact == "not"
    assert text[alarm.a.start : alarm.a.end] == "not"


def test_another_year_is_an_edit_with_an_alarm(story):
    found = checked(story, ARMS.replace("1989", "1990"), "Gustavo Petro")
    assert found.outcome is Outcome.ATTESTED_WITH_EDITS
    (alarm,) = found.evidence[0].alarms
    assert (alarm.kind, alarm.a.exact, alarm.b.exact) == (DifferenceKind.NUMBER, "1990", "1989")


def test_a_fragment_is_verbatim_and_names_the_fuller_wording(story):
    found = checked(story, "for the homeland I will take up arms again", "Gustavo Petro")
    assert found.outcome is Outcome.ATTESTED_VERBATIM
    assert found.fuller is not None
    assert "even though I do not want to" in found.fuller.wording.text


def test_an_ellipsis_over_words_that_stand_there_is_an_edit(story):
    text = "I swore not to touch a weapon … but for the homeland I will take up arms again"
    found = checked(story, text, "Gustavo Petro")
    assert found.outcome is Outcome.ATTESTED_WITH_EDITS
    assert found.fuller is not None


def test_more_than_was_said_is_attested_in_part(story):
    text = f"{COCAINE} and everybody on this plane knows where the boats leave from at night"
    found = checked(story, text, "Donald Trump")
    assert found.outcome is Outcome.ATTESTED_IN_PART
    assert found.evidence[0].wording.text.rstrip(",") == COCAINE


def test_the_words_of_somebody_else(story):
    found = checked(story, ARMS, "Donald Trump")
    assert found.outcome is Outcome.ATTESTED_OTHER_SPEAKER
    assert found.attested_speakers == ("Gustavo Petro",)
    assert {e.speaker for e in found.evidence} == {NameRelation.DIFFERENT}
    assert found.evidence[0].outcome is Outcome.ATTESTED_VERBATIM


@pytest.mark.parametrize("speaker", ["Gustavo Petro", "Joseph Okeny", None])
def test_no_reason_says_that_a_known_speaker_is_not_known(story, speaker):
    found = checked(story, "I promised my mother never to take up arms again", speaker)
    (exact,) = [e for e in found.evidence if e.outcome is Outcome.ATTESTED_VERBATIM]
    assert ("speaker is not known" in exact.reason) == (speaker is None)


def test_a_splice_names_both_stretches(story):
    text = f"{COCAINE}, but for the homeland I will take up arms again"
    found = checked(story, text)
    assert found.spliced
    assert Outcome.ATTESTED_VERBATIM not in found.outcomes
    assert found.outcome is Outcome.ATTESTED_IN_PART
    first, second = found.splice
    assert first.exact == COCAINE
    assert second.exact == "but for the homeland I will take up arms again"
    assert first.statement_id != second.statement_id


def test_what_a_splice_is_made_of_comes_first(story):
    text = (
        "If they touch Petro, they touch Colombia. There are still things to discuss at the White"
    )
    found = checked(story, f"{text} House", "Petro")
    assert found.outcome is Outcome.ATTESTED_IN_PART
    assert len(found.evidence) > len(found.splice) == 2
    pieces = {stretch.wording_id for stretch in found.splice}
    assert {e.wording.id for e in found.evidence[:2]} == pieces


def test_in_spanish(story):
    found = checked(story, "por la Patria tomaré de nuevo las armas que no quiero", "Petro")
    assert found.outcome is Outcome.ATTESTED_VERBATIM
    assert found.evidence[0].wording.language == "es"


def test_what_is_not_there_comes_with_what_was_searched(story):
    found = checked(story, "The moon is made of old green cheese, and nobody cares about it")
    assert found.outcomes == (Outcome.NOT_IN_INDEX,)
    assert found.evidence == ()
    assert found.coverage.articles > 10
    assert found.coverage.mentions > 20


@pytest.mark.parametrize("text", ["of the", "and so", "arms", "…", "12"])
def test_too_short(story, text):
    assert checked(story, text).outcome is Outcome.TOO_SHORT_TO_TELL


def test_a_whole_short_wording_by_its_speaker_tells(story):
    text = "Sounds good to me"
    assert checked(story, text, "Trump").outcome is Outcome.ATTESTED_VERBATIM
    nameless = checked(story, text)
    assert nameless.outcomes[:2] == (Outcome.TOO_SHORT_TO_TELL, Outcome.ATTESTED_VERBATIM)


def line(text, url="https://daily.example/bridge"):
    return ArticleInput(url=url, text=text, language="en", published_at=NOW)


def test_withdrawn_when_every_carrier_has_changed_it(store):
    said = "“The bridge will be closed on the ninth of March for two weeks,” Ana Gómez said."
    ingest(store, [line(said)], limits=LIMITS, now=NOW)
    words = "The bridge will be closed on the ninth of March for two weeks"
    assert checked(store, words, "Ana Gómez").outcome is Outcome.ATTESTED_VERBATIM
    ingest(store, [line("Ana Gómez spoke about the bridge.")], limits=LIMITS, now=NOW)
    found = checked(store, words, "Ana Gómez")
    assert found.outcomes[:2] == (Outcome.ATTESTED_BUT_WITHDRAWN, Outcome.ATTESTED_VERBATIM)
    assert all(e.is_withdrawn for e in found.evidence)
    ingest(store, [line(said, "https://weekly.example/b")], limits=LIMITS, now=NOW)
    assert checked(store, words, "Ana Gómez").outcome is Outcome.ATTESTED_VERBATIM


def test_only_reported_speech_attests_no_words(store):
    article = line("Ana Gómez said that the bridge would be closed on the ninth of March.")
    ingest(store, [article], limits=LIMITS, now=NOW)
    found = checked(store, "the bridge would be closed on the ninth of March", "Ana Gómez")
    assert found.outcome is Outcome.PARAPHRASE_ONLY


def test_a_stock_phrase_of_many_speakers_stays_bounded(store):
    names = [f"{first} {last}" for first in ("Ana", "Luz", "Eva") for last in ("Roca", "Paz")]
    articles = [
        line(f"“The river bridge must open before Easter,” {name} said.", f"https://{at}.example/x")
        for at, name in enumerate(names)
    ]
    ingest(store, articles, limits=LIMITS, now=NOW)
    found = checked(store, "The river bridge must open before Easter", "Luz Paz")
    assert found.outcome is Outcome.ATTESTED_VERBATIM
    assert found.evidence[0].speaker is NameRelation.SAME
    assert len(found.evidence) <= EVIDENCE


@pytest.mark.parametrize(("text", "error"), [("", EmptyTextError), (" \n", EmptyTextError)])
def test_nothing_to_verify(story, text, error):
    with pytest.raises(error):
        checked(story, text)


def test_too_much_to_verify(story):
    with pytest.raises((ArticleTooLargeError, LimitError)):
        checked(story, "word " * 2_000)


DRAFT = (
    "Colombia answered on Monday.\n\n"
    f"“{ARMS}” Gustavo Petro wrote on X.\n\n"
    "“Although I have been a military man, I know war and clandestinity,” Petro wrote.\n\n"
    "“The moon is made of old green cheese,” Donald Trump said."
)


def test_every_quotation_of_a_draft(story):
    found, coverage = check_draft(story, DRAFT, limits=LIMITS)
    outcomes = [each.verification.outcome for each in found]
    assert outcomes == [
        Outcome.ATTESTED_VERBATIM,
        Outcome.ATTESTED_WITH_EDITS,
        Outcome.NOT_IN_INDEX,
    ]
    for each in found:
        selector = each.quotation.selector
        assert DRAFT[selector.start : selector.end] == selector.exact
    (alarm,) = found[1].verification.evidence[0].alarms
    assert alarm.kind is DifferenceKind.NEGATION
    assert coverage.articles > 10


def test_a_draft_pins_words_on_the_wrong_speaker(story):
    draft = f"“{COCAINE},” Gustavo Petro said on Sunday."
    ((found,), _) = check_draft(story, draft, limits=LIMITS)
    assert found.verification.outcome is Outcome.ATTESTED_OTHER_SPEAKER
    assert found.verification.attested_speakers == ("Donald Trump",)


def test_what_a_quotation_resumes_is_counted_among_those_shown(story):
    draft = (
        "The minister said that the wall would be finished in the spring of next year.\n\n"
        "“I am not a military man,” Gustavo Petro wrote, “but I know war and clandestinity.”"
    )
    found, _ = check_draft(story, draft, limits=LIMITS)
    assert len(found) == 2
    assert found[1].quotation.continues == 0


def test_a_title_is_checked_too(story):
    found, _ = check_draft(
        story,
        "Nothing is quoted here.",
        title="Trump: “Colombia is run by a sick man who likes making cocaine”",
        limits=LIMITS,
    )
    assert [each.verification.outcome for each in found] == [Outcome.ATTESTED_VERBATIM]


def test_a_draft_with_too_many_quotations_is_refused(story):
    limits = Limits(max_draft_quotations=2)
    with pytest.raises(LimitError) as caught:
        check_draft(story, DRAFT, limits=limits)
    assert caught.value.field == "text"


def test_a_quotation_that_never_ends_is_refused(story):
    with pytest.raises(LimitError) as caught:
        check_draft(
            story, f"Petro said: “{'so it went on ' * 60}”", limits=Limits(max_query_chars=500)
        )
    assert "marks" in caught.value.remedy


def test_the_same_question_has_the_same_answer(story):
    assert checked(story, ARMS, "Petro") == checked(story, ARMS, "Petro")
