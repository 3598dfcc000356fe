"""Where imported articles go: a store of this process, or a running service."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

import click
import httpx2 as httpx
import orjson

from service.usecases.coverage import count_refusals, make_refusal, reason_of
from service.usecases.ingest import ingest, read_articles, store_articles
from service.usecases.reading_ahead import warm_up

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from service.domain.model import ArticleInput
    from service.settings import Settings
    from service.store.base import QuoteStore
    from service.store.coverage import Refusal
    from service.usecases.ingest import ReadArticles
    from service.usecases.views import IngestOutcome

_TIMEOUT_SECONDS = 600.0
_MOST_ALONE = 2
_WORTH_A_POOL = 2
_READ_ALONE = 4


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one article; ``fault`` excludes everything else."""

    mentions: int = 0
    is_new_article: bool = False
    fault: str | None = None


class Sink(Protocol):
    """Takes articles, durably, and tells what became of each."""

    def begin(self, articles: Sequence[ArticleInput]) -> Callable[[], list[Taken]]:
        """Begins to take articles; what it returns ends it and tells what became of each.

        Batches are ended in the order in which they were begun.
        """

    def refuse(self, refusals: Sequence[Refusal]) -> None:
        """Counts what was refused before it became an article."""


class StoreSink:
    """Into a store that this process holds; other processes read ahead while one is stored."""

    def __init__(self, store: QuoteStore, settings: Settings, *, workers: int = 1) -> None:
        """``workers`` processes read articles; with one, this process does it all."""
        self._store = store
        self._limits = settings.limits()
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._begun = 0

    def begin(self, articles: Sequence[ArticleInput]) -> Callable[[], list[Taken]]:
        """See Sink.begin."""
        now = datetime.now(UTC)
        self._begun += 1
        if self._workers >= _MOST_ALONE and self._begun == _WORTH_A_POOL:
            self._pool = self._start_pool(now)
        if self._pool is None or self._begun <= _READ_ALONE:
            # Starting processes takes as long as reading a few batches: both at once.
            return partial(self._ingest, tuple(articles), now)
        reading = self._pool.submit(read_articles, tuple(articles), limits=self._limits, now=now)
        return partial(self._store_read, [each.url for each in articles], reading, now)

    def refuse(self, refusals: Sequence[Refusal]) -> None:
        """See Sink.refuse."""
        count_refusals(self._store, refusals, now=datetime.now(UTC))

    def close(self) -> None:
        """Ends the other processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _start_pool(self, now: datetime) -> ProcessPoolExecutor:
        """Starts the processes and lets each load its tables."""
        return ProcessPoolExecutor(
            self._workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=warm_up,
            initargs=(self._limits, now),
        )

    def _ingest(self, articles: Sequence[ArticleInput], now: datetime) -> list[Taken]:
        outcomes = ingest(self._store, articles, limits=self._limits, now=now)
        return self._taken([each.url for each in articles], outcomes)

    def _store_read(
        self, urls: Sequence[str], reading: Future[ReadArticles], now: datetime
    ) -> list[Taken]:
        return self._taken(urls, store_articles(self._store, reading.result(), now=now))

    def _taken(self, urls: Sequence[str], outcomes: Sequence[IngestOutcome]) -> list[Taken]:
        self.refuse(
            [
                make_refusal(reason_of(outcome.problem), url)
                for url, outcome in zip(urls, outcomes, strict=True)
                if outcome.problem
            ]
        )
        return _outcomes(outcomes)


def _outcomes(outcomes: Sequence[IngestOutcome]) -> list[Taken]:
    return [
        Taken(fault=f"{each.problem}. {each.problem.remedy}")
        if each.problem
        else Taken(each.mentions, each.is_new_article)
        for each in outcomes
    ]


class ServiceSink:
    """Into a running service, over its HTTP API."""

    def __init__(self, base_url: str) -> None:
        self._client = httpx.Client(base_url=base_url, timeout=_TIMEOUT_SECONDS)

    def close(self) -> None:
        """Ends the connection."""
        self._client.close()

    def begin(self, articles: Sequence[ArticleInput]) -> Callable[[], list[Taken]]:
        """See Sink.begin."""
        return partial(self._send, tuple(articles))

    def refuse(self, refusals: Sequence[Refusal]) -> None:
        """Counts nothing: a service counts what it refuses itself."""

    def _send(self, articles: Sequence[ArticleInput]) -> list[Taken]:
        """Sends one batch.

        Raises:
            click.ClickException: the service cannot be reached, or refuses the whole batch.
        """
        body = b"".join(orjson.dumps(_json(each)) + b"\n" for each in articles)
        try:
            answer = self._client.post(
                "/v1/articles/batch", content=body, headers={"Content-Type": "application/x-ndjson"}
            )
        except httpx.HTTPError as error:
            raise click.ClickException(f"the service does not answer: {error}") from error
        if not answer.is_success:
            raise click.ClickException(f"the service refuses the batch: {answer.text[:500]}")
        results = [orjson.loads(line) for line in answer.content.splitlines()]
        if len(results) != len(articles):
            raise click.ClickException("the service broke off; run the import again")
        return [_taken(each) for each in results]


def _json(article: ArticleInput) -> dict[str, object]:
    fields = {
        "url": article.url,
        "text": article.text,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "language": article.language,
        "published_at": article.published_at,
        "modified_at": article.modified_at,
        "seen_at": article.seen_at,
        # what a page sets apart, since the page itself stays here
        "regions": [asdict(region) for region in article.regions] or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _taken(result: dict[str, object]) -> Taken:
    problem = result.get("problem")
    if isinstance(problem, dict):
        remedies = " ".join(str(each["remedy"]) for each in problem.get("errors", ()))
        return Taken(fault=f"{problem['detail']}. {remedies}".strip())
    mentions = result["mentions"]
    is_new = result["status"] == httpx.codes.CREATED
    return Taken(mentions if isinstance(mentions, int) else 0, is_new)
