"""``export``: what a store holds, as lines of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import orjson

from service.cli.options import data_option, load_settings
from service.http.models.corrections import correction_model
from service.http.models.judgements import judgement_model
from service.http.models.mentions import mention_model
from service.http.models.statements import statement_model
from service.store.factory import open_store
from service.usecases.export import (
    export_articles,
    export_corrections,
    export_judgements,
    export_mentions,
    export_statements,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from service.domain.model import ArticleInput
    from service.store.base import QuoteStore
    from service.usecases.config import Limits

_SORTS = ("articles", "statements", "mentions", "judgements", "corrections")


@click.command("export")
@click.argument("sort", type=click.Choice(_SORTS), default="articles")
@data_option
@click.option(
    "--output",
    type=click.File("wb", lazy=False),
    default="-",
    help="Where to; standard output if left out.",
)
def export_command(sort: str, data_dir: Path | None, output: BinaryIO) -> None:
    """Writes what a store holds as lines of JSON: ARTICLES, statements, mentions, ...

    Articles come with every version, in the order they were stored, as `import` and
    `POST /v1/articles/batch` take them: another store gives them the same ids, versions and
    statements. The other sorts are written as the API answers them.
    """
    settings = load_settings(data_dir=data_dir)
    store = open_store(settings.data_dir, settings.speakers_file)
    try:
        output.writelines(line + b"\n" for line in _lines(sort, store, settings.limits()))
    finally:
        store.close()


def _lines(sort: str, store: QuoteStore, limits: Limits) -> Iterator[bytes]:
    match sort:
        case "articles":
            return (orjson.dumps(_article(each)) for each in export_articles(store))
        case "statements":
            found = export_statements(store, limits=limits)
            return (statement_model(each).model_dump_json().encode() for each in found)
        case "mentions":
            mentions = export_mentions(store)
            return (mention_model(each).model_dump_json().encode() for each in mentions)
        case "judgements":
            made = export_judgements(store)
            return (judgement_model(each).model_dump_json().encode() for each in made)
        case _:
            corrections = export_corrections(store)
            return (correction_model(each).model_dump_json().encode() for each in corrections)


def _article(article: ArticleInput) -> dict[str, Any]:
    """Returns the article as ``POST /v1/articles`` takes it; what it does not say is left out."""
    fields = {
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "language": article.language,
        "published_at": article.published_at,
        "modified_at": article.modified_at,
        "seen_at": article.seen_at,
        "text": article.text,
        "regions": [
            {"place": region.place, "start": region.start, "end": region.end}
            for region in article.regions
        ],
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}
