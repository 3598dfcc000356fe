"""An article made ready for attribution: words, sentences and marked stretches on one scale."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.extraction.blocks import BLOCK_MARK, Regions, find_blocks
from service.domain.extraction.dialogue import find_dialogue, part_asides
from service.domain.extraction.marks import Stretch, find_stretches, is_noise, split_paragraphs
from service.domain.extraction.transcripts import find_turns
from service.domain.text.segment import split_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.extraction.blocks import Block
    from service.domain.extraction.lexicon import Lexicon
    from service.domain.model import Region, Span

MASK = "\u00a4"
# Stands for what is not read; no space, of which a million in a row would be slow to read.
_BLANK = "\ufffc"
_JOINED = r"(?:[-'’][^\W_]+)*"


def _plain_word(ending: str = "") -> str:
    """Returns the pattern of a word; most have two letters and more, so these are tried first."""
    return (
        r"EE\.\s?UU\.?"
        rf"|[^\W_][^\W_]+{_JOINED}{ending}"
        r"|[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W\d_]\.[^\W\d_]\b"
        rf"|[^\W_]{_JOINED}{ending}|@[^\W_]+{_JOINED}{ending}"
    )


_WORD = re.compile(f"({_plain_word()})")
# "l’homme", "qu’il", "dell’accordo" and "a-t-il", "dit-elle" are two words each.
_ELIDED = (
    r"(?i:qu|jusqu|lorsqu|puisqu|quoiqu|[ldnsjcmt]|un|dell|all|nell|sull|dall|quest|quell)"
    r"['’](?=\w)"
)
_ASKING = r"[^\W_]+(?=-(?:t-)?(?:ils?|elles?|on|je)\b)"
_WORDS = {
    # "voters’ minds" as well: the mark of a genitive, where no quotation closes.
    "en": re.compile("(" + _plain_word(r"(?:(?<=s)['’](?=\s[^\W_]))?") + ")"),
    "fr": re.compile(f"({_ELIDED}|{_ASKING}|{_plain_word()})"),
    "it": re.compile(f"({_ELIDED}|{_plain_word()})"),
}
# As in: BOGOTÁ (Reuters) — The talks went on.
_DATELINE = re.compile(r"[A-ZÁÉÍÓÚÑÜÇ]{3,}[^—–\n\u00a4]{0,60}?\s(?:—|–|--?)\s")
_STOPS = ".!?…"
_ARABIC_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "at", "az", "ul"})


@dataclass(slots=True)
class Word:
    """A word outside the marks. ``gap`` is what stands between it and the word before."""

    start: int
    end: int
    text: str
    lower: str
    gap: str
    capital: bool


@dataclass(slots=True)
class Sentence:
    """A sentence; its words are ``words[first:last]`` of the reading."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


class Reading:
    """The text with what attribution looks at.

    ``masked`` has the length of ``text``; what stands in outermost marks is masked, so that no
    pattern can match inside a quotation.
    """

    def __init__(self, text: str, lexicon: Lexicon, regions: Sequence[Region] = ()) -> None:
        """Reads the text once; O(n log n). ``regions`` are what in it is no running body."""
        self.text = text
        self.lexicon = lexicon
        self.paragraphs = split_paragraphs(text)
        everything, self.unbalanced = find_stretches(text, self.paragraphs)
        everything = part_asides(text, everything, lexicon)
        self.regions = Regions(text, regions)
        blocks = find_blocks(text, self.regions, everything, lexicon) + find_turns(text, everything)
        self.blocks = {block.stretch.start: block for block in blocks}
        everything = sorted(
            everything + find_dialogue(text, lexicon) + [block.stretch for block in blocks],
            key=lambda stretch: (stretch.outer.start, -stretch.outer.end),
        )
        self.stretches = _outermost(everything)
        self._stretch_starts = [stretch.outer.start for stretch in self.stretches]
        self.masked = _mask(_blank_noise(text, self.paragraphs), self.stretches)
        self.words = _read_words(self.masked, _WORDS.get(lexicon.language, _WORD))
        self._word_starts = [word.start for word in self.words]
        self.sentences = self._read_sentences()
        self._sentence_starts = [sentence.start for sentence in self.sentences]
        self._paragraph_starts = [paragraph.start for paragraph in self.paragraphs]

    def word_at_or_after(self, at: int) -> int:
        """Returns the index of the first word that starts at or after this place."""
        return bisect_left(self._word_starts, at)

    def stretches_between(self, start: int, end: int) -> list[Stretch]:
        """Returns the outermost stretches that start in ``[start, end)``."""
        first = bisect_left(self._stretch_starts, start)
        return self.stretches[first : bisect_left(self._stretch_starts, end)]

    def block_of(self, stretch: Stretch) -> Block | None:
        """Returns the block or turn that a stretch is, None for one between marks."""
        return self.blocks.get(stretch.start) if stretch.mark == BLOCK_MARK else None

    def sentence_at(self, at: int) -> int:
        """Returns the index of the sentence that holds this place, or the one before it."""
        return max(0, bisect_right(self._sentence_starts, at) - 1)

    def paragraph_at(self, at: int) -> int:
        """Returns the index of the paragraph that holds this place, or the one before it."""
        return max(0, bisect_right(self._paragraph_starts, at) - 1)

    def _read_sentences(self) -> list[Sentence]:
        sentences: list[Sentence] = []
        for number, paragraph in enumerate(self.paragraphs):
            block = self.masked[paragraph.start : paragraph.end]
            for span in split_sentences(block, self.lexicon.language):
                start, end = paragraph.start + span.start, paragraph.start + span.end
                dateline = _DATELINE.match(self.masked, start, end)
                opens = dateline.end() if dateline is not None else start
                sentences.append(
                    Sentence(
                        start,
                        end,
                        self.word_at_or_after(opens),
                        self.word_at_or_after(end),
                        number,
                    )
                )
        return sentences


def _outermost(stretches: list[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    covered = 0
    for stretch in stretches:
        if stretch.outer.start >= covered:
            kept.append(stretch)
            covered = stretch.outer.end
    return kept


def _blank_noise(text: str, paragraphs: list[Span]) -> str:
    """Blanks the paragraphs that are read for no marks: they hold no prose either."""
    pieces: list[str] = []
    done = 0
    for paragraph in paragraphs:
        if is_noise(text, paragraph):
            pieces += (text[done : paragraph.start], _BLANK * (paragraph.end - paragraph.start))
            done = paragraph.end
    return text if not done else "".join([*pieces, text[done:]])


def _mask(text: str, stretches: list[Stretch]) -> str:
    """Hides what is marked; a stop before the closing mark stays, for it ends a sentence."""
    pieces: list[str] = []
    done = 0
    for stretch in stretches:
        outer = stretch.outer
        pieces.append(text[done : outer.start])
        hidden = outer.end - outer.start
        if (
            stretch.end > stretch.start + 1
            and text[stretch.end - 1] in _STOPS
            and not stretch.unbalanced
        ):
            tail = outer.end - stretch.end
            pieces.append(MASK * (hidden - tail - 1) + text[stretch.end - 1] + "”" * tail)
        else:
            pieces.append(MASK * hidden)
        done = outer.end
    pieces.append(text[done:])
    return "".join(pieces)


def _read_words(masked: str, pattern: re.Pattern[str]) -> list[Word]:
    parts = pattern.split(masked)  # gaps and words in turn
    texts = parts[1::2]
    # Half of the words of an article stand in it before: each form is folded once.
    lowers = {text: text.lower() for text in texts}
    capitals = {text: _is_capital(text) for text in lowers}
    words: list[Word] = []
    end = 0
    for gap, text in zip(parts[::2], texts, strict=False):
        start = end + len(gap)
        end = start + len(text)
        words.append(Word(start, end, text, lowers[text], gap, capitals[text]))
    return words


def _is_capital(text: str) -> bool:
    return text[0].isupper() or (text[2:3] == "-" and _is_arabic_name(text))


def _is_arabic_name(text: str) -> bool:
    """Whether a small article is written together with a name: "al-Sadi", "el-Amin"."""
    return text[:2] in _ARABIC_ARTICLES and text[3].isupper()
