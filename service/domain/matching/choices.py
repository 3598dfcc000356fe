"""What a model of meaning tells of two wordings beyond how near they are: single words and denials.

A sentence vector cannot see that one noun was exchanged; the vectors of the two nouns can. Weighed
is only what stands in the same place of two direct wordings of one language: reports are free in
their words. Nor can it see an opposite; but take the "not" out of one side, and two opposites come
nearer, whereas what only says the same thing with a "not" does not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.domain.kinds import DifferenceKind, MatchKind
from service.domain.matching.alignment import read_spots
from service.domain.matching.denial import affirm
from service.domain.matching.guards import are_close, find_one_denial
from service.domain.matching.prepared import prepare
from service.domain.matching.wordclasses import WordClass
from service.domain.model import Comparison

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.domain.model import Difference, Rendering, TextSpan

LEAST_NEARNESS: Final = 0.42
"""Words whose vectors are further apart say something else.

Of 34 pairs of synonyms in sentences none lay below, of 32 pairs of other words 23 did.
"""

LEAST_RISE: Final = 0.01
LEAST_RISE_IN_ONE_LANGUAGE: Final = 0.03
"""Opposites come nearer by so much when nothing is denied any more.

Of 20 written opposites all came nearer by the lower one, of 9 sentences that deny and say the same
four did. In one language an opposite mostly keeps the words, so that free wordings are less likely
to be one.
"""

_MOST_WORDS: Final = 4
_BY_MEANING: Final = frozenset({MatchKind.PARAPHRASE, MatchKind.TRANSLATION})


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


def open_denial(
    a: Rendering, b: Rendering, comparison: Comparison
) -> tuple[Difference, tuple[str, str]] | None:
    """Returns a denial of one side of two free wordings, and the two texts with nothing denied.

    None where words were laid side by side: there it is seen what is denied.
    """
    if comparison.match.kind not in _BY_MEANING or _has_opposites(comparison):
        return None
    if a.language == b.language and are_close(
        prepare(a.text, a.language), prepare(b.text, b.language)
    ):
        return None
    denial = find_one_denial(a.text, b.text, a.language, b.language)
    if denial is None:
        return None
    first, second = (
        affirm(side.text, read_spots(side.text, side.language), side.language) for side in (a, b)
    )
    return denial, (first, second)


def weigh_denial(comparison: Comparison, denial: Difference, rise: float) -> Comparison:
    """Returns the comparison with an alarm for the denial, or with none if it proves nothing.

    Args:
        comparison: of two free wordings.
        denial: what ``open_denial`` found.
        rise: how much higher the cosine is when nothing is denied.
    """
    rest = tuple(d for d in comparison.differences if d.kind is not DifferenceKind.NEGATION)
    translated = comparison.match.kind is MatchKind.TRANSLATION
    if round(rise, 3) >= (LEAST_RISE if translated else LEAST_RISE_IN_ONE_LANGUAGE):
        rest = (*rest, denial)
    return Comparison(comparison.match, rest, tuple(d for d in rest if d.changes_meaning))


def _has_opposites(comparison: Comparison) -> bool:
    """Whether two words deny one another, whatever else is denied."""
    return any(
        d.kind is DifferenceKind.NEGATION and d.a is not None and d.b is not None
        for d in comparison.differences
    )


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
