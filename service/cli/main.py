"""The group of commands, and what a failure looks like: one sentence, no traceback."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click
from pydantic import ValidationError

from service.cli.analyse import compare_command, extract_command
from service.cli.check import check_command
from service.cli.console import warn
from service.cli.demo import demo_command
from service.cli.describe import openapi_command, settings_command
from service.cli.evaluate import evaluate
from service.cli.export import export_command
from service.cli.following import fetch_command, follow_command
from service.cli.importing import import_command
from service.cli.keys import keys_command
from service.cli.reindex import reindex_command
from service.cli.reviews import reviews_command
from service.cli.search import search_command
from service.cli.serve import serve_command
from service.cli.speakers import speakers_command
from service.domain.errors import InputError, QuoteError, StoreLockedError
from service.settings import PREFIX
from service.usecases.garbage import leave_tables_alone
from service.version import __version__

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_LOCKED = 3


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="quote-provenance")
def cli() -> None:
    """Quote and claim provenance: who carries which wording of a statement, since when."""


for _command in (
    serve_command,
    import_command,
    fetch_command,
    follow_command,
    search_command,
    extract_command,
    check_command,
    compare_command,
    export_command,
    reindex_command,
    keys_command,
    reviews_command,
    speakers_command,
    openapi_command,
    settings_command,
    evaluate,
    demo_command,
):
    cli.add_command(_command)


def main() -> None:
    """Runs the command line; exits 1 on failure, 2 on wrong usage, 3 on a folder in use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Quotations hold characters that a terminal's character set may lack.
            stream.reconfigure(errors="backslashreplace")
    leave_tables_alone()
    try:
        cli.main(prog_name="quote-provenance")
    except StoreLockedError as error:
        warn(f"{error}")
        warn(
            "One process at a time may hold a data folder. Stop the other one, ask it over HTTP "
            "(`import --url http://127.0.0.1:8000`), or name another folder with --data."
        )
        sys.exit(EXIT_LOCKED)
    except InputError as error:
        warn(f"{error}. {error.remedy}")
        sys.exit(EXIT_FAILED)
    except QuoteError as error:
        warn(str(error))
        sys.exit(EXIT_FAILED)
    except ValidationError as error:
        for fault in error.errors():
            name = ".".join(str(part) for part in fault["loc"])
            warn(f"{PREFIX}{name.upper()}: {fault['msg']}")
        sys.exit(EXIT_USAGE)
