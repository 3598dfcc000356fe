"""By which rules links stand, and the keys by which wordings meet."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from service.domain.matching.candidates import link_keys
from service.domain.matching.outline import outline
from service.domain.model import Wording
from service.store.records import NewWording
from service.store.relinking import DrawnBy, FiledWording
from service.usecases.prepare import make_sighting

AT = datetime(2026, 1, 10, tzinfo=UTC)
TEXTS = (
    "the old lighthouse keeps every ship away from the rocks",
    "the old lighthouse keeps no ship away from the rocks",
)


@pytest.fixture
def sightings(store):
    wordings = [Wording(f"wd_{i}", "en", text, text, AT) for i, text in enumerate(TEXTS)]
    made = [make_sighting(w, None, date(2026, 1, 5), reported=False) for w in wordings]
    with store.writing() as tx:
        tx.add_wordings([NewWording(w, "", tuple(link_keys(w.key, "en")), b"") for w in wordings])
        tx.add_sightings(made)
    return made


def test_nothing_is_noted_until_it_is(store):
    with store.writing() as tx:
        tx.set_drawn_by(DrawnBy("rules/1", None))
        assert tx.drawn_by() == DrawnBy("rules/1", None)


def test_how_far_drawing_came_is_kept(open_store, store, sightings):
    with store.writing() as tx:
        tx.set_drawn_by(DrawnBy("rules/2", sightings[0].id))
    store.close()
    again = open_store()
    with again.reading() as tx:
        assert tx.drawn_by() == DrawnBy("rules/2", sightings[0].id)
    again.close()


def test_sightings_come_in_the_order_they_were_stored(store, sightings):
    with store.reading() as tx:
        assert list(tx.sightings_after(None, limit=10)) == sightings
        assert list(tx.sightings_after(None, limit=1)) == sightings[:1]
        assert list(tx.sightings_after(sightings[0].id, limit=10)) == sightings[1:]
        assert list(tx.sightings_after(sightings[1].id, limit=10)) == []


def test_wordings_meet_by_the_keys_they_were_filed_under_last(store, sightings):
    ids = {sighting.wording_id for sighting in sightings}
    with store.writing() as tx:
        assert any(tx.neighbours(ids, least=0.0).values())
        assert tx.refile_wordings([FiledWording(id_, (), b"") for id_ in sorted(ids)]) == 2
        assert not any(tx.neighbours(ids, least=0.0).values())
        filed = [
            FiledWording(s.wording_id, tuple(link_keys(s.text, "en")), outline(s.text, "en"))
            for s in sightings
        ]
        assert tx.refile_wordings(filed) == 2
        assert tx.refile_wordings(filed) == 0
        assert any(tx.neighbours(ids, least=0.0).values())
