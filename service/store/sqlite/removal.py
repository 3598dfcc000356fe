"""Taking an article down: everything that only it holds is deleted, and a tombstone stays."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from service.domain.corrections import Tombstone
from service.domain.ids import statement_id
from service.store.intake import Removal
from service.store.records import text_rank
from service.store.sqlite import rows
from service.store.sqlite.connection import as_list
from service.store.sqlite.judging import JudgementWriter
from service.store.sqlite.reader import LANGUAGE_COUNTER

if TYPE_CHECKING:
    from collections.abc import Collection

    from service.store.sqlite.connection import Row, Session

LAST_WORDING = "last_wording"
_MENTIONS = """
select mention.id, mention.public_id, sighting.public_id, mention.wording, mention.speaker,
    mention.language, sighting.speaker
from article join version on version.article = article.id
join mention on mention.version = version.id
left join sighting on sighting.id = mention.sighting
where article.public_id = ?
"""
_JUDGED = """
select judgement.id, sighting.public_id from json_each(?) as wanted
join judgement on judgement.mention = wanted.value or judgement.other = wanted.value
join mention on mention.id in (judgement.mention, judgement.other)
left join sighting on sighting.id = mention.sighting
"""
_LEFT = """
select mention.exact, version.published_at, version.first_seen_at, mention.public_id
from mention join version on version.id = mention.version where mention.wording = ?
"""


class TombstoneReading:
    """The part of StoreReader that is about take-downs."""

    _session: Session

    def tombstone(self, public_id: str) -> Tombstone | None:
        """See IntakeReader.tombstone."""
        row = self._session.one(
            "select id, article, reason, at from tombstone where id = ?", (public_id,)
        )
        return Tombstone(row[0], row[1], row[2], rows.from_time(row[3])) if row else None


class RemovalWriter(JudgementWriter, TombstoneReading):
    """The part of StoreWriter that is about take-downs."""

    def take_down(self, tombstone: Tombstone) -> Removal:
        """See IntakeWriter.take_down."""
        article = tombstone.article_id
        mentions = self._session.rows(_MENTIONS, (article,))
        texts = self._session.rows(
            "select version.id, version.text_sha256, version.origin_id from article"
            " join version on version.article = article.id where article.public_id = ?"
            " order by version.id desc",  # what repeats another goes before it
            (article,),
        )
        ever = self._sightings_ever([row[0] for row in mentions])
        touched = self._drop_judgements([row[0] for row in mentions])
        self._drop_mentions(mentions)
        sightings = {row[2] for row in mentions if row[2]}
        stood = {place.statement_id for place in self.placements(sightings).values()}
        touched |= set(self._drop_empty(sightings))
        emptied = stood - self.members(stood).keys()
        left = self.get_sightings(sightings).keys()
        gone = sightings - left
        wordings = self._drop_wordings({row[3] for row in mentions})
        self._forget_sightings(ever, {row[3] for row in mentions})
        self._drop_speakers({row[4] for row in mentions} | {row[6] for row in mentions})
        self._drop_versions(article, texts)
        self._bury(
            tombstone,
            [
                article,
                *(row[1] for row in mentions),
                *(statement_id(sighting) for sighting in gone),
                *wordings,
            ],
        )
        return Removal(
            touched=tuple(sorted((touched | left) - gone)),
            emptied=tuple(sorted(emptied)),
            origin_ids=tuple(sorted({row[2] for row in texts})),
        )

    def _drop_judgements(self, mentions: Collection[int]) -> set[str]:
        """Deletes judgements that name these; returns the sightings that they were about."""
        found = self._session.rows(_JUDGED, (as_list(mentions),))
        self._session.run_many(
            "delete from judgement where id = ?", sorted({(judgement,) for judgement, _ in found})
        )
        return {sighting for _, sighting in found if sighting}

    def _drop_mentions(self, mentions: Collection[Row]) -> None:
        self._session.run_many(
            "delete from correction where target_id = ?", [(row[1],) for row in mentions]
        )
        self._session.run_many("delete from mention where id = ?", [(row[0],) for row in mentions])
        self._counted["mentions"] -= len(mentions)
        for language, count in Counter(row[5] for row in mentions).items():
            self._counted[LANGUAGE_COUNTER + language] -= count
        for row in mentions:
            self._numbers.forget("mention", row[1])

    def _drop_wordings(self, wordings: Collection[int]) -> list[str]:
        """Deletes wordings that nobody mentions, and gives the others a text that somebody has."""
        self._session.run(
            "insert into counter values (?, (select coalesce(max(id), 0) from wording))"
            " on conflict (name) do update set value = max(value, excluded.value)",
            (LAST_WORDING,),
        )
        gone: list[str] = []
        for wording in sorted(wordings):
            left = self._session.rows(_LEFT, (wording,))
            if left:
                self._relabel(wording, left)
                continue
            row = self._session.one("select public_id from wording where id = ?", (wording,))
            self._session.run("delete from link_key where wording = ?", (wording,))
            self._session.run("delete from wording where id = ?", (wording,))
            gone += row or ()
        for public_id in gone:
            self._numbers.forget("wording", public_id)
        self._session.run_many(
            "delete from correction where target_id = ?", [(public_id,) for public_id in gone]
        )
        self._counted["wordings"] -= len(gone)
        return gone

    def _relabel(self, wording: int, left: Collection[Row]) -> None:
        rank, text = min(
            (text_rank(rows.from_time_or_none(row[1]), row[3]), row[0]) for row in left
        )
        self._session.run(
            "update wording set text = ?, rank = ?, first_seen_at = ? where id = ?",
            (text, rank, min(row[2] for row in left), wording),
        )

    def _drop_speakers(self, speakers: Collection[int | None]) -> None:
        found = self._session.rows(
            "select speaker.id, speaker.public_id, speaker.person_id is null"
            " from json_each(?) as wanted cross join speaker on speaker.id = wanted.value"
            " where not exists (select 1 from sighting where sighting.speaker = speaker.id)"
            " and not exists (select 1 from mention where mention.speaker = speaker.id)",
            (as_list(speaker for speaker in speakers if speaker is not None),),
        )
        for row, public_id, _ in found:
            self._session.run("delete from speaker_word where speaker = ?", (row,))
            self._session.run("delete from speaker where id = ?", (row,))
            self._numbers.forget("speaker", public_id)
        self._counted["speakers"] -= sum(is_person for *_, is_person in found)

    def _drop_versions(self, article: str, texts: Collection[Row]) -> None:
        for row, *_ in texts:
            self._session.run("delete from version_text where version = ?", (row,))
            self._session.run("delete from version where id = ?", (row,))
        self._session.run("delete from article where public_id = ?", (article,))
        self._session.run_many(
            "delete from carried_text where text_sha256 = ?1 and not exists"
            " (select 1 from version where version.text_sha256 = ?1)",
            sorted({(text,) for _, text, _ in texts}),
        )
        self._numbers.forget("article", article)
        self._counted["versions"] -= len(texts)
        self._counted["articles"] -= 1

    def _bury(self, tombstone: Tombstone, public_ids: Collection[str]) -> None:
        at = rows.to_time(tombstone.at)
        self._session.run_many(
            "insert or replace into tombstone values (?, ?, ?, ?)",
            [(id_, tombstone.article_id, tombstone.reason, at) for id_ in sorted(public_ids)],
        )
