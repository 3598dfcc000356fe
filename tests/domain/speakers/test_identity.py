"""Whom names stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.ids import speaker_id
from service.domain.speakers.identity import (
    JudgedSpeakers,
    KnownSpeaker,
    block_keys,
    choose_name,
    find_people,
    identity_key,
)

NOTHING = JudgedSpeakers()
CATALINA = KnownSpeaker("Catalina Nieto Ochoa", ("CRO", "Cata Nieto"), "Q1")


def ids_of(names: list[str]) -> dict[str, str]:
    return {speaker_id(identity_key(name)): identity_key(name) for name in names}


def known_of(*entries: KnownSpeaker) -> dict[str, KnownSpeaker]:
    return {key: entry for entry in entries for key in entry.keys}


def groups(names: list[str], *entries: KnownSpeaker, judged: JudgedSpeakers = NOTHING) -> set:
    keys = ids_of(names)
    people = find_people(keys, known_of(*entries), judged)
    found: dict[str, set[str]] = {}
    for id_, person in people.items():
        found.setdefault(person.id, set()).add(keys[id_])
    return {frozenset(group) for group in found.values()}


def one(*names: str) -> frozenset[str]:
    return frozenset(identity_key(name) for name in names)


@pytest.mark.parametrize(
    "names",
    [
        ["Gustavo Petro", "GUSTAVO PETRO", "President Gustavo Petro", "Gustavo Petro’s"],
        ["Gustavo Petro", "Gustavo Petro Urrego"],
        ["Juan Manuel Santos", "Juan Manuel Santos Calderón"],
        ["Humberto de la Calle", "Humberto de la Calle Lombana"],
        ["Donald Trump", "Donald J. Trump", "Mr. Donald J Trump"],
        ["Donald J. Trump", "Donald John Trump"],
        ["George Bush", "George H. W. Bush", "George H.W. Bush"],
        ["J. D. Vance", "JD Vance", "J.D. Vance"],
        ["Robert Kennedy Jr.", "Robert F. Kennedy, Jr.", "Robert F. Kennedy Junior"],
        ["Jean-Luc Mélenchon", "Jean Luc Melenchon"],
        ["the White House", "White House"],
        ["Environmental Protection Agency", "Environmental Protection Agency (EPA)"],
    ],
)
def test_names_of_one(names: list[str]):
    assert groups(names) == {one(*names)}


@pytest.mark.parametrize(
    "names",
    [
        ["Anna Smith", "Robert Smith"],
        ["Smith", "Anna Smith"],
        ["A. Smith", "Anna Smith"],
        ["Donald Trump", "Donald Trump Jr."],
        ["John A. Smith", "John B. Smith", "John Smith"],
        ["Mary Smith", "Mary Jane Smith"],
        ["Bill Smith", "William Smith"],
        ["Martin Luther", "Martin Luther King"],
        ["José Luis", "José Luis Rodríguez"],
        ["Ana Gómez", "Ana Gómez Ruiz", "Ana Gómez Peña"],
        ["John F. Kennedy", "John Frank Kennedy", "John Fred Kennedy"],
        ["Justice Department", "Justice X. Department"],
        ["Anna", "Anna Smith"],
    ],
)
def test_names_of_several(names: list[str]):
    found = groups(names)
    assert found == {one(name) for name in names}


def test_an_entry_joins_what_names_alone_do_not():
    names = ["CRO", "Cata Nieto", "Catalina Nieto Ochoa"]
    keys = ids_of(names)
    people = find_people(keys, known_of(CATALINA), NOTHING)
    own = speaker_id("catalina nieto ochoa")
    assert {person.id for person in people.values()} == {own}
    assert {person.known for person in people.values()} == {CATALINA}
    assert people[own].voice is None
    assert people[speaker_id("cro")].voice == "catalina nieto ochoa"


def test_two_entries_are_never_joined_by_their_names():
    entries = KnownSpeaker("John Smith", (), "Q1"), KnownSpeaker("John Q. Smith", (), "Q2")
    names = ["John Smith", "John Q. Smith"]
    assert groups(names, *entries) == {one(name) for name in names}


def test_judgements_go_before_the_directory_and_the_names():
    petro, urrego = (speaker_id(key) for key in ("gustavo petro", "gustavo petro urrego"))
    pair = (min(petro, urrego), max(petro, urrego))
    names = ["Gustavo Petro", "Gustavo Petro Urrego"]
    apart = JudgedSpeakers(different=frozenset({pair}))
    assert groups(names, judged=apart) == {one(name) for name in names}
    nick, full = speaker_id("bill smith"), speaker_id("william smith")
    same = JudgedSpeakers(same=frozenset({(min(nick, full), max(nick, full))}))
    names = ["Bill Smith", "William Smith", "William J. Smith"]
    assert groups(names, judged=same) == {one(*names)}


def test_who_is_judged_another_leaves_the_entry():
    cro, own = speaker_id("cro"), speaker_id("catalina nieto ochoa")
    apart = JudgedSpeakers(different=frozenset({(min(cro, own), max(cro, own))}))
    people = find_people(ids_of(["CRO", "Catalina Nieto Ochoa"]), known_of(CATALINA), apart)
    assert {id_: (p.id, p.voice, p.known) for id_, p in people.items()} == {
        cro: (cro, None, None),
        own: (own, None, CATALINA),
    }


def test_the_id_is_that_of_the_shortest_full_name():
    keys = ids_of(["Gustavo Petro Urrego", "Gustavo Petro"])
    people = find_people(keys, {}, NOTHING)
    assert {person.id for person in people.values()} == {speaker_id("gustavo petro")}


WORDS = ["ana", "gómez", "Ruiz", "J.", "B.", "JOHN", "Smith", "Jr.", "Dr.", "maria", "de", "the"]
NAMES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    min_size=1,
    max_size=9,
    unique=True,
)


@given(NAMES, st.randoms(use_true_random=False))
def test_people_do_not_depend_on_any_order(names: list[str], random):
    ids = sorted(ids_of(names))
    pairs = [tuple(sorted(random.sample(ids, 2))) for _ in range(3) if len(ids) > 1]
    judged = JudgedSpeakers(frozenset(pairs[:1]), frozenset(pairs[1:]))
    entry = KnownSpeaker(names[0], tuple(names[1:2]))
    expected = find_people(ids_of(names), known_of(entry), judged)
    shuffled = random.sample(names, len(names))
    assert find_people(ids_of(shuffled), known_of(entry), judged) == expected


@given(st.text(max_size=30) | NAMES.map(" ".join))
def test_the_key_of_a_key_is_the_key(name: str):
    key = identity_key(name)
    assert identity_key(key) == key
    assert block_keys(key) == block_keys(identity_key(key))


def test_the_name_shown():
    assert choose_name({"GUSTAVO PETRO": 9, "Gustavo Petro": 2}) == "Gustavo Petro"
    assert choose_name({"Gustavo Petro Urrego": 2, "Gustavo Petro": 2}) == "Gustavo Petro Urrego"
    assert choose_name({"Ana Gomez": 1, "Ana Gómez": 1}) == "Ana Gomez"
    assert choose_name({"NATO": 0}) == "NATO"
