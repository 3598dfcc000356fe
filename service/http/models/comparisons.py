"""What two wordings are to each other: kind, score, evidence, differences."""

from collections.abc import Iterable

from pydantic import Field

from service.domain.kinds import (
    Bond,
    DifferenceKind,
    MatchKind,
    MatchStatus,
)
from service.domain.model import (
    Comparison,
    Difference,
    Feature,
    Rendering,
)
from service.http.models.fields import Day, Input, LanguageTag, Output
from service.http.models.mentions import TextSpanModel, text_span


class FeatureModel(Output):
    """One piece of evidence."""

    name: str
    score: float = Field(description="0 to 1.")
    weight: float = Field(description="Its weight in the score.")
    detail: str = Field(description="For people.")


class DifferenceModel(Output):
    """One edit that leads from wording a to wording b; offsets count in each wording."""

    kind: DifferenceKind
    a: TextSpanModel | None
    b: TextSpanModel | None
    changes_meaning: bool
    reason: str | None


class RenderingIn(Input):
    """One rendering of what somebody said."""

    text: str = Field(
        min_length=1,
        description="The words, without the marks around them.",
        examples=["I would take up arms once more."],
    )
    language: LanguageTag | None = None
    speaker: str | None = Field(
        default=None,
        max_length=200,
        description="Name of whom they are pinned on.",
        examples=["Gustavo Petro"],
    )
    date: Day | None = Field(default=None, description="Day of publication.")
    reported: bool | None = Field(
        default=None,
        description="Whether it is indirect speech, without marks. Where neither side says, one "
        "that reads like a report beside the other is taken for one.",
    )


class CompareIn(Input):
    """Two renderings to compare."""

    a: RenderingIn
    b: RenderingIn


class ComparisonModel(Output):
    """The judgement of two renderings by rule."""

    kind: MatchKind
    score: float = Field(ge=0, le=1)
    status: MatchStatus
    bond: Bond = Field(description="What such a match does to statements.")
    reason: str
    features: list[FeatureModel]
    differences: list[DifferenceModel]
    alarms: list[DifferenceModel] = Field(description="The differences that may mislead.")


def rendering(given: RenderingIn, language: str) -> Rendering:
    """Returns what judging looks at."""
    return Rendering(
        text=given.text,
        language=language,
        speaker_name=given.speaker,
        day=given.date,
        reported=bool(given.reported),
    )


def feature_models(features: Iterable[Feature]) -> list[FeatureModel]:
    """Returns the models of pieces of evidence."""
    return [
        FeatureModel(name=each.name, score=each.score, weight=each.weight, detail=each.detail)
        for each in features
    ]


def difference_models(differences: Iterable[Difference]) -> list[DifferenceModel]:
    """Returns the models of differences."""
    return [
        DifferenceModel(
            kind=each.kind,
            a=text_span(each.a),
            b=text_span(each.b),
            changes_meaning=each.changes_meaning,
            reason=each.reason,
        )
        for each in differences
    ]


def comparison_model(found: Comparison) -> ComparisonModel:
    """Returns the model of a comparison."""
    return ComparisonModel(
        kind=found.match.kind,
        score=found.match.score,
        status=found.match.status,
        bond=found.match.bond,
        reason=found.match.reason,
        features=feature_models(found.match.features),
        differences=difference_models(found.differences),
        alarms=difference_models(found.alarms),
    )
