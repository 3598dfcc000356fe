"""Stretches of text between quotation marks, whatever the house style, in linear time."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = "“”\"„‟«»‹›‘’‚'＂「」『』"
# More than three marks in a row are ornament, not quotation.
_MARK = re.compile(f"(?P<noise>[{_MARKS}]{{4,}})|''|``|[{_MARKS}]")
_ANY_MARK = re.compile(f"[{_MARKS}`]")
_LONG_CHARS = 2000
_CHARS_PER_MARK = 8
_ANNOUNCING_CHARS = 4
_UNDIRECTED = frozenset({'"', "＂", "''"})
_CLOSES = {
    "“": '”"“',
    "”": "”",
    "„": '“”‟"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "‘’",
    '"': '"”',
    "''": "''",
    "``": "''",
    "'": "'",
}
_SINGLES = frozenset("‘’‚'‹›")
_DOUBLED = frozenset({"''", "``"})
_APOSTROPHES = frozenset("'‘’")
_ELISIONS = re.compile(
    r"(?:\d|em\b|tis\b|twas\b|til\b|till\b|cause\b|n\b|bout\b|round\b)", re.IGNORECASE
)
# Both kinds of places open with one class of characters, which is fast to look for.
_BLANK_LINE = re.compile(r"[\n\r\u2029](?:(?<=\r)\n)?[ \t\u00a0]*(?:\r?\n|\r|\u2029)\s*")
_LINE_END = re.compile(r"[\n\r\u2028\u2029]")
_BEHIND_CLOSING = frozenset(",.;:!?)]…»")
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0\u202f\u2009([{—–-/¿¡“‘«„‚\"'")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two marks: ``[start, end)`` without them, ``outer`` with them.

    ``depth`` is 0 for the outermost marks. ``unbalanced``: its closing mark is missing and it was
    ended where the paragraph, or the next opening mark, ends it. ``mark`` is the opening mark.
    """

    start: int
    end: int
    outer: Span
    depth: int
    mark: str
    unbalanced: bool = False


def holds_words(text: str, stretch: Stretch) -> bool:
    """Returns whether a letter or digit stands between the marks."""
    start, end = stretch.start, stretch.end
    return text[start : min(end, start + 1)].isalnum() or any(
        char.isalnum() for char in text[start:end]
    )


def mark_at(text: str, at: int) -> str:
    """Returns the mark at a place: one character, or two for '' and ``."""
    pair = text[at : at + 2]
    return pair if pair in _DOUBLED else pair[:1]


def split_paragraphs(text: str) -> list[Span]:
    """Returns the paragraphs: parted by blank lines, or by line ends where there is none. O(n)."""
    blank = _BLANK_LINE.search(text) is not None
    gaps = (Span(*match.span()) for match in _BLANK_LINE.finditer(text))
    spans: list[Span] = []
    start = 0
    for gap in gaps if blank else _line_gaps(text):
        if gap.start > start:
            spans.append(Span(start, gap.start))
        start = gap.end
    if start < len(text):
        spans.append(Span(start, len(text)))
    return spans


def _line_gaps(text: str) -> Iterator[Span]:
    """Yields the runs of white space that hold a line end; each place is looked at once."""
    done = 0
    while (found := _LINE_END.search(text, done)) is not None:
        start, end = found.span()
        while start > done and text[start - 1].isspace():
            start -= 1
        while end < len(text) and text[end].isspace():
            end += 1
        yield Span(start, end)
        done = end


def find_stretches(text: str, paragraphs: list[Span]) -> tuple[list[Stretch], bool]:
    """Returns the marked stretches in order of start, and whether any mark has no partner.

    One quotation over several paragraphs, each with an opening mark and only the last with a
    closing one, is one stretch. O(n log n) in the number of marks.
    """
    found: list[Stretch] = []
    unbalanced = False
    carried: int | None = None
    places = [match.start() for match in _ANY_MARK.finditer(text)]
    for number, paragraph in enumerate(paragraphs):
        if carried is None and not _holds_mark(places, paragraph):
            continue
        follower = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        inside = places[bisect_left(places, paragraph.start) : bisect_left(places, paragraph.end)]
        pairs, left_open, stray = _pair_marks(text, paragraph, carried, inside)
        unbalanced = unbalanced or stray
        carried = None
        if left_open and follower and _continues(text, mark_at(text, left_open[-1]), follower):
            carried = left_open.pop()
        found += _settle(text, paragraph, pairs, left_open)
        unbalanced = unbalanced or bool(left_open)
    found = [stretch for stretch in found if stretch.end > stretch.start]
    found.sort(key=lambda stretch: (stretch.outer.start, -stretch.outer.end))
    return found, unbalanced


def _holds_mark(places: list[int], paragraph: Span) -> bool:
    at = bisect_left(places, paragraph.start)
    return at < len(places) and places[at] < paragraph.end


def _continues(text: str, mark: str, paragraph: Span) -> bool:
    first = mark_at(text, paragraph.start)
    return first == mark or (mark in "«„" and first in "»«„")


class _OpenMarks:
    """The open marks of one paragraph; each is pushed and popped once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: list[int] = []
        self.count: dict[str, int] = {}

    def push(self, at: int) -> None:
        mark = mark_at(self.text, at)
        self.places.append(at)
        self.count[mark] = self.count.get(mark, 0) + 1

    def pop(self) -> int:
        at = self.places.pop()
        self.count[mark_at(self.text, at)] -= 1
        return at

    def can_close(self, closing: str) -> bool:
        return any(count and closing in _CLOSES.get(mark, "") for mark, count in self.count.items())

    def is_last(self, mark: str) -> bool:
        """Whether the mark opened last is such a one."""
        return bool(self.places) and mark_at(self.text, self.places[-1]) == mark

    def close(self, closing: str) -> int:
        """Takes off every mark above the partner of ``closing``, then the partner."""
        while closing not in _CLOSES.get(mark_at(self.text, self.places[-1]), ()):
            self.pop()
        return self.pop()


def _pair_marks(
    text: str, paragraph: Span, carried: int | None, places: list[int]
) -> tuple[list[tuple[int, int, int]], list[int], bool]:
    """Returns pairs (opening, closing, depth), the marks left open, and whether one was stray.

    ``places`` are those in the paragraph where a mark may stand.
    """
    marks = _OpenMarks(text)
    pairs: list[tuple[int, int, int]] = []
    stray = False
    start = paragraph.start
    if is_noise(text, paragraph):
        return [], [], True
    if carried is not None:
        marks.push(carried)
        start += len(mark_at(text, start))
    for match in _iter_marks(text, places, start, paragraph.end):
        at, end = match.span()
        if match["noise"] is not None:
            stray = True
            continue
        before = text[at - 1] if at > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        role = _role(text, at, before, after, marks)
        if role == "open":
            marks.push(at)
        elif role == "close":
            opened = marks.close(mark_at(text, at))
            pairs.append((opened, at, len(marks.places)))
        elif role == "stray":
            stray = True
    left = marks.places
    if left:
        singles = [at for at in left if mark_at(text, at) in _SINGLES]
        pairs = [
            (
                first,
                last,
                depth - bisect_left(singles if mark_at(text, first) in _SINGLES else left, first),
            )
            for first, last, depth in pairs
        ]
    return pairs, [at for at in left if mark_at(text, at) not in _APOSTROPHES], stray


def _iter_marks(text: str, places: list[int], start: int, end: int) -> Iterator[re.Match[str]]:
    """Yields the marks in ``[start, end)``; none begins inside the one before."""
    done = start
    for at in places:
        match = _MARK.match(text, at, end) if at >= done else None
        if match is not None:
            done = match.end()
            yield match


def is_noise(text: str, paragraph: Span) -> bool:
    """Whether a long paragraph holds more marks than any prose; nothing in it is read."""
    size = paragraph.end - paragraph.start
    if size < _LONG_CHARS:
        return False
    marks = sum(text.count(mark, paragraph.start, paragraph.end) for mark in _MARKS)
    return marks * _CHARS_PER_MARK > size


def _settle(
    text: str, paragraph: Span, pairs: list[tuple[int, int, int]], left_open: list[int]
) -> list[Stretch]:
    """Makes the stretches; one left open ends at the next opening mark or the paragraph's end.

    Where other marks follow, it is only safe to take it for a quotation if it was announced: the
    mark may as well be the end of a quotation whose opening is missing.
    """
    limit = paragraph.end
    found = [_make(text, first, last, max(0, depth)) for first, last, depth in pairs]
    openings = sorted(
        [first for first, _, _ in pairs if mark_at(text, first) not in _SINGLES]
        + left_open
        + [limit]
    )
    for at in left_open:
        end = openings[bisect_left(openings, at) + 1]
        if end != limit and not _is_announced(text, paragraph.start, at):
            continue
        found.append(_make(text, at, end, 0, unbalanced=True))
    return found


def _is_announced(text: str, start: int, at: int) -> bool:
    """Whether a mark can only open, opens its paragraph, or follows a comma or colon."""
    if mark_at(text, at) not in _UNDIRECTED:
        return True
    before = text[max(start, at - _ANNOUNCING_CHARS) : at].rstrip()
    return at == start or before.endswith((",", ":"))


def _make(text: str, first: int, last: int, depth: int, *, unbalanced: bool = False) -> Stretch:
    """``first`` is the opening mark; ``last`` the closing one, or the end if there is none."""
    mark = mark_at(text, first)
    start, end = first + len(mark), last
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    outer = Span(first, end if unbalanced else last + len(mark_at(text, last)))
    return Stretch(start, end, outer, depth, mark, unbalanced)


def _role(text: str, at: int, before: str, after: str, marks: _OpenMarks) -> str:
    mark = mark_at(text, at)
    if mark in _APOSTROPHES:
        return _single_role(text, at, before, after, marks)
    if mark == '"' and before == '"' and after.isalnum() and marks.places[-1:] == [at - 1]:
        return "none"
    looks_open = before in _BEFORE_OPENING and not after.isspace()
    if mark == "“" and not marks.count.get("„"):
        # “Hola“, dijo: some houses close with the mark they open with.
        closes = marks.is_last(mark) and not before.isspace()
        return "close" if closes and (after.isspace() or after in _BEHIND_CLOSING) else "open"
    if marks.can_close(mark):
        return "open" if mark in {'"', "''"} and looks_open and before.isspace() else "close"
    if mark not in {'"', "＂", "”", "''", "``"}:
        return "stray" if mark in "」』" else "open"
    return "open" if looks_open else "none" if before.isdigit() else "stray"


def _single_role(text: str, at: int, before: str, after: str, marks: _OpenMarks) -> str:
    mark = text[at]
    if before.isalnum() and after.isalnum():
        return "none"
    if marks.can_close(mark) and not before.isspace() and not after.isalnum():
        return "close"
    opens = mark == "‘" or (mark == "'" and before in _BEFORE_OPENING and after.isalnum())
    return "open" if opens and not _ELISIONS.match(text, at + 1) else "none"
