"""Articles, their versions and their mentions."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.domain.errors import StoreError
from service.domain.kinds import Place
from service.domain.model import Span
from service.domain.statements.timeline import Seen, Stand, Timeline
from tests.factories import (
    LINE,
    NOON,
    make_attribution,
    make_mention,
    make_new_wording,
    make_outlet,
    make_selector,
    make_sighting,
    make_speaker,
    make_version,
    make_wording,
    write_line,
)

URL = "https://daily.example/petro"
HOUR = timedelta(hours=1)


def test_an_unknown_article_has_no_version(store):
    with store.reading() as reader:
        assert reader.get_version("ar_none") is None
        assert list(reader.list_versions("ar_none")) == []
        assert list(reader.list_mentions("ar_none", 1, after=None, limit=5)) == []


def test_a_version_reads_back_to_the_last_character_and_microsecond(store):
    version = make_version(
        text="«Ñandú» \U0001f600 e\u0301 \u200f\tline\r\n end ",
        title=None,
        byline="By A. Writer",
        language="es",
        published_at=datetime(2026, 1, 5, 23, 59, 59, 999_999, tzinfo=UTC),
        modified_at=datetime(1969, 12, 31, 23, 59, 59, 1, tzinfo=UTC),
        first_seen_at=NOON + timedelta(microseconds=1),
        mentions=7,
    )
    with store.writing() as writer:
        writer.add_outlets([version.outlet])
        writer.add_versions([version])
    with store.reading() as reader:
        assert reader.get_version(version.article_id) == version


def test_the_newest_version_answers_unless_another_is_named(store):
    first, second = make_version(URL, 1), make_version(URL, 2)
    with store.writing() as writer:
        writer.add_outlets([first.outlet])
        writer.add_versions([second, first])
    with store.reading() as reader:
        assert reader.get_version(first.article_id) == second
        assert reader.get_version(first.article_id, 1) == replace(first, current=False)
        assert reader.get_version(first.article_id, 3) is None
        assert list(reader.list_versions(first.article_id)) == [
            replace(first, current=False),
            second,
        ]


def test_a_version_number_is_never_reused(store):
    first = make_version(URL, 1)
    with store.writing() as writer:
        writer.add_outlets([first.outlet])
        writer.add_versions([first])
    with store.writing() as writer:
        writer.add_versions([replace(first, text="another text")])
    with store.reading() as reader:
        assert list(reader.list_versions(first.article_id)) == [first]
        assert reader.coverage().versions == 1


def test_a_timeline_tells_when_versions_stood(store):
    first, second = make_version(URL, 1), make_version(URL, 2)
    earlier = replace(second, seen_at=NOON - HOUR, stands_at=NOON - HOUR)
    again = Seen(first.content_sha256, NOON + HOUR)
    with store.writing() as writer:
        writer.add_outlets([first.outlet])
        writer.add_versions([first, earlier])
        writer.add_seen(first.article_id, [again, again, Seen("none", NOON)])
        assert writer.timelines([first.article_id, "ar_none"]) == {
            first.article_id: Timeline(
                (
                    Stand(1, first.content_sha256, NOON, is_stated=False),
                    Stand(2, second.content_sha256, NOON - HOUR, is_stated=True),
                ),
                (again,),
            )
        }
    with store.reading() as reader:
        assert reader.get_version(first.article_id) == first
        assert [v.version for v in reader.list_versions(first.article_id)] == [2, 1]


def test_a_page_that_went_back_has_its_old_text_and_mentions(store):
    with store.writing() as writer:
        old = write_line(writer, version=make_version(URL, 1))
        new = write_line(writer, version=make_version(URL, 2))
        first = writer.get_version(old.article_id, 1)
        again = replace(
            first, version=3, repeats=1, stands_at=NOON + HOUR, seen_at=NOON + HOUR, current=True
        )
        writer.add_versions([again])
    with store.reading() as reader:
        assert reader.get_version(old.article_id) == again
        found = reader.list_mentions(old.article_id, 3, after=None, limit=9)
        assert found == reader.list_mentions(old.article_id, 1, after=None, limit=9)
        assert [(mention.id, mention.current) for mention in found] == [(old.id, True)]
        assert not reader.get_mentions([new.id])[new.id].current
        [carriers] = reader.outlets_carrying([old.sighting_id]).values()
        assert carriers == [again.outlet]
        assert reader.coverage().versions == 3


def test_a_mention_reads_back_with_all_its_parts(store):
    speaker = make_speaker(aliases=("Petro",), wikidata_id="Q1")
    version = make_version()
    full = make_mention(
        version,
        make_sighting(speaker=speaker),
        speaker=speaker,
        attribution=make_attribution(cue=None, speaker_mention=None, confidence=1 / 3),
        quoted_parts=(Span(3, 9), Span(12, 20)),
        continues="mn_earlier",
        continues_sentence=True,
        unbalanced=True,
    )
    bare = make_mention(version, selector=make_selector(start=90), sighting_id=None)
    with store.writing() as writer:
        writer.add_outlets([version.outlet])
        writer.add_speakers([speaker])
        writer.add_versions([version])
        writer.add_wordings([make_new_wording()])
        writer.add_sightings([make_sighting(speaker=speaker)])
        writer.add_mentions([full, bare])
        writer.add_mentions([full])
    with store.reading() as reader:
        assert reader.get_mentions([full.id, bare.id, "mn_none"]) == {full.id: full, bare.id: bare}
        assert reader.coverage().mentions == 2


def test_mentions_of_an_edited_article_are_no_longer_current(store):
    with store.writing() as writer:
        old = write_line(writer, version=make_version(URL, 1))
        new = write_line(writer, version=make_version(URL, 2))
    with store.reading() as reader:
        found = reader.get_mentions([old.id, new.id])
    assert found == {old.id: replace(old, current=False), new.id: new}


def test_mentions_are_listed_by_place_and_start_page_by_page(store):
    version = make_version()
    mentions = [
        make_mention(version, selector=make_selector(start=start), place=place, sighting_id=None)
        for place in (Place.BODY, Place.HEADLINE)
        for start in (5, 40, 300)
    ]
    with store.writing() as writer:
        write_line(writer, version=version, start=1000)
        writer.add_mentions(list(reversed(mentions)))
    listed = []
    with store.reading() as reader:
        everything = reader.list_mentions(version.article_id, 1, after=None, limit=100)
        after = None
        while page := reader.list_mentions(version.article_id, 1, after=after, limit=2):
            assert len(page) <= 2
            listed += page
            after = page[-1].id
    assert [(m.place, m.selector.start) for m in everything] == [
        *((Place.BODY, start) for start in (5, 40, 300, 1000)),
        *((Place.HEADLINE, start) for start in (5, 40, 300)),
    ]
    assert listed == list(everything)


@pytest.mark.parametrize("missing", ["version", "wording", "sighting", "speaker"])
def test_a_mention_of_what_is_not_stored_is_refused_whole(store, missing):
    speaker = make_speaker()
    version = make_version()
    sighting = make_sighting(make_wording(LINE), speaker)
    known = make_mention(version, make_sighting(), sighting_id=None)
    faulty = {
        "version": replace(known, id="mn_x", version=9),
        "wording": replace(known, id="mn_x", wording_id="wd_none"),
        "sighting": replace(known, id="mn_x", sighting_id=sighting.id),
        "speaker": replace(known, id="mn_x", speaker=speaker),
    }[missing]

    def write(mentions):
        with store.writing() as writer:
            writer.add_outlets([make_outlet()])
            writer.add_versions([version])
            writer.add_wordings([make_new_wording()])
            writer.add_mentions(mentions)

    with pytest.raises(StoreError, match="is stored"):
        write([known, faulty])
    with store.reading() as reader:
        assert reader.coverage().articles == 0
        assert reader.get_mentions([known.id]) == {}
    write([known])
    with store.reading() as reader:
        assert reader.get_mentions([known.id]) == {known.id: known}
