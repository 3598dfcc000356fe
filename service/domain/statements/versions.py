"""What became of an article's quotations from one version of its text to the next.

A quotation is kept only where its exact words stand at the corresponding place. Words that stand
somewhere else in the new text are no proof that this is the same quotation: such a one is
orphaned, for a person to look at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from service.domain.kinds import Place
from service.domain.model import Selector, Span, TextSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Beyond this a rewritten block is one edit: word by word it would say nothing to a reader.
MAX_BLOCK_TOKENS = 4_000
MIN_SHARED = 0.4


class Fate(StrEnum):
    """What became of a quotation."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit between two texts; ``old`` or ``new`` is empty for an insertion or a deletion."""

    old: TextSpan
    new: TextSpan


@dataclass(frozen=True, slots=True)
class Anchored:
    """A quotation of one version: its id, and where it stands in the text or the title."""

    id: str
    place: Place
    selector: Selector


@dataclass(frozen=True, slots=True)
class VersionTexts:
    """The title and the text of one version."""

    title: str
    text: str

    def of(self, place: Place) -> str:
        """Returns the text that offsets of this place count in."""
        return self.title if place is Place.HEADLINE else self.text


@dataclass(frozen=True, slots=True)
class Trace:
    """A quotation followed from one version to the next; an id is None where there is none."""

    fate: Fate
    old_id: str | None
    new_id: str | None


def diff_texts(old: str, new: str) -> tuple[Edit, ...]:
    """Returns the edits that lead from one text to the other, in order, in whole words.

    Lines are compared first, then the words of lines that changed; between two edits the texts
    are the same. Applying the edits to ``old`` gives ``new``.
    """
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    old_at, new_at = _starts(old_lines), _starts(new_lines)
    edits: list[Edit] = []
    for i1, i2, j1, j2 in _changed(old_lines, new_lines):
        edits += _diff_block(Span(old_at[i1], old_at[i2]), Span(new_at[j1], new_at[j2]), old, new)
    return tuple(edits)


def _changed(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yields the stretches that differ.

    What is equal at both ends is set aside first, and of long sequences what repeats all the time
    anchors nothing (``autojunk``): else a text of equal lines would cost the square of its length.
    """
    shorter = min(len(a), len(b))
    head = next((i for i in range(shorter) if a[i] != b[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if a[-1 - i] != b[-1 - i]), rest)
    matcher = SequenceMatcher(None, a[head : len(a) - tail], b[head : len(b) - tail])
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield head + i1, head + i2, head + j1, head + j2


def _diff_block(old_span: Span, new_span: Span, old: str, new: str) -> Iterator[Edit]:
    """Yields the edits inside a block of lines that changed."""
    a = TOKEN.findall(old[old_span.start : old_span.end])
    b = TOKEN.findall(new[new_span.start : new_span.end])
    if not a or not b or max(len(a), len(b)) > MAX_BLOCK_TOKENS:
        yield Edit(_cut(old, old_span.start, old_span.end), _cut(new, new_span.start, new_span.end))
        return
    a_at = [old_span.start + start for start in _starts(a)]
    b_at = [new_span.start + start for start in _starts(b)]
    for i1, i2, j1, j2 in _changed(a, b):
        yield Edit(_cut(old, a_at[i1], a_at[i2]), _cut(new, b_at[j1], b_at[j2]))


def _starts(parts: Sequence[str]) -> list[int]:
    """Returns where each part starts when they stand one after the other, and the end of all."""
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


def _cut(text: str, start: int, end: int) -> TextSpan:
    return TextSpan(text[start:end], start, end)


def carry_over(span: Span, edits: Sequence[Edit]) -> Span:
    """Returns the stretch of the new text that corresponds to a stretch of the old one.

    An edit that touches the border from outside stays outside; one that overlaps is inside.
    """
    start_shift = end_shift = 0
    start_inside: int | None = None
    end_inside: int | None = None
    for edit in edits:
        growth = (edit.new.end - edit.new.start) - (edit.old.end - edit.old.start)
        if edit.old.end <= span.start:
            start_shift += growth
        elif edit.old.start < span.start:
            start_inside = edit.new.start
        if edit.old.end <= span.end and edit.old.start < span.end:
            end_shift += growth
        elif edit.old.start < span.end:
            end_inside = edit.new.end
    start = span.start + start_shift if start_inside is None else start_inside
    end = span.end + end_shift if end_inside is None else end_inside
    return Span(start, max(start, end))


def trace_quotations(
    old: Sequence[Anchored],
    new: Sequence[Anchored],
    old_texts: VersionTexts,
    new_texts: VersionTexts,
) -> tuple[Trace, ...]:
    """Returns what became of each quotation, old ones in their order, then those added.

    Kept: the same words at the corresponding place. Changed: an edited wording that overlaps it.
    Orphaned: the same words, but only at another place. Removed: none of these. Each new
    quotation answers for one old one at most; the order of ``new`` does not matter.
    """
    free = {item.id: item for item in sorted(new, key=_position)}
    fates: dict[str, Trace] = {}
    edits = {
        place: diff_texts(old_texts.of(place), new_texts.of(place))
        for place in {item.place for item in old}
    }
    spots = {
        item.id: carry_over(Span(item.selector.start, item.selector.end), edits[item.place])
        for item in old
    }
    for fate in (Fate.KEPT, Fate.CHANGED):
        for item in sorted(old, key=_position):
            if item.id in fates:
                continue
            found = _find(item, spots[item.id], list(free.values()), exactly=fate is Fate.KEPT)
            if found is not None:
                fates[item.id] = Trace(fate, item.id, found.id)
                del free[found.id]
    for item in old:
        if item.id not in fates:
            stands = item.selector.exact in new_texts.of(item.place)
            fates[item.id] = Trace(Fate.ORPHANED if stands else Fate.REMOVED, item.id, None)
    added = (Trace(Fate.ADDED, None, item.id) for item in free.values())
    return (*(fates[item.id] for item in old), *added)


def _position(item: Anchored) -> tuple[str, int, int, str]:
    return (item.place.value, item.selector.start, item.selector.end, item.id)


def _find(
    item: Anchored, spot: Span, among: Sequence[Anchored], *, exactly: bool
) -> Anchored | None:
    """Returns the new quotation that answers for an old one whose spot is known."""
    for other in among:
        if other.place is not item.place:
            continue
        start, end = other.selector.start, other.selector.end
        if exactly:
            is_found = (start, end) == (spot.start, spot.end) and (
                other.selector.exact == item.selector.exact
            )
        else:
            overlaps = start < spot.end and spot.start < end
            is_found = overlaps and _alike(item.selector.exact, other.selector.exact)
        if is_found:
            return other
    return None


def _alike(a: str, b: str) -> bool:
    """Whether two wordings share enough to be one quotation that was edited.

    What shares less took the other's place in the text without being a version of it.
    """
    a_words, b_words = a.casefold().split(), b.casefold().split()
    return SequenceMatcher(None, a_words, b_words).ratio() >= MIN_SHARED
