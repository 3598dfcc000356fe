"""Speakers and outlets."""

import pytest

from tests.factories import make_outlet, make_speaker, write_line


def test_unknown_ids_are_none(store):
    with store.reading() as reader:
        assert reader.get_speaker("sp_none") is None
        assert reader.get_outlet("ou_none") is None
        assert list(reader.statements_of_speaker("sp_none", after=None, limit=3)) == []


def test_domains_of_a_known_outlet_are_joined(store):
    with store.writing() as writer:
        writer.add_outlets([make_outlet(domains=("b.example",))])
        writer.add_outlets([make_outlet(domains=("a.example", "b.example"), kind="agency")])
    with store.reading() as reader:
        assert reader.get_outlet(make_outlet().id) == make_outlet(
            domains=("a.example", "b.example")
        )
        assert reader.coverage().outlets == 1


def test_aliases_of_a_known_speaker_are_joined(store):
    with store.writing() as writer:
        writer.add_speakers([make_speaker(aliases=("Petro",))])
    with store.writing() as writer:
        writer.add_speakers([make_speaker(aliases=("Gustavo Petro Urrego", "Petro"))])
    with store.reading() as reader:
        # nobody is quoted yet, so the longest name is shown
        assert reader.get_speaker(make_speaker().id) == make_speaker(
            name="Gustavo Petro Urrego", id=make_speaker().id, aliases=("Gustavo Petro", "Petro")
        )
        listed = reader.list_speakers(prefix="urre", after=None, limit=5)
        assert [speaker.id for speaker in listed] == [make_speaker().id]
        assert reader.coverage().speakers == 1


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        (None, "Gustavo Petro|Donald Trump|Donald Tusk|Íñigo Peña"),
        ("DON", "Donald Trump|Donald Tusk"),
        ("tru", "Donald Trump"),
        ("don tu", "Donald Tusk"),
        ("pe", "Gustavo Petro|Íñigo Peña"),
        ("ump", ""),
        ("don donald", "Donald Trump|Donald Tusk"),
        ("100% _", ""),
        ("%", ""),
    ],
)
def test_speakers_are_listed_by_a_word_that_begins_so(store, prefix, names):
    everybody = "Gustavo Petro|Donald Trump|Donald Tusk|Íñigo Peña".split("|")
    with store.writing() as writer:
        writer.add_speakers([make_speaker(name) for name in everybody])
    expected = sorted((make_speaker(name) for name in names.split("|") if name), key=lambda s: s.id)
    listed = []
    after = None
    with store.reading() as reader:
        while page := reader.list_speakers(prefix=prefix, after=after, limit=1):
            listed += page
            after = page[-1].id
        assert list(reader.list_speakers(prefix=prefix, after=None, limit=10)) == expected
    assert listed == expected


def test_outlets_are_listed_by_id(store):
    outlets = [make_outlet(f"Paper {number}") for number in range(5)]
    with store.writing() as writer:
        writer.add_outlets(outlets)
    in_order = sorted(outlets, key=lambda outlet: outlet.id)
    with store.reading() as reader:
        assert list(reader.list_outlets(after=None, limit=3)) == in_order[:3]
        assert list(reader.list_outlets(after=in_order[2].id, limit=3)) == in_order[3:]


def test_statements_of_a_speaker_are_listed_by_id(store):
    speaker = make_speaker()
    with store.writing() as writer:
        mine = [write_line(writer, f"line {n}", speaker=speaker, start=n) for n in range(4)]
        write_line(writer, "somebody else", speaker=make_speaker("Donald Trump"), start=99)
        write_line(writer, "nobody", start=100)
    expected = sorted(mention.statement_id for mention in mine)
    with store.reading() as reader:
        assert list(reader.statements_of_speaker(speaker.id, after=None, limit=3)) == expected[:3]
        assert (
            list(reader.statements_of_speaker(speaker.id, after=expected[2], limit=3))
            == expected[3:]
        )
