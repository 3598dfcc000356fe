"""What people decide about mentions and speakers."""

from datetime import datetime

from pydantic import Field

from service.domain.judgements import Judgement, JudgementKind
from service.http.models.fields import Input, Output
from service.usecases.judge import JudgementInput

_MENTION = "mn_aaaaaaaaaaaaaaaaaaaa"
_SPEAKER = "sp_aaaaaaaaaaaaaaaaaaaa"


class JudgementIn(Input):
    """A decision by a person: who decides, and why, is part of it."""

    kind: JudgementKind = Field(strict=False)
    mention_id: str | None = Field(
        default=None,
        max_length=64,
        examples=[_MENTION],
        description="The mention that is judged; none where speakers are.",
    )
    other_mention_id: str | None = Field(
        default=None, max_length=64, description="The second mention of `same` and `different`."
    )
    speaker_name: str | None = Field(
        default=None, description="Whose words they are, for `other_speaker`."
    )
    speaker_id: str | None = Field(
        default=None,
        max_length=64,
        examples=[_SPEAKER],
        description="One of the two speakers of `same_speaker` and `different_speaker`.",
    )
    other_speaker_id: str | None = Field(
        default=None, max_length=64, description="The other of the two speakers."
    )
    judged_by: str = Field(description="Who decides.", examples=["Marta Rincón, fact desk"])
    reason: str = Field(examples=["Both report the speech of 5 January."])


class JudgementModel(Output):
    """A decision by a person; `undone_at` says when it was taken back."""

    id: str
    kind: JudgementKind
    mention_id: str | None
    other_mention_id: str | None
    speaker_name: str | None
    speaker_id: str | None
    other_speaker_id: str | None
    judged_by: str
    reason: str
    judged_at: datetime
    undone_at: datetime | None


class JudgementPage(Output):
    """Judgements in the order they were made, those taken back included."""

    judgements: list[JudgementModel]
    next_cursor: str | None


def judgement_input(given: JudgementIn) -> JudgementInput:
    """Returns the judgement as the use case takes it."""
    return JudgementInput(
        kind=given.kind,
        mention_id=given.mention_id,
        judged_by=given.judged_by,
        reason=given.reason,
        other_mention_id=given.other_mention_id,
        speaker_name=given.speaker_name,
        speaker_id=given.speaker_id,
        other_speaker_id=given.other_speaker_id,
    )


def judgement_model(made: Judgement) -> JudgementModel:
    """Returns the model of a judgement."""
    return JudgementModel(
        id=made.id,
        kind=made.kind,
        mention_id=made.mention_id,
        other_mention_id=made.other_mention_id,
        speaker_name=made.speaker_name,
        speaker_id=made.speaker_id,
        other_speaker_id=made.other_speaker_id,
        judged_by=made.judged_by,
        reason=made.reason,
        judged_at=made.judged_at,
        undone_at=made.undone_at,
    )
