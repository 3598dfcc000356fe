"""What extraction finds in the fixtures, held against what an editor found by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from service.domain.extraction.extract import extract
from service.domain.kinds import Form, Place
from tests.fixtures_golden.golden import GOLDEN

if TYPE_CHECKING:
    from service.domain.model import Extraction, Quotation
    from tests.fixtures_golden.golden import GoldenArticle, GoldenQuotation

Key = tuple[str, str, int, str]

articles = pytest.mark.parametrize("golden", GOLDEN.articles, ids=lambda golden: golden.name)


def run(golden: GoldenArticle) -> Extraction:
    article = golden.article
    return extract(article.text, title=article.title, language=article.language)


def home(golden: GoldenArticle, place: Place) -> str:
    return (golden.article.title or "") if place is Place.HEADLINE else golden.article.text


def found_key(quotation: Quotation) -> Key:
    selector = quotation.selector
    return (quotation.place.value, quotation.form.value, selector.start, selector.exact)


def golden_key(quotation: GoldenQuotation) -> Key:
    return (quotation.place, quotation.form, quotation.start, quotation.exact)


def pair_up(golden: GoldenArticle) -> list[tuple[GoldenQuotation, Quotation]]:
    """Returns the golden quotations that were found, each with what was found there."""
    found = {found_key(quotation): quotation for quotation in run(golden).quotations}
    wanted = {golden_key(quotation): quotation for quotation in golden.quotations}
    return [(wanted[key], found[key]) for key in wanted if key in found]


@articles
def test_quotations_are_those_an_editor_found(golden: GoldenArticle):
    found = {found_key(quotation) for quotation in run(golden).quotations}
    wanted = {golden_key(quotation) for quotation in golden.quotations}
    needed = {golden_key(quotation) for quotation in golden.quotations if not quotation.optional}
    report = [f"missing {key}" for key in sorted(needed - found)]
    report += [f"extra   {key}" for key in sorted(found - wanted)]
    assert not report, "\n" + "\n".join(report)


@articles
def test_speakers_are_those_an_editor_read(golden: GoldenArticle):
    report = [
        f"{wanted.key}: {found.attribution.speaker_name!r} instead of {wanted.speaker!r}"
        for wanted, found in pair_up(golden)
        if Form(wanted.form).is_quotation and found.attribution.speaker_name != wanted.speaker
    ]
    assert not report, "\n" + "\n".join(report)


@articles
def test_resumed_quotations_are_linked(golden: GoldenArticle):
    quotations = run(golden).quotations
    keys = {golden_key(quotation): quotation.key for quotation in golden.quotations}
    report = []
    for wanted, found in pair_up(golden):
        before = quotations[found.continues] if found.continues is not None else None
        name = keys.get(found_key(before)) if before else None
        link = (name, found.continues_sentence)
        if not wanted.optional and link != (wanted.continues, wanted.continues_sentence):
            report.append(f"{wanted.key} continues {link}")
    assert not report, "\n" + "\n".join(report)


@articles
def test_selectors_point_at_their_text(golden: GoldenArticle):
    for quotation in run(golden).quotations:
        selector = quotation.selector
        text = home(golden, quotation.place)
        assert text[selector.start : selector.end] == selector.exact
        assert text[: selector.start].endswith(selector.prefix)
        assert text[selector.end :].startswith(selector.suffix)
