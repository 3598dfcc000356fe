"""Links by meaning over a real store; skipped without the extra."""

from datetime import UTC, datetime

import pytest

from service.domain.errors import StoreError
from service.domain.kinds import (
    Bond,
    DifferenceKind,
    MatchKind,
    MatchStatus,
)
from service.semantic import sweep as sweep_module
from service.semantic.index import SemanticIndex, VectorIndex
from service.semantic.sweep import Sweep, sweep
from service.usecases.attestation import Outcome
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from service.usecases.match_statements import match_statements
from service.usecases.verify_quotations import verify
from service.usecases.views import MatchQuery
from tests.factories import make_article

NOW = datetime(2026, 1, 8, tzinfo=UTC)
ARTICLES = (
    ("en", "“For the homeland I will take up arms again,” Gustavo Petro said on Monday."),
    ("es", "“Por la patria tomaré de nuevo las armas”, dijo Gustavo Petro el lunes."),
    ("en", "“The museum will stay closed during the winter,” Ana Gómez said."),
    ("en", "“We will not sell the country to anybody,” Gustavo Petro said."),
)


def take_in(store, articles=ARTICLES):
    ingest(
        store,
        [
            make_article(text, url=f"https://paper.example/{at}", language=language)
            for at, (language, text) in enumerate(articles)
        ],
        limits=Limits(),
        now=NOW,
    )


def links_by_meaning(store):
    with store.reading() as tx:
        ids = [s.id for s in tx.sightings_to_sweep("none", limit=1_000)]
        return [
            link
            for link in tx.links_of(ids)
            if link.kind in {MatchKind.TRANSLATION, MatchKind.PARAPHRASE}
        ]


def statements(store):
    with store.reading() as tx:
        ids = [s.id for s in tx.sightings_to_sweep("none", limit=1_000)]
        return tx.placements(ids)


def test_a_translation_is_tied_by_suggestion_and_moves_nothing(store, encoder):
    take_in(store)
    before = statements(store)
    assert sweep(store, encoder, VectorIndex()) >= 1
    link = max(links_by_meaning(store), key=lambda one: one.score)
    assert link.kind is MatchKind.TRANSLATION
    assert link.status is MatchStatus.SUGGESTED
    assert link.bond is Bond.NONE
    assert link.reason.startswith("close in meaning (0.")
    assert statements(store) == before


def test_a_second_sweep_finds_nothing_left(store, encoder):
    take_in(store)
    sweep(store, encoder, VectorIndex())
    links = links_by_meaning(store)
    index = VectorIndex()
    assert sweep(store, encoder, index) == 0
    assert links_by_meaning(store) == links
    assert len(index) > 0


def test_steps_and_order_of_arrival_make_no_difference(store, encoder, tmp_path, monkeypatch):
    take_in(store)
    sweep(store, encoder, VectorIndex())
    monkeypatch.setattr(sweep_module, "BATCH", 1)
    from service.store.factory import open_store  # noqa: PLC0415  a second store of its own

    other = open_store(tmp_path / "other")
    index = VectorIndex()
    for at in reversed(range(len(ARTICLES))):
        article = make_article(
            ARTICLES[at][1], url=f"https://paper.example/{at}", language=ARTICLES[at][0]
        )
        ingest(other, [article], limits=Limits(), now=NOW)
        sweep(other, encoder, index)
    assert links_by_meaning(other) == links_by_meaning(store)
    other.close()


def test_a_broken_off_sweep_goes_on(store, encoder, monkeypatch):
    take_in(store)
    monkeypatch.setattr(sweep_module, "BATCH", 1)
    swept = Sweep(store, encoder, VectorIndex())
    steps = iter((True, True))

    def failing(batch):
        if next(steps, None) is None:
            raise StoreError("the disk is full")
        return Sweep._step(swept, batch)

    monkeypatch.setattr(swept, "_step", failing)
    with pytest.raises(StoreError):
        swept.run()
    sweep(store, encoder, VectorIndex())
    assert any(link.kind is MatchKind.TRANSLATION for link in links_by_meaning(store))


def test_a_link_that_is_stored_stays(store, encoder):
    take_in(store)
    sweep(store, encoder, VectorIndex())
    links = links_by_meaning(store)
    with store.writing() as tx:
        tx.drop_vectors()
    assert sweep(store, encoder, VectorIndex()) == 0
    assert links_by_meaning(store) == links


def test_queries_are_answered_by_meaning_below_words(store, encoder):
    take_in(store)
    vectors = VectorIndex()
    sweep(store, encoder, vectors)
    index = SemanticIndex(encoder, vectors)
    query = {"q": MatchQuery("por la patria tomaré de nuevo las armas")}
    plain = match_statements(store, query, limit=5, threshold=0.0, limits=Limits())["q"]
    found = match_statements(store, query, limit=5, threshold=0.0, limits=Limits(), semantic=index)[
        "q"
    ]
    assert len(plain) == 1
    assert found[0].statement.id == plain[0].statement.id
    assert found[0].score == plain[0].score
    assert found[1].kind is MatchKind.TRANSLATION
    assert found[1].status is MatchStatus.SUGGESTED
    assert found[1].score < 0.9
    assert found[1].reason.startswith("close in meaning")


def test_verifying_finds_the_translation(store, encoder):
    take_in(store, ARTICLES[:1] + ARTICLES[2:])
    vectors = VectorIndex()
    sweep(store, encoder, vectors)
    text = "Por la patria tomaré de nuevo las armas"
    assert verify(store, text, limits=Limits()).outcome is Outcome.NOT_IN_INDEX
    verified = verify(store, text, limits=Limits(), semantic=SemanticIndex(encoder, vectors))
    assert verified.outcome is Outcome.ATTESTED_IN_TRANSLATION
    assert verified.evidence[0].comparison.match.status is MatchStatus.SUGGESTED


def test_the_very_words_of_somebody_else_weigh_more_than_what_the_speaker_means(store, encoder):
    text = "I promised my mother never to take up arms again"
    take_in(store, (*ARTICLES, ("en", f"“{text},” Joseph Okeny said on Monday.")))
    vectors = VectorIndex()
    sweep(store, encoder, vectors)
    semantic = SemanticIndex(encoder, vectors)
    verified = verify(store, text, speaker="Gustavo Petro", limits=Limits(), semantic=semantic)
    assert Outcome.PARAPHRASE_ONLY in verified.outcomes
    assert verified.outcome is Outcome.ATTESTED_OTHER_SPEAKER
    assert verified.evidence[0].outcome is Outcome.ATTESTED_VERBATIM
    assert verified.evidence[0].speaker_name == "Joseph Okeny"


def test_a_suggested_translation_shows_what_does_not_agree(store, encoder):
    told = (
        ("en", "“We do not want war with any country of this region,” Gustavo Petro said."),
        ("es", "“Queremos la guerra con los países de esta región”, dijo Gustavo Petro."),
    )
    take_in(store, told)
    sweep(store, encoder, VectorIndex())
    query = {"q": MatchQuery("we do not want war")}
    found = match_statements(store, query, limit=1, threshold=0.0, limits=Limits())["q"]
    (suggested,) = [w for w in found[0].statement.wordings if w.status is MatchStatus.SUGGESTED]
    assert suggested.kind is MatchKind.TRANSLATION
    assert suggested.reason.endswith("but a denial stands on one side only")
    assert [alarm.kind for alarm in suggested.alarms] == [DifferenceKind.NEGATION]
