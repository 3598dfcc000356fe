"""Links drawn anew by the rules of this release: the end is what a fresh store would hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.domain.judgements import JudgementKind
from service.domain.matching.model import LEXICAL
from service.domain.model import ArticleInput
from service.store.factory import open_store
from service.store.records import ChangeKind, MentionFilter
from service.store.relinking import DrawnBy, FiledWording
from service.usecases import linking
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from service.usecases.judge import JudgementInput, judge
from service.usecases.redraw import RULES, links_drawn_by, redraw_all
from tests.fixtures_golden.golden import read_articles

NOW = datetime(2026, 1, 20, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
STRICTER = replace(
    LEXICAL,
    confirmed=LEXICAL.confirmed._replace(contained=0.9999, reworded=0.9999, reported=0.9999),
    suggested=LEXICAL.suggested._replace(contained=0.9, reworded=0.9, reported=0.9),
)


class BrokenOffError(Exception):
    pass


def fill(folder):
    store = open_store(folder)
    ingest(store, read_articles(), limits=Limits(), now=NOW)
    return store


def state(store):
    """Every link, and where every sighting stands."""
    with store.reading() as tx:
        ids = [sighting.id for sighting in tx.sightings_after(None, limit=10_000)]
        return set(tx.links_of(ids)), tx.placements(ids)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    store = fill(tmp_path_factory.mktemp("fresh"))
    yield store
    store.close()


@pytest.fixture
def older(tmp_path, monkeypatch):
    """A store whose links were drawn by other rules."""
    with monkeypatch.context() as patched:
        patched.setattr(linking, "_MODEL", replace(STRICTER, hopeless=0.5, hopeless_report=0.3))
        store = fill(tmp_path)
    with store.writing() as tx:
        tx.set_drawn_by(DrawnBy("older/1", None))
    yield store
    store.close()


@pytest.mark.parametrize("batch", [1, 7, 500])
def test_the_end_is_that_of_a_fresh_store(fresh, older, batch):
    links, placed = state(older)
    assert links != state(fresh)[0]
    assert placed != state(fresh)[1]
    assert links_drawn_by(older) == "older/1"

    drawn = redraw_all(older, now=LATER, batch=batch)

    assert drawn.sightings == len(placed)
    assert drawn.gained
    assert state(older) == state(fresh)
    assert links_drawn_by(older) == RULES


def test_statements_that_merge_redirect_and_the_feed_tells(older):
    before = {placement.statement_id for placement in state(older)[1].values()}
    with older.reading() as tx:
        last = max(change.seq for change in tx.changes_since(0, limit=10_000))
    redraw_all(older, now=LATER)
    after = {placement.statement_id for placement in state(older)[1].values()}
    assert before - after
    with older.reading() as tx:
        told = tx.changes_since(last, limit=10_000)
        for gone in before - after:
            assert tx.survivor_of(gone) in after
    assert {each.change.id for each in told if each.change.kind is ChangeKind.STATEMENT_MERGED} == (
        before - after
    )
    assert {each.at for each in told} == {LATER}


def test_what_was_broken_off_goes_on_where_it_was(fresh, older):
    steps = []

    def stop_after_two(done):
        steps.append(done)
        if len(steps) == 2:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        redraw_all(older, now=LATER, batch=5, told=stop_after_two)
    assert links_drawn_by(older) is None
    assert redraw_all(older, now=LATER, batch=5).sightings == len(state(older)[1]) - 10
    assert state(older) == state(fresh)


def test_wordings_get_the_keys_of_this_release(fresh, tmp_path):
    store = fill(tmp_path)
    with store.writing() as tx:
        wordings = {s.wording_id for s in tx.sightings_after(None, limit=10_000)}
        tx.refile_wordings([FiledWording(id_, (), b"") for id_ in sorted(wordings)])
        assert not any(tx.neighbours(wordings, least=0.0).values())
    redraw_all(store, now=LATER)
    assert state(store) == state(fresh)
    store.close()


def test_again_changes_nothing(fresh):
    before = state(fresh)
    with fresh.reading() as tx:
        changes = len(tx.changes_since(0, limit=10_000))
    drawn = redraw_all(fresh, now=LATER)
    assert (drawn.gained, drawn.lost) == (0, 0)
    assert state(fresh) == before
    with fresh.reading() as tx:
        assert len(tx.changes_since(0, limit=10_000)) == changes


def test_what_people_judged_stays(older):
    with older.reading() as tx:
        one, other = tx.sightings_after(None, limit=2)
        mentions = tx.mentions_of_sightings([one.id, other.id], where=MentionFilter(), limit_each=1)
    pair = [mentions[id_][0].id for id_ in (one.id, other.id)]
    judge(
        older,
        JudgementInput(
            kind=JudgementKind.SAME,
            mention_id=pair[0],
            other_mention_id=pair[1],
            judged_by="desk",
            reason="one utterance",
        ),
        now=NOW,
    )
    redraw_all(older, now=LATER)
    placed = state(older)[1]
    assert placed[one.id].statement_id == placed[other.id].statement_id


def test_a_new_store_stands_by_these_rules_from_the_start(tmp_path):
    store = open_store(tmp_path)
    assert links_drawn_by(store) == RULES
    with store.reading() as tx:
        assert tx.drawn_by() == DrawnBy(RULES, None)
    store.close()


def test_drawing_anew_finds_nothing_though_a_wording_was_a_title_first(tmp_path):
    """Which mention of a wording comes first must not matter, even if that one is no quotation."""
    named = ArticleInput(
        url="https://a.example/1", text="He has read the book “Make the valley green again”."
    )
    said = ArticleInput(
        url="https://b.example/2",
        text="“Make the valley green again,” Dora Wren said on the square.",
        published_at=NOW,
    )
    longer = ArticleInput(
        url="https://c.example/3",
        text="“We shall make the valley green again, and the hills with it,” Dora Wren said.",
        published_at=NOW + timedelta(days=9),
    )
    ends = []
    for name, order in (("ab", (named, said, longer)), ("ba", (said, longer, named))):
        store = open_store(tmp_path / name)
        for article in order:
            ingest(store, [article], limits=Limits(), now=NOW)
        drawn = redraw_all(store, now=LATER)
        assert (drawn.gained, drawn.lost) == (0, 0)
        ends.append(state(store))
        store.close()
    assert ends[0] == ends[1]
    assert ends[0][0]
