"""What hangs on what: clauses borne out by the words they quote, fragments of several remarks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.domain.kinds import Bond, MatchKind, MatchStatus
from service.domain.model import Link, Sighting
from service.domain.statements.hosts import BACKED_SCORE, GIVEN_SCORE, choose_hosts

DAY = date(2026, 1, 5)


def sighting(id_, text, *, speaker="Ana Ruiz", day=DAY, reported=False):
    return Sighting(
        id=id_,
        wording_id=f"wd_{text}",
        text=text,
        language="en",
        speaker_id=speaker and f"sp_{speaker}",
        speaker_name=speaker,
        day=day,
        reported=reported,
    )


def attached(a, b, score=GIVEN_SCORE):
    a, b = sorted((a, b))
    return Link(a, b, MatchKind.CONTAINED, score, MatchStatus.CONFIRMED, Bond.ATTACH, "test")


def hinted(a, b, score=0.9):
    a, b = sorted((a, b))
    return Link(a, b, MatchKind.REPORTED, score, MatchStatus.SUGGESTED, Bond.NONE, "test")


def hosts(sightings, links, *, apart=()):
    by_id = {one.id: one for one in sightings}
    chosen = choose_hosts({id_: id_ for id_ in by_id}, links, by_id, apart)
    assert choose_hosts({id_: id_ for id_ in by_id}, links[::-1], by_id, apart) == chosen
    return chosen


CLAUSE = sighting("c", "the harbour tax was madness for the villages", reported=True)
FRAGMENT = sighting("f", "madness")
QUOTATION = sighting("q", "this tax is madness and it will ruin us")
GIVEN = attached("c", "f")


def test_a_clause_hangs_on_the_quotation_that_has_the_words_it_quotes():
    links = [GIVEN, hinted("c", "q")]
    assert hosts([CLAUSE, FRAGMENT, QUOTATION], links) == {"f": "c", "c": "q"}
    unnamed = replace(QUOTATION, speaker_id=None, speaker_name=None)
    assert hosts([CLAUSE, FRAGMENT, unnamed], links) == {"f": "c", "c": "q"}


@pytest.mark.parametrize(
    "quotation",
    [
        sighting("q", "this tax is a mistake and it will ruin us"),
        sighting("q", "this tax is madness and it will ruin us", speaker="Luis Soto"),
        sighting("q", "this tax is madness and it will ruin us", day=DAY + timedelta(days=4)),
        sighting("q", "this tax is madness and it will ruin us", day=None),
        sighting("q", "this tax is madness and it will ruin us", reported=True),
    ],
)
def test_other_words_speakers_or_days_do_not_bear_a_clause_out(quotation):
    assert hosts([CLAUSE, FRAGMENT, quotation], [GIVEN, hinted("c", "q")]) == {"f": "c"}


def test_without_words_in_marks_or_with_a_low_score_a_report_is_only_suggested():
    assert hosts([CLAUSE, FRAGMENT, QUOTATION], [hinted("c", "q")]) == {}
    low = hinted("c", "q", BACKED_SCORE - 0.01)
    assert hosts([CLAUSE, FRAGMENT, QUOTATION], [GIVEN, low]) == {"f": "c"}


def test_a_confirmed_host_goes_before_one_that_is_only_borne_out():
    other = sighting("p", "the harbour tax is madness for all the villages of the coast")
    links = [GIVEN, hinted("c", "q", 0.97), attached("c", "p", 0.9)]
    assert hosts([CLAUSE, FRAGMENT, QUOTATION, other], links)["c"] == "p"


def test_people_hold_apart_what_the_words_bear_out():
    links = [GIVEN, hinted("c", "q")]
    assert hosts([CLAUSE, FRAGMENT, QUOTATION], links, apart={("c", "q")}) == {"f": "c"}


def test_fragments_of_one_clause_stand_alone_until_a_quotation_holds_them():
    clause = sighting("c", "the tax was madness and the minister a fool", reported=True)
    fragments = [sighting("f", "madness"), sighting("g", "a fool")]
    given = [attached("c", "f"), attached("c", "g")]
    assert hosts([clause, *fragments], given) == {}
    one = sighting("q", "this tax is madness and it will ruin us")
    assert hosts([clause, *fragments, one], [*given, hinted("c", "q")]) == {}
    # the clause hangs on a quotation that has one of its fragments: the other is of another remark
    sure = attached("c", "q", 0.9)
    assert hosts([clause, *fragments, one], [*given, sure]) == {"c": "q", "f": "c"}
    both = sighting("q", "it is madness and he is a fool to try")
    expected = {"c": "q", "f": "c", "g": "c"}
    assert hosts([clause, *fragments, both], [*given, hinted("c", "q")]) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (None, "Ana Ruiz", {"a": "b"}),
        (None, "Ruiz", {"a": "b"}),
        ("Ruiz", "Ana Ruiz", {"a": "b"}),
        ("Ana Ruiz", "Ana Maria Ruiz", {}),
        (None, None, {}),
    ],
)
def test_of_as_many_words_the_one_with_the_fuller_name_is_the_host(left, right, expected):
    pair = [
        sighting("a", "we will mend every net", speaker=left),
        sighting("b", "we shall mend every net", speaker=right),
    ]
    assert hosts(pair, [attached("a", "b", 0.9)]) == expected
