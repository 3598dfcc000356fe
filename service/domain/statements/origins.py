"""Which articles are copies of one text: wire reports, syndication, aggregators, excerpts.

Two steps, both pure. ``fingerprint`` gives a few keys of a text; near copies share some of them,
so that a store finds candidates by key. ``judge_copy`` aligns two texts and decides.

Words that an article quotes say nothing about who wrote it: two reporters at one press conference
share them. Judging therefore looks at the running text outside quotation marks where there is
enough of it.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np

from service.domain.text.tokens import words

SHINGLE_WORDS = 8
KEYS = 24
# Alignment is finer than lookup, since edits break long runs.
ALIGN_WORDS = 4
MIN_WORDS = 40
MIN_SHARED_WORDS = 30
NEAR_COPY_SHARE = 0.5
EXCERPT_SHARE = 0.8
MULTIPLIER = 0x9E3779B97F4A7C15
QUOTED = re.compile(r"[“„«\"][^“”„«»\"\n]{15,2000}[”»\"]")
# An excerpt often ends inside a quotation. A straight mark opens one where it has no partner.
CUT_OFF = re.compile(r"[“„«][^“”„«»\"\n]{15,2000}\Z")
CUT_OFF_STRAIGHT = re.compile(r"\"[^“”„«»\"\n]{15,2000}\Z")
_WORD_BYTES = 8
_MASK_63 = (1 << 63) - 1


class CopyKind(StrEnum):
    """What one text is to another as a whole; ``excerpt`` reads "a is an excerpt of b"."""

    IDENTICAL = "identical"
    NEAR_COPY = "near_copy"
    EXCERPT = "excerpt"
    EXCERPTED = "excerpted"
    NONE = "none"

    @property
    def is_copy(self) -> bool:
        """Whether the two belong to one origin."""
        return self is not CopyKind.NONE


@dataclass(frozen=True, slots=True)
class CopyEvidence:
    """How two texts are the same, outside quotation marks where there is enough text.

    ``shared_words`` stand in both in the same order, in runs of at least four. ``share_a`` and
    ``share_b`` are their share of each text, 0.0 to 1.0. ``longest_run`` counts words.
    """

    kind: CopyKind
    shared_words: int
    share_a: float
    share_b: float
    longest_run: int

    @property
    def reason(self) -> str:
        """One sentence for people."""
        return (
            f"{self.shared_words} words in the same order, {self.share_a:.0%} of the one and "
            f"{self.share_b:.0%} of the other, the longest run {self.longest_run} words"
        )


def fingerprint(text: str) -> tuple[int, ...]:
    """Returns at most 24 keys of a text, positive and below 2**63, ascending.

    They are the smallest hashes of its runs of eight folded words: of two texts that share most
    runs, most keys agree; of an excerpt, as many as it is long. Texts of fewer than eight words
    have none. The same text gives the same keys on every machine. O(n) in the text.

    Source: A. Broder, On the resemblance and containment of documents, 1997 (bottom-k sketch).
    """
    hashes = _shingle_hashes(words(text), SHINGLE_WORDS)
    if hashes.size == 0:
        return ()
    ordered = np.sort(hashes & np.uint64(_MASK_63))
    return tuple(dict.fromkeys(ordered.tolist()))[:KEYS]


def judge_copy(a_text: str, b_text: str) -> CopyEvidence:
    """Returns whether two texts are copies of one, and the evidence.

    Symmetric: swapped texts give the mirrored answer. Near-linear in the texts.
    """
    a, b = _read(a_text), _read(b_text)
    if a.folded == b.folded:
        size = len(a.folded)
        return CopyEvidence(CopyKind.IDENTICAL, size, 1.0, 1.0, size)
    if not a.own or not b.own:
        return CopyEvidence(CopyKind.NONE, 0, 0.0, 0.0, 0)
    # Of several longest chains one is taken: the same one whichever text comes first.
    first, second = (a, b) if a.own <= b.own else (b, a)
    shared, longest = _align(first.places, second.places)
    share_a, share_b = min(shared / len(a.own), 1.0), min(shared / len(b.own), 1.0)
    return CopyEvidence(_kind(shared, share_a, share_b), shared, share_a, share_b, longest)


def _kind(shared: int, share_a: float, share_b: float) -> CopyKind:
    if shared < MIN_SHARED_WORDS:
        return CopyKind.NONE
    if min(share_a, share_b) >= NEAR_COPY_SHARE:
        return CopyKind.NEAR_COPY
    if share_a >= EXCERPT_SHARE:
        return CopyKind.EXCERPT
    return CopyKind.EXCERPTED if share_b >= EXCERPT_SHARE else CopyKind.NONE


@dataclass(frozen=True, slots=True)
class _Read:
    """The words of a text, those that it does not quote, and where their single runs stand."""

    folded: list[str]
    own: list[str]
    places: dict[tuple[str, ...], int]


# A new text is held against one after the other: it is read once.
@lru_cache(maxsize=64)
def _read(text: str) -> _Read:
    folded = words(text)
    own = _own_words(text, folded)
    return _Read(folded, own, _single_places(own))


def _own_words(text: str, all_words: list[str]) -> list[str]:
    """Returns the words outside quotation marks, all of them if too few are left."""
    own = words(_without_quotations(text))
    return own if len(own) >= MIN_WORDS else all_words


def _without_quotations(text: str) -> str:
    whole = text.rstrip()
    kept = QUOTED.sub("\n", whole)
    if whole.count('"', whole.rfind("\n") + 1) % 2:
        kept = CUT_OFF_STRAIGHT.sub("", kept)
    return CUT_OFF.sub("", kept)


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=_WORD_BYTES).digest())


def _shingle_hashes(folded: list[str], size: int) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Returns one 64-bit hash for each run of ``size`` words, in order."""
    count = len(folded) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    hashes = np.array(list(map(_word_hash, folded)), dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    factor = 1
    for offset in range(size):
        total += hashes[offset : offset + count] * np.uint64(factor)
        factor = factor * MULTIPLIER & (1 << 64) - 1
    # The finaliser of SplitMix64: the smallest sums would favour texts with small words.
    total ^= total >> np.uint64(30)
    total *= np.uint64(0xBF58476D1CE4E5B9)
    total ^= total >> np.uint64(27)
    total *= np.uint64(0x94D049BB133111EB)
    return total ^ (total >> np.uint64(31))


def _align(
    places_a: dict[tuple[str, ...], int], places_b: dict[tuple[str, ...], int]
) -> tuple[int, int]:
    """Returns how many words stand in both in order, in runs of four, and the longest run.

    Anchors are runs of four words that stand once in each text; the longest chain of anchors in
    the same order counts. A run that a text repeats anchors nothing, which costs little.
    """
    pairs = sorted((places_a[run], places_b[run]) for run in places_a.keys() & places_b.keys())
    chain = _longest_rising(pairs)
    shared = longest = run = 0
    before = (-ALIGN_WORDS, -ALIGN_WORDS)
    for i, j in chain:
        # An overlap with the anchor before counts once, in the text where it is the larger.
        new = min(i - before[0], j - before[1], ALIGN_WORDS)
        shared += new
        follows = i - before[0] == j - before[1] <= ALIGN_WORDS
        run = run + new if follows else ALIGN_WORDS
        longest = max(longest, run)
        before = (i, j)
    return shared, longest


def _single_places(folded: list[str]) -> dict[tuple[str, ...], int]:
    """Returns where each run of four words stands that stands only once."""
    places: dict[tuple[str, ...], int] = {}
    repeated: set[tuple[str, ...]] = set()
    for start in range(len(folded) - ALIGN_WORDS + 1):
        run = tuple(folded[start : start + ALIGN_WORDS])
        if run in places:
            repeated.add(run)
        places[run] = start
    for run in repeated:
        del places[run]
    return places


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns the longest chain of pairs, sorted by their first, whose second rises."""
    tails: list[int] = []
    tail_index: list[int] = []
    previous: list[int] = []
    for index, (_, second) in enumerate(pairs):
        slot = bisect_left(tails, second)
        previous.append(tail_index[slot - 1] if slot else -1)
        if slot == len(tails):
            tails.append(second)
            tail_index.append(index)
        else:
            tails[slot] = second
            tail_index[slot] = index
    chain = []
    index = tail_index[-1] if tail_index else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]
