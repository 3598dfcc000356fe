"""Holding what has changed against the watches, in the order of the change feed.

Each watch has a durable position in the feed. Events that it asks for and its new position are
written in one transaction, so that after a crash nothing is missing and nothing is there twice.
Words are judged as they stand when the feed is read, which is a moment after they came.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, field, replace
from typing import TYPE_CHECKING, Final

from service.domain.ids import anchor_of
from service.domain.text.tokens import wording_key
from service.domain.watches import Carried, DeliveryStatus, event_id, find_fitting
from service.store.watches import WatchEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from service.domain.model import Mention, Sighting
    from service.domain.watches import WatchTarget
    from service.store.base import QuoteStore, StoreReader
    from service.store.records import RecordedChange
    from service.store.watches import Watch

CHUNK: Final = 200
_MENTIONS_READ: Final = 1_000
_NAMED_MOST: Final = 20
"""Mentions and statements that an event names; a quotation of them all is in the article."""
_UNWRITTEN_MOST: Final = 2_000
"""So many changes that concern no watch are looked at before the positions are written."""


@dataclass(slots=True)
class WatchFollower:
    """Reads the change feed for all watches.

    Positions that moved past nothing of interest are kept in memory and written now and then:
    looking at the same changes again after a crash finds nothing again.
    """

    store: QuoteStore
    events_kept: int = 1_000
    _seen: dict[str, int] = field(default_factory=dict)

    def step(self, now: datetime) -> bool:
        """Looks at the next changes; returns whether there may be more.

        Raises:
            StoreError: nothing was written; the next call goes on at the same place.
        """
        with self.store.reading() as tx:
            behind = tx.watches_behind()
            places = {w.id: max(w.position, self._seen.get(w.id, 0)) for w in behind}
            self._seen = places
            last = tx.last_change()
            waiting = [watch for watch in behind if places[watch.id] < last]
            if not waiting:
                return False
            changes = tx.changes_since(min(places[w.id] for w in waiting), limit=CHUNK)
            events = _find_events(tx, waiting, places, changes, now)
        reached = changes[-1].seq
        seen = {w.id: max(reached, places[w.id]) for w in behind}
        self._write(events, behind, seen)
        self._seen = seen  # not before: what could not be written is looked at again
        return reached < last

    def _write(
        self, events: Sequence[WatchEvent], watches: Sequence[Watch], seen: Mapping[str, int]
    ) -> None:
        lag = max(seen[watch.id] - watch.position for watch in watches)
        if not events and lag < _UNWRITTEN_MOST:
            return
        with self.store.writing() as tx:
            tx.add_watch_events(events, keep=self.events_kept)
            tx.move_watches(seen)


def _find_events(
    tx: StoreReader,
    watches: Sequence[Watch],
    places: Mapping[str, int],
    changes: Sequence[RecordedChange],
    now: datetime,
) -> list[WatchEvent]:
    events = []
    now_at = _targets_now(tx, watches)
    for recorded in changes:
        asking = [
            watch
            for watch in watches
            if places[watch.id] < recorded.seq and recorded.change.kind in watch.kinds
        ]
        if not asking:
            continue
        named = _named(recorded)
        carried = _read_carried(tx, named, recorded)
        for watch in asking:
            fitting = find_fitting(_as_it_is_now(watch.target, now_at), carried)
            if fitting or not _named_targets(watch.target).isdisjoint(named):
                events.append(_make_event(watch, recorded, fitting, named, now))
    return events


def _make_event(
    watch: Watch,
    recorded: RecordedChange,
    fitting: Sequence[Carried],
    named: Sequence[str],
    now: datetime,
) -> WatchEvent:
    mentions = dict.fromkeys(each.mention_id for each in fitting if each.mention_id)
    statements = dict.fromkeys(each.statement_id for each in fitting if each.statement_id)
    return WatchEvent(
        id=event_id(watch.id, str(recorded.seq)),
        watch_id=watch.id,
        seq=recorded.seq,
        at=recorded.at,
        kind=recorded.change.kind.value,
        named=tuple(named),
        mention_ids=tuple(mentions)[:_NAMED_MOST],
        statement_ids=tuple(statements)[:_NAMED_MOST],
        status=DeliveryStatus.PENDING if watch.webhook else DeliveryStatus.LISTED,
        next_try_at=now if watch.webhook else None,
    )


def _named(recorded: RecordedChange) -> tuple[str, ...]:
    """Returns every id that a change names, by their form: two letters and an underscore."""
    change = recorded.change
    parts = (part for part in astuple(change) if isinstance(part, str))
    return tuple(dict.fromkeys(part for part in parts if part[2:3] == "_"))


def _read_carried(
    tx: StoreReader, named: Sequence[str], recorded: RecordedChange
) -> tuple[Carried, ...]:
    """Returns the words that a change is about."""
    by_prefix: dict[str, list[str]] = {}
    for id_ in named:
        by_prefix.setdefault(id_.partition("_")[0], []).append(id_)
    for target in tx.correction_targets(by_prefix.get("cr", ())).values():
        by_prefix.setdefault(target.partition("_")[0], []).append(target)
    if articles := by_prefix.get("ar"):
        return _of_mentions(_mentions_of_article(tx, articles[0], recorded.change.version))
    mentions = list(by_prefix.get("mn", ()))
    for id_ in by_prefix.get("jd", ()):
        judged = tx.get_judgement(id_)
        mentions += [
            m for m in (judged and (judged.mention_id, judged.other_mention_id)) or () if m
        ]
    if mentions:
        return _of_mentions(tx.get_mentions(mentions).values())
    return _of_sightings(tx, _sightings_of(tx, by_prefix))


def _mentions_of_article(
    tx: StoreReader, article_id: str, version: int | None
) -> Sequence[Mention]:
    found = tx.get_version(article_id, version)
    if found is None:
        return ()
    return tx.list_mentions(article_id, found.version, after=None, limit=_MENTIONS_READ)


def _of_mentions(mentions: Iterable[Mention]) -> tuple[Carried, ...]:
    return tuple(
        Carried(
            statement_id=mention.statement_id,
            wording_id=mention.wording_id,
            language=mention.language,
            key=wording_key(mention.selector.exact),
            speaker_id=mention.speaker.id if mention.speaker else None,
            speaker_name=mention.speaker.name if mention.speaker else None,
            outlets=(mention.outlet,),
            mention_id=mention.id,
        )
        for mention in mentions
        if mention.sighting_id is not None
    )


def _sightings_of(tx: StoreReader, by_prefix: Mapping[str, Sequence[str]]) -> list[Sighting]:
    """Returns the sightings of statements and wordings; of both together, those in both."""
    statements = set(_statements_now(tx, by_prefix.get("st", ())).values())
    inside = {s.id: s for group in tx.members(statements).values() for s in group}
    if wordings := set(by_prefix.get("wd", ())):
        if by_prefix.get("st"):
            return [s for _, s in sorted(inside.items()) if s.wording_id in wordings]
        found = tx.sightings_of_wordings(wordings)
        inside = {s.id: s for group in found.values() for s in group}
    if reviews := by_prefix.get("rv"):
        linked = {link.sighting_id for link in tx.review_links(reviews)}
        inside |= dict(tx.get_sightings(linked))
    return [sighting for _, sighting in sorted(inside.items())]


def _of_sightings(tx: StoreReader, sightings: Sequence[Sighting]) -> tuple[Carried, ...]:
    ids = [sighting.id for sighting in sightings]
    placed = tx.placements(ids)
    outlets = tx.outlets_carrying(ids)
    people = tx.people_of({s.speaker_id for s in sightings if s.speaker_id})
    return tuple(
        Carried(
            statement_id=placed[s.id].statement_id if s.id in placed else None,
            wording_id=s.wording_id,
            language=s.language,
            key=s.text,
            speaker_id=people.get(s.speaker_id or "", (s.speaker_id, None))[0],
            speaker_name=s.speaker_name,
            outlets=tuple(outlets.get(s.id, ())),
        )
        for s in sightings
    )


def _statements_now(tx: StoreReader, statement_ids: Iterable[str]) -> dict[str, str]:
    """Returns the statements that now hold the anchors of these; where none does, the survivor."""
    wanted = set(statement_ids)
    placed = tx.placements({anchor_of(id_) for id_ in wanted})
    found = {}
    for id_ in wanted:
        anchor = anchor_of(id_)
        survivor = None if anchor in placed else tx.survivor_of(id_)
        found[id_] = placed[anchor].statement_id if anchor in placed else survivor or id_
    return found


def _targets_now(tx: StoreReader, watches: Sequence[Watch]) -> dict[str, str]:
    """Returns what the ids of watched statements and speakers stand for now."""
    statements = {w.target.statement_id for w in watches if w.target.statement_id}
    asked = {part for w in watches for part in (w.target.speaker_id, w.target.speaker) if part}
    people = tx.people_of({id_ for id_ in asked if id_.startswith("sp_")})
    persons = {id_: person for id_, (person, _) in people.items()}
    return {**_statements_now(tx, statements), **persons}


def _as_it_is_now(target: WatchTarget, now_at: Mapping[str, str]) -> WatchTarget:
    def standing(id_: str | None) -> str | None:
        return None if id_ is None else now_at.get(id_, id_)

    return replace(
        target,
        statement_id=standing(target.statement_id),
        speaker_id=standing(target.speaker_id),
        speaker=standing(target.speaker),
    )


def _named_targets(target: WatchTarget) -> frozenset[str]:
    named = (target.statement_id, target.wording_id, target.speaker_id)
    return frozenset(id_ for id_ in named if id_ is not None)
