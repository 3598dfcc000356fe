"""The past of a record: moments, and everything as it was at each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.errors import StoreError
from service.domain.kinds import MatchStatus
from service.domain.speakers.identity import Person
from service.store.records import Change, ChangeKind, MentionFilter
from tests.factories import (
    NOON,
    make_link,
    make_outlet,
    make_placement,
    make_speaker,
    make_version,
    write_line,
)

TOLD = [Change(ChangeKind.STATEMENT_CHANGED, "st_x")]
OTHER = "a museum of paper boats"


def tell(writer, minutes=0):
    writer.append_changes(TOLD, NOON + timedelta(minutes=minutes))


def test_an_empty_store_has_a_first_moment(store):
    with store.reading() as tx:
        first = tx.first_moment()
        assert first.sequence == 0
        assert tx.moment_of(10) == first


def test_moments_are_whole_transactions(store):
    with store.writing() as tx:
        tell(tx)
        tell(tx, 1)
    with store.writing() as tx:
        write_line(tx)  # tells nothing, and is no moment
    with store.writing() as tx:
        tell(tx, 5)
    with store.reading() as tx:
        assert [tx.moment_of(n).sequence for n in range(5)] == [0, 0, 2, 3, 3]
        assert tx.moment_at(NOON + timedelta(minutes=4)).sequence == 2
        assert tx.moment_at(NOON + timedelta(minutes=5)).sequence == 3
        assert tx.moment_at(NOON).sequence == 0


def test_time_does_not_run_backwards(store):
    with store.writing() as tx:
        tell(tx, 5)
    with store.writing() as tx:
        tell(tx, 1)
    with store.reading() as tx:
        assert tx.moment_of(2).at == tx.moment_of(1).at
        assert tx.moment_at(NOON + timedelta(minutes=3)).sequence == 0


def test_what_came_later_was_not_there(store):
    with store.writing() as tx:
        one = write_line(tx)
        tell(tx)
    with store.writing() as tx:
        two = write_line(tx, OTHER, version=make_version("https://b.example/b"))
        tell(tx)
    both = [one.id, two.id]
    for sequence, there in ((0, set()), (1, {one.id}), (2, set(both))):
        with store.reading(as_of=sequence) as tx:
            assert tx.get_mentions(both).keys() == there
            assert len(tx.get_wordings([one.wording_id, two.wording_id])) == len(there)
            held = tx.mentions_of_sightings(
                [one.sighting_id, two.sighting_id], where=MentionFilter(), limit_each=5
            )
            assert {m.id for group in held.values() for m in group} == there


def test_links_are_as_they_were(store):
    """Drawn, and drawn anew, between what was there already."""
    with store.writing() as tx:
        one = write_line(tx)
        two = write_line(tx, OTHER, version=make_version("https://b.example/b"))
        tell(tx)
    link = make_link(one.sighting_id, two.sighting_id)
    again = replace(link, status=MatchStatus.SUGGESTED, score=0.6)
    for each in (link, again):
        with store.writing() as tx:
            tx.add_links([each])
            tell(tx)
    for sequence, links in ((1, []), (2, [link]), (3, [again])):
        with store.reading(as_of=sequence) as tx:
            assert list(tx.links_of([one.sighting_id])) == links


def test_placements_are_as_they_were(store):
    with store.writing() as tx:
        one = write_line(tx)
        two = write_line(tx, OTHER, version=make_version("https://b.example/b"))
        tell(tx)
    with store.writing() as tx:
        [moved] = tx.get_sightings([two.sighting_id]).values()
        [host] = tx.get_sightings([one.sighting_id]).values()
        tx.place([make_placement(moved, host)])
        tell(tx)
    with store.reading(as_of=1) as tx:
        assert [s.id for s in tx.members([two.statement_id])[two.statement_id]] == [moved.id]
        assert len(tx.members([one.statement_id])[one.statement_id]) == 1
        assert tx.spread([one.statement_id])[one.statement_id].mentions == 1
    with store.reading(as_of=2) as tx:
        assert tx.members([two.statement_id]) == {}
        assert tx.spread([one.statement_id])[one.statement_id].mentions == 2


def test_speakers_are_as_they_were(store):
    """Their names, whom they stand for, and the name that matching reads."""
    other = make_speaker("Anita Prado")
    with store.writing() as tx:
        one = write_line(tx, speaker=make_speaker("Ana Gómez"))
        tx.add_speakers([other])
        tell(tx)
    with store.reading() as tx:
        alone = tx.get_speaker(one.speaker.id)
    with store.writing() as tx:
        tx.set_people({one.speaker.id: Person(other.id, "anita prado")})
        tell(tx)
    for sequence, person, heard in ((1, alone, alone.name), (2, None, "anita prado")):
        with store.reading(as_of=sequence) as tx:
            found = tx.get_speaker(one.speaker.id)
            assert found == person or (person is None and found.id == other.id)
            assert tx.get_mentions([one.id])[one.id].speaker.id == found.id
            assert tx.get_sightings([one.sighting_id])[one.sighting_id].speaker_name == heard
            assert tx.people_of([one.speaker.id])[one.speaker.id][0] == found.id


def test_the_latest_moment_is_as_now(store):
    with store.writing() as tx:
        one = write_line(tx)
        tell(tx)
    with store.reading() as now, store.reading(as_of=1) as then:
        assert then.get_mentions([one.id]) == now.get_mentions([one.id])
        assert then.members([one.statement_id]) == now.members([one.statement_id])
        assert then.spread([one.statement_id]) == now.spread([one.statement_id])
        assert then.first_sights(one.statement_id, limit=9) == now.first_sights(
            one.statement_id, limit=9
        )


def test_a_moment_cannot_be_written(store):
    with store.writing() as tx:
        tell(tx)
    with pytest.raises(StoreError, match="begins after"), store.reading(as_of=-1):
        pass


def test_when_a_statement_was_first_carried(store):
    late = NOON + timedelta(days=2)
    courier = make_outlet("Courier")
    with store.writing() as tx:
        one = write_line(tx)
        write_line(
            tx,
            version=make_version(
                "https://b.example/b", outlet=courier, published_at=NOON - timedelta(hours=1)
            ),
        )
        write_line(
            tx,
            version=make_version(
                "https://c.example/c", published_at=None, first_seen_at=late, outlet=courier
            ),
        )
        [first] = tx.get_sightings([one.sighting_id]).values()
        others = tx.sightings_of_wordings([one.wording_id])[one.wording_id]
        tx.place([make_placement(each, first) for each in others])
        tell(tx)
    with store.reading() as tx:
        [sight] = tx.first_sights(one.statement_id, limit=5)
        days = tx.spread_by_day(one.statement_id)
    assert sight.mentions == 3
    assert sight.outlets == 2
    assert sight.earliest_published_at == NOON - timedelta(hours=1)
    assert sight.earliest_published_by.name == "Courier"
    assert sight.first_seen_at == NOON
    assert [(d.day, d.mentions, d.articles, d.outlets) for d in days] == [
        (NOON.date(), 2, 2, 2),
        (late.date(), 1, 1, 0),
    ]


def test_outlets_that_are_new_to_a_statement(store):
    courier = make_outlet("Courier")
    with store.writing() as tx:
        one = write_line(tx)
        tell(tx)
        assert tx.outlets_new_to([one.statement_id])
    with store.writing() as tx:
        write_line(tx, version=make_version("https://b.example/b", outlet=courier))
        write_line(tx, version=make_version("https://c.example/c"))
        assert tx.outlets_new_to([one.statement_id]) == {one.statement_id: [courier.id]}
        assert tx.outlets_new_to(["st_unknown"]) == {}
