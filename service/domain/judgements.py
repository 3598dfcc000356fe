"""What people decide about mentions and speakers; every regrouping keeps to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class JudgementKind(StrEnum):
    """What was decided."""

    SAME = "same"
    """Two mentions render one statement."""

    DIFFERENT = "different"
    """Two mentions never stand in one statement."""

    OTHER_SPEAKER = "other_speaker"
    """A mention's words are somebody else's than the article lets one think."""

    NOT_A_QUOTATION = "not_a_quotation"
    """A mention is nobody's words and stands in no statement."""

    SAME_SPEAKER = "same_speaker"
    """Two speakers are one person or body under two names."""

    DIFFERENT_SPEAKER = "different_speaker"
    """Two speakers are never one, whatever their names are."""

    @property
    def is_of_a_pair(self) -> bool:
        """Whether it needs a second mention."""
        return self in {JudgementKind.SAME, JudgementKind.DIFFERENT}

    @property
    def is_of_speakers(self) -> bool:
        """Whether it names two speakers, and no mention."""
        return self in {JudgementKind.SAME_SPEAKER, JudgementKind.DIFFERENT_SPEAKER}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision by one person; ``undone_at`` is set when it was taken back.

    A judgement of a pair holds for all mentions of the same wording by the same speaker on the same
    day as the two that are named: nothing that is looked at tells those apart. ``mention_id`` is
    None, and the ids of two speakers are there, where speakers are judged.
    """

    id: str
    kind: JudgementKind
    mention_id: str | None
    other_mention_id: str | None
    speaker_name: str | None
    judged_by: str
    reason: str
    judged_at: datetime
    undone_at: datetime | None = None
    speaker_id: str | None = None
    other_speaker_id: str | None = None
