"""Who is who: settled in the same transaction that brings a name, a judgement or a directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.ids import speaker_id
from service.domain.judgements import JudgementKind
from service.domain.speakers.identity import JudgedSpeakers, find_people
from service.store.records import Change, ChangeKind
from service.usecases.redraw import draw_again

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from service.domain.speakers.identity import KnownSpeaker, Person
    from service.store.base import QuoteStore, StoreReader, StoreWriter


def settle_people(
    tx: StoreWriter, speaker_ids: Collection[str], *, new: Collection[str] = ()
) -> list[Change]:
    """Sets whom these names, and all that their change can move, stand for.

    Where a judgement or the directory gives a name another one to be judged by, the links of its
    sightings are judged again and statements follow.

    Args:
        tx: the transaction that holds the names already.
        speaker_ids: names that are new, or about which something else is known now.
        new: those that nobody can have asked for yet: that they merge is no event.

    Returns:
        Speakers merged and split, and what changed in statements.
    """
    people = _find_people(tx, speaker_ids)
    before = tx.people_of(people.keys())
    tx.set_people(people)
    moved = [id_ for id_ in sorted(people) if before[id_][0] != people[id_].id]
    changes = [
        Change(ChangeKind.SPEAKER_MERGED, id_, into=people[id_].id)
        if people[id_].id != id_
        else Change(ChangeKind.SPEAKER_SPLIT, id_)
        for id_ in moved
        if id_ not in new
    ]
    other_voice = {id_ for id_, person in people.items() if before[id_][1] != person.voice}
    return [*changes, *_judge_again(tx, other_voice)]


def adopt_directory(store: QuoteStore, entries: Collection[KnownSpeaker], *, now: datetime) -> int:
    """Takes over a directory of known speakers; returns how many names it moved or may move.

    Speakers, links and statements follow in one transaction, as if the directory had been there
    from the start. The same directory again changes nothing.
    """
    with store.reading() as tx:
        old = tx.known_speakers(None)
    new = {key: entry for entry in entries for key in entry.keys}
    if old == new:
        return 0
    changed = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    with store.writing() as tx:
        tx.set_directory(entries)
        touched = sorted(tx.people_of({speaker_id(key) for key in changed}))
        if touched and (changes := settle_people(tx, touched)):
            tx.append_changes(changes, now)
    return len(touched)


def settle_again(store: QuoteStore, *, now: datetime) -> int:
    """Settles who is who for all names, older releases' included; returns how many there are."""
    with store.writing() as tx:
        names = tx.all_speaker_ids()
        tx.file_speakers(names)
        if changes := settle_people(tx, names):
            tx.append_changes(changes, now)
    return len(names)


def _find_people(tx: StoreReader, speaker_ids: Collection[str]) -> dict[str, Person]:
    keys: dict[str, str] = {}
    seen: set[str] = set()
    wanted = set(speaker_ids)
    while wanted:
        seen |= wanted
        keys.update({named.id: named.key for named in tx.speakers_around(wanted)})
        wanted = keys.keys() - seen
    pairs = tx.judged_speakers(keys.keys())
    judged = JudgedSpeakers(
        same=frozenset((a, b) for kind, a, b in pairs if kind is JudgementKind.SAME_SPEAKER),
        different=frozenset(
            (a, b) for kind, a, b in pairs if kind is JudgementKind.DIFFERENT_SPEAKER
        ),
    )
    return find_people(keys, tx.known_speakers(set(keys.values())), judged)


def _judge_again(tx: StoreWriter, speaker_ids: Collection[str]) -> list[Change]:
    sightings = tx.sightings_of_speakers(speaker_ids) if speaker_ids else ()
    return draw_again(tx, sightings, grown=True)[2] if sightings else []
