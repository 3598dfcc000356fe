"""From words to statements: candidates, scores, filters. Shared by match and search."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from service.domain.ids import outlet_id
from service.domain.kinds import MatchStatus
from service.domain.matching.retrieve import rank, without_signature
from service.domain.matching.semantic import answer
from service.domain.model import Match, Rendering
from service.domain.text.language import guess_language
from service.domain.text.normalise import fold
from service.store.records import MentionFilter
from service.usecases.ingest import check_text
from service.usecases.search_words import read_plain, read_search
from service.usecases.speaker_names import resolve_speakers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from service.domain.model import Sighting, Wording
    from service.semantic.index import SemanticIndex
    from service.store.base import StoreReader
    from service.usecases.config import Limits
    from service.usecases.search_words import SearchMode, SearchWords
    from service.usecases.views import SearchFilter

REPORTED_SHARE = 0.9
"""Reported words answer a query by so much of what the same words in marks would."""
NEAR_IN_MEANING = 50
READ_BY_MEANING = 24
"""Wordings of each language that a query gets by meaning."""


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that answers, by its best wording, before it is shown."""

    statement_id: str
    wording_id: str
    match: Match
    sighting_ids: tuple[str, ...]
    reported: bool
    day: date | None


def find_statements(  # noqa: PLR0913  what is asked, how, how much
    tx: StoreReader,
    text: str,
    where: SearchFilter,
    *,
    candidates: int,
    limits: Limits,
    semantic: SemanticIndex | None = None,
    mode: SearchMode | None = None,
) -> list[Found]:
    """Returns the statements with a wording that answers the text, best first.

    Ties fall to statements in marks before reported ones, then to the one in more sightings, then
    to the earlier, then to the smaller id. Filters narrow the list; scores do not know them. With
    ``semantic``, what is near in meaning is found too, as a suggestion below all that holds the
    words of the query. With a ``mode`` the text may name phrases in quotation marks, which have to
    stand in the wording; without one it is a text like any other.

    Raises:
        InputError: there is no text, no word in it, or too much of it.
    """
    check_text(text, field="text", limit=limits.max_query_chars)
    asked = read_search(text, mode) if mode else read_plain(text)
    wording_ids = asked.candidates(tx, candidates)
    near = (
        dict(semantic.nearest(without_signature(asked.text), NEAR_IN_MEANING, wording_ids))
        if semantic is not None and not asked.phrases
        else {}
    )
    matches = _score(tx, asked, list(dict.fromkeys((*wording_ids, *near))), near)
    sightings = _fitting(tx, tx.sightings_of_wordings(matches.keys()), where)
    found = _best_of_each(tx, matches, sightings)
    return [f for f in found if not where.statuses or f.match.status in where.statuses]


def _score(
    tx: StoreReader, asked: SearchWords, wording_ids: Sequence[str], near: Mapping[str, float]
) -> dict[str, Match]:
    text = asked.text
    wordings = tx.get_wordings(wording_ids)
    fitting = asked.fit(wordings)
    known = [wordings[id_] for id_ in wording_ids if id_ in fitting]
    by_language: dict[str, list[Wording]] = defaultdict(list)
    for wording in known:
        by_language[wording.language].append(wording)
    matches: dict[str, Match] = {}
    # Words that clash are looked for in the nearest only: that takes a millisecond a pair.
    closest = dict(sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[:READ_BY_MEANING])
    query = Rendering(text, guess_language(text).language) if near else Rendering(text, "")
    for language, group in by_language.items():
        # The query is read as each wording's language: three words do not tell their own.
        stored_forms = [Rendering(wording.text, wording.language) for wording in group]
        scored = rank(Rendering(text, language), stored_forms, [w.key for w in group])
        for wording, match in zip(group, scored, strict=True):
            if (cosine := closest.get(wording.id)) is not None:
                stored = Rendering(wording.text, language)
                matches[wording.id] = answer(query, stored, match, cosine)
            else:
                matches[wording.id] = match
    return {id_: m for id_, m in matches.items() if m.status is not MatchStatus.REJECTED}


def mention_filter(tx: StoreReader, where: SearchFilter) -> MentionFilter:
    """Returns the filter in the store's terms: names and domains become ids."""
    return MentionFilter(
        speaker_ids=resolve_speakers(tx, where.speakers) if where.speakers else None,
        outlet_ids=_outlet_ids(where.outlets) if where.outlets else None,
        languages=where.languages or None,
        forms=where.forms or None,
        published_from=where.published_from,
        published_to=where.published_to,
    )


def _outlet_ids(values: Iterable[str]) -> frozenset[str]:
    """Ids are made from names and domains, so they need no look-up."""
    return frozenset(
        id_
        for value in values
        for id_ in ((value,) if value.startswith("ou_") else (outlet_id(fold(value)),))
    )


def _fitting(
    tx: StoreReader, sightings: Mapping[str, Sequence[Sighting]], where: SearchFilter
) -> dict[str, list[Sighting]]:
    narrowed = mention_filter(tx, where)
    if narrowed.is_empty:
        return {wording: list(group) for wording, group in sightings.items()}
    kept = tx.filter_sightings({s.id for group in sightings.values() for s in group}, narrowed)
    return {wording: [s for s in group if s.id in kept] for wording, group in sightings.items()}


def _best_of_each(
    tx: StoreReader, matches: Mapping[str, Match], sightings: Mapping[str, Sequence[Sighting]]
) -> list[Found]:
    placed = tx.placements({s.id for group in sightings.values() for s in group})
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for group in sightings.values():
        for sighting in group:
            groups[placed[sighting.id].statement_id].append(sighting)
    found = [_best(statement, group, matches) for statement, group in groups.items()]
    found.sort(
        key=lambda f: (
            -f.match.score,
            f.reported,
            -len(f.sighting_ids),
            f.day or date.max,
            f.statement_id,
        )
    )
    return found


def _best(statement: str, group: Sequence[Sighting], matches: Mapping[str, Match]) -> Found:
    scored = [(_as_carried(matches[s.wording_id], s), s) for s in group]
    match, best = min(
        scored, key=lambda pair: (-pair[0].score, pair[1].day or date.max, pair[1].id)
    )
    days = [s.day for s in group if s.day]
    return Found(
        statement_id=statement,
        wording_id=best.wording_id,
        match=match,
        sighting_ids=tuple(sorted(s.id for s in group)),
        reported=best.reported,
        day=min(days, default=None),
    )


def _as_carried(match: Match, sighting: Sighting) -> Match:
    """Returns the match with a lower score where the words are the article's, not the speaker's."""
    if not sighting.reported:
        return match
    score = round(match.score * REPORTED_SHARE, 4)
    return replace(match, score=score, reason=f"{match.reason}; reported, not in marks")
