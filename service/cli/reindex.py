"""``reindex``: what is derived from the record, made anew."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from service.cli.console import stdout
from service.cli.meaning import sweep_store
from service.cli.options import data_option, load_settings
from service.store.factory import open_store
from service.usecases.people import settle_again

if TYPE_CHECKING:
    from pathlib import Path


@click.command("reindex")
@data_option
def reindex_command(data_dir: Path | None) -> None:
    """Makes the index of candidates and the vectors anew, and settles again who is who.

    Articles stay as they are. Speakers that an older release stored are found under the headings of
    this one; statements change where that shows two names to be of one person. Vectors, and with
    them the suggestions by meaning that are missing, need the extra `semantic`.
    """
    settings = load_settings(data_dir=data_dir)
    store = open_store(settings.data_dir, settings.speakers_file)
    begun = time.perf_counter()
    try:
        wordings = store.rebuild_index()
        stdout().print(f"Indexed {wordings} wordings in {time.perf_counter() - begun:.1f} s.")
        begun = time.perf_counter()
        names = settle_again(store, now=datetime.now(UTC))
        stdout().print(f"Settled {names} names of speakers in {time.perf_counter() - begun:.1f} s.")
        begun = time.perf_counter()
        with store.writing() as tx:
            tx.drop_vectors()
        semantic = sweep_store(store, settings)
    finally:
        store.close()
    if semantic:
        seconds = time.perf_counter() - begun
        stdout().print(f"Made vectors of {len(semantic)} wordings in {seconds:.1f} s.")
