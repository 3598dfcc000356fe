"""Checking quotations before they are printed; nothing of them is kept."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query

from service.domain.errors import (
    ArticleTooLargeError,
    AsOfError,
    AsOfTooEarlyError,
    EmptyTextError,
    LimitError,
)
from service.http.deps import LimitsDep, SemanticDep, StoreDep
from service.http.models.fields import primary_language
from service.http.models.verification import (
    DraftIn,
    DraftModel,
    VerificationModel,
    VerifyIn,
    draft_model,
    verification_model,
)
from service.http.offsets import OffsetUnit, in_units
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.as_of import find_moment
from service.usecases.verify_quotations import check_draft, verify

router = APIRouter(prefix="/v1", tags=["checking"], route_class=StrictRoute)

Offsets = Annotated[OffsetUnit, Query(description="What the offsets of the answer count.")]


@router.post(
    "/verify",
    operation_id="verifyQuotation",
    responses=problems(
        ArticleTooLargeError, AsOfError, AsOfTooEarlyError, EmptyTextError, LimitError, body=True
    ),
)
def verify_quotation(
    given: VerifyIn,
    store: StoreDep,
    limits: LimitsDep,
    semantic: SemanticDep,
    offsets: Offsets = OffsetUnit.CODE_POINT,
) -> VerificationModel:
    """Says whether, where and in which form a quotation is attested; stores nothing.

    Absence is `not_in_index`, never "false": `coverage` says what was searched.
    """
    moment = None if given.as_of is None else find_moment(store, given.as_of)
    found = verify(
        store,
        given.text,
        speaker=given.speaker,
        limits=limits,
        semantic=semantic,
        as_of=moment.sequence if moment else None,
    )
    return verification_model(given.text, found, offsets, moment)


@router.post(
    "/drafts/check",
    operation_id="checkDraft",
    responses=problems(ArticleTooLargeError, EmptyTextError, LimitError, body=True),
)
def check(
    given: DraftIn,
    store: StoreDep,
    limits: LimitsDep,
    semantic: SemanticDep,
    offsets: Offsets = OffsetUnit.CODE_POINT,
) -> DraftModel:
    """Checks every quotation in marks of a draft; nothing of it is stored or logged."""
    checked, coverage = check_draft(
        store,
        given.text,
        title=given.title,
        language=primary_language(given.language),
        limits=limits,
        semantic=semantic,
    )
    shown = in_units(
        offsets, [each.quotation for each in checked], text=given.text, title=given.title
    )
    moved = [
        replace(each, quotation=quotation) for each, quotation in zip(checked, shown, strict=True)
    ]
    return draft_model(moved, coverage, offsets)
