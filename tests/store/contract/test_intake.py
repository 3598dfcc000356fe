"""Copies, standings, corrections and take-downs in the record."""

from dataclasses import replace
from datetime import date

import pytest

from service.domain.corrections import Correction, CorrectionKind, Tombstone
from service.domain.model import OutletFacts
from service.domain.statements.origins import CopyEvidence, CopyKind
from service.domain.versions import PageFacts, Standing
from service.store.intake import CarriedText, CopyLink, NewText
from service.store.records import CandidateQuery
from tests.factories import LINE, NOON, make_speaker, make_version, write_line

EVIDENCE = CopyEvidence(CopyKind.EXCERPT, 40, 0.9, 0.2, 31)


def correction(target, number=1):
    return Correction(
        f"cr_{number}",
        CorrectionKind.MISQUOTE,
        "Wrong.",
        target,
        NOON,
        date(2026, 1, 7),
        "https://a",
    )


def bury(writer, version, reason="asked for"):
    return writer.take_down(Tombstone(version.article_id, version.article_id, reason, NOON))


def test_how_a_page_was_read_is_kept(store):
    page = PageFacts("ab" * 32, "reader/1", "utf-8 (meta)", (("title", "meta"), ("url", "request")))
    version = make_version(page=page)
    with store.writing() as writer:
        writer.add_outlets([version.outlet])
        writer.add_versions([version])
    with store.reading() as reader:
        assert reader.get_version(version.article_id) == version


def test_texts_meet_by_keys_or_by_their_base(store):
    texts = [
        NewText("t1", "or_1", (1, 2, 3, 4)),
        NewText("t2", "or_2", (2, 3, 4, 5)),
        NewText("t3", "or_1", ()),
        NewText("t4", "or_4", (4, 5)),
    ]
    with store.writing() as writer:
        assert writer.add_texts(texts) == {"t1", "t2", "t3", "t4"}
        assert writer.add_texts(texts) == frozenset()
        found = writer.texts_sharing("t1", least=3)
        assert {(text.text_sha256, count) for text, count in found} == {("t2", 3), ("t3", 3)}
        assert writer.keys_of_texts(["t2", "none"]) == {"t2": [2, 3, 4, 5]}
        assert writer.carried_texts(["t3"]) == [CarriedText("t3", "or_1", "or_1")]


def test_an_origin_moves_with_its_versions_and_the_old_id_leads_on(store):
    version = make_version()
    base, text = version.origin_id, version.text_sha256
    with store.writing() as writer:
        writer.add_outlets([version.outlet])
        writer.add_versions([version])
        writer.add_texts([NewText(text, base, ()), NewText("t2", "or_0", ())])
        a, b = sorted((text, "t2"))
        writer.add_copies([CopyLink(a, b, EVIDENCE)])
        writer.set_origins({text: "or_0"})
        assert writer.read_texts([text]) == {text: version.text}
    with store.reading() as reader:
        assert reader.find_origin(base) == "or_0"
        assert reader.find_origin("or_none") is None
        assert [v.origin_id for v in reader.carriers_of_origin("or_0", limit=9)] == ["or_0"]
        assert reader.copies_of({text, "t2"}) == [CopyLink(a, b, EVIDENCE)]
        assert reader.copies_of({text}) == []
        assert {t.text_sha256 for t in reader.texts_of_origins({"or_0"})} == {text, "t2"}
    with store.writing() as writer:
        writer.forget_copies([text])
        assert writer.copies_of({text, "t2"}) == []


def test_the_end_of_a_thread_is_told_on_all_its_mentions(store):
    with store.writing() as writer:
        first, second = (write_line(writer, version=make_version(version=n)) for n in (1, 2))
        stands = Standing(first.id, 1)
        writer.set_standings({first.id: stands, second.id: stands})
        ended = Standing(first.id, 1, 3, "changed", "mn_next")
        writer.set_standings({second.id: ended})
    with store.reading() as reader:
        found = reader.get_mentions({first.id, second.id})
        assert [found[id_].standing for id_ in (first.id, second.id)] == [ended, ended]


@pytest.mark.parametrize("few", [0, 1_000])
def test_corrections_are_found_by_target_and_by_the_mentions_of_sightings(store, few, monkeypatch):
    monkeypatch.setattr("service.store.sqlite.corrections.FEW", few)
    with store.reading() as reader:
        assert reader.corrections_of(("wd_none",), ("si_none",)) == []
    with store.writing() as writer:
        mention = write_line(writer)
        made = [correction(mention.id, 1), correction(mention.wording_id, 2)]
        for each in (*made, made[0]):
            writer.add_correction(each)
    with store.reading() as reader:
        assert reader.list_corrections(after=None, limit=9) == made
        assert reader.list_corrections(after="cr_1", limit=9) == made[1:]
        assert reader.corrections_of((), {mention.sighting_id}) == made[:1]
        assert reader.corrections_of({mention.wording_id}, ()) == made[1:]
        both = reader.corrections_of({mention.id, mention.wording_id}, {mention.sighting_id})
        assert both == made
        carrying = reader.outlets_carrying({mention.sighting_id})
        assert [o.id for o in carrying[mention.sighting_id]] == [mention.outlet.id]


def test_a_take_down_leaves_what_others_hold(store):
    mine, other = make_version(), make_version("https://other.example/b")
    with store.writing() as writer:
        own = write_line(writer, "only here", version=mine, speaker=make_speaker("Ana Gómez"))
        shared = write_line(writer, LINE, version=mine, start=40)
        left = write_line(writer, LINE, version=other)
        writer.add_correction(correction(own.id))
    with store.writing() as writer:
        removal = bury(writer, mine)
        assert removal.emptied == (own.statement_id,)
    store.purge()
    with store.reading() as reader:
        assert reader.get_version(mine.article_id) is None
        assert set(reader.get_mentions({own.id, shared.id, left.id})) == {left.id}
        assert set(reader.get_wordings({own.wording_id, left.wording_id})) == {left.wording_id}
        assert reader.get_speaker(make_speaker("Ana Gómez").id) is None
        assert reader.list_corrections(after=None, limit=9) == []
        held = reader.coverage()
        assert (held.articles, held.versions, held.mentions) == (1, 1, 1)
        assert (held.wordings, held.statements, held.speakers) == (1, 1, 0)
        for id_ in (mine.article_id, own.id, shared.id, own.wording_id, own.statement_id):
            assert reader.tombstone(id_).reason == "asked for"
        assert reader.tombstone(left.id) is None


def test_a_wording_takes_its_text_from_the_earliest_that_is_left(store):
    mine, other = make_version(), make_version("https://other.example/b")
    with store.writing() as writer:
        first = write_line(writer, LINE, version=mine)
        write_line(writer, LINE, version=replace(other, published_at=None))
        bury(writer, mine)
    with store.reading() as reader:
        assert reader.get_wordings({first.wording_id})[first.wording_id].text == LINE


@pytest.mark.parametrize("purged", [True, False])
def test_rows_of_wordings_are_not_given_twice(open_store, purged):
    version = make_version()
    store = open_store()
    with store.writing() as writer:
        write_line(writer, LINE, version=make_version("https://other.example/b"))
        write_line(writer, "the last one of all", version=version)
    with store.writing() as writer:
        bury(writer, version)
    if purged:
        store.purge()
    with store.writing() as writer:
        new = write_line(writer, "quite another one", version=make_version("https://c.example/c"))
    for _ in range(2):
        with store.reading() as reader:
            found = reader.find_candidates(CandidateQuery(words=("another",), limit=9))
            assert found == [new.wording_id]
            assert reader.find_candidates(CandidateQuery(words=("last",), limit=9)) == []
        store.close()
        store = open_store()
    store.close()


def test_keys_that_an_outlet_has_all_over_count_no_more(store):
    urls = ("https://a.example/1", "https://a.example/2", "https://b.example/1")
    mine, same, other = (make_version(url, text=f"Text of {url}.") for url in urls)
    mine, same = (replace(v, outlet=other.outlet) for v in (mine, same))
    bounds = {"articles": 3, "of_aggregator": 9}
    with store.writing() as writer:
        writer.add_outlets([other.outlet])
        writer.add_versions([mine, same, other])
        keys = {mine: (1, 2, 3), same: (1, 2, 4), other: (1, 5)}
        writer.add_texts([NewText(v.text_sha256, v.origin_id, own) for v, own in keys.items()])
        assert writer.keys_all_over(mine.text_sha256, **bounds) == [1]
        assert writer.keys_all_over(mine.text_sha256, articles=2, of_aggregator=9) == [1, 2]
        assert writer.keys_all_over(mine.text_sha256, articles=4, of_aggregator=9) == []
        assert writer.set_boilerplate([1], is_boilerplate=True) == sorted(v.origin_id for v in keys)
        assert writer.keys_all_over(mine.text_sha256, **bounds) == []
        assert writer.keys_still_all_over([1, 2], **bounds) == [1]
        assert writer.boilerplate_among([1, 2]) == {1}
        shared = writer.texts_sharing(mine.text_sha256, least=1)
        assert {text.text_sha256 for text, _ in shared} == {same.text_sha256}
        writer.set_boilerplate([1], is_boilerplate=False)
        assert len(writer.texts_sharing(mine.text_sha256, least=1)) == 2


def test_an_aggregator_may_show_one_report_more_often(store):
    versions = [make_version(f"https://a.example/{n}", text=f"Text {n}.") for n in range(2)]
    outlet = replace(versions[0].outlet, id="ou_aggregator", kind="aggregator")
    versions = [replace(version, outlet=outlet) for version in versions]
    with store.writing() as writer:
        writer.add_outlets([outlet])
        writer.add_versions(versions)
        writer.add_texts([NewText(v.text_sha256, v.origin_id, (1,)) for v in versions])
        text = versions[0].text_sha256
        assert writer.keys_all_over(text, articles=2, of_aggregator=3) == []
        assert writer.keys_all_over(text, articles=1, of_aggregator=2) == [1]


def test_what_the_registry_says_of_an_outlet_is_kept_and_replaced(store):
    version = make_version()
    told = OutletFacts("CO", "es", "Casa Editorial", 0)
    with store.writing() as writer:
        writer.add_outlets([version.outlet])
        mention = write_line(writer, version=version)
        writer.add_outlets([replace(version.outlet, facts=told)])
    with store.reading() as reader:
        assert reader.get_outlet(version.outlet.id).facts == told
        assert [o.facts for o in reader.list_outlets(after=None, limit=9)] == [told]
        assert reader.get_version(version.article_id).outlet.facts == told
        assert reader.get_mentions([mention.id])[mention.id].outlet.facts == told
