"""Which stored speakers a name may mean, and which name matching reads for a speaker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.domain.ids import speaker_id
from service.domain.speakers.identity import identity_key
from service.domain.text.names import PARTICLES, NameRelation, compare_names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from service.domain.model import Sighting
    from service.store.base import StoreReader

_FITS: Final = frozenset({NameRelation.SAME, NameRelation.COMPATIBLE})
_BEGINNING: Final = 5
"""Names are spelled differently at their ends: "Zelensky", "Zelenskyy"."""


def fitting_speakers(tx: StoreReader, name: str) -> frozenset[str]:
    """Returns the ids of all stored names that may be of the person with this name.

    The relation is symmetric: which of two names was stored first does not matter.
    """
    key = identity_key(name)
    words = [word for word in key.split() if word not in PARTICLES] or key.split()
    asked = {word[:_BEGINNING] for word in (words[1:] or words) if len(word) > 1} or set(words)
    found = {
        named.id
        for begun in sorted(asked)
        for named in tx.speakers_with(begun)
        if compare_names(key, named.judged_as) in _FITS
    }
    return frozenset(found)


def resolve_speakers(tx: StoreReader, asked: Collection[str]) -> frozenset[str]:
    """Returns the ids of all names of whoever these ids or names may mean."""
    found: set[str] = set()
    for each in asked:
        if each.startswith("sp_"):
            found.add(each)
            continue
        entry = tx.known_speakers([identity_key(each)]).get(identity_key(each))
        found |= fitting_speakers(tx, each)
        if entry is not None:
            found |= fitting_speakers(tx, entry.name)
    return frozenset(found) | tx.names_of_people(found)


def heard_as(tx: StoreReader, name: str | None) -> str | None:
    """Returns the name that matching reads for this one: what people or the directory say."""
    if name is None:
        return None
    key = identity_key(name)
    _, voice = tx.people_of([speaker_id(key)]).get(speaker_id(key), ("", None))
    entry = tx.known_speakers([key]).get(key)
    return voice or (entry.name if entry else name)


def heard(tx: StoreReader, sightings: Mapping[str, Sighting]) -> dict[str, Sighting]:
    """Returns sightings as the store reads them: with the names that matching is to read."""
    people = tx.people_of({s.speaker_id for s in sightings.values() if s.speaker_id})
    voices = {id_: voice for id_, (_, voice) in people.items() if voice}
    return {
        id_: replace(s, speaker_name=voices[s.speaker_id]) if s.speaker_id in voices else s
        for id_, s in sightings.items()
    }
