"""From kind, score and evidence to status, bond and the sentence that gives the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.kinds import Bond, MatchKind, MatchStatus
from service.domain.matching.features import days_between
from service.domain.matching.forms import NUMBER_SIGN
from service.domain.text.names import NameRelation

if TYPE_CHECKING:
    from service.domain.matching.evidence import Evidence
    from service.domain.matching.model import Model

LONG: Final = 5
"""From so many informative words a wording is nobody's stock phrase."""

VERY_LONG: Final = 8
"""From so many informative words equal words are one utterance, whoever they are pinned on."""

WINDOW_DAYS: Final = 14
"""Short quotations of five words or more are joined only within so many days."""

SHORT_WINDOWS: Final = ((5, 7),)
"""Shorter ones within fewer: below so many words, so many days."""

TELLING: Final = 3
"""Of so many informative words a short stretch hangs on what holds it, one speaker unknown."""

TELLING_WORDS: Final = 8
"""Or of so many words, if none of them is rare."""

AT_ONCE_DAYS: Final = 3
"""But only within so many days; so too a report in other words."""

PHRASE_WORDS: Final = 3
"""Of so many words a short stretch hangs on what holds it, by the same speaker at that time."""

_TITLE_WORDS: Final = 4
_LITTLE_LETTERS: Final = 3
_MOSTLY: Final = 0.5
NAMES_AGREE: Final = frozenset({NameRelation.SAME, NameRelation.COMPATIBLE})

NO_SPEAKER: Final = "a speaker is not known"
"""The doubt about a short wording whose speaker is not told on one side."""


class Grade(NamedTuple):
    """How far a match is trusted, what it does to statements, and why."""

    status: MatchStatus
    bond: Bond
    reason: str


def grade(kind: MatchKind, score: float, evidence: Evidence, model: Model) -> Grade:
    """Returns status, bond and reason of a match of this kind with this score."""
    if kind in {MatchKind.IDENTICAL, MatchKind.NORMALISED}:
        return _grade_equal(score, evidence, model)
    if kind in {MatchKind.CONTAINED, MatchKind.CONTAINS}:
        return _grade_contained(score, evidence, model)
    if kind is MatchKind.REWORDED:
        return _grade_reworded(score, evidence, model)
    if kind is MatchKind.REPORTED:
        return _grade_reported(score, evidence, model)
    if kind is MatchKind.DIFFERENT:
        return Grade(MatchStatus.REJECTED, Bond.NONE, f"too little in common: {_shared(evidence)}")
    return Grade(MatchStatus.SUGGESTED, Bond.NONE, "the same figures and names in two languages")


def _grade_equal(score: float, evidence: Evidence, model: Model) -> Grade:
    length = evidence.shorter.length
    if length >= VERY_LONG or (length >= LONG and _may_be_carried(evidence)):
        reason = f"the same {len(evidence.shorter.words)} words{_conflict(evidence)}"
        return Grade(MatchStatus.CONFIRMED, Bond.UNION, reason)
    if _within_window(evidence) and _is_same_person(evidence):
        reason = f"the same short wording by the same speaker {days_between(evidence)}"
        return Grade(MatchStatus.CONFIRMED, Bond.UNION, reason)
    return _grade_short("the same short wording", score, evidence, model)


def _grade_contained(score: float, evidence: Evidence, model: Model) -> Grade:
    length = evidence.shorter.length
    differ = evidence.speakers is NameRelation.DIFFERENT
    if length >= VERY_LONG or (length >= LONG and not differ and _may_be_carried(evidence)):
        reason = f"all {len(evidence.shorter.words)} words of the shorter stand in the longer"
        bond = Bond.UNION if _is_whole(evidence) else Bond.ATTACH
        return Grade(MatchStatus.CONFIRMED, bond, reason + _conflict(evidence))
    return _grade_short("the shorter wording stands in the longer", score, evidence, model)


def _is_whole(evidence: Evidence) -> bool:
    """Whether the shorter is most of what the longer says, and neither reports the other.

    A sentence that two speeches have in common, or a clause that reports two quotations, must not
    make them one.
    """
    mostly = evidence.shorter.mass >= _MOSTLY * evidence.longer.mass
    return mostly and not evidence.one_reported


def _may_be_carried(evidence: Evidence) -> bool:
    """Whether a wording of middling length may still be that of one occasion.

    Quotations come back after years under the name of their speaker. What articles report in words
    of their own, or nobody is named for, is worded alike on many occasions.
    """
    if not _is_far(evidence):
        return True
    return evidence.speakers in NAMES_AGREE and not evidence.some_reported


def _is_far(evidence: Evidence) -> bool:
    return evidence.days is not None and evidence.days > WINDOW_DAYS


def _grade_short(fact: str, score: float, evidence: Evidence, model: Model) -> Grade:
    """Short wordings hang on speaker and time; across speakers nothing is confirmed."""
    near = _within_window(evidence) and evidence.speakers in NAMES_AGREE
    if near and (_is_phrase(evidence) or model.confirms(score, evidence)):
        reason = f"{fact}, by the same speaker {days_between(evidence)}"
        return Grade(MatchStatus.CONFIRMED, Bond.ATTACH, reason)
    if _is_telling(evidence) and score >= model.unnamed:
        reason = f"{fact}, of {len(evidence.shorter.words)} words, {days_between(evidence)}"
        return Grade(MatchStatus.CONFIRMED, Bond.ATTACH, reason)
    if _is_title(evidence):
        return Grade(MatchStatus.REJECTED, Bond.NONE, f"{fact}, but it is written like a title")
    if not model.suggests(score, evidence):
        return Grade(MatchStatus.REJECTED, Bond.NONE, f"{fact}, but {_missing(evidence)}")
    return Grade(MatchStatus.SUGGESTED, Bond.NONE, f"{fact}, but {_missing(evidence)}")


def _is_same_person(evidence: Evidence) -> bool:
    """Whether the names leave no doubt; a surname alone may be that of a husband or a wife."""
    agree = evidence.speakers in NAMES_AGREE and evidence.full_names
    return agree or evidence.speakers is NameRelation.SAME


def _is_phrase(evidence: Evidence) -> bool:
    words = len(evidence.shorter.words)
    mostly = evidence.shorter.mass >= _MOSTLY * evidence.longer.mass
    return words >= PHRASE_WORDS or (words == PHRASE_WORDS - 1 and mostly)


def _is_telling(evidence: Evidence) -> bool:
    """Whether so many rare words are hardly said twice in a few days by people not named."""
    return (
        evidence.speakers is NameRelation.UNKNOWN
        and (evidence.shorter.length >= TELLING or len(evidence.shorter.words) >= TELLING_WORDS)
        and _is_at_once(evidence)
    )


def _is_title(evidence: Evidence) -> bool:
    """Whether a few words in capitals that nobody is named for are the name of a show or a book.

    What is stored is folded, and has no capitals left; there extraction has told titles apart.
    """
    words = evidence.shorter.text.split()
    if evidence.speakers is not NameRelation.UNKNOWN or len(words) > _TITLE_WORDS:
        return False
    if any(word[0].islower() and len(word) > _LITTLE_LETTERS for word in words):
        return False
    return sum(word[0].isupper() for word in words) > 1


def _is_at_once(evidence: Evidence) -> bool:
    return evidence.days is not None and evidence.days <= AT_ONCE_DAYS


def _grade_reworded(score: float, evidence: Evidence, model: Model) -> Grade:
    confirms = model.confirms(score, evidence)
    length = min(evidence.shorter.length, evidence.longer.length)
    # what articles report in words of their own is alike on many days: a plan, a charge, a vote
    at_once = _is_at_once(evidence) or not evidence.some_reported
    long = length >= (LONG if at_once and not _is_far(evidence) else VERY_LONG)
    differ = evidence.speakers is NameRelation.DIFFERENT
    if confirms and long and not differ:
        reason = f"mostly the same words, {_shared(evidence)}"
        return Grade(MatchStatus.CONFIRMED, Bond.UNION, reason)
    phrase = len(evidence.shorter.words) > PHRASE_WORDS
    agree = evidence.speakers in NAMES_AGREE and _within_window(evidence) and at_once
    if confirms and phrase and agree:
        reason = f"mostly the same words, by the same speaker {days_between(evidence)}"
        unites = _is_same_person(evidence) and _is_whole(evidence)
        return Grade(MatchStatus.CONFIRMED, Bond.UNION if unites else Bond.ATTACH, reason)
    if confirms and _is_telling(evidence):
        reason = f"mostly the same words, {_shared(evidence)}, {days_between(evidence)}"
        return Grade(MatchStatus.CONFIRMED, Bond.ATTACH, reason)
    if not confirms:
        doubt = f"score {score:.2f} is below {model.least_confirmed(evidence):.2f}"
    else:
        doubt = "the speakers differ" if differ else _reworded_doubt(at_once=at_once)
    return Grade(
        MatchStatus.SUGGESTED, Bond.NONE, f"similar words, {_shared(evidence)}, but {doubt}"
    )


def _reworded_doubt(*, at_once: bool) -> str:
    return "the wording is short" if at_once else "one is a report of another day"


def _grade_reported(score: float, evidence: Evidence, model: Model) -> Grade:
    reason = f"reported speech with the words of the quotation, {_shared(evidence)}"
    length = min(evidence.shorter.length, evidence.longer.length)
    strong = model.confirms(score, evidence) and min(length, evidence.rare_shared + 1) > TELLING
    if strong and evidence.speakers in NAMES_AGREE and _is_at_once(evidence):
        return Grade(MatchStatus.CONFIRMED, Bond.ATTACH, f"{reason}, by the same speaker")
    return Grade(MatchStatus.SUGGESTED, Bond.NONE, reason)


def _within_window(evidence: Evidence) -> bool:
    words = len(evidence.shorter.words)
    window = next((days for below, days in SHORT_WINDOWS if words < below), WINDOW_DAYS)
    return evidence.days is not None and evidence.days <= window


def _missing(evidence: Evidence) -> str:
    if evidence.speakers is NameRelation.DIFFERENT:
        return "the speakers differ"
    if evidence.speakers is NameRelation.UNKNOWN:
        return NO_SPEAKER
    if evidence.days is None:
        return "a date is not known"
    if _within_window(evidence):
        return "of so few words many sentences are made"
    return f"it is short and {evidence.days} days lie between"


def _conflict(evidence: Evidence) -> str:
    return ", but pinned on two speakers" if evidence.speakers is NameRelation.DIFFERENT else ""


def _shared(evidence: Evidence) -> str:
    run = " ".join(evidence.run).replace(NUMBER_SIGN, "")
    return f'longest common stretch "{run}"' if run else "no common stretch"
