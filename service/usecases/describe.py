"""What the service is and holds: its algorithms and its coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.extract import EXTRACTOR
from service.domain.matching.model import LEXICAL
from service.domain.model import Feature
from service.domain.statements.group import GROUPING
from service.usecases.views import AlgorithmView

if TYPE_CHECKING:
    from service.store.base import Coverage, QuoteStore


def coverage(store: QuoteStore) -> Coverage:
    """Returns what is indexed: an absence means nothing without it."""
    with store.reading() as tx:
        return tx.coverage()


def algorithms() -> tuple[AlgorithmView, ...]:
    """Returns the algorithms in use, with features, weights and thresholds, and what is off."""
    extractor, _, extractor_version = EXTRACTOR.partition("/")
    grouping, _, grouping_version = GROUPING.partition("/")
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
            features=tuple(Feature(f.name, 0.0, f.weight, f.explanation) for f in LEXICAL.features),
            thresholds={
                "confirmed": LEXICAL.confirmed,
                "suggested": LEXICAL.suggested,
                "reported": LEXICAL.reported,
            },
        ),
        AlgorithmView(
            role="grouping",
            name=grouping,
            version=grouping_version,
            description=(
                "Connected confirmed links; short fragments hang on the one sighting that contains "
                "them best and never bridge two statements."
            ),
        ),
        AlgorithmView(
            role="semantic",
            name="none",
            version="0",
            description=(
                "Off: no embedding model is installed. Paraphrases without shared words and "
                "translations without shared figures or names are not found."
            ),
        ),
    )
