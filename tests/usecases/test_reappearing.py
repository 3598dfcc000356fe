"""The alarm for withdrawn words: once for each new article that carries them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.domain.corrections import CorrectionKind
from service.domain.model import ArticleInput
from service.store.records import ChangeKind
from service.usecases.config import Limits
from service.usecases.corrections import CorrectionInput, add_correction
from service.usecases.ingest import ingest
from service.usecases.read_articles import list_mentions

NOW = datetime(2026, 1, 10, tzinfo=UTC)
HARBOUR = "Nobody in the capital has ever paid one coin for the harbour wall"
TRAMS = "Empty trams are a promise that somebody forgot to keep on time"


def put(store, text, name, speaker="Ana Gómez", more=""):
    article = ArticleInput(
        url=f"https://{name}.example/x",
        text=f"“{text},” {speaker} said.{more}",
        language="en",
        published_at=datetime(2026, 1, 5, 12, tzinfo=UTC),
    )
    (outcome,) = ingest(store, [article], limits=Limits(), now=NOW)
    return list_mentions(store, outcome.article_id, after=None, limit=1)[0][0]


def withdraw(store, target, kind=CorrectionKind.MISQUOTE):
    add_correction(store, CorrectionInput(kind, "Not so.", target), now=NOW)


def alarms(store):
    with store.reading() as tx:
        found = tx.changes_since(0, limit=1_000)
    return [e.change for e in found if e.change.kind is ChangeKind.WITHDRAWN_REAPPEARED]


@pytest.mark.parametrize("part", ["id", "wording_id", "statement_id"])
@pytest.mark.parametrize("kind", [CorrectionKind.MISQUOTE, CorrectionKind.FABRICATED])
def test_words_that_were_withdrawn_and_are_carried_again(store, part, kind):
    first = put(store, HARBOUR, "a")
    withdraw(store, getattr(first, part), kind)
    assert alarms(store) == []
    again = put(store, HARBOUR, "b")
    (alarm,) = alarms(store)
    assert (alarm.id, alarm.about, alarm.version) == (again.statement_id, again.id, 1)


def test_other_words_raise_no_alarm(store):
    withdraw(store, put(store, HARBOUR, "a").id)
    put(store, TRAMS, "b")
    assert alarms(store) == []


def test_what_a_correction_only_adds_to_is_not_withdrawn(store):
    withdraw(store, put(store, HARBOUR, "a").id, CorrectionKind.OTHER)
    put(store, HARBOUR, "b")
    assert alarms(store) == []


def test_the_right_speaker_is_no_reappearance_of_the_wrong_one(store):
    withdraw(store, put(store, HARBOUR, "a", "Luz Paz").id, CorrectionKind.MISATTRIBUTION)
    put(store, HARBOUR, "b", "Ana Gómez")
    assert alarms(store) == []
    put(store, HARBOUR, "c", "Luz Paz")
    assert len(alarms(store)) == 1


def test_a_new_version_that_only_keeps_the_words_is_no_reappearance(store):
    first = put(store, HARBOUR, "a")
    withdraw(store, first.id)
    put(store, HARBOUR, "a", more=" The hall was full.")
    assert alarms(store) == []


def test_a_version_that_takes_the_words_up_again_is_one(store):
    first = put(store, HARBOUR, "a")
    withdraw(store, first.wording_id)
    put(store, TRAMS, "b")
    again = put(store, HARBOUR, "b")
    (alarm,) = alarms(store)
    assert (alarm.about, alarm.version) == (again.id, 2)


def test_the_same_article_again_raises_nothing_more(store):
    withdraw(store, put(store, HARBOUR, "a").id)
    for _ in range(2):
        put(store, HARBOUR, "b")
    assert len(alarms(store)) == 1
