"""Marked stretches that quote nobody: scare quotes, titles of works, nicknames, mottos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.phrases import is_possessive
from service.domain.kinds import Form
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.attribution import Found
    from service.domain.extraction.marks import Stretch
    from service.domain.extraction.reading import Reading, Word

_SCARE_WORDS = 4
_TITLE_WORDS = 9
_WINDOW = 4
_HEAVY_WORDS = 2
_FAR_WINDOW = 9
_BEARS = word_set("read reads reading said saying with bearing that decían decía dice rezaban con")
_KNOWN = word_set("known conocido conocida connu connue")
_OBJECTS = word_set("him her them it")
_STOPS = ".,!?…;:"
_SMALL = word_set(
    "a an the of and or in on to for with at by from vs de la el los las y en del un una le les du"
    " des et ou dans il lo gli e di da der die das und im am von zu"
)
_PLACES = word_set("on from in en sur dans im")
_BEFORE_TITLES = word_set("on in from of with to a an the en de del un una el la sur dans im")


def label(reading: Reading, stretch: Stretch, found: Found) -> Form:
    """Returns ``DIRECT``, or the form of a stretch that is no one's speech."""
    parts = reading.text[stretch.start : stretch.end].split()
    before = _words_before(reading, stretch)
    if _is_motto(reading, stretch):
        return Form.MOTTO
    if len(parts) <= _WINDOW and _is_nickname(reading, stretch, parts):
        return Form.NICKNAME
    if _is_title(reading, stretch, before, parts):
        return Form.TITLE
    if len(parts) <= _SCARE_WORDS and _is_scare(reading, stretch, before, found):
        return Form.SCARE
    return Form.DIRECT


def _words_before(reading: Reading, stretch: Stretch, window: int = _WINDOW) -> list[Word]:
    last = reading.word_at_or_after(stretch.outer.start)
    sentence = reading.sentences[reading.sentence_at(stretch.outer.start)]
    return reading.words[max(sentence.first, last - window) : last]


def _is_motto(reading: Reading, stretch: Stretch) -> bool:
    """Whether a banner or a chant bears the words."""
    lexicon = reading.lexicon
    near = [word.lower for word in _words_before(reading, stretch)]
    if any(word in lexicon.motto_words for word in near):
        return True
    far = [word.lower for word in _words_before(reading, stretch, _FAR_WINDOW)]
    bears = any(word in _BEARS for word in near)
    return bears and any(word in lexicon.motto_words for word in far)


def _is_nickname(reading: Reading, stretch: Stretch, parts: list[str]) -> bool:
    lexicon = reading.lexicon
    lower = [word.lower for word in _words_before(reading, stretch, _FAR_WINDOW)]
    if any(word in lexicon.nickname_words for word in lower[-2:]):
        return True
    named = parts[0][0].isupper() and len(parts) <= _HEAVY_WORDS
    known = lower[-1:] in (["as"], ["como"]) and any(word in _KNOWN for word in lower)
    called = lower[-2:-1] in (["called"], ["call"], ["calls"]) and lower[-1] in _OBJECTS
    return (named and (known or called)) or _between_names(reading, stretch)


def _joins(reading: Reading, stretch: Stretch, before: list[Word]) -> bool:
    """Whether only spaces part the stretch from the word before it."""
    return bool(before) and reading.masked[before[-1].end : stretch.outer.start].isspace()


def _is_scare(reading: Reading, stretch: Stretch, before: list[Word], found: Found) -> bool:
    lexicon = reading.lexicon
    if not before or not _joins(reading, stretch, before):
        return False
    last = before[-1].lower
    if last in lexicon.scare_words:
        return last != "called" or (len(before) > 1 and before[-2].lower == "so")
    if found.pattern != "none" and found.cue is not None:
        adjacent = reading.words[found.cue] in before[-2:]
        if adjacent or last in {"as", "como"}:
            return False
    return _stands_for_noun(reading, stretch, last)


def _stands_for_noun(reading: Reading, stretch: Stretch, last: str) -> bool:
    """Whether the stretch qualifies the noun that follows: the “nuclear” vote."""
    lexicon = reading.lexicon
    at = reading.word_at_or_after(stretch.outer.end)
    if at >= len(reading.words) or reading.text[stretch.end - 1] in _STOPS:
        return False
    after = reading.words[at]
    closed = (
        lexicon.prepositions | lexicon.conjunctions | lexicon.subordinators | lexicon.determiners,
        lexicon.between | lexicon.auxiliaries | lexicon.that | lexicon.relatives | lexicon.pronouns,
    )
    if after.capital or reading.masked[stretch.outer.end : after.start] != " ":
        return False
    if any(after.lower in words for words in closed) or after.lower in lexicon.times:
        return False
    opens = last in lexicon.determiners or last in lexicon.prepositions or last == "single"
    inside = reading.text[stretch.start : stretch.end]
    plain = " " not in inside and inside.islower() and last not in lexicon.cues
    return (opens or plain or last.isdigit()) and not after.lower.endswith(("ing", "ed"))


def _between_names(reading: Reading, stretch: Stretch) -> bool:
    """Whether it stands between two parts of a name: Joaquín “El Chapo” Guzmán."""
    at = reading.word_at_or_after(stretch.outer.start)
    if at == 0 or at >= len(reading.words):
        return False
    before, after = reading.words[at - 1], reading.words[at]
    if reading.text[stretch.end - 1] in _STOPS or is_possessive(before.text):
        return False
    near = stretch.outer.start - before.end <= 1 and after.start - stretch.outer.end <= 1
    named = before.lower not in reading.lexicon.not_names
    return near and before.capital and after.capital and named


def _is_title(reading: Reading, stretch: Stretch, before: list[Word], parts: list[str]) -> bool:
    """Whether it names a work: after a word for one, or in title case where names stand."""
    heavy = _heavy_words(parts)
    if not heavy or len(parts) > _TITLE_WORDS or not all(word[0].isupper() for word in heavy):
        return False
    lower = [word.lower for word in before]
    if any(word in reading.lexicon.title_words for word in lower):
        return True
    ending = reading.text[stretch.end - 1]
    if ending in "!?…" or not _joins(reading, stretch, before) or len(heavy) < _HEAVY_WORDS:
        return False
    last = before[-1]
    if is_possessive(last.text) or last.lower in _PLACES:
        return True
    if ending == ".":
        return False
    spoken = any(
        (cue := reading.lexicon.cues.get(word)) is not None and cue.mood != "noun" for word in lower
    )
    return last.lower in _BEFORE_TITLES and not spoken


def _heavy_words(parts: list[str]) -> list[str]:
    stripped = [part.strip("“”‘’'\"¿¡.,:;!?()") for part in parts]
    return [part for part in stripped if part and part.lower() not in _SMALL]
