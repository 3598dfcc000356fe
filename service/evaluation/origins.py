"""How well copies of one text are found, on real articles and seeded manglings of them.

Each article of the folder gets one mangled twin per way of mangling; a twin must be found through
its keys among all articles and twins and be judged a copy. Pairs of different articles that are
judged copies are listed: in real news some are copies indeed, and a person has to look.
"""

from __future__ import annotations

import csv
import random
import re
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.statements.credits import find_credits
from service.domain.statements.origins import CopyKind, fingerprint, judge_copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

SEED = 20260105
# A key in more texts than this is boilerplate of an outlet and finds nothing by itself.
COMMON_KEY = 50
NO_AGENCY = frozenset({"None", "NA", ""})
BRITISH = (("or ", "our "), ("ize", "ise"), ("center", "centre"), ("program ", "programme "))
PARAGRAPH = "Readers can write to the editors of this page, who answer on every working day."


@dataclass(frozen=True, slots=True)
class MangledFigures:
    """One way of mangling: twins whose keys met, twins judged copies, of how many."""

    mangling: str
    twins: int
    met: int
    found: int


@dataclass(frozen=True, slots=True)
class OriginsReport:
    """All figures of one run; ``pairs`` are different articles judged copies, for a person."""

    articles: int
    mangled: tuple[MangledFigures, ...]
    pairs: tuple[tuple[str, str, str], ...]
    judged: int
    fingerprint_ms: float
    judge_ms: float
    credits_known: int
    credits_found: int
    credits_wrong: int


def evaluate_origins(folder: Path) -> OriginsReport:
    """Returns the figures over the articles of ``polnear`` in this folder."""
    rows = read_rows(folder / "polnear")
    texts = {name: text for name, (text, _, _) in rows.items()}
    started = time.process_time()
    keys = {name: fingerprint(text) for name, text in texts.items()}
    fingerprint_ms = 1000 * (time.process_time() - started) / max(len(texts), 1)
    index = index_keys(keys.items())
    mangled = tuple(
        measure_mangling(name, mangle, texts, index) for name, mangle in MANGLINGS.items()
    )
    candidates = sorted(
        {
            (a, b)
            for found in index.values()
            if len(found) <= COMMON_KEY
            for a in found
            for b in found
            if a < b
        }
    )
    started = time.process_time()
    judged = [(a, b, judge_copy(texts[a], texts[b])) for a, b in candidates]
    judge_ms = 1000 * (time.process_time() - started) / max(len(judged), 1)
    known, right, wrong = measure_credits(rows.values())
    return OriginsReport(
        articles=len(texts),
        mangled=mangled,
        pairs=tuple((a, b, e.reason) for a, b, e in judged if e.kind.is_copy),
        judged=len(judged),
        fingerprint_ms=fingerprint_ms,
        judge_ms=judge_ms,
        credits_known=known,
        credits_found=right,
        credits_wrong=wrong,
    )


def read_rows(folder: Path) -> dict[str, tuple[str, str, str]]:
    """Returns text, author and agency of each article by its name."""
    rows = {}
    with (folder / "metadata.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            for path in (folder / row["compartment"] / "text").glob(f"{row['filename']}*"):
                text = path.read_text(encoding="utf-8")
                rows[row["filename"]] = (text, row["author"], row["wire"])
    return rows


def index_keys(keys: Iterable[tuple[str, tuple[int, ...]]]) -> dict[int, list[str]]:
    """Returns the names under each key, in order."""
    index: dict[int, list[str]] = defaultdict(list)
    for name, own in sorted(keys):
        for key in own:
            index[key].append(name)
    return index


def measure_mangling(
    name: str,
    mangle: Callable[[str, random.Random], str],
    texts: dict[str, str],
    index: dict[int, list[str]],
) -> MangledFigures:
    """Returns how many mangled twins are found and judged copies."""
    source = random.Random(SEED)  # noqa: S311  seeded manglings, no secret
    met = found = 0
    for original, text in texts.items():
        twin = mangle(text, source)
        if any(original in index.get(key, ()) for key in fingerprint(twin)):
            met += 1
            found += judge_copy(twin, text).kind is not CopyKind.NONE
    return MangledFigures(name, len(texts), met, found)


def trim_end(text: str, _source: random.Random) -> str:
    """Returns the first three fifths."""
    return text[: len(text) * 3 // 5]


def keep_lead(text: str, _source: random.Random) -> str:
    """Returns the first quarter, as an aggregator shows it."""
    return text[: len(text) // 4]


def insert_paragraph(text: str, source: random.Random) -> str:
    """Returns the text with a new head and a strange paragraph in it."""
    lines = text.split("\n")
    lines.insert(source.randrange(len(lines)), PARAGRAPH)
    return "Another headline for the same story\n" + "\n".join(lines)


def respell(text: str, _source: random.Random) -> str:
    """Returns the text in another spelling and with other marks."""
    for american, british in BRITISH:
        text = text.replace(american, british)
    return text.replace("“", '"').replace("”", '"').replace("’", "'")


def edit_words(text: str, source: random.Random) -> str:
    """Returns the text with one word in twenty-five replaced."""
    return re.sub(r"\w+", lambda m: "other" if source.random() < 1 / 25 else m.group(), text)


MANGLINGS: dict[str, Callable[[str, random.Random], str]] = {
    "trimmed end": trim_end,
    "lead only": keep_lead,
    "inserted paragraph": insert_paragraph,
    "other spelling": respell,
    "edited words": edit_words,
}


def measure_credits(rows: Iterable[tuple[str, str, str]]) -> tuple[int, int, int]:
    """Returns the articles with a known agency, those where it was found, and wrong finds."""
    known = right = wrong = 0
    for text, author, agency in rows:
        expected = None if agency in NO_AGENCY else agency.casefold()
        found = {credit.agency for credit in find_credits(text, author) if credit.kind.is_whole}
        known += expected is not None
        right += expected is not None and expected in found
        wrong += bool(found - {expected})
    return known, right, wrong


def render_origins(report: OriginsReport) -> str:
    """Returns the figures as Markdown."""
    lines = ["| mangling | twins | keys met | judged a copy |", "| --- | ---: | ---: | ---: |"]
    lines += [
        f"| {m.mangling} | {m.twins} | {m.met / m.twins:.3f} | {m.found / m.twins:.3f} |"
        for m in report.mangled
        if m.twins
    ]
    lines += [
        "",
        (
            f"{report.articles} articles, {report.fingerprint_ms:.2f} ms each for the keys; "
            f"{report.judged} pairs judged, {report.judge_ms:.2f} ms each; agency credits found "
            f"{report.credits_found}/{report.credits_known}, others named {report.credits_wrong}"
        ),
        "",
        "Different articles judged copies:",
    ]
    lines += [f"- {a} / {b}: {reason}" for a, b, reason in report.pairs]
    return "\n".join(lines)
