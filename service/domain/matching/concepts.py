"""What words stand for, across English and Spanish: poles of an axis, members of a set, places."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.matching.concept_tables import CLOSED_SETS, HARD_AXES, SOFT_AXES
from service.domain.matching.forms import stem, strip_marks
from service.domain.matching.place_tables import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from service.domain.kinds import DifferenceKind
    from service.domain.matching.alignment import Spot

LANGUAGES: Final = ("en", "es")
"""The languages that the tables know."""

_COMPARED: Final = ("er", "est")
_AMERICAS: Final = frozenset({"south", "latin", "central", "north"})


class Pole(NamedTuple):
    """One end of an axis of opposites: ``sign`` is 1 or -1."""

    axis: int
    sign: int

    @property
    def is_hard(self) -> bool:
        """Whether the axis tells opposites apart even in two free wordings."""
        return self.axis < len(HARD_AXES)

    @property
    def other(self) -> Pole:
        """The opposite end."""
        return Pole(self.axis, -self.sign)


class Member(NamedTuple):
    """One of a closed set of words that exclude one another."""

    group: int
    number: int

    @property
    def kind(self) -> DifferenceKind:
        """What exchanging it for another member is."""
        return CLOSED_SETS[self.group].kind

    @property
    def shifts(self) -> bool:
        """Whether reported speech puts another one for it: "today", "yesterday"."""
        return CLOSED_SETS[self.group].shifts

    @property
    def is_hard(self) -> bool:
        """Whether members exclude one another even in two free wordings."""
        return CLOSED_SETS[self.group].hard


def poles_of(key: str, language: str) -> frozenset[Pole]:
    """Returns the poles that a word (by its stem) stands on; none in other languages."""
    found = _poles().get((key, language))
    if found is not None:
        return found
    if language == "en" and key.endswith(_COMPARED):  # "richer", "easiest"
        base = key.removesuffix("est").removesuffix("er")
        return _poles().get((base, language)) or _poles().get(
            (base.rstrip("i"), language), _NO_POLES
        )
    return _NO_POLES


def are_opposite_poles(a: str, b: str, language: str, other_language: str) -> bool:
    """Returns whether two words (by their stems) say the opposite on an axis and agree on none."""
    mine, others = poles_of(a, language), poles_of(b, other_language)
    return not mine.isdisjoint([pole.other for pole in others]) and mine.isdisjoint(others)


def member_of(word: str, language: str) -> Member | None:
    """Returns which member of a closed set a word is (by the word or its stem), if it is one."""
    found = _members().get((word, language))
    return found if found is not None else _members().get((stem(word, language), language))


def find_places(spots: Sequence[Spot], language: str) -> dict[int, Spot]:
    """Returns the places and institutions that a text names, each with its first word.

    A place is given by its line in the table, so that "Londres" and "British" are one.
    """
    found: dict[int, Spot] = {}
    keys = [strip_marks(spot.word) for spot in spots]
    for at, spot in enumerate(spots):
        following = keys[at + 1] if at + 1 < len(keys) else ""
        place = _places().get((f"{keys[at]}_{following}", language))
        if place is None:
            place = place_of(spot.word, language)
        before = keys[at - 1] if at else ""
        if place is None or (keys[at].startswith("america") and before in _AMERICAS):
            continue
        found.setdefault(place, spot)
    return found


def place_of(word: str, language: str) -> int | None:
    """Returns the place that one word stands for, None when it names none."""
    plain = strip_marks(word)
    return _places().get((plain, language), _places().get((stem(word, language), language)))


_NO_POLES: Final[frozenset[Pole]] = frozenset()


@lru_cache(maxsize=1)
def _poles() -> dict[tuple[str, str], frozenset[Pole]]:
    found: dict[tuple[str, str], frozenset[Pole]] = {}
    for axis, line in enumerate((*HARD_AXES, *SOFT_AXES)):
        for sign, side in zip((1, -1), line.split(" > "), strict=True):
            for word, language in _words(side):
                key = stem(word, language), language
                found[key] = found.get(key, _NO_POLES) | {Pole(axis, sign)}
    return found


@lru_cache(maxsize=1)
def _members() -> dict[tuple[str, str], Member]:
    found: dict[tuple[str, str], Member] = {}
    for group, closed in enumerate(CLOSED_SETS):
        for number, member in enumerate(closed.members.split(", ")):
            for word, language in _words(member):
                found[word, language] = Member(group, number)
                found.setdefault((stem(word, language), language), Member(group, number))
    return found


@lru_cache(maxsize=1)
def _places() -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for place, line in enumerate(PLACES):
        for word, language in _words(line):
            found[strip_marks(word), language] = place
            if "_" not in word:
                found.setdefault((stem(word, language), language), place)
    return found


def _words(entry: str) -> Iterator[tuple[str, str]]:
    """Yields the words of an entry "English; Spanish" with their language."""
    for language, words in zip(LANGUAGES, entry.split(";"), strict=True):
        for word in words.split():
            yield word, language
