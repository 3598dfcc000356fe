"""Vectors of wordings, and the sweep over sightings."""

import pytest

from service.domain.errors import StoreError
from service.store.records import StoredVector
from tests.factories import make_version, make_wording, write_line

MODEL = "model/1"
LINES = ("the first line of words", "the second line of words", "the third line of words")


def write_lines(store, lines=LINES):
    with store.writing() as tx:
        return [
            write_line(tx, line, version=make_version(f"https://daily.example/{line[4:9]}"))
            for line in lines
        ]


def test_vectors_come_back_in_the_order_of_wordings(store):
    mentions = write_lines(store)
    ids = [mention.wording_id for mention in mentions]
    with store.writing() as tx:
        tx.add_vectors(MODEL, {ids[2]: b"three", ids[0]: b"one"})
        tx.add_vectors(MODEL, {ids[1]: b"two", ids[0]: b"one"})
    with store.reading() as tx:
        assert tx.list_vectors(MODEL, after=None, limit=10) == [
            StoredVector(ids[0], "en", b"one"),
            StoredVector(ids[1], "en", b"two"),
            StoredVector(ids[2], "en", b"three"),
        ]
        assert tx.list_vectors(MODEL, after=ids[0], limit=1) == [StoredVector(ids[1], "en", b"two")]
        assert tx.list_vectors("model/2", after=None, limit=10) == []
        assert tx.known_vectors(MODEL, [*ids, "wd_none"]) == frozenset(ids)


def test_a_vector_of_an_unknown_wording_is_refused(store):
    with pytest.raises(StoreError), store.writing() as tx:
        tx.add_vectors(MODEL, {make_wording().id: b"one"})


def test_sweep_goes_on_where_it_stopped(store, open_store):
    mentions = write_lines(store)
    ids = [mention.sighting_id for mention in mentions]
    with store.writing() as tx:
        assert [s.id for s in tx.sightings_to_sweep(MODEL, limit=2)] == ids[:2]
        tx.mark_swept(MODEL, ids[1])
        tx.mark_swept(MODEL, ids[0])  # going back forgets nothing
    store.close()
    again = open_store()
    with again.reading() as tx:
        assert [s.id for s in tx.sightings_to_sweep(MODEL, limit=10)] == ids[2:]
        assert [s.id for s in tx.sightings_to_sweep("model/2", limit=10)] == ids
    again.close()


def test_what_is_dropped_is_made_anew(store):
    mention = write_lines(store, LINES[:1])[0]
    with store.writing() as tx:
        tx.add_vectors(MODEL, {mention.wording_id: b"one"})
        tx.mark_swept(MODEL, mention.sighting_id)
    with store.writing() as tx:
        tx.drop_vectors()
    with store.reading() as tx:
        assert tx.known_vectors(MODEL, [mention.wording_id]) == frozenset()
        assert [s.id for s in tx.sightings_to_sweep(MODEL, limit=9)] == [mention.sighting_id]


def test_a_failed_transaction_leaves_no_vector(store):
    mention = write_lines(store, LINES[:1])[0]
    with pytest.raises(RuntimeError), store.writing() as tx:  # noqa: PT012  the block has to fail
        tx.add_vectors(MODEL, {mention.wording_id: b"one"})
        raise RuntimeError
    with store.reading() as tx:
        assert tx.list_vectors(MODEL, after=None, limit=1) == []
