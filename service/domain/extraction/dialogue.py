"""Dialogue set with dashes, as Spanish and French houses print it: —Hola —dijo Ana—. Adiós."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.domain.extraction.marks import Stretch
from service.domain.model import Span

if TYPE_CHECKING:
    from service.domain.extraction.lexicon import Lexicon

_LANGUAGES = frozenset({"es", "fr", "pt", "it"})
_DASH = "—―–"
_SPEECH = re.compile(
    rf"(?:(?<=[\n.!?…”»] )|(?<=\n)|^)[{_DASH}][ \u00a0]?(?P<said>[^{_DASH}\n]{{2,400}}?)"
    rf"\s?[{_DASH}][ \u00a0]?(?P<verb>[^\W\d_]+)"
)
_RESUMED = re.compile(
    rf"[^{_DASH}\n]{{2,120}}[{_DASH}][.,;:]?\s+(?P<said>[^{_DASH}\n]{{2,400}})(?=\n|$)"
)
# As in: «Es un comienzo —dijo Ana—, pero hay tiempo»; «Si parte – dice Ana –. È ora».
_NARRATED = re.compile(
    rf"\s?[{_DASH}–]\s?(?P<aside>[^\W\d_]+\b[^{_DASH}–\n«»“”]{{2,90}}?)\s?[{_DASH}–]"
    r"(?P<rest>[\s,.;:]*)"
)
_AUXILIARIES = frozenset({"ha", "han", "había", "tem", "aveva", "a", "avait"})
_HOLDS_ASIDES = frozenset('«“"')
_ASIDES = frozenset({"a", "ha", "le", "me", "se", "nos", "l", "lui"})


def find_dialogue(text: str, lexicon: Lexicon) -> list[Stretch]:
    """Returns what is spoken between dashes and followed by a verb of speech; O(n).

    What goes on after the narrator's words, up to the end of the line, is a stretch of its own.
    """
    if lexicon.language not in _LANGUAGES or not any(dash in text for dash in _DASH):
        return []
    found: list[Stretch] = []
    at = 0
    while (match := _SPEECH.search(text, at)) is not None:
        at = match.end()
        cue = lexicon.cues.get(match["verb"].lower())
        if (cue is None or cue.mood == "noun") and match["verb"].lower() not in _ASIDES:
            continue
        found.append(_make(text, *match.span("said")))
        resumed = _RESUMED.match(text, match.start("verb"))
        if resumed is not None:
            found.append(_make(text, *resumed.span("said")))
            at = resumed.end()
    return found


def part_asides(text: str, stretches: list[Stretch], lexicon: Lexicon) -> list[Stretch]:
    """Returns the stretches; one that tells inside its marks who speaks becomes two.

    As Spanish and Italian houses print it: «Es un comienzo —dijo Ana—, pero hay tiempo». O(n).
    """
    if lexicon.language not in _LANGUAGES:
        return stretches
    parted: list[Stretch] = []
    done = -1
    for stretch in stretches:
        aside = None
        if stretch.depth == 0 and stretch.mark in _HOLDS_ASIDES and stretch.outer.start >= done:
            aside = _find_aside(text, stretch, lexicon)
        done = max(done, stretch.outer.end)
        if aside is None:
            parted.append(stretch)
            continue
        before = Span(stretch.outer.start, aside.start())
        after = Span(aside.start("rest"), stretch.outer.end)
        mark = stretch.mark
        parted.append(Stretch(stretch.start, aside.start(), before, stretch.depth, mark))
        if aside.end() < stretch.end:
            parted.append(Stretch(aside.end(), stretch.end, after, stretch.depth, mark))
    return parted


def _find_aside(text: str, stretch: Stretch, lexicon: Lexicon) -> re.Match[str] | None:
    """The first aside between dashes that opens with a finite verb of speech."""
    at = stretch.start
    while (match := _NARRATED.search(text, at, stretch.end)) is not None:
        words = match["aside"].lower().split()
        led = len(words) > 1 and words[0] in _ASIDES | _AUXILIARIES
        cue = lexicon.cues.get(words[1] if led else words[0])
        moods = {"finite", "perfect"} if led else {"finite"}
        if match.start() > stretch.start and cue is not None and cue.mood in moods:
            return match
        at = match.start("rest")
    return None


def _make(text: str, start: int, end: int) -> Stretch:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    before = start
    while before and (text[before - 1] in _DASH or text[before - 1] in " \u00a0"):
        before -= 1
        if text[before] in _DASH:
            break
    return Stretch(start, end, Span(before if text[before] in _DASH else start, end), 0, "—")
