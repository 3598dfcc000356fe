"""Two texts laid side by side, word by word, with the places of the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.matching.forms import (
    CLOSE_BRACKET,
    ELLIPSIS,
    NUMBER_SIGN,
    OPEN_BRACKET,
    read_forms,
    stem,
)
from service.domain.matching.similarity import Block, align
from service.domain.matching.wordclasses import MODAL_BASES, WordClass, classify
from service.domain.model import TextSpan
from service.domain.text.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENTENCE_ENDS: Final = frozenset(".!?¡¿:")
_SKIPPED: Final = frozenset(" \t\n\r\u00a0\"'“”‘’«»()[]-–—")
_WEAK: Final = frozenset({WordClass.FUNCTION, WordClass.PRONOUN})
_JOINED: Final = 2
_OBLIGATIONS: Final = frozenset({"have", "has", "had"})


class Spot(NamedTuple):
    """A comparable word at its place: ``key`` is what inflections share."""

    word: str
    key: str
    start: int
    end: int
    word_class: WordClass
    bracketed: bool

    @property
    def is_ellipsis(self) -> bool:
        """Whether it is an ellipsis and no word."""
        return self.word == ELLIPSIS


def read_spots(text: str, language: str) -> list[Spot]:
    """Returns the comparable words of a text with code point offsets, ellipses among them.

    Brackets are left out; the words in them are marked ``bracketed``. An ellipsis at either end
    hides nothing between known words and is left out too.
    """
    tokens = tokenise(text)
    spots: list[Spot] = []
    bracketed = False
    forms = read_forms([token.folded for token in tokens], language)
    for index, form in enumerate(forms):
        word = form.word
        if word in {OPEN_BRACKET, CLOSE_BRACKET}:
            bracketed = word == OPEN_BRACKET
            continue
        if not (word[0].isalnum() or word[0] == NUMBER_SIGN or word in {ELLIPSIS, "%"}):
            continue
        start, end = tokens[form.first].start, tokens[form.last].end
        word_class = classify(word, language, is_name=_is_name(text, start))
        if word in _OBLIGATIONS and index + 1 < len(forms) and forms[index + 1].word == "to":
            word_class = WordClass.MODALITY
        key = stem(MODAL_BASES.get(word, word), language)
        key = f"[{key}" if bracketed else key  # an editor's word is not what was said
        spots.append(Spot(word, key, start, end, word_class, bracketed))
    while spots and spots[0].is_ellipsis:
        spots.pop(0)
    while spots and spots[-1].is_ellipsis:
        spots.pop()
    return spots


def span_of(text: str, spots: Sequence[Spot]) -> TextSpan | None:
    """Returns the stretch from the first to the last of the words; None when there are none."""
    if not spots:
        return None
    start, end = min(spot.start for spot in spots), max(spot.end for spot in spots)
    return TextSpan(text[start:end], start, end)


def align_spots(a: Sequence[Spot], b: Sequence[Spot]) -> list[Block]:
    """Returns the edits from a to b; single little words between two edits count as edited."""
    blocks = align([spot.key for spot in a], [spot.key for spot in b])
    smooth: list[Block] = []
    for index, block in enumerate(blocks):
        inner = 0 < index < len(blocks) - 1
        stray = (
            inner
            and block.tag == "equal"
            and block.a_end - block.a_start == 1
            and a[block.a_start].word_class in _WEAK
            and _is_rewritten(blocks[index - 1])
            and _is_rewritten(blocks[index + 1])
        )
        current = Block("replace", *block[1:]) if stray else block
        if smooth and current.tag != "equal" and smooth[-1].tag != "equal":
            before = smooth.pop()
            current = Block("replace", before.a_start, current.a_end, before.b_start, current.b_end)
        smooth.append(current)
    return smooth


def _is_rewritten(block: Block) -> bool:
    return (
        block.tag == "replace"
        and max(block.a_end - block.a_start, block.b_end - block.b_start) >= _JOINED
    )


def _is_name(text: str, start: int) -> bool:
    """Whether the word is written with a capital although no sentence begins there."""
    if not text[start].isupper():
        return False
    at = start - 1
    while at >= 0 and text[at] in _SKIPPED:
        at -= 1
    return at >= 0 and text[at] not in _SENTENCE_ENDS
