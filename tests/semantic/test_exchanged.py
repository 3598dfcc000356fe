"""Words exchanged between wordings of a statement; skipped without the extra."""

from datetime import UTC, datetime

from service.domain.kinds import DifferenceKind
from service.semantic.index import SemanticIndex, VectorIndex
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from service.usecases.read_statements import read_statement_detail
from service.usecases.verify_quotations import verify
from tests.factories import make_article

NOW = datetime(2026, 1, 8, tzinfo=UTC)
SAID = (
    "We will keep the old bridge by the harbour open to everybody all summer long",
    "We will keep the old bakery by the harbour open to everybody all summer long",
    "We will keep the old bridge by the harbour open to everyone all summer long",
)


def alarms(store, semantic):
    """The alarms of each wording of the first statement, by its words."""
    with store.reading() as tx:
        (statement, *_) = tx.statements_after(None, limit=10)
    found = read_statement_detail(store, statement, limits=Limits(), semantic=semantic).statement
    return {
        each.wording.text: [(a.kind, a.a.exact, a.b.exact) for a in each.alarms if a.a and a.b]
        for each in found.wordings
    }


def test_a_word_for_another_thing_makes_an_alarm_and_a_synonym_none(store, encoder):
    ingest(
        store,
        [
            make_article(f"“{text},” Dora Wren said.", url=f"https://paper.example/{at}")
            for at, text in enumerate(SAID)
        ],
        limits=Limits(),
        now=NOW,
    )
    without = alarms(store, None)
    assert not any(without.values())
    found = alarms(store, SemanticIndex(encoder, VectorIndex()))
    assert found.keys() == without.keys()
    exchanged = {each for alarmed in found.values() for each in alarmed}
    assert {kind for kind, _, _ in exchanged} == {DifferenceKind.WORD_CHOICE}
    assert {frozenset(pair) for _, *pair in exchanged} == {frozenset({"bridge", "bakery"})}


def test_words_are_weighed_before_anything_can_be_found_by_meaning(store, encoder):
    ingest(store, [make_article(f"“{SAID[0]},” Dora Wren said.")], limits=Limits(), now=NOW)
    semantic = SemanticIndex(encoder, VectorIndex())
    assert len(semantic) == 0
    found = verify(store, SAID[1], limits=Limits(), semantic=semantic)
    assert [d.b.exact for d in found.evidence[0].alarms if d.b] == ["bridge"]
