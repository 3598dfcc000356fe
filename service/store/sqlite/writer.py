"""The one writing transaction."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from service.domain.errors import StoreError
from service.store.sqlite import rows
from service.store.sqlite.connection import as_list
from service.store.sqlite.history import HistoryWriting
from service.store.sqlite.keys import FiledKeys
from service.store.sqlite.numbering import Numbers
from service.store.sqlite.pending import Segment
from service.store.sqlite.reader import LANGUAGE_COUNTER, LAST_INGEST, SqliteReader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from service.domain.model import (
        ArticleVersion,
        Link,
        Mention,
        Outlet,
        Sighting,
    )
    from service.store.records import NewWording, Placement
    from service.store.sqlite.candidates import CandidateIndex
    from service.store.sqlite.connection import Session, Value


class SqliteWriter(HistoryWriting, SqliteReader):
    """See StoreWriter."""

    def __init__(self, session: Session, index: CandidateIndex) -> None:
        """Writes through a session that has begun immediately."""
        super().__init__(session, index)
        self.segment = Segment()
        self._numbers = Numbers(session)
        self._counted: Counter[str] = Counter()
        self._last_ingest: int | None = None

    def add_outlets(self, outlets: Sequence[Outlet]) -> None:
        """See StoreWriter.add_outlets."""
        known = self._numbers.known("outlet", (outlet.id for outlet in outlets))
        for outlet in outlets:
            if outlet.id in known:
                stored = self.get_outlet(outlet.id)
                if stored and stored.facts != outlet.facts:
                    self._session.run(
                        "update outlet set facts = ? where id = ?",
                        (rows.from_facts(outlet.facts), known[outlet.id]),
                    )
                if stored and not set(outlet.domains) <= set(stored.domains):
                    self._session.run(
                        "update outlet set domains = ? where id = ?",
                        (rows.to_names((*stored.domains, *outlet.domains)), known[outlet.id]),
                    )
                continue
            known[outlet.id] = row = self._numbers.new("outlet", outlet.id)
            self._session.run(
                "insert into outlet values (?, ?, ?, ?, ?, ?)",
                (
                    row,
                    outlet.id,
                    outlet.name,
                    outlet.kind,
                    rows.to_names(outlet.domains),
                    rows.from_facts(outlet.facts),
                ),
            )
            self._counted["outlets"] += 1

    def add_versions(self, versions: Sequence[ArticleVersion]) -> None:
        """See StoreWriter.add_versions."""
        articles = self._numbers.known("article", (version.article_id for version in versions))
        outlets = self._numbers.known("outlet", (version.outlet.id for version in versions))
        for version in versions:
            article = articles.get(version.article_id)
            if article is None:
                article = articles[version.article_id] = self._numbers.new(
                    "article", version.article_id
                )
                self._session.run(
                    "insert into article values (?, ?, ?, null)",
                    (article, version.article_id, version.version),
                )
                self._counted["articles"] += 1
            elif self._has_version(article, version.version):
                continue
            self._add_version(article, _need(outlets, version.outlet.id, "outlet"), version)

    def add_wordings(self, wordings: Sequence[NewWording]) -> frozenset[str]:
        """See StoreWriter.add_wordings."""
        known = self._numbers.known("wording", (new.wording.id for new in wordings))
        added: set[str] = set()
        filed: list[NewWording] = []
        again: list[NewWording] = []
        for new in wordings:
            wording = new.wording
            if wording.id in known:
                again.append(new)
                continue
            known[wording.id] = row = self._numbers.new("wording", wording.id)
            added.add(wording.id)
            filed.append(new)
            self.segment.add(row, wording.key)
        numbers = [known[new.wording.id] for new in filed]
        keys = FiledKeys.of(numbers, [new.link_keys for new in filed])
        inserts: list[tuple[Value, ...]] = [
            (
                *(row, new.wording.id, new.wording.language, new.wording.text, new.wording.key),
                *(new.rank, rows.to_time(new.wording.first_seen_at), packed, new.outline or None),
            )
            for row, new, packed in zip(numbers, filed, keys.packed(), strict=True)
        ]
        self._session.run_many("insert into wording values (?, ?, ?, ?, ?, ?, ?, ?, ?)", inserts)
        # in the order of the tree, which touches each page once
        self._session.run_many("insert into link_key values (?, ?)", keys.rows())
        self._improve(again, known)
        self._counted["wordings"] += len(added)
        return frozenset(added)

    def add_sightings(self, sightings: Sequence[Sighting]) -> frozenset[str]:
        """See StoreWriter.add_sightings."""
        known = self._numbers.known("sighting", (sighting.id for sighting in sightings))
        wordings = self._numbers.known("wording", (sighting.wording_id for sighting in sightings))
        speakers = self._numbers.known("speaker", (s.speaker_id for s in sightings if s.speaker_id))
        added: set[str] = set()
        inserts: list[tuple[Value, ...]] = []
        for sighting in sightings:
            if sighting.id in known:
                continue
            known[sighting.id] = row = self._numbers.new("sighting", sighting.id)
            added.add(sighting.id)
            inserts.append(
                (
                    row,
                    sighting.id,
                    _need(wordings, sighting.wording_id, "wording"),
                    sighting.text,
                    sighting.language,
                    _need_or_none(speakers, sighting.speaker_id, "speaker"),
                    sighting.speaker_name,
                    None if sighting.day is None else sighting.day.toordinal(),
                    sighting.reported,
                )
            )
        self._session.run_many(
            "insert into sighting values (?, ?, ?, ?, ?, ?, ?, ?, ?, null, null)", inserts
        )
        return frozenset(added)

    def add_mentions(self, mentions: Sequence[Mention]) -> None:
        """See StoreWriter.add_mentions."""
        known = self._numbers.known("mention", (mention.id for mention in mentions))
        versions = self._version_rows(mention.article_id for mention in mentions)
        wordings = self._numbers.known("wording", (mention.wording_id for mention in mentions))
        sightings = self._numbers.known(
            "sighting", (m.sighting_id for m in mentions if m.sighting_id)
        )
        speakers = self._numbers.known("speaker", (m.speaker.id for m in mentions if m.speaker))
        inserts: list[tuple[Value, ...]] = []
        for mention in mentions:
            if mention.id in known:
                continue
            known[mention.id] = row = self._numbers.new("mention", mention.id)
            version = versions.get((mention.article_id, mention.version))
            if version is None:
                raise StoreError(f"no version {mention.version} of {mention.article_id} is stored")
            speaker = mention.speaker.id if mention.speaker else None
            inserts.append(
                (
                    row,
                    mention.id,
                    version,
                    _need_or_none(sightings, mention.sighting_id, "sighting"),
                    _need(wordings, mention.wording_id, "wording"),
                    _need_or_none(speakers, speaker, "speaker"),
                    *rows.from_mention(mention),
                )
            )
            self._counted[LANGUAGE_COUNTER + mention.language] += 1
        self._session.run_many(
            "insert into mention values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " null, null, null, null, null, null)",
            inserts,
        )
        self._counted["mentions"] += len(inserts)

    def add_links(self, links: Sequence[Link]) -> None:
        """See StoreWriter.add_links."""
        sightings = self._numbers.known(
            "sighting", (end for link in links for end in (link.a, link.b))
        )
        self._session.run_many(
            "insert or replace into link values (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    _need(sightings, link.a, "sighting"),
                    _need(sightings, link.b, "sighting"),
                    link.kind.value,
                    link.score,
                    link.status.value,
                    link.bond.value,
                    link.reason,
                )
                for link in links
            ],
        )

    def place(self, placements: Sequence[Placement]) -> None:
        """See StoreWriter.place."""
        ends = {p.sighting_id for p in placements} | {p.host_id for p in placements if p.host_id}
        sightings = self._numbers.known("sighting", ends)
        statements = self._numbers.known("statement", (p.statement_id for p in placements))
        new: list[tuple[Value, ...]] = []
        for placement in placements:
            if placement.statement_id not in statements:
                row = self._numbers.new("statement", placement.statement_id)
                statements[placement.statement_id] = row
                new.append((row, placement.statement_id))
        self._session.run_many("insert into statement values (?, ?)", new)
        moved = [_need(sightings, p.sighting_id, "sighting") for p in placements]
        touched = {statements[p.statement_id] for p in placements} | self._statements_of(moved)
        before = self._with_members(touched)
        self._session.run_many(
            "update sighting set statement = ?, host = ? where id = ?",
            [
                (
                    statements[placement.statement_id],
                    _need_or_none(sightings, placement.host_id, "sighting"),
                    row,
                )
                for placement, row in zip(placements, moved, strict=True)
            ],
        )
        self._counted["statements"] += self._with_members(touched) - before

    def finish(self) -> None:
        """Writes the counters; the last thing before the commit."""
        self._session.run_many(
            "insert into counter values (?, ?)"
            " on conflict (name) do update set value = value + excluded.value",
            [(name, count) for name, count in sorted(self._counted.items()) if count],
        )
        if self._last_ingest is not None:
            self._session.run(
                "insert into counter values (?, ?)"
                " on conflict (name) do update set value = max(value, excluded.value)",
                (LAST_INGEST, self._last_ingest),
            )
        self.segment.sequence = self._keep_moment()

    def _own_segment(self) -> Segment:
        return self.segment

    def _add_version(self, article: int, outlet: int, version: ArticleVersion) -> None:
        row = self._numbers.new("version")
        seen = rows.to_time(version.first_seen_at)
        self._session.run(
            "insert into version values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " (select id from version where article = ? and number = ?))",
            (
                row,
                article,
                version.version,
                outlet,
                version.url,
                version.title,
                version.byline,
                version.language,
                rows.to_time(version.published_at),
                rows.to_time(version.modified_at),
                seen,
                version.text_sha256,
                version.content_sha256,
                version.origin_id,
                version.extractor,
                version.mentions,
                rows.to_time(version.seen_at),
                rows.to_time(version.stands_at),
                *(article, version.repeats),
            ),
        )
        if version.repeats is None:
            self._session.run("insert into version_text values (?, ?)", (row, version.text))
        if (page := version.page) is not None:
            self._session.run(
                "insert into page values (?, ?, ?, ?, ?)",
                (row, page.html_sha256, page.extractor, page.encoding, rows.to_places(page)),
            )
        if version.regions and version.repeats is None:
            self._session.run(
                "insert into region values (?, ?)", (row, rows.from_regions(version.regions))
            )
        self._session.run(
            "update article set (newest, text_version) = (select number, coalesce(repeats, id)"
            " from version where article = ?1"
            " order by coalesce(stands_at, first_seen_at) desc, number desc limit 1) where id = ?1",
            (article,),
        )
        self._counted["versions"] += 1
        self._last_ingest = max(seen or 0, self._last_ingest or 0)

    def _has_version(self, article: int, number: int) -> bool:
        found = self._session.one(
            "select 1 from version where article = ? and number = ?", (article, number)
        )
        return found is not None

    def _version_rows(self, article_ids: Iterable[str]) -> dict[tuple[str, int], int]:
        found = self._session.rows(
            "select article.public_id, version.number, version.id from json_each(?) as wanted"
            " cross join article on article.public_id = wanted.value"
            " join version on version.article = article.id",
            (as_list(set(article_ids)),),
        )
        return {(article_id, number): row for article_id, number, row in found}

    def _improve(self, wordings: Sequence[NewWording], known: Mapping[str, int]) -> None:
        """Takes over text of lower rank, the earliest time seen, and keys that were missing."""
        for new in wordings:
            row = known[new.wording.id]
            self._session.run(
                "update wording set first_seen_at = min(first_seen_at, :at),"
                " text = iif(:rank < rank, :text, text), rank = min(:rank, rank)"
                " where id = :row and (:rank < rank or :at < first_seen_at)",
                {
                    "at": rows.to_time(new.wording.first_seen_at),
                    "rank": new.rank,
                    "text": new.wording.text,
                    "row": row,
                },
            )
            if new.link_keys:
                self._file(row, new)

    def _file(self, row: int, new: NewWording) -> None:
        """Files a wording that was no quotation so far: those are stored without keys."""
        signed = sorted({rows.to_signed(key) for key in new.link_keys})
        filed = self._session.one(
            "update wording set link_keys = ?, outline = ? where id = ? and link_keys = x''"
            " returning id",
            (rows.to_keys(signed), new.outline or None, row),
        )
        if filed:
            self._session.run_many(
                "insert into link_key values (?, ?)", [(key, row) for key in signed]
            )

    def _statements_of(self, sightings: Sequence[int]) -> set[int]:
        found = self._session.rows(
            "select distinct sighting.statement from json_each(?) as wanted"
            " cross join sighting on sighting.id = wanted.value where statement is not null",
            (as_list(sightings),),
        )
        return {statement for (statement,) in found}

    def _with_members(self, statements: Collection[int]) -> int:
        """Returns how many of these statements have a sighting."""
        row = self._session.one(
            "select count(*) from json_each(?) as wanted where exists"
            " (select 1 from sighting where sighting.statement = wanted.value)",
            (as_list(statements),),
        )
        return row[0] if row else 0


def _need(known: Mapping[str, int], public_id: str, thing: str) -> int:
    row = known.get(public_id)
    if row is None:
        raise StoreError(f"no {thing} with the id {public_id!r} is stored")
    return row


def _need_or_none(known: Mapping[str, int], public_id: str | None, thing: str) -> int | None:
    return None if public_id is None else _need(known, public_id, thing)
