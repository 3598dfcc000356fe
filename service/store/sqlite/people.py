"""Speakers in the record: the names of each, whom they stand for, and how far they are met."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import orjson

from service.domain.ids import speaker_id as id_of
from service.domain.judgements import JudgementKind
from service.domain.speakers.identity import (
    KnownSpeaker,
    NamedSpeaker,
    identity_key,
    name_words,
)
from service.store.people import RankedSpeaker
from service.store.sqlite import rows
from service.store.sqlite.connection import as_list

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from service.domain.model import Sighting, Speaker
    from service.store.sqlite.connection import Row, Session

_LAST_CHARACTER = "\U0010ffff"
_PERSON = "coalesce(person_id, public_id), name, aliases, wikidata_id"
# Every word asked for begins a word of one of the names.
_BEGUN = """
select speaker.id from json_each(:wanted) as begun
cross join speaker_word on speaker_word.word between begun.value and begun.value || :last
join speaker on speaker.id = speaker_word.speaker
group by speaker.id having count(distinct begun.value) = :number
"""
_LIST = f"""
select {_PERSON} from speaker where public_id > :after and person_id is null
order by public_id limit :limit
"""  # noqa: S608  fixed text
_LIST_BEGUN = f"""
with person as materialized (
    select distinct coalesce(person_id, public_id) as id from speaker where id in ({_BEGUN})
)
select {_PERSON} from person cross join speaker on speaker.public_id = person.id
where public_id > :after order by public_id limit :limit
"""  # noqa: S608  fixed text
_RANKED = f"""
with person as materialized (
    select distinct coalesce(person_id, public_id) as id from speaker where id in ({_BEGUN})
), named as (
    select person.id as person, speaker.id as name from person
    cross join speaker on speaker.public_id = person.id
    union all select person.id, speaker.id from person
    cross join speaker on speaker.person_id = person.id
)
select named.person, sum(coalesce(spelling.mentions, 0)) as met
from named left join spelling on spelling.speaker = named.name
group by named.person order by met desc, named.person limit :limit offset :offset
"""  # noqa: S608  fixed text
_NAMES_OF = """
with person as (
    select distinct coalesce(person_id, public_id) as id from speaker
    where public_id in (select value from json_each(?))
)
select speaker.public_id from person cross join speaker on speaker.public_id = person.id
union select speaker.public_id from person cross join speaker on speaker.person_id = person.id
"""
_AROUND = f"""
with wanted as (
    select id, public_id, person_id from speaker
    where public_id in (select value from json_each(:ids))
), near as (
    select id from wanted
    union select other.speaker from wanted
        cross join speaker_block as own on own.speaker = wanted.id
        cross join speaker_block as other on other.block = own.block
    union select speaker.id from speaker where public_id in ({_NAMES_OF.replace("?", ":ids")})
    union select speaker.id from wanted cross join speaker_judgement as made
        on made.speaker_id = wanted.public_id and undone_at is null
        cross join speaker on speaker.public_id = made.other_speaker_id
    union select speaker.id from wanted cross join speaker_judgement as made
        on made.other_speaker_id = wanted.public_id and undone_at is null
        cross join speaker on speaker.public_id = made.speaker_id
)
select public_id, key, name, voice from speaker where id in (select id from near)
order by public_id
"""  # noqa: S608  fixed text
_JUDGED = """
with wanted as (select value as id from json_each(?))
select id, kind, speaker_id, other_speaker_id from speaker_judgement where undone_at is null
    and speaker_id in (select id from wanted)
union select id, kind, speaker_id, other_speaker_id from speaker_judgement
    where undone_at is null and other_speaker_id in (select id from wanted)
order by 1
"""
_STATEMENTS = """
with own as materialized (
    select distinct sighting.statement from json_each(?) as wanted
    cross join speaker on speaker.public_id = wanted.value
    cross join sighting on sighting.speaker = speaker.id
)
select public_id from statement where public_id > ? and id in (select statement from own)
order by public_id limit ?
"""
_COUNT_STATEMENTS = """
select count(distinct sighting.statement) from json_each(?) as wanted
cross join speaker on speaker.public_id = wanted.value
cross join sighting on sighting.speaker = speaker.id
"""
SPELLINGS = """
select speaker.public_id, spelling.name, spelling.mentions from json_each(?) as wanted
cross join speaker on speaker.public_id = wanted.value
join spelling on spelling.speaker = speaker.id
"""
_SIGHTINGS = """
select view.* from json_each(?) as wanted
cross join speaker on speaker.public_id = wanted.value
cross join sighting on sighting.speaker = speaker.id
cross join sighting_view as view on view.row = sighting.id
order by view.public_id
"""


class PeopleReading:
    """The part of StoreReader that is about speakers."""

    _session: Session

    def get_speaker(self, speaker_id: str) -> Speaker | None:
        """See PeopleReader.get_speaker."""
        return self.get_speakers([speaker_id]).get(speaker_id)

    def get_speakers(self, speaker_ids: Collection[str]) -> Mapping[str, Speaker]:
        """See PeopleReader.get_speakers."""
        found = self._session.rows(
            f"select public_id, {_PERSON} from speaker"  # noqa: S608  fixed text
            " where public_id in (select value from json_each(?))",
            (as_list(speaker_ids),),
        )
        return {row[0]: rows.to_speaker(row[1:]) for row in found}

    def list_speakers(
        self, *, prefix: str | None, after: str | None, limit: int
    ) -> Sequence[Speaker]:
        """See PeopleReader.list_speakers; every word of the prefix must begin a word of a name."""
        page: dict[str, str | int | None] = {"after": after or "", "limit": limit}
        if prefix is None:
            found = self._session.rows(_LIST, page)
        else:
            found = self._session.rows(_LIST_BEGUN, _begun(name_words(prefix)) | page)
        return [rows.to_speaker(row) for row in found]

    def rank_speakers(
        self, begun: Collection[str], *, offset: int, limit: int
    ) -> Sequence[RankedSpeaker]:
        """See PeopleReader.rank_speakers."""
        values = _begun(begun) | {"offset": offset, "limit": limit}
        found = [self.rank_speaker(id_) for id_, _ in self._session.rows(_RANKED, values)]
        return [each for each in found if each is not None]

    def rank_speaker(self, speaker_id: str) -> RankedSpeaker | None:
        """See PeopleReader.rank_speaker."""
        speaker = self.get_speaker(speaker_id)
        if speaker is None:
            return None
        names = self.names_of_people([speaker.id])
        spelled: dict[str, int] = defaultdict(int)
        for _, name, mentions in self._session.rows(SPELLINGS, (as_list(names),)):
            spelled[name] += mentions
        counted = self._session.one(_COUNT_STATEMENTS, (as_list(names),))
        return RankedSpeaker(
            speaker=speaker,
            mentions=sum(spelled.values()),
            statements=counted[0] if counted else 0,
            spellings=tuple(
                sorted(((n, m) for n, m in spelled.items() if n), key=lambda s: (-s[1], s[0]))
            ),
            merged_ids=tuple(sorted(names - {speaker.id})),
        )

    def speakers_with(self, begun: str) -> Sequence[NamedSpeaker]:
        """See PeopleReader.speakers_with."""
        found = self._session.rows(
            "select public_id, key, name, voice from speaker where id in ("
            " select speaker from speaker_word where word between ? and ?) order by public_id",
            (begun, begun + _LAST_CHARACTER),
        )
        return [_to_named(row) for row in found]

    def speakers_around(self, speaker_ids: Collection[str]) -> Sequence[NamedSpeaker]:
        """See PeopleReader.speakers_around."""
        wanted = set(speaker_ids)
        own = self._session.rows(_AROUND, {"ids": as_list(wanted)})
        entries = self.known_speakers({_to_named(row).key for row in own})
        mates = {id_of(key) for entry in entries.values() for key in entry.keys}
        found = {row[0]: _to_named(row) for row in own}
        if missing := mates - found.keys():
            more = self._session.rows(
                "select public_id, key, name, voice from speaker"
                " where public_id in (select value from json_each(?))",
                (as_list(missing),),
            )
            found.update({row[0]: _to_named(row) for row in more})
        return [found[id_] for id_ in sorted(found)]

    def names_of_people(self, speaker_ids: Collection[str]) -> frozenset[str]:
        """See PeopleReader.names_of_people."""
        found = self._session.rows(_NAMES_OF, (as_list(speaker_ids),))
        return frozenset(public_id for (public_id,) in found)

    def people_of(self, speaker_ids: Collection[str]) -> Mapping[str, tuple[str, str | None]]:
        """See PeopleReader.people_of."""
        found = self._session.rows(
            "select public_id, coalesce(person_id, public_id), voice from speaker"
            " where public_id in (select value from json_each(?))",
            (as_list(speaker_ids),),
        )
        return {row[0]: (row[1], row[2]) for row in found}

    def known_speakers(self, keys: Collection[str] | None) -> Mapping[str, KnownSpeaker]:
        """See PeopleReader.known_speakers."""
        if keys is None:
            found = self._session.rows("select key, entry from known_speaker")
        else:
            found = self._session.rows(
                "select key, entry from known_speaker"
                " where key in (select value from json_each(?))",
                (as_list(keys),),
            )
        return {key: _to_known(entry) for key, entry in found}

    def judged_speakers(
        self, speaker_ids: Collection[str]
    ) -> Sequence[tuple[JudgementKind, str, str]]:
        """See PeopleReader.judged_speakers."""
        found = self._session.rows(_JUDGED, (as_list(speaker_ids),))
        return [(JudgementKind(kind), min(a, b), max(a, b)) for _, kind, a, b in found]

    def all_speaker_ids(self) -> Sequence[str]:
        """See PeopleReader.all_speaker_ids."""
        return [id_ for (id_,) in self._session.rows("select public_id from speaker order by 1")]

    def speakers_of_article(self, article_id: str) -> frozenset[str]:
        """See PeopleReader.speakers_of_article."""
        found = self._session.rows(
            "select distinct speaker.public_id from article"
            " join version on version.article = article.id"
            " join mention on mention.version = version.id"
            " join speaker on speaker.id = mention.speaker where article.public_id = ?",
            (article_id,),
        )
        return frozenset(id_ for (id_,) in found)

    def sightings_of_speakers(self, speaker_ids: Collection[str]) -> Sequence[Sighting]:
        """See PeopleReader.sightings_of_speakers."""
        found = self._session.rows(_SIGHTINGS, (as_list(set(speaker_ids)),))
        return [rows.to_sighting(row) for row in found]

    def statements_of_speaker(
        self, speaker_id: str, *, after: str | None, limit: int
    ) -> Sequence[str]:
        """See PeopleReader.statements_of_speaker."""
        names = self.names_of_people([speaker_id])
        found = self._session.rows(_STATEMENTS, (as_list(names), after or "", limit))
        return [public_id for (public_id,) in found]


def _begun(wanted: Collection[str]) -> dict[str, str | int | None]:
    distinct = sorted(set(wanted))
    return {"wanted": as_list(distinct), "number": len(distinct), "last": _LAST_CHARACTER}


def _to_named(row: Row) -> NamedSpeaker:
    """Returns the name of (public_id, key, name, voice); older records know no key."""
    key = row[1] or identity_key(row[2])
    return NamedSpeaker(row[0], key, row[3] or key)


def _to_known(entry: str) -> KnownSpeaker:
    name, aliases, wikidata_id = orjson.loads(entry)
    return KnownSpeaker(name, tuple(aliases), wikidata_id)
