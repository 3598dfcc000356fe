"""Is this quotation attested? Said of one text, or of every quotation of a draft.

Nothing is stored, and nothing of the text leaves these functions but in their answer. Absence is
"not in the index", never "false".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.errors import ArticleTooLargeError, LimitError
from service.domain.extraction.extract import extract
from service.domain.kinds import Form, MatchKind, MatchStatus
from service.domain.matching.choices import open_choices, weigh_choices
from service.domain.matching.compare import compare
from service.domain.matching.retrieve import rank
from service.domain.matching.semantic import answer
from service.domain.model import Rendering
from service.domain.text.language import guess_language
from service.domain.text.names import NameRelation, compare_names
from service.domain.text.tokens import words
from service.store.records import CandidateQuery, MentionFilter
from service.usecases.attestation import (
    ATTESTED,
    BY_MEANING,
    CheckedQuotation,
    Evidence,
    Outcome,
    Verification,
    outcome_of,
    outcomes_of,
)
from service.usecases.corrections import withdrawn_wordings
from service.usecases.find_statements import NEAR_IN_MEANING
from service.usecases.ingest import check_text
from service.usecases.speaker_names import heard_as
from service.usecases.splices import Piece, find_splice
from service.usecases.statement_views import in_time_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.domain.model import (
        Comparison,
        Quotation,
        Sighting,
        Speaker,
        Wording,
    )
    from service.semantic.index import SemanticIndex
    from service.store.base import QuoteStore, StoreReader
    from service.store.records import Coverage
    from service.usecases.config import Limits

EVIDENCE: Final = 5
"""Most pieces of evidence for one quotation."""

COMPARED: Final = 12
"""So many of the best candidates are compared word by word."""

WEIGHED_CHOICES: Final = 2
"""So many exchanged words are weighed by their vectors, which takes 4 ms."""

CARRIERS: Final = 50
"""So many sightings of a wording are looked at: a stock phrase has thousands."""


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
        look = _Look(tx, limits, semantic)
        asked = Rendering(text, language, heard_as(tx, speaker))
        return _verify(look, asked, tx.coverage())


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
        look = _Look(tx, limits, semantic)
        checked = [
            CheckedQuotation(q, _verify(look, _as_rendering(tx, q), coverage)) for q in found
        ]
    return checked, coverage


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


def _as_rendering(tx: StoreReader, quotation: Quotation) -> Rendering:
    return Rendering(
        text=quotation.selector.exact,
        language=quotation.language,
        speaker_name=heard_as(tx, quotation.attribution.speaker_name),
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
        near = (
            dict(self.semantic.nearest(draft.text, NEAR_IN_MEANING, ids)) if self.semantic else {}
        )
        ids = list(dict.fromkeys((*ids, *near)))
        held = self.tx.get_wordings(ids)
        wordings = [held[id_] for id_ in ids if id_ in held]
        asked = Rendering(draft.text, draft.language)
        stored = [Rendering(w.text, w.language) for w in wordings]
        found: list[Candidate] = []
        matches = rank(asked, stored, [w.key for w in wordings])
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
    best = look.candidates(draft, query) if query else []
    carried = _carriers(look.tx, draft, best)
    evidence = _gather(look, draft, best, carried)
    splice = find_splice(
        draft.text,
        draft.language,
        [Piece(statement, c.wording) for c in best for statement in carried[c.wording.id]],
    )
    if splice:  # what it is made of comes first
        pieces = {stretch.wording_id for stretch in splice}
        evidence.sort(key=lambda e: e.wording.id not in pieces)
    outcomes = outcomes_of(draft, evidence, splice)
    speakers = tuple(sorted({e.speaker_name for e in evidence if e.speaker_name}))
    fuller = next((e for e in evidence if e.is_fuller), None)
    evidence = _weighed(look.semantic, draft, evidence[:EVIDENCE])
    return Verification(
        outcome=outcomes[0],
        outcomes=outcomes,
        evidence=tuple(evidence),
        attested_speakers=speakers,
        splice=splice,
        fuller=fuller,
        coverage=coverage,
    )


def _carriers(
    tx: StoreReader, draft: Rendering, best: Sequence[Candidate]
) -> dict[str, dict[str, list[Sighting]]]:
    """Returns for each wording its sightings by statement, agreeing speakers first."""
    sightings = tx.sightings_of_wordings([c.wording.id for c in best])
    chosen = {
        wording: sorted(
            group, key=lambda s: (_agreement(draft, s), s.reported, str(s.day or "9"), s.id)
        )[:CARRIERS]
        for wording, group in sightings.items()
    }
    placed = tx.placements({s.id for group in chosen.values() for s in group})
    carried: dict[str, dict[str, list[Sighting]]] = {c.wording.id: {} for c in best}
    for wording, group in chosen.items():
        for sighting in group:
            if sighting.id in placed:
                statement = placed[sighting.id].statement_id
                carried[wording].setdefault(statement, []).append(sighting)
    return carried


def _agreement(draft: Rendering, sighting: Sighting) -> int:
    return _RELATIONS.index(compare_names(draft.speaker_name, sighting.speaker_name))


def _gather(
    look: _Look,
    draft: Rendering,
    best: Sequence[Candidate],
    carried: Mapping[str, Mapping[str, Sequence[Sighting]]],
) -> list[Evidence]:
    """Returns the wordings that bear on the draft's words, strongest outcome first."""
    mentions = look.tx.mentions_of_sightings(
        {s.id for groups in carried.values() for group in groups.values() for s in group},
        where=MentionFilter(),
        limit_each=look.limits.sources_per_wording,
    )
    statements = {statement for groups in carried.values() for statement in groups}
    withdrawn = withdrawn_wordings(look.tx, look.tx.members(statements))
    people = look.tx.get_speakers(
        {
            g.speaker_id
            for groups in carried.values()
            for ss in groups.values()
            for g in ss
            if g.speaker_id
        }
    )
    evidence = []
    for candidate in best:
        comparisons: dict[bool, Comparison] = {}
        for statement, group in carried[candidate.wording.id].items():
            reported = group[0].reported
            if reported not in comparisons:
                comparisons[reported] = _compare(draft, candidate, reported=reported)
            comparison = comparisons[reported]
            outcome = outcome_of(comparison, draft, reported=reported)
            if outcome is not None:
                sources = in_time_order(m for s in group for m in mentions.get(s.id, ()))
                evidence.append(
                    Evidence(
                        outcome=outcome,
                        statement_id=statement,
                        wording=candidate.wording,
                        comparison=comparison,
                        speaker=compare_names(draft.speaker_name, group[0].speaker_name),
                        speaker_name=_shown(people, group[0]),
                        is_fuller=comparison.match.kind is MatchKind.CONTAINED,
                        is_withdrawn=not any(m.current for m in sources)
                        or (statement, candidate.wording.id) in withdrawn,
                        sources=tuple(sources),
                    )
                )
    evidence.sort(key=_strength)
    return evidence


def _weighed(
    semantic: SemanticIndex | None, draft: Rendering, evidence: Sequence[Evidence]
) -> list[Evidence]:
    """Returns the evidence with an alarm where a word stands for one that is far in meaning.

    So few pairs are weighed, those of the strongest evidence first, that it takes milliseconds.
    """
    if semantic is None:
        return list(evidence)
    left, weighed = WEIGHED_CHOICES, []
    for piece in evidence:
        wording = piece.wording
        stored = Rendering(wording.text, wording.language)
        asked = Rendering(draft.text, draft.language, reported=draft.reported)
        free = piece.outcome is Outcome.PARAPHRASE_ONLY
        choices = () if free else open_choices(asked, stored, piece.comparison)[:left]
        left -= len(choices)
        comparison = piece.comparison
        if choices:
            comparison = weigh_choices(comparison, draft.language, semantic.cosines(choices))
        weighed.append(replace(piece, comparison=comparison))
    return weighed


def _shown(people: Mapping[str, Speaker], sighting: Sighting) -> str | None:
    """The name by which a person is shown everywhere."""
    known = people.get(sighting.speaker_id or "")
    return known.name if known else sighting.speaker_name


def _compare(draft: Rendering, candidate: Candidate, *, reported: bool) -> Comparison:
    """Speakers are held apart from the words here: the outcome says of each what it says."""
    wording = candidate.wording
    return compare(
        Rendering(draft.text, draft.language, None, None, draft.reported),
        Rendering(wording.text, wording.language, None, None, reported),
        candidate.cosine,
    )


def _strength(piece: Evidence) -> tuple[int, int, float, int, str, str]:
    return (
        _standing(piece),
        ATTESTED.index(piece.outcome),
        -piece.comparison.match.score,
        -len(piece.sources),
        piece.wording.id,
        piece.statement_id,
    )


def _standing(piece: Evidence) -> int:
    """Own words, the very words of somebody else, what one's own means, all else of others."""
    if piece.speaker is not NameRelation.DIFFERENT:
        return 2 if piece.outcome in BY_MEANING else 0
    return 1 if piece.outcome is Outcome.ATTESTED_VERBATIM else 3


_RELATIONS: Final = (
    NameRelation.SAME,
    NameRelation.COMPATIBLE,
    NameRelation.UNKNOWN,
    NameRelation.DIFFERENT,
)
