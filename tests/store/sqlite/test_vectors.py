"""Row numbers that become free again must not hide a sighting from the sweep."""

from service.store.factory import open_store
from tests.factories import make_version, write_line

MODEL = "model/1"


def test_a_row_that_is_given_again_is_swept_again(tmp_path):
    store = open_store(tmp_path)
    with store.writing() as tx:
        first = write_line(tx, "the first line of words")
        last = write_line(tx, "the last line of words", version=make_version("https://b.example/"))
        tx.mark_swept(MODEL, last.sighting_id)
    with store.writing() as tx:
        tx._session.run("delete from mention where public_id = ?", (last.id,))
        tx._session.run("delete from sighting where public_id = ?", (last.sighting_id,))
    with store.writing() as tx:
        other = write_line(tx, "another line", version=make_version("https://c.example/"))
    with store.reading() as tx:
        left = [s.id for s in tx.sightings_to_sweep(MODEL, limit=10)]
    assert left == [other.sighting_id]
    assert first.sighting_id not in left
    store.close()
