"""What a statement says of itself: its main wording, its speaker, its one-line summary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from service.domain.ids import speaker_id
from service.domain.text.names import NameRelation, compare_names, fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from service.domain.model import Sighting

SUMMARY_CHARS = 160


@dataclass(frozen=True, slots=True)
class WordingFacts:
    """What choosing the main wording looks at; counts are over the statement's mentions."""

    wording_id: str
    words: int
    outlets: int
    reported: bool
    attached: bool
    earliest_day: date | None


def choose_main_wording(facts: Collection[WordingFacts]) -> str:
    """Returns the id of the wording that stands for the statement.

    In marks before reported, whole before attached fragment, then the longest, the most carried,
    the earliest, the smallest id.
    """
    best = min(
        facts,
        key=lambda f: (
            f.reported,
            f.attached,
            -f.words,
            -f.outlets,
            f.earliest_day or date.max,
            f.wording_id,
        ),
    )
    return best.wording_id


def choose_speaker_name(sightings: Sequence[Sighting]) -> str | None:
    """Returns the name that most sightings agree with, in its fullest form; None if none has one.

    Names that may be one person count together; ties fall to the earlier sighting.
    """
    names = Counter(s.speaker_name for s in sightings if s.speaker_name)
    if not names:
        return None
    first: dict[str, int] = {}
    for sighting in sorted(sightings, key=lambda s: (s.day or date.max, s.id)):
        if sighting.speaker_name:
            first.setdefault(sighting.speaker_name, len(first))
    agreeing = {
        name: sum(n for other, n in names.items() if may_be_one_person(name, other))
        for name in names
    }
    return max(names, key=lambda n: (agreeing[n], len(fold_name(n).split()), -first[n]))


def may_be_one_person(a: str, b: str) -> bool:
    """Returns whether two names do not exclude each other."""
    return compare_names(a, b) is not NameRelation.DIFFERENT


def name_groups(names: Collection[str]) -> list[list[str]]:
    """Returns names that cannot all be one person, grouped; fullest name first in each group.

    A bare surname joins the first full name that it fits. Sorted: the same names, the same groups.
    """
    groups: list[list[str]] = []
    for name in sorted(set(names), key=lambda n: (-len(fold_name(n).split()), n)):
        for group in groups:
            if may_be_one_person(group[0], name):
                group.append(name)
                break
        else:
            groups.append([name])
    return groups


def speaker_id_of(name: str) -> str:
    """Returns the id of the speaker with this name."""
    return speaker_id(fold_name(name) or name)


def summarise(
    *, speaker: str | None, text: str, wordings: int, outlets: int, earliest: datetime | None
) -> str:
    """Returns one line of plain text about a statement, by template."""
    shown = " ".join(text.split()).rstrip(" ,;")
    if len(shown) > SUMMARY_CHARS:
        shown = shown[: SUMMARY_CHARS - 1].rstrip() + "…"
    since = f", published since {earliest.date().isoformat()}" if earliest else ""
    return (
        f"{speaker or 'Unknown speaker'}: “{shown}” "
        f"({_count(wordings, 'wording')}, {_count(outlets, 'outlet')}{since})"
    )


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
