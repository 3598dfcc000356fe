"""``openapi`` and ``settings``: what the service says of itself, for files that are committed."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import click

from service.app import make_api
from service.cli.console import warn
from service.http.openapi import document_text
from service.settings import PREFIX, Settings, settings_markdown


@click.command("openapi")
@click.option(
    "--check",
    "committed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Exit with status 1 when this file differs from the document.",
)
def openapi_command(committed: Path | None) -> None:
    """Prints the OpenAPI document of the API."""
    made = document_text(make_api(None))
    if committed is None:
        sys.stdout.write(made)
        return
    written = committed.read_text(encoding="utf-8")
    if written != made:
        lines = difflib.unified_diff(
            written.splitlines(), made.splitlines(), str(committed), "the code", lineterm="", n=1
        )
        for line in list(lines)[:60]:
            warn(line)
        warn(f"Mend it with: quote-provenance openapi > {committed}")
        sys.exit(1)


@click.command("settings")
@click.option("--markdown", is_flag=True, help="Print a Markdown table instead of NAME=value.")
def settings_command(*, markdown: bool) -> None:
    """Prints every setting with its value now, or as a table with its reason."""
    if markdown:
        sys.stdout.write(settings_markdown())
        return
    for name, value in Settings().model_dump(mode="json").items():
        shown = str(value).lower() if isinstance(value, bool) else value
        sys.stdout.write(f"{PREFIX}{name.upper()}={shown}\n")
