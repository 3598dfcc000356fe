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
    gerund), "infinitive" (also a plural present), "noun", "agent" (a noun for who thinks so: "a
    critic of") or "adjective". ``complements``: "that" a clause, also without that word; "whether"
    a clause that opens with a question word; "to" an infinitive; "it" a noun phrase or a gerund;
    "it-a" one that is called something, "it-as" one that is taken for something, "it-m" one that
    holds marks; "him-to" an object with an infinitive; "him-wh" one with a clause; "datum" what a
    study shows. ``prepositions`` open a further kind, ``after_object`` behind whom one tells or
    asks. ``also_noun``: the form is a common noun too. ``unowned``: a noun that needs no owner.
    """

    lemma: str
    stance: Stance
    mood: str
    complements: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    after_object: frozenset[str] = frozenset()
    also_noun: bool = False
    unowned: bool = False
