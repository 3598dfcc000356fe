"""How well quotations and speakers are found, held against articles where they are known.

Spans are compared by their letters and digits, so that marks, spaces and stops do not count; the
overlap of two spans is the share of letters common to both (intersection over union).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.domain.extraction.extract import EXTRACTOR, extract
from service.domain.kinds import Form
from service.domain.model import Span
from service.domain.text.names import NameRelation, compare_names, fold_name
from service.evaluation.extraction_data import read_gold
from service.evaluation.extraction_forms import count_forms
from service.evaluation.spans import HALF, letters_of, make_units, overlap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from service.domain.model import Quotation
    from service.evaluation.extraction_data import GoldArticle, GoldQuotation
    from service.evaluation.spans import Unit

_RIGHT = frozenset({NameRelation.SAME, NameRelation.COMPATIBLE})
_SUFFIX = re.compile(r",? (?:Jr|Sr|II|III)\b\.?")
_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(slots=True)
class Count:
    """Hits among what was there and among what was given; shares are 0.0 when nothing was."""

    gold: int = 0
    found: int = 0
    given: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """Share of the known ones that were found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """Share of the given ones that are right."""
        return self.right / self.given if self.given else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class ArticleResult:
    """What went wrong in one article: known but not found, given but not known, wrong speakers."""

    article: GoldArticle
    found: tuple[Quotation, ...]
    missed: list[GoldQuotation] = field(default_factory=list)
    extra: list[Quotation] = field(default_factory=list)
    wrong: list[tuple[Quotation, tuple[str, ...]]] = field(default_factory=list)

    @property
    def errors(self) -> int:
        """How many things went wrong."""
        return len(self.missed) + len(self.extra) + len(self.wrong)


@dataclass(slots=True)
class ExtractionReport:
    """All counts by name, the reliability of speakers by rule and by confidence, the articles.

    ``by_form`` counts spans by language and form, over all sets.
    """

    algorithm: str
    counts: dict[str, Count]
    by_form: dict[str, Count]
    by_pattern: dict[str, Count]
    by_confidence: dict[str, Count]
    articles: list[ArticleResult]


def evaluate_extraction(
    folder: Path,
    keep: Callable[[GoldArticle], bool] = lambda _: True,
    alter: Callable[[tuple[Quotation, ...]], tuple[Quotation, ...]] = tuple,
) -> ExtractionReport:
    """Returns the report over every set found in the folder.

    Args:
        folder: the data.
        keep: chooses articles.
        alter: changes what was found before it is counted, as an ablation does.
    """
    return evaluate_articles((one for one in read_gold(folder) if keep(one)), alter)


def evaluate_articles(
    articles: Iterable[GoldArticle],
    alter: Callable[[tuple[Quotation, ...]], tuple[Quotation, ...]] = tuple,
) -> ExtractionReport:
    """Returns the report over these articles; see ``evaluate_extraction``."""
    evaluation = _Evaluation()
    for article in articles:
        found = extract(article.text, language=article.language).quotations
        evaluation.add(article, alter(found))
    return evaluation.report()


def is_right_speaker(quotation: Quotation, names: tuple[str, ...]) -> bool:
    """Whether the speaker given is one of these, by name, or as written for one without a name."""
    given = quotation.attribution.speaker_name
    mention = quotation.attribution.speaker_mention
    for name in names:
        if given is not None and _names_same(given, name):
            return True
        if mention is not None and fold_name(name) and fold_name(name) in fold_name(mention.exact):
            return True
    return False


def _names_same(a: str, b: str) -> bool:
    """Compatible names; "Jr." on one side only is not counted as an error."""
    if compare_names(a, b) in _RIGHT:
        return True
    return compare_names(_SUFFIX.sub("", a), _SUFFIX.sub("", b)) in _RIGHT


class _Evaluation:
    """Counts over many articles."""

    def __init__(self) -> None:
        self.counts: dict[str, Count] = defaultdict(Count)
        self.by_form: dict[str, Count] = defaultdict(Count)
        self.by_pattern: dict[str, Count] = defaultdict(Count)
        self.by_confidence: dict[str, Count] = defaultdict(Count)
        self.articles: list[ArticleResult] = []

    def add(self, article: GoldArticle, found: tuple[Quotation, ...]) -> None:
        result = ArticleResult(article, found)
        for name, is_known, is_right in count_forms(article, found):
            count = self.by_form[name]
            count.gold += is_known
            count.found += is_known and is_right
            count.given += not is_known
            count.right += is_right and not is_known
        if article.data_set == "polnear":
            self._add_annotated(result)
        else:
            self._add_named(result)
        self.articles.append(result)

    def report(self) -> ExtractionReport:
        ordered = sorted(self.articles, key=lambda result: (-result.errors, result.article.id))
        return ExtractionReport(
            EXTRACTOR,
            dict(sorted(self.counts.items())),
            dict(sorted(self.by_form.items())),
            dict(sorted(self.by_pattern.items())),
            dict(sorted(self.by_confidence.items())),
            ordered,
        )

    def _add_annotated(self, result: ArticleResult) -> None:
        """Content and speaker spans against annotated ones."""
        article = result.article
        units = make_units(article.text, result.found)
        gold = [(letters_of(article.text, q.spans), q) for q in article.quotations]
        everything, exact = self.counts["polnear all"], self.counts["polnear all exact"]
        for letters, quotation in gold:
            best = max(units, key=lambda unit: overlap(letters, unit.letters), default=None)
            score = overlap(letters, best.letters) if best else 0.0
            for count, hit in (
                (everything, score >= HALF),
                (exact, score == 1.0),
                (self.counts[f"polnear {quotation.form}"], score >= HALF),
                (self.counts[f"polnear {quotation.form} exact"], score == 1.0),
            ):
                count.gold += 1
                count.found += hit
            if score < HALF or best is None:
                result.missed.append(quotation)
            elif quotation.speaker_spans:
                self._add_speaker_span(result, quotation, best)
        for unit in units:
            score = max((overlap(letters, unit.letters) for letters, _ in gold), default=0.0)
            form = unit.quotations[0].form.value
            for count, hit in (
                (everything, score >= HALF),
                (exact, score == 1.0),
                (self.counts[f"polnear given {form}"], score >= HALF),
            ):
                count.given += 1
                count.right += hit
            if score < HALF:
                result.extra.append(unit.quotations[0])

    def _add_speaker_span(self, result: ArticleResult, gold: GoldQuotation, unit: Unit) -> None:
        quotation = unit.quotations[0]
        mention = quotation.attribution.speaker_mention
        hit = mention is not None and any(
            span.start < mention.end and mention.start < span.end for span in gold.speaker_spans
        )
        name = "indirect" if gold.form == "indirect" else "quoted"
        count = self.counts[f"polnear speaker {name}"]
        count.gold += 1
        count.found += hit
        count.given += mention is not None
        count.right += hit
        if name == "quoted":
            self._add_reliability(quotation, hit=hit)
            if not hit:
                words = tuple(
                    result.article.text[span.start : span.end] for span in gold.speaker_spans
                )
                result.wrong.append((quotation, words))

    def _add_reliability(self, quotation: Quotation, *, hit: bool) -> None:
        confidence = quotation.attribution.confidence
        low = max(bound for bound in _BINS if bound <= confidence)
        for count in (
            self.by_pattern[quotation.attribution.pattern],
            self.by_confidence[f"{low:.2f}+"],
        ):
            count.given += 1
            count.right += hit

    def _add_named(self, result: ArticleResult) -> None:
        """Direct quotations with named speakers, and marks that quote nobody."""
        article, text = result.article, result.article.text
        found = {
            letters_of(text, [Span(q.selector.start, q.selector.end)]): q
            for q in result.found
            if q.form not in {Form.MIXED, Form.INDIRECT}
        }
        known = {letters_of(text, q.spans): q for q in article.quotations}
        name = article.data_set
        for letters, gold in known.items():
            if gold.form == "indirect":
                continue
            hit = found.get(letters)
            count = self.counts[f"{name} {gold.form}"]
            count.gold += 1
            matches = hit is not None and hit.form.is_quotation == (gold.form == "direct")
            count.found += matches
            if not matches:
                result.missed.append(gold)
            if gold.form == "direct" and gold.speakers and hit is not None:
                self._add_speaker(result, gold, hit)
        if article.complete:
            self._add_complete(result, found, known)

    def _add_speaker(self, result: ArticleResult, gold: GoldQuotation, hit: Quotation) -> None:
        right = is_right_speaker(hit, gold.speakers)
        given = hit.attribution.speaker_name is not None
        data_set = result.article.data_set
        names = [f"{data_set} speaker"]
        if result.article.complete:
            names.append(f"{data_set} complete speaker")
        for name in names:
            count = self.counts[name]
            count.gold += 1
            count.found += right
            count.given += given
            count.right += right and given
        self._add_reliability(hit, hit=right)
        if not right:
            result.wrong.append((hit, gold.speakers))

    def _add_complete(
        self,
        result: ArticleResult,
        found: dict[frozenset[int], Quotation],
        known: dict[frozenset[int], GoldQuotation],
    ) -> None:
        name = result.article.data_set
        for form, wanted in (("direct", True), ("scare", False)):
            count = self.counts[f"{name} complete {form}"]
            gold = {letters for letters, q in known.items() if q.form == form}
            given = {letters for letters, q in found.items() if q.form.is_quotation == wanted}
            count.gold += len(gold)
            count.found += len(gold & given)
            count.given += len(given)
            count.right += len(gold & given)
            result.extra += [found[letters] for letters in given - gold]
