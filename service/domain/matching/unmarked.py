"""Two texts of which nobody says how they were printed: whether one reads like a report.

An article's own words for what somebody said tell who spoke, or speak of the speaker as of another
person, shift the tense back, and go on in the middle of a sentence: "he would mend the nets".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.domain.kinds import MatchKind
from service.domain.matching.judge import judge
from service.domain.text.lexicon import word_set
from service.domain.text.tokens import words

if TYPE_CHECKING:
    from service.domain.model import Rendering

LEAST_SHIFTED: Final = 0.6
"""From this score on a text is taken for a report that speaks of others or of the past."""

LEAST_PLAIN: Final = 0.8
"""From this score on a text is taken for a report that only never says "I" or "we"."""

_FEWEST_WORDS: Final = 5
_BEGINNING: Final = 6
_TELLING: Final = word_set(
    "said says told tells warned warns argued argues claimed claims added adds insisted"
    " insists vowed vows announced announces declared declares stated states denied denies"
    " admitted admits acknowledged acknowledges replied replies responded remarked reiterated"
    " conceded"
)
_OWN: Final = word_set(
    "i me my mine myself we us our ours ourselves i'm i've i'd i'll we're we've we'll we'd let's"
)
_OTHERS: Final = word_set("he she his her him he's she's he'd she'd he'll she'll himself herself")
_SHIFTED: Final = _OTHERS | word_set(
    "they their them they're they'd they'll themselves would had was were could might did should"
)


def read_as_report(a: Rendering, b: Rendering) -> tuple[Rendering, Rendering] | None:
    """Returns the two with the one that reads like a report marked as reported.

    One that tells who spoke is one ("Ruiz said that ..."), and one that has "she" where the other
    has "I"; one that only may be is where the words do not join the two as quotations. None where
    neither does, where both tell, or where they have too little in common even so. Told of English
    only, where the speaker's own person shows.
    """
    if a.reported or b.reported or a.language != "en" or b.language != "en":
        return None
    match = judge(replace(a, reported=True), b)
    if match.kind is not MatchKind.REPORTED:
        return None
    sure_a, sure_b = _is_surely(a.text, b.text), _is_surely(b.text, a.text)
    if sure_a != sure_b:
        return _mark(a, b, first=sure_a)
    least_a, least_b = _least(a.text), _least(b.text)
    if match.score < min(least_a, least_b) or judge(a, b).kind is not MatchKind.DIFFERENT:
        return None
    return _mark(a, b, first=(least_a, a.text) <= (least_b, b.text))


def _mark(a: Rendering, b: Rendering, *, first: bool) -> tuple[Rendering, Rendering]:
    return (replace(a, reported=True), b) if first else (a, replace(b, reported=True))


def _is_surely(text: str, other: str) -> bool:
    """Whether the text begins with who said what follows, or speaks of who speaks in the other."""
    found = words(text)
    if not _OWN.isdisjoint(found):
        return False
    turned = text.lstrip()[:1].islower() and not _OTHERS.isdisjoint(found)
    return not _TELLING.isdisjoint(found[1:_BEGINNING]) or (
        turned and not _OWN.isdisjoint(words(other))
    )


def _least(text: str) -> float:
    """Returns the score that it takes; above 1.0 where the text does not read like a report."""
    found = words(text)
    if not text.lstrip()[:1].islower() or not _OWN.isdisjoint(found):
        return 2.0
    if not _SHIFTED.isdisjoint(found):
        return LEAST_SHIFTED
    return LEAST_PLAIN if len(found) >= _FEWEST_WORDS else 2.0
