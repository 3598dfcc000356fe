"""The measurements of linking as tables that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.evaluation.linking import LinkingReport

SHOWN_LINKS: Final = 200
_SHOWN_CHARS: Final = 160


def render_text(report: LinkingReport) -> str:
    """Returns the report as Markdown tables and lists."""
    parts = [
        "## Links between outlets after taking in whole articles",
        _scores(report),
        f"## Wrongly joined on the tuning half: {len(report.wrong)}",
        _pairs(report.wrong),
        f"## A year: {report.articles} articles, {report.statements} statements; the largest",
        _largest(report),
        f"## Confirmed over a week apart, to be read: {len(report.far)}",
        "\n".join(
            f"- {far.days} days, {far.kind}, {far.bond}, {far.speakers[0]} / {far.speakers[1]}\n"
            f"  - {_cut(far.a)}\n  - {_cut(far.b)}"
            for far in report.far[:SHOWN_LINKS]
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _scores(report: LinkingReport) -> str:
    return _table(
        (
            *("set", "half", "quotations", "found"),
            *("P confirmed", "R confirmed", "F1 confirmed"),
            *("P shown", "R shown", "F1 shown"),
            *("families of 3 or more", "mixed"),
        ),
        (
            (
                *(score.name, score.half, score.quotations, score.found),
                *(
                    f"{value:.3f}"
                    for counts in (score.confirmed, score.shown)
                    for value in (counts.precision, counts.recall, counts.f1)
                ),
                *(score.large, score.mixed),
            )
            for score in report.scores
        ),
    )


def _largest(report: LinkingReport) -> str:
    return _table(
        (
            *("sightings", "hang on others", "wordings", "speakers", "days", "united by"),
            *("text", "least tied", "its links"),
        ),
        (
            (
                *(one.sightings, one.fragments, one.wordings, one.speakers, one.days),
                ", ".join(f"{kind} {number}" for kind, number in one.kinds) or "nothing",
                *(_cut(one.summary), _cut(one.far_out), one.far_out_links),
            )
            for one in report.largest
        ),
    )


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    cells = [[str(cell).replace("|", "/") for cell in row] for row in (head, *rows)]
    cells.insert(1, ["---"] * len(cells[0]))
    return "\n".join("| " + " | ".join(row) + " |" for row in cells)


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- {_cut(a)}\n  - {_cut(b)}" for a, b in pairs)


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN_CHARS else plain[:_SHOWN_CHARS] + "…"
