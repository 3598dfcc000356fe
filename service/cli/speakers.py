"""``speakers``: who is met most, and whether a file of known speakers can be used."""

from __future__ import annotations

from pathlib import Path

import click

from service.cli.console import stdout
from service.cli.options import data_option, load_settings
from service.intake.speakers import read_file
from service.store.factory import open_store
from service.usecases.read_registry import find_speakers, list_speakers


@click.group("speakers")
def speakers_command() -> None:
    """Shows who is quoted under which names, and checks files of known speakers."""


@speakers_command.command("list")
@data_option
@click.argument("words", nargs=-1)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1_000))
def list_command(data_dir: Path | None, words: tuple[str, ...], limit: int) -> None:
    """Lists speakers with their names; with WORDS those that words of a name begin with."""
    settings = load_settings(data_dir=data_dir)
    store = open_store(settings.data_dir, settings.speakers_file)
    try:
        if words:
            found, _ = find_speakers(store, " ".join(words), offset=0, limit=limit)
        else:
            found, _ = list_speakers(store, prefix=None, after=None, limit=limit)
    finally:
        store.close()
    for each in found:
        known = f" {each.speaker.wikidata_id}" if each.speaker.wikidata_id else ""
        stdout().print(f"{each.speaker.id}  {each.mentions:>7}  {each.speaker.name}{known}")
        for alias in each.speaker.aliases:
            stdout().print(f"{'':>23}          = {alias}")


@speakers_command.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_speakers_command(file: Path) -> None:
    """Reads a TOML file of known speakers, for the setting SPEAKERS_FILE, without using it."""
    found = read_file(file)
    names = sum(len(entry.keys) for entry in found.values())
    stdout().print(f"{len(found)} speakers under {names} names.")
