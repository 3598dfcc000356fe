"""Character and order similarities, all from 0.0 (nothing shared) to 1.0 (equal).

The only module that imports rapidfuzz, whose own scale is partly 0-100.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process  # noqa: TID251  the one place where its scale is converted
from rapidfuzz.distance import Indel, LCSseq  # noqa: TID251  the same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_PERCENT = np.float32(100.0)


class Block(NamedTuple):
    """One edit of an alignment: ``a[a_start:a_end]`` becomes ``b[b_start:b_end]``.

    ``tag`` is ``equal``, ``replace``, ``delete`` or ``insert``, as in ``difflib``.
    """

    tag: str
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def character_ratio(a: str, b: str) -> float:
    """Returns the Indel similarity ``2 * LCS / (len(a) + len(b))``; 1.0 for two empty strings."""
    return Indel.normalized_similarity(a, b)


def common_words(a: Sequence[str], b: Sequence[str]) -> int:
    """Returns the length of the longest common subsequence of two sequences of words."""
    return LCSseq.similarity(a, b)


def character_ratios(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float32]:
    """Returns ``character_ratio`` of all pairs: float32 array ``(len(left), len(right))``."""
    if not left or not right:
        return np.zeros((len(left), len(right)), dtype=np.float32)
    found = process.cdist(
        left, right, scorer=Indel.normalized_similarity, dtype=np.float32, workers=1
    )
    return np.asarray(found, dtype=np.float32)


def partial_ratios(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float32]:
    """Returns how well the shorter string fits the best stretch of the longer, for all pairs.

    Returns:
        float32 array ``(len(left), len(right))``; some 15 times as slow as ``token_set_ratios``.
    """
    if not left or not right:
        return np.zeros((len(left), len(right)), dtype=np.float32)
    found = process.cdist(left, right, scorer=fuzz.partial_ratio, dtype=np.float32, workers=1)
    return np.asarray(found, dtype=np.float32) / _PERCENT


def token_set_ratios(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float32]:
    """Returns similarities of the sets of blank-separated words, whatever their order.

    Returns:
        float32 array ``(len(left), len(right))``; 1.0 where one set of words lies in the other,
        0.0 where one of the two has no words.
    """
    if not left or not right:
        return np.zeros((len(left), len(right)), dtype=np.float32)
    found = process.cdist(left, right, scorer=fuzz.token_set_ratio, dtype=np.float32, workers=1)
    return np.asarray(found, dtype=np.float32) / _PERCENT


def align(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """Returns the edits that lead from one sequence of words to the other, in order.

    The equal blocks add up to a longest common subsequence; between two of them stands at most
    one other block, so that neighbouring deletions and insertions read as one replacement.
    """
    found: list[Block] = []
    for op in LCSseq.opcodes(a, b):
        block = Block(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
        if found and block.tag != "equal" and found[-1].tag != "equal":
            first = found.pop()
            tag = _merged_tag(
                a_words=block.a_end - first.a_start, b_words=block.b_end - first.b_start
            )
            block = Block(tag, first.a_start, block.a_end, first.b_start, block.b_end)
        elif found and block.tag == "equal" and found[-1].tag == "equal":
            first = found.pop()
            block = Block("equal", first.a_start, block.a_end, first.b_start, block.b_end)
        found.append(block)
    return found


def _merged_tag(*, a_words: int, b_words: int) -> str:
    if a_words and b_words:
        return "replace"
    return "delete" if a_words else "insert"
