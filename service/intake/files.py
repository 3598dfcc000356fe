"""Pages kept in files: HTML, packed HTML, and web archives (WARC)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # ships no types
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]  # ships no types

from service.intake.compression import gunzip
from service.intake.html import HTML_TYPES, MAX_PAGE_BYTES
from service.intake.problems import FetchError, FetchProblem, PageProblem, UnreadablePageError
from service.intake.times import parse_time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz")
WARC_SUFFIXES = (".warc", ".warc.gz")


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page from a file: its bytes, and what is known of how and when it was fetched.

    ``place`` says where it stands, for messages: the file's name, in archives with the number of
    the record. ``problem`` stands in place of the bytes when they cannot be read.
    """

    place: str
    html: bytes
    url: str | None = None
    content_type: str | None = None
    problem: UnreadablePageError | None = None
    seen_at: datetime | None = None


def iter_pages(path: Path, *, max_bytes: int = MAX_PAGE_BYTES) -> Iterator[KeptPage]:
    """Yields the pages of a file in order; one that cannot be read carries its problem."""
    if path.name.lower().endswith(WARC_SUFFIXES):
        yield from iter_archive(path, max_bytes)
        return
    try:
        with path.open("rb") as file:
            data = gunzip(file.read(max_bytes + 1), max_bytes)
    except FetchError as error:
        too_large = error.reason is FetchProblem.TOO_LARGE
        reason = PageProblem.TOO_LARGE if too_large else PageProblem.BROKEN
        yield KeptPage(path.name, b"", problem=UnreadablePageError(reason, str(error)))
        return
    yield KeptPage(path.name, data)


def iter_archive(path: Path, max_bytes: int) -> Iterator[KeptPage]:
    """Yields the pages that a web archive holds: its answers of status 200 with HTML in them."""
    number = 0
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        while True:
            number += 1
            place = f"{path.name}, record {number}"
            try:
                record = next(records)
                page = read_record(record, place, max_bytes)
            except StopIteration:
                return
            except (ArchiveLoadFailed, ValueError, EOFError, OSError) as error:
                # Behind a damaged record the borders of the following ones are lost.
                yield KeptPage(place, b"", problem=broken(f"the archive is damaged: {error}"))
                return
            if page is not None:
                yield page


def read_record(record: object, place: str, max_bytes: int) -> KeptPage | None:
    """Returns the page of an archive's record, None when it is something else."""
    if getattr(record, "rec_type", None) != "response":
        return None
    answer = getattr(record, "http_headers", None)
    if answer is None or answer.get_statuscode() != "200":
        return None
    content_type = answer.get_header("Content-Type")
    if (content_type or HTML_TYPES[0]).split(";", 1)[0].strip().lower() not in HTML_TYPES:
        return None
    headers = getattr(record, "rec_headers", None)
    url = headers.get_header("WARC-Target-URI") if headers is not None else None
    html = record.content_stream().read(max_bytes + 1)  # type: ignore[attr-defined]
    fetched = headers.get_header("WARC-Date") if headers is not None else None
    seen = parse_time(fetched, "WARC-Date") if fetched else None
    return KeptPage(
        place, html, url=url, content_type=content_type, seen_at=seen.value if seen else None
    )


def broken(message: str) -> UnreadablePageError:
    """Returns the problem of bytes that cannot be read."""
    return UnreadablePageError(PageProblem.BROKEN, message)
