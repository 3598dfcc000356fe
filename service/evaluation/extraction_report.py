"""The extraction report as a table, as JSON and as a page, found and known spans side by side."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.domain.model import Quotation
    from service.evaluation.extraction import ArticleResult, Count, ExtractionReport
    from service.evaluation.extraction_data import GoldQuotation

WORST_ARTICLES = 20
_EXCERPT_CHARS = 90
RIVALS = (
    "rivals",
    "  textacy (run on the 114 complete articles): direct recall 0.55, precision 0.94; fails on 30",
    "  BBC Citron, model en_2021-11-15 (published, on PARC 3.0 test, not run here): content spans",
    "    exact 0.67 precision, 0.53 recall; overlapping 0.93 precision, 0.75 recall;",
    "    source spans overlapping 0.97 precision, 0.76 recall",
)
_STYLE = (
    "body{font:14px/1.5 sans-serif;margin:1rem}section{display:flex;gap:1rem;margin-bottom:2rem}"
    "article{flex:1;white-space:pre-wrap}mark{background:#ffe9a8}mark.missed{background:#ffb3b3}"
    "mark.extra{background:#b3d4ff}small{color:#555}"
)


def render_table(report: ExtractionReport) -> str:
    """Returns the figures as plain text, then the articles with most errors."""
    lines = [f"algorithm {report.algorithm}", ""]
    lines.append(
        f"{'measure':34} {'known':>6} {'recall':>7} {'given':>6} {'precision':>9} {'F1':>6}"
    )
    lines += [_row(name, count) for name, count in report.counts.items()]
    lines += ["", "spans by language and form, over all sets"]
    lines += [_row(name, count) for name, count in report.by_form.items()]
    lines += ["", "speakers by rule: share right (given)"]
    lines += [_share(name, count) for name, count in report.by_pattern.items()]
    lines += ["", "speakers by confidence: share right (given)"]
    lines += [_share(name, count) for name, count in report.by_confidence.items()]
    lines += ["", "most errors"]
    for result in report.articles[:WORST_ARTICLES]:
        lines.append(
            f"  {result.article.data_set}/{result.article.id}: {len(result.missed)} missed,"
            f" {len(result.extra)} not known, {len(result.wrong)} wrong speakers"
        )
    return "\n".join([*lines, "", *RIVALS]) + "\n"


def render_json(report: ExtractionReport) -> bytes:
    """Returns the figures for the record; no article text."""
    return orjson.dumps(
        {
            "algorithm": report.algorithm,
            "counts": {name: _figures(count) for name, count in report.counts.items()},
            "by_form": {name: _figures(count) for name, count in report.by_form.items()},
            "by_pattern": {name: _figures(count) for name, count in report.by_pattern.items()},
            "by_confidence": {
                name: _figures(count) for name, count in report.by_confidence.items()
            },
        },
        option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS,
    )


def render_html(report: ExtractionReport, most: int = WORST_ARTICLES) -> str:
    """Returns a page: what is known on the left, what was found on the right, worst first."""
    parts = [
        "<!doctype html><meta charset=utf-8><title>Extraction</title>",
        f"<style>{_STYLE}</style><h1>Extraction, {escape(report.algorithm)}</h1>",
        f"<pre>{escape(render_table(report))}</pre>",
    ]
    for result in report.articles[:most]:
        parts.append(f"<h2>{escape(result.article.id)}</h2>{_wrong_speakers(result)}<section>")
        parts.append(f"<article>{_marked(result.article.text, _known_spans(result))}</article>")
        parts.append(f"<article>{_marked(result.article.text, _found_spans(result))}</article>")
        parts.append("</section>")
    return "".join(parts)


def _row(name: str, count: Count) -> str:
    recall = f"{count.recall:7.3f}" if count.gold else f"{'-':>7}"
    precision = f"{count.precision:9.3f}" if count.given else f"{'-':>9}"
    f1 = f"{count.f1:6.3f}" if count.gold and count.given else f"{'-':>6}"
    return f"{name:34} {count.gold:6} {recall} {count.given:6} {precision} {f1}"


def _share(name: str, count: Count) -> str:
    return f"  {name:16} {count.precision:5.3f} ({count.given})"


def _figures(count: Count) -> dict[str, Any]:
    return {
        "known": count.gold,
        "found": count.found,
        "given": count.given,
        "right": count.right,
        "recall": round(count.recall, 4),
        "precision": round(count.precision, 4),
        "f1": round(count.f1, 4),
    }


def _known_spans(result: ArticleResult) -> Iterable[tuple[int, int, str, str]]:
    missed = {id(quotation) for quotation in result.missed}
    for quotation in result.article.quotations:
        for span in quotation.spans:
            kind = "missed" if id(quotation) in missed else "found"
            yield span.start, span.end, kind, _known_label(quotation)


def _known_label(quotation: GoldQuotation) -> str:
    return f"{quotation.form}: {', '.join(quotation.speakers) or '-'}"


def _found_spans(result: ArticleResult) -> Iterable[tuple[int, int, str, str]]:
    extra = {id(quotation) for quotation in result.extra}
    for quotation in result.found:
        kind = "extra" if id(quotation) in extra else "found"
        selector = quotation.selector
        yield selector.start, selector.end, kind, _found_label(quotation)


def _found_label(quotation: Quotation) -> str:
    attribution = quotation.attribution
    named = attribution.speaker_name or "-"
    return f"{quotation.form.value}: {named} ({attribution.pattern} {attribution.confidence:.2f})"


def _marked(text: str, spans: Iterable[tuple[int, int, str, str]]) -> str:
    """Marks spans in a text; one that lies in another is named after it."""
    pieces: list[str] = []
    done = 0
    for start, end, kind, label in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < done:
            pieces.append(f"<small>[{escape(label)}]</small>")
            continue
        pieces.append(escape(text[done:start]))
        pieces.append(f'<mark class="{kind}">{escape(text[start:end])}</mark>')
        pieces.append(f"<small>[{escape(label)}]</small>")
        done = end
    pieces.append(escape(text[done:]))
    return "".join(pieces)


def _wrong_speakers(result: ArticleResult) -> str:
    rows = "".join(
        f"<li>“{escape(quotation.selector.exact[:_EXCERPT_CHARS])}” "
        f"{escape(_found_label(quotation))}, known: {escape(', '.join(names))}</li>"
        for quotation, names in result.wrong
    )
    return f"<ul>{rows}</ul>" if rows else ""
