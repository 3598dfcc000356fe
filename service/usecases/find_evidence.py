"""The stored wordings that bear on quotations: many quotations at once, few questions to the store.

What is looked at last is looked at least: most of what a search brings up turns out different, and
of that nothing more is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.kinds import MatchKind
from service.domain.matching.compare import relate
from service.domain.matching.prepared import prepare, prepare_keyed
from service.domain.matching.retrieve import rank
from service.domain.matching.semantic import most_of_answers, score_answer
from service.domain.model import Rendering
from service.domain.text.names import NameRelation, compare_names
from service.domain.text.tokens import words
from service.store.records import CandidateQuery, MentionFilter
from service.usecases.attestation import ATTESTED, BY_MEANING, Evidence, Outcome, outcome_of
from service.usecases.corrections import withdrawn_wordings
from service.usecases.find_statements import NEAR_IN_MEANING
from service.usecases.statement_views import in_time_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.domain.model import Comparison, Mention, Sighting, Speaker, Wording
    from service.semantic.index import SemanticIndex
    from service.store.base import StoreReader
    from service.usecases.config import Limits

COMPARED: Final = 12
"""So many of the best candidates are compared word by word."""

CARRIERS: Final = 50
"""So many sightings of a wording are looked at: a stock phrase has thousands."""

_RELATIONS: Final = (
    NameRelation.SAME,
    NameRelation.COMPATIBLE,
    NameRelation.UNKNOWN,
    NameRelation.DIFFERENT,
)


class Candidate(NamedTuple):
    """A wording worth comparing; ``cosine`` where its meaning brought it."""

    score: float
    wording: Wording
    cosine: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought up for one quotation.

    ``candidates`` are its wordings, best first; ``statements`` those that each is carried in, with
    its sightings there, agreeing speakers first; ``evidence`` what bears on the quotation,
    strongest first.
    """

    candidates: Sequence[Candidate]
    statements: Mapping[str, Mapping[str, Sequence[Sighting]]]
    evidence: Sequence[Evidence]


class _Bearing(NamedTuple):
    """A wording in one statement that bears on a draft, before its sources are read."""

    outcome: Outcome
    candidate: Candidate
    comparison: Comparison
    statement: str
    group: Sequence[Sighting]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the store tells of the statements that bear on any of the drafts."""

    mentions: Mapping[str, Sequence[Mention]]
    withdrawn: frozenset[tuple[str, str]]
    people: Mapping[str, Speaker]


def find_evidence(
    tx: StoreReader,
    drafts: Sequence[Rendering],
    *,
    limits: Limits,
    semantic: SemanticIndex | None = None,
) -> list[Found]:
    """Returns for each draft what the store holds that bears on it."""
    best = _find_candidates(tx, drafts, limits, semantic)
    carried = _carriers(tx, drafts, best)
    bearing = [
        _compare_all(draft, candidates, statements)
        for draft, candidates, statements in zip(drafts, best, carried, strict=True)
    ]
    told = _read(tx, [piece for pieces in bearing for piece in pieces], limits)
    return [
        Found(
            candidates,
            statements,
            sorted((_evidence(draft, piece, told) for piece in pieces), key=_strength),
        )
        for draft, candidates, statements, pieces in zip(
            drafts, best, carried, bearing, strict=True
        )
    ]


def _find_candidates(
    tx: StoreReader,
    drafts: Sequence[Rendering],
    limits: Limits,
    semantic: SemanticIndex | None,
) -> list[list[Candidate]]:
    """Returns for each draft the wordings that answer its words or its meaning best."""
    by_words = [
        tx.find_candidates(CandidateQuery(words=query, limit=limits.candidates)) if query else None
        for query in (tuple(words(draft.text)) for draft in drafts)
    ]
    near: list[dict[str, float]] = [{} for _ in drafts]
    if semantic is not None:
        asked = [at for at, ids in enumerate(by_words) if ids is not None]
        texts = [(drafts[at].text, by_words[at] or ()) for at in asked]
        for at, each in zip(asked, semantic.nearest_each(texts, NEAR_IN_MEANING), strict=True):
            near[at] = dict(each)
    wanted = [
        dict.fromkeys((*(ids or ()), *cosines)) for ids, cosines in zip(by_words, near, strict=True)
    ]
    held = tx.get_wordings({id_ for ids in wanted for id_ in ids})
    return [
        _choose(draft, [held[id_] for id_ in ids if id_ in held], cosines)
        for draft, ids, cosines in zip(drafts, wanted, near, strict=True)
    ]


def _choose(
    draft: Rendering, wordings: Sequence[Wording], near: Mapping[str, float]
) -> list[Candidate]:
    asked = Rendering(draft.text, draft.language)
    stored = [Rendering(w.text, w.language) for w in wordings]
    found: list[Candidate] = []
    best_scores: list[float] = []
    matches = rank(asked, stored, [w.key for w in wordings])
    read = prepare(asked.text, asked.language)
    cosines = [near.get(wording.id) for wording in wordings]
    most = most_of_answers(read, list(zip(matches, cosines, strict=True)))
    for at in sorted(range(len(wordings)), key=lambda at: -most[at]):
        if len(best_scores) == COMPARED and most[at] < best_scores[0]:
            break  # to take a text apart takes a tenth of a millisecond
        wording, cosine = wordings[at], cosines[at]
        parts = prepare_keyed(wording.text, wording.language, wording.key)
        score = score_answer(read, parts, matches[at], cosine)
        if score is not None:
            found.append(Candidate(score, wording, cosine))
            keep = heappushpop if len(best_scores) == COMPARED else heappush
            keep(best_scores, score)
    found.sort(key=lambda c: (-c.score, c.wording.id))
    return found[:COMPARED]


def _carriers(
    tx: StoreReader, drafts: Sequence[Rendering], best: Sequence[Sequence[Candidate]]
) -> list[dict[str, dict[str, list[Sighting]]]]:
    """Returns for each draft its wordings' sightings by statement, agreeing speakers first."""
    sightings = tx.sightings_of_wordings({c.wording.id for candidates in best for c in candidates})
    chosen = [
        {c.wording.id: _agreeing(draft, sightings.get(c.wording.id, ())) for c in candidates}
        for draft, candidates in zip(drafts, best, strict=True)
    ]
    placed = tx.placements({s.id for groups in chosen for group in groups.values() for s in group})
    carried: list[dict[str, dict[str, list[Sighting]]]] = []
    for groups in chosen:
        by_wording: dict[str, dict[str, list[Sighting]]] = {wording: {} for wording in groups}
        for wording, group in groups.items():
            for sighting in group:
                if sighting.id in placed:
                    statement = placed[sighting.id].statement_id
                    by_wording[wording].setdefault(statement, []).append(sighting)
        carried.append(by_wording)
    return carried


def _agreeing(draft: Rendering, group: Sequence[Sighting]) -> list[Sighting]:
    ranked = sorted(
        group, key=lambda s: (_agreement(draft, s), s.reported, str(s.day or "9"), s.id)
    )
    return ranked[:CARRIERS]


def _agreement(draft: Rendering, sighting: Sighting) -> int:
    return _RELATIONS.index(compare_names(draft.speaker_name, sighting.speaker_name))


def _compare_all(
    draft: Rendering,
    best: Sequence[Candidate],
    carried: Mapping[str, Mapping[str, Sequence[Sighting]]],
) -> list[_Bearing]:
    found: list[_Bearing] = []
    for candidate in best:
        for statement, group in carried[candidate.wording.id].items():
            reported = group[0].reported
            comparison = _compare(draft, candidate, reported=reported)
            if comparison is None:
                continue
            outcome = outcome_of(comparison, draft, reported=reported)
            if outcome is not None:
                found.append(_Bearing(outcome, candidate, comparison, statement, group))
    return found


def _compare(draft: Rendering, candidate: Candidate, *, reported: bool) -> Comparison | None:
    """Speakers are held apart from the words here: the outcome says of each what it says."""
    wording = candidate.wording
    return relate(
        Rendering(draft.text, draft.language, None, None, draft.reported),
        Rendering(wording.text, wording.language, None, None, reported),
        candidate.cosine,
    )


def _read(tx: StoreReader, bearing: Sequence[_Bearing], limits: Limits) -> _Told:
    inside = {s.id: s for piece in bearing for s in piece.group}
    return _Told(
        mentions=tx.mentions_of_sightings(
            inside.keys(), where=MentionFilter(), limit_each=limits.sources_per_wording
        ),
        withdrawn=withdrawn_wordings(tx, tx.members({piece.statement for piece in bearing})),
        people=tx.get_speakers({s.speaker_id for s in inside.values() if s.speaker_id}),
    )


def _evidence(draft: Rendering, piece: _Bearing, told: _Told) -> Evidence:
    wording, first = piece.candidate.wording, piece.group[0]
    sources = in_time_order(m for s in piece.group for m in told.mentions.get(s.id, ()))
    return Evidence(
        outcome=piece.outcome,
        statement_id=piece.statement,
        wording=wording,
        comparison=piece.comparison,
        speaker=compare_names(draft.speaker_name, first.speaker_name),
        speaker_name=_shown(told.people, first),
        is_fuller=piece.comparison.match.kind is MatchKind.CONTAINED,
        is_withdrawn=not any(m.current for m in sources)
        or (piece.statement, wording.id) in told.withdrawn,
        sources=tuple(sources),
    )


def _shown(people: Mapping[str, Speaker], sighting: Sighting) -> str | None:
    """The name by which a person is shown everywhere."""
    known = people.get(sighting.speaker_id or "")
    return known.name if known else sighting.speaker_name


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
