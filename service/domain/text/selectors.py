"""Places in a text that can be found again after the text has moved.

Source: W3C Web Annotation Data Model, 4.2.4 and 4.2.5.
"""

from __future__ import annotations

import unicodedata

from service.domain.model import Selector, Span

CONTEXT_CHARS = 32
_JOINER = "\u200d"


def make_selector(text: str, start: int, end: int, context_chars: int = CONTEXT_CHARS) -> Selector:
    """Returns the selector of ``text[start:end]`` with up to ``context_chars`` on either side.

    The context is shortened rather than cut inside a character with its combining marks.

    Raises:
        IndexError: the stretch is not inside the text.
    """
    if not 0 <= start <= end <= len(text):
        raise IndexError(f"[{start}, {end}) is outside a text of {len(text)}")
    low = max(0, start - context_chars)
    while low < start and _cuts_cluster(text, low):
        low += 1
    high = min(len(text), end + context_chars)
    while high > end and _cuts_cluster(text, high):
        high -= 1
    return Selector(text[start:end], text[low:start], text[end:high], start, end)


def resolve_selector(selector: Selector, text: str) -> list[Span]:
    """Returns every place in ``text`` where the exact words stand.

    Best agreement with prefix and suffix first; ties by nearness to the old start, then by place.
    An empty ``exact`` is found nowhere.
    """
    exact = selector.exact
    if not exact:
        return []
    ranked: list[tuple[int, int, int]] = []
    at = text.find(exact)
    while at >= 0:
        agreement = _common_suffix(text, at, selector.prefix) + _common_prefix(
            text, at + len(exact), selector.suffix
        )
        ranked.append((-agreement, abs(at - selector.start), at))
        at = text.find(exact, at + 1)
    return [Span(at, at + len(exact)) for _, _, at in sorted(ranked)]


def _cuts_cluster(text: str, at: int) -> bool:
    """Whether a cut before ``text[at]`` would part a character from its marks."""
    if at <= 0 or at >= len(text):
        return False
    char = text[at]
    if char.isascii() and char != "\n" and text[at - 1] != _JOINER:
        return False
    return (
        char == _JOINER
        or text[at - 1] == _JOINER
        or unicodedata.category(char).startswith("M")
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or (char == "\n" and text[at - 1] == "\r")
    )


def _common_suffix(text: str, at: int, prefix: str) -> int:
    shared = 0
    while shared < min(at, len(prefix)) and text[at - 1 - shared] == prefix[-1 - shared]:
        shared += 1
    return shared


def _common_prefix(text: str, at: int, suffix: str) -> int:
    shared = 0
    while shared < min(len(text) - at, len(suffix)) and text[at + shared] == suffix[shared]:
        shared += 1
    return shared
