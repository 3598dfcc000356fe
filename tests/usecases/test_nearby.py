"""Sightings of one speaker about one day: whoever looks first, the two meet or they do not."""

from __future__ import annotations

import pytest

from service.store.records import NewWording
from service.usecases.nearby import find_nearby
from service.usecases.prepare import make_sighting
from tests.factories import TODAY, make_speaker, make_wording

TEXTS = {
    "mexican": "en",
    "mexicans muslims and other groups": "en",
    "the harbour tolls and the ferries": "en",
    "ferry tolls are robbery": "en",
    "los peajes y los transbordadores de mexico": "es",
    "mexico pays the tolls of every ferry": "en",
}


@pytest.fixture
def met(store):
    """Returns for each text those that it finds."""
    speaker = make_speaker("Dora Wren")
    sightings = [
        make_sighting(make_wording(text, language=language), speaker.name, TODAY, reported=False)
        for text, language in TEXTS.items()
    ]
    with store.writing() as tx:
        tx.add_speakers([speaker])
        tx.add_wordings(
            [NewWording(make_wording(t, language=lang), "m", (), b"") for t, lang in TEXTS.items()]
        )
        tx.add_sightings(sightings)
        found = find_nearby(tx, sightings)
    return {s.text: {other.text for other in found[s.id]} for s in sightings}


def test_words_of_one_stem_meet_from_either_side(met):
    assert met == {one: {other for other in met if one in met[other]} for one in met}
    assert "ferry tolls are robbery" in met["the harbour tolls and the ferries"]


def test_nothing_meets_itself(met):
    assert all(text not in found for text, found in met.items())
