"""Candidates against a naive search, wherever the wordings are on their way into the index."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from service.store.records import CandidateQuery
from tests.factories import make_new_wording

VOCABULARY = ["take", "up", "arms", "again", "never", "sworn", "peace", "homeland"]
sentences = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=9).map(tuple)
stores = st.lists(sentences, max_size=12, unique=True)
queries = st.lists(st.sampled_from([*VOCABULARY, "unheard"]), min_size=1, max_size=9).map(tuple)


def holds(sentence, words):
    return any(sentence[i : i + len(words)] == words for i in range(len(sentence)))


def write(store, texts):
    with store.writing() as writer:
        writer.add_wordings([make_new_wording(" ".join(words)) for words in texts])


def ask(store, words, *, limit=100, phrase_only=False):
    with store.reading() as reader:
        found = reader.find_candidates(CandidateQuery(words, limit, phrase_only))
        stored = reader.get_wordings(found)
    return [tuple(stored[wording_id].text.split()) for wording_id in found]


@settings(max_examples=25)
@given(stored=stores, split=st.integers(0, 12), words=queries, limit=st.integers(1, 4))
def test_candidates_are_those_of_a_naive_search(open_at, stored, split, words, limit):
    phrases = {sentence for sentence in stored if holds(sentence, words)}
    sharing = {sentence for sentence in stored if set(sentence) & set(words)}
    with tempfile.TemporaryDirectory() as folder:
        store = open_at(Path(folder))
        try:
            write(store, stored[:split])
            store.rebuild_index()
            write(store, stored[split:])  # these are not in the index yet
            for _ in range(2):
                found = ask(store, words)
                assert sorted(found) == sorted(sharing)
                assert sorted(ask(store, words, phrase_only=True)) == sorted(phrases)
                if 2 <= len(words) <= 8:
                    assert set(found[: len(phrases)]) == phrases
                few = ask(store, words, limit=limit)
                assert len(few) == min(limit, len(sharing))
                assert set(few) <= sharing
                store.rebuild_index()
        finally:
            store.close()
