"""The shipped directory of speakers, and the user's own."""

import pytest

from service.domain.speakers.identity import identity_key
from service.intake.speakers import BadSpeakersError, load_directory, read_speakers

OWN = """
[speakers.joe-biden]
name = "Joe Biden"
[speakers.board]
name = "Harbour Board"
aliases = ["Putin", "The Board of the Harbour"]
wikidata_id = "Q1"
[speakers.nato]
name = "Nato"
"""


def by_name(entries):
    return {entry.name: entry for entry in entries}


def test_every_shipped_name_means_one_speaker():
    entries = load_directory()
    keys = [key for entry in entries for key in entry.keys]
    assert len(keys) == len(set(keys))
    assert len({entry.wikidata_id for entry in entries if entry.wikidata_id}) == len(
        [entry for entry in entries if entry.wikidata_id]
    )


def test_no_shipped_alias_says_what_the_name_says_already():
    for entry in load_directory():
        keys = [identity_key(name) for name in (entry.name, *entry.aliases)]
        assert len(keys) == len(set(keys)), entry


@pytest.mark.parametrize("name", ["Trump", "Obama", "Clinton", "Bush", "Kennedy", "Smith", "King"])
def test_a_surname_of_several_means_nobody(name):
    assert identity_key(name) not in {key for entry in load_directory() for key in entry.keys}


def test_a_file_of_ones_own_adds_and_replaces(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(OWN, "utf-8")
    found = by_name(load_directory(path))
    assert found["Joe Biden"].aliases == ()
    assert found["Harbour Board"].wikidata_id == "Q1"
    assert "Putin" not in found["Vladimir Putin"].aliases
    assert "NATO" not in found
    assert "Angela Merkel" in found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("speakers = 1", "no table"),
        ("[speakers", "no TOML"),
        ("[speakers]\na = 1", "'a' is no table"),
        ("[speakers.a]\naliases = []", "needs a name"),
        ('[speakers.a]\nname = "  "', "needs a name"),
        ('[speakers.a]\nname = "A B"\naliases = "C"', "list of names"),
        ('[speakers.a]\nname = "A B"\nborn = 1900', "unknown fields: born"),
        ('[speakers.a]\nname = "A B"\nwikidata_id = "x"', "Q and a number"),
        ('[speakers.a]\nname = "A B"\n[speakers.c]\nname = "a b"', "both 'a' and 'c'"),
    ],
)
def test_what_is_wrong_is_named(text, told):
    with pytest.raises(BadSpeakersError, match=told):
        read_speakers(text)


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(BadSpeakersError, match="cannot be read"):
        load_directory(tmp_path / "none.toml")
