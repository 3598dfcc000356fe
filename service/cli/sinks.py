"""Where imported articles go: a store of this process, or a running service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import click
import httpx2 as httpx
import orjson

from service.usecases.ingest import ingest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.model import ArticleInput
    from service.settings import Settings
    from service.store.base import QuoteStore

_TIMEOUT_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one article; ``fault`` excludes everything else."""

    mentions: int = 0
    is_new_article: bool = False
    fault: str | None = None


class Sink(Protocol):
    """Takes articles, durably, and tells what became of each."""

    def take(self, articles: Sequence[ArticleInput]) -> list[Taken]:
        """Returns what became of each, in order."""


class StoreSink:
    """Into a store that this process holds."""

    def __init__(self, store: QuoteStore, settings: Settings) -> None:
        self._store = store
        self._limits = settings.limits()

    def take(self, articles: Sequence[ArticleInput]) -> list[Taken]:
        """See Sink.take."""
        outcomes = ingest(self._store, articles, limits=self._limits, now=datetime.now(UTC))
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

    def take(self, articles: Sequence[ArticleInput]) -> list[Taken]:
        """See Sink.take.

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
