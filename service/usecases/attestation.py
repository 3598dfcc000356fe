"""What the index can say of a quotation, and the rules by which evidence becomes an outcome."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from service.domain.kinds import DifferenceKind, MatchKind, MatchStatus
from service.domain.matching.grading import NO_SPEAKER
from service.domain.matching.prepared import prepare
from service.domain.text.names import NameRelation
from service.domain.text.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.model import (
        Comparison,
        Difference,
        Mention,
        Quotation,
        Rendering,
        Wording,
    )
    from service.store.records import Coverage
    from service.usecases.splices import Stretch

FEW_WORDS: Final = 2
"""With fewer informative words a quotation tells too little."""


CLAUSE_WORDS: Final = 5
"""But of so many words, in a wording of the same speaker, it is that speaker's."""


class Outcome(StrEnum):
    """What the index says of a quotation, strongest first."""

    ATTESTED_VERBATIM = "attested_verbatim"
    ATTESTED_WITH_EDITS = "attested_with_edits"
    ATTESTED_IN_PART = "attested_in_part"
    ATTESTED_IN_TRANSLATION = "attested_in_translation"
    PARAPHRASE_ONLY = "paraphrase_only"
    ATTESTED_OTHER_SPEAKER = "attested_other_speaker"
    ATTESTED_BUT_WITHDRAWN = "attested_but_withdrawn"
    NOT_IN_INDEX = "not_in_index"
    TOO_SHORT_TO_TELL = "too_short_to_tell"


ATTESTED: Final[tuple[Outcome, ...]] = (
    Outcome.ATTESTED_VERBATIM,
    Outcome.ATTESTED_WITH_EDITS,
    Outcome.ATTESTED_IN_PART,
    Outcome.ATTESTED_IN_TRANSLATION,
    Outcome.PARAPHRASE_ONLY,
)
"""What the words alone can be, strongest first."""

BY_MEANING: Final = frozenset({Outcome.ATTESTED_IN_TRANSLATION, Outcome.PARAPHRASE_ONLY})
"""Outcomes that rest on no words in common."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One wording that bears on the quotation; differences lead from the draft's text to it.

    ``outcome`` is that of the words alone; ``speaker`` says how the draft's speaker agrees with
    ``speaker_name``. ``is_fuller``: the wording holds the quotation and more. ``is_withdrawn``:
    every article that carried it has a newer version without it.
    """

    outcome: Outcome
    statement_id: str
    wording: Wording
    comparison: Comparison
    speaker: NameRelation
    speaker_name: str | None
    is_fuller: bool
    is_withdrawn: bool
    sources: tuple[Mention, ...]

    @property
    def alarms(self) -> tuple[Difference, ...]:
        """The differences that may change the meaning."""
        return self.comparison.alarms

    @property
    def reason(self) -> str:
        """Why the words match. Speakers are held apart from them: ``speaker`` says what they do."""
        told = self.comparison.match.reason
        known = self.speaker is not NameRelation.UNKNOWN
        return told.removesuffix(f", but {NO_SPEAKER}") if known else told


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome for one text, all outcomes that hold, and what they rest on.

    ``attested_speakers`` are whom the wordings found are pinned on. ``splice`` lists the stretches
    when separate statements together make the text, and is empty otherwise. ``fuller`` is the best
    wording that holds the text and more.
    """

    outcome: Outcome
    outcomes: tuple[Outcome, ...]
    evidence: tuple[Evidence, ...]
    attested_speakers: tuple[str, ...]
    splice: tuple[Stretch, ...]
    fuller: Evidence | None
    coverage: Coverage

    @property
    def spliced(self) -> bool:
        """Whether separate statements were joined as one."""
        return bool(self.splice)


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of a draft with what the index says of it."""

    quotation: Quotation
    verification: Verification


_OUTCOME_OF: Final = {
    MatchKind.IDENTICAL: Outcome.ATTESTED_VERBATIM,
    MatchKind.NORMALISED: Outcome.ATTESTED_VERBATIM,
    MatchKind.CONTAINED: Outcome.ATTESTED_VERBATIM,
    MatchKind.CONTAINS: Outcome.ATTESTED_IN_PART,
    MatchKind.REWORDED: Outcome.ATTESTED_WITH_EDITS,
    MatchKind.TRANSLATION: Outcome.ATTESTED_IN_TRANSLATION,
    MatchKind.REPORTED: Outcome.PARAPHRASE_ONLY,
    MatchKind.PARAPHRASE: Outcome.PARAPHRASE_ONLY,
}
_WHOLE: Final = frozenset({MatchKind.IDENTICAL, MatchKind.NORMALISED})
_HELD: Final = _WHOLE | {MatchKind.CONTAINED}
"""Kinds in which the very words stand there, whether or not they tell one utterance from others."""

_AGREEING: Final = frozenset({NameRelation.SAME, NameRelation.COMPATIBLE})


def outcome_of(comparison: Comparison, draft: Rendering, *, reported: bool) -> Outcome | None:
    """Returns what a wording alone makes of the draft's words; None when it does not bear on them.

    Args:
        comparison: leads from the draft to the wording.
        draft: the text in question.
        reported: whether the wording is only known as reported speech, which attests no words.
    """
    match = comparison.match
    if match.status is MatchStatus.REJECTED and match.kind not in _HELD:
        return None
    outcome = _OUTCOME_OF.get(match.kind)
    if outcome is None:
        return None
    if reported and not draft.reported:
        return Outcome.PARAPHRASE_ONLY
    if match.kind is MatchKind.CONTAINED and (
        prepare(draft.text, draft.language).has_gaps or _loses_denial(comparison)
    ):
        return Outcome.ATTESTED_WITH_EDITS
    return outcome


def _loses_denial(comparison: Comparison) -> bool:
    """Whether what was cut off denies the rest: "no vamos", "vamos"."""
    return any(d.kind is DifferenceKind.NEGATION and d.a is None for d in comparison.alarms)


def outcomes_of(
    draft: Rendering, evidence: Sequence[Evidence], splice: Sequence[Stretch]
) -> tuple[Outcome, ...]:
    """Returns every outcome that holds, the decisive one first.

    Too short to tell decides unless the very words are a whole wording by an agreeing speaker, or a
    clause of one.
    Withdrawn decides when nothing that stands now attests the words. A splice is attested in part:
    each stretch is, the whole is not. The very words of somebody else weigh more than what one's
    own only means.
    """
    ours = [e for e in evidence if e.speaker is not NameRelation.DIFFERENT]
    held = {e.outcome for e in ours}
    if splice:
        held.add(Outcome.ATTESTED_IN_PART)
    ordered = [outcome for outcome in ATTESTED if outcome in held]
    if splice and Outcome.ATTESTED_VERBATIM not in held:
        ordered.sort(key=lambda outcome: outcome is not Outcome.ATTESTED_IN_PART)
    others = {e.outcome for e in evidence if e.speaker is NameRelation.DIFFERENT}
    # what somebody else said in other words is theirs, not what was asked about
    if others and not (held and others <= {Outcome.PARAPHRASE_ONLY}):
        decides = Outcome.ATTESTED_VERBATIM in others and held <= BY_MEANING
        ordered.insert(0 if decides else len(ordered), Outcome.ATTESTED_OTHER_SPEAKER)
    best = [e for e in ours if ordered and e.outcome is ordered[0]]
    if best and all(e.is_withdrawn for e in best):
        ordered.insert(0, Outcome.ATTESTED_BUT_WITHDRAWN)
    if _is_too_short(draft, ours):
        ordered.insert(0, Outcome.TOO_SHORT_TO_TELL)
    return tuple(ordered) or (Outcome.NOT_IN_INDEX,)


def _is_too_short(draft: Rendering, ours: Sequence[Evidence]) -> bool:
    if prepare(draft.text, draft.language).informative >= FEW_WORDS:
        return False
    a_clause = sum(len(each) > 1 for each in words(draft.text)) >= CLAUSE_WORDS
    telling = _HELD if a_clause else _WHOLE
    return not any(e.comparison.match.kind in telling and e.speaker in _AGREEING for e in ours)
