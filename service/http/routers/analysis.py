"""Reading and comparing texts that are not kept."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query

from service.domain.errors import ArticleTooLargeError, EmptyTextError, LimitError
from service.domain.text.language import guess_language
from service.http.deps import LimitsDep, SemanticDep
from service.http.models.articles import given_regions
from service.http.models.comparisons import (
    CompareIn,
    ComparisonModel,
    comparison_model,
    rendering,
)
from service.http.models.fields import primary_language
from service.http.models.mentions import ExtractionModel, extraction_model
from service.http.models.queries import ExtractIn
from service.http.offsets import OffsetUnit, in_units
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.compare_wordings import compare_wordings
from service.usecases.extract_quotations import extract_quotations

router = APIRouter(prefix="/v1", tags=["analysis"], route_class=StrictRoute)


@router.post(
    "/extract",
    operation_id="extractQuotations",
    responses=problems(ArticleTooLargeError, EmptyTextError, LimitError, body=True),
)
def extract(
    given: ExtractIn,
    limits: LimitsDep,
    offsets: Annotated[
        OffsetUnit, Query(description="What the offsets of the answer count.")
    ] = OffsetUnit.CODE_POINT,
) -> ExtractionModel:
    """Finds the quotations of a text and who is said to have said them; stores nothing."""
    found = extract_quotations(
        given.text,
        title=given.title,
        language=primary_language(given.language),
        regions=given_regions(given.regions),
        limits=limits,
    )
    shown = in_units(offsets, found.quotations, text=given.text, title=given.title)
    return extraction_model(replace(found, quotations=tuple(shown)))


@router.post(
    "/compare",
    operation_id="compareWordings",
    responses=problems(ArticleTooLargeError, EmptyTextError, LimitError, body=True),
)
def compare(given: CompareIn, limits: LimitsDep, semantic: SemanticDep) -> ComparisonModel:
    """Says what two renderings are to each other and how they differ; stores nothing.

    Offsets of differences count in each rendering's own text. When a language is left out, it is
    guessed from both texts together.
    """
    guess = guess_language(f"{given.a.text}\n{given.b.text}").language
    a = rendering(given.a, guess if given.a.language is None else given.a.language)
    b = rendering(given.b, guess if given.b.language is None else given.b.language)
    told = given.a.reported is not None or given.b.reported is not None
    return comparison_model(
        compare_wordings(a, b, limits=limits, semantic=semantic, is_form_told=told)
    )
