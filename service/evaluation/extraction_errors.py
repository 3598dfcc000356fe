"""Which words and which rules the errors of extraction hang on: by cue, by rule and lemma."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from service.evaluation.spans import make_units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.domain.model import Quotation
    from service.evaluation.extraction import ArticleResult
    from service.evaluation.extraction_data import GoldArticle, GoldQuotation

MOST_GROUPS: Final = 60
_EXAMPLES: Final = 3
_AROUND: Final = 60
_LONGEST: Final = 110
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Group:
    """What hangs on one cue or rule: how often it stands, how often it went wrong, where."""

    name: str
    total: int = 0
    wrong: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def share_right(self) -> float:
        """Share that did not go wrong, 0.0-1.0."""
        return 1 - self.wrong / self.total if self.total else 0.0


def group_missed(results: Iterable[ArticleResult]) -> list[Group]:
    """Returns the known quotations of annotated articles by form and cue, most missed first."""
    groups: dict[str, Group] = {}
    for result in results:
        missed = {id(quotation) for quotation in result.missed}
        for quotation in result.article.quotations:
            name = f"{quotation.form}: {_cue_of(result.article, quotation)}"
            example = _known_example(result.article, quotation)
            _count(groups, name, example, wrong=id(quotation) in missed)
    return _ordered(groups)


def group_wrong(results: Iterable[ArticleResult]) -> list[Group]:
    """Returns what was given for annotated articles by rule and cue lemma, most wrong first."""
    groups: dict[str, Group] = {}
    for result in results:
        extra = {id(quotation) for quotation in result.extra}
        for unit in make_units(result.article.text, result.found):
            quotation = unit.quotations[0]
            attribution = quotation.attribution
            rule = f"{quotation.form.value} {attribution.pattern} {attribution.stance.value}"
            name = f"{rule}: {attribution.cue_lemma or '-'}"
            example = _given_example(result.article, quotation)
            _count(groups, name, example, wrong=id(quotation) in extra)
    return _ordered(groups)


def render_errors(results: list[ArticleResult], most: int = MOST_GROUPS) -> str:
    """Returns both listings as text, with examples: text of the articles, for eyes only."""
    annotated = [result for result in results if result.article.data_set == "polnear"]
    lines = ["missed, by form and cue: missed of known (recall)"]
    lines += _rows(group_missed(annotated), most)
    wrong = group_wrong(annotated)
    lines += ["", "given but not known, by form, rule, stance and cue: wrong of given (precision)"]
    lines += _rows(wrong, most)
    rules: dict[str, Counter[str]] = defaultdict(Counter)
    for group in wrong:
        rules[group.name.partition(":")[0]].update(total=group.total, wrong=group.wrong)
    lines += ["", "all that was given, by form, rule and stance"]
    for name, counts in sorted(rules.items(), key=lambda item: (-item[1]["wrong"], item[0])):
        share = 1 - counts["wrong"] / counts["total"]
        lines.append(f"  {name:40} {counts['wrong']:5} of {counts['total']:5} ({share:.3f})")
    return "\n".join(lines) + "\n"


def _count(groups: dict[str, Group], name: str, example: str, *, wrong: bool) -> None:
    group = groups.setdefault(name, Group(name))
    group.total += 1
    group.wrong += wrong
    if wrong:
        group.examples.append(example)


def _ordered(groups: dict[str, Group]) -> list[Group]:
    return sorted(groups.values(), key=lambda group: (-group.wrong, group.name))


def _rows(groups: list[Group], most: int) -> list[str]:
    lines: list[str] = []
    for group in groups[:most]:
        if not group.wrong:
            break
        counts = f"{group.wrong:5} of {group.total:5} ({group.share_right:.3f})"
        lines.append(f"  {group.name:40} {counts}")
        step = max(1, len(group.examples) // _EXAMPLES)
        lines += [f"      {example}" for example in group.examples[::step][:_EXAMPLES]]
    return lines


def _cue_of(article: GoldArticle, quotation: GoldQuotation) -> str:
    pieces = (article.text[span.start : span.end] for span in quotation.cue_spans)
    return _squeezed(" … ".join(pieces)).lower() or "-"


def _known_example(article: GoldArticle, quotation: GoldQuotation) -> str:
    first, last = quotation.spans[0].start, quotation.spans[-1].end
    return _excerpt(article.text, first, last)


def _given_example(article: GoldArticle, quotation: Quotation) -> str:
    return _excerpt(article.text, quotation.selector.start, quotation.selector.end)


def _excerpt(text: str, start: int, end: int) -> str:
    inside = _squeezed(text[start:end])
    if len(inside) > _LONGEST:
        inside = f"{inside[: _LONGEST // 2]} … {inside[-_LONGEST // 2 :]}"
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND // 2]
    return _squeezed(f"{before}[[{inside}]]{after}")


def _squeezed(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
