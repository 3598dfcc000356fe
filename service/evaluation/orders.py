"""Whether the same articles give the same statements in any order and in batches of any size."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from service.evaluation.linking_data import read_gold_sets
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from service.usecases.redraw import redraw_all

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from service.domain.model import ArticleInput
    from service.store.base import QuoteStore

_BATCHES: Final = (1, 3, 7, 20, 1_000)
_PAGE: Final = 1_000
_NOW: Final = datetime(2030, 1, 1, tzinfo=UTC)

# mention id to statement id and the speaker's name as shown
Grouping = dict[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class OrdersReport:
    """How many articles and mentions there are, and how many mentions each order placed otherwise.

    ``differing`` has an entry for each order after the first: its seed, the size of its batches,
    and how many mentions stand elsewhere, or under another name, than in the first order.
    ``redrawn`` is how many links of all stores were other when all were drawn anew: each link has
    to be found from either end, whichever came last.
    """

    articles: int
    mentions: int
    statements: int
    differing: tuple[tuple[int, int, int], ...]
    redrawn: int = 0


def evaluate_orders(
    folder: Path, open_store: Callable[[Path], QuoteStore], scratch: Path, orders: int
) -> OrdersReport:
    """Takes the labelled articles in again and again, shuffled, and compares the statements.

    Args:
        folder: the data, see ``linking_data``.
        open_store: opens an embedded store in a folder.
        scratch: an empty folder; the stores in it may be thrown away afterwards.
        orders: how many orders; the seeds are 0, 1, 2 ...
    """
    articles = [article for gold in read_gold_sets(folder) for article in gold.articles]
    found: list[tuple[int, int, Grouping]] = []
    redrawn = 0
    for seed in range(orders):
        rng = random.Random(seed)  # noqa: S311  an order, no secret
        shuffled = rng.sample(articles, len(articles))
        size = rng.choice(_BATCHES)
        store = open_store(scratch / str(seed))
        try:
            found.append((seed, size, _take_in(store, shuffled, size)))
            drawn = redraw_all(store, now=_NOW)
            redrawn += drawn.gained + drawn.lost
        finally:
            store.close()
    first = found[0][2] if found else {}
    return OrdersReport(
        articles=len(articles),
        mentions=len(first),
        statements=len({statement for statement, _ in first.values() if statement}),
        differing=tuple((seed, size, _count(first, other)) for seed, size, other in found[1:]),
        redrawn=redrawn,
    )


def render_orders(report: OrdersReport) -> str:
    """Returns the report as text."""
    wrong = [entry for entry in report.differing if entry[2]]
    lines = [
        f"{report.articles} articles, {report.mentions} mentions, {report.statements} statements",
        f"{len(report.differing) + 1} orders, {len(wrong)} with other statements than the first",
        f"{report.redrawn} links other when all are drawn anew",
        *(
            f"  seed {seed}, batches of {size}: {count} mentions stand elsewhere"
            for seed, size, count in wrong
        ),
    ]
    return "\n".join(lines)


def _take_in(store: QuoteStore, articles: Sequence[ArticleInput], size: int) -> Grouping:
    ids: set[str] = set()
    for start in range(0, len(articles), size):
        outcomes = ingest(store, articles[start : start + size], limits=Limits(), now=_NOW)
        ids.update(outcome.article_id for outcome in outcomes if outcome.article_id)
    found: Grouping = {}
    with store.reading() as reader:
        for article in sorted(ids):
            after = None
            while page := reader.list_mentions(article, 1, after=after, limit=_PAGE):
                for mention in page:
                    name = mention.speaker.name if mention.speaker else None
                    found[mention.id] = (mention.statement_id, name)
                after = page[-1].id
    return found


def _count(first: Grouping, other: Grouping) -> int:
    return sum(first.get(id_) != other.get(id_) for id_ in first.keys() | other.keys())
