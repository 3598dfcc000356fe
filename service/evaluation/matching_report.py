"""The measurements of matching as tables that people read, and as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from service.evaluation.matching import AlteredScore, Counts, JudgedPair, MatchingReport

SHOWN_ERRORS: Final = 20
_SHOWN_CHARS: Final = 160


def render_text(report: MatchingReport) -> str:
    """Returns the report as Markdown tables and lists of errors."""
    parts = [
        "## Labelled pairs",
        _set_table(report),
        "## Simple methods, reporting half, threshold from the tuning half",
        _table(
            ["method", "pairs", "threshold", "P", "R", "F1"],
            [[s.name, s.group, f"{s.threshold:.2f}", *_figures(s.counts)] for s in report.simple],
        ),
        "## Keys: pairs of one statement that meet",
        _table(
            ["set", "met", "of", "share"],
            [[name, met, of, f"{met / of:.3f}"] for name, met, of in report.key_recall],
        ),
        "## Reliability, reporting half",
        _table(
            ["pairs", "count", "mean score", "really one statement"],
            [
                [
                    "reported" if b.one_reported else "quoted",
                    b.pairs,
                    f"{b.mean_score:.2f}",
                    f"{b.share_same:.2f}",
                ]
                for b in report.bins
            ],
        ),
        "## Altered pairs: shown, and shown without an alarm",
        _table(
            ["languages", "group", "same", "pairs", "shown", "without alarm"],
            [
                [
                    a.languages,
                    a.group,
                    "yes" if a.same else "no",
                    a.pairs,
                    a.shown,
                    a.shown_without_alarm,
                ]
                for a in report.altered
            ],
        ),
        _altered_summary(report.altered),
        "Of {} quoted pairs of one statement, {} carry an alarm.".format(*report.alarmed),
        *_year_part(report),
        *_error_part("Missed", report.missed),
        *_error_part("Wrongly shown", report.wrong),
    ]
    return "\n\n".join(parts) + "\n"


def render_json(report: MatchingReport) -> dict[str, Any]:
    """Returns the figures as plain data, without the texts of errors."""
    data = asdict(report)
    for key in ("missed", "wrong"):
        data[key] = len(data[key])
    data["year"].pop("confirmed_far")
    return data


def _figures(counts: Counts) -> list[str]:
    return [f"{value:.3f}" for value in (counts.precision, counts.recall, counts.f1)]


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _set_table(report: MatchingReport) -> str:
    head = ["set", "half", "pairs", "P", "R", "F1 shown", "P confirmed", "R confirmed"]
    rows = [
        [s.name, s.half, s.pairs, *_figures(s.shown), *_figures(s.confirmed)[:2]]
        for s in report.sets
    ]
    return _table(head, rows)


def _altered_summary(rows: Sequence[AlteredScore]) -> str:
    """Returns F1 of "same, shown and without alarm" by languages."""
    lines: list[list[object]] = []
    for languages in sorted({row.languages for row in rows}):
        mine = [row for row in rows if row.languages == languages]
        true = sum(row.shown_without_alarm for row in mine if row.same)
        false = sum(row.shown_without_alarm for row in mine if not row.same)
        wanted = sum(row.pairs for row in mine if row.same)
        f1 = 2 * true / (true + false + wanted) if wanted else 0.0
        lines.append([languages, true, false, wanted, f"{f1:.3f}"])
    return _table(["languages", "same and calm", "altered but calm", "same", "F1"], lines)


def _year_part(report: MatchingReport) -> list[str]:
    year = report.year
    return [
        f"## A year of news: {year.quotations} quotations, {year.meetings} pairs judged",
        _table(
            ["kind", "status", "over a week apart", "pairs"],
            [[kind, status, far, number] for kind, status, far, number in year.counts],
        ),
        "Confirmed over a week apart, to be read:",
        "\n".join(
            f"- {days} days\n  - {_cut(a)}\n  - {_cut(b)}" for a, b, days in year.confirmed_far
        ),
    ]


def _error_part(title: str, errors: Sequence[JudgedPair]) -> list[str]:
    lines = [
        f"- {item.match.kind} {item.match.score:.2f} {item.match.status}, "
        f"{item.pair.data_set} {item.pair.note}: {item.match.reason}\n"
        f"  - {_cut(item.pair.a.text)}\n  - {_cut(item.pair.b.text)}"
        for item in errors[:SHOWN_ERRORS]
    ]
    return [f"## {title} on the reporting half: {len(errors)}", "\n".join(lines)]


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN_CHARS else plain[:_SHOWN_CHARS] + "…"
