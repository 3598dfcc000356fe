"""Two attested stretches joined as one: where a text was put together from separate statements."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from service.domain.matching.prepared import prepare
from service.domain.matching.similarity import common_words
from service.domain.text.tokens import tokenise, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.model import Wording
    from service.domain.text.tokens import Token

_LEAST_WORDS: Final = 4
_LEAST_INFORMATIVE: Final = 2
_LEAST_COVERED: Final = 0.75


@dataclass(frozen=True, slots=True)
class Piece:
    """A wording of a statement that may be part of a splice."""

    statement_id: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text, code points ``[start, end)``, that stands in a wording."""

    exact: str
    start: int
    end: int
    statement_id: str
    wording_id: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Words ``[first, last)`` of the text that stand side by side in a piece."""

    first: int
    last: int
    piece: Piece


def find_splice(text: str, language: str, pieces: Sequence[Piece]) -> tuple[Stretch, ...]:
    """Returns the stretches that separate statements lend to a text, in its order; or none.

    Two statements or more must each lend a stretch that says something, together they must make
    most of the text, and no single wording may hold about as much of it: an omission inside one
    statement is no splice.
    """
    tokens = [token for token in tokenise(text) if token.is_word]
    asked = [token.folded for token in tokens]
    if len(asked) < 2 * _LEAST_WORDS:
        return ()
    runs, most_of_one = [], 0
    for piece in pieces:
        held = words(piece.wording.text)
        most_of_one = max(most_of_one, common_words(asked, held))
        found = SequenceMatcher(None, asked, held, autojunk=False).find_longest_match()
        runs.append(_Run(found.a, found.a + found.size, piece))
    chosen = _choose(text, language, tokens, runs)
    covered = sum(run.last - run.first for run in chosen)
    apart = any(
        left.piece.statement_id != right.piece.statement_id for left, right in pairwise(chosen)
    )
    if (
        not apart
        or covered < _LEAST_COVERED * len(asked)
        or covered < most_of_one + _LEAST_WORDS - 1
    ):
        return ()
    return tuple(_stretch(text, tokens, run) for run in chosen)


def _choose(text: str, language: str, tokens: Sequence[Token], runs: Sequence[_Run]) -> list[_Run]:
    """Returns runs that do not overlap and say something, the longest first taken, in order."""
    chosen: list[_Run] = []
    ranked = sorted(runs, key=lambda r: (r.first - r.last, r.first, r.piece.statement_id))
    for run in ranked:
        first, last = run.first, run.last
        for taken in chosen:
            if first < taken.last and taken.first < last:
                # What two runs share belongs to the longer one.
                first, last = (taken.last, last) if taken.first <= first else (first, taken.first)
        if last - first < _LEAST_WORDS:
            continue
        said = text[tokens[first].start : tokens[last - 1].end]
        if prepare(said, language).informative >= _LEAST_INFORMATIVE:
            chosen.append(_Run(first, last, run.piece))
    return sorted(chosen, key=lambda r: r.first)


def _stretch(text: str, tokens: Sequence[Token], run: _Run) -> Stretch:
    start, end = tokens[run.first].start, tokens[run.last - 1].end
    return Stretch(text[start:end], start, end, run.piece.statement_id, run.piece.wording.id)
