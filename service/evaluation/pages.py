"""How well articles are read from pages, held against pages with known articles.

Two sets are read from the folder: ``benchmark`` (body and URL known) and ``fundus`` (body, title,
authors and time known). A second library runs over the same pages, so that figures compare.
"""

from __future__ import annotations

import gzip
import re
import time
import warnings
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import orjson

from service.domain.errors import InputError
from service.intake.html import EXTRACTOR, read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

WORD = re.compile(r"\w+")
# Direct speech of at least three words: what a provenance service must not lose or change.
SPEECH = re.compile(r"[“„«\"]([^“”„«»\"\n]{12,600})[”“»\"]")
MIN_QUOTED_WORDS = 3
SHINGLE_WORDS = 4
SECOND = "newspaper"


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page and what it is known to hold; None where the set does not say."""

    name: str
    url: str
    html: bytes
    body: str
    title: str | None = None
    authors: tuple[str, ...] | None = None
    published_at: datetime | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class ReadFields:
    """What a library made of a page."""

    body: str = ""
    title: str | None = None
    authors: str | None = None
    published_at: datetime | None = None
    outlet: str | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class PageScore:
    """One page's figures; None where the gold does not say."""

    name: str
    token_f1: float
    shingle_f1: float
    quotations: int
    survived: int
    title: bool | None
    authors: bool | None
    same_day: bool | None
    same_instant: bool | None
    outlet: bool | None
    failure: str | None


@dataclass(frozen=True, slots=True)
class LibraryReport:
    """A library's figures over one set; worst pages first."""

    library: str
    data_set: str
    pages: tuple[PageScore, ...]
    cpu_seconds: float

    def mean(self, figure: str) -> float | None:
        """Returns the mean of a figure over the pages where it is known."""
        values = [float(v) for page in self.pages if (v := getattr(page, figure)) is not None]
        return sum(values) / len(values) if values else None

    @property
    def survival(self) -> float | None:
        """The share of gold quotations that stand verbatim in what was read."""
        total = sum(page.quotations for page in self.pages)
        return sum(page.survived for page in self.pages) / total if total else None


@dataclass(frozen=True, slots=True)
class PagesReport:
    """All figures of one run."""

    reports: tuple[LibraryReport, ...]


def evaluate_pages(folder: Path, *, with_second: bool = True) -> PagesReport:
    """Returns the figures of our reader, and of the second library if wanted and installed."""
    libraries: dict[str, Callable[[GoldPage], ReadFields]] = {EXTRACTOR: read_ours}
    if with_second and find_spec(SECOND) is not None:
        libraries[SECOND] = read_second
    sets = {"benchmark": list(read_benchmark(folder)), "fundus": list(read_fundus(folder))}
    return PagesReport(
        tuple(
            measure(library, read, data_set, pages)
            for data_set, pages in sets.items()
            for library, read in libraries.items()
        )
    )


def measure(
    library: str, read: Callable[[GoldPage], ReadFields], data_set: str, pages: list[GoldPage]
) -> LibraryReport:
    """Returns one library's figures over one set."""
    started = time.process_time()
    fields = [read(page) for page in pages]
    seconds = time.process_time() - started
    scores = [score_page(page, found) for page, found in zip(pages, fields, strict=True)]
    scores.sort(key=lambda score: (score.shingle_f1, score.name))
    return LibraryReport(library, data_set, tuple(scores), seconds)


def read_benchmark(folder: Path) -> Iterator[GoldPage]:
    """Yields the pages of the article extraction benchmark."""
    home = folder / "benchmark"
    for name, row in sorted(orjson.loads((home / "ground-truth.json").read_bytes()).items()):
        html = gzip.decompress((home / "html" / f"{name}.html.gz").read_bytes())
        yield GoldPage(name, row["url"], html, row["articleBody"])


def read_fundus(folder: Path) -> Iterator[GoldPage]:
    """Yields the pages of the fundus test set: one per outlet and layout of its time."""
    for path in sorted((folder / "fundus").glob("*/*.json")):
        layouts = orjson.loads(path.read_bytes())
        pages = sorted(path.parent.glob(f"{path.stem}_[0-9]*.html.gz"))
        addresses = read_addresses(path.parent / "meta.info")
        for page, row in zip(pages, layouts.values(), strict=True):
            yield GoldPage(
                name=f"{path.parent.name}/{page.name.removesuffix('.html.gz')}",
                url=addresses.get(page.name, "https://unknown.example/page"),
                html=gzip.decompress(page.read_bytes()),
                body="\n\n".join(body_lines(row["body"])),
                title=row["title"],
                authors=tuple(row.get("authors") or ()),
                published_at=datetime.fromisoformat(row["publishing_date"]),
                outlet=path.stem,
            )


def read_addresses(path: Path) -> dict[str, str]:
    """Returns the address of each page file of a country."""
    if not path.exists():
        return {}
    return {name: row["url"] for name, row in orjson.loads(path.read_bytes()).items()}


def body_lines(body: dict[str, Any]) -> Iterator[str]:
    """Yields the paragraphs of a gold body."""
    yield from body["summary"]
    for section in body["sections"]:
        yield from section["headline"]
        yield from section["paragraphs"]


def read_ours(page: GoldPage) -> ReadFields:
    """Returns what this service reads."""
    try:
        content = read_page(page.html, url=page.url)
    except InputError as error:
        return ReadFields(failure=str(error))
    return ReadFields(
        body=content.text,
        title=content.title.value if content.title else None,
        authors=content.byline.value if content.byline else None,
        published_at=content.published_at.value if content.published_at else None,
        outlet=content.outlet_name.value if content.outlet_name else None,
    )


def read_second(page: GoldPage) -> ReadFields:
    """Returns what the second library reads; what it warns of is its own matter."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ask_second(page)


def ask_second(page: GoldPage) -> ReadFields:
    """Returns what the second library reads."""
    try:
        newspaper = import_module(SECOND)
        article = newspaper.Article(page.url, fetch_images=False)
        article.download(input_html=page.html.decode("utf-8", "replace"))
        article.parse()
    except Exception as error:  # noqa: BLE001  whatever the rival raises is its failure on a page
        return ReadFields(failure=f"{type(error).__name__}: {error}")
    published = article.publish_date
    return ReadFields(
        body=article.text,
        title=article.title or None,
        authors=", ".join(article.authors) or None,
        published_at=published if isinstance(published, datetime) else None,
        outlet=article.meta_site_name or None,
    )


def score_page(page: GoldPage, found: ReadFields) -> PageScore:
    """Returns the figures of one page."""
    quotations = find_speech(page.body)
    read = spaced(found.body)
    gold_at = in_utc(page.published_at)
    found_at = in_utc(found.published_at)
    return PageScore(
        name=page.name,
        token_f1=shingle_f1(page.body, found.body, 1),
        shingle_f1=shingle_f1(page.body, found.body, SHINGLE_WORDS),
        quotations=len(quotations),
        survived=sum(quotation in read for quotation in quotations),
        title=None if page.title is None else spaced(page.title) == spaced(found.title or ""),
        authors=None if page.authors is None else same_authors(page.authors, found.authors),
        same_day=None if gold_at is None else bool(found_at and found_at.date() == gold_at.date()),
        same_instant=None if gold_at is None else found_at == gold_at,
        outlet=None if page.outlet is None else same_outlet(page.outlet, found.outlet),
        failure=found.failure,
    )


def in_utc(moment: datetime | None) -> datetime | None:
    """Returns the moment in UTC to the second; a time without a zone is read as UTC."""
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(microsecond=0)


def spaced(text: str) -> str:
    """Returns the text with every run of white space as one space."""
    return " ".join(text.split())


def find_speech(body: str) -> list[str]:
    """Returns the stretches in quotation marks of at least three words."""
    found = (spaced(match.group(1)) for match in SPEECH.finditer(body))
    return [text for text in found if len(WORD.findall(text)) >= MIN_QUOTED_WORDS]


def shingle_f1(gold: str, found: str, size: int) -> float:
    """Returns the F1 of the runs of ``size`` words, counted with their repetitions."""
    a, b = shingles(gold, size), shingles(found, size)
    shared = (a & b).total()
    return 2 * shared / (a.total() + b.total()) if shared else float(not a and not b)


def shingles(text: str, size: int) -> Counter[tuple[str, ...]]:
    """Returns the runs of this many words; a shorter text is one run."""
    words = WORD.findall(text.casefold())
    runs = [tuple(words[i : i + size]) for i in range(max(len(words) - size + 1, 0))]
    return Counter(runs or ([tuple(words)] if words else []))


def same_authors(gold: Iterable[str], found: str | None) -> bool:
    """Whether exactly the gold names were found, case and order aside."""
    names = {spaced(name).casefold() for name in gold}
    parts = {spaced(name).casefold() for name in (found or "").split(",")} - {""}
    return names == parts


def same_outlet(gold: str, found: str | None) -> bool:
    """Whether the names agree in their letters; one may be longer ("ABC" and "Diario ABC")."""
    a = "".join(WORD.findall(gold.casefold()))
    b = "".join(WORD.findall((found or "").casefold()))
    return bool(b) and (a in b or b in a)


def render_pages(report: PagesReport) -> str:
    """Returns the figures as a Markdown table and the worst pages of our reader."""
    figures = ("token_f1", "shingle_f1", "title", "authors", "same_day", "same_instant", "outlet")
    head = ["library", "set", "pages", "unread", "quotations kept", *figures, "pages/cpu s"]
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for one in report.reports:
        unread = sum(page.failure is not None for page in one.pages)
        cells = [one.library, one.data_set, str(len(one.pages)), str(unread), shown(one.survival)]
        cells += [shown(one.mean(figure)) for figure in figures]
        cells.append(f"{len(one.pages) / max(one.cpu_seconds, 1e-9):.1f}")
        lines.append("| " + " | ".join(cells) + " |")
    for one in report.reports:
        if one.library == EXTRACTOR:
            lines.append(f"\nWorst of {one.data_set}:")
            lines += [
                f"- {page.name}: shingle F1 {page.shingle_f1:.2f}, quotations "
                f"{page.survived}/{page.quotations} {page.failure or ''}".rstrip()
                for page in one.pages[:8]
            ]
    return "\n".join(lines)


def shown(value: float | None) -> str:
    """Returns a figure for the table."""
    return "-" if value is None else f"{value:.3f}"
