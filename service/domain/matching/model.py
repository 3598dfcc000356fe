"""The scorer as a table: features, their weights, and the thresholds.

The weights are those of a logistic regression that never rewards the lack of evidence; they are
fitted by ``service.evaluation.fit_matching`` and copied here, where people can read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.matching import features
from service.domain.model import Feature

if TYPE_CHECKING:
    from service.domain.matching.evidence import Evidence
    from service.domain.matching.features import DetailFunction, FeatureFunction

ALGORITHM_NAME: Final = "lexical"
ALGORITHM_VERSION: Final = "3"

_CONTAINED, _REWORDED, _REPORTED = 0, 1, 2
_NOTHING_BESIDE: Final = 0.3
"""Less rarity than that beside the common stretch is a little word or two."""


class ByPair(NamedTuple):
    """A value for each of the three sorts of pairs, which ask for different evidence.

    Attributes:
        contained: one wording lies word for word in the other, or both are equal. Whether so few
            words are one utterance hangs on how many they are, on the speakers and the days.
        reworded: neither does. Two sentences of one speech have the speaker and the day in common,
            so order and stretch have to tell.
        reported: one side is reported speech, which keeps fewer of the words.
    """

    contained: float
    reworded: float
    reported: float

    def of(self, evidence: Evidence) -> float:
        """Returns the value for pairs of this sort."""
        return self[_sort(evidence)]


def _sort(evidence: Evidence) -> int:
    """Returns which value of a ``ByPair`` is that of this pair."""
    if evidence.one_reported:
        return _REPORTED
    return _REWORDED if evidence.part is None else _CONTAINED


@dataclass(frozen=True, slots=True)
class WeightedFeature:
    """A feature and how far it moves the log odds from score 0.0 to 1.0."""

    function: FeatureFunction
    weights: ByPair
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
        confirmed: from this score on, what the rules of its kind allow is confirmed.
        one_sided: the same of two wordings in marks that have nothing beside what they share but
            on one side: where one goes on, the other has ended or not begun.
        one_sided_report: the same where one of them is a report.
        exchanged: the least of those two where one telling word or figure gave way to another.
        suggested: from this score on, a pair is shown as a suggestion.
        unnamed: from this score on, a short stretch hangs on the one that holds it even where a
            speaker is not known.
        hopeless: below this share of common words, by rarity, a pair is not looked at further.
        hopeless_report: the same where one may report the other: same speaker, near in time.
    """

    name: str
    version: str
    bias: ByPair
    features: tuple[WeightedFeature, ...]
    confirmed: ByPair
    one_sided: float
    one_sided_report: float
    exchanged: float
    suggested: ByPair
    unnamed: float
    hopeless: float
    hopeless_report: float

    def score(self, evidence: Evidence) -> float:
        """Returns the score, 0.0 to 1.0: how likely both render one utterance."""
        sort = _sort(evidence)
        odds = self.bias[sort]
        for weighted in self.features:
            weight = weighted.weights[sort]
            if weight:
                odds += weight * weighted.function(evidence)
        return 1.0 / (1.0 + exp(-odds))

    def confirms(self, score: float, evidence: Evidence) -> bool:
        """Returns whether a score is high enough to be confirmed, if the rules allow it."""
        return score >= self.least_confirmed(evidence)

    def least_confirmed(self, evidence: Evidence) -> float:
        """Returns the score from which a pair like this may be confirmed."""
        sort = _sort(evidence)
        if sort == _REWORDED and evidence.overhang < _NOTHING_BESIDE:
            least = self.one_sided_report if evidence.some_reported else self.one_sided
            return max(least, self.exchanged) if evidence.exchanged else least
        return self.confirmed[sort]

    def suggests(self, score: float, evidence: Evidence) -> bool:
        """Returns whether a score is high enough to be shown as a suggestion."""
        return score >= self.suggested.of(evidence)

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
                weighted.weights.of(evidence),
                details[weighted.detail],
            )
            for weighted in self.features
        )


LEXICAL: Final = Model(
    name=ALGORITHM_NAME,
    version=ALGORITHM_VERSION,
    bias=ByPair(-5.85, -10.74, -5.17),
    features=(
        WeightedFeature(features.shared_rarity, ByPair(0.0, 0.39, 0.26), features.words_in_common),
        WeightedFeature(features.overlap, ByPair(0.01, 1.52, 1.1), features.word_counts),
        WeightedFeature(features.order, ByPair(0.0, 1.37, 0.0), features.word_counts),
        WeightedFeature(features.longest_run, ByPair(1.45, 1.05, 0.73), features.run_words),
        WeightedFeature(features.stretch, ByPair(1.49, 4.55, 1.97), features.run_words),
        WeightedFeature(features.stretch_share, ByPair(0.0, 1.49, 0.0), features.run_words),
        WeightedFeature(features.information, ByPair(1.72, 1.91, 2.11), features.words_in_common),
        WeightedFeature(features.rare_words, ByPair(0.0, 0.0, 1.69), features.words_in_common),
        WeightedFeature(features.overhang, ByPair(0.0, -2.13, -2.74), features.run_words),
        WeightedFeature(features.substance, ByPair(5.07, 2.35, 0.0), features.word_counts),
        WeightedFeature(features.same_speaker, ByPair(2.74, 0.0, 3.13), features.speaker_relation),
        WeightedFeature(
            features.other_speaker, ByPair(-3.01, -2.49, -2.66), features.speaker_relation
        ),
        WeightedFeature(features.nearness, ByPair(2.0, 2.0, 2.0), features.days_between),
    ),
    confirmed=ByPair(contained=0.95, reworded=0.95, reported=0.8),
    one_sided=0.8,
    one_sided_report=0.9,
    exchanged=0.9,
    suggested=ByPair(contained=0.7, reworded=0.5, reported=0.35),
    unnamed=0.92,
    hopeless=0.45,
    hopeless_report=0.1,
)
"""The scorer in use."""
