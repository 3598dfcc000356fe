"""Judgements in a real store: statements follow, stay so, and come back when undone."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.domain.errors import (
    EmptyTextError,
    InputError,
    JudgementNotFoundError,
    LimitError,
    MentionNotFoundError,
    StatementNotFoundError,
)
from service.domain.judgements import JudgementKind
from service.domain.model import ArticleInput
from service.store.factory import open_store
from service.store.records import ChangeKind
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from service.usecases.judge import JudgementInput, judge, list_judgements, undo_judgement
from service.usecases.read_articles import list_mentions
from service.usecases.read_statements import read_mention, read_statement, resolve_statement

NOW = datetime(2026, 1, 10, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
LIMITS = Limits()

BRIDGE = "We will open the old river bridge before the end of the coming spring"
BRIDGE_EDITED = "We are going to open the old river bridge before the end of the coming spring"
HARBOUR = "Nobody in the capital has ever paid one coin for the harbour wall"
TRAMS = "Empty trams are a promise that somebody forgot to keep on time"


def line(text, url, speaker="Ana Gómez", day=5):
    return ArticleInput(
        url=f"https://{url}.example/x",
        text=f"“{text},” {speaker} said.",
        language="en",
        published_at=datetime(2026, 1, day, 12, tzinfo=UTC),
    )


def put(store, *articles):
    """Returns the one mention of each article, as stored."""
    outcomes = ingest(store, articles, limits=LIMITS, now=NOW)
    found = []
    for outcome in outcomes:
        mentions, _ = list_mentions(store, outcome.article_id, after=None, limit=10)
        assert len(mentions) == 1
        found.append(mentions[0])
    return found


def statement_of(store, mention):
    return read_mention(store, mention.id).statement_id


def same(a, b, **changes):
    made = JudgementInput(
        JudgementKind.SAME, a.id, judged_by="ines", reason="one speech", other_mention_id=b.id
    )
    return replace(made, **changes)


def different(a, b, **changes):
    return replace(same(a, b), kind=JudgementKind.DIFFERENT, reason="another day", **changes)


def alone(kind, mention, **changes):
    return replace(JudgementInput(kind, mention.id, judged_by="ines", reason="seen"), **changes)


def picture(store):
    """Everything that reading shows of statements: who stands where, and the counts."""
    with store.reading() as tx:
        articles = {c.change.id for c in tx.changes_since(0, limit=1_000) if c.change.version}
        mentions = [
            m
            for article in sorted(articles)
            for version in tx.list_versions(article)
            for m in tx.list_mentions(article, version.version, after=None, limit=100)
        ]
        coverage = tx.coverage()
        links = tx.links_of({m.sighting_id for m in mentions if m.sighting_id})
        spread = tx.spread({m.statement_id for m in mentions if m.statement_id})
    return mentions, links, spread, (coverage.statements, coverage.mentions)


def test_same_joins_two_statements_and_both_ids_resolve(store):
    a, b = put(store, line(HARBOUR, "a"), line(TRAMS, "b"))
    assert statement_of(store, a) != statement_of(store, b)
    made = judge(store, same(a, b), now=LATER)
    assert made.judged_at == LATER
    joined = statement_of(store, a)
    assert statement_of(store, b) == joined
    assert {resolve_statement(store, each.statement_id) for each in (a, b)} == {joined}
    view = read_statement(store, joined, limits=LIMITS)
    assert {w.wording.text.rstrip(",") for w in view.wordings} == {HARBOUR, TRAMS}


def test_different_splits_what_rules_hold_together(store):
    a, b = put(store, line(BRIDGE, "a"), line(BRIDGE_EDITED, "b"))
    before = statement_of(store, a)
    assert statement_of(store, b) == before
    judge(store, different(a, b), now=LATER)
    assert statement_of(store, a) != statement_of(store, b)
    assert resolve_statement(store, before) in {statement_of(store, a), statement_of(store, b)}


MORE = (
    line(BRIDGE, "c", day=6),
    line(BRIDGE_EDITED, "d", day=6),
    line("We will open the old river bridge before the end of the spring", "e"),
    line("open the old river bridge before the end of the coming spring", "f"),
    line(BRIDGE_EDITED, "g", speaker="Mayor Ana Gómez"),
)


@pytest.mark.parametrize("seed", range(6))
def test_split_stays_split_whatever_comes_in_whatever_order(tmp_path, seed):
    shuffled = list(MORE)
    random.Random(seed).shuffle(shuffled)
    store = open_store(tmp_path)
    a, b = put(store, line(BRIDGE, "a"), line(BRIDGE_EDITED, "b"))
    judge(store, different(a, b), now=LATER)
    for article in shuffled:
        put(store, article)
        assert statement_of(store, a) != statement_of(store, b)
    store.close()


def groups(store, mentions):
    found = {}
    for mention in mentions:
        found.setdefault(statement_of(store, mention), set()).add(mention.id)
    return sorted(map(sorted, found.values()))


def test_the_grouping_does_not_depend_on_when_a_judgement_was_made(tmp_path):
    pictures = []
    for at in range(3):
        store = open_store(tmp_path / str(at))
        articles = [line(BRIDGE, "a"), line(BRIDGE_EDITED, "b"), *MORE]
        mentions = put(store, *articles[:2])
        if at == 0:
            judge(store, different(*mentions[:2]), now=LATER)
        if at == 2:
            rest = [m for article in articles[:1:-1] for m in put(store, article)][::-1]
        else:
            rest = put(store, *articles[2:])
        if at:
            judge(store, different(*mentions[:2]), now=LATER)
        pictures.append(groups(store, [*mentions, *rest]))
        store.close()
    assert pictures[0] == pictures[1] == pictures[2]


def test_a_joined_pair_stays_joined_when_more_comes(store):
    a, b = put(store, line(HARBOUR, "a"), line(TRAMS, "b"))
    judge(store, same(a, b), now=LATER)
    (c,) = put(store, line(TRAMS, "c", day=6))
    assert len({statement_of(store, m) for m in (a, b, c)}) == 1


def test_other_speaker_moves_a_mention_and_only_that(store):
    a, b = put(store, line(HARBOUR, "a"), line(HARBOUR, "b"))
    judge(store, alone(JudgementKind.OTHER_SPEAKER, b, speaker_name="Luz Paz"), now=LATER)
    moved = read_mention(store, b.id)
    assert moved.speaker.name == "Luz Paz"
    assert read_mention(store, a.id).speaker.name == "Ana Gómez"
    assert moved.attribution.speaker_name == "Ana Gómez"  # as the article has it
    view = read_statement(store, moved.statement_id, limits=LIMITS)
    if moved.statement_id == statement_of(store, a):
        (conflict,) = view.conflicts
        assert {side.speaker.name for side in conflict.sides} == {"Ana Gómez", "Luz Paz"}


def test_a_mention_given_to_its_statements_speaker_ends_the_conflict(store):
    a, b = put(store, line(HARBOUR, "a"), line(HARBOUR, "b", speaker="Luz Paz"))
    assert read_statement(store, statement_of(store, a), limits=LIMITS).conflicts
    judge(store, alone(JudgementKind.OTHER_SPEAKER, b, speaker_name="Ana Gómez"), now=LATER)
    assert statement_of(store, a) == statement_of(store, b)
    assert not read_statement(store, statement_of(store, a), limits=LIMITS).conflicts


def test_not_a_quotation_takes_a_mention_out(store):
    a, b = put(store, line(HARBOUR, "a"), line(HARBOUR, "b"))
    judge(store, alone(JudgementKind.NOT_A_QUOTATION, b), now=LATER)
    assert statement_of(store, b) is None
    view = read_statement(store, statement_of(store, a), limits=LIMITS)
    assert (view.mentions, view.articles) == (1, 1)


def test_a_statement_that_lost_its_only_mention_is_gone_until_undone(store):
    (a,) = put(store, line(HARBOUR, "a"))
    made = judge(store, alone(JudgementKind.NOT_A_QUOTATION, a), now=LATER)
    with pytest.raises(StatementNotFoundError):
        resolve_statement(store, a.statement_id)
    undo_judgement(store, made.id, now=LATER)
    assert resolve_statement(store, a.statement_id) == a.statement_id


def test_ids_resolve_when_the_anchor_itself_is_taken_out(store):
    a, b = put(store, line(BRIDGE, "a", day=4), line(BRIDGE_EDITED, "b"))
    before = a.statement_id
    judge(store, alone(JudgementKind.NOT_A_QUOTATION, a), now=LATER)
    assert resolve_statement(store, before) == statement_of(store, b)


JUDGEMENTS = {
    "same": lambda put_in: same(put_in[0], put_in[2]),
    "different": lambda put_in: different(put_in[0], put_in[1]),
    "other speaker": lambda put_in: alone(
        JudgementKind.OTHER_SPEAKER, put_in[1], speaker_name="Luz Paz"
    ),
    "not a quotation": lambda put_in: alone(JudgementKind.NOT_A_QUOTATION, put_in[0]),
}


@pytest.mark.parametrize("make", JUDGEMENTS.values(), ids=JUDGEMENTS)
def test_undoing_restores_exactly_what_was(store, make):
    put_in = put(store, line(BRIDGE, "a"), line(BRIDGE_EDITED, "b"), line(HARBOUR, "c"))
    before = picture(store)
    made = judge(store, make(put_in), now=LATER)
    assert picture(store) != before
    undone = undo_judgement(store, made.id, now=LATER)
    assert undone.undone_at == LATER
    assert picture(store) == before
    for mention in put_in:
        assert resolve_statement(store, mention.statement_id) == mention.statement_id


def test_undoing_twice_changes_nothing(store):
    a, b = put(store, line(HARBOUR, "a"), line(TRAMS, "b"))
    made = judge(store, same(a, b), now=NOW)
    first = undo_judgement(store, made.id, now=LATER)
    again = undo_judgement(store, made.id, now=LATER + timedelta(days=1))
    assert again == first


def test_the_same_judgement_again_changes_nothing(store):
    a, b = put(store, line(HARBOUR, "a"), line(TRAMS, "b"))
    made = judge(store, same(a, b), now=NOW)
    with store.reading() as tx:
        before = tx.coverage().sequence
    assert judge(store, same(b, a), now=LATER) == made
    with store.reading() as tx:
        assert tx.coverage().sequence == before


def test_a_judgement_can_be_made_again_after_it_was_undone(store):
    a, b = put(store, line(HARBOUR, "a"), line(TRAMS, "b"))
    ids = []
    for _ in range(3):
        made = judge(store, same(a, b), now=NOW)
        assert statement_of(store, a) == statement_of(store, b)
        ids.append(made.id)
        undo_judgement(store, made.id, now=LATER)
        assert statement_of(store, a) != statement_of(store, b)
    assert len(set(ids)) == 3


def test_a_later_judgement_takes_the_place_of_an_earlier_one(store):
    a, b = put(store, line(HARBOUR, "a"), line(TRAMS, "b"))
    first = judge(store, same(a, b), now=NOW)
    judge(store, different(a, b, judged_by="omar"), now=LATER)
    assert statement_of(store, a) != statement_of(store, b)
    found, _ = list_judgements(store, mention_ids=None, after=None, limit=10)
    assert [(j.kind, j.undone_at is None) for j in found] == [
        (JudgementKind.SAME, False),
        (JudgementKind.DIFFERENT, True),
    ]
    assert found[0].id == first.id


def test_judgements_survive_a_restart_and_a_rebuilt_index(tmp_path):
    store = open_store(tmp_path)
    a, b = put(store, line(BRIDGE, "a"), line(BRIDGE_EDITED, "b"))
    judge(store, different(a, b), now=LATER)
    store.rebuild_index()
    store.close()
    store = open_store(tmp_path)
    put(store, *MORE)
    assert statement_of(store, a) != statement_of(store, b)
    store.close()


def test_judgements_are_listed_in_order_in_pages(store):
    mentions = put(store, *(line(f"{HARBOUR} {word}", word) for word in ("one", "two", "six")))
    made = [judge(store, alone(JudgementKind.NOT_A_QUOTATION, m), now=NOW) for m in mentions]
    first, after = list_judgements(store, mention_ids=None, after=None, limit=2)
    second, end = list_judgements(store, mention_ids=None, after=after, limit=2)
    assert [j.id for j in (*first, *second)] == [j.id for j in made]
    assert end is None
    of_one, _ = list_judgements(store, mention_ids=[mentions[1].id], after=None, limit=5)
    assert of_one == [made[1]]


def test_the_change_feed_tells_of_judgements_and_what_they_moved(store):
    a, b = put(store, line(HARBOUR, "a"), line(TRAMS, "b"))
    with store.reading() as tx:
        before = tx.coverage().sequence
    made = judge(store, same(a, b), now=LATER)
    undo_judgement(store, made.id, now=LATER)
    with store.reading() as tx:
        found = [each.change for each in tx.changes_since(before, limit=100)]
    kinds = [each.kind for each in found]
    assert kinds[0] is ChangeKind.JUDGEMENT_ADDED
    assert kinds.count(ChangeKind.STATEMENT_MERGED) == 1
    assert ChangeKind.JUDGEMENT_UNDONE in kinds
    assert ChangeKind.STATEMENT_CREATED in kinds[kinds.index(ChangeKind.JUDGEMENT_UNDONE) :]


def test_people_show_on_the_statement(store):
    a, b = put(store, line(HARBOUR, "a"), line(TRAMS, "b"))
    made = judge(store, same(a, b), now=LATER)
    view = read_statement(store, statement_of(store, a), limits=LIMITS)
    assert view.judgements == (made,)
    assert {w.judged_by for w in view.wordings} == {("ines",)}
    undo_judgement(store, made.id, now=LATER)
    view = read_statement(store, statement_of(store, a), limits=LIMITS)
    assert view.judgements == ()
    assert {w.judged_by for w in view.wordings} == {()}


def test_people_who_gave_words_to_another_speaker_show(store):
    (a,) = put(store, line(HARBOUR, "a"))
    made = judge(store, alone(JudgementKind.OTHER_SPEAKER, a, speaker_name="Luz Paz"), now=LATER)
    view = read_statement(store, statement_of(store, a), limits=LIMITS)
    assert view.speaker.name == "Luz Paz"
    assert view.judgements == (made,)


def test_what_cannot_be_judged(store):
    a, b = put(store, line(HARBOUR, "a"), line(TRAMS, "b"))
    refused = {
        "other_mention_id": [
            same(a, b, other_mention_id=None),
            same(a, a),
            alone(JudgementKind.NOT_A_QUOTATION, a, other_mention_id=b.id),
        ],
        "speaker_name": [
            alone(JudgementKind.OTHER_SPEAKER, a),
            alone(JudgementKind.OTHER_SPEAKER, a, speaker_name=" "),
            same(a, b, speaker_name="Luz Paz"),
        ],
        "judged_by": [same(a, b, judged_by=""), same(a, b, judged_by="i" * 201)],
        "reason": [same(a, b, reason=" "), same(a, b, reason="r" * 2_001)],
    }
    for field, inputs in refused.items():
        for given in inputs:
            with pytest.raises(InputError) as caught:
                judge(store, given, now=NOW)
            assert caught.value.field == field
            assert isinstance(caught.value, (InputError, EmptyTextError, LimitError))
    assert list_judgements(store, mention_ids=None, after=None, limit=5) == ([], None)


def test_unknown_mentions_and_judgements(store):
    (a,) = put(store, line(HARBOUR, "a"))
    with pytest.raises(MentionNotFoundError):
        judge(store, same(a, a, other_mention_id="mn_none"), now=NOW)
    with pytest.raises(MentionNotFoundError):
        judge(store, alone(JudgementKind.NOT_A_QUOTATION, replace(a, id="")), now=NOW)
    with pytest.raises(JudgementNotFoundError):
        undo_judgement(store, "jd_none", now=NOW)


def test_what_stands_in_no_statement_is_not_compared(store):
    a, b = put(store, line(HARBOUR, "a"), line(TRAMS, "b"))
    judge(store, alone(JudgementKind.NOT_A_QUOTATION, b), now=NOW)
    with pytest.raises(InputError) as caught:
        judge(store, same(a, b), now=NOW)
    assert caught.value.field == "other_mention_id"
