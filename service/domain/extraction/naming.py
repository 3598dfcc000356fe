"""What of a run of capitals is a name: without titles and callings before it, places behind it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from service.domain.extraction.cues import lexicon_for
from service.domain.extraction.first_names import gender_of
from service.domain.extraction.name_runs import GENITIVES
from service.domain.extraction.persons import FEMALE_TITLES, MALE_TITLES
from service.domain.extraction.phrases import bare
from service.domain.extraction.reading import MASK
from service.domain.text.lexicon import word_set
from service.domain.text.names import BODIES, SUFFIXES, fold_name, title_words

if TYPE_CHECKING:
    from service.domain.extraction.phrases import Phrases
    from service.domain.extraction.reading import Reading

# What stands before names and is no part of them, beyond what names are compared without.
_FRONT = word_set(
    "reuters afp efe ansa dpa lusa ap reverendo padre pastor inspector inspectora comisario"
    " comisaria profesor profesora capitan sargento teniente entrenador cabo magistrado magistrada"
    " docteur professeur maitre soeur pere abbe doutor doutora professor professora frei irma"
    " delegado delegada dottore dottoressa avvocato ingegnere professore suor don donna onorevole"
    " pater schwester bischof kardinal staatsanwalt trainer oberburgermeister burgermeister"
    " coach detective pastor deputy constable"
)
_FRONT_FRENCH = word_set("m mm me dr pr")
_COMPOUND = ("minister", "ministerin", "prasident", "prasidentin", "kanzler", "kanzlerin", "chef")
_FROM = ["angaben", "von"]
_SAINTS = word_set("san santa santo são saint st")
# What English headlines and leads put before a name: "Donor Ana Roa", "Republican Ana Roa".
_CALLINGS = word_set(
    "republican republicans democrat democrats libertarian socialist comedian donor alderman"
    " alderwoman councilman councilwoman councilor councillor counsel whip challenger incumbent"
    " rival treasurer blogger anchor host rapper filmmaker novelist mogul tycoon frontrunner"
    " front-runner contender hopeful surrogate lobbyist organizer trooper marshal marshall"
    " secretary-treasurer editor-in-chief co-founder cofounder superintendent trustee supervisor"
    " assemblyman assemblywoman delegate widow widower survivor neighbor neighbour superdelegate"
    " baroness viscount sheikh sheik ayatollah reverend lawmaker physician surgeon nurse teacher"
    " senators representatives columnist correspondent biographer congressman congresswoman"
    " legend icon champion"
)
# Listed among the roles, and nobody's calling.
_NO_CALLINGS = word_set(
    "half percent majority third number everyone everybody nobody someone anyone people family"
    " families union book paper newspaper magazine palace police source sources military army"
)
_FRONT_ENDINGS = ("-based", "-born", "-area", "-backed", "-style", "-led")
_NO_FRONT = word_set(
    "wherever whenever neither either both former perhaps then meet only why how watch"
)
# First names that alone stand for a place or a thing more often than for a person.
PLACES = word_set(
    "florence virginia georgia charlotte victoria paris jordan israel chad austin savannah madison"
    " sydney brooklyn carolina santiago diego francisco jackson chelsea lourdes dakota lincoln"
    " washington houston dallas phoenix orlando kent chester preston devon sierra san santa"
    " alexandria aurora troy dover lance grant hope faith grace joy dawn rose ruby pearl mercy"
    " crystal june april august summer autumn guy dean dale glen mason chase drew earl rich"
    " mark reed guadalupe luz paz soledad mercedes rosario trinidad salvador israel asia india"
)
PLACE_STARTS = word_set(
    "san santa puerto costa los las fort mount lake port cape saint new south north east west el la"
    " buenos hong wall art black great cedar grand palm baton des little long capitol times"
)
# Short for a state, or for a title: nobody's name.
NO_SPEAKERS = word_set(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky md mass mich minn miss mo mont neb nev"
    " nh nj nm ny nc nd okla ore pa ri sc sd tenn tex vt va wash wis wyo us usa uk gov sen rep mr"
    " mrs ms dr st no full text"
)
# What somebody is by party, faith or country: nobody's name, unless a surname.
KINDS = word_set(
    "republican democrat democratic muslim christian american mexican russian"
    " british french german israeli japanese chinese canadian european iranian indian"
    " latin korean cuban syrian iraqi turkish catholic jewish hindu sunni shiite"
)
_FAMILY_WORDS = 2
_CHINESE = word_set(
    "xi wang zhang liu chen yang huang zhao wu zhou xu sun hu zhu gao guo lin luo zheng liang xie"
    " tang deng jiang peng cao zeng xiao tian dong pan yuan cai yu du ye cheng wei su ren lu"
    " yao tan qin hou qiu meng mao wen bo guan gong"
)
_KOREAN = word_set(
    "kim lee park choi jung jeong chung kang cho yoon yun jang chang lim im han shin oh seo suh"
    " kwon hwang ahn an song yoo hong ko moon ban noh roh bae baek paik nam shim woo"
)
_MOST_NAME_WORDS = 4
_TITLE_AND_NAME = 3
_BEFORE_PLACE = 3
_OF = frozenset({"of"})


@lru_cache(maxsize=16)
def _classes(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words that are in no person's name, and those that say what somebody is."""
    lexicon = lexicon_for(language)
    callings = _CALLINGS | (lexicon.roles - lexicon.bodies - lexicon.documents - _NO_CALLINGS)
    return lexicon.impersonal | lexicon.bodies | BODIES, callings


@lru_cache(maxsize=16)
def callings_of(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Returns what persons are called beside titles, and the titles that are kept of a person."""
    lexicon = lexicon_for(language)
    descriptions = lexicon.roles - lexicon.bodies - lexicon.documents - lexicon.titles
    return descriptions, lexicon.titles | MALE_TITLES | FEMALE_TITLES


class Naming:
    """Reads the names in runs of capitals of one reading."""

    def __init__(self, reading: Reading, phrases: Phrases) -> None:
        """Keeps the reading."""
        self.reading = reading
        self.phrases = phrases
        lexicon = reading.lexicon
        self.articles = lexicon.determiners - lexicon.prepositions
        self.front = _FRONT | (_FRONT_FRENCH if lexicon.language == "fr" else frozenset())
        self.english = lexicon.language == "en"
        self.no_persons, self.callings = _classes(lexicon.language)

    def titles_in(self, words: list[str]) -> int:
        """Returns how many words at the front of a run are titles, or no part of the name.

        ``words`` are those of the run in lower case.
        """
        if len(words) == 1:
            return 0
        folded = [word if word.isascii() else fold_name(word) for word in words]
        first = next((at for at, word in enumerate(folded) if gender_of(word) is not None), 0)
        before = folded[first - 1] if 0 < first < len(folded) - 1 else ""
        if before and (
            before in self.front or before.endswith(_COMPOUND) or folded[first - 2 : first] == _FROM
        ):
            return first
        if before and self.reading.lexicon.capital_nouns:
            return first  # "Trainerin Anna Roth"
        if len(folded) > 1 and folded[0] in self.front:
            return 1 + title_words(folded[1:])
        skipped = title_words(folded)
        return self._calling_words(folded, skipped) if self.english else skipped

    def _calling_words(self, folded: list[str], skipped: int) -> int:
        """How many words at the front say what somebody is: "Ohio Democratic Donor Ana Roa"."""
        if len(folded) - skipped > 1 and folded[skipped] in _NO_FRONT:
            skipped += 1
        if gender_of(folded[skipped]) is not None and folded[skipped] not in self.callings:
            return skipped
        for at in range(len(folded) - 2, skipped - 1, -1):
            if folded[at] in self.callings or folded[at].endswith(_FRONT_ENDINGS):
                named = self._may_be_persons_name(folded[at + 1 :])
                return at + 1 if named else skipped
        return skipped

    def _may_be_persons_name(self, folded: list[str]) -> bool:
        return (
            len(folded) <= _MOST_NAME_WORDS
            and folded[0] not in GENITIVES
            and not SUFFIXES.issuperset(folded)
            and self.no_persons.isdisjoint(folded)
            and self.callings.isdisjoint(folded)
        )

    def place_words(self, first: int, last: int) -> int:
        """Returns how many words of a run are what a title is of: "ministro de Fiyi Juan Roa"."""
        if last - first < _TITLE_AND_NAME:
            return 0
        words = self.reading.words
        at = first - 1
        while at > 0 and words[at].lower in self.articles:
            at -= 1
        opens = GENITIVES if self.english else self.reading.lexicon.prepositions
        if at < 0 or words[at].lower not in opens or not self.phrases.is_glued(first):
            return 0
        known = [gender_of(fold_name(word.text)) is not None for word in words[first:last]]
        if True not in known[1:-1] or known[0]:
            return 0
        size = known.index(True)
        return 0 if words[first + size - 1].lower in _SAINTS else size

    def written(self, first: int, last: int) -> str:
        """Returns the name in the words ``[first, last)`` as written.

        Without a genitive at the end, a nickname in marks, and where the person is of.
        """
        words = self.reading.words
        if self.english and last - first >= _TITLE_AND_NAME:
            last = self._before_place(first, last)
        if MASK in self.reading.masked[words[first].start : words[last - 1].end]:
            return " ".join(bare(word.text) for word in words[first:last])
        return " ".join(bare(self.reading.text[words[first].start : words[last - 1].end]).split())

    def _before_place(self, first: int, last: int) -> int:
        """Where a person's name ends in a run that goes on with a place: "Ana Roa of Ohio"."""
        words = self.reading.words
        at = next((at for at in range(first + 1, last - 1) if words[at].lower in _OF), last)
        head = [word.lower for word in words[first:at]]
        if at == last or len(head) > _BEFORE_PLACE + 1:
            return last
        titled = first > 0 and words[first - 1].capital and self.phrases.is_glued(first)
        titled = titled and title_words([fold_name(words[first - 1].text), "x"]) == 1
        known = gender_of(fold_name(head[0])) is not None and len(head) > 1
        plain = 1 < len(head) <= _BEFORE_PLACE and not head[0].endswith("s")
        plain = plain and self.no_persons.isdisjoint(head) and self.callings.isdisjoint(head)
        return at if titled or known or plain else last


def fold_word(text: str) -> str:
    """Returns one word of a name as titles are listed: lower case, no dots, no genitive."""
    return bare(text.lower()).replace(".", "")


def is_family_first(name: str) -> bool:
    """Whether a name is written family name first: "Roh Dae-jung", "Xu Wei"."""
    words = name.split()
    if len(words) < _FAMILY_WORDS:
        return False
    first = words[0].lower()
    return first in _CHINESE or (
        first in _KOREAN and (len(words) > _FAMILY_WORDS or "-" in words[1])
    )
