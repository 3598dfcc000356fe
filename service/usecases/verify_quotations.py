"""Is this quotation attested? Said of one text, or of every quotation of a draft.

Nothing is stored, and nothing of the text leaves these functions but in their answer. Absence is
"not in the index", never "false".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.extraction.extract import extract
from service.domain.matching.compare import compare
from service.domain.matching.prepared import prepare
from service.domain.matching.retrieve import rank
from service.domain.matching.semantic import answer
from service.domain.model import Form, MatchKind, MatchStatus, Rendering
from service.domain.text.language import guess_language
from service.domain.text.names import NameRelation, compare_names
from service.domain.text.tokens import words
from service.store.base import CandidateQuery, MentionFilter
from service.usecases.find_statements import NEAR_IN_MEANING
from service.usecases.ingest import check_text
from service.usecases.statement_views import in_time_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.domain.model import (
        Comparison,
        Difference,
        Mention,
        Quotation,
        Sighting,
        Wording,
    )
    from service.semantic.index import SemanticIndex
    from service.store.base import Coverage, QuoteStore, StoreReader
    from service.usecases.config import Limits

EVIDENCE: Final = 5
"""Most pieces of evidence for one quotation."""

COMPARED: Final = 12
"""So many of the best candidates are compared word by word."""

FEW_WORDS: Final = 2
"""With fewer informative words a quotation tells too little."""


class Outcome(StrEnum):
    """What the index says of a quotation, strongest first."""

    ATTESTED_VERBATIM = "attested_verbatim"
    ATTESTED_WITH_EDITS = "attested_with_edits"
    ATTESTED_IN_PART = "attested_in_part"
    ATTESTED_IN_TRANSLATION = "attested_in_translation"
    PARAPHRASE_ONLY = "paraphrase_only"
    ATTESTED_OTHER_SPEAKER = "attested_other_speaker"
    ATTESTED_BUT_WITHDRAWN = "attested_but_withdrawn"
    NOT_IN_INDEX = "not_in_index"
    TOO_SHORT_TO_TELL = "too_short_to_tell"


_ATTESTED: Final[tuple[Outcome, ...]] = (
    Outcome.ATTESTED_VERBATIM,
    Outcome.ATTESTED_WITH_EDITS,
    Outcome.ATTESTED_IN_PART,
    Outcome.ATTESTED_IN_TRANSLATION,
    Outcome.PARAPHRASE_ONLY,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One wording that bears on the quotation; differences lead from the draft's text to it.

    ``is_fuller`` says that the wording holds the quotation and more.
    """

    outcome: Outcome
    statement_id: str
    wording: Wording
    comparison: Comparison
    speaker: NameRelation
    speaker_name: str | None
    is_fuller: bool
    sources: tuple[Mention, ...]

    @property
    def alarms(self) -> tuple[Difference, ...]:
        """The differences that may change the meaning."""
        return self.comparison.alarms


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome for one text, all outcomes that hold, and what they rest on.

    ``attested_speakers`` are whom the wordings found are pinned on. ``spliced`` says that separate
    statements together make the text.
    """

    outcome: Outcome
    outcomes: tuple[Outcome, ...]
    evidence: tuple[Evidence, ...]
    attested_speakers: tuple[str, ...]
    spliced: bool
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of a draft with what the index says of it."""

    quotation: Quotation
    verification: Verification


def verify(
    store: QuoteStore,
    text: str,
    *,
    speaker: str | None = None,
    limits: Limits,
    semantic: SemanticIndex | None = None,
) -> Verification:
    """Returns whether, where and in which form a quotation is attested; stores nothing.

    With ``semantic``, translations and paraphrases are found by their meaning.

    Raises:
        InputError: there is no text, or too much of it.
    """
    check_text(text, field="text", limit=limits.max_query_chars)
    language = guess_language(text).language
    with store.reading() as tx:
        look = _Look(tx, limits, semantic)
        return _verify(look, Rendering(text, language, speaker), tx.coverage())


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
    check_text(text, field="text", limit=limits.max_text_chars)
    if title is not None:
        check_text(title, field="title", limit=limits.max_title_chars, may_be_empty=True)
    found = extract(text, title=title, language=language).quotations
    with store.reading() as tx:
        coverage = tx.coverage()
        look = _Look(tx, limits, semantic)
        checked = [
            CheckedQuotation(q, _verify(look, _as_rendering(q), coverage))
            for q in found
            if q.form in {Form.DIRECT, Form.MIXED}
        ]
    return checked, coverage


def _as_rendering(quotation: Quotation) -> Rendering:
    return Rendering(
        text=quotation.selector.exact,
        language=quotation.language,
        speaker_name=quotation.attribution.speaker_name,
        reported=quotation.form.is_reported,
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """Where to look, and how far."""

    tx: StoreReader
    limits: Limits
    semantic: SemanticIndex | None

    def candidates(self, draft: Rendering, query: tuple[str, ...]) -> list[Candidate]:
        """Returns the wordings that answer the draft's words or meaning best, best first."""
        ids = self.tx.find_candidates(CandidateQuery(words=query, limit=self.limits.candidates))
        near = dict(self.semantic.nearest(draft.text, NEAR_IN_MEANING)) if self.semantic else {}
        ids = list(dict.fromkeys((*ids, *near)))
        held = self.tx.get_wordings(ids)
        wordings = [held[id_] for id_ in ids if id_ in held]
        asked = Rendering(draft.text, draft.language)
        stored = [Rendering(w.text, w.language) for w in wordings]
        found: list[Candidate] = []
        matches = rank(asked, stored)
        for wording, rendering, match in zip(wordings, stored, matches, strict=True):
            cosine = near.get(wording.id)
            best = match if cosine is None else answer(asked, rendering, match, cosine)
            if best.status is not MatchStatus.REJECTED:
                found.append(Candidate(best.score, wording, cosine))
        found.sort(key=lambda c: (-c.score, c.wording.id))
        return found[:COMPARED]


class Candidate(NamedTuple):
    """A wording worth comparing; ``cosine`` where its meaning brought it."""

    score: float
    wording: Wording
    cosine: float | None


def _verify(look: _Look, draft: Rendering, coverage: Coverage) -> Verification:
    query = tuple(words(draft.text))
    evidence = _gather(look, draft, query) if query else []
    attested = tuple(sorted({e.speaker_name for e in evidence if e.speaker_name}))
    outcomes = _outcomes(draft, evidence)
    return Verification(
        outcome=outcomes[0],
        outcomes=outcomes,
        evidence=tuple(evidence[:EVIDENCE]),
        attested_speakers=attested,
        spliced=_is_spliced(draft, evidence),
        coverage=coverage,
    )


def _gather(look: _Look, draft: Rendering, query: tuple[str, ...]) -> list[Evidence]:
    """Returns the wordings that bear on the draft's words, strongest outcome first."""
    best = look.candidates(draft, query)
    sightings = look.tx.sightings_of_wordings([c.wording.id for c in best])
    placed = look.tx.placements({s.id for group in sightings.values() for s in group})
    mentions = look.tx.mentions_of_sightings(
        placed.keys(), where=MentionFilter(), limit_each=look.limits.sources_per_wording
    )
    evidence = []
    for candidate in best:
        by_statement: dict[str, list[Sighting]] = defaultdict(list)
        for sighting in sightings.get(candidate.wording.id, ()):
            by_statement[placed[sighting.id].statement_id].append(sighting)
        for statement, group in by_statement.items():
            piece = _weigh(draft, statement, candidate, group, mentions)
            if piece is not None:
                evidence.append(piece)
    order = {outcome: place for place, outcome in enumerate(_ATTESTED)}
    evidence.sort(
        key=lambda e: (
            e.speaker is NameRelation.DIFFERENT,
            order[e.outcome],
            -e.comparison.match.score,
            -len(e.sources),
            e.wording.id,
            e.statement_id,
        )
    )
    return evidence


def _weigh(
    draft: Rendering,
    statement: str,
    candidate: Candidate,
    group: Sequence[Sighting],
    mentions: Mapping[str, Sequence[Mention]],
) -> Evidence | None:
    named = min(
        group,
        key=lambda s: (_RELATIONS.index(compare_names(draft.speaker_name, s.speaker_name)), s.id),
    )
    wording = candidate.wording
    # Speakers are held apart from the words here: the outcome says of each what it says.
    comparison = compare(
        Rendering(draft.text, draft.language, None, None, draft.reported),
        Rendering(wording.text, wording.language, None, None, named.reported),
        candidate.cosine,
    )
    outcome = _outcome_of(comparison, draft)
    if outcome is None:
        return None
    return Evidence(
        outcome=outcome,
        statement_id=statement,
        wording=wording,
        comparison=comparison,
        speaker=compare_names(draft.speaker_name, named.speaker_name),
        speaker_name=named.speaker_name,
        is_fuller=comparison.match.kind is MatchKind.CONTAINED,
        sources=tuple(in_time_order(m for s in group for m in mentions.get(s.id, ()))),
    )


_RELATIONS: Final = (
    NameRelation.SAME,
    NameRelation.COMPATIBLE,
    NameRelation.UNKNOWN,
    NameRelation.DIFFERENT,
)


_OUTCOME_OF: Final = {
    MatchKind.IDENTICAL: Outcome.ATTESTED_VERBATIM,
    MatchKind.NORMALISED: Outcome.ATTESTED_VERBATIM,
    MatchKind.CONTAINED: Outcome.ATTESTED_VERBATIM,
    MatchKind.CONTAINS: Outcome.ATTESTED_IN_PART,
    MatchKind.REWORDED: Outcome.ATTESTED_WITH_EDITS,
    MatchKind.TRANSLATION: Outcome.ATTESTED_IN_TRANSLATION,
    MatchKind.REPORTED: Outcome.PARAPHRASE_ONLY,
    MatchKind.PARAPHRASE: Outcome.PARAPHRASE_ONLY,
}


def _outcome_of(comparison: Comparison, draft: Rendering) -> Outcome | None:
    match = comparison.match
    if match.status is MatchStatus.REJECTED:
        return None
    if match.kind is MatchKind.CONTAINED and prepare(draft.text, draft.language).has_gaps:
        return Outcome.ATTESTED_WITH_EDITS
    return _OUTCOME_OF.get(match.kind)


def _outcomes(draft: Rendering, evidence: Sequence[Evidence]) -> tuple[Outcome, ...]:
    """Returns every outcome that holds, the decisive one first."""
    held = {e.outcome for e in evidence if e.speaker is not NameRelation.DIFFERENT}
    by_others = {e.outcome for e in evidence if e.speaker is NameRelation.DIFFERENT}
    ordered = [outcome for outcome in _ATTESTED if outcome in held]
    if by_others:
        ordered.append(Outcome.ATTESTED_OTHER_SPEAKER)
    if prepare(draft.text, draft.language).informative < FEW_WORDS:
        ordered.insert(0, Outcome.TOO_SHORT_TO_TELL)
    return tuple(ordered) or (Outcome.NOT_IN_INDEX,)


def _is_spliced(draft: Rendering, evidence: Sequence[Evidence]) -> bool:
    """Whether pieces of two statements, neither holding the other, lie in the text."""
    parts = [e for e in evidence if e.outcome is Outcome.ATTESTED_IN_PART]
    whole = any(e.outcome is Outcome.ATTESTED_VERBATIM for e in evidence)
    if whole or len({e.statement_id for e in parts}) < 2:  # noqa: PLR2004  two make a splice
        return False
    text = " ".join(prepare(draft.text, draft.language).words)
    stretches = []
    for part in parts:
        piece = " ".join(prepare(part.wording.text, part.wording.language).words)
        start = text.find(piece)
        if start >= 0:
            stretches.append((start, start + len(piece), part.statement_id))
    stretches.sort()
    return any(left[1] <= right[0] and left[2] != right[2] for left, right in pairwise(stretches))
