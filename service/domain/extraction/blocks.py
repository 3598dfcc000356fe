"""What an article sets apart as someone's words without marks: block quotes and embedded posts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.extraction.marks import Stretch
from service.domain.kinds import Place
from service.domain.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.extraction.lexicon import Lexicon
    from service.domain.model import Region

BLOCK_MARK = "¶"
"""The opening "mark" of a stretch that a block sets apart; it stands in no text."""

_LEAST_WORDS = 3
_ANNOUNCING_CHARS = 240
_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_DASHED = re.compile(
    r"\s*[—–―-]{1,2}\s*(?P<name>[^\W\d_a-zà-ÿ][^()@\n]{1,60}?)"
    r"\s*(?:,[^\n]{0,80}|\(@[^)\n]{1,60}\)[^\n]{0,60})?\s*"
)
# As in: A post shared by Marta Gil (@marta.gil)
_SHARED = re.compile(
    r"\s*(?:(?:A post|A reel|A video|Una publicación|Uma publicação|Une publication|Un post"
    r"|Ein Beitrag)\s+(?:shared by|compartida (?:de|por)|partilhada por|compartilhada por"
    r"|partagée par|condiviso da|geteilt von))\s+(?P<name>[^()@\n]{2,60}?)\s*"
    r"(?:\(@[^)\n]{1,60}\)[^\n]{0,60})?"
)
_TRAILING_LINK = re.compile(r"\s*(?:https?://\S+|pic\.twitter\.com/\S+|pic\.x\.com/\S+)\s*\Z")
_FURNITURE = re.compile(
    r"\s*(?:view this post on|ver esta publicación en|ver esta publicação no"
    r"|voir cette publication sur|visualizza questo post su|sieh dir diesen beitrag auf)"
    r" instagram(?: an)?\s*",
    re.IGNORECASE,
)
_SIGNATURE_CHARS = 160
_LINK_WINDOW = 400
_STOPS = ".!?…:;”\"»’'"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that is a quotation as a whole, and the words that say whose, where some do.

    ``name`` is the signature of a block, or the label of a turn in a transcript; ``pattern`` the
    rule that the name was found by.
    """

    stretch: Stretch
    name: Span | None = None
    pattern: str = "signed"


class Regions:
    """The regions of one text; they never overlap, a later one that would is left out."""

    def __init__(self, text: str, given: Sequence[Region]) -> None:
        """Keeps those that lie in the text, in order; O(n log n)."""
        kept: list[Region] = []
        for region in sorted(given, key=lambda each: (each.start, -each.end)):
            free = not kept or region.start >= kept[-1].end
            if free and 0 <= region.start < region.end <= len(text):
                kept.append(region)
        self.regions = kept
        self._starts = [region.start for region in kept]

    def place_at(self, at: int) -> Place:
        """Returns the place of what stands here: that of the region, else the body."""
        index = bisect_right(self._starts, at) - 1
        inside = index >= 0 and at < self.regions[index].end
        return self.regions[index].place if inside else Place.BODY


def find_blocks(
    text: str, regions: Regions, marked: Sequence[Stretch], lexicon: Lexicon
) -> list[Block]:
    """Returns the block quotes and embedded posts that are quotations as a whole.

    Many pages set their own sentences large in the same way: a block quote has to be signed, or
    announced by the paragraph before it with a colon or a word of speech. One that opens with a
    mark, or marks most of its words, is read by its marks like any other text. ``marked`` are
    the stretches in order of start. O(n).
    """
    starts = [stretch.outer.start for stretch in marked]
    blocks = []
    for region in regions.regions:
        if region.place not in {Place.BLOCK_QUOTE, Place.EMBEDDED_POST}:
            continue
        block = _read_block(text, region)
        if block is None:
            continue
        first, last = block.stretch.start, block.stretch.end
        is_quote = region.place is Place.BLOCK_QUOTE
        if is_quote and block.name is None and not _is_announced(text, first, lexicon):
            continue
        inside = marked[bisect_left(starts, first) : bisect_left(starts, last)]
        if is_quote and _is_read_by_marks(block.stretch, inside):
            continue
        blocks.append(block)
    return blocks


def _is_announced(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether the paragraph before ends with a colon, or says in its last words who speaks."""
    before = text[max(0, start - _ANNOUNCING_CHARS) : start].rstrip()
    if before.endswith(":"):
        return True
    last_line = _LINE.findall(before)[-1:]
    words = _WORD.findall(last_line[0].lower()) if last_line else []
    return any((cue := lexicon.cues.get(word)) is not None and not cue.weak for word in words)


def _is_read_by_marks(block: Stretch, inside: Sequence[Stretch]) -> bool:
    if not inside:
        return False
    within = [stretch for stretch in inside if stretch.depth == 0]
    covered = sum(min(stretch.end, block.end) - stretch.start for stretch in within)
    return inside[0].outer.start == block.start or 2 * covered > block.end - block.start


def _read_block(text: str, region: Region) -> Block | None:
    """Cuts the signature, the platform's own words and a trailing link off a region."""
    lines = [Span(*match.span()) for match in _LINE.finditer(text, region.start, region.end)]
    lines = [line for line in lines if text[line.start : line.end].strip()]
    name = _signature(text, lines[-1]) if lines else None
    if name is not None:
        lines.pop()
    while lines and _FURNITURE.fullmatch(text, lines[0].start, lines[0].end):
        lines.pop(0)
    if not lines:
        return None
    start, end = _trim(text, lines[0].start, lines[-1].end)
    link = _TRAILING_LINK.search(text, max(start, end - _LINK_WINDOW), end)
    if link is not None and link.start() > start:
        end = link.start()
    said = text[start:end]
    is_post = region.place is Place.EMBEDDED_POST
    whole = is_post or name is not None or said.endswith(tuple(_STOPS))
    if not whole or len(said.split()) < _LEAST_WORDS:
        return None
    return Block(Stretch(start, end, Span(start, end), 0, BLOCK_MARK), name)


def _signature(text: str, line: Span) -> Span | None:
    if line.end - line.start > _SIGNATURE_CHARS:
        return None
    for pattern in (_SHARED, _DASHED):
        match = pattern.fullmatch(text, line.start, line.end)
        if match is not None:
            return Span(*match.span("name"))
    return None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
