"""Sightings worth judging that share no key: one speaker, about one day, other words.

A report, a translation or a free rewording has too few words in common with what it renders for the
keys of wordings to bring them together. Within a few days of one speaker there is little to look
through, so two shared rare words, or one rare figure or name, are enough to be looked at.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache
from math import fsum
from typing import TYPE_CHECKING, Final

from service.domain.matching.forms import strip_marks
from service.domain.matching.prepared import prepare
from service.domain.text.names import fold_name
from service.usecases.speaker_names import fitting_speakers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from service.domain.model import Sighting
    from service.store.base import StoreReader

NEAR_DAYS: Final = 3
"""So many days lie at most between two sightings that meet here."""

ENOUGH_WEIGHT: Final = 0.6
"""So much rarity the shared words have together: two rare words, or one that is hardly used."""

RARE_WEIGHT: Final = 0.285


def find_nearby(tx: StoreReader, new: Sequence[Sighting]) -> dict[str, list[Sighting]]:
    """Returns for each new sighting those near it that may render the same, by id.

    Two meet when the speakers' names fit, their days are known and near, and they share enough rare
    words. The relation is symmetric and looks at nothing else, so the order of arrival does not
    matter.
    """
    dated = [s for s in new if s.day and s.speaker_name]
    same_name = _speakers_of_one_name(tx, {s.speaker_name for s in dated if s.speaker_name})
    found: dict[str, list[Sighting]] = {}
    by_speaker: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in dated:
        by_speaker[sighting.speaker_name or ""].append(sighting)
    for name in sorted(by_speaker):
        group = by_speaker[name]
        stored = _read(tx, same_name[name], [s.day for s in group if s.day])
        block = _Block(stored)
        for sighting in group:
            found[sighting.id] = block.near(sighting)
    return found


def _speakers_of_one_name(tx: StoreReader, names: Collection[str]) -> dict[str, frozenset[str]]:
    """Returns for each name the ids of all speakers whose names fit it."""
    return {name: fitting_speakers(tx, name) for name in sorted(names)}


def _read(tx: StoreReader, speaker_ids: Collection[str], days: Iterable[date]) -> list[Sighting]:
    """Returns the speakers' sightings around these days, in as few questions as the days allow."""
    margin = timedelta(days=NEAR_DAYS)
    spans: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        first, last = day - margin, day + margin
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    return [s for first, last in spans for s in tx.sightings_near(speaker_ids, first, last)]


class _Block:
    """Sightings of one name, found by the rare words in them."""

    def __init__(self, sightings: Sequence[Sighting]) -> None:
        self._by_id = {s.id: s for s in sightings}
        self._by_word: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self._by_stem: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
        for id_ in sorted(self._by_id):
            sighting = self._by_id[id_]
            for word, stem, weight in _rare_words(sighting):
                self._by_word[word].append((id_, weight))
                self._by_stem[sighting.language, stem].append((id_, weight))

    def near(self, sighting: Sighting) -> list[Sighting]:
        """Returns those that share enough rare words, by id.

        In one language words meet by their stems, in two as they are written: each language has
        its own way to cut a word. Forms of one stem differ in rarity: the commoner one counts, and
        sums are taken exactly, so that either side finds the other.
        """
        shared: dict[str, list[float]] = defaultdict(list)
        for word, stem, weight in _rare_words(sighting):
            for id_, other_weight in self._by_stem.get((sighting.language, stem), ()):
                shared[id_].append(min(weight, other_weight))
            for id_, other_weight in self._by_word.get(word, ()):
                if self._by_id[id_].language != sighting.language:
                    shared[id_].append(min(weight, other_weight))
        return [
            other
            for id_, weights in sorted(shared.items())
            if fsum(weights) >= ENOUGH_WEIGHT and _may_meet(sighting, other := self._by_id[id_])
        ]


def _may_meet(a: Sighting, b: Sighting) -> bool:
    return (
        a.id != b.id
        and a.day is not None
        and b.day is not None
        and abs((a.day - b.day).days) <= NEAR_DAYS
    )


def _rare_words(sighting: Sighting) -> tuple[tuple[str, str, float], ...]:
    return _find_rare(sighting.text, sighting.language, sighting.speaker_name or "")


@lru_cache(maxsize=16_384)
def _find_rare(text: str, language: str, speaker: str) -> tuple[tuple[str, str, float], ...]:
    """Returns each rare word once, as written without diacritics, with its stem and its weight."""
    prepared = prepare(text, language)
    own = set(fold_name(speaker).split())
    found = {
        stem: (strip_marks(word), stem, weight)
        for word, stem, weight in zip(prepared.words, prepared.stems, prepared.weights, strict=True)
        if weight >= RARE_WEIGHT and word not in own
    }
    return tuple(found.values())
