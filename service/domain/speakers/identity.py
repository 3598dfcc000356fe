"""Which names stand for one person or body: a function of the names and what is known of them.

Three sorts of evidence, the stronger first: what people judged, what a directory of known speakers
says, and what the names themselves say. Names alone are trusted for little: a middle initial that
nobody of that given name and surname contradicts ("Donald J. Trump"), and a second Spanish surname
that nobody contradicts ("Gustavo Petro Urrego"). A bare surname or a nickname is never enough.

No order of arrival enters, and no count.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from service.domain.speakers.given_names import SPANISH_GIVEN_NAMES
from service.domain.text.names import BODIES, PARTICLES, SUFFIXES, fold_name
from service.domain.text.tokens import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

IDENTITY: Final = "people/1"
"""Name and version of this way of telling who is who."""

_MOST_SURNAMES: Final = 2


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """One entry of the directory: the name to show, other names of the same, Wikidata's id."""

    name: str
    aliases: tuple[str, ...] = ()
    wikidata_id: str | None = None

    @property
    def keys(self) -> frozenset[str]:
        """The identity keys of all its names."""
        return frozenset(identity_key(name) for name in (self.name, *self.aliases))


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """A speaker as one folded name; ``judged_as`` is the name that matching reads for it."""

    id: str
    key: str
    judged_as: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a name stands for.

    Attributes:
        id: of the name that stands for all names of the person.
        voice: the name that matching reads in place of the own one; None where they are the same.
        known: the entry of the directory, if the person has one.
    """

    id: str
    voice: str | None = None
    known: KnownSpeaker | None = None


@dataclass(frozen=True, slots=True)
class JudgedSpeakers:
    """Pairs of speaker ids that people hold to be one, or two, persons."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()


def identity_key(name: str) -> str:
    """Returns the folded name that a speaker's id is made of; the key of a key is the key."""
    return fold_name(name) or name


def block_keys(key: str) -> frozenset[str]:
    """Returns under which headings names are held against each other; empty for bodies.

    Names that share no heading are never joined by rule.
    """
    return frozenset(block for block, _ in _headings(key))


def name_words(name: str) -> frozenset[str]:
    """Returns the words by which a name is looked up: in lower case and without accents."""
    plain = unicodedata.normalize("NFKD", name)
    return frozenset(words("".join(char for char in plain if not unicodedata.combining(char))))


def find_people(
    keys: Mapping[str, str], known: Mapping[str, KnownSpeaker], judged: JudgedSpeakers
) -> dict[str, Person]:
    """Returns for every speaker whom it stands for.

    Args:
        keys: identity key of each speaker id; closed under shared headings, shared entries of
            the directory and judgements.
        known: entries of the directory by the keys of their names.
        judged: what people decided; it goes before all else.

    Returns:
        A person for each id; the same for the same arguments in any order.
    """
    groups = _Groups(keys, judged.different)
    for a, b in sorted(judged.same):
        groups.join((a, b))
    by_entry: dict[str, list[str]] = defaultdict(list)
    for id_, key in keys.items():
        if key in known:
            by_entry[identity_key(known[key].name)].append(id_)
    for entry in sorted(by_entry):
        groups.join(by_entry[entry])
    own = {id_: known[key] for id_, key in keys.items() if key in known}
    voices = _name_voices(groups, keys, own)
    groups.join_by_rule(_joined_by_rule(keys), own)
    people: dict[str, Person] = {}
    entry_of = _entries_of(groups.all(), keys, own)
    for members in groups.all():
        root = _root(members, keys, own)
        for id_ in members:
            voice = voices[id_]
            people[id_] = Person(root, None if voice == keys[id_] else voice, entry_of.get(root))
    return people


def choose_name(spellings: Mapping[str, int]) -> str:
    """Returns the name to show: not in capitals, most mentions, longest, first of the alphabet.

    Args:
        spellings: mentions by spelling; at least one.
    """
    return min(spellings, key=lambda name: (name.isupper(), -spellings[name], -len(name), name))


@dataclass(slots=True)
class _Groups:
    """Disjoint sets of ids, some of which must stay apart."""

    ids: Iterable[str]
    apart: Collection[tuple[str, str]]
    _of: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._of = {id_: {id_} for id_ in self.ids}

    def join(self, ids: Iterable[str]) -> None:
        """Makes one set of these, as far as nobody holds two of them apart."""
        inside = sorted(id_ for id_ in ids if id_ in self._of)
        for first in inside:
            for second in inside:
                self._unite(first, second)

    def join_by_rule(
        self, joined: Iterable[Collection[str]], entries: Mapping[str, KnownSpeaker]
    ) -> None:
        """Joins, but never two whom the directory lists as two."""
        for group in joined:
            members = {member for id_ in group for member in self._of[id_]}
            if len({entries[id_] for id_ in members if id_ in entries}) <= 1:
                self.join(group)

    def all(self) -> list[list[str]]:
        """Returns each set once, sorted."""
        return sorted({min(s): sorted(s) for s in self._of.values()}.values())

    def _unite(self, a: str, b: str) -> None:
        one, other = self._of[a], self._of[b]
        if one is other or any(
            (x in one and y in other) or (y in one and x in other) for x, y in self.apart
        ):
            return
        one |= other
        for id_ in other:
            self._of[id_] = one


def _name_voices(
    groups: _Groups, keys: Mapping[str, str], own: Mapping[str, KnownSpeaker]
) -> dict[str, str]:
    """Returns the name that matching reads for each: one for all that judgements or entries join.

    What names alone join is left out: such names are compatible as they are written, and matching
    must not depend on which other names are stored.
    """
    voices: dict[str, str] = {}
    entry_of = _entries_of(groups.all(), keys, own)
    for members in groups.all():
        root = _root(members, keys, own)
        entry = entry_of.get(root)
        voices.update(dict.fromkeys(members, identity_key(entry.name) if entry else keys[root]))
    return voices


def _entries_of(
    groups: Sequence[Sequence[str]], keys: Mapping[str, str], own: Mapping[str, KnownSpeaker]
) -> dict[str, KnownSpeaker]:
    """Returns the entry of each group, by its root; of groups of one entry the best ranked has it.

    There are several when people hold names of one entry apart.
    """
    roots = sorted((_rank(root, keys, own), root) for root in (_root(g, keys, own) for g in groups))
    members_of = {_root(group, keys, own): group for group in groups}
    taken: dict[str, KnownSpeaker] = {}
    for _, root in roots:
        ranked = sorted((_rank(id_, keys, own), id_) for id_ in members_of[root] if id_ in own)
        if ranked and own[ranked[0][1]] not in taken.values():
            taken[root] = own[ranked[0][1]]
    return taken


def _root(members: Sequence[str], keys: Mapping[str, str], own: Mapping[str, KnownSpeaker]) -> str:
    return min(members, key=lambda id_: _rank(id_, keys, own))


def _rank(
    id_: str, keys: Mapping[str, str], own: Mapping[str, KnownSpeaker]
) -> tuple[bool, bool, int, str]:
    """The directory's own name first, then a given name with a surname, then the smaller id."""
    key = keys[id_]
    words = len(key.split())
    is_entry = id_ in own and identity_key(own[id_].name) == key
    return (not is_entry, words < _MOST_SURNAMES, words, id_)


def _headings(key: str) -> list[tuple[str, str]]:
    """Returns each heading of a name with what the name adds to it, empty for nothing."""
    words = [word for word in key.split() if word not in PARTICLES]
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else ""
    if len(words) < _MOST_SURNAMES or not BODIES.isdisjoint(words) or len(words[0]) == 1:
        return []
    found = [(f"{words[0]} {words[-1]} {suffix}|middle", " ".join(words[1:-1]))]
    given = _given_words(words)
    surnames = words[given:]
    if given and len(surnames) <= _MOST_SURNAMES and all(len(word) > 1 for word in words):
        first = " ".join(words[:given])
        found.append((f"{first} {surnames[0]} {suffix}|surname", " ".join(surnames[1:])))
    return found


def _given_words(words: list[str]) -> int:
    """Returns how many words at the front are Spanish given names; the last word never is."""
    count = 0
    while count < len(words) - 1 and words[count] in SPANISH_GIVEN_NAMES:
        count += 1
    return count


def _joined_by_rule(keys: Mapping[str, str]) -> list[list[str]]:
    """Returns the groups of ids that the names alone join, in a fixed order."""
    blocks: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    same: dict[str, list[str]] = defaultdict(list)
    for id_, key in sorted(keys.items()):
        same[key].append(id_)
        for block, added in _headings(key):
            blocks[block][added].append(id_)
    found = [same[key] for key in sorted(same) if len(same[key]) > 1]
    for block in sorted(blocks):
        under = blocks[block]
        kept = _agreeing_middles(under) if block.endswith("|middle") else _agreeing_surnames(under)
        joined = sorted(id_ for each in kept for id_ in under[each])
        if len(joined) > 1:
            found.append(joined)
    return found


def _agreeing_surnames(added: Collection[str]) -> set[str]:
    """All, unless there are two second surnames: then nobody knows whose the bare name is."""
    return set() if len(set(added) - {""}) > 1 else set(added)


def _agreeing_middles(added: Collection[str]) -> set[str]:
    """None, the one middle initial, and the one full name that it can stand for.

    Without an initial that ties them a middle name joins nothing: "Mary Jane Smith" need not be
    Mary Smith.
    """
    initials = {each for each in added if each and all(len(word) == 1 for word in each.split())}
    if len(initials) != 1:
        return set()
    (initial,) = initials
    full = {
        each
        for each in set(added) - initials - {""}
        if " ".join(word[0] for word in each.split()) == initial
    }
    return (initials | (full if len(full) == 1 else set()) | {""}) & set(added)
