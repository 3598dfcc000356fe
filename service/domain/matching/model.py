"""The scorer as a table: features, their weights, and the thresholds.

The weights are those of a logistic regression; ``service.evaluation.fit_matching`` fits them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Final

from service.domain.matching import features
from service.domain.model import Feature

if TYPE_CHECKING:
    from service.domain.matching.evidence import Evidence
    from service.domain.matching.features import FeatureFunction

ALGORITHM_NAME: Final = "lexical"
ALGORITHM_VERSION: Final = "1"


@dataclass(frozen=True, slots=True)
class WeightedFeature:
    """A feature and its weight: how far it moves the log odds from score 0.0 to 1.0."""

    function: FeatureFunction
    weight: float

    @property
    def name(self) -> str:
        """The name of the feature in answers."""
        return self.function.__name__

    @property
    def explanation(self) -> str:
        """What users read about the feature."""
        return (self.function.__doc__ or "").strip()


@dataclass(frozen=True, slots=True)
class Model:
    """Features, weights and thresholds of one version of the scorer.

    Attributes:
        bias: log odds when every feature is 0.0.
        confirmed: from this score on, long rewordings are confirmed by rule.
        suggested: from this score on, a pair is shown as a suggestion.
        reported: from this score on, a report in other words is confirmed by rule.
        hopeless: below this share of common words a pair is not looked at further.
    """

    name: str
    version: str
    bias: float
    features: tuple[WeightedFeature, ...]
    confirmed: float
    suggested: float
    reported: float
    hopeless: float

    def score(self, evidence: Evidence) -> tuple[float, tuple[Feature, ...]]:
        """Returns the score, 0.0 to 1.0, and the features with their details."""
        found: list[Feature] = []
        odds = self.bias
        for weighted in self.features:
            value, detail = weighted.function(evidence)
            odds += weighted.weight * value
            found.append(Feature(weighted.name, round(value, 4), weighted.weight, detail))
        return 1.0 / (1.0 + exp(-odds)), tuple(found)


LEXICAL: Final = Model(
    name=ALGORITHM_NAME,
    version=ALGORITHM_VERSION,
    bias=-9.0,
    features=(
        WeightedFeature(features.shared_rarity, 5.0),
        WeightedFeature(features.overlap, 1.0),
        WeightedFeature(features.order, 2.0),
        WeightedFeature(features.longest_run, 2.5),
        WeightedFeature(features.run_share, 1.5),
        WeightedFeature(features.information, 2.0),
        WeightedFeature(features.characters, 0.5),
        WeightedFeature(features.numbers, 1.0),
        WeightedFeature(features.speaker, 2.0),
        WeightedFeature(features.nearness, 1.0),
        WeightedFeature(features.presentation, 0.0),
    ),
    confirmed=0.95,
    suggested=0.5,
    reported=0.97,
    hopeless=0.35,
)
"""The scorer in use."""
