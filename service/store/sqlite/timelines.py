"""When the versions of articles stood on their pages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from service.domain.statements.timeline import Seen, Stand, Timeline
from service.store.sqlite import rows
from service.store.sqlite.connection import as_list

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from service.store.sqlite.connection import Session

_STANDS = """
select article.public_id, version.number, version.content_sha256,
    coalesce(version.stands_at, version.first_seen_at),
    coalesce(version.seen_at, version.modified_at) is not null
from json_each(?) as wanted cross join article on article.public_id = wanted.value
join version on version.article = article.id
"""
_SEEN = """
select article.public_id, version.content_sha256, seen_again.at
from json_each(?) as wanted cross join article on article.public_id = wanted.value
join version on version.article = article.id
join seen_again on seen_again.version = version.id
"""


class TimelineReading:
    """The part of StoreReader that is about the order of versions in time."""

    _session: Session

    def timelines(self, article_ids: Collection[str]) -> Mapping[str, Timeline]:
        """See IntakeReader.timelines."""
        stands: dict[str, list[Stand]] = defaultdict(list)
        for article, number, content, at, is_stated in self._session.rows(
            _STANDS, (as_list(article_ids),)
        ):
            stands[article].append(Stand(number, content, rows.from_time(at), bool(is_stated)))
        if not stands:
            return {}
        seen: dict[str, list[Seen]] = defaultdict(list)
        for article, content, at in self._session.rows(_SEEN, (as_list(stands),)):
            seen[article].append(Seen(content, rows.from_time(at)))
        return {
            article: Timeline(
                tuple(sorted(each, key=lambda stand: stand.number)),
                tuple(sorted(seen[article], key=lambda one: (one.at, one.content))),
            )
            for article, each in stands.items()
        }


class TimelineWriting(TimelineReading):
    """The part of StoreWriter that is about the order of versions in time."""

    def add_seen(self, article_id: str, seen: Collection[Seen]) -> None:
        """See IntakeWriter.add_seen."""
        self._session.run_many(
            "insert or ignore into seen_again select min(version.id), ?3 from article"
            " join version on version.article = article.id"
            " where article.public_id = ?1 and version.content_sha256 = ?2"
            " having min(version.id) is not null",
            [(article_id, each.content, rows.to_time(each.at)) for each in seen],
        )
