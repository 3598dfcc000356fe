"""Is this quotation attested? Said of one text, or of every quotation of a draft.

Nothing is stored, and nothing of the text leaves these functions but in their answer. Absence is
"not in the index", never "false".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.domain.errors import ArticleTooLargeError, LimitError
from service.domain.extraction.extract import extract
from service.domain.kinds import Form
from service.domain.matching.choices import open_choices, weigh_choices
from service.domain.model import Rendering
from service.domain.text.language import guess_language
from service.usecases.attestation import (
    CheckedQuotation,
    Evidence,
    Outcome,
    Verification,
    outcomes_of,
)
from service.usecases.find_evidence import find_evidence
from service.usecases.ingest import check_text
from service.usecases.speaker_names import heard_as
from service.usecases.splices import Piece, find_splice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.model import Quotation
    from service.semantic.index import SemanticIndex
    from service.store.base import QuoteStore, StoreReader
    from service.store.records import Coverage
    from service.usecases.config import Limits
    from service.usecases.find_evidence import Found

EVIDENCE: Final = 5
"""Most pieces of evidence for one quotation."""

WEIGHED_CHOICES: Final = 2
"""So many exchanged words are weighed by their vectors, which takes 4 ms."""


def verify(
    store: QuoteStore,
    text: str,
    *,
    speaker: str | None = None,
    limits: Limits,
    semantic: SemanticIndex | None = None,
    as_of: int | None = None,
) -> Verification:
    """Returns whether, where and in which form a quotation is attested; stores nothing.

    With ``semantic``, translations and paraphrases are found by their meaning, and words that stand
    for others are weighed. ``as_of`` is the number of an event; None asks for what is there now.

    Raises:
        InputError: there is no text, or too much of it.
    """
    check_text(text, field="text", limit=limits.max_query_chars)
    language = guess_language(text).language
    with store.reading(as_of=as_of) as tx:
        asked = Rendering(text, language, heard_as(tx, speaker))
        return _verify_all(tx, [asked], limits, semantic)[0]


def check_draft(
    store: QuoteStore,
    text: str,
    *,
    title: str | None = None,
    language: str | None = None,
    limits: Limits,
    semantic: SemanticIndex | None = None,
) -> tuple[list[CheckedQuotation], Coverage]:
    """Returns every direct or mixed quotation of a draft with its outcome; stores nothing.

    Raises:
        InputError: there is no text, or too much of it.
    """
    check_text(text, field="text", limit=limits.max_text_chars, too_long=ArticleTooLargeError)
    if title is not None:
        check_text(title, field="title", limit=limits.max_title_chars, may_be_empty=True)
    found = _in_marks(extract(text, title=title, language=language).quotations)
    _check_size(found, limits)
    with store.reading() as tx:
        coverage = tx.coverage()
        verified = _verify_all(tx, _as_renderings(tx, found), limits, semantic)
    return [CheckedQuotation(*each) for each in zip(found, verified, strict=True)], coverage


def _in_marks(found: Sequence[Quotation]) -> list[Quotation]:
    """Returns the direct and mixed ones, what they resume counted among themselves."""
    kept = [at for at, each in enumerate(found) if each.form in {Form.DIRECT, Form.MIXED}]
    place = {at: number for number, at in enumerate(kept)}
    return [
        replace(found[at], continues=None if (to := found[at].continues) is None else place.get(to))
        for at in kept
    ]


def _check_size(found: Sequence[Quotation], limits: Limits) -> None:
    if len(found) > limits.max_draft_quotations:
        raise LimitError(
            f"the draft has {len(found)} quotations, the limit is {limits.max_draft_quotations}",
            field="text",
            remedy="Send the draft in parts.",
        )
    for quotation in found:
        length = len(quotation.selector.exact)
        if length > limits.max_query_chars:
            raise LimitError(
                f"the quotation at {quotation.selector.start} has {length} characters, the limit "
                f"is {limits.max_query_chars}",
                field="text",
                remedy="Close its quotation marks, or check it in parts.",
            )


def _as_renderings(tx: StoreReader, quotations: Sequence[Quotation]) -> list[Rendering]:
    names = dict.fromkeys(each.attribution.speaker_name for each in quotations)
    heard = {name: heard_as(tx, name) for name in names}
    return [
        Rendering(
            text=each.selector.exact,
            language=each.language,
            speaker_name=heard[each.attribution.speaker_name],
            reported=each.form.is_reported,
        )
        for each in quotations
    ]


def _verify_all(
    tx: StoreReader, drafts: Sequence[Rendering], limits: Limits, semantic: SemanticIndex | None
) -> list[Verification]:
    coverage = tx.coverage()
    found = find_evidence(tx, drafts, limits=limits, semantic=semantic)
    verified = [_verify(*each, coverage) for each in zip(drafts, found, strict=True)]
    return verified if semantic is None else _weighed(semantic, drafts, verified)


def _verify(draft: Rendering, found: Found, coverage: Coverage) -> Verification:
    evidence = list(found.evidence)
    pieces = [
        Piece(statement, c.wording)
        for c in found.candidates
        for statement in found.statements[c.wording.id]
    ]
    splice = find_splice(draft.text, draft.language, pieces)
    if splice:  # what it is made of comes first
        lending = {stretch.wording_id for stretch in splice}
        evidence.sort(key=lambda e: e.wording.id not in lending)
    outcomes = outcomes_of(draft, evidence, splice)
    return Verification(
        outcome=outcomes[0],
        outcomes=outcomes,
        evidence=tuple(evidence[:EVIDENCE]),
        attested_speakers=tuple(sorted({e.speaker_name for e in evidence if e.speaker_name})),
        splice=splice,
        fuller=next((e for e in evidence if e.is_fuller), None),
        coverage=coverage,
    )


def _weighed(
    semantic: SemanticIndex, drafts: Sequence[Rendering], verified: Sequence[Verification]
) -> list[Verification]:
    """Returns the same with an alarm where a word stands for one that is far in meaning.

    So few pairs of each draft are weighed, those of its strongest evidence first, that it takes
    milliseconds.
    """
    chosen = [
        _open_choices(draft, each.evidence) for draft, each in zip(drafts, verified, strict=True)
    ]
    pairs = [pair for choices in chosen for each in choices for pair in each]
    cosines = semantic.cosines(list(dict.fromkeys(pairs))) if pairs else {}
    return [
        replace(
            each,
            evidence=tuple(
                replace(
                    piece,
                    comparison=weigh_choices(
                        piece.comparison, draft.language, {pair: cosines[pair] for pair in open_}
                    ),
                )
                if open_
                else piece
                for piece, open_ in zip(each.evidence, choices, strict=True)
            ),
        )
        for draft, each, choices in zip(drafts, verified, chosen, strict=True)
    ]


def _open_choices(
    draft: Rendering, evidence: Sequence[Evidence]
) -> list[tuple[tuple[str, str], ...]]:
    """Returns for each piece the exchanged words that are to be weighed."""
    left, chosen = WEIGHED_CHOICES, []
    asked = Rendering(draft.text, draft.language, reported=draft.reported)
    for piece in evidence:
        stored = Rendering(piece.wording.text, piece.wording.language)
        free = piece.outcome is Outcome.PARAPHRASE_ONLY
        choices = () if free else open_choices(asked, stored, piece.comparison)[:left]
        left -= len(choices)
        chosen.append(tuple(choices))
    return chosen
