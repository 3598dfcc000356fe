"""Statements as they are shown: many at a time, with a fixed number of questions to the store."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from service.domain.kinds import Bond, MatchKind, MatchStatus
from service.domain.matching.compare import compare
from service.domain.matching.guards import find_possible_changes
from service.domain.model import (
    Comparison,
    Link,
    Match,
    Rendering,
    Speaker,
)
from service.domain.statements.describe import (
    WordingFacts,
    choose_main_wording,
    choose_speaker_name,
    name_groups,
    summarise,
)
from service.store.records import MentionFilter
from service.usecases.corrections import view_corrections
from service.usecases.fullest import view_fullest
from service.usecases.judged import read_decided
from service.usecases.linking import MIRROR
from service.usecases.reviews import view_reviews
from service.usecases.views import (
    AttributionConflict,
    ConflictSide,
    StatementView,
    WordingView,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from service.domain.model import Mention, Sighting, Wording
    from service.store.base import StoreReader
    from service.store.records import Placement, Spread
    from service.usecases.config import Limits
    from service.usecases.judged import Decided
    from service.usecases.views import CorrectionView, FullestView, ReviewView

_MAIN = Match(
    kind=MatchKind.IDENTICAL,
    score=1.0,
    status=MatchStatus.CONFIRMED,
    bond=Bond.UNION,
    features=(),
    reason="The main wording of the statement.",
)
_BY_MEANING = frozenset({MatchKind.TRANSLATION, MatchKind.PARAPHRASE})


@dataclass(frozen=True, slots=True)
class _Loaded:
    """Everything that showing a set of statements needs, read at once."""

    members: Mapping[str, Sequence[Sighting]]
    spread: Mapping[str, Spread]
    links: Sequence[Link]
    sightings: Mapping[str, Sighting]
    placements: Mapping[str, Placement]
    wordings: Mapping[str, Wording]
    mentions: Mapping[str, Sequence[Mention]]
    corrections: Mapping[str, tuple[CorrectionView, ...]]
    reviews: Mapping[str, tuple[ReviewView, ...]]
    decided: Decided
    people: Mapping[str, Speaker]


def view_statements(
    tx: StoreReader, statement_ids: Sequence[str], *, limits: Limits
) -> dict[str, StatementView]:
    """Returns the statements with these (surviving) ids; unknown ids are left out."""
    loaded = _load(tx, statement_ids, limits)
    return {id_: _View(id_, loaded, limits).make() for id_ in statement_ids if id_ in loaded.spread}


def _load(tx: StoreReader, statement_ids: Sequence[str], limits: Limits) -> _Loaded:
    members = tx.members(statement_ids)
    inside = {s.id: s for group in members.values() for s in group}
    links = tx.links_of(inside.keys())
    ends = {end for link in links for end in (link.a, link.b)}
    sightings = inside | dict(tx.get_sightings(ends - inside.keys()))
    mentions = tx.mentions_of_sightings(
        sightings.keys(), where=MentionFilter(), limit_each=limits.sources_per_wording
    )
    return _Loaded(
        members=members,
        spread=tx.spread(statement_ids),
        corrections=view_corrections(tx, members),
        reviews=view_reviews(tx, members),
        links=links,
        sightings=sightings,
        placements=tx.placements(sightings.keys()),
        wordings=tx.get_wordings({s.wording_id for s in sightings.values()}),
        mentions=mentions,
        decided=read_decided(tx, mentions),
        people=tx.get_speakers({s.speaker_id for s in inside.values() if s.speaker_id}),
    )


class _View:
    """One statement in the making."""

    def __init__(self, id_: str, loaded: _Loaded, limits: Limits) -> None:
        self._id = id_
        self._loaded = loaded
        self._limits = limits
        self._members = {s.id: s for s in loaded.members[id_]}
        self._by_wording = _by_wording(self._members.values())
        self._main_id = choose_main_wording(
            [self._facts(wording, group) for wording, group in self._by_wording.items()]
        )
        self._main = self._representative(self._by_wording[self._main_id])

    def make(self) -> StatementView:
        spread = self._loaded.spread[self._id]
        main = self._loaded.wordings[self._main_id]
        members = list(self._members.values())
        name = choose_speaker_name([s for s in members if not s.reported]) or choose_speaker_name(
            members
        )
        speaker = self._speaker_named(name) if name else None
        confirmed = [self._confirmed(w, g) for w, g in self._by_wording.items()]
        confirmed.sort(key=lambda w: (w.wording.id != self._main_id, *_order(w)))
        suggested = sorted(self._suggested(), key=_order)
        return StatementView(
            id=self._id,
            speaker=speaker,
            summary=summarise(
                speaker=speaker.name if speaker else None,
                text=main.text,
                wordings=len(confirmed),
                outlets=spread.outlets,
                earliest=spread.earliest_published_at,
            ),
            mentions=spread.mentions,
            articles=spread.articles,
            outlets=spread.outlets,
            origins=spread.origins,
            first_seen_at=spread.first_seen_at,
            earliest_published_at=spread.earliest_published_at,
            main_wording_id=self._main_id,
            wordings=(*confirmed, *suggested),
            conflicts=self._conflicts(),
            aggregators=spread.aggregators,
            corrections=self._loaded.corrections.get(self._id, ()),
            judgements=self._loaded.decided.of(m.id for m in self._mentions(members)),
            fullest=self._fullest(),
            reviews=self._loaded.reviews.get(self._id, ()),
        )

    def _fullest(self) -> FullestView | None:
        """What the wordings that somebody put in marks say together."""
        quoted = [
            self._loaded.wordings[wording]
            for wording, group in self._by_wording.items()
            if not all(s.reported for s in group)
        ]
        if not quoted:
            return None
        main = self._loaded.wordings[self._main_id]
        return view_fullest(main if main in quoted else quoted[0], quoted)

    def _facts(self, wording_id: str, group: Sequence[Sighting]) -> WordingFacts:
        days = [s.day for s in group if s.day]
        return WordingFacts(
            wording_id=wording_id,
            words=len(group[0].text.split()),
            outlets=len({m.outlet.id for m in self._mentions(group)}),
            reported=all(s.reported for s in group),
            attached=all(self._loaded.placements[s.id].host_id for s in group),
            earliest_day=min(days, default=None),
        )

    def _mentions(self, group: Sequence[Sighting]) -> list[Mention]:
        return in_time_order(m for s in group for m in self._loaded.mentions.get(s.id, ()))

    def _representative(self, group: Sequence[Sighting]) -> Rendering:
        """The wording with the speaker and day that link it best: earliest, named if possible."""
        best = min(group, key=lambda s: (s.reported, s.speaker_name is None, str(s.day), s.id))
        return Rendering(
            text=self._loaded.wordings[best.wording_id].text,
            language=best.language,
            speaker_name=best.speaker_name,
            day=best.day,
            reported=best.reported,
        )

    def _confirmed(self, wording_id: str, group: Sequence[Sighting]) -> WordingView:
        if wording_id == self._main_id:
            same = Comparison(_MAIN, (), ())
            return self._view(same, group, self._id)
        compared = compare(self._representative(group), self._main)
        view = self._view(compared, group, self._id)
        link = self._link_into(group)
        if view.status is not MatchStatus.CONFIRMED and link is not None:
            # Tied to the statement through another wording than the main one.
            kind = link[0] if view.kind is MatchKind.DIFFERENT else view.kind
            return _with(view, kind, link[1].score, link[1].reason)
        reason = view.reason
        if view.kind is MatchKind.DIFFERENT and view.judged_by:
            reason = f"Held together by {', '.join(view.judged_by)}, not by rule."
        return _with(view, view.kind, view.score, reason)

    def _link_into(self, group: Sequence[Sighting]) -> tuple[MatchKind, Link] | None:
        """The best confirmed link from these sightings to another wording of the statement."""
        own = {s.id for s in group}
        found = [
            link
            for link in self._loaded.links
            if link.status is MatchStatus.CONFIRMED
            and len(own & {link.a, link.b}) == 1
            and {link.a, link.b} <= self._members.keys()
        ]
        if not found:
            return None
        best = max(found, key=lambda link: (link.score, link.a, link.b))
        return (best.kind if best.a in own else MIRROR.get(best.kind, best.kind), best)

    def _suggested(self) -> list[WordingView]:
        """Wordings of other statements that a link ties to this one.

        Suggested ones, and hosts that a fragment could have hung on but did not choose.
        """
        best: dict[tuple[str, str], tuple[bool, float, str, Link]] = {}
        for link in self._loaded.links:
            if (link.a, link.b) in self._loaded.decided.apart:
                continue
            for inner, outer in ((link.a, link.b), (link.b, link.a)):
                if inner in self._members and outer not in self._members:
                    where = self._loaded.placements[outer].statement_id
                    key = (self._loaded.sightings[outer].wording_id, where)
                    to_main = self._members[inner].wording_id == self._main_id
                    rank = (to_main, link.score, outer, link)
                    if key not in best or rank[:3] > best[key][:3]:
                        best[key] = rank
        views = []
        for (_, statement), (_, score, outer, link) in best.items():
            kind = link.kind if link.a == outer else MIRROR.get(link.kind, link.kind)
            sighting = self._loaded.sightings[outer]
            compared = _compare_suggested(self._representative([sighting]), self._main, kind)
            view = self._view(compared, [sighting], statement)
            views.append(_with(view, kind, score, link.reason, MatchStatus.SUGGESTED))
        return views

    def _view(
        self, comparison: Comparison, group: Sequence[Sighting], statement: str
    ) -> WordingView:
        match = comparison.match
        sources = self._mentions(group)
        decided = self._loaded.decided.of(m.id for m in sources)
        return WordingView(
            wording=self._loaded.wordings[group[0].wording_id],
            statement_id=statement,
            kind=match.kind,
            score=match.score,
            status=match.status,
            reason=match.reason,
            differences=comparison.differences,
            alarms=comparison.alarms,
            sources=tuple(sources[: self._limits.sources_per_wording]),
            sources_total=len(sources),
            judged_by=tuple(sorted({made.judged_by for made in decided})),
            judgement_ids=tuple(made.id for made in decided),
        )

    def _conflicts(self) -> tuple[AttributionConflict, ...]:
        named = [s for s in self._members.values() if s.speaker_name]
        groups = name_groups([s.speaker_name for s in named if s.speaker_name])
        by_person: dict[str, list[str]] = defaultdict(list)
        for group in groups:
            by_person[self._speaker_named(group[0]).id] += group
        if len(by_person) < 2:  # noqa: PLR2004  a conflict needs two sides
            return ()
        sides = [
            self._side(group, [s for s in named if s.speaker_name in group])
            for group in by_person.values()
        ]
        sides.sort(key=lambda side: (-len(side.mention_ids), side.speaker.name))
        return (AttributionConflict(sides=tuple(sides)),)

    def _speaker_named(self, name: str) -> Speaker:
        """Whom the members that give this name mean."""
        named = min(
            (s for s in self._members.values() if s.speaker_name == name),
            key=lambda s: (s.day or date.max, s.id),
        )
        return self._loaded.people[named.speaker_id or ""]

    def _side(self, names: Sequence[str], group: Sequence[Sighting]) -> ConflictSide:
        mentions = self._mentions(group)
        published = [m.published_at for m in mentions if m.published_at]
        return ConflictSide(
            speaker=self._speaker_named(names[0]),
            mention_ids=tuple(m.id for m in mentions),
            outlets=len({m.outlet.id for m in mentions}),
            earliest_published_at=min(published, default=None),
        )


def _compare_suggested(a: Rendering, main: Rendering, kind: MatchKind) -> Comparison:
    """Across languages, and in other words, only figures, names and denials are compared."""
    compared = compare(a, main)
    if compared.match.kind is not MatchKind.DIFFERENT or kind not in _BY_MEANING:
        return compared
    changes = find_possible_changes(a.text, main.text, a.language, main.language)
    alarms = tuple(change for change in changes if change.changes_meaning)
    return replace(compared, differences=changes, alarms=alarms)


def in_time_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Returns mentions, earliest published first, those without a time last, then by id."""
    return sorted(
        mentions, key=lambda m: (m.published_at is None, m.published_at or m.first_seen_at, m.id)
    )


def _by_wording(sightings: Iterable[Sighting]) -> dict[str, list[Sighting]]:
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        groups[sighting.wording_id].append(sighting)
    return groups


def _order(view: WordingView) -> tuple[float, str]:
    return (-view.score, view.wording.id)


def _with(
    view: WordingView,
    kind: MatchKind,
    score: float,
    reason: str,
    status: MatchStatus = MatchStatus.CONFIRMED,
) -> WordingView:
    return replace(view, kind=kind, score=score, reason=reason, status=status)
