"""``reindex``: what is derived from the record, made anew."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress, TextColumn

from service.cli.console import stdout
from service.cli.meaning import sweep_store
from service.cli.options import data_option, load_settings
from service.store.factory import open_store
from service.usecases.people import settle_again
from service.usecases.redraw import RULES, redraw_all

if TYPE_CHECKING:
    from pathlib import Path


@click.command("reindex")
@data_option
def reindex_command(data_dir: Path | None) -> None:
    """Makes index, speakers, links and vectors anew by the rules of this release.

    Articles and the quotations found in them stay as they are, and so does what people judged.
    Statements change where this release judges otherwise: ids stay, and those of statements that
    merge redirect. Broken off, it goes on where it was. Vectors, and with them the suggestions by
    meaning, need the extra `semantic`.
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
        with _progress() as bar:
            task = bar.add_task("", total=None)
            drawn = redraw_all(
                store, now=datetime.now(UTC), told=lambda done: bar.advance(task, done)
            )
        stdout().print(
            f"Judged {drawn.sightings} quotations by {RULES} in {time.perf_counter() - begun:.1f}"
            f" s: {drawn.gained} links new or other, {drawn.lost} gone or other."
        )
        begun = time.perf_counter()
        with store.writing() as tx:
            tx.drop_vectors()
        semantic = sweep_store(store, settings)
    finally:
        store.close()
    if semantic:
        seconds = time.perf_counter() - begun
        stdout().print(f"Made vectors of {len(semantic)} wordings in {seconds:.1f} s.")


def _progress() -> Progress:
    """Returns what counts on a terminal; silent when nobody watches."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.completed} quotations judged"),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
