"""The derived index: caught up, made anew, followed."""

import shutil
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.store.factory import open_store
from service.store.records import CandidateQuery
from service.store.sqlite import candidates
from service.store.sqlite.index import WordIndex
from service.store.sqlite.pending import Segment, index_words, is_within_one_edit
from tests.factories import LINE, make_new_wording

TEXTS = [f"{LINE} said number{number}" for number in range(30)]


def write(store, texts):
    with store.writing() as writer:
        writer.add_wordings([make_new_wording(text) for text in texts])


def find(store, *words):
    with store.reading() as reader:
        found = reader.find_candidates(CandidateQuery(words, 100))
        stored = reader.get_wordings(found)
    return sorted(stored[wording_id].text for wording_id in found)


def folders(data_dir):
    return sorted(path.name for path in (data_dir / "index").glob("words-*"))


def lose_everything(index):
    shutil.rmtree(index)


def lose_the_files(index):
    for path in index.glob("words-*/*"):
        path.unlink()


def break_the_head(index):
    for path in index.glob("words-*/meta.json"):
        path.write_text("{broken")


def cut_the_data(index):
    for pattern in ("words-*/*.term", "words-*/*.idx", "words-*/*.fast"):
        for path in index.glob(pattern):
            path.write_bytes(path.read_bytes()[:3])


def break_the_name(index):
    (index / "current.json").write_text("[1")


def name_another_record(index):
    (index / "current.json").write_text(
        (index / "current.json").read_text().replace('"store_id":"', '"store_id":"x')
    )


@pytest.mark.parametrize(
    "damage",
    [
        lose_everything,
        lose_the_files,
        break_the_head,
        cut_the_data,
        break_the_name,
        name_another_record,
    ],
)
def test_an_index_that_is_lost_or_damaged_is_made_anew(tmp_path, damage):
    store = open_store(tmp_path)
    write(store, TEXTS)
    store.close()
    damage(tmp_path / "index")
    store = open_store(tmp_path)
    assert find(store, "take", "up", "arms") == sorted(TEXTS)
    assert find(store, "number7") == [TEXTS[7]]
    write(store, ["one more"])
    store.close()
    store = open_store(tmp_path)
    assert find(store, "one", "more") == ["one more"]
    assert len(folders(tmp_path)) == 1
    store.close()


def test_an_index_that_lags_is_caught_up(tmp_path):
    store = open_store(tmp_path)
    write(store, TEXTS[:10])
    store.close()
    shutil.copytree(tmp_path / "index", tmp_path / "older")
    store = open_store(tmp_path)
    write(store, TEXTS[10:])
    store.close()
    shutil.rmtree(tmp_path / "index")
    (tmp_path / "older").rename(tmp_path / "index")
    before = folders(tmp_path)
    store = open_store(tmp_path)
    assert folders(tmp_path) == before
    assert find(store, "take", "up", "arms") == sorted(TEXTS)
    store.close()


def test_an_index_that_is_ahead_of_its_record_is_made_anew(tmp_path):
    store = open_store(tmp_path)
    write(store, TEXTS[:10])
    store.close()
    for name in ("record.sqlite3", "record.sqlite3-wal", "record.sqlite3-shm"):
        if (tmp_path / name).exists():
            shutil.copy(tmp_path / name, tmp_path / f"older-{name}")
    store = open_store(tmp_path)
    write(store, TEXTS[10:20])
    store.close()
    for name in ("record.sqlite3", "record.sqlite3-wal", "record.sqlite3-shm"):
        (tmp_path / name).unlink(missing_ok=True)
        if (tmp_path / f"older-{name}").exists():
            (tmp_path / f"older-{name}").rename(tmp_path / name)
    store = open_store(tmp_path)
    write(store, TEXTS[20:])
    store.close()
    store = open_store(tmp_path)
    assert find(store, "take", "up", "arms") == sorted(TEXTS[:10] + TEXTS[20:])
    assert find(store, "number25") == [TEXTS[25]]
    store.close()


def test_rebuilding_switches_while_the_store_is_in_use(tmp_path):
    store = open_store(tmp_path)
    write(store, TEXTS)
    before = folders(tmp_path)
    with store.reading() as reader:
        query = CandidateQuery(("take", "up", "arms"), 100)
        found = reader.find_candidates(query)
        assert store.rebuild_index() == len(TEXTS)
        assert set(reader.find_candidates(query)) == set(found)
    assert len(folders(tmp_path)) == 1
    assert folders(tmp_path) != before
    write(store, ["one more"])
    assert store.rebuild_index() == len(TEXTS) + 1
    assert find(store, "one", "more") == ["one more"]
    store.close()


class PanicError(BaseException):
    """As tantivy's binding raises it: no Exception."""


@pytest.mark.parametrize("error", [ValueError, OSError, PanicError])
def test_a_failing_index_keeps_its_wordings_in_memory(tmp_path, monkeypatch, error):
    monkeypatch.setattr(candidates, "_COMMIT_SECONDS", 0.01)
    monkeypatch.setattr(candidates, "_RETRY_SECONDS", 0.05)
    real, failures = WordIndex.commit, []

    def fail_twice(self):
        if len(failures) < 2:
            failures.append(1)
            raise error("no space left on device")
        return real(self)

    store = open_store(tmp_path)
    monkeypatch.setattr(WordIndex, "commit", fail_twice)
    write(store, TEXTS)
    until = time.monotonic() + 20
    while store._index._state.view.wordings < len(TEXTS):
        assert find(store, "take", "up", "arms") == sorted(TEXTS)
        assert time.monotonic() < until
        time.sleep(0.01)
    assert len(failures) == 2
    assert store._index._state.segments == ()
    assert find(store, "take", "up", "arms") == sorted(TEXTS)
    store.close()


def test_the_budget_grows_with_the_index_between_its_bounds():
    assert candidates.budget(0) == candidates.budget(300_000) == 60_000
    assert candidates.budget(1_000_000) == 200_000
    assert candidates.budget(50_000_000) == 2_000_000


def test_the_rarest_words_are_chosen_within_the_budget():
    counts = {"the": 900, "arms": 5, "take": 40, "never": 0}
    assert candidates._rarest(counts, 45) == ["arms", "take"]
    assert candidates._rarest(counts, 3) == ["arms"]
    assert candidates._rarest(counts, 10_000) == ["arms", "take", "the"]


def test_signs_are_not_indexed():
    assert index_words("take … up [ the ] arms $ 5 %") == ["take", "up", "the", "arms", "5"]


def edits(word):
    letters = "abc"
    for i in range(len(word) + 1):
        for letter in letters:
            yield word[:i] + letter + word[i:]
        if i < len(word):
            yield word[:i] + word[i + 1 :]
            for letter in letters:
                yield word[:i] + letter + word[i + 1 :]
        if i + 1 < len(word):
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_edit_is_what_trying_all_edits_says(a, b):
    assert is_within_one_edit(a, b) == (a == b or b in set(edits(a)))


@given(st.text("abc", min_size=3, max_size=7), st.lists(st.text("abc", min_size=1, max_size=7)))
def test_a_segment_knows_its_words_near_another(word, others):
    segment = Segment()
    segment.add(1, " ".join(others))
    assert set(segment.near(word)) == {other for other in others if is_within_one_edit(word, other)}


@given(st.text("abc", min_size=1, max_size=6), st.data())
def test_every_edit_is_one_edit_away(word, data):
    other = data.draw(st.sampled_from(sorted(set(edits(word)))))
    assert is_within_one_edit(word, other)
    assert is_within_one_edit(other, word)


@pytest.mark.parametrize("limit", [1, 5, 40])
def test_of_equal_hits_the_first_are_taken_however_the_index_is_cut(tmp_path, limit):
    keys = [(row, f"bridge w{row % 3} w{row % 7}") for row in range(1, 201)]
    whole, pieces = WordIndex(tmp_path / "whole"), WordIndex(tmp_path / "pieces")
    whole.add(keys)
    whole.commit()
    for start in range(0, len(keys), 21):
        pieces.add(keys[start : start + 21])
        pieces.commit()
    for known in (["bridge"], ["w1"], ["bridge", "w1", "w5"]):
        found = whole.view.with_any(known, [], limit)
        assert found == pieces.view.with_any(known, [], limit)
        assert found == sorted(found, key=lambda hit: (-hit[1], hit[0]))
    assert [row for row, _ in whole.view.with_any(["bridge"], [], limit)] == list(
        range(1, limit + 1)
    )
    whole.close()
    pieces.close()
