"""Every form of quotation in every language: exact and overlapping spans, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.domain.kinds import Form
from service.domain.model import Span
from service.evaluation.spans import HALF, letters_of, make_units, overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.domain.model import Quotation
    from service.evaluation.extraction_data import GoldArticle
    from service.evaluation.spans import Unit

# The annotators' words for forms, and ours.
_OURS: Final = {
    "wholly": "direct",
    "partly": "mixed",
    "indirect": "indirect",
    "direct": "direct",
    "scare": "labelled",
}
_FORMS: Final = ("direct", "mixed", "indirect", "labelled")


def count_forms(
    article: GoldArticle, found: tuple[Quotation, ...]
) -> Iterator[tuple[str, bool, bool]]:
    """Yields (measure, whether it is a known one, whether it is right) of one article.

    Known speech is held against any speech that was found, what is known to be none against what
    was labelled so, and the other way round. Nothing is said of what was found where the article's
    list is not complete, nor of forms that its annotators did not mark.
    """
    text = article.text
    known = [(letters_of(text, q.spans), _OURS[q.form]) for q in article.quotations]
    units = _units(article, found)
    for letters, form in known:
        best = _best(letters, form, units)
        yield f"{article.language} {form}, overlap", True, best >= HALF
        yield f"{article.language} {form}, exact", True, best == 1.0
    if not article.complete:
        return
    marked = _FORMS[:3] if article.data_set == "polnear" else ("direct", "labelled")
    for letters, form in units:
        if form in marked:
            best = _best(letters, form, known)
            yield f"{article.language} {form}, overlap", False, best >= HALF
            yield f"{article.language} {form}, exact", False, best == 1.0


def _best(letters: frozenset[int], form: str, others: list[tuple[frozenset[int], str]]) -> float:
    """The best overlap among others that are speech too, or labelled too."""
    alike = (other for other, its in others if (its == "labelled") == (form == "labelled"))
    return max((overlap(letters, other) for other in alike), default=0.0)


def _units(article: GoldArticle, found: tuple[Quotation, ...]) -> list[tuple[frozenset[int], str]]:
    """What was found as its annotators would mark it: whole utterances, or each pair of marks."""
    text = article.text
    alone = [q for q in found if not q.form.is_quotation]
    units: list[tuple[frozenset[int], str]] = []
    if article.data_set == "polnear":
        units += [(unit.letters, _form_of(unit)) for unit in make_units(text, found)]
    else:
        alone += [q for q in found if q.form.is_quotation]
    for quotation in alone:
        span = Span(quotation.selector.start, quotation.selector.end)
        form = quotation.form.value if quotation.form.is_quotation else "labelled"
        units.append((letters_of(text, [span]), form))
    return units


def _form_of(unit: Unit) -> str:
    forms = {quotation.form for quotation in unit.quotations}
    return next(form.value for form in (Form.MIXED, Form.INDIRECT, Form.DIRECT) if form in forms)
