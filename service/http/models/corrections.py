"""Corrections, as they come and where they are shown."""

from datetime import date, datetime

from pydantic import Field

from service.domain.corrections import Correction, CorrectionKind
from service.http.models.fields import Day, Input, Output
from service.http.models.mentions import NamedModel
from service.usecases.corrections import CorrectionInput
from service.usecases.views import CorrectionView


class CorrectionIn(Input):
    """A correction or retraction, and what it is about."""

    kind: CorrectionKind = Field(strict=False)
    text: str = Field(
        max_length=10_000,
        description="What the outlet or somebody else put right, in their words.",
        examples=["An earlier version misquoted the president's message."],
    )
    target_id: str = Field(
        max_length=64,
        description="Id of the mention, wording or statement that is corrected.",
        examples=["mn_aaaaaaaaaaaaaaaaaaaa"],
    )
    date: Day | None = Field(default=None, description="Day it was published, UTC.")
    url: str | None = Field(default=None, max_length=10_000, description="Where it was published.")


class CorrectionModel(Output):
    """A correction or retraction."""

    id: str
    kind: CorrectionKind
    text: str
    target_id: str
    date: date | None
    url: str | None
    made_at: datetime = Field(description="When it came to the service.")


class ShownCorrection(CorrectionModel):
    """A correction where it is shown, with what it takes back and who still carries that."""

    wording_ids: list[str]
    carried_by: list[NamedModel] = Field(
        description="Outlets whose newest version still has these words."
    )


class CorrectionPage(Output):
    """Corrections in the order they came."""

    corrections: list[CorrectionModel]
    next_cursor: str | None


def correction_input(given: CorrectionIn) -> CorrectionInput:
    """Returns the correction as the use case takes it."""
    return CorrectionInput(
        kind=given.kind, text=given.text, target_id=given.target_id, day=given.date, url=given.url
    )


def correction_model(made: Correction) -> CorrectionModel:
    """Returns the model of a correction."""
    return CorrectionModel(
        id=made.id,
        kind=made.kind,
        text=made.text,
        target_id=made.target_id,
        date=made.day,
        url=made.url,
        made_at=made.made_at,
    )


def shown_correction(view: CorrectionView) -> ShownCorrection:
    """Returns the model of a correction where it is shown."""
    return ShownCorrection(
        **dict(correction_model(view.correction)),
        wording_ids=list(view.wording_ids),
        carried_by=[NamedModel(id=each.id, name=each.name) for each in view.carried_by],
    )
