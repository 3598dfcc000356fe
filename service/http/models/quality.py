"""What was measured of the service's answers."""

from datetime import date

from pydantic import Field

from service.http.models.fields import Output
from service.usecases.read_quality import Quality


class QualityFigureModel(Output):
    """One measured share."""

    name: str
    value: float = Field(ge=0, le=1)
    floor: float | None = Field(description="What a release may not fall below, if it has one.")


class QualityPartModel(Output):
    """The figures of one part of the service."""

    part: str
    algorithm: str = Field(description="Name and version of what was measured.")
    current_algorithm: str = Field(description="Name and version of what works now.")
    is_current: bool = Field(
        description="False when the algorithm has changed since: the figures are then of the "
        "version before."
    )
    data: str = Field(description="On what it was measured, and whether that was tuned on.")
    command: str = Field(description="Prints all figures of this part.")
    figures: list[QualityFigureModel]


class QualityModel(Output):
    """The last recorded evaluation."""

    evaluated_on: date
    command: str = Field(description="Makes this record anew.")
    parts: list[QualityPartModel]


def quality_model(found: Quality) -> QualityModel:
    """Returns the model of the record."""
    return QualityModel(
        evaluated_on=found.evaluated_on,
        command=found.command,
        parts=[
            QualityPartModel(
                part=each.part,
                algorithm=each.algorithm,
                current_algorithm=each.current,
                is_current=each.is_current,
                data=each.data,
                command=each.command,
                figures=[
                    QualityFigureModel(name=one.name, value=one.value, floor=one.floor)
                    for one in each.figures
                ],
            )
            for each in found.parts
        ],
    )
