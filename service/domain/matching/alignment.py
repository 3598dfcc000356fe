"""Two texts laid side by side, word by word, with the places of the words."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.matching.forms import (
    CLOSE_BRACKET,
    ELLIPSIS,
    NUMBER_SIGN,
    OPEN_BRACKET,
    Form,
    read_forms,
    stem,
)
from service.domain.matching.similarity import Block, align
from service.domain.matching.wordclasses import (
    MODAL_BASES,
    WordClass,
    classify,
    is_denying_verb,
)
from service.domain.model import TextSpan
from service.domain.text.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENTENCE_ENDS: Final = frozenset(".!?¡¿:")
_SKIPPED: Final = frozenset(" \t\n\r\u00a0\"'“”‘’«»()[]-–—")
_WEAK: Final = frozenset({WordClass.FUNCTION, WordClass.PRONOUN})
_JOINED: Final = 2
_CACHED: Final = 2_048
_MOST_PAIRS: Final = 1_000_000
_MIRRORED: Final = {"insert": "delete", "delete": "insert"}
DENIES_NOTHING: Final = frozenset(
    {("not", "only"), ("not", "just"), ("not", "merely"), ("no", "doubt"), ("no", "solo"),
     ("no", "sólo"), ("no", "obstante")}
)  # fmt: skip
"""A denial and the word after it that deny nothing together, whatever else the sentence says."""

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


@lru_cache(maxsize=_CACHED)
def read_spots(text: str, language: str) -> tuple[Spot, ...]:
    """Returns the comparable words of a text with code point offsets, ellipses among them.

    Brackets are left out; the words in them are marked ``bracketed``. An ellipsis at either end
    hides nothing between known words and is left out too. The answer is cached.
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
        word_class = _in_context(forms, index, word_class)
        key = stem(MODAL_BASES.get(word, word), language)
        key = f"[{key}" if bracketed else key  # an editor's word is not what was said
        spots.append(Spot(word, key, start, end, word_class, bracketed))
    while spots and spots[0].is_ellipsis:
        spots.pop(0)
    while spots and spots[-1].is_ellipsis:
        spots.pop()
    return tuple(spots)


def _in_context(forms: Sequence[Form], index: int, word_class: WordClass) -> WordClass:
    """Returns the class that the neighbouring words give: "have to", "provided that"."""
    word = forms[index].word
    before = forms[index - 1].word if index else ""
    after = forms[index + 1].word if index + 1 < len(forms) else ""
    if word in _OBLIGATIONS and after == "to":
        return WordClass.MODALITY
    if (word, after) in DENIES_NOTHING:
        return WordClass.FUNCTION
    if (word == "provided" and after != "that") or (word == "only" and before == "not"):
        return WordClass.FUNCTION
    if is_denying_verb(before, word, after):
        return WordClass.NEGATION
    return word_class


def span_of(text: str, spots: Sequence[Spot]) -> TextSpan | None:
    """Returns the stretch from the first to the last of the words; None when there are none."""
    if not spots:
        return None
    start, end = min(spot.start for spot in spots), max(spot.end for spot in spots)
    return TextSpan(text[start:end], start, end)


def align_spots(a: Sequence[Spot], b: Sequence[Spot]) -> list[Block]:
    """Returns the edits from a to b; single little words between two edits count as edited."""
    blocks = _find_blocks([spot.key for spot in a], [spot.key for spot in b])
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


def _find_blocks(a: list[str], b: list[str]) -> list[Block]:
    """Returns the edits around the longest common stretch, then around the next on either side.

    A longest common subsequence would gather little words from far away where a short text lies
    in one place of a long one. The same edits come out whichever side is first.
    """
    if len(a) * len(b) > _MOST_PAIRS:
        return align(a, b)
    swapped = b < a
    first, second = (b, a) if swapped else (a, b)
    codes = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    if not swapped:
        return [Block(*code) for code in codes]
    return [
        Block(_MIRRORED.get(tag, tag), b_start, b_end, a_start, a_end)
        for tag, a_start, a_end, b_start, b_end in codes
    ]


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
