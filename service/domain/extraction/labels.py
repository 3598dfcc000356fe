"""Marked stretches that quote nobody: scare quotes, titles of works, nicknames, mottos."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.domain.extraction.hypothetical import is_hypothetical
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
_HEADING_WORDS = 40
_LONG_WORD = 4
_BETWEEN_CHARS = 12
_JOINED = re.compile(
    r"\s*(?:[,;]\s*(?:and|or|nor|y|o|u|e|et|ou|und|oder|ed)?|and|or|nor|y|o|u|e|et|ou|und|oder|ed)\s*",
    re.IGNORECASE,
)
_LISTED = frozenset({Form.SCARE, Form.TITLE, Form.NICKNAME, Form.MOTTO})
_BEARS = word_set("read reads reading said saying with bearing that decían decía dice rezaban con")
_KNOWN = word_set("known conocido conocida connu connue")
_HAVE = word_set("ha han había habían tem tinha ont avait hanno aveva")
_WORN = word_set("shirts shirt caps cap buttons button stickers sticker flags flag posters poster")
_OBJECTS = word_set("him her them it")
_ARTICLES = word_set(
    "the a an el la un una los las le les l' l’ o os der die das den dem il lo gli"
)
_AS = word_set("as como comme als come")
_AS_WORDS = 2
# What is known as, referred to as, dubbed: names, not speech.
_NAMED = word_set(
    "known dubbed labelled labeled termed conocido conocida conocidos conocidas"
    " connu connue conhecido conhecida bekannt bezeichnet noto nota nome noti note"
)
_NAMES = word_set(
    "name names term label acronym hashtag verb noun prefix codename término apelativo terme termo"
    " begriff termine"
)
_VOTES = word_set("yes no yea nay aye sí")
_GOES_BY = ("goes by", "went by", "go by", "going by")
_EMBLAZONED = word_set("emblazoned scrawled stencilled stenciled spray-painted")
# “Individual 2”, “Company A”: what a court calls somebody whom it does not name.
_DESIGNATION = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?[ -](?:\d{1,3}|[A-Z])[.,]?")
_USES = word_set("used uses using use usó usa utilizó chose coined")
_STOPS = ".,!?…;:"
_SMALL = word_set(
    "a an the of and or in on to for with at by from vs de la el los las y en del un una le les du"
    " des et ou dans il lo gli e di da der die das und im am von zu"
)
_PLACES = word_set("on from in en sur dans im")
_BEFORE_TITLES = word_set("on in from of with to the en de del el la sur dans im")


def label(reading: Reading, stretch: Stretch, found: Found, *, reported: bool = False) -> Form:
    """Returns ``DIRECT``, or the form of a stretch that is no one's speech.

    ``reported``: it stands in a clause that somebody is said to have said, whose word then is a
    marked “adjective” before a noun.
    """
    parts = reading.text[stretch.start : stretch.end].split()
    far = _words_before(reading, stretch)
    before = far[-_WINDOW:]
    lower = [word.lower for word in far]
    if _is_motto(reading, stretch, lower):
        return Form.MOTTO
    if len(parts) <= _WINDOW and _is_nickname(reading, stretch, parts, lower):
        return Form.NICKNAME
    if _is_title(reading, stretch, before, parts):
        return Form.TITLE
    if len(parts) <= _SCARE_WORDS and _is_scare(reading, stretch, before, found):
        own = reported and parts[0].lower() not in _VOTES
        return Form.DIRECT if own and not _is_set(reading, stretch, before) else Form.SCARE
    if is_hypothetical(reading, stretch):
        return Form.HYPOTHETICAL
    return Form.DIRECT


def _words_before(reading: Reading, stretch: Stretch) -> list[Word]:
    last = reading.word_at_or_after(stretch.outer.start)
    sentence = reading.sentences[reading.sentence_at(stretch.outer.start)]
    return reading.words[max(sentence.first, last - _FAR_WINDOW) : last]


def _is_motto(reading: Reading, stretch: Stretch, far: list[str]) -> bool:
    """Whether a banner or a chant bears the words; ``far`` are those before them."""
    motto_words = reading.lexicon.motto_words
    near = far[-_WINDOW:]
    bears = not motto_words.isdisjoint(near) or not _EMBLAZONED.isdisjoint(near)
    if bears or _is_worn(reading, stretch):
        return True
    return not _BEARS.isdisjoint(near) and not motto_words.isdisjoint(far)


def _is_worn(reading: Reading, stretch: Stretch) -> bool:
    """Whether what bears the words follows at once: “Save the River” shirts."""
    at = reading.word_at_or_after(stretch.outer.end)
    if at >= len(reading.words) or reading.text[stretch.end - 1] in _STOPS:
        return False
    after = reading.words[at]
    joined = reading.masked[stretch.outer.end : after.start] == " "
    bears = after.lower in reading.lexicon.motto_words or after.lower in _WORN
    return joined and bears and reading.text[stretch.start].isupper()


def _is_nickname(reading: Reading, stretch: Stretch, parts: list[str], lower: list[str]) -> bool:
    lexicon = reading.lexicon
    if any(word in lexicon.nickname_words for word in lower[-2:]):
        return True
    named = parts[0][0].isupper() and len(parts) <= _HEAVY_WORDS
    if named and " ".join(lower[-2:]) in _GOES_BY:
        return True
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
    if last in lexicon.scare_words and before[-2:-1] and before[-2].lower in _HAVE:
        return False
    if _names_thing(reading, stretch, before):
        return True
    if last in lexicon.scare_words:
        return last != "called" or (len(before) > 1 and before[-2].lower == "so")
    if found.pattern != "none" and found.cue is not None:
        adjacent = reading.words[found.cue] in before[-2:]
        if adjacent or last in {"as", "como"}:
            return False
    return _stands_for_noun(reading, stretch, last)


def _is_term(lower: list[str]) -> bool:
    """Whether the words are talked about: known as the “x”, referred to as “x”, the name “x”."""
    at = len(lower) - 1 if lower[-1] in _ARTICLES else len(lower)
    # "He referred to it as “x”" is his word; "it is referred to as “x”" is everybody's.
    known = at >= _AS_WORDS and (
        lower[at - 2] in _NAMED or lower[max(0, at - 3) : at - 1] == ["referred", "to"]
    )
    if known and lower[at - 1] in _AS:
        return True
    named = lower[-1] in _NAMES and len(lower) > 1 and lower[-2] in _ARTICLES
    return named and not any(word in _USES for word in lower)


def _is_set(reading: Reading, stretch: Stretch, before: list[Word]) -> bool:
    """Whether it is no speaker's word wherever it stands: so-called, known as."""
    called = before[-1].lower in reading.lexicon.scare_words
    return called or _names_thing(reading, stretch, before)


def _names_thing(reading: Reading, stretch: Stretch, before: list[Word]) -> bool:
    """Whether the words are what something or somebody is called."""
    if _is_called(reading, before) or _is_term([word.lower for word in before]):
        return True
    designated = _DESIGNATION.fullmatch(reading.text, stretch.start, stretch.end)
    return before[-1].lower in _AS and designated is not None


def _is_called(reading: Reading, before: list[Word]) -> bool:
    """Whether everybody calls it so: "a method called “x”", "commonly called the “x”"."""
    at = len(before) - 1 if before[-1].lower in _ARTICLES else len(before)
    if at < _AS_WORDS or before[at - 1].lower != "called":
        return False
    lexicon = reading.lexicon
    word = before[at - 2]
    known = (lexicon.roles, lexicon.bodies, lexicon.pronouns, lexicon.relatives)
    who = word.capital or any(word.lower in words for words in known)
    did = word.lower in lexicon.auxiliaries or word.lower.endswith("s")
    return not (who or did or "," in before[at - 1].gap)


def _stands_for_noun(reading: Reading, stretch: Stretch, last: str) -> bool:
    """Whether the stretch qualifies the noun that follows: the “nuclear” vote."""
    lexicon = reading.lexicon
    at = reading.word_at_or_after(stretch.outer.end)
    if at >= len(reading.words) or reading.text[stretch.end - 1] in _STOPS:
        return False
    after = reading.words[at]
    closed = (
        *(lexicon.prepositions, lexicon.conjunctions, lexicon.subordinators, lexicon.determiners),
        *(lexicon.between, lexicon.auxiliaries, lexicon.that, lexicon.relatives, lexicon.pronouns),
        lexicon.times,
    )
    if last in lexicon.prepositions and _is_said(reading, at):
        return False  # de «histórico» lo calificó Roa
    if after.capital or reading.masked[stretch.outer.end : after.start] != " ":
        return False
    if any(after.lower in words for words in closed):
        return False
    opens = last in lexicon.determiners or last in lexicon.prepositions or last == "single"
    inside = reading.text[stretch.start : stretch.end]
    plain = " " not in inside and inside.islower() and last not in lexicon.cues
    return (opens or plain or last.isdigit()) and not after.lower.endswith(("ing", "ed"))


def _is_said(reading: Reading, at: int) -> bool:
    """Whether a finite verb of speech stands here, in a language where no noun looks like one."""
    cue = reading.lexicon.cues.get(reading.words[at].lower)
    plain = cue is not None and cue.mood == "finite" and not cue.noun_too
    return plain and reading.lexicon.conjunction_only


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
    return near and before.capital and after.capital and named and not _is_heading(reading, stretch)


def _is_heading(reading: Reading, stretch: Stretch) -> bool:
    """Whether the sentence is a heading, in which every longer word has a capital."""
    sentence = reading.sentences[reading.sentence_at(stretch.outer.start)]
    words = reading.words[sentence.first : min(sentence.last, sentence.first + _HEADING_WORDS)]
    longer = [word for word in words if len(word.text) >= _LONG_WORD]
    return len(longer) >= _LONG_WORD and all(word.capital for word in longer)


def _runs_on(reading: Reading, before: Stretch, stretch: Stretch) -> bool:
    """Whether only "and", "or" or a comma parts two stretches."""
    between = reading.masked[before.outer.end : stretch.outer.start]
    if between == " " and reading.text[before.end - 1] == ",":
        return True
    return len(between) < _BETWEEN_CHARS and _JOINED.fullmatch(between) is not None


def label_run(
    reading: Reading,
    stretch: Stretch,
    found: Found,
    before: tuple[Stretch, Form] | None,
    *,
    reported: bool = False,
) -> Form:
    """Returns the form of a stretch; one that goes on with a list of labelled ones is like them.

    ``before`` is the stretch before it, with its form; ``reported`` as in ``label``.
    """
    form = label(reading, stretch, found, reported=reported)
    if form is not Form.DIRECT or before is None or before[1] not in _LISTED:
        return form
    short = len(reading.text[stretch.start : stretch.end].split()) <= _TITLE_WORDS
    return before[1] if short and _runs_on(reading, before[0], stretch) else form


def _is_title(reading: Reading, stretch: Stretch, before: list[Word], parts: list[str]) -> bool:
    """Whether it names a work: after a word for one, or in title case where names stand."""
    heavy = _heavy_words(parts) if len(parts) <= _TITLE_WORDS else []
    if not heavy or not heavy[0][0].isupper():
        return False
    lower = [word.lower for word in before]
    # Some houses write titles like sentences: la canción “Agua lenta”.
    told = lower[-1:] != [] and lower[-1] in reading.lexicon.title_words
    if not all(word[0].isupper() for word in heavy):
        return told and _joins(reading, stretch, before)
    if any(word in reading.lexicon.title_words for word in lower):
        return True
    ending = reading.text[stretch.end - 1]
    if ending in "!?…" or not _joins(reading, stretch, before) or len(heavy) < _HEAVY_WORDS:
        return False
    last = before[-1]
    if is_possessive(last.text) or last.lower in _PLACES:
        return True
    spoken = any(
        (cue := reading.lexicon.cues.get(word)) is not None and cue.mood != "noun" for word in lower
    )
    return ending != "." and last.lower in _BEFORE_TITLES and not spoken


def _heavy_words(parts: list[str]) -> list[str]:
    stripped = [part.strip("“”‘’'\"¿¡.,:;!?()") for part in parts]
    return [part for part in stripped if part and part.lower() not in _SMALL]
