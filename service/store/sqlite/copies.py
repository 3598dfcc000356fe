"""Distinct texts, who copies whom, and how quotations stand in the versions of an article."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from service.domain.statements.origins import CopyEvidence, CopyKind
from service.store.intake import CarriedText, CopyLink
from service.store.sqlite import rows
from service.store.sqlite.connection import as_list

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from service.domain.model import ArticleVersion
    from service.domain.versions import Standing
    from service.store.intake import NewText
    from service.store.sqlite.connection import Row, Session

_SHARING = """
with me as (select id, base_id from carried_text where text_sha256 = :text),
met as (
    select other.text as id from me
    cross join copy_key on copy_key.text = me.id
        and copy_key.key not in (select key from boilerplate_key)
    cross join copy_key as other on other.key = copy_key.key
    union all
    select other.id from me cross join carried_text as other on other.base_id = me.base_id
    cross join json_each(:weights)
)
select carried_text.text_sha256, carried_text.base_id, carried_text.origin_id, count(*) as shared
from met cross join carried_text on carried_text.id = met.id
where met.id <> (select id from me)
group by met.id having shared >= :least
order by shared desc, carried_text.text_sha256
"""
# Most keys are of one text alone, and few texts that share some are of one outlet: both are told
# before anything is counted.
_ALL_OVER = """
with me as (select id from carried_text where text_sha256 = :text),
heavy as materialized (
    select copy_key.key from me cross join copy_key on copy_key.text = me.id
    where copy_key.key not in (select key from boilerplate_key) and :articles <= (
        select count(*) from (
            select 1 from copy_key as other where other.key = copy_key.key limit :articles))
),
here as materialized (
    select distinct outlet.id, iif(outlet.kind = 'aggregator', :of_aggregator, :articles) as least
    from version cross join outlet on outlet.id = version.outlet where version.text_sha256 = :text
),
met as materialized (
    select distinct other.text as id
    from heavy cross join copy_key as other on other.key = heavy.key
),
near as materialized (
    select met.id, version.article, version.outlet, here.least
    from met cross join carried_text on carried_text.id = met.id
    cross join version on version.text_sha256 = carried_text.text_sha256
    cross join here on here.id = version.outlet
)
select distinct key from (
    select copy_key.key as key from near cross join copy_key on copy_key.text = near.id
    where copy_key.key in (select key from heavy)
    group by copy_key.key, near.outlet having count(distinct near.article) >= min(near.least)
) order by key
"""
_STILL_ALL_OVER = """
select distinct key from (
    select copy_key.key as key from json_each(:keys) as wanted
    cross join copy_key on copy_key.key = wanted.value
    cross join carried_text on carried_text.id = copy_key.text
    cross join version on version.text_sha256 = carried_text.text_sha256
    cross join outlet on outlet.id = version.outlet
    group by copy_key.key, version.outlet having count(distinct version.article)
        >= min(iif(outlet.kind = 'aggregator', :of_aggregator, :articles))
) order by key
"""
_COPIES = """
select a.text_sha256, b.text_sha256, copy.kind, copy.shared_words, copy.share_a, copy.share_b,
    copy.longest_run
from json_each(?) as wanted
cross join carried_text as a on a.text_sha256 = wanted.value
cross join copy on copy.a = a.id
join carried_text as b on b.id = copy.b
order by 1, 2
"""


class CopyReading:
    """The part of StoreReader that is about copies."""

    _session: Session

    def texts_of_origins(self, origin_ids: Collection[str]) -> Sequence[CarriedText]:
        """See IntakeReader.texts_of_origins."""
        found = self._session.rows(
            "select text_sha256, base_id, origin_id from json_each(?) as wanted"
            " cross join carried_text on carried_text.origin_id = wanted.value order by 1",
            (as_list(origin_ids),),
        )
        return [CarriedText(*row) for row in found]

    def carried_texts(self, text_sha256s: Collection[str]) -> Sequence[CarriedText]:
        """See IntakeReader.carried_texts."""
        found = self._session.rows(
            "select text_sha256, base_id, origin_id from json_each(?) as wanted"
            " cross join carried_text on carried_text.text_sha256 = wanted.value order by 1",
            (as_list(text_sha256s),),
        )
        return [CarriedText(*row) for row in found]

    def find_origin(self, origin_id: str) -> str | None:
        """See IntakeReader.find_origin."""
        row = self._session.one(
            "select origin_id from carried_text where base_id = ?1 or origin_id = ?1 limit 1",
            (origin_id,),
        )
        return row[0] if row else None

    def carriers_of_origin(self, origin_id: str, *, limit: int) -> Sequence[ArticleVersion]:
        """See IntakeReader.carriers_of_origin."""
        found = self._session.rows(
            "select * from version_view where origin_id = ?"
            " order by published_at is null, published_at, article_id, number limit ?",
            (origin_id, limit),
        )
        return [rows.to_version(row) for row in found]

    def copies_of(self, text_sha256s: Collection[str]) -> Sequence[CopyLink]:
        """See IntakeReader.copies_of."""
        wanted = set(text_sha256s)
        found = self._session.rows(_COPIES, (as_list(sorted(wanted)),))
        return [_to_link(row) for row in found if row[1] in wanted]


class CopyWriting(CopyReading):
    """The part of StoreWriter that is about copies and standings."""

    def add_texts(self, texts: Sequence[NewText]) -> frozenset[str]:
        """See IntakeWriter.add_texts."""
        added = set()
        keys: list[tuple[int, int]] = []
        for text in texts:
            row = self._session.one(
                "insert into carried_text (text_sha256, base_id, origin_id) values (?1, ?2, ?2)"
                " on conflict do nothing returning id",
                (text.text_sha256, text.base_id),
            )
            if row is None:
                continue
            added.add(text.text_sha256)
            keys += [(key, row[0]) for key in text.keys]
        # Keys are spread over the whole table: in order, no page is fetched twice.
        self._session.run_many("insert or ignore into copy_key values (?, ?)", sorted(keys))
        return frozenset(added)

    def texts_sharing(self, text_sha256: str, *, least: int) -> Sequence[tuple[CarriedText, int]]:
        """See IntakeWriter.texts_sharing."""
        found = self._session.rows(
            _SHARING,
            {"text": text_sha256, "least": least, "weights": as_list(range(least))},
        )
        return [(CarriedText(*row[:3]), row[3]) for row in found]

    def keys_all_over(
        self, text_sha256: str, *, articles: int, of_aggregator: int
    ) -> Sequence[int]:
        """See IntakeWriter.keys_all_over."""
        values: dict[str, str | int] = {"text": text_sha256, "articles": articles}
        values["of_aggregator"] = of_aggregator
        return [key for (key,) in self._session.rows(_ALL_OVER, values)]

    def keys_still_all_over(
        self, keys: Collection[int], *, articles: int, of_aggregator: int
    ) -> Sequence[int]:
        """See IntakeWriter.keys_still_all_over."""
        values: dict[str, str | int] = {"keys": as_list(keys)}
        values |= {"articles": articles, "of_aggregator": of_aggregator}
        return [key for (key,) in self._session.rows(_STILL_ALL_OVER, values)]

    def boilerplate_among(self, keys: Collection[int]) -> frozenset[int]:
        """See IntakeWriter.boilerplate_among."""
        found = self._session.rows(
            "select boilerplate_key.key from json_each(?) as wanted"
            " cross join boilerplate_key on boilerplate_key.key = wanted.value",
            (as_list(keys),),
        )
        return frozenset(key for (key,) in found)

    def set_boilerplate(self, keys: Collection[int], *, is_boilerplate: bool) -> Sequence[str]:
        """See IntakeWriter.set_boilerplate."""
        change = (
            "insert or ignore into boilerplate_key values (?)"
            if is_boilerplate
            else "delete from boilerplate_key where key = ?"
        )
        self._session.run_many(change, [(key,) for key in sorted(keys)])
        found = self._session.rows(
            "select distinct carried_text.origin_id from json_each(?) as wanted"
            " cross join copy_key on copy_key.key = wanted.value"
            " cross join carried_text on carried_text.id = copy_key.text order by 1",
            (as_list(keys),),
        )
        return [origin for (origin,) in found]

    def keys_of_texts(self, text_sha256s: Collection[str]) -> Mapping[str, Sequence[int]]:
        """See IntakeWriter.keys_of_texts."""
        found = self._session.rows(
            "select carried_text.text_sha256, copy_key.key from json_each(?) as wanted"
            " cross join carried_text on carried_text.text_sha256 = wanted.value"
            " cross join copy_key on copy_key.text = carried_text.id order by copy_key.key",
            (as_list(text_sha256s),),
        )
        keys: dict[str, list[int]] = defaultdict(list)
        for text, key in found:
            keys[text].append(key)
        return dict(keys)

    def read_texts(self, text_sha256s: Collection[str]) -> Mapping[str, str]:
        """See IntakeWriter.read_texts."""
        found = self._session.rows(
            "select wanted.value, version_text.text from json_each(?) as wanted"
            " cross join version_text on version_text.version = (select min(version.id)"
            " from version where version.text_sha256 = wanted.value)",
            (as_list(text_sha256s),),
        )
        return dict(found)

    def add_copies(self, links: Sequence[CopyLink]) -> None:
        """See IntakeWriter.add_copies."""
        self._session.run_many(
            "insert or replace into copy values ("
            "(select id from carried_text where text_sha256 = ?),"
            " (select id from carried_text where text_sha256 = ?), ?, ?, ?, ?, ?)",
            [
                (
                    link.a,
                    link.b,
                    link.evidence.kind.value,
                    link.evidence.shared_words,
                    link.evidence.share_a,
                    link.evidence.share_b,
                    link.evidence.longest_run,
                )
                for link in links
            ],
        )

    def set_origins(self, origins: Mapping[str, str]) -> None:
        """See IntakeWriter.set_origins."""
        pairs = [(origin, text) for text, origin in sorted(origins.items())]
        for table in ("carried_text", "version"):
            self._session.run_many(
                f"update {table} set origin_id = ?1 where text_sha256 = ?2"  # noqa: S608  fixed
                " and origin_id <> ?1",
                pairs,
            )

    def forget_copies(self, text_sha256s: Collection[str]) -> None:
        """See IntakeWriter.forget_copies."""
        ids = "(select id from carried_text where text_sha256 = ?1)"
        self._session.run_many(
            f"delete from copy where a = {ids} or b = {ids}",  # noqa: S608  fixed text
            [(text,) for text in sorted(text_sha256s)],
        )

    def set_standings(self, standings: Mapping[str, Standing]) -> None:
        """See IntakeWriter.set_standings."""
        self._session.run_many(
            "update mention set thread = ?, added_in = ?, fate = ?, removed_in = ?,"
            " changed_to = ?, restored_in = ? where public_id = ?",
            [
                (s.thread, s.added_in, s.fate, s.removed_in, s.changed_to, s.restored_in, mention)
                for mention, s in sorted(standings.items())
            ],
        )
        self._session.run_many(
            "update mention set fate = ?, removed_in = ?, changed_to = ? where thread = ?",
            [
                (s.fate, s.removed_in, s.changed_to, s.thread)
                for _, s in sorted(standings.items())
                if s.removed_in is not None
            ],
        )


def _to_link(row: Row) -> CopyLink:
    return CopyLink(row[0], row[1], CopyEvidence(CopyKind(row[2]), *row[3:7]))
