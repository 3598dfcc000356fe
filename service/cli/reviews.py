"""``reviews``: fact-checks of others, from files."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import orjson

from service.cli.console import stdout, warn
from service.cli.options import data_option, load_settings
from service.domain.errors import InputError
from service.intake.claim_reviews import find_reviews
from service.intake.decoding import decode_page
from service.intake.html import parse
from service.intake.json_ld import scripts
from service.store.factory import open_store
from service.usecases.reviews import add_reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from service.domain.reviews import ReviewInput
    from service.intake.json_ld import Json
    from service.store.base import QuoteStore

JSON_SUFFIXES: Final = (".json", ".jsonld")
LINE_SUFFIXES: Final = (".ndjson", ".jsonl")
PAGE_SUFFIXES: Final = (".html", ".htm", ".xhtml")
_CHUNK: Final = 500


@click.group("reviews")
def reviews_command() -> None:
    """Takes in fact-check reviews of others: schema.org ClaimReview."""


@reviews_command.command("import")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH...",
)
@data_option
def import_command(paths: tuple[Path, ...], data_dir: Path | None) -> None:
    """Takes in reviews from files and folders: .json, .jsonld, .ndjson, .html.

    JSON files hold JSON-LD: one ClaimReview, an array, a graph, or a DataFeed in the form of Data
    Commons. Pages are read for their JSON-LD. Bad reviews are reported on standard error and
    skipped; taking the same one in twice changes nothing.
    """
    settings = load_settings(data_dir=data_dir)
    store = open_store(settings.data_dir, settings.speakers_file)
    try:
        told: Counter[str] = Counter()
        for path in _files(paths):
            told += take_file(store, path)
    finally:
        store.close()
    parts = [f"{told[name]} {name}" for name in ("added", "updated", "known", "refused")]
    stdout().print(f"Reviews: {', '.join(parts)}")
    if not told.total() or told["refused"] == told.total():
        sys.exit(1)


def take_file(store: QuoteStore, path: Path) -> Counter[str]:
    """Takes the reviews of a file in; returns how many had which fate."""
    told: Counter[str] = Counter()
    try:
        found = (
            each
            for value in read_values(path)
            for each in ([value] if isinstance(value, InputError) else find_reviews(value))
        )
        number = 0
        for chunk in _chunks(found):
            for outcome in add_reviews(store, chunk, now=datetime.now(UTC)):
                number += 1
                told[outcome.fate.value if outcome.fate else "refused"] += 1
                if outcome.problem is not None:
                    warn(
                        f"{path.name}, review {number}: {outcome.problem.field}: {outcome.problem}"
                    )
    except InputError as error:
        warn(f"{path.name}: {error}")
        told["refused"] += 1
    return told


def read_values(path: Path) -> Iterator[Json | InputError]:
    """Yields the JSON-LD values of a file; an error for a line, or a file, that is no JSON.

    Raises:
        InputError: the file is no page.
    """
    raw = path.read_bytes()
    name = path.name.lower()
    if name.endswith(PAGE_SUFFIXES):
        yield from scripts(parse(decode_page(raw).text))
        return
    parts = raw.splitlines() if name.endswith(LINE_SUFFIXES) else [raw]
    for number, part in enumerate(parts, 1):
        if not part.strip():
            continue
        try:
            yield orjson.loads(part)
        except orjson.JSONDecodeError as error:
            place = number if len(parts) > 1 else error.lineno
            yield InputError(
                f"not JSON, in column {error.colno}",
                field=f"line {place}",
                remedy="Give JSON-LD in UTF-8.",
            )


def _files(paths: Iterable[Path]) -> list[Path]:
    suffixes = JSON_SUFFIXES + LINE_SUFFIXES + PAGE_SUFFIXES
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (each for each in path.rglob("*") if each.is_file())
            found += sorted(each for each in inside if each.name.lower().endswith(suffixes))
        else:
            found.append(path)
    return found


def _chunks(
    found: Iterator[ReviewInput | InputError],
) -> Iterator[Sequence[ReviewInput | InputError]]:
    while chunk := list(islice(found, _CHUNK)):
        yield chunk
