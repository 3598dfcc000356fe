"""Marked stretches that quote nobody: scare quotes, titles of works, nicknames, mottos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.model import Form
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Found
    from service.domain.extraction.marks import Stretch
    from service.domain.extraction.reading import Reading

_SCARE_WORDS = 3
_TITLE_WORDS = 12
_WINDOW = 4
_SMALL = word_set(
    "a an the of and or in on to for with at by from vs de la el los las y en del un una le les du"
)


def label(reading: Reading, stretch: Stretch, found: Found) -> Form:
    """Returns ``DIRECT``, or the form of a stretch that is no one's speech."""
    inside = reading.text[stretch.start : stretch.end]
    parts = inside.split()
    before = _words_before(reading, stretch)
    lexicon = reading.lexicon
    if any(word in lexicon.motto_words for word in before):
        return Form.MOTTO
    if len(parts) <= _WINDOW and (
        any(word in lexicon.nickname_words for word in before[-2:])
        or _between_names(reading, stretch)
    ):
        return Form.NICKNAME
    if any(word in lexicon.title_words for word in before) and _in_title_case(parts):
        return Form.TITLE
    if before and before[-1] in lexicon.scare_words and _is_so_called(before):
        return Form.SCARE
    unsaid = found.pattern in {"none", "sentence"} and inside[-1] not in "?!"
    return Form.SCARE if unsaid and len(parts) <= _SCARE_WORDS else Form.DIRECT


def _is_so_called(before: list[str]) -> bool:
    """Whether "called" is "so called" and not a verb of speech."""
    return before[-1] != "called" or before[-2:-1] == ["so"]


def _words_before(reading: Reading, stretch: Stretch) -> list[str]:
    last = reading.word_at_or_after(stretch.outer.start)
    sentence = reading.sentences[reading.sentence_at(stretch.outer.start)]
    return [word.lower for word in reading.words[max(sentence.first, last - _WINDOW) : last]]


def _between_names(reading: Reading, stretch: Stretch) -> bool:
    """Whether it stands between two parts of a name: Joaquín “El Chapo” Guzmán."""
    at = reading.word_at_or_after(stretch.outer.start)
    if at == 0 or at >= len(reading.words):
        return False
    before, after = reading.words[at - 1], reading.words[at]
    if reading.text[stretch.end - 1] in ".,!?…;:":
        return False
    near = stretch.outer.start - before.end <= 1 and after.start - stretch.outer.end <= 1
    return (
        near and before.capital and after.capital and before.lower not in reading.lexicon.not_names
    )


def _in_title_case(parts: list[str]) -> bool:
    if not parts or len(parts) > _TITLE_WORDS:
        return False
    heavy = [part.strip("“”‘’'\"¿¡.,:;!?()") for part in parts]
    heavy = [part for part in heavy if part and part.lower() not in _SMALL]
    return bool(heavy) and heavy[0][0].isupper()
