"""``import``: articles from files and addresses into a store or a running service."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from service.cli.console import stdout, warn
from service.cli.following import (
    RefusedArticleError,
    contact_option,
    make_fetcher,
    make_refuse,
    private_option,
    take_address,
)
from service.cli.import_state import ImportState
from service.cli.options import data_option, load_settings
from service.cli.rows import PlainText, RowReader, find_files
from service.cli.sinks import ServiceSink, Sink, StoreSink, Taken
from service.intake.desk import IntakeDesk
from service.store.factory import open_store
from service.usecases.coverage import coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from service.domain.model import ArticleInput
    from service.intake.fetch import Fetcher
    from service.settings import Settings
    from service.store.coverage import Refusal

_CHUNK_CHARS = 2_000_000
_READ_AHEAD = 4
_ADDRESS = ("http://", "https://")


@dataclass(slots=True)
class Tally:
    """What an import did so far."""

    new_articles: int = 0
    known_articles: int = 0
    quotations: int = 0
    bad_rows: int = 0
    skipped_files: int = 0
    begun: float = field(default_factory=time.perf_counter)

    @property
    def articles(self) -> int:
        """Articles taken, new or known."""
        return self.new_articles + self.known_articles

    def summary(self) -> str:
        """Returns the line that closes an import."""
        seconds = max(time.perf_counter() - self.begun, 1e-9)
        skipped = f", {self.skipped_files} files skipped as done" if self.skipped_files else ""
        return (
            f"{self.articles} articles ({self.new_articles} new) with {self.quotations} quotations "
            f"in {seconds:.1f} s: {self.articles / seconds:.1f} articles/s, "
            f"{self.quotations / seconds:.1f} quotations/s; {self.bad_rows} bad rows{skipped}"
        )


@dataclass(frozen=True, slots=True)
class Begun:
    """A batch on its way: where its articles stood, and what ends it."""

    path: Path
    lines: list[int]
    end: Callable[[], list[Taken]]


class Importer:
    """Takes files in, chunk by chunk, and keeps count."""

    def __init__(self, sink: Sink, state: ImportState, settings: Settings) -> None:
        self._sink = sink
        self._state = state
        self._settings = settings
        self._desk = IntakeDesk.with_outlets(settings.outlets_file)
        self._begun: deque[Begun] = deque()
        self.tally = Tally()

    def take_file(self, path: Path, plain: PlainText, bar: FileBar) -> None:
        """Takes in what is not yet done of one file; bad rows are reported and skipped."""
        if not path.is_file():
            self._report(path, 1, "there is no such file")
            return
        done = self._state.lines_done(path)
        if done is None:
            self.tally.skipped_files += 1
            return
        reader = RowReader(
            path, plain=plain, most_bytes=self._settings.max_body_bytes, desk=self._desk
        )
        chunk: list[tuple[int, ArticleInput]] = []
        refused: list[Refusal] = []
        chars = line = 0
        for row in reader.rows():
            line = row.line
            if line <= done:
                continue
            if row.article is None:
                self._report(path, line, row.fault or "")
                refused += [row.refusal] if row.refusal else []
                continue
            chunk.append((line, row.article))
            chars += len(row.article.text)
            if len(chunk) >= self._settings.batch_chunk_lines or chars > _CHUNK_CHARS:
                self._begin(path, chunk)
                bar.at(reader.position, self.tally.articles)
                chunk, chars = [], 0
        self._begin(path, chunk)
        while self._begun:
            self._end_one()
        self._sink.refuse(refused)
        self._state.note(path, line, finished=True)

    def take_address(self, address: str, fetcher: Fetcher) -> None:
        """Takes the page at an address, or the pages that the feed there announces."""

        def deliver(article: ArticleInput) -> None:
            (taken,) = self._sink.begin([article])()
            if taken.fault is not None:
                raise RefusedArticleError(taken.fault)
            self._add(taken)

        refuse = make_refuse(self._sink)
        self.tally.bad_rows += take_address(address, fetcher, self._desk, deliver, refuse)

    def _begin(self, path: Path, chunk: list[tuple[int, ArticleInput]]) -> None:
        if not chunk:
            return
        end = self._sink.begin([article for _, article in chunk])
        self._begun.append(Begun(path, [line for line, _ in chunk], end))
        if len(self._begun) > _READ_AHEAD:
            self._end_one()

    def _end_one(self) -> None:
        begun = self._begun.popleft()
        self._count(begun.path, begun.lines, begun.end())
        self._state.note(begun.path, begun.lines[-1], finished=False)

    def _count(self, path: Path, lines: list[int], taken: list[Taken]) -> None:
        for line, result in zip(lines, taken, strict=True):
            if result.fault is not None:
                self._report(path, line, result.fault)
                continue
            self._add(result)

    def _add(self, taken: Taken) -> None:
        self.tally.quotations += taken.mentions
        self.tally.new_articles += taken.is_new_article
        self.tally.known_articles += not taken.is_new_article

    def _report(self, path: Path, line: int, fault: str) -> None:
        self.tally.bad_rows += 1
        warn(f"{path}:{line}: {fault}")


class FileBar:
    """The progress bar, counted in bytes of files; silent when nobody watches."""

    def __init__(self, progress: Progress, files: list[Path]) -> None:
        self._progress = progress
        total = sum(each.stat().st_size for each in files if each.is_file())
        self._task = progress.add_task("importing", total=total)
        self._before = 0

    def at(self, position: int, articles: int) -> None:
        """Shows how far the present file is read, and how many articles were taken."""
        self._progress.update(
            self._task, completed=self._before + position, description=f"{articles} articles"
        )

    def done(self, path: Path) -> None:
        """Counts a whole file."""
        self._before += path.stat().st_size if path.is_file() else 0
        self._progress.update(self._task, completed=self._before)


@click.command("import")
@click.argument("given", metavar="PATH|URL...", nargs=-1, required=True)
@data_option
@click.option("--url", "service_url", help="Import into the service running at this address.")
@click.option("--outlet", help="Outlet of plain text files.")
@click.option("--url-prefix", help="URL of a plain text file: this, then its name.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="one for each core",
    help="Processes that read articles; 1 reads and stores in one.",
)
@private_option
@contact_option
@click.option("--again", is_flag=True, help="Also take files that were imported before.")
@click.option("--strict", is_flag=True, help="Exit with status 1 when any row was bad.")
def import_command(  # noqa: PLR0913  one parameter for each option
    given: tuple[str, ...],
    data_dir: Path | None,
    service_url: str | None,
    outlet: str | None,
    url_prefix: str | None,
    *,
    workers: int,
    allow_private: bool,
    contact: str | None,
    again: bool,
    strict: bool,
) -> None:
    """Takes in articles from files, folders and addresses (.ndjson, .json, .txt, .html, .warc).

    An http or https address is a page, or a feed with all that it announces, as for `fetch`. Each
    file may also end in .gz; .jsonl is .ndjson. The rows of JSON files are those of POST
    /v1/articles. A text file is one article, its name the title; give --url-prefix and, if you
    like, --outlet for it. A page in a file says its address itself, else --url-prefix does. Bad
    rows, and what an address does not give, are reported on
    standard error with file, line and reason, and skipped. An import that was broken off goes on
    where it stopped; taking the same article in twice changes nothing.
    """
    settings = load_settings(data_dir=data_dir)
    addresses = [each for each in given if each.lower().startswith(_ADDRESS)]
    paths = tuple(Path(each) for each in given if each not in addresses)
    fetcher = make_fetcher(allow_private=allow_private, contact=contact)
    # Pages come one by one: only files are worth other processes.
    workers = workers if paths else 1
    with _open_importer(settings, service_url, again=again, workers=workers) as importer:
        for address in addresses:
            importer.take_address(address, fetcher)
        take_files(importer, list(find_files(paths)), PlainText(outlet, url_prefix))
    tally = importer.tally
    stdout().print(tally.summary())
    nothing = not tally.articles and not tally.skipped_files
    if nothing or (strict and tally.bad_rows):
        sys.exit(1)


def take_files(importer: Importer, files: list[Path], plain: PlainText) -> None:
    """Takes these files in, one after the other, and shows how far it is."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(
        *columns, console=console, disable=not console.is_terminal, transient=True
    ) as progress:
        bar = FileBar(progress, files)
        for path in files:
            importer.take_file(path, plain, bar)
            bar.done(path)


@contextmanager
def _open_importer(
    settings: Settings, service_url: str | None, *, again: bool, workers: int
) -> Iterator[Importer]:
    if service_url is not None:
        # No memory of files: which service it was is more than an address tells.
        remote = ServiceSink(service_url)
        try:
            yield Importer(remote, ImportState(None), settings)
        finally:
            remote.close()
        return
    store = open_store(settings.data_dir, settings.speakers_file)
    try:
        state = ImportState(settings.data_dir)
        if again or not coverage(store).articles:
            state.forget()
        sink = StoreSink(store, settings, workers=workers)
        try:
            yield Importer(sink, state, settings)
        finally:
            sink.close()
    finally:
        store.close()
