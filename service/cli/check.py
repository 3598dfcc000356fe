"""``check``: every quotation of a draft against the index; nothing of it is kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from service.cli.analyse import read_text
from service.cli.console import stdout
from service.cli.options import data_option, json_option, load_settings
from service.cli.render_check import print_draft
from service.http.models.verification import draft_model
from service.http.offsets import OffsetUnit
from service.store.factory import open_store
from service.usecases.verify_quotations import check_draft

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO


@click.command("check")
@click.argument("file", type=click.File("rb"))
@data_option
@click.option("--title", help="Title of the draft; its quotations are checked, too.")
@click.option("--language", help="Language of the text; guessed if left out.")
@json_option
def check_command(
    file: BinaryIO,
    data_dir: Path | None,
    title: str | None,
    language: str | None,
    *,
    as_json: bool,
) -> None:
    """Prints what the index says of each quotation of a draft (- for standard input)."""
    text = read_text(file)
    settings = load_settings(data_dir=data_dir)
    store = open_store(settings.data_dir, settings.speakers_file)
    try:
        checked, coverage = check_draft(
            store, text, title=title, language=language, limits=settings.limits()
        )
    finally:
        store.close()
    if as_json:
        model = draft_model(checked, coverage, OffsetUnit.CODE_POINT)
        sys.stdout.write(model.model_dump_json(indent=2) + "\n")
    else:
        print_draft(stdout(), checked, coverage)
