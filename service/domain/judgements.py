"""What people decide about mentions; every regrouping keeps to it."""

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

    @property
    def is_of_a_pair(self) -> bool:
        """Whether it needs a second mention."""
        return self in {JudgementKind.SAME, JudgementKind.DIFFERENT}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision by one person; ``undone_at`` is set when it was taken back.

    A judgement of a pair holds for all mentions of the same wording by the same speaker on the same
    day as the two that are named: nothing that is looked at tells those apart.
    """

    id: str
    kind: JudgementKind
    mention_id: str
    other_mention_id: str | None
    speaker_name: str | None
    judged_by: str
    reason: str
    judged_at: datetime
    undone_at: datetime | None = None
