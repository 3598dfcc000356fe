"""The statements made of the fixtures, held against what an editor would put together."""

from __future__ import annotations

import hashlib
import random
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from service.domain.kinds import MatchStatus
from service.store.factory import open_store
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from service.usecases.read_statements import read_statement
from tests.fixtures_golden.golden import GOLDEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from service.domain.model import ArticleInput, Mention
    from service.store.base import QuoteStore
    from tests.fixtures_golden.golden import GoldenPair, GoldenStatement

NOW = datetime(2026, 1, 12, tzinfo=UTC)
PAGE = 1000


def load(store: QuoteStore, articles: Sequence[ArticleInput], *, size: int) -> dict[str, str]:
    """Ingests in batches of this size and returns the article id of each URL."""
    ids: dict[str, str] = {}
    for start in range(0, len(articles), size):
        batch = articles[start : start + size]
        outcomes = ingest(store, batch, limits=Limits(), now=NOW)
        for article, outcome in zip(batch, outcomes, strict=True):
            assert outcome.problem is None
            assert outcome.article_id is not None
            ids[article.url] = outcome.article_id
    return ids


def all_mentions(store: QuoteStore, article_ids: set[str]) -> list[tuple[str, Mention]]:
    """Returns every mention of every version, each with the hash of its text."""
    found = []
    with store.reading() as reader:
        for article_id in sorted(article_ids):
            for version in reader.list_versions(article_id):
                mentions = reader.list_mentions(article_id, version.version, after=None, limit=PAGE)
                found += [(version.text_sha256, mention) for mention in mentions]
    return found


class Loaded:
    """A store with the fixtures in it, and its mentions by their names in the golden answer."""

    def __init__(self, store: QuoteStore) -> None:
        self.store = store
        ids = load(store, GOLDEN.inputs, size=len(GOLDEN.inputs))
        places = {
            (
                mention.url,
                text_sha256,
                mention.place.value,
                mention.form.value,
                mention.selector.start,
                mention.selector.exact,
            ): mention
            for text_sha256, mention in all_mentions(store, set(ids.values()))
        }
        self.mentions: dict[str, Mention] = {}
        for golden in GOLDEN.articles:
            sha = hashlib.sha256(golden.article.text.encode()).hexdigest()
            for q in golden.quotations:
                key = (golden.article.url, sha, q.place, q.form, q.start, q.exact)
                if key in places:
                    self.mentions[q.key] = places[key]

    def get(self, key: str) -> Mention:
        assert key in self.mentions, f"no mention was stored for {key}"
        return self.mentions[key]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    with closing(open_store(tmp_path_factory.mktemp("golden"))) as store:
        yield Loaded(store)


@pytest.mark.parametrize("golden", GOLDEN.statements, ids=lambda golden: golden.name)
def test_members_stand_in_one_statement(loaded: Loaded, golden: GoldenStatement):
    places = {key: loaded.get(key).statement_id for key in golden.members}
    assert None not in places.values()
    assert len(set(places.values())) == 1, places


def test_statements_of_the_golden_answer_do_not_fall_together(loaded: Loaded):
    seen: dict[str, set[str]] = {}
    for golden in GOLDEN.statements:
        for key in golden.members:
            statement = loaded.get(key).statement_id
            if statement is not None:
                seen.setdefault(statement, set()).add(golden.name)
    assert [names for names in seen.values() if len(names) > 1] == []


@pytest.mark.parametrize(
    "pair", [pair for pair in GOLDEN.tied if not pair.needs_meaning_model], ids=lambda p: p.name
)
def test_pair_is_tied_at_least_by_suggestion(loaded: Loaded, pair: GoldenPair):
    a, b = loaded.get(pair.a), loaded.get(pair.b)
    assert a.sighting_id is not None
    assert b.sighting_id is not None
    with loaded.store.reading() as reader:
        links = reader.links_of([a.sighting_id, b.sighting_id])
    ties = [link for link in links if {link.a, link.b} == {a.sighting_id, b.sighting_id}]
    assert a.statement_id == b.statement_id or [
        link for link in ties if link.status is not MatchStatus.REJECTED
    ], f"{pair.why}: {ties}"


@pytest.mark.parametrize("pair", GOLDEN.apart, ids=lambda pair: pair.name)
def test_pair_stands_apart(loaded: Loaded, pair: GoldenPair):
    assert loaded.get(pair.a).statement_id != loaded.get(pair.b).statement_id, pair.why


@pytest.mark.parametrize("golden", GOLDEN.statements, ids=lambda golden: golden.name)
def test_statement_names_its_speaker_and_its_conflict(loaded: Loaded, golden: GoldenStatement):
    statement_id = loaded.get(golden.members[0]).statement_id
    assert statement_id is not None
    view = read_statement(loaded.store, statement_id, limits=Limits())
    sides = {side.speaker.name for conflict in view.conflicts for side in conflict.sides}
    assert sides == golden.conflict_speakers
    assert view.speaker is not None
    assert view.speaker.name == golden.speaker


def test_a_wire_copy_is_one_origin_in_two_outlets(loaded: Loaded):
    statement_id = loaded.get("lakeside-watch").statement_id
    assert statement_id is not None
    view = read_statement(loaded.store, statement_id, limits=Limits())
    assert (view.articles, view.outlets, view.origins) == (2, 2, 1)


def test_every_mention_points_at_its_stored_text(loaded: Loaded):
    with loaded.store.reading() as reader:
        for key, mention in loaded.mentions.items():
            version = reader.get_version(mention.article_id, mention.version)
            assert version is not None, key
            home = version.title if mention.place.value == "headline" else version.text
            selector = mention.selector
            assert (home or "")[selector.start : selector.end] == selector.exact, key


def grouping(tmp_path: Path, articles: Sequence[ArticleInput], size: int) -> dict[str, str | None]:
    """Returns the statement of every mention after this order and batch size."""
    with closing(open_store(tmp_path)) as store:
        ids = load(store, articles, size=size)
        mentions = all_mentions(store, set(ids.values()))
    return {mention.id: mention.statement_id for _, mention in mentions}


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    return grouping(tmp_path_factory.mktemp("reference"), GOLDEN.inputs, len(GOLDEN.inputs))


@pytest.mark.parametrize("size", [1, 7, len(GOLDEN.inputs)])
@pytest.mark.parametrize("seed", range(5))
def test_order_and_batches_change_nothing(
    tmp_path: Path, reference: dict[str, str | None], seed: int, size: int
):
    shuffled = GOLDEN.inputs
    random.Random(seed).shuffle(shuffled)
    assert grouping(tmp_path, shuffled, size) == reference
    assert len(set(reference.values())) > len(GOLDEN.statements)
