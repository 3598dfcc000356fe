"""What the service is: its algorithms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.extract import EXTRACTOR
from service.domain.kinds import MatchKind
from service.domain.matching.model import LEXICAL
from service.domain.matching.semantic import (
    EVIDENCE,
    MEANING_EXPLAINED,
    SCALES,
    SEMANTIC_NAME,
    SEMANTIC_VERSION,
)
from service.domain.model import Feature
from service.domain.speakers.identity import IDENTITY
from service.domain.statements.group import GROUPING
from service.usecases.views import AlgorithmView

if TYPE_CHECKING:
    from service.semantic.index import SemanticIndex


def algorithms(semantic: SemanticIndex | None = None) -> tuple[AlgorithmView, ...]:
    """Returns the algorithms in use, with features, weights and thresholds, and what is off."""
    extractor, _, extractor_version = EXTRACTOR.partition("/")
    grouping, _, grouping_version = GROUPING.partition("/")
    identity, _, identity_version = IDENTITY.partition("/")
    return (
        AlgorithmView(
            role="extraction",
            name=extractor,
            version=extractor_version,
            description=(
                "Quotation marks, cue lexicons and patterns; speakers resolved within the article."
            ),
        ),
        AlgorithmView(
            role="matching",
            name=LEXICAL.name,
            version=LEXICAL.version,
            description=(
                "Logistic model over features of two renderings; words are weighed by a static "
                "frequency table, never by what is indexed."
            ),
            features=tuple(
                Feature(f.name, 0.0, f.weights.reworded, f.explanation) for f in LEXICAL.features
            ),
            thresholds={
                "confirmed": LEXICAL.confirmed.reworded,
                "one_sided": LEXICAL.one_sided,
                "one_sided_report": LEXICAL.one_sided_report,
                "exchanged": LEXICAL.exchanged,
                "suggested": LEXICAL.suggested.reworded,
                "reported": LEXICAL.confirmed.reported,
                "suggested_report": LEXICAL.suggested.reported,
                "contained": LEXICAL.confirmed.contained,
                "suggested_part": LEXICAL.suggested.contained,
            },
        ),
        AlgorithmView(
            role="grouping",
            name=grouping,
            version=grouping_version,
            description=(
                "Connected confirmed links; short fragments hang on the one sighting that contains "
                "them best and never bridge two statements; a clause also hangs on a suggested "
                "quotation that has the words which it puts in marks."
            ),
        ),
        AlgorithmView(
            role="identity",
            name=identity,
            version=identity_version,
            description=(
                "Names of one person: what people judged, then a directory of known speakers, then "
                "a middle initial or a second surname that no other name contradicts."
            ),
        ),
        _semantic(semantic),
    )


def _semantic(semantic: SemanticIndex | None) -> AlgorithmView:
    if semantic is None:
        return AlgorithmView(
            role="semantic",
            name="none",
            version="0",
            description=(
                "Off: no model of meaning is loaded. Paraphrases without shared words, and "
                "translations without shared figures or names, are not found."
            ),
        )
    return AlgorithmView(
        role="semantic",
        name=SEMANTIC_NAME,
        version=SEMANTIC_VERSION,
        description=(
            f"On: vectors of {semantic.model}, {len(semantic)} wordings so far. They suggest "
            "translations and paraphrases, and never confirm: they cannot see that a quotation "
            "was altered. Figures and denials are compared as such. Among up to "
            f"{semantic.exact_up_to} wordings all vectors are compared, among more those whose "
            "codes of 512 bits are near."
        ),
        features=(
            Feature("meaning", 0.0, SCALES[MatchKind.TRANSLATION].slope, MEANING_EXPLAINED),
            *(Feature(name, 0.0, weight, told) for name, (weight, told) in EVIDENCE.items()),
        ),
        thresholds={
            f"{kind.value}_{name}": value
            for kind, scale in SCALES.items()
            for name, value in (("suggested", scale.link), ("asked", scale.asked))
        },
    )
