"""``extract`` and ``compare``: texts that are not kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from service.cli.console import stdout
from service.cli.options import json_option, load_settings
from service.cli.render import print_comparison, print_extraction
from service.domain.model import Rendering
from service.domain.text.language import guess_language
from service.http.models.comparisons import comparison_model
from service.http.models.mentions import extraction_model
from service.usecases.compare_wordings import compare_wordings
from service.usecases.extract_quotations import extract_quotations

if TYPE_CHECKING:
    from typing import BinaryIO


@click.command("extract")
@click.argument("file", type=click.File("rb"))
@click.option("--title", help="Title of the article; its quotations count, too.")
@click.option("--language", help="Language of the text; guessed if left out.")
@json_option
def extract_command(
    file: BinaryIO, title: str | None, language: str | None, *, as_json: bool
) -> None:
    """Prints the quotations of a text file (- for standard input)."""
    text = read_text(file)
    limits = load_settings().limits()
    found = extract_quotations(text, title=title, language=language, limits=limits)
    if as_json:
        sys.stdout.write(extraction_model(found).model_dump_json(indent=2) + "\n")
    else:
        print_extraction(stdout(), found)


def read_text(file: BinaryIO) -> str:
    """Returns the text of a file in UTF-8."""
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"the text is not UTF-8: byte {error.start}") from error


@click.command("compare")
@click.argument("a")
@click.argument("b")
@click.option("--language", help="Language of both; guessed if left out.")
@json_option
def compare_command(a: str, b: str, language: str | None, *, as_json: bool) -> None:
    """Prints what two wordings are to each other and how they differ."""
    tag = language or guess_language(f"{a}\n{b}").language
    limits = load_settings().limits()
    found = compare_wordings(Rendering(a, tag), Rendering(b, tag), limits=limits)
    if as_json:
        sys.stdout.write(comparison_model(found).model_dump_json(indent=2) + "\n")
    else:
        print_comparison(stdout(), found)
