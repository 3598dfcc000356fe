"""``demo``: the main question, asked of a few articles, in a folder that is thrown away."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from service.cli.console import stdout
from service.cli.import_state import ImportState
from service.cli.importing import Importer, take_files
from service.cli.meaning import sweep_store
from service.cli.options import load_settings
from service.cli.render import print_matches
from service.cli.rows import PlainText, find_files
from service.cli.sinks import StoreSink
from service.store.factory import open_store
from service.usecases.search_statements import search_statements
from service.usecases.views import SearchFilter

QUESTION = "take up arms"
FIXTURES = Path("fixtures/articles.ndjson")


@click.command("demo")
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=FIXTURES)
@click.option("--ask", default=QUESTION, show_default=True, help="The words to look for.")
def demo_command(path: Path, ask: str) -> None:
    """Loads articles into a temporary folder, asks who said something, and prints the answer."""
    console = stdout()
    with tempfile.TemporaryDirectory(prefix="quote-provenance-demo-") as folder:
        settings = load_settings(data_dir=Path(folder))
        store = open_store(settings.data_dir, settings.speakers_file)
        try:
            importer = Importer(StoreSink(store, settings), ImportState(None), settings)
            take_files(importer, list(find_files((path,))), PlainText(None, None))
            console.print(importer.tally.summary())
            semantic = sweep_store(store, settings)
            console.print()
            console.print(f"Who carries “{ask}”?", style="bold")
            page = search_statements(
                store,
                ask,
                SearchFilter(),
                offset=0,
                limit=5,
                limits=settings.limits(),
                semantic=semantic,
            )
        finally:
            store.close()
        print_matches(console, page.statements)
    console.print()
    console.print("Go on with: make serve", style="bold")
    console.print("It serves the API on http://127.0.0.1:8000 from the folder data/; fill it with")
    console.print(f"  quote-provenance import --url http://127.0.0.1:8000 {path}")
    if not page.statements:
        raise click.ClickException("the demo found nothing; that should not be")
