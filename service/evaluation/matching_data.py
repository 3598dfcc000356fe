"""Labelled pairs and dated quotations for measuring matching, read from a given folder.

The folder holds ``families_gold``, ``quote_variants``, ``altered_pairs``, ``crosslingual_quotes``
and ``polnear``; a set that is missing gives no rows. Nothing of them is kept in this project.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import orjson

from service.domain.matching.candidates import link_keys, partner_key
from service.domain.model import Rendering

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_PRONOUNS = frozenset(["he", "she", "they", "it", "who", "we", "i", "that", "which"])
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,})[”\"]?")
_ARGUABLE = 2
# these sets name no days, but both sides of a pair are of one event: near in time
_EVENT_DAY = date(2000, 1, 1)
_MIN_REPORTED_CHARS = 20


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two renderings, whether a reader found them to be one statement, and where they come from.

    ``event`` is what the halves are split by; ``short_words`` the words of the shorter side.
    """

    a: Rendering
    b: Rendering
    same: bool
    data_set: str
    group: str
    event: str
    short_words: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class DatedQuotation:
    """A quotation of one article of a year of news, its speaker as written."""

    rendering: Rendering
    article: str


def in_tuning_half(event: str) -> bool:
    """Whether what belongs to this event may be tuned on; the other half is reported on."""
    return hashlib.sha256(event.encode()).digest()[-1] % 2 == 0


def read_families(folder: Path) -> list[LabelledPair]:
    """Returns the pairs of ``families_gold``: direct ones and direct against indirect."""
    root = folder / "families_gold"
    articles = {row["id"]: row for row in _rows(root / "articles.jsonl")}
    mentions = {row["id"]: row for row in _rows(root / "mentions.jsonl")}
    found: list[LabelledPair] = []
    for row in _rows(root / "pairs.jsonl"):
        left, right = mentions[row["a"]], mentions[row["b"]]
        found.append(
            LabelledPair(
                a=_family_rendering(left, articles[left["article_id"]]),
                b=_family_rendering(right, articles[right["article_id"]]),
                same=row["label"] == 1,
                data_set="families",
                group=row["pair_kind"],
                event=articles[left["article_id"]]["triplet"],
                short_words=row["min_words"],
                note=row["relation"],
            )
        )
    return found


def read_variants(folder: Path) -> list[LabelledPair]:
    """Returns the pairs of ``quote_variants``; they name no speakers, and only the event."""
    found: list[LabelledPair] = []
    for name in ("basil", "neus"):
        for row in _rows(folder / "quote_variants" / f"{name}_pairs.dev.jsonl"):
            if row["label"] == _ARGUABLE:
                continue
            found.append(
                LabelledPair(
                    a=Rendering(row["text_a"], "en", None, _EVENT_DAY),
                    b=Rendering(row["text_b"], "en", None, _EVENT_DAY),
                    same=row["label"] == 1,
                    data_set="variants",
                    group="direct",
                    event=row["event"].split(":")[1],
                    short_words=min(len(row[key].split()) for key in ("text_a", "text_b")),
                    note=row["overlap"],
                )
            )
    return found


def read_reports(folder: Path) -> list[LabelledPair]:
    """Returns the pairs of a quotation and a reporting sentence of ``quote_variants``."""
    return [
        LabelledPair(
            a=Rendering(row["quote"], "en", None, _EVENT_DAY),
            b=Rendering(row["report"], "en", None, _EVENT_DAY, reported=True),
            same=row["label"] == 1,
            data_set="reports",
            group="indirect",
            event=row["event"].split(":")[1],
            short_words=len(row["quote"].split()),
        )
        for row in _rows(folder / "quote_variants" / "direct_vs_indirect_pairs.dev.jsonl")
    ]


def read_altered(folder: Path) -> list[LabelledPair]:
    """Returns the pairs of ``altered_pairs``; ``note`` is how the second was made."""
    return [
        LabelledPair(
            a=Rendering(row["a"], row["lang_a"], "Speaker", reported=False),
            b=Rendering(row["b"], row["lang_b"], "Speaker", reported="indirect" in row["group"]),
            same=row["label"] == 1,
            data_set="altered",
            group="-".join(dict.fromkeys((row["lang_a"], row["lang_b"]))),
            event=f"altered {row['base']}",
            short_words=min(len(row["a"].split()), len(row["b"].split())),
            note=row["group"],
        )
        for row in _rows(folder / "altered_pairs" / "pairs.jsonl")
    ]


def read_year(folder: Path) -> list[DatedQuotation]:
    """Returns the attributed speech of ``polnear``: what stands in marks, and unmarked reports."""
    root = folder / "polnear"
    if not (root / "metadata.tsv").exists():
        return []
    with (root / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        days = {
            row["filename"].removesuffix(".txt"): row["publication_date"][:10]
            for row in csv.DictReader(file, delimiter="\t")
        }
    found: list[DatedQuotation] = []
    for path in sorted(root.glob("*/attributions/*.ann")):
        article = path.stem.rsplit("_", 1)[0]
        text_path = path.parent.parent / "text" / f"{article}.txt"
        if article in days and text_path.exists():
            day = date.fromisoformat(days[article])
            found.extend(_year_quotations(path, text_path, article, day))
    return found


def _family_rendering(mention: dict[str, Any], article: dict[str, Any]) -> Rendering:
    day = date.fromisoformat(article["date"][:10]) if article["date"] else None
    return Rendering(
        mention["exact"], "en", mention["speaker"], day, reported=mention["kind"] == "indirect"
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        for line in path.read_bytes().splitlines():
            if line.strip():
                yield orjson.loads(line)


def _year_quotations(
    path: Path, text_path: Path, article: str, day: date
) -> Iterator[DatedQuotation]:
    text = text_path.read_text(encoding="utf-8")
    spans: dict[str, tuple[str, str]] = {}
    links: list[dict[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T") and rest:
            kind_and_span, _, exact = rest.partition("\t")
            spans[name] = (kind_and_span.partition(" ")[2], exact)
        elif name.startswith("E"):
            links.append(dict(part.split(":", 1) for part in rest.split()))
    for link in links:
        if "Content" not in link:
            continue
        speaker = _named(spans.get(link.get("Source", ""), ("", ""))[1])
        for start, end in _offsets(spans[link["Content"]][0]):
            stretch = text[start:end]
            quoted = _QUOTED.findall(stretch)
            for exact in quoted:
                yield DatedQuotation(Rendering(exact, "en", speaker, day), article)
            if not quoted and len(stretch) >= _MIN_REPORTED_CHARS:
                told = Rendering(stretch, "en", speaker, day, reported=True)
                yield DatedQuotation(told, article)


def _named(source: str) -> str | None:
    named = source.lower() not in _PRONOUNS and any(char.isupper() for char in source)
    return source if named else None


def _offsets(spans: str) -> list[tuple[int, int]]:
    pairs = (part.split() for part in spans.split(";"))
    return [(int(start), int(end)) for start, end in pairs]


def find_meetings(renderings: Sequence[Rendering], *, crowded: int) -> list[tuple[int, int]]:
    """Returns the index pairs of renderings that meet by their keys, ascending.

    Keys that more than ``crowded`` renderings have are left out.
    """
    by_key: defaultdict[int, list[int]] = defaultdict(list)
    for index, rendering in enumerate(renderings):
        for key in link_keys(rendering.text, rendering.language):
            by_key[key].append(index)
    found: set[tuple[int, int]] = set()
    for key, members in by_key.items():
        partners = by_key.get(partner_key(key), [])
        if len(members) * len(partners) > crowded**2:
            continue
        found.update((left, right) for left in members for right in partners if left < right)
        found.update((right, left) for left in members for right in partners if right < left)
    return sorted(found)
