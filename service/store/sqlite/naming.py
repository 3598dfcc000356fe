"""Speakers kept, whom they stand for, and the name that is shown for each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import orjson

from service.domain.speakers.identity import block_keys, choose_name, identity_key, name_words
from service.store.sqlite import rows
from service.store.sqlite.connection import as_list
from service.store.sqlite.people import SPELLINGS, PeopleReading
from service.store.sqlite.removal import RemovalWriter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from service.domain.corrections import Tombstone
    from service.domain.model import Mention, Speaker
    from service.domain.speakers.identity import KnownSpeaker, Person
    from service.store.intake import Removal
    from service.store.sqlite.candidates import CandidateIndex
    from service.store.sqlite.connection import Row, Session


class PeopleWriting(RemovalWriter, PeopleReading):
    """The part of StoreWriter that is about speakers."""

    def __init__(self, session: Session, index: CandidateIndex) -> None:
        """Writes through a session that has begun immediately."""
        super().__init__(session, index)
        self._misnamed: set[str] = set()
        self._forgotten: list[tuple[frozenset[str], frozenset[str]]] = []

    def add_speakers(self, speakers: Sequence[Speaker]) -> frozenset[str]:
        """See PeopleWriter.add_speakers."""
        known = self._numbers.known("speaker", (speaker.id for speaker in speakers))
        new: set[str] = set()
        for speaker in speakers:
            row = known.get(speaker.id)
            if row is None:
                known[speaker.id] = row = self._numbers.new("speaker", speaker.id)
                new.add(speaker.id)
                self._add_speaker(row, speaker)
            self._add_spellings(row, (speaker.name, *speaker.aliases))
        self._counted["speakers"] += len(new)
        self._misnamed.update(speaker.id for speaker in speakers)
        return frozenset(new)

    def add_mentions(self, mentions: Sequence[Mention]) -> None:
        """See StoreWriter.add_mentions."""
        super().add_mentions(mentions)
        self._misnamed.update(m.speaker.id for m in mentions if m.speaker)

    def move_mentions(self, moves: Mapping[str, tuple[str | None, str | None]]) -> Sequence[str]:
        """See StoreWriter.move_mentions."""
        before = self._session.rows(
            "select distinct speaker.public_id from mention"
            " join speaker on speaker.id = mention.speaker"
            " where mention.public_id in (select value from json_each(?))",
            (as_list(moves),),
        )
        self._misnamed.update(id_ for (id_,) in before)
        self._misnamed.update(speaker for _, speaker in moves.values() if speaker)
        return super().move_mentions(moves)

    def take_down(self, tombstone: Tombstone) -> Removal:
        """See IntakeWriter.take_down; words of names that nobody gives any more go, too."""
        named = self.speakers_of_article(tombstone.article_id)
        everybody = self.names_of_people(named)
        before = self._names_given(everybody)
        removal = super().take_down(tombstone)
        self._forgotten.append((everybody, before - self._names_given(everybody)))
        left = self._session.rows(
            "select id, public_id, voice from speaker"
            " where public_id in (select value from json_each(?))",
            (as_list(named),),
        )
        for row, _, voice in left:
            self._session.run("delete from speaker_word where speaker = ?", (row,))
            self._add_words([*self._spellings_of(row), (row, voice or "")])
        self._misnamed.update(id_ for _, id_, _ in left)
        return removal

    def finish(self) -> None:
        """Names persons by their mentions, then as of any transaction."""
        self._name_again(self._misnamed)
        for speaker_ids, names in self._forgotten:
            self._forget_names(speaker_ids, names)
        super().finish()

    def set_people(self, people: Mapping[str, Person]) -> None:
        """See PeopleWriter.set_people."""
        self._count_people(people, -1)
        self._session.run_many(
            "update speaker set person_id = ?1, voice = ?2, known_name = ?3, wikidata_id = ?4"
            " where public_id = ?5 and (person_id is not ?1 or voice is not ?2"
            " or known_name is not ?3 or wikidata_id is not ?4)",
            [
                (
                    None if person.id == id_ else person.id,
                    person.voice,
                    person.known.name if person.known else None,
                    person.known.wikidata_id if person.known else None,
                    id_,
                )
                for id_, person in people.items()
            ],
        )
        self._count_people(people, 1)
        voices = {id_: person.voice for id_, person in people.items() if person.voice}
        known = self._numbers.known("speaker", voices)
        self._add_words((known[id_], voice) for id_, voice in voices.items())
        self._misnamed.update(people)

    def set_directory(self, entries: Collection[KnownSpeaker]) -> None:
        """See PeopleWriter.set_directory."""
        self._session.run("delete from known_speaker")
        self._session.run_many(
            "insert or replace into known_speaker values (?, ?)",
            [
                (key, orjson.dumps((entry.name, entry.aliases, entry.wikidata_id)).decode())
                for entry in entries
                for key in sorted(entry.keys)
            ],
        )

    def drop_links(self, pairs: Collection[tuple[str, str]]) -> None:
        """See PeopleWriter.drop_links."""
        self._session.run_many(
            "delete from link where a = (select id from sighting where public_id = ?)"
            " and b = (select id from sighting where public_id = ?)",
            sorted(pairs),
        )

    def file_speakers(self, speaker_ids: Collection[str]) -> None:
        """See PeopleWriter.file_speakers."""
        for row, key, name in self._session.rows(
            "select id, key, name from speaker where public_id in (select value from json_each(?))",
            (as_list(speaker_ids),),
        ):
            filed = identity_key(key or name)
            self._session.run("update speaker set key = ? where id = ?", (filed, row))
            self._session.run("delete from speaker_block where speaker = ?", (row,))
            self._add_blocks(row, filed)
            self._add_words(self._spellings_of(row))

    def sweep_again(self, sighting_ids: Collection[str]) -> None:
        """See PeopleWriter.sweep_again; all that came later is swept again with them."""
        self._session.run(
            "update sweep set sighting = min(sighting, coalesce((select min(id) - 1 from sighting"
            " where public_id in (select value from json_each(?))), sighting))",
            (as_list(sighting_ids),),
        )

    def _spellings_of(self, row: int) -> list[tuple[int, str]]:
        return self._session.rows("select speaker, name from spelling where speaker = ?", (row,))

    def _names_given(self, speaker_ids: Collection[str]) -> frozenset[str]:
        found = self._session.rows(SPELLINGS, (as_list(speaker_ids),))
        return frozenset(name for _, name, _ in found)

    def _forget_names(self, speaker_ids: Collection[str], names: Collection[str]) -> None:
        """Leaves no past of names that only a text gave that was taken down."""
        kept = self._session.rows(
            "select past.id, past.until, past.name, past.aliases, speaker.name"
            " from json_each(?) as wanted"
            " cross join speaker on speaker.public_id = wanted.value"
            " cross join speaker_past as past on past.id = speaker.id",
            (as_list(speaker_ids),),
        )
        self._session.run_many(
            "update speaker_past set name = ?, aliases = ? where id = ? and until = ?",
            [
                (
                    now if name in names else name,
                    rows.to_names([each for each in rows.from_names(aliases) if each not in names]),
                    row,
                    until,
                )
                for row, until, name, aliases, now in kept
            ],
        )

    def _add_blocks(self, row: int, key: str) -> None:
        self._session.run_many(
            "insert or ignore into speaker_block values (?, ?)",
            [(block, row) for block in sorted(block_keys(key))],
        )

    def _name_again(self, speaker_ids: Collection[str]) -> None:
        """Chooses the name that is shown for these persons, from their spellings as they stand."""
        names = self.names_of_people(speaker_ids)
        stored = self._session.rows(
            "select coalesce(person_id, public_id), public_id, name, aliases, known_name"
            " from speaker where public_id in (select value from json_each(?))",
            (as_list(names),),
        )
        person_of = {row[1]: row[0] for row in stored}
        spelled: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for id_, name, mentions in self._session.rows(SPELLINGS, (as_list(names),)):
            if name:
                spelled[person_of[id_]][name] += mentions
        self._session.run_many(
            "update speaker set name = ?, aliases = ? where public_id = ?",
            list(_renamed(stored, spelled)),
        )

    def _count_people(self, speaker_ids: Collection[str], sign: int) -> None:
        row = self._session.one(
            "select count(*) from speaker where person_id is null"
            " and public_id in (select value from json_each(?))",
            (as_list(speaker_ids),),
        )
        self._counted["speakers"] += sign * (row[0] if row else 0)

    def _add_speaker(self, row: int, speaker: Speaker) -> None:
        key = identity_key(speaker.name)
        self._session.run(
            "insert into speaker (id, public_id, name, aliases, wikidata_id, key)"
            " values (?, ?, ?, ?, ?, ?)",
            (row, speaker.id, speaker.name, "[]", speaker.wikidata_id, key),
        )
        self._add_blocks(row, key)

    def _add_spellings(self, row: int, names: Collection[str]) -> None:
        self._session.run_many(
            "insert into spelling values (?, ?, 0) on conflict do nothing",
            [(row, name) for name in sorted(set(names))],
        )
        self._add_words((row, name) for name in names)

    def _add_words(self, names: Iterable[tuple[int, str]]) -> None:
        self._session.run_many(
            "insert or ignore into speaker_word values (?, ?)",
            sorted({(word, row) for row, name in names for word in name_words(name)}),
        )


def _renamed(
    stored: Sequence[Row], spelled: Mapping[str, Mapping[str, int]]
) -> Iterable[tuple[str, str, str]]:
    known = {row[0]: row[4] for row in stored if row[4]}
    for person, id_, name, aliases, _ in stored:
        names = spelled.get(person)
        chosen = known.get(person) or (choose_name(names) if names else name)
        others = rows.to_names([each for each in names or () if each != chosen])
        if (chosen, others) != (name, aliases):
            yield (chosen, others, id_)
