"""Names in a reading: runs of capitals, and the small words that may lie inside one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from service.domain.extraction.first_names import gender_of
from service.domain.extraction.reading import MASK
from service.domain.text.lexicon import word_set
from service.domain.text.names import fold_name

if TYPE_CHECKING:
    from service.domain.extraction.reading import Reading, Word

PARTICLES = word_set("de del la las los von van der den bin ibn al el da do dos das di du le of")
_ABBREVIATED = re.compile(
    r"^(?:[^\W\d_]|ee|uu|mr|mrs|ms|dr|sr|sra|dra|sen|rep|gov|gen|lt|col|st|dott|prof|sig|avv|ing|on"
    r"|mme|mlle|hr|fr|ph|rev|capt|sgt|maj|supt|insp)$"
)
_SHORT_NAME = 4
_SURNAME_AT = 2
_ADVERB_ENDINGS = {"en": "ly", "es": "mente", "pt": "mente", "it": "mente", "fr": "ment"}
_GERUND_ENDINGS = {"en": "ing", "es": "ndo", "pt": "ndo", "it": "ndo"}
# What joins two nouns into one phrase whatever the first one is.
GENITIVES = word_set(
    "of de del du des d’ d' di del dello della dei degli delle dell’ dell' do da dos das"
)
_AND = frozenset({"y", "&"})
# As in: Sen. Ana Torres, R-Ky.
_PARTY = re.compile(r"[RDI]-[A-Z]")
_NICKNAME_CHARS = 24
_LEAST_PARAGRAPHS = 3
_HEADED_PARAGRAPHS = 3
_LEAST_LOUD = 4
_MOST_LOUD = 24
_LOUD_SHARE = 0.8
_GENITIVE_ENDS = frozenset("s'’")
_NICKNAME = re.compile(rf"^ \(?{MASK}+\)? $")
# Months that are names of persons as well.
_MONTH_NAMES = frozenset({"may", "april", "june", "august", "jan"})
_HONORIFICS = word_set("mr mrs ms miss dr sir lady lord minister president secretary senator")
_NEW_PLACES = word_set(
    "york yorker yorkers jersey hampshire mexico zealand orleans delhi haven england guinea"
    " brunswick castle caledonia"
)
# The second of two small words inside a name, and what may be the first.
_JOINTS = {
    **dict.fromkeys(["la", "las", "los"], frozenset({"de"})),
    **dict.fromkeys(["der", "den", "dem"], frozenset({"von", "van"})),
}


class NameRuns:
    """Finds the names of one reading: runs of capitals with the small words inside them."""

    def __init__(self, reading: Reading) -> None:
        """Keeps the reading."""
        self.words: list[Word] = reading.words
        self.lexicon = reading.lexicon
        self.adverb_ending = _ADVERB_ENDINGS.get(reading.lexicon.language, "\0")
        self.openings = frozenset(
            sentence.first
            for sentence in reading.sentences
            if sentence.first < sentence.last and not _goes_on(self.words[sentence.first])
        )
        self._loud = _loud_places(reading)
        self.small = frozenset([word.text for word in reading.words if not word.capital])
        self.capital_places = [at for at, word in enumerate(reading.words) if word.capital]
        self.capitals = Counter(reading.words[at].text for at in self.capital_places)
        self.inner_capitals = frozenset(
            [
                reading.words[at].text
                for at in self.capital_places
                if at not in self.openings
                and reading.words[at].gap == " "
                and not (self._loud and self.is_loud(at))
            ]
        )
        self.gerund_ending = _GERUND_ENDINGS.get(reading.lexicon.language, "\0")
        self._month_names = frozenset[str]()
        self._names = bytearray(len(reading.words))
        for at in self.capital_places:
            self._names[at] = self._may_be_name(at)

    def is_loud(self, index: int) -> bool:
        """Whether the word stands in a heading that writes most words with a capital."""
        return bool(self._loud) and any(first <= index < last for first, last in self._loud)

    def is_glued(self, index: int) -> bool:
        """Whether only a space parts this word from the one before it."""
        gap = self.words[index].gap
        if gap == " ":
            return True
        if gap.isspace():
            return "\n" not in gap
        if gap in {"", "-", "-t-", "&"}:
            return index > 0
        if MASK in gap:
            return self._is_nickname(index, gap)
        before = self.words[index - 1].lower if index else ""
        if gap.lstrip(".").isspace() and gap[0] == ".":
            return _ABBREVIATED.match(before) is not None or before[-1] == "."
        return False

    def _is_nickname(self, index: int, gap: str) -> bool:
        """Whether only a nickname in marks parts two words of a name: John "Jack" Roa."""
        if len(gap) > _NICKNAME_CHARS or _NICKNAME.match(gap) is None or index < 1:
            return False
        before, after = self.words[index - 1], self.words[index]
        return before.capital and after.capital and gender_of(before.lower) is not None

    def is_between(self, index: int) -> bool:
        """Whether the word may stand between a subject and its verb: auxiliary or adverb."""
        word = self.words[index]
        if word.capital and index not in self.openings:
            return word.lower in self.lexicon.between and not self.is_name(index)
        lower = word.lower
        return lower in self.lexicon.between or (
            not word.capital and lower.endswith(self.adverb_ending)
        )

    def is_name(self, index: int) -> bool:
        """Whether the word may be part of a name."""
        return self._names[index] == 1

    def _may_be_name(self, index: int) -> bool:
        word = self.words[index]
        lower = bare(word.lower)
        if word.text[1:2] == "-" and _PARTY.match(word.text):
            return False
        if lower in self.lexicon.not_names and not self._is_initial(index):
            return self._is_month_name(index, lower) or self._is_new_place(index, lower)
        return index not in self.openings or not self._is_common(word.text, word.lower)

    def _is_month_name(self, index: int, lower: str) -> bool:
        """Whether Theresa May is meant, and no month: by what stands before, or by her verb."""
        if lower not in _MONTH_NAMES:
            return False
        after = self.words[index + 1] if index + 1 < len(self.words) else None
        if after is not None and after.text[0].isdigit():
            return False
        before = self.words[index - 1] if index else None
        if before is not None and self.is_glued(index) and before.capital:
            named = gender_of(before.lower) is not None or before.lower in _HONORIFICS
            self._month_names |= {lower} if named else set()
            return named
        if lower == "jan" and after is not None and after.capital and after.gap == " ":
            return True
        return lower in self._month_names and after is not None and self._is_verb(index + 1)

    def _is_verb(self, index: int) -> bool:
        """Whether the word is a finite form of speech, or stands before one."""
        lower = self.words[index].lower
        entry = self.lexicon.cues.get(lower)
        finite = entry is not None and entry.mood == "finite" and not entry.noun_too
        return self.is_glued(index) and (finite or lower in self.lexicon.auxiliaries)

    def _is_new_place(self, index: int, lower: str) -> bool:
        """Whether the first word of New York or New Zealand stands here."""
        if lower != "new" or index + 1 >= len(self.words):
            return False
        return bare(self.words[index + 1].lower) in _NEW_PLACES and self.is_glued(index + 1)

    def _is_initial(self, index: int) -> bool:
        """Whether a letter stands between two names: "John A. Smith"."""
        after = index + 1
        if len(self.words[index].text) > 1 or not 0 < index < len(self.words) - 1:
            return False
        inside = after not in self.openings and self.words[after].gap == ". "
        return inside and self.words[after].capital and self._names[index - 1] == 1

    def is_known(self, index: int) -> bool:
        """Whether a word that opens a sentence is a name elsewhere: Lee, and not "lee"."""
        word = self.words[index]
        return word.text in self.inner_capitals and word.lower not in self.small

    def _is_common(self, text: str, lower: str) -> bool:
        """Whether a word that opens a sentence is no name: written small elsewhere, or a verb."""
        return (
            lower in self.small
            or lower in self.lexicon.prepositions
            or lower in self.lexicon.subordinators
            or (lower in self.lexicon.cues and text not in self.inner_capitals)
            or lower in self.lexicon.untitled
            or (
                lower.endswith((self.adverb_ending, self.gerund_ending))
                and text not in self.inner_capitals
                and gender_of(lower) is None
            )
            or (
                lower.endswith("ed")
                and len(lower) > _SHORT_NAME
                and text not in self.inner_capitals
                and gender_of(lower) is None
            )
        )

    def name_left(self, index: int, low: int) -> int:
        """Returns the first word of the name that ends with the word at ``index``."""
        first = index
        while first > low and self.is_glued(first):
            if self.is_name(first - 1) and not is_possessive(self.words[first - 1].text):
                first -= 1
            elif size := self._joining_left(first, low):
                first -= size + 1
            else:
                break
        return first

    def _joining_left(self, first: int, low: int) -> int:
        """How many small words join this part of a name to the one before: "Ana de la Torre"."""
        size = 1 + (first - _SURNAME_AT > low and self._is_joint(first - _SURNAME_AT))
        at = first - size
        joined = at > low and self._joins_names(at) and self.is_glued(at)
        inner = size == 1 or self.is_glued(first - 1)
        return size if joined and inner and self.is_name(at - 1) else 0

    def _joining_right(self, last: int, high: int) -> int:
        """How many small words join what follows to a name: "Ana de la Torre"."""
        size = 1 + (last + _SURNAME_AT < high and self._is_joint(last))
        after = last + size
        inner = size == 1 or self.is_glued(last + 1)
        joined = after < high and self._joins_names(last) and self.is_glued(after)
        return size if joined and inner and self.is_name(after) else 0

    def _is_joint(self, index: int) -> bool:
        """Whether two small words stand here that may lie inside one name: "de los", "von der"."""
        second = self.words[index + 1].lower
        if self.words[index].lower not in _JOINTS.get(second, frozenset()) or self.is_name(index):
            return False
        # "Ursula von der Linde", but "Cornelius Adebar von der Akademie"
        german = self.lexicon.capital_nouns and index > 1 and self.is_name(index - 2)
        return not german or gender_of(fold_name(self.words[index - 1].text)) is not None

    def _joins_names(self, index: int) -> bool:
        """Whether a small word lies inside one name: "de", and the "y" of "Ortega y Gasset"."""
        lower = self.words[index].lower
        if lower not in _AND:
            article = self.lexicon.capital_nouns and lower in self.lexicon.determiners
            particle = lower in PARTICLES or (self.words[index].capital and lower in GENITIVES)
            return particle and not article and not self._is_of_body(index)
        if lower == "&" or index < _SURNAME_AT:
            return lower == "&"
        after = index + _SURNAME_AT
        alone = after >= len(self.words) or not (self.is_glued(after) and self.is_name(after))
        named = self.is_name(index - 1) and self.is_name(index - 2) and self.is_glued(index - 1)
        return alone and named and gender_of(fold_name(self.words[index + 1].text)) is None

    def _is_of_body(self, index: int) -> bool:
        """Whether a person's name ends here: "Chris Harris de WSMV", "Tom Cole of Oklahoma"."""
        if self.words[index].lower not in GENITIVES or index + 1 >= len(self.words):
            return False
        after = self.words[index + 1]
        if after.lower in self.lexicon.determiners and index + _SURNAME_AT < len(self.words):
            after = self.words[index + _SURNAME_AT]
        body = after.lower in self.lexicon.impersonal or after.text.isupper()
        before = self.words[max(0, index - _SURNAME_AT) : index]
        return body and any(gender_of(fold_name(word.text)) for word in before)

    def name_right(self, index: int, high: int) -> int:
        """Returns the end of the name that starts with the word at ``index``."""
        last = index + 1
        while last < high and self.is_glued(last):
            if is_possessive(self.words[last - 1].text):
                break
            if self.is_name(last):
                last += 1
            elif size := self._joining_right(last, high):
                last += size + 1
            else:
                break
        return last


def _loud_places(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Where a heading stands that writes most words with a capital, as word places; O(words).

    Such capitals make no names. The first paragraphs are looked at, and others have to follow.
    """
    if reading.lexicon.capital_nouns or len(reading.paragraphs) < _LEAST_PARAGRAPHS:
        return ()
    found: list[tuple[int, int]] = []
    for paragraph in reading.paragraphs[:_HEADED_PARAGRAPHS]:
        first, last = (
            reading.word_at_or_after(paragraph.start),
            reading.word_at_or_after(paragraph.end),
        )
        long = [word for word in reading.words[first:last] if len(word.text) > _SHORT_NAME - 1]
        loud = sum(word.capital for word in long)
        if _LEAST_LOUD <= loud <= _MOST_LOUD and loud >= _LOUD_SHARE * len(long):
            found.append((first, last))
    return tuple(found)


def is_possessive(text: str) -> bool:
    """Whether a word carries the English genitive."""
    return text[-1:] in _GENITIVE_ENDS and text.endswith(("'s", "’s", "s'", "s’"))


def bare(text: str) -> str:
    """Returns a word without the English genitive."""
    if text[-1:] not in _GENITIVE_ENDS:
        return text
    if text.endswith(("'s", "’s")):
        return text[:-2]
    return text[:-1] if text.endswith(("s'", "s’")) else text


def _goes_on(word: Word) -> bool:
    """Whether a sentence goes on behind a mark: in “Enough,” Said said, the name opens nothing."""
    return word.gap.rstrip()[-1:] == MASK
