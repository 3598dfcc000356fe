"""The scorer as a table: features, their weights, and the thresholds.

The weights are those of a logistic regression that never rewards the lack of evidence; they are
fitted by ``service.evaluation.fit_matching`` and copied here, where people can read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Final

from service.domain.matching import features
from service.domain.model import Feature

if TYPE_CHECKING:
    from service.domain.matching.evidence import Evidence
    from service.domain.matching.features import DetailFunction, FeatureFunction

ALGORITHM_NAME: Final = "lexical"
ALGORITHM_VERSION: Final = "1"


@dataclass(frozen=True, slots=True)
class WeightedFeature:
    """A feature and how far it moves the log odds from score 0.0 to 1.0.

    ``weight`` holds where both are quoted or both reported, ``weight_reported`` where one is
    reported speech, which keeps fewer of the words.
    """

    function: FeatureFunction
    weight: float
    weight_reported: float
    detail: DetailFunction

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
        bias_reported: the same where one of the two is reported speech.
        confirmed: from this score on, long rewordings are confirmed by rule.
        suggested: from this score on, a pair is shown as a suggestion.
        short: from this score on, a short stretch hangs on the longer one that holds it.
        reported: from this score on, a report in other words is confirmed by rule.
        suggested_report: from this score on, a report is shown as a suggestion.
        hopeless: below this share of common words, by rarity, a pair is not looked at further.
        hopeless_report: the same where one may report the other: same speaker, near in time.
    """

    name: str
    version: str
    bias: float
    bias_reported: float
    features: tuple[WeightedFeature, ...]
    confirmed: float
    suggested: float
    short: float
    reported: float
    suggested_report: float
    hopeless: float
    hopeless_report: float

    def score(self, evidence: Evidence) -> float:
        """Returns the score, 0.0 to 1.0: how likely both render one utterance."""
        odds = self.bias_reported if evidence.one_reported else self.bias
        for weighted in self.features:
            weight = weighted.weight_reported if evidence.one_reported else weighted.weight
            if weight:
                odds += weight * weighted.function(evidence)
        return 1.0 / (1.0 + exp(-odds))

    def suggests(self, score: float, evidence: Evidence) -> bool:
        """Returns whether a score is high enough to be shown as a suggestion."""
        return score >= (self.suggested_report if evidence.one_reported else self.suggested)

    def explain(self, evidence: Evidence) -> tuple[Feature, ...]:
        """Returns every feature with its score, its weight and the words behind it."""
        details = {
            function: function(evidence)
            for function in dict.fromkeys(weighted.detail for weighted in self.features)
        }
        return tuple(
            Feature(
                weighted.function.__name__,
                round(weighted.function(evidence), 4),
                weighted.weight_reported if evidence.one_reported else weighted.weight,
                details[weighted.detail],
            )
            for weighted in self.features
        )


LEXICAL: Final = Model(
    name=ALGORITHM_NAME,
    version=ALGORITHM_VERSION,
    bias=-11.44,
    bias_reported=-6.19,
    features=(
        WeightedFeature(features.shared_rarity, 1.78, 1.17, features.words_in_common),
        WeightedFeature(features.overlap, 0.19, 0.99, features.word_counts),
        WeightedFeature(features.order, 2.23, 0.92, features.word_counts),
        WeightedFeature(features.longest_run, 1.32, 0.96, features.run_words),
        WeightedFeature(features.stretch, 2.68, 1.66, features.run_words),
        WeightedFeature(features.stretch_share, 1.85, 0.62, features.run_words),
        WeightedFeature(features.information, 1.56, 1.35, features.words_in_common),
        WeightedFeature(features.characters, 0.0, 0.06, features.word_counts),
        WeightedFeature(features.verbatim, 1.87, 0.0, features.run_words),
        WeightedFeature(features.substance, 1.85, 0.0, features.word_counts),
        WeightedFeature(features.same_speaker, 0.99, 2.55, features.speaker_relation),
        WeightedFeature(features.other_speaker, -2.76, -1.74, features.speaker_relation),
        WeightedFeature(features.nearness, 2.0, 2.0, features.days_between),
    ),
    confirmed=0.9,
    suggested=0.6,
    short=0.9,
    reported=0.99,
    suggested_report=0.35,
    hopeless=0.45,
    hopeless_report=0.1,
)
"""The scorer in use."""
