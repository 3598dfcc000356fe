"""Whether a quotation is attested, and every quotation of a draft."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pydantic import Field

from service.domain.kinds import MatchKind, MatchStatus
from service.domain.model import Difference
from service.domain.text.names import NameRelation
from service.http.models.as_of import AS_OF_TOLD, AsOfField, MomentModel, moment_model
from service.http.models.comparisons import DifferenceModel, difference_models
from service.http.models.fields import Input, LanguageTag, Output
from service.http.models.mentions import (
    FoundMention,
    FoundSpeaker,
    MentionModel,
    TextSpanModel,
    found_mention,
    mention_model,
)
from service.http.models.registry import CoverageModel, coverage_model
from service.http.offsets import OffsetUnit, Utf16Map
from service.store.history import Moment
from service.store.records import Coverage
from service.usecases.attestation import CheckedQuotation, Evidence, Outcome, Verification


class VerifyIn(Input):
    """A quotation in question; nothing of it is kept."""

    text: str = Field(
        description="The words in question, without the marks around them.",
        examples=["for the homeland I will take up arms again"],
    )
    speaker: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="Name of whom it is pinned on.",
        examples=["Gustavo Petro"],
    )
    as_of: AsOfField | None = Field(default=None, description=AS_OF_TOLD)


class DraftIn(Input):
    """A draft to check; nothing of it is kept or logged."""

    text: str = Field(
        description="Plain text with its quotation marks.",
        examples=["“I will take up arms again,” Gustavo Petro wrote."],
    )
    title: str | None = Field(default=None, description="Its quotations are checked, too.")
    language: LanguageTag | None = None


class AttestingWording(Output):
    """A wording that bears on the quotation."""

    id: str
    text: str
    language: str
    first_seen_at: datetime


class EvidenceModel(Output):
    """A wording that bears on the quotation; differences lead from the quotation to it."""

    outcome: Outcome = Field(description="Of the words alone, whoever said them.")
    statement_id: str
    wording: AttestingWording
    kind: MatchKind = Field(description="Reads from the quotation to the wording.")
    score: float = Field(ge=0, le=1)
    status: MatchStatus
    reason: str
    speaker: FoundSpeaker | None = Field(description="Whom the articles pin it on.")
    speaker_relation: NameRelation = Field(description="How that agrees with the name asked for.")
    is_fuller: bool = Field(description="The wording holds the quotation and more.")
    is_withdrawn: bool = Field(
        description="Every article that carried it has a newer version without it."
    )
    differences: list[DifferenceModel] = Field(
        description="Offsets of `a` count in the quotation, those of `b` in the wording."
    )
    alarms: list[DifferenceModel]
    sources: list[MentionModel] = Field(
        description="Earliest published first; offsets count code points of the stored text."
    )


class StretchModel(TextSpanModel):
    """A stretch of the quotation that one of several statements lends it."""

    statement_id: str
    wording_id: str


class AttestationModel(Output):
    """What the index says of one quotation. It never says whether a thing is true."""

    outcome: Outcome = Field(description="The decisive one of `outcomes`.")
    outcomes: list[Outcome] = Field(description="All that hold.")
    evidence: list[EvidenceModel] = Field(description="Strongest first.")
    attested_speakers: list[str] = Field(description="Whom the wordings found are pinned on.")
    spliced: bool = Field(description="Separate statements were joined as one.")
    splice: list[StretchModel] = Field(description="Their stretches of the quotation, in order.")
    fuller: AttestingWording | None = Field(
        description="The best wording that holds the quotation and more."
    )


class VerificationModel(AttestationModel):
    """What the index says of one quotation, and what was searched."""

    coverage: CoverageModel = Field(
        description="What is indexed, or was with `as_of`: counts as they were."
    )
    as_of: MomentModel | None = Field(description="Null: now.")


class CheckedMention(FoundMention):
    """A quotation of the draft and what the index says of it."""

    attestation: AttestationModel = Field(
        description="Offsets of its differences and stretches count in the quotation itself."
    )


class DraftModel(Output):
    """Every quotation in marks of a draft with its outcome, and what was searched."""

    mentions: list[CheckedMention]
    coverage: CoverageModel


def verification_model(
    text: str, found: Verification, unit: OffsetUnit, moment: Moment | None = None
) -> VerificationModel:
    """Returns the model of what the index says of a text, or said at a moment."""
    return VerificationModel(
        **dict(_attestation(text, found, unit)),
        coverage=coverage_model(found.coverage),
        as_of=moment_model(moment),
    )


def draft_model(
    checked: Sequence[CheckedQuotation], coverage: Coverage, unit: OffsetUnit
) -> DraftModel:
    """Returns the model of a checked draft, whose quotations are already in this unit."""
    return DraftModel(
        mentions=[
            CheckedMention(
                **dict(found_mention(each.quotation)),
                attestation=_attestation(each.quotation.selector.exact, each.verification, unit),
            )
            for each in checked
        ],
        coverage=coverage_model(coverage),
    )


def _attestation(text: str, found: Verification, unit: OffsetUnit) -> AttestationModel:
    units = _Units(text, unit)
    return AttestationModel(
        outcome=found.outcome,
        outcomes=list(found.outcomes),
        evidence=[_evidence(each, units) for each in found.evidence],
        attested_speakers=list(found.attested_speakers),
        spliced=found.spliced,
        splice=[
            StretchModel(
                exact=each.exact,
                start=units.at(each.start),
                end=units.at(each.end),
                statement_id=each.statement_id,
                wording_id=each.wording_id,
            )
            for each in found.splice
        ],
        fuller=None if found.fuller is None else _wording(found.fuller),
    )


class _Units:
    """Leads from code points of the quotation and of wordings to the unit that was asked for."""

    def __init__(self, text: str, unit: OffsetUnit) -> None:
        self._quotation = Utf16Map(text) if unit is OffsetUnit.UTF16 else None

    def at(self, offset: int) -> int:
        return self._quotation.at(offset) if self._quotation else offset

    def differences(self, found: Sequence[Difference], wording: str) -> list[DifferenceModel]:
        if self._quotation:
            other = Utf16Map(wording)
            found = [
                replace(
                    each,
                    a=self._quotation.text_span(each.a),
                    b=other.text_span(each.b),
                )
                for each in found
            ]
        return difference_models(found)


def _wording(piece: Evidence) -> AttestingWording:
    return AttestingWording(
        id=piece.wording.id,
        text=piece.wording.text,
        language=piece.wording.language,
        first_seen_at=piece.wording.first_seen_at,
    )


def _evidence(piece: Evidence, units: _Units) -> EvidenceModel:
    match = piece.comparison.match
    return EvidenceModel(
        outcome=piece.outcome,
        statement_id=piece.statement_id,
        wording=_wording(piece),
        kind=match.kind,
        score=match.score,
        status=match.status,
        reason=piece.reason,
        speaker=None if piece.speaker_name is None else FoundSpeaker(name=piece.speaker_name),
        speaker_relation=piece.speaker,
        is_fuller=piece.is_fuller,
        is_withdrawn=piece.is_withdrawn,
        differences=units.differences(piece.comparison.differences, piece.wording.text),
        alarms=units.differences(piece.alarms, piece.wording.text),
        sources=[mention_model(each) for each in piece.sources],
    )
