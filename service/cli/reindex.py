"""``reindex``: the derived index made anew from the record."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from service.cli.console import stdout
from service.cli.options import data_option, load_settings
from service.store.factory import open_store

if TYPE_CHECKING:
    from pathlib import Path


@click.command("reindex")
@data_option
def reindex_command(data_dir: Path | None) -> None:
    """Makes the index of candidates anew; the record itself is not touched."""
    settings = load_settings(data_dir=data_dir)
    store = open_store(settings.data_dir)
    begun = time.perf_counter()
    try:
        wordings = store.rebuild_index()
    finally:
        store.close()
    stdout().print(f"Indexed {wordings} wordings in {time.perf_counter() - begun:.1f} s.")
