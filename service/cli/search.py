"""``search``: statements by their words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from service.cli.console import stdout
from service.cli.meaning import sweep_store
from service.cli.options import data_option, json_option, load_settings
from service.cli.render import print_matches
from service.http.models.queries import search_model
from service.http.models.registry import coverage_model
from service.store.factory import open_store
from service.usecases.coverage import coverage
from service.usecases.search_statements import search_statements
from service.usecases.views import SearchFilter

if TYPE_CHECKING:
    from pathlib import Path

    from service.store.records import Coverage
    from service.usecases.views import SearchPage


@click.command("search")
@click.argument("text")
@data_option
@json_option
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--speaker", multiple=True, help="Only this speaker: id or name.")
@click.option("--outlet", multiple=True, help="Only this outlet: id, name or domain.")
@click.option("--language", multiple=True, help="Only wordings in this language.")
@click.option("--meaning", is_flag=True, help="Also by meaning: loads the model for some seconds.")
def search_command(  # noqa: PLR0913  one parameter for each option
    text: str,
    data_dir: Path | None,
    limit: int,
    speaker: tuple[str, ...],
    outlet: tuple[str, ...],
    language: tuple[str, ...],
    *,
    as_json: bool,
    meaning: bool,
) -> None:
    """Prints the statements that carry these words, with every wording and its sources."""
    settings = load_settings(data_dir=data_dir)
    where = SearchFilter(
        speakers=frozenset(speaker), outlets=frozenset(outlet), languages=frozenset(language)
    )
    store = open_store(settings.data_dir, settings.speakers_file)
    try:
        page = search_statements(
            store,
            text,
            where,
            offset=0,
            limit=limit,
            limits=settings.limits(),
            semantic=sweep_store(store, settings) if meaning else None,
        )
        searched = coverage(store)
    finally:
        store.close()
    if as_json:
        sys.stdout.write(search_json(page, searched) + "\n")
    else:
        print_matches(stdout(), page.statements)


def search_json(page: SearchPage, searched: Coverage) -> str:
    """Returns the first page as the API would answer it."""
    return search_model(page, None, coverage_model(searched)).model_dump_json(indent=2)
