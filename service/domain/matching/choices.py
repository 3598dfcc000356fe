"""Words that stand for other words: whether they say about the same, told by a model of meaning.

A sentence vector cannot see that one noun was exchanged; the vectors of the two nouns can. Weighed
is only what stands in the same place of two direct wordings of one language: reports are free in
their words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.domain.kinds import DifferenceKind
from service.domain.matching.alignment import read_spots
from service.domain.matching.wordclasses import WordClass
from service.domain.model import Comparison

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.domain.model import Difference, Rendering, TextSpan

LEAST_NEARNESS: Final = 0.42
"""Words whose vectors are further apart say something else.

Of 34 pairs of synonyms in sentences none lay below, of 32 pairs of other words 23 did.
"""

_MOST_WORDS: Final = 4


def open_choices(a: Rendering, b: Rendering, comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """Returns the words that stand for one another without an alarm, each pair once, in order."""
    if a.language != b.language or a.reported or b.reported:
        return ()
    pairs = (_pair(difference, a.language) for difference in comparison.differences)
    return tuple(dict.fromkeys(pair for pair in pairs if pair is not None))


def weigh_choices(
    comparison: Comparison, language: str, nearness: Mapping[tuple[str, str], float]
) -> Comparison:
    """Returns the comparison with an alarm for every choice of words that lies far apart.

    Args:
        comparison: of two direct wordings of one language.
        language: its two-letter code.
        nearness: cosines, -1.0 to 1.0, of the pairs that ``open_choices`` asked for.
    """
    weighed = tuple(_weigh(d, language, nearness) for d in comparison.differences)
    return Comparison(comparison.match, weighed, tuple(d for d in weighed if d.changes_meaning))


def _weigh(
    difference: Difference, language: str, nearness: Mapping[tuple[str, str], float]
) -> Difference:
    pair = _pair(difference, language)
    if pair is None or round(nearness.get(pair, 1.0), 2) >= LEAST_NEARNESS:
        return difference
    reason = f'"{pair[0]}" against "{pair[1]}", far apart in meaning ({nearness[pair]:.2f})'
    return replace(difference, changes_meaning=True, reason=reason)


def _pair(difference: Difference, language: str) -> tuple[str, str] | None:
    a, b = difference.a, difference.b
    if difference.kind is not DifferenceKind.WORD_CHOICE or difference.changes_meaning:
        return None
    if a is None or b is None or not (_tells(a, language) and _tells(b, language)):
        return None
    return a.exact, b.exact


def _tells(span: TextSpan, language: str) -> bool:
    """Whether a few words name something: not "this" for "the earth"."""
    spots = read_spots(span.exact, language)
    naming = any(spot.word_class is WordClass.CONTENT for spot in spots)
    return naming and len(spots) <= _MOST_WORDS
