"""Wordings, their neighbours by key and their candidates by words."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.matching.candidates import link_keys
from service.domain.matching.outline import outline
from service.domain.text.tokens import wording_key, words
from service.store.records import CandidateQuery, Change, ChangeKind
from tests.factories import LINE, NOON, make_new_wording, make_wording

OTHERS = (
    "for the homeland I would take up arms once more",
    "the price of bread rose again in the capital",
    "never to take up arms again",
    "we will not negotiate under threat",
)


def ask(text, limit=10, *, phrase_only=False):
    return CandidateQuery(tuple(words(text)), limit, phrase_only)


@pytest.fixture(params=["in memory", "indexed", "reopened"])
def filled(request, store, open_store):
    """Yields a store with five wordings, at each stage of their way into the index."""
    with store.writing() as writer:
        writer.add_wordings([make_new_wording(text) for text in (LINE, *OTHERS)])
    if request.param == "indexed":
        assert store.rebuild_index() == 5
    if request.param == "reopened":
        store.close()
        store = open_store()
    yield store
    store.close()


def find(store, text, **options):
    with store.reading() as reader:
        found = reader.find_candidates(ask(text, **options))
        stored = reader.get_wordings(found)
    return [stored[wording_id].text for wording_id in found]


def test_wordings_are_new_once(store):
    first, second = make_new_wording("a b"), make_new_wording("c d")
    with store.writing() as writer:
        assert writer.add_wordings([first, first]) == {first.wording.id}
        assert writer.add_wordings([first]) == frozenset()
    with store.writing() as writer:
        assert writer.add_wordings([first, second]) == {second.wording.id}
    with store.reading() as reader:
        wanted = {first.wording.id: first.wording, second.wording.id: second.wording}
        assert reader.get_wordings([*wanted, "wd_none"]) == wanted
        assert reader.coverage().wordings == 2


@pytest.mark.parametrize("ranks", ["abc", "cba", "bac"])
def test_the_text_of_the_lowest_rank_is_kept_whatever_comes_first(store, ranks):
    for rank in ranks:
        wording = replace(
            make_wording("take up arms"),
            text=f"Take up arms, {rank}",
            first_seen_at=NOON + timedelta(hours="cab".index(rank)),
        )
        with store.writing() as writer:
            writer.add_wordings([replace(make_new_wording(rank=rank), wording=wording)])
    with store.reading() as reader:
        (kept,) = reader.get_wordings([wording.id]).values()
    assert kept.text == "Take up arms, a"
    assert kept.first_seen_at == NOON


def test_neighbours_meet_by_partner_keys(store):
    strong, other_strong, weak, other_weak = 2**64 - 1, 43, 4, 2**63
    seeks, holds = 41, 42
    made = {
        name: make_new_wording(f"wording {name}", link_keys=keys)
        for name, keys in {
            "a": (strong, weak),
            "b": (strong, other_strong),
            "c": (weak, other_weak),
            "d": (weak, other_weak, other_strong),
            "e": (),
            "f": (weak,),
            "g": (seeks,),
            "h": (holds,),
            "i": (seeks, holds),
        }.items()
    }
    ids = {name: new.wording.id for name, new in made.items()}
    with store.writing() as writer:
        writer.add_wordings([made[name] for name in "abc"])
        writer.add_wordings([made[name] for name in "defghi"])
        inside = writer.neighbours(ids.values())
    with store.reading() as reader:
        outside = reader.neighbours([*ids.values(), "wd_none"])
    expected = {"a": "b", "b": "ad", "c": "d", "d": "bc", "e": "", "f": ""} | {
        "g": "hi",
        "h": "gi",
        "i": "gh",
    }
    assert (
        inside
        == outside
        == {ids[name]: {ids[other]: 1.0 for other in others} for name, others in expected.items()}
    )
    assert all(list(others) == sorted(others) for others in inside.values())


def test_neighbours_come_with_what_they_share(store):
    texts = ("We will sign the treaty", "a treaty of peace", "sick man", "never judged by outline")
    made = [make_new_wording(text, link_keys=(7,)) for text in texts]
    drawn = [replace(new, outline=outline(new.wording.text, "en")) for new in made[:3]]
    with store.writing() as writer:
        writer.add_wordings([*drawn, made[3]])
    with store.reading() as reader:
        portions = reader.neighbours([made[0].wording.id])[made[0].wording.id]
    _, part, none, unknown = (portions.get(new.wording.id) for new in made)
    assert 0.3 < part < 0.7
    assert (none, unknown) == (0.0, 1.0)


def test_a_fragment_finds_what_holds_it_first(filled):
    assert set(find(filled, "take up arms", phrase_only=True)) == {LINE, OTHERS[0], OTHERS[2]}
    assert set(find(filled, "take up arms")[:3]) == {LINE, OTHERS[0], OTHERS[2]}
    assert find(filled, "take up arms again", phrase_only=True, limit=1) != [OTHERS[0]]


def test_one_word_is_a_phrase_too(filled):
    assert find(filled, "negotiate", phrase_only=True) == [OTHERS[3]]


def test_word_order_matters_to_a_phrase_only(filled):
    assert find(filled, "arms up take", phrase_only=True) == []
    assert set(find(filled, "arms up take")) == {LINE, OTHERS[0], OTHERS[2]}


def test_no_words_and_unknown_words_find_nothing(filled):
    assert find(filled, "") == []
    assert find(filled, "zyxwv qponml") == []
    assert find(filled, "zyxwv", phrase_only=True) == []


def test_the_limit_is_kept(filled):
    assert len(find(filled, "take up arms again", limit=2)) == 2


def test_the_best_candidate_comes_first(filled):
    assert find(filled, "in the capital the price of bread went up again")[0] == OTHERS[1]


def test_a_misspelt_word_is_found(filled):
    assert find(filled, "negotiatte") == [OTHERS[3]]


def test_an_ellipsis_does_not_stand_in_the_way(store):
    text = "for the homeland … I will take up arms"
    with store.writing() as writer:
        writer.add_wordings([make_new_wording(text, key=wording_key(text))])
    assert find(store, "homeland I will", phrase_only=True) == [text]
    store.rebuild_index()
    assert find(store, "homeland I will", phrase_only=True) == [text]


def test_the_writer_finds_its_own_wordings_and_nobody_else_does(store):
    with store.writing() as writer:
        added = writer.add_wordings([make_new_wording()])
        assert writer.find_candidates(ask("take up arms")) == list(added)
        with store.reading() as reader:
            assert list(reader.find_candidates(ask("take up arms"))) == []
    assert find(store, "take up arms") == [LINE]


def test_a_snapshot_keeps_to_its_candidates(store):
    with store.reading() as reader:
        with store.writing() as writer:
            writer.add_wordings([make_new_wording()])
        assert list(reader.find_candidates(ask("take up arms"))) == []
        store.rebuild_index()
        assert list(reader.find_candidates(ask("take up arms"))) == []
    assert find(store, "take up arms") == [LINE]


def test_what_is_rolled_back_is_not_found(store):
    def fail():
        with store.writing() as writer:
            writer.add_wordings([make_new_wording()])
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert find(store, "take up arms") == []
    with store.writing() as writer:
        writer.add_wordings([make_new_wording(OTHERS[3])])
    assert find(store, "take up arms") == []
    assert find(store, "we will not") == [OTHERS[3]]


def wait_for_index(store, sequence):
    until = time.monotonic() + 20
    while True:
        with store.reading() as reader:
            covered = reader.coverage()
        assert covered.sequence == sequence
        if covered.index_sequence == sequence:
            return
        assert time.monotonic() < until
        time.sleep(0.05)


def test_the_index_follows_by_itself_and_says_how_far_it_is(store):
    change = Change(ChangeKind.ARTICLE_ADDED, "ar_1")
    with store.writing() as writer:
        writer.add_wordings([make_new_wording()])
        writer.append_changes([change], NOON)
    wait_for_index(store, 1)
    with store.writing() as writer:
        writer.append_changes([change, change], NOON)  # without news for the index
    wait_for_index(store, 3)
    assert find(store, "take up arms") == [LINE]


def test_a_wording_that_was_no_quotation_at_first_gains_its_keys(store):
    longer, line = (
        make_new_wording(text, link_keys=tuple(link_keys(wording_key(text), "en")))
        for text in (f"{LINE}, he wrote", LINE)
    )
    with store.writing() as writer:
        writer.add_wordings([longer, replace(line, link_keys=(), outline=b"")])
        assert not any(writer.neighbours([line.wording.id], least=0.0).values())
        writer.add_wordings([line])
        writer.add_wordings([replace(line, link_keys=(), outline=b"")])
        met = writer.neighbours([line.wording.id, longer.wording.id], least=0.0)
    assert met[line.wording.id].keys() == {longer.wording.id}
    assert met[longer.wording.id].keys() == {line.wording.id}
