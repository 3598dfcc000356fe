"""Sightings, links, placements and what statements add up to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from service.domain.errors import StoreError
from service.domain.ids import statement_id
from service.domain.kinds import Bond, Form, MatchStatus
from service.store.records import MentionFilter, Placement, Spread
from tests.factories import (
    LINE,
    NOON,
    make_link,
    make_mention,
    make_new_wording,
    make_outlet,
    make_placement,
    make_selector,
    make_sighting,
    make_speaker,
    make_version,
    make_wording,
    write_line,
)

PETRO = make_speaker("Gustavo Petro")
TRUMP = make_speaker("Donald Trump")


@pytest.fixture
def sightings(store):
    """Returns four sightings of two wordings."""
    line, other = make_wording(LINE), make_wording("sounds good")
    made = [
        make_sighting(line, PETRO),
        make_sighting(line, None, None),
        make_sighting(line, TRUMP, date(2026, 1, 7), reported=True),
        make_sighting(other, TRUMP),
    ]
    with store.writing() as writer:
        writer.add_speakers([PETRO, TRUMP])
        writer.add_wordings([make_new_wording(LINE), make_new_wording("sounds good")])
        assert writer.add_sightings(made) == {sighting.id for sighting in made}
        assert writer.add_sightings(made) == frozenset()
    return made


def test_sightings_read_back(store, sightings):
    with store.reading() as reader:
        found = reader.get_sightings([*(s.id for s in sightings), "sg_none"])
        by_wording = reader.sightings_of_wordings(
            [sightings[0].wording_id, sightings[3].wording_id, "wd_none"]
        )
    assert found == {sighting.id: sighting for sighting in sightings}
    assert {wording: list(each) for wording, each in by_wording.items()} == {
        sightings[0].wording_id: sorted(sightings[:3], key=lambda s: s.id),
        sightings[3].wording_id: [sightings[3]],
    }


def test_a_link_is_found_from_both_ends_once(store, sightings):
    a, b, c, d = sightings
    links = [
        make_link(a, b),
        make_link(b, c, bond=Bond.ATTACH, score=0.1 + 0.2),
        make_link(c, d, status=MatchStatus.SUGGESTED, bond=Bond.NONE),
    ]
    with store.writing() as writer:
        writer.add_links(links)
    with store.reading() as reader:
        in_order = sorted(links, key=lambda link: (link.a, link.b))
        assert list(reader.links_of([a.id, b.id, c.id, d.id])) == in_order
        assert list(reader.links_of([a.id])) == [links[0]]
        assert list(reader.links_of([d.id, "sg_none"])) == [links[2]]
        assert list(reader.links_of([])) == []


def test_a_later_link_takes_the_place_of_the_earlier(store, sightings):
    first = make_link(*sightings[:2])
    second = replace(first, status=MatchStatus.REJECTED, score=0.0)
    with store.writing() as writer:
        writer.add_links([first])
    with store.writing() as writer:
        writer.add_links([second])
    with store.reading() as reader:
        assert list(reader.links_of([first.a])) == [second]


def test_placements_move_and_statements_are_counted(store, sightings):
    a, b, c, d = sightings
    with store.writing() as writer:
        writer.place([make_placement(sighting) for sighting in sightings])
    with store.reading() as reader:
        assert reader.coverage().statements == 4
    on_a = Placement(b.id, statement_id(a.id), host_id=a.id)
    with store.writing() as writer:
        writer.place([on_a, make_placement(c, a)])
        writer.place([make_placement(c, a)])
    wanted = [statement_id(s.id) for s in sightings]
    with store.reading() as reader:
        assert reader.coverage().statements == 2
        assert reader.placements([b.id, d.id, "sg_none"]) == {b.id: on_a, d.id: make_placement(d)}
        members = {key: list(each) for key, each in reader.members(wanted).items()}
    assert members == {
        wanted[0]: sorted([a, b, c], key=lambda s: s.id),
        wanted[3]: [d],
    }


def test_what_is_not_placed_stands_nowhere(store, sightings):
    with store.reading() as reader:
        assert reader.placements([sightings[0].id]) == {}
        assert reader.members([statement_id(sightings[0].id)]) == {}
        assert reader.spread([statement_id(sightings[0].id)]) == {}


@pytest.mark.parametrize("what", ["link", "place", "host", "sighting"])
def test_what_is_not_stored_cannot_be_tied(store, sightings, what):
    ghost = make_sighting(make_wording("never stored"))
    ends = sightings[0]

    def write():
        with store.writing() as writer:
            match what:
                case "link":
                    writer.add_links([make_link(ends, ghost)])
                case "place":
                    writer.place([make_placement(ghost)])
                case "host":
                    writer.place([replace(make_placement(ends), host_id=ghost.id)])
                case _:
                    writer.add_sightings([ghost])

    with pytest.raises(StoreError, match="is stored"):
        write()


def copies(count):
    """Returns versions of different articles; every second one is a copy of the first."""
    return [
        make_version(
            f"https://paper{number}.example/a",
            outlet=make_outlet(f"Paper {number % 3}"),
            published_at=NOON + timedelta(days=number) if number else None,
            first_seen_at=NOON + timedelta(days=10 - number),
            origin_id=f"or_{number % 2}",
        )
        for number in range(count)
    ]


def test_spread_counts_articles_outlets_and_origins_apart(store):
    versions = copies(5)
    edited = replace(versions[1], version=2, content_sha256="f" * 64)
    with store.writing() as writer:
        mentions = [write_line(writer, version=version) for version in versions]
        mentions.append(write_line(writer, version=edited))
        host = mentions[0].sighting_id
        statement = statement_id(host)
        writer.place([Placement(m.sighting_id, statement, None) for m in mentions])
        other = write_line(writer, "sounds good", version=versions[0], start=500)
    with store.reading() as reader:
        found = reader.spread([statement, other.statement_id, "st_none"])
    assert found == {
        statement: Spread(
            mentions=6,
            articles=5,
            outlets=3,
            origins=2,
            first_seen_at=NOON + timedelta(days=6),
            earliest_published_at=NOON + timedelta(days=1),
        ),
        other.statement_id: Spread(1, 1, 1, 1, versions[0].first_seen_at, None),
    }


def test_mentions_of_sightings_come_earliest_published_first(store):
    versions = copies(4)
    sighting = make_sighting(day=None)
    with store.writing() as writer:
        first = write_line(writer, version=versions[0])  # undated: it makes this sighting
        assert first.sighting_id == sighting.id
        later = [make_mention(version, sighting) for version in versions[1:]]
        for version, mention in zip(versions[1:], later, strict=True):
            writer.add_outlets([version.outlet])
            writer.add_versions([version])
            writer.add_mentions([mention])
        other = write_line(writer, "sounds good", version=versions[2], start=500)
    asked = [sighting.id, other.sighting_id, "sg_none"]
    with store.reading() as reader:
        everything = reader.mentions_of_sightings(asked, where=MentionFilter(), limit_each=10)
        two = reader.mentions_of_sightings(asked, where=MentionFilter(), limit_each=2)
    ids = [mention.id for mention in (*later, first)]
    assert {key: [m.id for m in each] for key, each in everything.items()} == {
        sighting.id: ids,
        other.sighting_id: [other.id],
    }
    assert [m.id for m in two[sighting.id]] == ids[:2]
    assert two[other.sighting_id] == [other]


@pytest.fixture
def filterable(store):
    """Returns one mention for each name; they differ in what filters look at."""
    paper, radio = make_outlet("Paper"), make_outlet("Radio")
    day = datetime(2026, 1, 5, tzinfo=UTC)
    last = day + timedelta(days=1) - timedelta(microseconds=1)
    plan = {
        "petro": (PETRO, paper, day, Form.DIRECT, "en"),
        "trump": (TRUMP, radio, last, Form.INDIRECT, "en"),
        "nobody": (None, radio, day + timedelta(days=1), Form.MIXED, "es"),
        "undated": (None, paper, None, Form.DIRECT, "es"),
    }
    made = {}
    with store.writing() as writer:
        writer.add_speakers([PETRO, TRUMP])
        for name, (speaker, outlet, at, form, language) in plan.items():
            text = f"a line that {name} says"
            version = make_version(f"https://x.example/{name}", outlet=outlet, published_at=at)
            sighting = make_sighting(make_wording(text), speaker, at and at.date())
            made[name] = make_mention(
                version,
                sighting,
                speaker=speaker,
                form=form,
                language=language,
                selector=make_selector(text),
            )
            writer.add_outlets([outlet])
            writer.add_versions([version])
            writer.add_wordings([make_new_wording(text)])
            writer.add_sightings([sighting])
            writer.add_mentions([made[name]])
    return made


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ({}, "petro trump nobody undated"),
        ({"speaker_ids": frozenset({PETRO.id, "sp_none"})}, "petro"),
        ({"speaker_ids": frozenset()}, ""),
        ({"outlet_ids": frozenset({make_outlet("Radio").id})}, "trump nobody"),
        ({"languages": frozenset({"es"})}, "nobody undated"),
        ({"forms": frozenset({Form.INDIRECT, Form.MIXED})}, "trump nobody"),
        ({"published_from": date(2026, 1, 5), "published_to": date(2026, 1, 5)}, "petro trump"),
        ({"published_from": date(2026, 1, 6)}, "nobody"),
        ({"published_to": date(2026, 1, 4)}, ""),
        ({"published_from": date.min, "published_to": date.max}, "petro trump nobody"),
        ({"languages": frozenset({"en"}), "forms": frozenset({Form.DIRECT})}, "petro"),
    ],
)
def test_filters_say_which_mentions_count(store, filterable, where, names):
    expected = {filterable[name].sighting_id: [filterable[name]] for name in names.split()}
    asked = [*(mention.sighting_id for mention in filterable.values()), "sg_none"]
    with store.reading() as reader:
        found = reader.mentions_of_sightings(asked, where=MentionFilter(**where), limit_each=5)
        passing = reader.filter_sightings(asked, MentionFilter(**where))
    assert {key: list(each) for key, each in found.items()} == expected
    assert passing == set(expected)


def test_a_sighting_without_a_mention_passes_no_filter(store, sightings):
    with store.reading() as reader:
        assert reader.filter_sightings([sightings[0].id], MentionFilter()) == frozenset()


def test_sightings_near_are_of_these_speakers_and_days(store):
    petro, trump = make_speaker("Gustavo Petro"), make_speaker("Donald Trump")
    wording = make_wording()
    days = [date(2026, 1, day) for day in (4, 5, 6, 7)]
    of_petro = [make_sighting(wording, petro, day) for day in days]
    others = [make_sighting(wording, trump, days[1]), make_sighting(wording, petro, None)]
    with store.writing() as writer:
        writer.add_speakers([petro, trump])
        writer.add_wordings([make_new_wording()])
        writer.add_sightings([*of_petro, *others])
    with store.reading() as reader:
        near = reader.sightings_near({petro.id}, days[1], days[2])
        assert [s.id for s in near] == sorted(s.id for s in of_petro[1:3])
        assert not reader.sightings_near({"sp_none"}, days[0], days[3])
