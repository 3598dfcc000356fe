"""How the quotations of an article stand in its versions, one after the other in time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from service.domain.statements.versions import Anchored, Fate, VersionTexts, trace_quotations
from service.domain.versions import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.domain.statements.versions import Trace


@dataclass(frozen=True, slots=True)
class State:
    """A version: its number, title and text, and its quotations.

    Two versions with the same title and text have the same quotations, with the same ids.
    """

    number: int
    texts: VersionTexts
    quotations: tuple[Anchored, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What became of the quotations when version ``number`` took the place of one before.

    ``restored`` are ids of quotations that had been gone and stand again.
    """

    number: int
    traces: tuple[Trace, ...]
    restored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The standings of quotations by id, and the passages that led to them, in order."""

    standings: Mapping[str, Standing]
    passages: tuple[Passage, ...]


def follow_states(states: Sequence[State], known: Mapping[str, Standing] | None = None) -> History:
    """Returns how quotations stand after these versions, given in the order of time.

    Args:
        states: the versions; with ``known``, only those from the last one that was followed.
        known: how the quotations of the first of them stand, where they were followed before.
    """
    threads = _Threads(dict(known or {}), [state.number for state in states])
    traced: dict[tuple[VersionTexts, VersionTexts], tuple[Trace, ...]] = {}
    passages = []
    for quotation in states[0].quotations if states else ():
        threads.begin(quotation.id, states[0].number)
    for old, new in pairwise(states):
        pair = (old.texts, new.texts)  # a page may go to and fro
        if pair not in traced:
            traced[pair] = trace_quotations(old.quotations, new.quotations, *pair)
        restored = threads.follow(traced[pair], new.number)
        passages.append(Passage(new.number, traced[pair], restored))
    return History(threads.standings, tuple(passages))


class _Threads:
    """Quotations that are one through several versions, and how they stand."""

    def __init__(self, standings: dict[str, Standing], numbers: Sequence[int]) -> None:
        self.standings = standings
        self._order = {number: place for place, number in enumerate(numbers)}
        self._members: dict[str, set[str]] = {}
        for quotation, standing in standings.items():
            self._members.setdefault(standing.thread, set()).add(quotation)

    def begin(self, quotation: str, number: int) -> None:
        if quotation not in self.standings:
            self._set(Standing(quotation, number), quotation)

    def follow(self, traces: Sequence[Trace], number: int) -> tuple[str, ...]:
        """Takes over what became of quotations; returns those that stand again."""
        restored = []
        for trace in traces:
            if trace.old_id is None:
                continue
            standing = self.standings[trace.old_id]
            if trace.fate is not Fate.KEPT:
                fate = trace.fate.value
                self._set(
                    replace(standing, removed_in=number, fate=fate, changed_to=trace.new_id),
                    trace.old_id,
                )
            elif trace.new_id is not None:
                self._join(trace.new_id, standing)
        for trace in traces:
            if trace.new_id is None or trace.fate is Fate.KEPT:
                continue
            before = self.standings.get(trace.new_id)
            if before is None:
                self.begin(trace.new_id, number)
            elif before.removed_in is not None:
                self._set(_again(before, number), trace.new_id)
                restored.append(trace.new_id)
        return tuple(restored)

    def _join(self, quotation: str, standing: Standing) -> None:
        """Makes a quotation part of a thread that stands.

        It may have a thread of its own, from versions before those in which it was gone: the two
        are one then, under the id and from the version of the earlier.
        """
        own = self.standings.get(quotation)
        joined = standing
        if own is not None and own.thread != standing.thread:
            first, last = sorted((own, standing), key=self._begun)
            if first is own:
                since = last.restored_in or last.added_in
                joined = _again(own, since)
            for member in self._members.pop(last.thread):
                self._members[first.thread].add(member)
        self._set(joined, quotation)

    def _begun(self, standing: Standing) -> int:
        return self._order.get(standing.added_in, -1)

    def _set(self, standing: Standing, quotation: str) -> None:
        members = self._members.setdefault(standing.thread, set())
        members.add(quotation)
        for member in members:
            self.standings[member] = standing


def _again(standing: Standing, number: int) -> Standing:
    """Returns the standing of what was gone and stands again since version ``number``."""
    kept = Fate.KEPT.value
    return replace(standing, removed_in=None, fate=kept, changed_to=None, restored_in=number)
