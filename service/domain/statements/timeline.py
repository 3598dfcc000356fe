"""Which text stood on a page when: the order of an article's versions in time.

Numbers count arrivals. What stands on the page now is told by the times that come with the texts:
an old file that is read late does not push a newer text away, and a page that goes back to an older
text has that text again. Where no times are stated, the order of arrival counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stand:
    """A version at its place in time.

    ``content`` is its ``content_sha256``, ``at`` when it stood, UTC. ``is_stated`` tells whether
    that was said with it; else it is when it arrived.
    """

    number: int
    content: str
    at: datetime
    is_stated: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A content that is known already and was seen again: on the page, at this time."""

    content: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Timeline:
    """The versions of an article and when their contents were seen again, in any order."""

    stands: tuple[Stand, ...] = ()
    seen: tuple[Seen, ...] = ()

    @property
    def in_time(self) -> list[Stand]:
        """The versions by the time they stood; of equal times the later arrival is the later."""
        return sorted(self.stands, key=lambda stand: (stand.at, stand.number))

    @property
    def current(self) -> Stand | None:
        """The version that stands on the page as far as is known; None when there is none."""
        return self.in_time[-1] if self.stands else None

    def before(self, number: int) -> Stand | None:
        """Returns the version that stood before this one; None when it is the first."""
        ordered = self.in_time
        place = next((i for i, stand in enumerate(ordered) if stand.number == number), 0)
        return ordered[place - 1] if place else None

    def first_of(self, content: str) -> int:
        """Returns the number of the version that first brought this content.

        Raises:
            ValueError: none has it.
        """
        return min(stand.number for stand in self.stands if stand.content == content)


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of a content that was handed in.

    ``number`` is the version that it is, ``timeline`` the article's as it is now, ``made`` the
    versions that are new: mostly one or none, two where the new one stood between two times at
    which another content was seen.
    """

    number: int
    timeline: Timeline
    made: tuple[Stand, ...]


def stated_time(
    modified_at: datetime | None, seen_at: datetime | None, received_at: datetime
) -> datetime | None:
    """Returns the last time at which a text stood on its page, as stated with it.

    That is when it was seen there or last modified, but never after it was received: such a clock
    is wrong. None where nothing was stated.
    """
    stated = [time for time in (modified_at, seen_at) if time is not None]
    return min(max(stated), received_at) if stated else None


def enter(
    timeline: Timeline, content: str, *, stated_at: datetime | None, received_at: datetime
) -> Entry:
    """Returns what becomes of a content that is handed in for an article.

    A content that is not known is a new version. One that is known is a new version again where
    its stated time lies after a version with another content that followed it, so that the page
    went back; handed in without a time, or with one that is known, it changes nothing.

    Where every content comes with a time and no two contents with the same, the contents in their
    order in time do not depend on the order in which they are handed in.
    """
    own = [stand for stand in timeline.in_time if stand.content == content]
    if own and (stated_at is None or _is_known(timeline, Seen(content, stated_at))):
        return Entry(_landed(timeline, content, stated_at), timeline, ())
    if own and stated_at is not None:
        grown = Timeline(timeline.stands, (*timeline.seen, Seen(content, stated_at)))
    else:
        at = _place(timeline, stated_at, received_at)
        new = Stand(_next_number(timeline.stands), content, at, stated_at is not None)
        grown = Timeline((*timeline.stands, new), timeline.seen)
    whole = Timeline((*grown.stands, *_missing(grown)), grown.seen)
    made = whole.stands[len(timeline.stands) :]
    number = made[0].number if not own else _landed(whole, content, stated_at)
    return Entry(number, whole, made)


def _is_known(timeline: Timeline, seen: Seen) -> bool:
    return seen in timeline.seen or any(
        (stand.content, stand.at) == (seen.content, seen.at) for stand in timeline.stands
    )


def _place(timeline: Timeline, stated_at: datetime | None, received_at: datetime) -> datetime:
    """Returns when a new content stood: stated times are held only against stated ones."""
    current = timeline.current
    if current is None:
        return stated_at or received_at
    if stated_at is not None and current.is_stated:
        return stated_at
    return max(stated_at or received_at, current.at)


def _next_number(stands: Iterable[Stand]) -> int:
    return max((stand.number for stand in stands), default=0) + 1


def _runs(timeline: Timeline) -> Iterable[tuple[str, list[tuple[datetime, int]]]]:
    """Yields each stretch of time in which one content stood, with (time, number or 0) of each."""
    # Of equal times what was seen again comes first: it is no proof that the page went back.
    moments = sorted(
        [(stand.at, stand.number, stand.content) for stand in timeline.stands]
        + [(seen.at, 0, seen.content) for seen in timeline.seen]
    )
    for content, run in groupby(moments, key=lambda moment: moment[2]):
        yield content, [(at, number) for at, number, _ in run]


def _missing(timeline: Timeline) -> list[Stand]:
    """Returns a version for each stretch of time that has none."""
    made: list[Stand] = []
    for content, run in _runs(timeline):
        if not any(number for _, number in run):
            number = _next_number([*timeline.stands, *made])
            made.append(Stand(number, content, run[0][0], is_stated=True))
    return made


def _landed(timeline: Timeline, content: str, at: datetime | None) -> int:
    """Returns the version that a content is which stood at this time; the last one if None."""
    found: Sequence[int] = [
        max(number for _, number in run)
        for name, run in _runs(timeline)
        if name == content and (at is None or any(moment == at for moment, _ in run))
    ]
    return found[-1]
