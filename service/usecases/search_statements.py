"""Searching statements with filters, facets and pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from service.domain.errors import LimitError
from service.store.history import LAST_SEQUENCE, Moment
from service.usecases.find_statements import find_statements, mention_filter
from service.usecases.match_statements import show
from service.usecases.search_words import SearchMode
from service.usecases.views import SearchPage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.domain.model import Mention
    from service.semantic.index import SemanticIndex
    from service.store.base import QuoteStore, StoreReader
    from service.usecases.config import Limits
    from service.usecases.find_statements import Found
    from service.usecases.views import SearchFilter

FACET_MENTIONS = 20


def search_statements(  # noqa: PLR0913  what is asked, where, which page
    store: QuoteStore,
    q: str,
    where: SearchFilter,
    *,
    offset: int,
    limit: int,
    limits: Limits,
    semantic: SemanticIndex | None = None,
    mode: SearchMode = SearchMode.WORDS,
    as_of: int | None = None,
) -> SearchPage:
    """Returns one page of the statements that carry the words, best first, with facet counts.

    Facets count statements over the whole result. The list is as long as the candidates that the
    limits allow (five times those of a match). ``mode`` tells how the words have to stand. With
    ``as_of``, the number of an event, the page is of what was there then: pages that all are of the
    moment of the first one neither repeat a statement nor leave one out while articles arrive.

    Raises:
        InputError: no words, too many, or a page beyond the limits.
    """
    if not 1 <= limit <= limits.max_page:
        raise LimitError(
            f"limit is {limit}",
            field="limit",
            remedy=f"Ask for 1 to {limits.max_page} statements.",
        )
    with store.reading(as_of=as_of) as tx:
        found = find_statements(
            tx,
            q,
            where,
            candidates=limits.candidates * 5,
            limits=limits,
            semantic=semantic,
            mode=mode,
        )
        page = found[offset : offset + limit]
        end = offset + limit
        return SearchPage(
            statements=tuple(show(tx, page, limits)),
            facets=_facets(tx, found, where),
            total=len(found),
            next_offset=end if end < len(found) else None,
            moment=_moment(tx, as_of),
        )


def _moment(tx: StoreReader, as_of: int | None) -> Moment:
    return tx.moment_of(LAST_SEQUENCE if as_of is None else as_of) or tx.first_moment()


def _facets(
    tx: StoreReader, found: Sequence[Found], where: SearchFilter
) -> Mapping[str, Mapping[str, int]]:
    mentions = tx.mentions_of_sightings(
        {id_ for f in found for id_ in f.sighting_ids},
        where=mention_filter(tx, where),
        limit_each=FACET_MENTIONS,
    )
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for f in found:
        counts["status"][f.match.status] += 1
        values = _values([m for id_ in f.sighting_ids for m in mentions.get(id_, ())])
        for facet, held in values.items():
            counts[facet].update(held)
    return {
        facet: dict(sorted(c.items(), key=lambda i: (-i[1], i[0]))) for facet, c in counts.items()
    }


def _values(mentions: Sequence[Mention]) -> dict[str, set[str]]:
    return {
        "speaker": {m.speaker.name for m in mentions if m.speaker},
        "outlet": {m.outlet.name for m in mentions},
        "language": {m.language for m in mentions},
        "form": {m.form.value for m in mentions},
        "day": {m.published_at.date().isoformat() for m in mentions if m.published_at},
    }
