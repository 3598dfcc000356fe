"""Which complements a verb, noun or adjective takes, and what it says of the speaker's mind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.domain.kinds import Stance


@dataclass(frozen=True, slots=True)
class Frame:
    """One form of a word with the complements it may take.

    ``mood``: "finite", "past" (also a past participle), "perfect" (only that), "participle" (a
    gerund), "infinitive" (also a plural present), "noun" or "adjective". ``complements``: "that" a
    clause, also without that word; "whether" a clause that opens with a question word; "to" an
    infinitive; "it" a noun phrase or a gerund; "him-to" an object with an infinitive.
    ``prepositions`` open a further kind. ``also_noun``: the form is a common noun too.
    """

    lemma: str
    stance: Stance
    mood: str
    complements: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    also_noun: bool = False
