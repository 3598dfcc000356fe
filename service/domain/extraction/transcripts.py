"""Lines of a transcript: "Q: ...", "A: ...", "SMITH: ..."; a heading with a colon is none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.extraction.blocks import BLOCK_MARK, Block
from service.domain.extraction.first_names import gender_of
from service.domain.extraction.marks import Stretch
from service.domain.model import Span
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LABEL = re.compile(
    r"^[ \t]*(?:(?P<letter>[QA])\.|(?P<name>[^\W\d_][^\n\r:()“”\"«»]{0,48}?)[ \u00a0]?:)"
    r"[ \t\u00a0]+(?=\S)",
    re.MULTILINE,
)
_LINE_END = re.compile(r"[\n\r]|\Z")
_WORDS = re.compile(r"[^\W\d_]\w*(?:[-'’]\w+)*")
_NEIGHBOURS = re.compile(
    r"\b(?P<first>[A-ZÀ-ÖØ-Þ][\w'’.-]{0,30})(?=[ \u00a0](?P<second>[A-ZÀ-ÖØ-Þ][\w-]{1,40}))"
)
# Asking and answering, by language; both have to occur.
_ASKING = {"Q": "A", "P": "R", "F": "A", "D": "R"}
_MOST_NAME_WORDS = 5
_LEAST_SAID_WORDS = 2
_LEAST_TURNS = 2
# Headings that stand where a name would.
_HEADINGS = word_set(
    "note notes breaking correction corrections update updated editor editors read more source"
    " sources photo photos video watch listen related location date time when where who what why"
    " how price summary analysis opinion warning tip question answer answers questions exclusive"
    " live fact facts claim verdict rating result results score background context example"
    " important caution advice pros cons total contact phone email tel address tickets cost"
    " nota notas última hora corrección actualización editor lea más leer fuente fuentes foto fotos"
    " vídeo fecha lugar hora precio resumen análisis opinión aviso pregunta respuesta exclusivo"
    " exclusiva directo dato datos resultado contexto ejemplo importante"
    " correction précision lire vidéo lieu heure prix résumé analyse avis exclusif contexte"
    " exemple attention atenção correção atualização leia hinweis korrektur quelle quellen foto"
    " lesen ort datum zeit preis achtung wichtig correzione aggiornamento leggi fonte fonti luogo"
    " ora prezzo attenzione"
)
_TITLES = word_set(
    "mr mrs ms dr sen rep gov gen president vice senator governor secretary minister judge justice"
    " sr sra dra presidente presidenta senador senadora ministro ministra señor señora"
)


@dataclass(frozen=True, slots=True)
class _Turn:
    label: Span
    said: Span
    words: tuple[str, ...]


def find_turns(text: str, marked: Sequence[Stretch]) -> list[Block]:
    """Returns the turns of a transcript, each with its label; none unless two lines are turns.

    A label is taken for a speaker's when it is one of a pair of letters for asking and
    answering, when it stands in capitals and the text names a person so elsewhere, or when it
    is in capitals or a person's and comes again beside another label that does. A line whose
    words are in marks is left to the marks. O(n).
    """
    candidates = _candidates(text)
    if len(candidates) < _LEAST_TURNS:
        return []
    starts = {stretch.outer.start for stretch in marked}
    speaking = _speaking(text, candidates)
    turns = [turn for turn in candidates if turn.words in speaking]
    if len(turns) < _LEAST_TURNS:
        return []
    return [
        Block(
            Stretch(turn.said.start, turn.said.end, turn.said, 0, BLOCK_MARK),
            turn.label,
            "named",
        )
        for turn in turns
        if turn.said.start not in starts
    ]


def _iter_labels(text: str) -> Iterator[re.Match[str]]:
    """Yields what lines begin with; only where a line begins is anything looked for."""
    start = 0
    while True:
        match = _LABEL.match(text, start)
        if match is not None:
            yield match
        start = text.find("\n", start) + 1
        if not start:
            return


def _candidates(text: str) -> list[_Turn]:
    found: list[_Turn] = []
    for match in _iter_labels(text):
        label = Span(*match.span("letter" if match["letter"] else "name"))
        words = tuple(_WORDS.findall(text[label.start : label.end]))
        if not words or len(words) > _MOST_NAME_WORDS or not _may_name(words):
            continue
        ending = _LINE_END.search(text, match.end())
        end = ending.start() if ending is not None else len(text)
        said = text[match.end() : end].rstrip()
        enough = len(words[0]) == 1 or len(said.split()) >= _LEAST_SAID_WORDS
        if enough and not said[0].islower():
            said_span = Span(match.end(), match.end() + len(said))
            found.append(_Turn(label, said_span, words))
    return found


def _may_name(words: tuple[str, ...]) -> bool:
    return words[0].lower().rstrip(".") not in _HEADINGS and all(
        word[0].isupper() or word in {"de", "del", "la", "van", "von", "der", "da", "of", "the"}
        for word in words
    )


def _speaking(text: str, candidates: list[_Turn]) -> set[tuple[str, ...]]:
    """Returns the labels that stand for a speaker."""
    counts = Counter(turn.words for turn in candidates)
    speaking: set[tuple[str, ...]] = set()
    for ask, answer in _ASKING.items():
        if counts[(ask,)] and counts[(answer,)]:
            speaking |= {(ask,), (answer,)}
    surnames = _surnames(text)
    loud = {words for words in counts if len(words[-1]) > 1 and all(w.isupper() for w in words)}
    known = {words for words in loud if words[-1].casefold() in surnames}
    again = {
        words
        for words, count in counts.items()
        if count >= _LEAST_TURNS and (words in loud or _is_person(words, surnames))
    }
    return speaking | known | (again if len(again | known | speaking) > 1 else set())


def _is_person(words: tuple[str, ...], surnames: set[str]) -> bool:
    return gender_of(words[0].lower()) is not None or words[-1].casefold() in surnames


def _surnames(text: str) -> set[str]:
    """Returns what follows a first name or a title: "Ana Torres", "Mr. Torres"."""
    return {
        match["second"].casefold()
        for match in _NEIGHBOURS.finditer(text)
        if gender_of(match["first"].lower()) is not None
        or match["first"].lower().rstrip(".") in _TITLES
    }
