"""One folded form of a text, with a way back to the characters it came from.

Folded away: letter case, compatibility forms (NFKC), typographic marks and dashes, invisible
characters, soft hyphens, the spellings of an ellipsis, runs of white space, outer white space.
Diacritics, punctuation and word order stay.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from service.domain.model import Span

_DOUBLE_MARKS = "“”„‟«»″〝〞＂❝❞"
_SINGLE_MARKS = "‘’‚‛‹›′`´ʼʹʻ＇❛❜"
_DASHES = "‐‑‒–—―−﹘﹣－⸺⸻"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
    + "".join(chr(code) for code in range(0xFE00, 0xFE10))
)
_TABLE: dict[int, str | None] = {
    **{ord(mark): '"' for mark in _DOUBLE_MARKS},
    **{ord(mark): "'" for mark in _SINGLE_MARKS},
    **{ord(dash): "-" for dash in _DASHES},
    **{ord(char): None for char in _INVISIBLE},
    ord("…"): "…",
    ord("⋯"): "…",
}
# NFKC would turn the ellipsis into dots; a private-use stand-in carries it through.
_STAND_IN = "\uf8f0"
_TABLE[ord("…")] = _TABLE[ord("⋯")] = _STAND_IN

# Few characters of a text are in the table: looking for these takes a tenth of translating all.
_TABLED = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
_SPACE = re.compile(r"\s+")
_HYPHENS = re.compile(r"-{2,}")
_DOTS = re.compile(r"…|\.(?: ?\.){2,}")
_OPEN_TO_CLOSE = {"[": "]", "(": ")"}
_JAMO = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))
_STABLE_AFTER = 4
_CACHED_CHARS = 7


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A folded text and, for each of its characters, the original stretch it stands for.

    ``text[i]`` came from ``original[starts[i]:ends[i]]``; both never decrease.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def to_original(self, start: int, end: int) -> Span:
        """Returns the original stretch behind ``text[start:end]``.

        An empty stretch gives an empty span at the place where it would stand.

        Raises:
            IndexError: the stretch is not inside the folded text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"[{start}, {end}) is outside a text of {len(self.text)}")
        if start == end:
            at = self.starts[start] if start < len(self.text) else (self.ends or (0,))[-1]
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])


def fold(text: str) -> str:
    """Returns ``normalise(text).text`` without making the map; folding twice changes nothing."""
    folded = _fold_ascii(text) if text.isascii() else _fold_characters(text)
    folded = _SPACE.sub(" ", folded).strip()
    if "--" in folded:
        folded = _HYPHENS.sub("-", folded)
    if "…" in folded or ".." in folded or ". ." in folded:
        pieces: list[str] = []
        done = 0
        for start, end in _iter_ellipses(folded):
            pieces += (folded[done:start], "…")
            done = end
        folded = "".join(pieces) + folded[done:]
    return folded


def normalise(text: str) -> NormalisedText:
    """Returns the folded text with the map back; O(n)."""
    folded, starts, ends = _fold_with_map(text)
    for spans, replacement in ((_iter_spaces, " "), (_iter_hyphens, "-"), (_iter_ellipses, "…")):
        cuts = list(spans(folded))
        if cuts:
            folded, starts, ends = _replace(folded, starts, ends, cuts, replacement)
    low = 1 if folded.startswith(" ") else 0
    high = len(folded) - (1 if len(folded) > low and folded.endswith(" ") else 0)
    return NormalisedText(folded[low:high], tuple(starts[low:high]), tuple(ends[low:high]))


def _fold_ascii(text: str) -> str:
    return text.lower().replace("`", "'")


def _fold_characters(text: str) -> str:
    folded = _translate(text)
    if folded.isascii():
        return folded.lower()
    for _ in range(_STABLE_AFTER):
        again = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", folded).casefold())
        again = _translate(again)
        if again == folded:
            break
        folded = again
    return folded.replace(_STAND_IN, "…")


def _translate(text: str) -> str:
    return _TABLED.sub(_replacement, text)


def _replacement(found: re.Match[str]) -> str:
    return _TABLE[ord(found[0])] or ""


_fold_cluster = lru_cache(maxsize=8192)(_fold_characters)


@lru_cache(maxsize=8192)
def _joins_the_one_before(char: str) -> bool:
    """Whether normalisation may combine this character with what precedes it."""
    first = unicodedata.normalize("NFKD", char)[0]
    return (
        char in _INVISIBLE
        or unicodedata.category(first).startswith("M")
        or any(ord(first) in jamo for jamo in _JAMO)
    )


def _fold_with_map(text: str) -> tuple[str, list[int], list[int]]:
    if text.isascii():
        return _fold_ascii(text), list(range(len(text))), list(range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at, size = 0, len(text)
    while at < size:
        stop = at + 1
        while stop < size and not text[stop].isascii() and _joins_the_one_before(text[stop]):
            stop += 1
        cluster = text[at:stop]
        read = _fold_cluster if len(cluster) <= _CACHED_CHARS else _fold_characters
        folded = read(cluster)
        pieces.append(folded)
        starts.extend([at] * len(folded))
        ends.extend([stop] * len(folded))
        at = stop
    return "".join(pieces), starts, ends


def _replace(
    text: str,
    starts: list[int],
    ends: list[int],
    cuts: list[tuple[int, int]],
    replacement: str,
) -> tuple[str, list[int], list[int]]:
    pieces: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    done = 0
    for start, end in cuts:
        pieces += (text[done:start], replacement)
        new_starts += starts[done:start]
        new_ends += ends[done:start]
        new_starts.append(starts[start])
        new_ends.append(ends[end - 1])
        done = end
    pieces.append(text[done:])
    return "".join(pieces), new_starts + starts[done:], new_ends + ends[done:]


def _iter_spaces(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _SPACE.finditer(text)]


def _iter_hyphens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _HYPHENS.finditer(text)]


def _iter_ellipses(text: str) -> list[tuple[int, int]]:
    """Returns the stretches to be written "…", brackets that hold nothing else included."""
    found: list[tuple[int, int]] = []
    done = 0
    for match in _DOTS.finditer(text):
        start, end = match.span()
        while True:
            left, right = start - 1, end
            if left > done and text[left] == " ":
                left -= 1
            if right + 1 < len(text) and text[right] == " ":
                right += 1
            if left < done or right >= len(text) or _OPEN_TO_CLOSE.get(text[left]) != text[right]:
                break
            start, end = left, right + 1
        found.append((start, end))
        done = end
    return found
