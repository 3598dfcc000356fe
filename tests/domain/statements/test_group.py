"""Grouping: what unites, what only hangs on, and that no order enters."""

from datetime import date, timedelta
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.domain.kinds import Bond, MatchKind, MatchStatus
from service.domain.model import Link, Sighting
from service.domain.statements.group import (
    Judged,
    make_units,
    place_sightings,
)
from service.domain.statements.hosts import GIVEN_SCORE

DAY = date(2026, 1, 5)


def sighting(id_, text, *, wording=None, speaker="Gustavo Petro", day=DAY, reported=False):
    return Sighting(
        id=id_,
        wording_id=wording or f"wd_{text}",
        text=text,
        language="en",
        speaker_id=speaker and f"sp_{speaker}",
        speaker_name=speaker,
        day=day,
        reported=reported,
    )


def link(a, b, bond, *, score=0.9, status=MatchStatus.CONFIRMED, kind=MatchKind.REWORDED):
    a, b = sorted((a, b))
    return Link(a, b, kind, score, status, bond, "test")


NOTHING_JUDGED = Judged()


def group(sightings, links, standing_alone=(), judged=NOTHING_JUDGED):
    by_id = {s.id: s for s in sightings}
    units = make_units(by_id, links, by_id, frozenset(standing_alone), judged)
    return place_sightings(by_id, units, judged)


def statements(placed):
    groups = {}
    for id_, where in placed.items():
        groups.setdefault(where.anchor_id, set()).add(id_)
    return groups


def test_a_union_link_makes_one_statement_anchored_in_the_earlier_day():
    placed = group(
        [sighting("a", "x y z", day=DAY), sighting("b", "x y w", day=DAY - timedelta(days=2))],
        [link("a", "b", Bond.UNION)],
    )
    assert statements(placed) == {"b": {"a", "b"}}


def test_a_suggested_link_moves_nothing():
    placed = group(
        [sighting("a", "x y z"), sighting("b", "x y w")],
        [link("a", "b", Bond.UNION, status=MatchStatus.SUGGESTED)],
    )
    assert statements(placed) == {"a": {"a"}, "b": {"b"}}


def test_a_fragment_hangs_on_the_best_host_and_never_bridges_two():
    hosts = [sighting("h1", "sounds good to me"), sighting("h2", "it sounds good he said")]
    placed = group(
        [*hosts, sighting("f", "sounds good")],
        [link("f", "h1", Bond.ATTACH, score=0.8), link("f", "h2", Bond.ATTACH, score=0.9)],
    )
    assert statements(placed) == {"h1": {"h1"}, "h2": {"h2", "f"}}
    assert placed["f"].host_id == "h2"
    assert placed["h2"].host_id is None


def test_a_host_in_marks_is_taken_before_one_that_only_reports():
    reporting = sighting("a", "he could take up arms", reported=True)
    placed = group(
        [reporting, sighting("b", "i will take up arms again"), sighting("f", "take up arms")],
        [link("f", "a", Bond.ATTACH, score=0.95), link("f", "b", Bond.ATTACH, score=0.9)],
    )
    assert placed["f"].host_id == "b"


def test_a_fragment_that_came_first_does_not_anchor_the_statement():
    placed = group(
        [
            sighting("f", "sounds good", day=DAY - timedelta(days=3)),
            sighting("h", "sounds good to me"),
        ],
        [link("f", "h", Bond.ATTACH)],
    )
    assert statements(placed) == {"h": {"f", "h"}}


def test_a_surname_hangs_on_the_full_name_with_the_same_words():
    placed = group(
        [
            sighting("a", "sounds good", wording="wd", speaker="Trump"),
            sighting("b", "sounds good", wording="wd", speaker="Donald Trump"),
        ],
        [link("a", "b", Bond.ATTACH)],
    )
    assert statements(placed) == {"b": {"a", "b"}}
    assert placed["a"].host_id == "b"


def test_a_long_wording_is_one_statement_whoever_carries_it():
    placed = group(
        [
            sighting("a", "long words", wording="wd", speaker="A B"),
            sighting("b", "long words", wording="wd", speaker="C D", day=None),
        ],
        [],
        standing_alone=["wd"],
    )
    assert statements(placed) == {"a": {"a", "b"}}


def test_fragments_that_hang_on_each_other_through_units_end_in_one_statement():
    # Two sentences that a cue splits: each stretch hangs on the other sentence's longer stretch.
    placed = group(
        [
            sighting("a1", "x"),
            sighting("a2", "p q r s"),
            sighting("b1", "x y"),
            sighting("b2", "p q"),
        ],
        [
            link("a1", "a2", Bond.UNION),
            link("b1", "b2", Bond.UNION),
            link("a1", "b1", Bond.ATTACH),
            link("b2", "a2", Bond.ATTACH),
        ],
    )
    assert statements(placed) == {"a1": {"a1", "a2", "b1", "b2"}}


def test_a_chain_ends_where_it_loses_its_beginning():
    ids = [f"s{n}" for n in range(8)]
    placed = group(
        [sighting(id_, f"words {id_}") for id_ in ids],
        [link(a, b, Bond.UNION) for a, b in pairwise(ids)],
    )
    assert max(len(members) for members in statements(placed).values()) <= 3


def test_what_is_tied_all_over_is_one_statement_of_any_size():
    ids = [f"s{n}" for n in range(8)]
    placed = group(
        [sighting(id_, f"words {id_}") for id_ in ids],
        [link(a, b, Bond.UNION) for a, b in combinations(ids, 2)],
    )
    assert len(statements(placed)) == 1


def test_suggestions_count_as_ties_where_links_unite():
    texts = [sighting(id_, f"words {id_}") for id_ in "abcd"]
    chain = [link(a, b, Bond.UNION) for a, b in pairwise("abcd")]
    hints = [link(a, b, Bond.NONE, status=MatchStatus.SUGGESTED) for a, b in ("ac", "bd", "ad")]
    assert len(statements(group(texts, chain))) == 2
    assert len(statements(group(texts, [*chain, *hints]))) == 1


def test_a_report_never_bridges_the_quotations_in_it():
    report = sighting(
        "r", "he said that prices fell and that wages rose for everyone", reported=True
    )
    quotations = [
        sighting("a", "prices fell in all of our towns"),
        sighting("b", "wages rose for everyone this year"),
    ]
    placed = group(
        [report, *quotations],
        [link("a", "r", Bond.ATTACH, score=0.9), link("b", "r", Bond.ATTACH, score=0.95)],
    )
    assert statements(placed) == {"a": {"a"}, "b": {"b", "r"}}
    assert placed["r"].host_id == "b"


def test_a_fragment_hangs_on_the_clause_that_its_article_quotes_it_in():
    clause = sighting("r", "the plan was madness in the eyes of many", reported=True)
    fragment = sighting("f", "madness")
    given_link, judged_link = (
        link("f", "r", Bond.ATTACH, score=score) for score in (GIVEN_SCORE, 0.99)
    )
    assert statements(group([clause, fragment], [given_link])) == {"r": {"f", "r"}}
    assert len(statements(group([clause, fragment], [judged_link]))) == 2


def test_a_clause_hangs_on_no_quotation_that_lacks_the_words_it_quotes():
    clause = sighting("r", "the plan was madness and would cost us dear", reported=True)
    fragment = sighting("f", "madness")
    without = sighting("q", "that plan of theirs will cost us dear")
    quotation = sighting("p", "it is madness and will cost us dear")
    links = [link("f", "r", Bond.ATTACH, score=GIVEN_SCORE), link("q", "r", Bond.ATTACH)]
    assert statements(group([clause, fragment, without], links)) == {"q": {"q"}, "r": {"f", "r"}}
    links.append(link("p", "r", Bond.ATTACH, score=0.8))
    placed = group([clause, fragment, without, quotation], links)
    assert statements(placed) == {"p": {"p", "f", "r"}, "q": {"q"}}


def test_people_join_what_no_link_joins():
    placed = group(
        [sighting("a", "x"), sighting("b", "y")], [], judged=Judged(same=frozenset({("a", "b")}))
    )
    assert statements(placed) == {"a": {"a", "b"}}


def test_what_people_hold_apart_stays_apart_along_every_way():
    links = [link(a, b, Bond.UNION) for a, b in (("a", "b"), ("b", "c"), ("c", "d"))]
    placed = group(
        [sighting(id_, f"words {id_}") for id_ in "abcd"],
        links,
        judged=Judged(different=frozenset({("a", "d")})),
    )
    assert placed["a"].anchor_id != placed["d"].anchor_id


def test_one_long_wording_is_split_where_people_split_it():
    placed = group(
        [sighting(id_, "long words", wording="wd") for id_ in "abc"],
        [],
        standing_alone=["wd"],
        judged=Judged(different=frozenset({("a", "b")}), same=frozenset({("b", "c")})),
    )
    assert statements(placed) == {"a": {"a"}, "b": {"b", "c"}}


def test_a_fragment_stays_off_the_host_it_was_held_apart_from():
    placed = group(
        [sighting("f", "x"), sighting("h", "x y")],
        [link("f", "h", Bond.ATTACH)],
        judged=Judged(different=frozenset({("f", "h")})),
    )
    assert statements(placed) == {"f": {"f"}, "h": {"h"}}
    assert placed["f"].host_id is None


IDS = [f"s{n:02}" for n in range(12)]
SIGHTINGS = st.fixed_dictionaries(
    {
        id_: st.builds(
            sighting,
            st.just(id_),
            st.integers(1, 6).map(lambda n: " ".join("abcdef"[:n])),
            speaker=st.sampled_from([None, "Petro", "Gustavo Petro"]),
            reported=st.booleans(),
            day=st.sampled_from([None, DAY, DAY + timedelta(days=1)]),
        )
        for id_ in IDS
    }
)
LINKS = st.lists(
    st.builds(
        link,
        st.sampled_from(IDS[:6]),
        st.sampled_from(IDS[6:]),
        st.sampled_from(list(Bond)),
        score=st.sampled_from([0.5, 0.9, GIVEN_SCORE]),
        status=st.sampled_from([MatchStatus.CONFIRMED, MatchStatus.SUGGESTED]),
        kind=st.sampled_from([MatchKind.REWORDED, MatchKind.REPORTED]),
    ),
    max_size=20,
    unique_by=lambda one: (one.a, one.b),
)


PAIRS = st.frozensets(st.tuples(st.sampled_from(IDS[:6]), st.sampled_from(IDS[6:])), max_size=4)


@given(SIGHTINGS, LINKS, PAIRS, PAIRS, st.randoms(use_true_random=False))
def test_no_order_enters(sightings, links, same, different, random):
    judged = Judged(same=same, different=different - same)
    expected = group(list(sightings.values()), links, judged=judged)
    shuffled = list(sightings.values())
    random.shuffle(shuffled)
    mixed = list(links)
    random.shuffle(mixed)
    assert group(shuffled, mixed, judged=judged) == expected


@given(SIGHTINGS, LINKS, PAIRS)
def test_what_people_hold_apart_is_never_in_one_statement(sightings, links, different):
    placed = group(list(sightings.values()), links, judged=Judged(different=different))
    for a, b in different:
        assert placed[a].anchor_id != placed[b].anchor_id


@given(SIGHTINGS, LINKS)
def test_every_statement_is_anchored_inside_and_a_host_stands_with_its_fragment(sightings, links):
    placed = group(list(sightings.values()), links)
    assert placed.keys() == sightings.keys()
    for where in placed.values():
        assert placed[where.anchor_id].anchor_id == where.anchor_id
        if where.host_id:
            assert placed[where.host_id].anchor_id == where.anchor_id
