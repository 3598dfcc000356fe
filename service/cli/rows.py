"""Reads articles from files: NDJSON, JSON, plain text, each also gzipped; and from folders."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from pydantic import ValidationError

from service.domain.errors import InputError
from service.domain.model import ArticleInput
from service.http.bodies import parse_json
from service.http.handlers import summarise, validation_faults
from service.http.models.articles import ArticleIn, article_input
from service.http.ndjson import LineSplitter
from service.http.refusals import url_in
from service.intake.files import HTML_SUFFIXES, WARC_SUFFIXES, iter_pages
from service.usecases.coverage import make_refusal, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from service.intake.desk import IntakeDesk
    from service.intake.files import KeptPage
    from service.store.coverage import Refusal


class Readable(Protocol):
    """What rows are read from: a file, or what is inside a gzipped one."""

    def read(self, size: int, /) -> bytes:
        """Returns the next bytes, at most so many."""


LINES = frozenset({".ndjson", ".jsonl"})
DOCUMENTS = frozenset({".json"})
TEXTS = frozenset({".txt"})
PAGES = frozenset(suffix for suffix in HTML_SUFFIXES + WARC_SUFFIXES if not suffix.endswith(".gz"))
# Small, so that the progress bar moves.
_PIECE_BYTES = 32 * 1024


@dataclass(frozen=True, slots=True)
class PlainText:
    """What a plain text file does not say of itself."""

    outlet: str | None
    url_prefix: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One article of a file, or why there is none. ``line`` counts from 1.

    ``refusal`` is what is counted; None where a file is at fault and no article.
    """

    line: int
    article: ArticleInput | None
    fault: str | None = None
    refusal: Refusal | None = None


def find_files(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Yields the files named, and those inside the folders named that can be read, by name."""
    for path in paths:
        if path.is_dir():
            inside = (each for each in path.rglob("*") if each.is_file())
            yield from sorted(each for each in inside if kind_of(each) is not None)
        else:
            yield path


def kind_of(path: Path) -> frozenset[str] | None:
    """Returns which kind of file the name tells, None for one that is not read."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    last = suffixes[-1] if suffixes else ""
    return next((kind for kind in (LINES, DOCUMENTS, TEXTS, PAGES) if last in kind), None)


class RowReader:
    """The rows of one file; ``position`` is how many of its bytes were read so far."""

    def __init__(self, path: Path, *, plain: PlainText, most_bytes: int, desk: IntakeDesk) -> None:
        """Nothing is opened yet. A row or document longer than ``most_bytes`` is refused."""
        self._desk = desk
        self._path = path
        self._plain = plain
        self._most = most_bytes
        self._raw: BinaryIO | None = None

    @property
    def position(self) -> int:
        """How many bytes of the file, as it lies on the disk, were read."""
        return self._raw.tell() if self._raw and not self._raw.closed else 0

    def rows(self) -> Iterator[Row]:
        """Yields every row; what cannot be read is a row with a fault, never an exception."""
        kind = kind_of(self._path)
        if kind is None:
            yield Row(
                1, None, "not a .ndjson, .jsonl, .json, .txt, .html or .warc file (or any .gz)"
            )
            return
        if kind is PAGES:
            yield from self._pages()
            return
        read = {LINES: self._lines, DOCUMENTS: self._document, TEXTS: self._text}[kind]
        line = 1
        try:
            with self._path.open("rb") as raw:
                self._raw = raw
                zipped = self._path.suffix.lower() == ".gz"
                with gzip.GzipFile(fileobj=raw) if zipped else raw as stream:
                    for row in read(stream):
                        line = row.line
                        yield row
        except (OSError, EOFError, zlib.error) as error:
            yield Row(line, None, f"cannot be read on: {error}")

    def _lines(self, stream: Readable) -> Iterator[Row]:
        splitter = LineSplitter(self._most)
        is_first = True
        while piece := stream.read(_PIECE_BYTES):
            whole = piece.removeprefix(b"\xef\xbb\xbf") if is_first else piece
            is_first = False
            for line in splitter.feed(whole):
                yield self._row(line.number, line.raw)
        for line in splitter.finish():
            yield self._row(line.number, line.raw)

    def _row(self, number: int, raw: bytes | None) -> Row:
        if raw is None:
            fault = f"the line is longer than {self._most} bytes"
            return Row(number, None, fault, make_refusal("body_too_large", None))
        try:
            return self._checked(number, parse_json(raw))
        except InputError as error:
            return _refused(number, error)

    def _document(self, stream: Readable) -> Iterator[Row]:
        raw = stream.read(self._most + 1)
        if len(raw) > self._most:
            yield Row(1, None, f"the file is longer than {self._most} bytes; use .ndjson instead")
            return
        try:
            value = parse_json(raw.removeprefix(b"\xef\xbb\xbf"))
        except InputError as error:
            yield Row(1, None, f"{error}. {error.remedy}")
            return
        for number, each in enumerate(value if isinstance(value, list) else [value], start=1):
            yield self._checked(number, each)

    def _text(self, stream: Readable) -> Iterator[Row]:
        prefix = self._plain.url_prefix
        if prefix is None:
            yield Row(1, None, "a text file names no URL of its own: give --url-prefix")
            return
        raw = stream.read(self._most + 1)
        if len(raw) > self._most:
            yield Row(1, None, f"the file is longer than {self._most} bytes")
            return
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            yield Row(1, None, f"not UTF-8: byte {error.start}. Convert the file to UTF-8.")
            return
        title = self._path.name.removesuffix(".gz").rpartition(".")[0]
        url = prefix + quote(title)
        article = ArticleInput(url=url, text=text, outlet=self._plain.outlet, title=title)
        try:
            yield Row(1, self._desk.take(article))
        except InputError as error:
            yield _refused(1, error, url)

    def _pages(self) -> Iterator[Row]:
        try:
            for number, page in enumerate(iter_pages(self._path), start=1):
                yield self._page(number, page)
        except OSError as error:
            yield Row(1, None, f"cannot be read: {error}")

    def _page(self, number: int, page: KeptPage) -> Row:
        prefix, url = self._plain.url_prefix, page.url
        if url is None and prefix is not None:
            url = prefix + quote(self._path.name.removesuffix(".gz").rpartition(".")[0])
        given = ArticleInput(
            url=url or "", text="", outlet=self._plain.outlet, seen_at=page.seen_at
        )
        try:
            if page.problem is not None:
                raise page.problem
            article = self._desk.read(page.html, content_type=page.content_type, given=given)
        except InputError as error:
            return _refused(number, error, url)
        return Row(number, article)

    def _checked(self, number: int, value: object) -> Row:
        try:
            return Row(number, article_input(ArticleIn.model_validate(value), self._desk))
        except ValidationError as error:
            fault = summarise(validation_faults(error.errors(include_url=False)))
            return Row(number, None, fault, make_refusal(reason_of(error), url_in(value)))
        except InputError as error:
            return _refused(number, error, url_in(value))


def _refused(number: int, error: InputError, url: str | None = None) -> Row:
    refusal = make_refusal(reason_of(error), url)
    return Row(number, None, f"{error}. {error.remedy}", refusal)
