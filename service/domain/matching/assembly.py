"""The fullest wording that overlapping attested fragments of one statement allow.

Nothing is written anew: every stretch of the result is a stretch of one of the wordings. Where
wordings contradict one another, the longest one's words stand and the others are listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.kinds import DifferenceKind
from service.domain.matching.alignment import read_spots
from service.domain.matching.differences import find_differences
from service.domain.matching.rarity import informative
from service.domain.model import Span, TextSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.matching.alignment import Spot
    from service.domain.model import Difference

LEAST_OVERLAP: Final = 3
"""Wordings are joined where they share so many words in one stretch ..."""

LEAST_INFORMATIVE: Final = 2
"""... of which so many say something."""

_AROUND_ELLIPSIS: Final = 2
_CONTRADICTING: Final = frozenset(
    {
        DifferenceKind.MODALITY,
        DifferenceKind.NEGATION,
        DifferenceKind.NUMBER,
        DifferenceKind.NAME,
        DifferenceKind.QUALIFIER,
    }
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the assembled text and where it comes from.

    ``text[start:end]`` of the whole equals ``origin.exact``, a stretch of wording number
    ``wording`` as given.
    """

    start: int
    end: int
    wording: int
    origin: TextSpan


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A difference from the longest wording that may change the meaning; shown, not resolved."""

    wording: int
    difference: Difference


@dataclass(frozen=True, slots=True)
class FullestWording:
    """What attested fragments say together.

    Attributes:
        text: the pieces in order, one space between; an ellipsis stays where no wording fills it.
        pieces: where each stretch comes from, in order.
        base: number of the longest wording, which ``contradictions`` are told against.
        contradictions: by wording, then by place.
    """

    text: str
    pieces: tuple[Piece, ...]
    base: int
    contradictions: tuple[Contradiction, ...]


class _Word(NamedTuple):
    wording: int
    place: int
    spot: Spot


def assemble(texts: Sequence[str], language: str) -> FullestWording | None:
    """Returns the fullest wording of texts of one language and one statement; None without words.

    The longest text is the base; another one lengthens it where their common stretch reaches an
    end of both, or fills an ellipsis where the words around it agree. The same texts in the same
    order give the same answer.
    """
    spots = [read_spots(text, language) for text in texts]
    order = sorted(range(len(texts)), key=lambda at: (-len(spots[at]), at))
    if not order or not spots[order[0]]:
        return None
    base = order[0]
    words = _words_of(base, spots[base])
    waiting = order[1:]
    while waiting:
        left: list[int] = []
        for at in waiting:
            longer = _lengthened(words, _words_of(at, spots[at]), language)
            if longer is None:
                left.append(at)
            else:
                words = longer
        if len(left) == len(waiting):
            break
        waiting = left
    text, pieces = _render(words, texts)
    return FullestWording(text, pieces, base, tuple(_find_contradictions(texts, base, language)))


def _words_of(wording: int, spots: Sequence[Spot]) -> list[_Word]:
    return [_Word(wording, place, spot) for place, spot in enumerate(spots)]


def _lengthened(words: list[_Word], others: list[_Word], language: str) -> list[_Word] | None:
    """Returns the words with what the others add, or None when they add nothing."""
    keys = [word.spot.word for word in words]
    matcher = SequenceMatcher(None, keys, [word.spot.word for word in others], autojunk=False)
    equal = [word for at, _, size in matcher.get_matching_blocks() for word in keys[at : at + size]]
    run = matcher.find_longest_match()
    if run.size < LEAST_OVERLAP or informative(equal, language) < LEAST_INFORMATIVE:
        return None
    filled = _filled(words, others, matcher)
    if filled is not None:
        return filled
    if informative(keys[run.a : run.a + run.size], language) < LEAST_INFORMATIVE:
        return None
    before = others[: run.b] if run.a == 0 else []
    after = others[run.b + run.size :] if run.a + run.size == len(words) else []
    return [*before, *words, *after] if before or after else None


def _filled(
    words: list[_Word], others: list[_Word], matcher: SequenceMatcher[str]
) -> list[_Word] | None:
    """Returns the words with the first ellipsis filled that the others know."""
    codes = matcher.get_opcodes()
    for before, (_, start, end, b_start, b_end), after in zip(
        codes, codes[1:], codes[2:], strict=False
    ):
        hole = [word.spot for word in words[start:end]]
        known = others[b_start:b_end]
        sure = all(
            tag == "equal" and stop - begin >= _AROUND_ELLIPSIS
            for tag, begin, stop, _, _ in (before, after)
        )
        whole = not any(word.spot.is_ellipsis for word in known)
        if len(hole) == 1 and hole[0].is_ellipsis and known and sure and whole:
            return [*words[:start], *known, *words[end:]]
    return None


def _render(words: Sequence[_Word], texts: Sequence[str]) -> tuple[str, tuple[Piece, ...]]:
    runs: list[list[_Word]] = []
    for word in words:
        last = runs[-1][-1] if runs else None
        if last and last.wording == word.wording and last.place + 1 == word.place:
            runs[-1].append(word)
        else:
            runs.append([word])
    text = ""
    pieces: list[Piece] = []
    for run in runs:
        start, end = run[0].spot.start, run[-1].spot.end
        exact = texts[run[0].wording][start:end]
        text += " " if text else ""
        pieces.append(
            Piece(len(text), len(text) + len(exact), run[0].wording, TextSpan(exact, start, end))
        )
        text += exact
    return text, tuple(pieces)


def _find_contradictions(texts: Sequence[str], base: int, language: str) -> list[Contradiction]:
    found: list[Contradiction] = []
    for at, text in enumerate(texts):
        if at == base:
            continue
        contrary = [
            difference
            for difference in find_differences(texts[base], text, language, language)
            if difference.changes_meaning and difference.kind in _CONTRADICTING
        ]
        if contrary:
            shared = _shared_stretches(texts[base], text, language)
            found += [Contradiction(at, each) for each in contrary if _is_inside(each, shared)]
    return found


def _shared_stretches(a: str, b: str, language: str) -> tuple[Span, Span]:
    """Returns from where to where, on either side, the two texts have words in common."""
    spots_a, spots_b = read_spots(a, language), read_spots(b, language)
    matcher = SequenceMatcher(
        None, [spot.word for spot in spots_a], [spot.word for spot in spots_b], autojunk=False
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return Span(0, 0), Span(0, 0)
    first, last = blocks[0], blocks[-1]
    return (
        Span(spots_a[first.a].start, spots_a[last.a + last.size - 1].end),
        Span(spots_b[first.b].start, spots_b[last.b + last.size - 1].end),
    )


def _is_inside(difference: Difference, shared: tuple[Span, Span]) -> bool:
    """Whether words of both stand around it: what was merely cut off contradicts nothing."""
    return all(
        span is None or (stretch.start <= span.start and span.end <= stretch.end)
        for span, stretch in zip((difference.a, difference.b), shared, strict=True)
    )
